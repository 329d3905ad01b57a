// Writes tables as an Excel workbook (ECMA-376, Office Open XML), piece by piece: 45,000 rows neither lie in memory at once
// nor keep others waiting, since packing is done off the main thread. Numbers are numbers; text is always text, so that
// none of it can become a formula.

import type { Cell } from '../domain/totals-table.ts';
import { type TextPart, writeZip, type ZipEntry } from './write-zip.ts';

/** `name`: at most 31 characters, none of []:*?/\. `parts`: the rows, a few hundred at a time, each as long as `heads`. */
export type Sheet = { name: string; heads: string[]; parts: Iterable<Cell[][]> };

/** The bytes of the workbook, in order. */
export function writeXlsx(sheets: Sheet[]): AsyncGenerator<Buffer> {
  return writeZip(filesOf(sheets));
}

// The files of the workbook -------------------------------------------------------------------------------------------

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function filesOf(sheets: Sheet[]): ZipEntry[] {
  const each = (write: (sheet: Sheet, number: number) => string) =>
    sheets.map((sheet, index) => write(sheet, index + 1)).join('');
  const whole = (name: string, ...text: string[]): ZipEntry => ({ name, parts: [text] });
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
    ...sheets.map(({ heads, parts }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      parts: sheetText(heads, parts),
    })),
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

function* sheetText(heads: string[], parts: Iterable<Cell[][]>): Generator<TextPart> {
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
