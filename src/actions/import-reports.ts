// Imports reports from a CSV file in the long format of `domain/report-file.ts`: history from before the service, or
// what another copy exported. Each report goes in whole or not at all; a file that was broken off is simply run again.

import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Context } from '../context.ts';
import type { Form } from '../domain/form.ts';
import { addMonths, dayOf, type Instant, lastDayOf } from '../domain/period.ts';
import {
  decideFiled,
  type Fault,
  type FiledReport,
  fileColumns,
  isSame,
  reportCollector,
} from '../domain/report-file.ts';
import { isValidOn } from '../domain/span.ts';
import { lineNotUtf8 } from './csv-rows.ts';
import { duePeriod, openPeriod } from './open.ts';
import { rehearse } from './rehearse.ts';

export type ImportReportsResult = {
  /** First submissions, corrections of what was there, and those that were there already. */
  imported: number;
  corrected: number;
  unchanged: number;
  /** Of the first two: those whose answers break an error rule. */
  marked: number;
  /** By line: what kept a report out, and what was left out of one that went in. */
  faults: string[];
  remarks: string[];
};

export type ImportOptions = {
  /** The form version that the file is about; a report that is on another one is a fault. */
  form?: string;
  /** Decides everything as if it were stored, and stores nothing. */
  dryRun?: boolean;
  /**
   * Called after every batch. `knownAt` is the service's time of the latest submission: each takes a millisecond of its
   * own, so a caller that waits for that time keeps it from running ahead of the clock, and lets others write between.
   */
  progress?: (done: number, total: number, knownAt: Instant | null) => Promise<void> | void;
};

/** Small enough to hold the write lock for some tens of milliseconds only. */
const batchSize = 100;

/** Throws when the file cannot be read. */
export async function importReports(
  context: Pick<Context, 'store' | 'now'>,
  file: string,
  options: ImportOptions = {},
): Promise<ImportReportsResult> {
  return importFiled(context, await readFile(file), options);
}

/** Imports what was read from a file, the reports by period and unit; `faults` are those found in reading. */
export async function importFiled(
  context: Pick<Context, 'store' | 'now'>,
  { reports, faults: found }: { reports: FiledReport[]; faults: Fault[] },
  { form, dryRun = false, progress }: ImportOptions = {},
): Promise<ImportReportsResult> {
  const faults = [...found];
  const result = { imported: 0, corrected: 0, unchanged: 0, marked: 0 };
  const remarks: Fault[] = [];
  const take = (filed: FiledReport) => {
    const outcome = importOne(context, filed, form);
    if ('faults' in outcome) faults.push(...outcome.faults);
    else {
      result[outcome.kind] += 1;
      result.marked += outcome.marked ? 1 : 0;
      remarks.push(...outcome.remarks);
    }
  };
  if (dryRun) {
    rehearse(context, () => reports.forEach(take));
    return { ...result, faults: byLine(faults), remarks: byLine(remarks) };
  }
  for (let first = 0; first < reports.length; first += batchSize) {
    const batch = reports.slice(first, first + batchSize);
    context.store.transaction(() => batch.forEach(take));
    await progress?.(first + batch.length, reports.length, context.store.submission.lastKnownAt());
  }
  return { ...result, faults: byLine(faults), remarks: byLine(remarks) };
}

/** The sound reports of the file by period and unit, and the faults; a file with a wrong heading has nothing but faults. */
async function readFile(file: string): Promise<{ reports: FiledReport[]; faults: Fault[] }> {
  const collector = reportCollector();
  let heading: string[] | null = null;
  const parser = parse({ bom: true, relax_column_count: true, skip_empty_lines: true, info: true });
  const source = Readable.from(inUtf8(createReadStream(file)));
  source.on('error', (error) => parser.destroy(error)).pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      // A quoted text may run over several lines; the row is named by its first.
      const line = info.lines - record.join().split('\n').length + 1;
      if (heading) collector.add(line, record);
      else {
        heading = record.map((name) => name.trim());
        if (heading.join() !== fileColumns.join()) return wholeFile(1, `the heading must be ${fileColumns.join(',')}`);
      }
    }
  } catch (error) {
    const { code, lines } = error as { code?: unknown; lines?: unknown };
    const line = typeof lines === 'number' ? lines : 1;
    if (code === notUtf8) return wholeFile(line, 'is not UTF-8');
    if (!(error instanceof CsvError)) throw error;
    // Past a stray quote nothing can be trusted, so nothing is taken.
    return wholeFile(line, 'is not CSV from here on: look for a stray quote');
  }
  return heading ? collector.finish() : wholeFile(1, 'the file is empty');
}

