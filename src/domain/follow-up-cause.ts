// Why a unit is followed up, and whether the cause is still there: reports that are missing, or a mean outside the band.

import { addMonths, type Day, lastDayOf, type Period, periodsFrom } from './period.ts';
import type { TargetMean } from './target-mean.ts';
import type { UnitChange } from './unit-change.ts';

/** other: opened by hand for a reason of its own. */
export const causes = ['missing', 'below', 'above', 'other'] as const;
export type Cause = (typeof causes)[number];

/**
 * A unit's month as following up sees it. reported: delivered, or nothing is owed (exempt). notCounted: the month was
 * imported, is not open, or its deadline has not passed: it is neither reported nor missing.
 */
export type MonthState = 'reported' | 'missing' | 'notCounted';

export type MissingMonths = {
  /** The missing months of the twelve up to the period, oldest first. */
  periods: Period[];
  /** The period and the one before it are both missing. */
  twoInARow: boolean;
  /** At least three of the twelve are missing. */
  threeInTwelve: boolean;
};

const rowOfMonths = 2;
const manyMonths = 3;

/** What is missing up to and including the period. */
export function missingUpTo(stateOf: (period: Period) => MonthState, period: Period): MissingMonths {
  const periods = periodsFrom(addMonths(period, -11), period).filter((month) => stateOf(month) === 'missing');
  const latest = periodsFrom(addMonths(period, 1 - rowOfMonths), period);
  return {
    periods,
    twoInARow: latest.every((month) => periods.includes(month)),
    threeInTwelve: periods.length >= manyMonths,
  };
}

/** True while what is missing is cause for a follow-up (domain.md, "The calendar"). */
export function isCause(missing: MissingMonths): boolean {
  return missing.twoInARow || missing.threeInTwelve;
}

/**
 * True when the period opens (or reopens) a follow-up on its escalation day. The period must itself be missing: months
 * that were there already when a follow-up was closed do not open it again.
 */
export function opensFollowUp(missing: MissingMonths, period: Period): boolean {
  return missing.periods.includes(period) && isCause(missing);
}

/** True when the cause has gone, so that closing is suggested. What was opened by hand for another reason never is. */
export function hasGone(cause: Cause, facts: { missing: MissingMonths; mean: TargetMean }): boolean {
  if (cause === 'missing') return !isCause(facts.missing);
  if (cause === 'other') return false;
  // An unknown mean is no reason to stop.
  return facts.mean.status === 'within' || (facts.mean.status !== 'unknown' && facts.mean.status !== cause);
}

/**
 * The state of a month of a unit with its history: what the unit itself owed, or, before it began, those it continues
 * (renumbered or merged into it): missing when any of them was. A split starts anew.
 */
export function monthState(
  unit: string,
  period: Period,
  reads: { own: (unit: string, period: Period) => MonthState | null; changes: UnitChange[] },
  until: Day = '9999-12-31',
): MonthState {
  const own = reads.own(unit, period);
  if (own !== null) return own;
  const before = reads.changes.filter(
    ({ new: heir, kind, date }) => heir === unit && kind !== 'split' && date > lastDayOf(period) && date < until,
  );
  const states = before.map((change) => monthState(change.old, period, reads, change.date));
  if (states.includes('missing')) return 'missing';
  return states.includes('reported') ? 'reported' : 'notCounted';
}

/** Finds the unit that continues another on the day: itself, or whoever it was renumbered to or merged into. */
export function heirFinder(day: Day, changes: UnitChange[]): (unit: string) => string {
  const byOld = Map.groupBy(
    changes.filter(({ kind, date, old, new: heir }) => kind !== 'split' && date <= day && old !== heir),
    ({ old }) => old,
  );
  return (unit) => {
    let [now, since] = [unit, ''];
    for (;;) {
      const next = byOld.get(now)?.find(({ date }) => date > since);
      if (!next) return now;
      [now, since] = [next.new, next.date];
    }
  };
}

/** The same for one unit. */
export function heirOf(unit: string, day: Day, changes: UnitChange[]): string {
  return heirFinder(day, changes)(unit);
}
