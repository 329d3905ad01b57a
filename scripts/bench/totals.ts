// Totals of 12 and 120 months against the same sums over one plain wide table, and as known earlier against now; and the
// overview of a year against the rows that it is made of.

import { loadOverview } from '../../src/actions/overview.ts';
import { loadTotals } from '../../src/actions/totals.ts';
import type { Actor } from '../../src/domain/person.ts';
import { addMonths, type Instant } from '../../src/domain/period.ts';
import { type BenchData, lastPeriod } from './data.ts';
import { type Figure, inTurns, timed } from './measure.ts';

export const directorate: Actor = {
  ...{ id: null, name: 'Bench', who: 'command' },
  roles: [{ role: 'directorate', scope: '', validFrom: '2000-01-01', validTo: null }],
};

export async function totalsFigures({ context, db, questions, beforeCorrections }: BenchData): Promise<Figure[]> {
  const sums = questions.map((id) => `sum("${id}")`).join(', ');
  const raw = db.prepare<[{ from: string; to: string }], unknown>(
    `SELECT period, county, ${sums} FROM bench_wide WHERE period BETWEEN :from AND :to GROUP BY period, county`,
  );
  const ask = (months: number, asOf: Instant | null) =>
    loadTotals(context, directorate, {
      ...{ from: addMonths(lastPeriod, 1 - months), to: lastPeriod, asOf, geography: 'reported' },
      by: { period: false, area: 'county' },
    });
  const sum = (months: number) => raw.raw().all({ from: addMonths(lastPeriod, 1 - months), to: lastPeriod });
  const figures: Figure[] = [];
  for (const [name, months, times] of [
    ['totals12', 12, 40],
    ['totals120', 120, 8],
  ] as const) {
    const found = await inTurns(
      5,
      () => timed(times, () => sum(months)),
      () => timed(times, () => ask(months, null)),
    );
    const met = found.product <= 1.5 * found.floor + 0.5;
    figures.push({ name, unit: 'ms', ...found, ratio: found.product / found.floor, target: '≤ 1.5 × + 0.5 ms', met });
  }
  const asOf = await inTurns(
    5,
    () => timed(20, () => ask(12, null)),
    () => timed(20, () => ask(12, beforeCorrections)),
  );
  const ratio = asOf.product / asOf.floor;
  figures.push({ name: 'asOf12', unit: 'ms', ...asOf, ratio, target: '≤ 10 × now', met: ratio <= 10 });
  return [...figures, await overviewFigure(context, db)];
}

/** Two months in turns, so that nothing is kept from the visit before. */
async function overviewFigure(context: BenchData['context'], db: BenchData['db']): Promise<Figure> {
  const months = [lastPeriod, addMonths(lastPeriod, -1)];
  const raw = db
    .prepare<[{ from: string; to: string }], unknown>(
      `SELECT r.unit, r.period, r.deadline, f.first_on_time FROM report r LEFT JOIN figure f ON f.report = r.id
       WHERE r.period BETWEEN :from AND :to`,
    )
    .raw();
  let turn = 0;
  const next = () => months[(turn += 1) % 2] ?? lastPeriod;
  const found = await inTurns(
    5,
    () => timed(20, () => raw.all({ from: addMonths(lastPeriod, -11), to: lastPeriod })),
    () => timed(20, () => loadOverview(context, directorate, next())),
  );
  const ratio = found.product / found.floor;
  return { name: 'overview12', unit: 'ms', ...found, ratio, target: '≤ 10 ms', met: found.product <= 10 };
}
