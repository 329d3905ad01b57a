// Writes a table as CSV: one way for programs, one for Excel as it is set up in Norway.

import type { Cell, Table } from '../domain/totals-table.ts';

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
  const write = (cell: Cell | undefined): string => {
    if (cell === null || cell === undefined) return '';
    if (typeof cell === 'number') return excel ? String(cell).replace('.', ',') : String(cell);
    if (typeof cell === 'boolean') return excel ? field(cell ? heads.yes : heads.no) : String(cell);
    return field(cell);
  };
  let text = '';
  if (part === 'whole') {
    const head = excel ? columns.map(heads.head) : columns;
    text = `${excel ? '\ufeff' : ''}${head.map(field).join(delimiter)}\r\n`;
  }
  for (const row of rows) text += `${row.map(write).join(delimiter)}\r\n`;
  return text;
}

/** What a spreadsheet takes for the beginning of a formula, in its full-width forms too (OWASP ASVS 1.2.10). */
const formula = /^[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]/;

/** RFC 4180, quoted wherever either delimiter, a quote, a line break or a space at an end stands in it. */
function field(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",;\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
