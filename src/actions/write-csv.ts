// Writes a table as CSV: one way for programs, one for Excel as it is set up in Norway.

import type { Table } from '../domain/totals-table.ts';

/** What a column is called on screen, and how a cell of it reads there; for `csv-excel`. */
export type Heads = { head: (column: string) => string; yes: string; no: string };

/**
 * `csv`: comma, decimal point, no BOM, columns by name, booleans as true and false. `csv-excel`: semicolon, decimal
 * comma, BOM, heads in Norwegian. In both a missing value is an empty field, and text never becomes a formula.
 */
export function writeCsv(table: Table, format: 'csv' | 'csv-excel', heads: Heads): string {
  return csvText(table, format, heads, 'whole');
}

/** `rows`: without BOM and heads, to go on with a file that has them. */
export function csvText(
  { columns, rows }: Table,
  format: 'csv' | 'csv-excel',
  heads: Heads,
  part: 'whole' | 'rows',
): string {
  const excel = format === 'csv-excel';
  const delimiter = excel ? ';' : ',';
  const [yes, no] = excel ? [field(heads.yes), field(heads.no)] : ['true', 'false'];
  let text = '';
  if (part === 'whole') {
    const head = excel ? columns.map(heads.head) : columns;
    text = `${excel ? '\ufeff' : ''}${head.map(field).join(delimiter)}\r\n`;
  }
  // Joined as it goes, without a list of fields for every row: 45,000 of them are a file too.
  for (const row of rows) {
    let between = '';
    for (const cell of row) {
      text += between;
      between = delimiter;
      if (typeof cell === 'number') text += excel && !Number.isInteger(cell) ? decimalComma(cell) : cell;
      else if (typeof cell === 'string') text += field(cell);
      else if (cell !== null) text += cell ? yes : no;
    }
    text += '\r\n';
  }
  return text;
}

function decimalComma(value: number): string {
  return String(value).replace('.', ',');
}

/** What a spreadsheet takes for the beginning of a formula, in its full-width forms too (OWASP ASVS 1.2.10). */
const formula = /^[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]/;
const quoted = /[",;\r\n]|^\s|\s$/;
/** Either of them: most texts are neither, and one look is cheaper than two. */
const special = new RegExp(`${formula.source}|${quoted.source}`);

/** RFC 4180, quoted wherever either delimiter, a quote, a line break or a space at an end stands in it. */
function field(text: string): string {
  if (!special.test(text)) return text;
  const harmless = formula.test(text) ? `'${text}` : text;
  return quoted.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
