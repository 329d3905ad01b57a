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
  return Temporal.PlainYearMonth.from(period).add({ months }).toString();
}

/** How many months `to` is after `from`. */
export function monthsBetween(from: Period, to: Period): number {
  const month = (period: Period) => Number(period.slice(0, 4)) * 12 + Number(period.slice(5));
  return month(to) - month(from);
}

/** Every period from the first to the last, both included. */
export function periodsFrom(first: Period, last: Period): Period[] {
  const count = monthsBetween(first, last) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => addMonths(first, index));
}

export function firstDayOf(period: Period): Day {
  return `${period}-01`;
}

export function lastDayOf(period: Period): Day {
  const month = Temporal.PlainYearMonth.from(period);
  return month.toPlainDate({ day: month.daysInMonth }).toString();
}

/** The day, in Oslo, that an instant falls on. */
export function dayOf(instant: Instant): Day {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

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
  return instantText(Temporal.Instant.from(instant).add({ minutes }));
}

function instantText(instant: Temporal.Instant): Instant {
  return instant.toString({ fractionalSecondDigits: 3 });
}
