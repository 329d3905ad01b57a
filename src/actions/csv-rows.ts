// Reads the rows of a CSV file that people made, each with the line it begins on.

import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import type { FileRow } from '../domain/delivery-file.ts';

/** Rows may be of different lengths; empty lines are left out. Throws csv-parse's `CsvError` when it is not CSV. */
export function csvRows(text: string, delimiter: string): FileRow[] {
  const options = { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, info: true } as const;
  const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
  // A quoted text may run over several lines; the row is named by its first.
  return records.map(({ record, info }) => ({
    line: info.lines - record.join().split('\n').length + 1,
    fields: record,
  }));
}

/** The first line that is not UTF-8, counted from 1; null when all is. Read as text, what is not would be replaced in silence. */
export function lineNotUtf8(bytes: Buffer): number | null {
  if (isUtf8(bytes)) return null;
  const lines = bytes.toString('latin1').split('\n');
  return lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1'))) + 1;
}
