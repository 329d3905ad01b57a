// The files of the reference data, cell by cell: which columns there are, what a cell may hold, which columns are the
// key. What concerns several rows or files is in reference-check.ts.

import { changeKinds } from './geography.ts';
import { parseDay } from './period.ts';

/** line: the line of the file, the header being 1; null when the fault is about the whole file. */
export type Fault = { file: string; line: number | null; text: string };

/** A file as read: its lines as cells, header first; or what kept it from being read. */
export type RawFile = { rows: RawRow[] } | { fault: { line: number | null; text: string } };
export type RawRow = { line: number; cells: string[] };

/** clean: no fault was found in the row itself, so that it can be compared with others. */
export type Row<Column extends string> = { line: number; clean: boolean; cells: Record<Column, string> };

type Format = (text: string) => string | null;
type TableSpec = { columns: Record<string, Format>; key: string[] };

const digits =
  (count: number): Format =>
  (text) =>
    new RegExp(`^\\d{${count}}$`).test(text) ? null : `is not ${count} digits`;
const filled: Format = (text) => (text.trim() === text && text !== '' ? null : 'has spaces around it');
const oneOf =
  (values: readonly string[]): Format =>
  (text) =>
    values.includes(text) ? null : `is not one of ${values.join(', ')}`;
const day: Format = (text) => (parseDay(text) === null ? 'is not a real date such as 2024-01-01' : null);
const webAddress: Format = (text) => (/^https?:\/\/\S+$/.test(text) ? null : 'is not a web address');
const code: Format = (text) => (/^[A-Z]{2,8}$/.test(text) ? null : 'is not a code of capital letters such as FMVL');
const counties: Format = (text) =>
  /^\d{2}(?:;\d{2})*$/.test(text) ? null : 'is not a list of two-digit numbers with ; between';
const optional =
  (format: Format): Format =>
  (text) =>
    text === '' ? null : format(text);

const span = { valid_from: optional(day), valid_to: optional(day) };

const specs = {
  'counties.csv': { columns: { number: digits(2), name: filled, ...span }, key: ['number'] },
  'municipalities.csv': {
    columns: {
      number: digits(4),
      name: filled,
      county_number: digits(2),
      language: optional(oneOf(['nb', 'nn', 'neutral'])),
      ...span,
    },
    key: ['number'],
  },
  'municipality_changes.csv': {
    columns: { date: day, old_number: digits(4), new_number: digits(4), kind: oneOf(changeKinds) },
    key: ['date', 'old_number', 'new_number', 'kind'],
  },
  'governors.csv': {
    columns: {
      code,
      name_nb: filled,
      name_nn: filled,
      county_numbers: counties,
      website: optional(webAddress),
      ...span,
    },
    key: ['code', 'valid_from'],
  },
  'offices.csv': {
    columns: {
      number: digits(4),
      name: filled,
      org_number: optional(digits(9)),
      successor_number: optional(digits(4)),
      status: oneOf(['active', 'closed']),
      ...span,
    },
    key: ['number'],
  },
  'reporting_units.csv': {
    columns: {
      office_number: digits(4),
      municipality_number: digits(4),
      district_number: optional(digits(6)),
      district_name: optional(filled),
      ...span,
    },
    key: ['office_number', 'municipality_number'],
  },
} satisfies Record<string, TableSpec>;

type FileName = keyof typeof specs;
export type Tables = { [File in FileName]: Row<keyof (typeof specs)[File]['columns'] & string>[] };

/** The files that make the reference data; others in the folder are not read. */
export const referenceFiles = Object.keys(specs) as FileName[];

/** Gives the rows by file (null when a file as a whole could not be read) and the faults in single cells and keys. */
export function readTables(files: Map<string, RawFile>): { tables: Tables | null; faults: Fault[] } {
  const faults: Fault[] = [];
  const read = referenceFiles.map((file) => [file, readTable(file, specs[file], files.get(file), faults)] as const);
  const isWhole = read.every(([, rows]) => rows !== null);
  return { tables: isWhole ? (Object.fromEntries(read) as Tables) : null, faults };
}

function readTable(file: string, spec: TableSpec, raw: RawFile | undefined, faults: Fault[]): Row<string>[] | null {
  const fault = (line: number | null, text: string) => void faults.push({ file, line, text });
  if (raw === undefined) fault(null, 'the file is missing');
  else if ('fault' in raw) fault(raw.fault.line, raw.fault.text);
  if (raw === undefined || 'fault' in raw) return null;
  const [header, ...lines] = raw.rows;
  if (header === undefined) {
    fault(null, 'the file is empty');
    return null;
  }
  const missing = Object.keys(spec.columns).filter((column) => !header.cells.includes(column));
  for (const column of missing) fault(header.line, `the column ${column} is missing`);
  const twice = header.cells.filter((column, index) => header.cells.indexOf(column) !== index);
  for (const column of new Set(twice)) fault(header.line, `the column ${column} is there twice`);
  if (missing.length > 0 || twice.length > 0) return null;

  const lineOfKey = new Map<string, number>();
  return lines.map(({ line, cells }) => {
    const row: Row<string> = { line, clean: true, cells: {} };
    for (const column of Object.keys(spec.columns)) row.cells[column] = cells[header.cells.indexOf(column)] ?? '';
    const found = [...faultsOf(row, spec, cells.length, header.cells.length)];
    const key = spec.key.map((column) => row.cells[column]).join(' ');
    const first = lineOfKey.get(key);
    if (first === undefined) lineOfKey.set(key, line);
    else
      found.push(
        `${spec.key.map((column) => `${column} ${row.cells[column]}`).join(', ')} is already on line ${first}`,
      );
    for (const text of found) fault(line, text);
    return { ...row, clean: found.length === 0 };
  });
}

function* faultsOf(row: Row<string>, spec: TableSpec, count: number, expected: number): Generator<string> {
  if (count !== expected) {
    yield `has ${count} fields where the header has ${expected}`;
    return;
  }
  for (const [column, format] of Object.entries(spec.columns)) {
    const text = row.cells[column] ?? '';
    const fault = format(text);
    if (fault !== null) yield text === '' ? `${column} is blank` : `${column} ${text} ${fault}`;
  }
  const { valid_from: from = '', valid_to: to = '' } = row.cells;
  if (from !== '' && to !== '' && from >= to && day(from) === null && day(to) === null) {
    yield `valid_from ${from} is not before valid_to ${to}`;
  }
}
