// Imports the history kept in SurveyXact, through a mapping file. What fits goes the way of `import reports`; what does
// not is listed, and a dry run lists it without storing anything.

import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { CsvError } from 'csv-parse/sync';
import type { Context } from '../context.ts';
import type { FileRow } from '../domain/delivery-file.ts';
import { lastDayOf } from '../domain/period.ts';
import { type Fault, reportCollector } from '../domain/report-file.ts';
import { isValidOn } from '../domain/span.ts';
import { fitColumns, parseMapping, respondentReader, type Respondent } from '../domain/survey.ts';
import { csvRows } from './csv-rows.ts';
import { type ImportOptions, importFiled, type ImportReportsResult } from './import-reports.ts';

export type ImportSurveyResult =
  | { ok: false; faults: string[] }
  | ({ ok: true; respondents: number } & ImportReportsResult);

/**
 * Takes a CSV file (semicolon, comma or tab; UTF-8 or Windows' Latin-1) and a mapping file. `dryRun` decides everything
 * and stores nothing. ok is false when the file as a whole cannot be read. Throws when a file is not there.
 */
export async function importSurvey(
  context: Pick<Context, 'store' | 'now'>,
  files: { csv: string; mapping: string },
  options: ImportOptions = {},
): Promise<ImportSurveyResult> {
  const parsed = parseMapping(readFileSync(files.mapping, 'utf8'));
  if (!parsed.ok) return { ok: false, faults: parsed.faults };
  const { mapping } = parsed;
  const table = readTable(readFileSync(files.csv));
  if ('faults' in table) return { ok: false, faults: table.faults };
  const [heading, ...others] = table.rows;
  if (!heading) return { ok: false, faults: ['line 1: the file is empty'] };
  const asked =
    context.store.form
      .all()
      .at(-1)
      ?.questions.map(({ id }) => id) ?? [];
  const { faults, remarks } = fitColumns(mapping, heading.fields, asked);
  if (faults.length > 0) return { ok: false, faults };

  const read = respondentReader(mapping, heading.fields, (unit, period) => {
    const known = context.store.unit.find(unit, lastDayOf(period));
    return known !== null && isValidOn(known, lastDayOf(period));
  });
  const found = others.slice(mapping.labelRows).map(({ line, fields }) => read(line, fields));
  const misfits = found.filter((one): one is Fault => 'text' in one);
  const respondents = found.filter((one): one is Respondent => 'rows' in one);
  const collector = reportCollector();
  for (const [key, own] of Map.groupBy(respondents, (one) => one.key)) {
    const [first, ...again] = own;
    // Which of them is right, only a person can tell.
    if (again.length > 0) misfits.push(...own.map(({ line }) => ({ line, text: `${key}: ${own.length} respondents` })));
    else for (const row of first?.rows ?? []) collector.add(first?.line ?? 0, row);
  }
  const collected = collector.finish();
  const filed = { reports: collected.reports, faults: [...misfits, ...collected.faults] };
  const result = await importFiled(context, filed, options);
  return { ok: true, respondents: found.length, ...result, remarks: [...remarks, ...result.remarks] };
}

function readTable(bytes: Buffer): { rows: FileRow[] } | { faults: string[] } {
  const text = isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('windows-1252').decode(bytes);
  try {
    return { rows: csvRows(text, delimiterOf(text)) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return { faults: [`line ${line}: is not CSV from here on: look for a stray quote; nothing was imported`] };
  }
}

/** The sign that parts the heading into most columns. */
function delimiterOf(text: string): string {
  const heading = (text.split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const columns = (sign: string) => heading.split(sign).length;
  return [';', ',', '\t'].toSorted((one, other) => columns(other) - columns(one))[0] ?? ';';
}
