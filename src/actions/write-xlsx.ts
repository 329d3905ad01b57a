// Writes tables as an Excel workbook (ECMA-376, Office Open XML), piece by piece: 45,000 rows neither lie in memory at once
// nor keep others waiting, since packing is done off the main thread. Numbers are numbers; text is always text, so that
// none of it can become a formula.

import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw, type ZlibOptions } from 'node:zlib';
import type { Cell } from '../domain/totals-table.ts';

/** `name`: at most 31 characters, none of []:*?/\. `parts`: the rows, a few hundred at a time, each as long as `heads`. */
export type Sheet = { name: string; heads: string[]; parts: Iterable<Cell[][]> };

/** The bytes of the workbook, in order. */
export async function* writeXlsx(sheets: Sheet[]): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, texts] of filesOf(sheets)) {
    const file = Buffer.from(name);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), header(file.length, noSums)]);
    yield Buffer.concat([local, file]);
    const sums = { crc: 0, packed: 0, size: 0 };
    for await (const chunk of packed(texts, sums)) yield chunk;
    yield Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), sumsOf(sums)]);
    directory.push(directoryEntry(file, sums, offset));
    offset += local.length + file.length + sums.packed + 16;
  }
  const central = Buffer.concat(directory);
  yield central;
  yield endRecord(directory.length, central.length, offset);
}

/** A few hundred rows, written one after the other. */
type Part = string[] | IteratorObject<string>;

type Sums = { crc: number; packed: number; size: number };

const deflate = promisify<Buffer, ZlibOptions, Buffer>(deflateRaw);

/** Each part is packed by itself, off the main thread, while the next is written; together they are one stream. */
async function* packed(parts: Iterable<Part>, sums: Sums): AsyncGenerator<Buffer> {
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
function reusedBytes(): (part: Part) => Buffer {
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

// The files of the workbook -------------------------------------------------------------------------------------------

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function filesOf(sheets: Sheet[]): [string, Iterable<Part>][] {
  const each = (write: (sheet: Sheet, number: number) => string) =>
    sheets.map((sheet, index) => write(sheet, index + 1)).join('');
  const whole = (name: string, ...text: string[]): [string, Iterable<Part>] => [name, [text]];
  return [
    whole(
      '[Content_Types].xml',
      `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
      `<Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/>`,
      each(
        (_, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${kinds}.worksheet+xml"/>`,
      ),
      '</Types>',
    ),
    whole(
      '_rels/.rels',
      `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    whole(
      'xl/workbook.xml',
      `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>`,
      each(({ name }, number) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`),
      '</sheets></workbook>',
    ),
    whole(
      'xl/_rels/workbook.xml.rels',
      `${xml}<Relationships xmlns="${packages}/relationships">`,
      each(
        (_, number) =>
          `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
      ),
      `<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ),
    whole('xl/styles.xml', styles),
    ...sheets.map(({ heads, parts }, index): [string, Iterable<Part>] => [
      `xl/worksheets/sheet${index + 1}.xml`,
      sheetText(heads, parts),
    ]),
  ];
}

/** Cell styles: 0 plain, 1 a head (bold, in lines), 2 a number with one decimal. */
const styles =
  `${xml}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/>' +
  '<xf xfId="0" fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="bottom" wrapText="1"/></xf>' +
  '<xf xfId="0" numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>';

function* sheetText(heads: string[], parts: Iterable<Cell[][]>): Generator<Part> {
  const columns = heads.map((_, index) => `<c r="${letterOf(index)}`);
  const [headOf, cellOf] = [cellWriter(' s="1"'), cellWriter('')];
  yield [
    `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="${Math.max(1, heads.length)}" width="16" customWidth="1"/></cols><sheetData>`,
    rowText(heads, '1', columns, headOf),
  ];
  let number = 2;
  for (const rows of parts) yield rows.values().map((row) => rowText(row, String(number++), columns, cellOf));
  yield ['</sheetData></worksheet>'];
}

/** `columns`: how a cell of each begins, up to the number of its row. */
function rowText(row: Cell[], number: string, columns: string[], cellOf: (value: Cell) => string): string {
  let text = `<row r="${number}">`;
  for (let index = 0; index < row.length; index += 1) {
    const value = row[index];
    if (value !== null && value !== undefined && value !== '') text += columns[index] + number + cellOf(value);
  }
  return `${text}</row>`;
}

/** What a text is written as is kept for so many of them: units, months and statuses come again and again. */
const textsKept = 2000;
/** And of every whole number below this one. */
const numbersKept = 1000;

/** Writes what follows a cell's reference, style first. */
function cellWriter(style: string): (value: Cell) => string {
  const numbers: string[] = [];
  const texts = new Map<string, string>();
  const textOf = (value: string) => {
    let text = texts.get(value);
    if (text === undefined) {
      // Without it, readers may take away spaces and line breaks.
      const space = /^\s|\s$|\s\s|[\t\r\n]/.test(value) ? ' xml:space="preserve"' : '';
      text = `"${style} t="inlineStr"><is><t${space}>${escaped(value)}</t></is></c>`;
      if (texts.size < textsKept) texts.set(value, text);
    }
    return text;
  };
  return (value) => {
    if (typeof value === 'string') return textOf(value);
    if (typeof value === 'boolean') return `" t="b"><v>${value ? 1 : 0}</v></c>`;
    if (!Number.isInteger(value)) return `" s="2"><v>${value}</v></c>`;
    const number = value as number;
    if (number < 0 || number >= numbersKept) return `"><v>${number}</v></c>`;
    return (numbers[number] ??= `"><v>${number}</v></c>`);
  };
}

function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

const special: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no way to write most control characters: they are left out. */
function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex
  if (!/[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) return text.toWellFormed();
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (character) => special[character] ?? '')
  );
}

// The archive (APPNOTE.TXT 4.3): sizes and sums come after what they are of, since they are not known before. --------

const noSums: Sums = { crc: 0, packed: 0, size: 0 };

/** Version needed, flags (sums afterwards, UTF-8 names), deflate, 1 January 1980, sums, lengths. */
function header(nameLength: number, sums: Sums): Buffer {
  const start = Buffer.alloc(10);
  start.writeUInt16LE(20, 0);
  start.writeUInt16LE(0x0808, 2);
  start.writeUInt16LE(8, 4);
  start.writeUInt16LE(0x0021, 8);
  const end = Buffer.alloc(4);
  end.writeUInt16LE(nameLength, 0);
  return Buffer.concat([start, sumsOf(sums), end]);
}

function sumsOf({ crc, packed: packedSize, size }: Sums): Buffer {
  const sums = Buffer.alloc(12);
  sums.writeUInt32LE(crc, 0);
  sums.writeUInt32LE(packedSize, 4);
  sums.writeUInt32LE(size, 8);
  return sums;
}

function directoryEntry(name: Buffer, sums: Sums, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header(name.length, sums), rest, name]);
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
