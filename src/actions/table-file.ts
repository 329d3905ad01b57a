// A table as the file that was asked for, in parts that let others in between: 45,000 reports are a file too.

import { setImmediate } from 'node:timers/promises';
import { type Cube, jsonStat } from '../domain/json-stat.ts';
import type { Cell } from '../domain/totals-table.ts';
import { csvText, type Heads } from './write-csv.ts';
import { type Sheet, writeXlsx } from './write-xlsx.ts';

export const fileFormats = ['xlsx', 'csv-excel', 'csv', 'json-stat'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** The same answer as rows for CSV and as sheets for Excel; only what is asked for is made. */
export type FileContent = {
  columns: string[];
  /** The rows, a few hundred at a time; read once. */
  parts: Iterable<Cell[][]>;
  sheets: () => Sheet[];
};

/** And as a cube for JSON-stat, where the figures have dimensions. */
export type CubeContent = FileContent & { cube: () => Cube };

export type TableFile = { type: string; ending: 'csv' | 'xlsx' | 'json'; body: AsyncIterable<Buffer | string> };

export function tableFile(format: Exclude<FileFormat, 'json-stat'>, content: FileContent, heads: Heads): TableFile {
  if (format === 'xlsx') {
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return { type, ending: 'xlsx', body: writeXlsx(content.sheets()) };
  }
  return { type: 'text/csv; charset=utf-8; header=present', ending: 'csv', body: csvParts(content, format, heads) };
}

/** The same in every format. */
export function cubeFile(format: FileFormat, content: CubeContent, heads: Heads): TableFile {
  if (format === 'json-stat') return { type: 'application/json', ending: 'json', body: once(content.cube) };
  return tableFile(format, content, heads);
}

async function* once(cube: () => Cube): AsyncGenerator<string> {
  yield JSON.stringify(jsonStat(cube()));
}

async function* csvParts(
  { columns, parts }: FileContent,
  format: 'csv' | 'csv-excel',
  heads: Heads,
): AsyncGenerator<string> {
  yield csvText({ columns, rows: [] }, format, heads, 'whole');
  for (const rows of parts) {
    yield csvText({ columns, rows }, format, heads, 'rows');
    await setImmediate();
  }
}
