// A municipality's number of participants against its target (måltall): the mean over a year of months in which all its
// units reported, judged exactly (domain.md, "Måltall"). A missing month is never zero: it is left out, and told.

import { followMunicipality, type MunicipalityChange } from './geography.ts';
import { type Day, lastDayOf, type Period, periodsFrom, addMonths } from './period.ts';
import type { Target } from './target.ts';

/** What one unit reported for one month; null when the report is missing or exempt. */
export type UnitMonth = {
  unit: string;
  municipality: string;
  period: Period;
  end: number | null;
  onLeave: number | null;
};

/** One month of a municipality: the sums of its units, or null while any of them has not reported. */
export type MunicipalityMonth = {
  period: Period;
  units: number;
  reported: number;
  end: number | null;
  onLeave: number | null;
};

export const verdicts = ['below', 'within', 'above', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

export type TargetMean = {
  /** How many of the twelve months count. */
  months: number;
  /** Mean of participants_end, and without those on leave; null with fewer than three months. */
  mean: number | null;
  meanWithoutLeave: number | null;
  /** Mean over target; null when either is unknown or the target is 0. */
  ratio: number | null;
  status: Verdict;
  /** True when the mean is also at least a whole participant outside the band: then a follow-up is suggested. */
  isSuggested: boolean;
};

const windowMonths = 12;
const fewestMonths = 3;
/** Targets have at most six decimals (parseTarget), so in millionths they are whole. */
const millionths = 1_000_000;

/** The twelve months up to and including the period. */
export function windowOf(period: Period): Period[] {
  return periodsFrom(addMonths(period, 1 - windowMonths), period);
}

/** The target in force on the day: the latest one that had begun; null when there is none. */
export function targetOn(targets: Target[], day: Day): Target | null {
  const begun = targets.filter(({ validFrom }) => validFrom <= day);
  return begun.toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1)).at(-1) ?? null;
}

/**
 * Puts the units' months under the municipalities they belong to on the last day of `period`. Months of a municipality
 * that was renumbered or merged follow it; those of one that was split stay behind, since a split starts anew.
 */
export function municipalityMonths(
  rows: UnitMonth[],
  period: Period,
  changes: MunicipalityChange[],
): Map<string, MunicipalityMonth[]> {
  const end = lastDayOf(period);
  const window = windowOf(period);
  const followed = new Map<string, string | null>();
  const today = ({ municipality, period: month }: UnitMonth): string | null => {
    const key = `${municipality} ${month}`;
    let number = followed.get(key);
    if (number === undefined) {
      const now = followMunicipality(changes, municipality, lastDayOf(month), end);
      number = now.kind === 'split' ? null : now.number;
      followed.set(key, number);
    }
    return number;
  };
  const byMunicipality = Map.groupBy(rows, today);
  byMunicipality.delete(null);
  const entries = [...byMunicipality].map(([number, own]): [string, MunicipalityMonth[]] => {
    const byMonth = Map.groupBy(own, (row) => row.period);
    return [number ?? '', window.map((month) => monthOf(month, byMonth.get(month) ?? []))];
  });
  return new Map(entries);
}

function monthOf(period: Period, rows: UnitMonth[]): MunicipalityMonth {
  const reported = rows.filter((row) => row.end !== null);
  const isWhole = rows.length > 0 && reported.length === rows.length;
  const sum = (of: (row: UnitMonth) => number | null) => reported.reduce((total, row) => total + (of(row) ?? 0), 0);
  return {
    ...{ period, units: rows.length, reported: reported.length },
    end: isWhole ? sum((row) => row.end) : null,
    onLeave: isWhole ? sum((row) => row.onLeave) : null,
  };
}

/**
 * Judges the mean of the months that count against the target. The bounds 0.7 and 1.3 × target are within. All is
 * compared as whole numbers (ten million times the mean's and target's common multiple), so nothing is rounded: the
 * largest product is 12 × 99 999 × 100 units × 10^7, which a double still holds exactly.
 */
export function judgeMean(months: MunicipalityMonth[], target: Target | null): TargetMean {
  const counted = months.filter((month) => month.end !== null);
  const n = counted.length;
  const sum = counted.reduce((total, { end }) => total + (end ?? 0), 0);
  const onLeave = counted.reduce((total, month) => total + (month.onLeave ?? 0), 0);
  if (n < fewestMonths) {
    return { months: n, mean: null, meanWithoutLeave: null, ratio: null, status: 'unknown', isSuggested: false };
  }
  const means = { months: n, mean: sum / n, meanWithoutLeave: (sum - onLeave) / n };
  if (target === null) return { ...means, ratio: null, status: 'unknown', isSuggested: false };
  const expected = Math.round(target.expectedParticipants * millionths);
  const scaledMean = sum * 10 * millionths;
  const participant = n * 10 * millionths;
  const low = 7 * expected * n;
  const high = 13 * expected * n;
  const status = scaledMean < low ? 'below' : scaledMean > high ? 'above' : 'within';
  return {
    ...means,
    ratio: expected === 0 ? null : means.mean / target.expectedParticipants,
    status,
    isSuggested: low - scaledMean >= participant || scaledMean - high >= participant,
  };
}

/** The band of 30 per cent to each side, rounded to the decimals that can be shown exactly: for drawing and telling. */
export function bandOf(target: Pick<Target, 'expectedParticipants'>): { low: number; high: number } {
  const expected = Math.round(target.expectedParticipants * millionths);
  return { low: (7 * expected) / (10 * millionths), high: (13 * expected) / (10 * millionths) };
}
