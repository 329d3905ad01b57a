// The month at a glance: how complete it is, who is missing since when, and who is late again and again.

import type { Day, Period } from './period.ts';
import { type ReportFacts, type Status, statusOf } from './report.ts';

/** A report with what its status is computed from. */
export type OwedReport = ReportFacts & { unit: string; period: Period };

/** The status of each month, the oldest first; null where the unit owed nothing. */
export type Calendar = (Status | null)[];

export type Coverage = {
  /** Reports that are owed: all but those exempt. */
  expected: number;
  received: number;
  onTime: number;
  late: number;
  /** Not delivered, and the deadline has passed. */
  missing: number;
  /** Not delivered, and the deadline has not passed; with those begun. */
  open: number;
  drafts: number;
  exempt: number;
};

/** Late or missing for the third time in twelve months is worth a word. */
const oftenLate = 3;

/** From the worst: what a month shows when several units became one. */
const worstFirst: Status[] = ['missing', 'draft', 'open', 'late', 'onTime', 'exempt', 'notOpen'];

/**
 * The calendars of the units on the day. `heirOf` gives the unit that continues another: its months stand in that one's
 * calendar.
 */
export function calendarsOf(
  reports: OwedReport[],
  { periods, heirOf, today }: { periods: Period[]; heirOf: (unit: string) => string; today: Day },
): Map<string, Calendar> {
  const places = new Map(periods.map((period, index) => [period, index]));
  const calendars = new Map<string, Calendar>();
  for (const report of reports) {
    const place = places.get(report.period);
    if (place === undefined) continue;
    const unit = heirOf(report.unit);
    let calendar = calendars.get(unit);
    if (!calendar) {
      calendar = periods.map(() => null);
      calendars.set(unit, calendar);
    }
    const status = statusOf(report, today);
    const other = calendar[place];
    calendar[place] = other ? worse(status, other) : status;
  }
  return calendars;
}

function worse(one: Status, other: Status): Status {
  return worstFirst.indexOf(one) < worstFirst.indexOf(other) ? one : other;
}

/** Counts statuses of one month; what is not owed is left out. */
export function coverageOf(statuses: (Status | null)[]): Coverage {
  const count = (...wanted: Status[]) => statuses.filter((status) => status !== null && wanted.includes(status)).length;
  const [onTime, late, missing, drafts] = [count('onTime'), count('late'), count('missing'), count('draft')];
  const open = count('open') + drafts;
  return {
    ...{ onTime, late, missing, open, drafts, exempt: count('exempt') },
    received: onTime + late,
    expected: onTime + late + missing + open,
  };
}

/** Received of expected, in [0, 1]; null where nothing is expected. */
export function share({ received, expected }: Pick<Coverage, 'received' | 'expected'>): number | null {
  return expected === 0 ? null : received / expected;
}

/** The whole per cents of a share that never round up to all or down to nothing. */
export function wholePercent(part: number): number {
  const rounded = Math.round(part * 100);
  if (rounded === 100 && part < 1) return 99;
  return rounded === 0 && part > 0 ? 1 : rounded;
}

/** The first of the months missing in a row up to the last; null when the last is not missing. */
export function missingSince(calendar: Calendar, periods: Period[]): Period | null {
  const before = calendar.findLastIndex((status) => status !== 'missing');
  return before === calendar.length - 1 ? null : (periods[before + 1] ?? null);
}

/** How many of the months were delivered late or are missing. */
export function timesLate(calendar: Calendar): number {
  return calendar.filter((status) => status === 'late' || status === 'missing').length;
}

/** True when the last month is late or missing, and not for the first or second time in these months. */
export function isOftenLate(calendar: Calendar): boolean {
  const last = calendar.at(-1);
  return (last === 'late' || last === 'missing') && timesLate(calendar) >= oftenLate;
}

/** Whole days from the deadline to today; 0 on it, negative before it. */
export function daysSince(deadline: Day, today: Day): number {
  return Temporal.PlainDate.from(deadline).until(today, { largestUnit: 'days' }).days;
}
