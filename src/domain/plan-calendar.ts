// The plan as a calendar: what happens on each day of a month, and which days nobody is at work.

import { type HolidayName, holidayName, isWorkingDay } from './calendar.ts';
import { addMonths, type Day, lastDayOf, type Period, periodsFrom } from './period.ts';
import { datesOf, type Plan, type Receiver, type StepName } from './plan.ts';

/** Something that happens to the reports of a period on a day. */
export type CalendarEntry =
  | { kind: 'opens' | 'deadline' | 'closes'; period: Period }
  | { kind: 'step'; period: Period; step: StepName; to: Receiver[] };

export type CalendarDay = {
  day: Day;
  /** 1 for Monday, 7 for Sunday. */
  weekday: number;
  working: boolean;
  /** Null also for 24 and 31 December, on which nobody is at work though they are no holidays by law. */
  holiday: HolidayName | null;
  entries: CalendarEntry[];
};

export type CalendarMonth = { month: Period; days: CalendarDay[] };

/** Closing days lie at most so many months after the period, by what a plan may say. */
const longestReach = 26;

/**
 * The months, each with all its days. `planOf` gives the plan of a period: the one it was opened with, or will be opened
 * with as things stand; null for periods before the first plan.
 */
export function calendarOf(months: Period[], planOf: (period: Period) => Plan | null): CalendarMonth[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const entries = Map.groupBy(
    periodsFrom(addMonths(first, -longestReach), last).flatMap((period) => entriesOf(period, planOf(period))),
    ({ day }) => day,
  );
  return months.map((month) => ({
    month,
    days: daysOf(month).map((day) => ({
      day,
      weekday: Temporal.PlainDate.from(day).dayOfWeek,
      working: isWorkingDay(day),
      holiday: holidayName(day),
      entries: (entries.get(day) ?? []).map(({ entry }) => entry),
    })),
  }));
}

function entriesOf(period: Period, plan: Plan | null): { day: Day; entry: CalendarEntry }[] {
  if (plan === null) return [];
  const { opensOn, deadline, closesOn, steps } = datesOf(plan, period);
  return [
    { day: opensOn, entry: { kind: 'opens', period } },
    { day: deadline, entry: { kind: 'deadline', period } },
    ...steps.map(({ step, day, to }) => ({ day, entry: { kind: 'step' as const, period, step, to } })),
    { day: closesOn, entry: { kind: 'closes', period } },
  ];
}

function daysOf(month: Period): Day[] {
  const count = Number(lastDayOf(month).slice(8));
  return Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
}
