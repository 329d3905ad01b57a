// The monthly list in plain numbers: for how long a unit has been missing, what was tried, what changed. Pure.

import type { NoticeState } from './attempt.ts';
import type { MonthState } from './follow-up-cause.ts';
import { addMonths, type Period, periodsFrom } from './period.ts';

export type MissingFor = {
  /** The first of the months missing in a row up to the period. */
  since: Period;
  inARow: number;
  /** Of the twelve months up to the period. */
  inTwelve: number;
};

/** Null when the period is not missing. Looks twelve months back. */
export function missingFor(stateOf: (period: Period) => MonthState, period: Period): MissingFor | null {
  const months = periodsFrom(addMonths(period, -11), period);
  const missing = months.filter((month) => stateOf(month) === 'missing');
  if (missing.at(-1) !== period) return null;
  const row = months.toReversed().findIndex((month) => !missing.includes(month));
  const inARow = row === -1 ? months.length : row;
  return { since: addMonths(period, 1 - inARow), inARow, inTwelve: missing.length };
}

export type Tried = {
  step: string;
  sent: number;
  /** Refused, bounced, given up, or perhaps not arrived. */
  failed: number;
  /** Skipped, by the reason in the ledger. */
  skipped: string[];
};

/** What the ledger holds of the unit's notices for a month, by step in the order they come. */
export function triedOf(notices: { step: string; state: NoticeState; reason: string | null }[]): Tried[] {
  return [...Map.groupBy(notices, ({ step }) => step)].map(([step, own]) => ({
    step,
    sent: own.filter(({ state }) => state === 'sent').length,
    failed: own.filter(({ state }) => ['refused', 'failed', 'bounced', 'unknown'].includes(state)).length,
    skipped: [...new Set(own.flatMap(({ state, reason }) => (state === 'skipped' && reason ? [reason] : [])))],
  }));
}

/** Who came and who went between two lists. */
export function changesBetween<Key>(before: Iterable<Key>, after: Iterable<Key>): { came: Set<Key>; went: Set<Key> } {
  const [old, now] = [new Set(before), new Set(after)];
  return { came: now.difference(old), went: old.difference(now) };
}