const notUtf8 = 'NOT_UTF8';

/** Passes a file on line by line as it is, and breaks off at what the parser would replace in silence. */
async function* inUtf8(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let [before, rest] = [0, Buffer.alloc(0)];
  const check = (bytes: Buffer) => {
    const line = lineNotUtf8(bytes);
    if (line !== null) throw Object.assign(new Error('not UTF-8'), { code: notUtf8, lines: before + line });
    before += bytes.toString('latin1').split('\n').length - 1;
    return bytes;
  };
  for await (const bytes of source) {
    const block = Buffer.concat([rest, bytes]);
    const end = block.lastIndexOf('\n') + 1;
    rest = block.subarray(end);
    if (end > 0) yield check(block.subarray(0, end));
  }
  if (rest.length > 0) yield check(rest);
}

function wholeFile(line: number, text: string): { reports: FiledReport[]; faults: Fault[] } {
  return { reports: [], faults: [{ line, text: `${text}; nothing was imported` }] };
}

type Outcome =
  | { faults: Fault[] }
  | { kind: 'imported' | 'corrected' | 'unchanged'; marked: boolean; remarks: Fault[] };

/** Runs inside the batch's transaction. Closing days do not bind an import. */
function importOne(context: Pick<Context, 'store' | 'now'>, filed: FiledReport, version: string | undefined): Outcome {
  const { store } = context;
  const { unit, period } = filed;
  const fault = (text: string): Outcome => ({ faults: [{ line: filed.line, text: `${unit} ${period}: ${text}` }] });
  const at = context.now();
  if (period > duePeriod(at)) return fault('the month is not over (E7)');
  const opened = store.period.find(period) !== null;
  const known = store.unit.find(unit, lastDayOf(period));
  if (!known && !store.unit.find(unit, dayOf(at))) return fault('there is no such unit');
  const owes = opened
    ? store.report.find(unit, period) !== null
    : known !== null && isValidOn(known, lastDayOf(period));
  if (!owes) return fault('the unit does not report for the month');
  const form = formOf(context, unit, period);
  if (!form) return fault('no form is valid for the month');
  if (version !== undefined && form.version !== version) return fault(`is on the form ${form.version}, not ${version}`);

  let months: ReturnType<typeof store.submission.earlierAnswers> | undefined;
  const decision = decideFiled(form, filed, {
    carried: store.submission.carried(unit, period)?.number ?? null,
    month(back) {
      months ??= store.submission.earlierAnswers(unit, period, 23);
      return months.get(addMonths(period, -back));
    },
  });
  if (!decision.ok) return { faults: decision.faults };
  if (!opened) openPeriod(context, period, { at, imported: true });
  const report = store.report.find(unit, period);
  if (!report) throw new Error(`${unit} has no report for ${period} after it was opened`);
  const inForce = store.submission.inForce(report.id);
  const { content, breaks, remarks } = decision;
  if (inForce && isSame(content, inForce)) return { kind: 'unchanged', marked: false, remarks };

  const number = (inForce?.number ?? 0) + 1;
  const { submittedAt } = filed;
  const submission = store.submission.append(report, {
    ...content,
    ...{ form: report.form, breaks, submittedAt, at },
    key: `import:${report.id}:${number}`,
    channel: 'import',
    submittedBy: null,
    submittedName: 'Import',
    onTime: submittedAt === null ? null : dayOf(submittedAt) <= report.deadline,
  });
  store.event.record({
    at,
    who: 'command',
    what: number === 1 ? 'report.delivered' : 'report.corrected',
    subject: `report:${period}:${unit}`,
    details: { number, sha256: submission.sha256, channel: 'import' },
  });
  return { kind: number === 1 ? 'imported' : 'corrected', marked: breaks.length > 0, remarks };
}

/** The form the report was opened with, or would be opened with; undefined when none is valid so early. */
function formOf({ store }: Pick<Context, 'store'>, unit: string, period: string): Form | undefined {
  const report = store.report.find(unit, period);
  if (report) return store.form.byVersion(report.form);
  return store.form.all().some((form) => form.validFrom <= period) ? store.form.inForce(period) : undefined;
}

function byLine(faults: Fault[]): string[] {
  return faults.toSorted((one, other) => one.line - other.line).map(({ line, text }) => `line ${line}: ${text}`);
}
