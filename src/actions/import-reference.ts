// Imports the reference data of a folder: read, check, store. All or nothing; every fault is told by file and line.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CsvError, parse } from 'csv-parse/sync';
import type { Context } from '../context.ts';
import { checkReference, faultLine, type Reference } from '../domain/reference.ts';
import { type RawFile, type RawRow, referenceFiles } from '../domain/reference-table.ts';
import { lineNotUtf8 } from './csv-rows.ts';
import type { Missed } from '../store/reference.ts';

export type ImportReferenceResult =
  | { ok: true; changed: boolean; counts: Record<keyof Reference, number> }
  | { ok: false; faults: string[] };

/**
 * Takes a folder with files as in db/reference (others in it are not read). The same folder again changes nothing. What
 * has reports, targets or notices may end, but not vanish. `who` goes into the record of events.
 */
export function importReference(
  { store, now }: Pick<Context, 'store' | 'now'>,
  folder: string,
  who = 'command',
): ImportReferenceResult {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return { ok: false, faults: [`${folder} is not a folder`] };
  }
  const files = new Map(referenceFiles.map((file) => [file as string, readTable(join(folder, file))]));
  const present = [...files].flatMap(([file, raw]) => (raw === null ? [] : [[file, raw] as const]));
  const checked = checkReference(new Map(present));
  if (!checked.ok) return { ok: false, faults: checked.faults.map(faultLine) };
  const { reference } = checked;
  return store.transaction(() => {
    const missed = store.reference.missedIn(reference);
    if (missed.length > 0) return { ok: false, faults: missed.map(missedLine) };
    const changed = store.reference.replace(reference);
    const counts = countsOf(reference);
    if (changed) {
      store.event.record({ at: now(), who, what: 'reference.imported', subject: 'reference', details: counts });
    }
    return { ok: true, changed, counts };
  });
}

/** Gives null when there is no such file. */
function readTable(path: string): RawFile | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? null : { fault: { line: null, text: `cannot be read: ${message}` } };
  }
  const line = lineNotUtf8(bytes);
  if (line !== null) return { fault: { line, text: 'is not UTF-8' } };
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    const records = parse(bytes, options) as unknown as { record: string[]; info: { lines: number } }[];
    return { rows: records.map(({ record, info }): RawRow => ({ line: info.lines, cells: record })) };
  } catch (error) {
    const { lines, message } = error as CsvError & { lines?: number };
    return { fault: { line: lines ?? null, text: `is not CSV: ${message}` } };
  }
}

const fileOf = {
  county: 'counties.csv',
  municipality: 'municipalities.csv',
  office: 'offices.csv',
  unit: 'reporting_units.csv',
} as const;

function missedLine({ of, key, heldBy }: Missed): string {
  return `${fileOf[of]}: ${of} ${key} is not there, but there are ${heldBy} for it; give it a valid_to instead`;
}

function countsOf(reference: Reference): Record<keyof Reference, number> {
  const counts = Object.entries(reference).map(([name, list]) => [name, list.length]);
  return Object.fromEntries(counts) as Record<keyof Reference, number>;
}
