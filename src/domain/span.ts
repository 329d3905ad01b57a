// A span of time in days, half-open: `validFrom` is the first day, `validTo` the first day after the last. null means as
// far back as known, and still valid.

import type { Day } from './period.ts';

export type Span = { validFrom: Day | null; validTo: Day | null };

export function isValidOn(span: Span, day: Day): boolean {
  return (span.validFrom === null || span.validFrom <= day) && (span.validTo === null || day < span.validTo);
}

/** The time that all the spans share; it may be empty (`isEmptySpan`). */
export function sharedSpan(...spans: Span[]): Span {
  const starts = spans.flatMap((span) => span.validFrom ?? []).sort();
  const ends = spans.flatMap((span) => span.validTo ?? []).sort();
  return { validFrom: starts.at(-1) ?? null, validTo: ends[0] ?? null };
}

/** True when there is no day in the span. */
export function isEmptySpan({ validFrom, validTo }: Span): boolean {
  return validFrom !== null && validTo !== null && validFrom >= validTo;
}

/** The last day of the span; null when it is open. */
export function lastDayIn({ validTo }: Span): Day | null {
  return validTo && Temporal.PlainDate.from(validTo).subtract({ days: 1 }).toString();
}

/** `from 2020-01-01 to 2024-01-01`, for messages; `to` is the first day after the span. */
export function spanText({ validFrom, validTo }: Span): string {
  const text = [validFrom && `from ${validFrom}`, validTo && `to ${validTo}`].filter(Boolean).join(' ');
  return text || 'with no known start or end';
}
