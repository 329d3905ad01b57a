// How a unit has developed, and how that compares with its county and the nation. What is compared are the units that
// reported, each with its own mean, so that a missing report is neither a fall nor a rise; nothing is filled in.

import type { Answers } from './answers.ts';
import { lastDayOf, type Period } from './period.ts';
import type { UnitChange } from './unit-change.ts';

/**
 * The units whose reports make up this one's month: itself when it owed a report then; else those that were renumbered or
 * merged into it later. A split starts anew.
 */
export function unitsBehind(
  unit: string,
  period: Period,
  reads: { owed: (unit: string, period: Period) => boolean; changes: UnitChange[] },
): string[] {
  if (reads.owed(unit, period)) return [unit];
  return reads.changes
    .filter(
      (change) =>
        change.new === unit && change.old !== unit && change.kind !== 'split' && change.date > lastDayOf(period),
    )
    .flatMap((change) => unitsBehind(change.old, period, reads));
}

/** The ways to have ended at the unit. Moving is one of them: whoever moves is a participant elsewhere, not here. */
const endings = ['ended_completed', 'ended_absence', 'ended_moved', 'ended_after_break', 'ended_other'];

/** How many ended in the month at the unit. */
export function endedIn(answers: Answers): number {
  return endings.reduce((sum, question) => sum + (answers[question] ?? 0), 0);
}

/** The answers of several units together; null unless all of them reported. */
export function sumOfAnswers(all: (Answers | null)[]): Answers | null {
  if (all.length === 0 || all.includes(null)) return null;
  const sums: Answers = {};
  for (const answers of all) {
    for (const [question, value] of Object.entries(answers ?? {})) sums[question] = (sums[question] ?? 0) + value;
  }
  return sums;
}

/** Below this mean a whole participant more or less is no development. */
export const fewestForIndex = 5;

/**
 * Each value as a per cent of the mean of those that are known: 100 is the usual. Null throughout when fewer than three
 * are known, or their mean is below `fewest`.
 */
export function indexed(values: (number | null)[], fewest = fewestForIndex): (number | null)[] {
  const known = values.filter((value) => value !== null);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  if (known.length < 3 || mean < fewest) return values.map(() => null);
  return values.map((value) => (value === null ? null : (100 * value) / mean));
}

/**
 * The participants of many units as a per cent of what those that reported usually have, month by month; null where
 * nobody reported.
 */
export function indexOfMany(
  months: { period: Period; end: number; usual: number }[],
  periods: Period[],
): (number | null)[] {
  const byPeriod = Map.groupBy(months, ({ period }) => period);
  return periods.map((period) => {
    const own = byPeriod.get(period) ?? [];
    const usual = own.reduce((sum, month) => sum + month.usual, 0);
    return usual === 0 ? null : (100 * own.reduce((sum, month) => sum + month.end, 0)) / usual;
  });
}

/** Fewer than this are not told of others than the unit itself. */
const fewestOfOthers = 5;

/**
 * Whole per cents of the sum, one per count; null where nothing can be told: there is no sum, or a count of others is
 * 1–4, too few for a share of theirs to say nothing about a person.
 */
export function shares(counts: number[], isOwn: boolean): (number | null)[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  const isHidden = (count: number) => !isOwn && count > 0 && count < fewestOfOthers;
  return counts.map((count) => (sum === 0 || isHidden(count) ? null : Math.round((100 * count) / sum)));
}
