// Reads a Word file as a reader does: opens the zip, and takes the text paragraph by paragraph.

import { crc32, inflateRawSync } from 'node:zlib';

/** The text of the document, one line per paragraph. Throws when it is no Word file. */
export function docxText(file: Buffer): string {
  const xml = zipEntries(file).get('word/document.xml')?.().toString('utf8');
  if (xml === undefined) throw new Error('Not a Word file');
  const paragraphs = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gs)].map((match) => plain(match[1] ?? '')).join(''),
  );
  return paragraphs.join('\n');
}

/** The files of a zip archive by name, each unpacked and compared with its checksum when it is asked for. */
export function zipEntries(file: Buffer): Map<string, () => Buffer> {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('Not a zip file');
  const entries = new Map<string, () => Buffer>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extra, comment] = [at + 28, at + 30, at + 32].map((place) => file.readUInt16LE(place)) as [
      number,
      number,
      number,
    ];
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const entry = { at, local: file.readUInt32LE(at + 42) };
    entries.set(name, () => unpacked(file, entry));
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

function unpacked(file: Buffer, { at, local }: { at: number; local: number }): Buffer {
  if (file.toString('latin1', local, local + 4) !== 'PK\x03\x04')
    throw new Error('A file is not where the directory says');
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const packed = file.subarray(start, start + file.readUInt32LE(at + 20));
  const content = file.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
  if (crc32(content) !== file.readUInt32LE(at + 16)) throw new Error('A file differs from its checksum');
  return content;
}

function plain(text: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');
}
