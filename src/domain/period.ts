// Days, instants and periods, and the one time zone they are read in. All are ISO text, so that they sort as they are
// and are stored as they are; Temporal does the arithmetic.

/** A month the numbers are about: `2026-10`. */
export type Period = string;
/** A date in Oslo: `2026-11-10`. */
export type Day = string;
/** A point in time, UTC with milliseconds: `2026-11-10T07:00:00.000Z`. */
export type Instant = string;

export const timeZone = 'Europe/Oslo';

const periodPattern = /^(20\d\d)-(0[1-9]|1[0-2])$/;

/** Takes text from outside; gives the period, or null when it is not a month of this century as `2026-10`. */
export function parsePeriod(text: string): Period | null {
  return periodPattern.test(text) ? text : null;
}

/** Takes text from outside; gives the day, or null when it is not a real date as `2026-11-10`. */
export function parseDay(text: string): Day | null {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** Takes an ISO time with an offset or `Z`; gives the instant in UTC with milliseconds, or null when it is not one. */
export function parseInstant(text: string): Instant | null {
  try {
    return instantText(Temporal.Instant.from(text));
  } catch {
    return null;
  }
}

/** The period `months` later (or earlier, when negative). */
export function addMonths(period: Period, months: number): Period {
  return periodAt(countOf(period) + months);
}

/** How many months `to` is after `from`. */
export function monthsBetween(from: Period, to: Period): number {
  return countOf(to) - countOf(from);
}

/** Months are counted from January of the year 0: they are added up by the thousand, where Temporal is slow. */
function countOf(period: Period): number {
  return Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1;
}

function periodAt(count: number): Period {
  const month = String((count % 12) + 1).padStart(2, '0');
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${month}`;
}

/** Every period from the first to the last, both included. */
export function periodsFrom(first: Period, last: Period): Period[] {
  const count = monthsBetween(first, last) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => addMonths(first, index));
}

/** The day `days` later. */
export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

export function firstDayOf(period: Period): Day {
  return `${period}-01`;
}

export function lastDayOf(period: Period): Day {
  const [year, month] = [Number(period.slice(0, 4)), Number(period.slice(5))];
  // The day before the first of the next month.
  return `${period}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`;
}

/**
 * The day, in Oslo, that an instant falls on. The clocks there are whole hours from UTC and change on the hour, so that an
 * hour of UTC lies in one day: it is worked out once for all that asks within the hour.
 */
export function dayOf(instant: Instant): Day {
  const hour = instant.slice(0, 13);
  if (hour !== latest.hour) {
    const day = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
    latest = { hour, day };
  }
  return latest.day;
}

let latest: { hour: string; day: Day } = { hour: '', day: '' };

/** The period that a day lies in. */
export function periodOf(day: Day): Period {
  return day.slice(0, 7);
}

/** The instant at which the clocks of Oslo show `time` (`08:00`) on the day. */
export function instantAt(day: Day, time: string): Instant {
  return instantText(
    Temporal.PlainDate.from(day)
      .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
      .toInstant(),
  );
}

/** The instant `minutes` later (or earlier, when negative). */
export function addMinutes(instant: Instant, minutes: number): Instant {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}

function instantText(instant: Temporal.Instant): Instant {
  return instant.toString({ fractionalSecondDigits: 3 });
}
