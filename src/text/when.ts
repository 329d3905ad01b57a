// Months, days and times as they are written in Norwegian; the same in bokmål and nynorsk. Times are those of Oslo.

const months = [
  ...['januar', 'februar', 'mars', 'april', 'mai', 'juni'],
  ...['juli', 'august', 'september', 'oktober', 'november', 'desember'],
];
const oslo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short', timeStyle: 'medium' });

/** `2026-10` → `oktober 2026`. */
export function monthText(period: string): string {
  return `${monthName(period)} ${period.slice(0, 4)}`;
}

/** `2026-10` → `oktober`. */
export function monthName(period: string): string {
  return months[Number(period.slice(5, 7)) - 1] ?? period;
}

/** `2026-11-10` → `10. november 2026`. */
export function dayText(day: string): string {
  return `${shortDayText(day)} ${day.slice(0, 4)}`;
}

/** `2026-11-10` → `10. november`. */
export function shortDayText(day: string): string {
  return `${Number(day.slice(8))}. ${monthName(day)}`;
}

/** `2026-11-10` → `10.11.2026`, as letters date themselves and each other. */
export function dottedDayText(day: string): string {
  return `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

/** `['2018-12', '2019-01', '2019-02']` → `desember 2018, januar og februar 2019`. */
export function monthsText(periods: string[]): string {
  const texts = periods.map((period, index) =>
    periods[index + 1]?.slice(0, 4) === period.slice(0, 4) ? monthName(period) : monthText(period),
  );
  return texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} og ${texts.at(-1)}`;
}

/** An instant → `10:32`. */
export function clockText(instant: string): string {
  return oslo.format(Date.parse(instant)).slice(11, 16);
}

/** An instant → `3. november 2026 kl. 10:32`. */
export function momentText(instant: string): string {
  const local = oslo.format(Date.parse(instant));
  return `${dayText(local.slice(0, 10))} kl. ${local.slice(11, 16)}`;
}

/** `oktober 2026` → `Oktober 2026`, at the start of a sentence or a cell. */
export function startingCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `Påminnelse 1` → `påminnelse 1`, inside a sentence. */
export function startingSmall(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
