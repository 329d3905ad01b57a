// Writes a table as CSV: one way for programs, one for Excel as it is set up in Norway.

import { stringify } from 'csv-stringify/sync';
import type { Cell, Table } from '../domain/totals-table.ts';

/** What a column is called on screen, and how a cell of it reads there; for `csv-excel`. */
export type Heads = { head: (column: string) => string; yes: string; no: string };

/**
 * `csv`: comma, decimal point, no BOM, columns by name, booleans as true and false. `csv-excel`: semicolon, decimal
 * comma, BOM, heads in Norwegian. In both a missing value is an empty field, and text never becomes a formula.
 */
export function writeCsv({ columns, rows }: Table, format: 'csv' | 'csv-excel', heads: Heads): string {
  const excel = format === 'csv-excel';
  const head = excel ? columns.map(heads.head) : columns;
  return stringify([head, ...rows] satisfies Cell[][], {
    delimiter: excel ? ';' : ',',
    bom: excel,
    record_delimiter: 'windows',
    escape_formulas: true,
    quoted_match: /[\r\n]/,
    cast: {
      boolean: (value) => (excel ? (value ? heads.yes : heads.no) : String(value)),
      number: (value) => (excel ? String(value).replace('.', ',') : String(value)),
    },
  });
}
