// Writes a ZIP archive (APPNOTE.TXT 4.3), piece by piece: neither hundreds of letters nor a workbook of ten years lie in
// memory at once.

import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw, type ZlibOptions } from 'node:zlib';

/** `content` is stored as it is, for what is packed already; `parts` are packed. */
export type ZipEntry = { name: string; content: Buffer } | { name: string; parts: Iterable<TextPart> };

/** Half a megabyte of text or so, in strings that are written one after the other. */
export type TextPart = string[] | IteratorObject<string>;

/** Takes the entries one at a time; gives the bytes of the archive in order. Names are UTF-8 and must differ. */
export async function* writeZip(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const name = Buffer.from(entry.name);
    const isPacked = 'parts' in entry;
    const sums = isPacked ? { crc: 0, packed: 0, size: 0 } : sumsOf(entry.content);
    const start = Buffer.concat([signature('PK\x03\x04'), header(isPacked, name.length, sums), name]);
    yield start;
    if (isPacked) {
      for await (const chunk of packed(entry.parts, sums)) yield chunk;
      // Of what is packed the sums come after it, since they are not known before.
      yield Buffer.concat([signature('PK\x07\x08'), sumBytes(sums)]);
    } else yield entry.content;
    directory.push(directoryEntry(header(isPacked, name.length, sums), name, offset));
    offset += start.length + sums.packed + (isPacked ? descriptorLength : 0);
  }
  const central = Buffer.concat(directory);
  yield central;
  yield endRecord(directory.length, central.length, offset);
}

// Packing -------------------------------------------------------------------------------------------------------------

/** CRC-32, and the length as it lies in the archive and as it was, in bytes. */
type Sums = { crc: number; packed: number; size: number };

const deflate = promisify<Buffer, ZlibOptions, Buffer>(deflateRaw);

/** Each part is packed by itself, off the main thread, while the next is written; together they are one stream. */
async function* packed(parts: Iterable<TextPart>, sums: Sums): AsyncGenerator<Buffer> {
  // Two places in turns: one is packed while the other is written.
  let [place, other] = [reusedBytes(), reusedBytes()];
  let packing: Promise<Buffer> | null = null;
  for (const part of parts) {
    const bytes = place(part);
    [place, other] = [other, place];
    sums.crc = crc32(bytes, sums.crc);
    sums.size += bytes.length;
    const before: Promise<Buffer> | null = packing;
    packing = deflate(bytes, { level: 1, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 128 * 1024 });
    if (before) yield counted(await before, sums);
    // Others get their turn between two parts.
    await setImmediate();
  }
  if (packing) yield counted(await packing, sums);
  yield counted(lastBlock, sums);
}

/** Gives the bytes of a part in a place of its own that is used again: half a megabyte a part would be garbage else. */
function reusedBytes(): (part: TextPart) => Buffer {
  let place = Buffer.alloc(64 * 1024);
  return (part) => {
    let end = 0;
    for (const text of part) {
      // UTF-8 needs at most three bytes for what JavaScript counts as one.
      if (end + text.length * 3 > place.length)
        place = Buffer.concat([place.subarray(0, end)], 2 * end + text.length * 3);
      end += place.write(text, end);
    }
    return place.subarray(0, end);
  };
}

/** What a flushed stream lacks to be whole: an empty block that says it is the last (RFC 1951, 3.2.3). */
const lastBlock = Buffer.from([3, 0]);

function counted(chunk: Buffer, sums: Sums): Buffer {
  sums.packed += chunk.length;
  return chunk;
}

// Records -------------------------------------------------------------------------------------------------------------

const descriptorLength = 16;

function sumsOf(content: Buffer): Sums {
  return { crc: crc32(content), packed: content.length, size: content.length };
}

function sumBytes({ crc, packed: packedSize, size }: Sums): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32LE(crc, 0);
  bytes.writeUInt32LE(packedSize, 4);
  bytes.writeUInt32LE(size, 8);
  return bytes;
}

/** Version needed, flags (UTF-8 names; sums afterwards), method, time, date, sums, lengths: the same in both headers. */
function header(isPacked: boolean, nameLength: number, sums: Sums): Buffer {
  const start = Buffer.alloc(10);
  start.writeUInt16LE(20, 0);
  start.writeUInt16LE(isPacked ? 0x0808 : 0x0800, 2);
  start.writeUInt16LE(isPacked ? 8 : 0, 4);
  // 1 January 1980: files hold their own dates, and the same archive twice is the same bytes.
  start.writeUInt16LE(0x0021, 8);
  const end = Buffer.alloc(4);
  end.writeUInt16LE(nameLength, 0);
  return Buffer.concat([start, sumBytes(sums), end]);
}

function directoryEntry(common: Buffer, name: Buffer, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature('PK\x01\x02\x14\x00'), common, rest, name]);
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

function signature(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
