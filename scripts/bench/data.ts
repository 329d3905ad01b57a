// The database that is measured on: every unit of today, ten years of months, one in thirty of the later reports
// corrected; and beside it the plain wide table that the floors sum.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPeriod } from '../../src/actions/open.ts';
import { prepare } from '../../src/actions/start.ts';
import { parseConfig } from '../../src/config.ts';
import { type Context, openContext } from '../../src/context.ts';
import type { Answers } from '../../src/domain/answers.ts';
import { addMonths, firstDayOf, type Instant, instantAt, type Period, periodsFrom } from '../../src/domain/period.ts';
import { randomFrom } from '../../src/domain/random.ts';
import type { Report } from '../../src/domain/report.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';

const firstPeriod = '2026-11';
export const lastPeriod = '2036-10';
/** Months before the history that nothing is delivered for: what the bench delivers. */
export const openPeriods = periodsFrom('2026-01', '2026-10');
export const now: Instant = '2036-11-03T09:00:00.000Z';

/** The form that is opened again and again: of the month that is due, with last month's numbers beside the fields. */
export type FormPlace = { office: string; unit: string; period: Period };

export type BenchData = {
  context: Context;
  db: Db;
  questions: string[];
  beforeCorrections: Instant;
  form: FormPlace;
  close: () => void;
};

/** Opens the context on a database file, with the clock of the bench. */
export function openBench(file: string): Context {
  const settings = parseConfig({ NODE_ENV: 'test', DEMO: '0', LOG_LEVEL: 'silent', DATABASE_FILE: file });
  if (!settings.ok) throw new Error(settings.faults.join('\n'));
  return openContext(settings.config, () => now);
}

export function makeBenchData(): BenchData {
  const folder = mkdtempSync(join(tmpdir(), 'kvp-bench-'));
  const file = join(folder, 'bench.sqlite');
  const context = openBench(file);
  const { store } = context;
  const db = openDatabase(file);
  const periods = periodsFrom(firstPeriod, lastPeriod);
  let beforeCorrections: Instant = now;
  prepare(context);
  const own = store.unit.on(firstDayOf(lastPeriod)).at(-1);
  if (!own) throw new Error('There is no unit to open a form for');
  const form = { office: own.office, unit: own.id, period: lastPeriod };
  const questions = store.form.inForce(lastPeriod).questions.map(({ id }) => id);
  store.transaction(() => {
    for (const period of openPeriods) openPeriod(context, period, { at: opening(period), imported: true });
    const random = randomFrom('bench');
    const ends = new Map<string, number>();
    // Each month begins where the one before ended, as nearly all do.
    const numbers = ({ unit }: Report) => {
      const drawn = Object.fromEntries(questions.map((id) => [id, Math.floor(random() * 30)]));
      const start = ends.get(unit) ?? drawn['participants_start'] ?? 0;
      ends.set(unit, drawn['participants_end'] ?? 0);
      return { ...drawn, participants_start: start };
    };
    for (const period of periods) {
      openPeriod(context, period, { at: opening(period), imported: true });
      for (const { report } of store.report.withFacts(period, period)) {
        if (report.unit === form.unit && period === form.period) continue;
        deliver(report, numbers(report), opening(period));
      }
    }
    beforeCorrections = store.submission.lastKnownAt() ?? now;
    const recent = store.report.withFacts(addMonths(lastPeriod, -23), lastPeriod);
    for (const { report } of recent.filter(({ submissions }, index) => submissions > 0 && index % 30 === 0))
      deliver(report, numbers(report), now);
  });
  copyWide(db, questions);
  return {
    ...{ context, db, questions, beforeCorrections, form },
    close: () => {
      db.close();
      context.mailer.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function deliver(report: Report, answers: Answers, at: Instant): void {
    store.submission.append(report, {
      ...{ answers, reasons: {}, comment: '', breaks: [], form: report.form, channel: 'import', at },
      key: `bench:${report.id}:${at}`,
      ...{ submittedBy: null, submittedName: 'Bench', submittedAt: at, onTime: report.id % 20 !== 0 },
    });
  }
}

function opening(period: Period): Instant {
  return instantAt(firstDayOf(addMonths(period, 1)), '00:00');
}

/** What "one wide table" is at its best: the rows in one place, in the order of the question. */
function copyWide(db: Db, questions: string[]): void {
  const columns = questions.map((id) => `"${id}"`).join(', ');
  db.exec(`
    CREATE TABLE bench_wide AS
      SELECT r.period, r.county, ${columns} FROM report r JOIN figure f ON f.report = r.id ORDER BY r.period, r.county;
    CREATE INDEX bench_wide_period ON bench_wide (period, county);
    ANALYZE bench_wide;
  `);
}
