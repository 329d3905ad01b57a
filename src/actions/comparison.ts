// The units of a governor's counties, or of the nation, beside each other over a year: how many participants, against the
// target of their municipality and the year before, and how they report. With the development of them all together.

import type { Context } from '../context.ts';
import { addMonths, type Day, dayOf, lastDayOf, type Period, periodsFrom } from '../domain/period.ts';
import { type Actor, reaches, readScope, rolesOn } from '../domain/person.ts';
import type { Target } from '../domain/target.ts';
import type { Verdict } from '../domain/target-mean.ts';
import type { TotalsRow } from '../domain/totals.ts';
import { byCountyAndOffice, type Unit } from '../domain/unit.ts';
import { placeOf } from './load-report.ts';
import { latestPeriod, targetJudge } from './targets.ts';
import { loadTotals } from './totals.ts';

export type ComparedUnit = {
  unit: Unit;
  /** Participants at the end of the last month; null when it did not report. */
  end: number | null;
  /** Means over the months that it reported, of the year up to the period and of the year before; null with none. */
  mean: number | null;
  meanBefore: number | null;
  started: number | null;
  granted: number | null;
  /** Reports of the year. */
  expected: number;
  received: number;
  onTime: number;
  /** Of its municipality as a whole: all its units together are what a target is for. */
  target: Target | null;
  municipalityMean: number | null;
  status: Verdict;
};

export type ComparedMonth = { period: Period; end: number | null; expected: number; received: number };

export type Comparison = {
  /** The last month of the year that is compared. */
  period: Period;
  from: Period;
  units: ComparedUnit[];
  /** Two years of all of them together, the oldest first. */
  months: ComparedMonth[];
};

/** Null when the actor is neither of the directorate nor a governor, or no month was ever opened. */
export function loadComparison(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  asked: Period | null,
): Comparison | null {
  const { store } = context;
  const today = dayOf(context.now());
  const overseer = asOverseer(actor, today);
  const period = (asked && store.period.find(asked)?.period) ?? latestPeriod(context);
  if (overseer.roles.length === 0 || period === null) return null;
  const from = addMonths(period, -11);
  const geography = { geography: 'reported', asOf: null } as const;
  const year = (first: Period) =>
    loadTotals(context, overseer, {
      ...{ from: first, to: addMonths(first, 11), by: { period: false, area: 'unit' }, ...geography },
    }).rows;
  const [now, before] = [from, addMonths(from, -12)].map((first) => new Map(year(first).map((row) => [row.unit, row])));
  const judge = targetJudge(context, period, lastDayOf(period));
  const units = unitsOf(context, overseer, period, today).map((unit): ComparedUnit => {
    const row = now?.get(unit.id);
    const { target, judged } = judge(unit.municipality);
    return {
      ...{ unit, end: figureOf(row, 'participants_end'), mean: meanOf(row), meanBefore: meanOf(before?.get(unit.id)) },
      ...{ started: figureOf(row, 'started'), granted: figureOf(row, 'applications_granted') },
      ...{ expected: row?.expected ?? 0, received: row?.received ?? 0, onTime: row?.onTime ?? 0 },
      ...{ target, municipalityMean: judged.mean, status: judged.status },
    };
  });
  const monthly = loadTotals(context, overseer, {
    ...{ from: addMonths(period, -23), to: period, by: { period: true, area: null }, ...geography },
  }).rows;
  const byMonth = new Map(monthly.map((row) => [row.period, row]));
  const months = periodsFrom(addMonths(period, -23), period).map((month) => {
    const row = byMonth.get(month);
    return {
      ...{ period: month, end: figureOf(row, 'participants_end') },
      ...{ expected: row?.expected ?? 0, received: row?.received ?? 0 },
    };
  });
  return { period, from, units, months };
}

/** With what it oversees alone: somebody at a governor's office may report for an office somewhere else. */
function asOverseer(actor: Actor, today: Day): Actor {
  const oversees = ['governor', 'directorate'];
  return { ...actor, roles: rolesOn(actor.roles, today).filter(({ role }) => oversees.includes(role)) };
}

/** Those that report for the month, by county and office. */
function unitsOf({ store }: Pick<Context, 'store'>, overseer: Actor, period: Period, today: Day): Unit[] {
  const scope = readScope(overseer, today);
  return store.unit
    .on(lastDayOf(period))
    .filter((unit) => reaches(scope, placeOf(unit, store.unit.find(unit.id, today), null)))
    .toSorted(byCountyAndOffice);
}

function figureOf(row: TotalsRow | undefined, question: string): number | null {
  return row?.totals[question] ?? null;
}

function meanOf(row: TotalsRow | undefined): number | null {
  return row?.means['participants_end'] ?? null;
}
