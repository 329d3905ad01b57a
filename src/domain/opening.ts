// The opening number, and how the months of a unit hang together: one month's closing number is the next one's opening
// number. A unit that was renumbered or merged continues; one that was split starts anew (domain.md, "The opening number").

import { type Day, lastDayOf, type Period } from './period.ts';

/** The question whose answer is carried to the next month's question of kind `opening`. */
export const closingQuestion = 'participants_end';

/** A delivered report as a source of the opening number. `submission` is the id of the one in force. */
export type Source = { report: number; unit: string; period: Period; submission: number; closing: number };

export type Predecessor = { date: Day; unit: string; kind: 'renumber' | 'merge' | 'split' };

/** What opening a report is based on. */
export type Carried = { number: number; sources: Source[] };

/** How the opening number is found: reads, given so that the rule stands apart from where it is kept. */
export type OpeningReads = {
  /** The unit's latest delivered report before the period. */
  latestBefore: (unit: string, period: Period) => Source | null;
  predecessors: (unit: string) => Predecessor[];
};

/**
 * The opening number of a unit's report: the closing number of its latest delivered earlier report, and of those units
 * that were merged into it since then; null when none of them delivered anything.
 */
export function carriedTo(unit: string, period: Period, reads: OpeningReads): Carried | null {
  const own = reads.latestBefore(unit, period);
  const since = own ? lastDayOf(own.period) : '';
  const joined = reads
    .predecessors(unit)
    .filter(({ kind, date }) => kind !== 'split' && date > since && date <= lastDayOf(period))
    .map((predecessor) => carriedTo(predecessor.unit, period, reads));
  const parts = [own && { number: own.closing, sources: [own] }, ...joined].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return {
    number: parts.reduce((sum, part) => sum + part.number, 0),
    sources: parts.flatMap((part) => part.sources),
  };
}

/** "Nothing to report" is for a unit without participants: the opening number is 0, or there is none. */
export function mayReportNothing(carried: Carried | null): boolean {
  return carried === null || carried.number === 0;
}

/**
 * Which of two months that do not agree must be confirmed again: the one whose submission in force is the older. A
 * later month that opens with another number puts the earlier one in doubt; a correction of the earlier one puts the
 * later one in doubt. `sources` may be of any kind that names its submission.
 */
export function doubted<From extends { submission: number }>(
  later: { submission: number; opening: number },
  carried: { number: number; sources: From[] },
): 'later' | From[] | null {
  if (later.opening === carried.number) return null;
  return carried.sources.some((source) => source.submission > later.submission) ? 'later' : carried.sources;
}
