// A zip archive written piece by piece, so that hundreds of letters never lie in memory at once. Word files are packed
// already, so they are stored as they are (APPNOTE.TXT 4.3, method 0).

import { crc32 } from 'node:zlib';

export type ZipEntry = { name: string; content: Buffer };

/** Takes the entries one at a time; gives the bytes of the archive in order. Names are UTF-8 and must differ. */
export async function* zip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { name, content } of entries) {
    const encoded = Buffer.from(name);
    const common = commonHeader(content, encoded.length);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, encoded]);
    directory.push(directoryEntry(common, encoded, offset));
    offset += local.length + content.length;
    yield local;
    yield content;
  }
  const central = Buffer.concat(directory);
  yield central;
  yield endRecord(directory.length, central.length, offset);
}

/** Version needed, flags (UTF-8 names), method, time, date, sums and lengths: the same in both headers. */
function commonHeader(content: Buffer, nameLength: number): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(0x0800, 2);
  // 1 January 1980: the letters hold their own dates, and the same archive twice is the same bytes.
  header.writeUInt16LE(0x0021, 8);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(content.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(nameLength, 22);
  return header;
}

function directoryEntry(common: Buffer, name: Buffer, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, name]);
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
