// Reads the rows of a CSV file that people made, each with the line it begins on.

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
