// Imports expected numbers of participants (måltall) from a CSV file: all of it, or nothing when a row is faulty.

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Context } from '../context.ts';
import { parseTarget, type Target, targetColumns, type TargetFault, targetFaultText } from '../domain/target.ts';
import { lineNotUtf8 } from './csv-rows.ts';

export type ImportTargetsResult = { ok: true; targets: number; changed: number } | { ok: false; faults: string[] };
export type TargetsTextResult =
  | { ok: true; targets: number; changed: number }
  | { ok: false; faults: (TargetFault & { line: number })[] };

/** Throws when the file cannot be read. */
export function importTargets(context: Pick<Context, 'store' | 'now'>, file: string): ImportTargetsResult {
  const bytes = readFileSync(file);
  const line = lineNotUtf8(bytes);
  if (line !== null) return { ok: false, faults: [`line ${line}: is not UTF-8`] };
  const result = importTargetsText(context, bytes.toString('utf8'), 'command');
  if (result.ok) return result;
  return { ok: false, faults: result.faults.map((fault) => `line ${fault.line}: ${targetFaultText(fault)}`) };
}

/** The same from the text of a file, for a page. `who`: as in the record of events. */
export function importTargetsText(
  { store, now }: Pick<Context, 'store' | 'now'>,
  text: string,
  who: string,
): TargetsTextResult {
  const rows = readRows(text);
  if ('fault' in rows) return { ok: false, faults: [rows] };
  const known = store.target.municipalities();
  const targets: Target[] = [];
  const faults: (TargetFault & { line: number })[] = [];
  const lines = new Map<string, number>();
  for (const { line, fields } of rows) {
    const target = parseTarget(fields, known);
    if ('fault' in target) {
      faults.push({ line, ...target });
      continue;
    }
    const key = `${target.municipality} ${target.validFrom}`;
    const before = lines.get(key);
    if (before !== undefined) faults.push({ line, fault: 'repeated', detail: `${key} is on line ${before} already` });
    lines.set(key, line);
    targets.push(target);
  }
  if (faults.length > 0) return { ok: false, faults };
  return store.transaction(() => {
    const at = now();
    const changed = targets.filter((target) => store.target.put(target, who, at)).length;
    const details = { targets: targets.length, changed };
    if (changed > 0) store.event.record({ at, who, what: 'targets.imported', subject: 'targets', details });
    return { ok: true, targets: targets.length, changed };
  });
}

function readRows(text: string): { line: number; fields: string[] }[] | (TargetFault & { line: number }) {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    const options = { bom: true, relax_column_count: true, skip_empty_lines: true, info: true } as const;
    records = parse(text, options) as unknown as typeof records;
  } catch (error) {
    return { line: (error as { lines?: number }).lines ?? 1, fault: 'notCsv', detail: '' };
  }
  const [heading, ...rest] = records;
  if (heading?.record.map((name) => name.trim()).join() !== targetColumns.join()) {
    return { line: 1, fault: 'heading', detail: '' };
  }
  return rest.map(({ record, info }) => ({ line: info.lines - record.join().split('\n').length + 1, fields: record }));
}
