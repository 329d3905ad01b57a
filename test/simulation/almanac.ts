// The calendar as the oracle reads it, with nothing of the product in it: holidays from date-holidays, the clock of Oslo
// from the rule of the summer time directive (2000/84/EC), days as numbers. A fault in src/domain/calendar.ts or
// period.ts, or in the time zone data, cannot hide behind it.

import Holidays from 'date-holidays';

/** A date in Oslo, `2027-01-05`. */
export type Day = string;
/** UTC with milliseconds, as the product writes it. */
export type Instant = string;

const minute = 60_000;
const dayLength = 24 * 60 * minute;
const numberOf = (day: Day) => Date.parse(`${day}T00:00:00.000Z`) / dayLength;
const dayAt = (number: number): Day => new Date(number * dayLength).toISOString().slice(0, 10);

export function addDays(day: Day, days: number): Day {
  return dayAt(numberOf(day) + days);
}

/** How many days `to` is after `from`. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

/** The month so many months after (or before) `2027-01`. */
export function addMonths(month: string, months: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

export function lastDayOf(month: string): Day {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}

const [firstYear, lastYear] = [2025, 2060];

/** Not Saturdays, Sundays, public holidays, 24 and 31 December; in order. */
const workingDays: Day[] = [];
/** How many working days there are up to and with the day, by the number of the day. */
const countUpTo = new Map<Day, number>();

for (let year = firstYear; year <= lastYear; year += 1) {
  const off = new Set(
    new Holidays('NO')
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10)),
  );
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) {
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
    const isEve = day.endsWith('-12-24') || day.endsWith('-12-31');
    if (weekday !== 0 && weekday !== 6 && !isEve && !off.has(day)) workingDays.push(day);
    countUpTo.set(day, workingDays.length);
  }
}

const upTo = (day: Day): number => {
  const count = countUpTo.get(day);
  if (count === undefined) throw new Error(`${day} is not in the almanac`);
  return count;
};

export function isWorkingDay(day: Day): boolean {
  return workingDays[upTo(day) - 1] === day;
}

/** So many working days after the day (before it, when negative); 0: the day, or the first working day after it. */
export function workingDaysFrom(day: Day, count: number): Day {
  const passed = upTo(day);
  const isOne = isWorkingDay(day);
  const position =
    count > 0 ? passed + count : count < 0 ? passed + count + (isOne ? 0 : 1) : isOne ? passed : passed + 1;
  const found = workingDays[position - 1];
  if (found === undefined) throw new Error(`${day} is too near the end of the almanac`);
  return found;
}

/** How many working days lie after the first day, up to and including the other. */
export function workingDaysAfter(day: Day, until: Day): number {
  return Math.max(0, upTo(until) - upTo(day));
}

/** Minutes that Oslo is ahead of UTC: 120 from 01:00 UTC on the last Sunday of March to that of October, else 60. */
function offsetAt(time: number): number {
  const year = new Date(time).getUTCFullYear();
  const change = (month: number) => {
    const last = new Date(Date.UTC(year, month + 1, 0));
    return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay(), 1);
  };
  return time >= change(2) && time < change(9) ? 120 : 60;
}

/** What the clocks of Oslo show: the day, and `08:00:00.000`. */
export function inOslo(at: Instant): { day: Day; time: string } {
  const time = Date.parse(at);
  const shown = new Date(time + offsetAt(time) * minute).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 23) };
}

/** The first instant at which the clocks of Oslo show the time on the day (or would have, in the hour that is skipped). */
export function instantOf(day: Day, time: string): Instant {
  const shown = Date.parse(`${day}T${time.length === 5 ? `${time}:00.000` : time}Z`);
  const summer = shown - 120 * minute;
  return new Date(offsetAt(summer) === 120 ? summer : shown - 60 * minute).toISOString();
}

export function later(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * minute).toISOString();
}

export function minutesBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / minute;
}
