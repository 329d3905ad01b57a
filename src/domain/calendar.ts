// Working days in Norway: not Saturdays, Sundays, public holidays, nor 24 and 31 December. Everything that goes out or
// falls due does so on one of them.

import type { Day, Period } from './period.ts';

export type HolidayName = { nb: string; nn: string };

const fixedHolidays: Record<string, HolidayName> = {
  '01-01': { nb: 'Første nyttårsdag', nn: 'Første nyttårsdag' },
  '05-01': { nb: 'Arbeidernes dag', nn: 'Arbeidardagen' },
  '05-17': { nb: 'Grunnlovsdagen', nn: 'Grunnlovsdagen' },
  '12-25': { nb: 'Første juledag', nn: 'Første juledag' },
  '12-26': { nb: 'Andre juledag', nn: 'Andre juledag' },
};

/** Days from Easter Sunday. */
const movingHolidays: Record<number, HolidayName> = {
  [-3]: { nb: 'Skjærtorsdag', nn: 'Skjertorsdag' },
  [-2]: { nb: 'Langfredag', nn: 'Langfredag' },
  0: { nb: 'Første påskedag', nn: 'Første påskedag' },
  1: { nb: 'Andre påskedag', nn: 'Andre påskedag' },
  39: { nb: 'Kristi himmelfartsdag', nn: 'Kristi himmelfartsdag' },
  49: { nb: 'Første pinsedag', nn: 'Første pinsedag' },
  50: { nb: 'Andre pinsedag', nn: 'Andre pinsedag' },
};

/** Not holidays by law, but nobody is at work. */
const otherDaysOff = ['12-24', '12-31'];

/** The public holiday (lov om 1 og 17 mai; helligdagsfredlova § 2) that the day is, or null. */
export function holidayName(day: Day): HolidayName | null {
  return fixedHolidays[day.slice(5)] ?? movingHolidays[daysFromEaster(day)] ?? null;
}

function daysFromEaster(day: Day): number {
  return easterSunday(yearOf(day)).until(day, { largestUnit: 'day' }).days;
}

/** True when people are at work on the day. */
export function isWorkingDay(day: Day): boolean {
  const days = workingDaysOf(yearOf(day));
  return days[firstFrom(days, day)] === day;
}

/**
 * The n-th working day after the day, or before it when n is negative. With 0: the day itself, or the next working day
 * when it is not one.
 */
export function addWorkingDays(day: Day, n: number): Day {
  let year = yearOf(day);
  let days = workingDaysOf(year);
  const first = firstFrom(days, day);
  // Of a day off, the first working day after it is already one later.
  let index = first + n - (n > 0 && days[first] !== day ? 1 : 0);
  for (; index < 0; index += days.length) days = workingDaysOf((year -= 1));
  for (; index >= days.length; days = workingDaysOf((year += 1))) index -= days.length;
  return days[index] ?? '';
}

/** In order, by year: a tick asks for thousands of days. */
const knownYears = new Map<number, Day[]>();

function workingDaysOf(year: number): Day[] {
  const known = knownYears.get(year);
  if (known) return known;
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const all = Array.from({ length: first.daysInYear }, (_, days) => first.add({ days }));
  const working = all.filter(({ dayOfWeek }) => dayOfWeek <= 5).map((date) => date.toString());
  const days = working.filter((day) => !otherDaysOff.includes(day.slice(5)) && holidayName(day) === null);
  knownYears.set(year, days);
  return days;
}

/** Where the first of the days stands that is the day itself or later. */
function firstFrom(days: Day[], day: Day): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? '') < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** The n-th working day of the month, counted from 1. */
export function workingDayOfMonth(month: Period, n: number): Day {
  return addWorkingDays(addWorkingDays(`${month}-01`, -1), n);
}

/** Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher), good for every year of the calendar. */
function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCenturies - moonCorrection + 15) % 30;
  const weekdayShift = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekdayShift) / 451);
  const fromMarch = epact + weekdayShift - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(fromMarch / 31), day: (fromMarch % 31) + 1 });
}
