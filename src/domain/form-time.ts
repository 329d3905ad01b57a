// How long a report takes, from the page being opened to its first delivery: what the questions of a form version cost.
// Only sums per form version are kept, never who or which office.

import type { Instant } from './period.ts';

/** Upper limits in minutes, rising; a report above them all counts under 0. */
export const timeLimits = [1, 2, 3, 5, 10, 15, 30, 60] as const;

export type TimeBucket = { upToMinutes: number; reports: number; seconds: number };

/** Null when the delivery is before the opening: then one of the clocks was wrong. */
export function timeTaken(openedAt: Instant, deliveredAt: Instant): { upToMinutes: number; seconds: number } | null {
  const seconds = Math.round((Date.parse(deliveredAt) - Date.parse(openedAt)) / 1000);
  if (seconds < 0) return null;
  const upToMinutes = timeLimits.find((limit) => seconds <= limit * 60) ?? 0;
  // A page left open over night says nothing of the questions: it is counted, and its seconds are not.
  return { upToMinutes, seconds: upToMinutes === 0 ? 0 : seconds };
}

export type TimeSummary = {
  reports: number;
  /** Mean of those up to the highest limit; null when there are none. */
  meanMinutes: number | null;
  /** The limit that half of the reports lie within, in minutes; 0 for above the highest; null when there are none. */
  halfWithin: number | null;
};

/** Takes the buckets of one form version. */
export function summaryOf(buckets: TimeBucket[]): TimeSummary {
  const rank = (upTo: number) => (upTo === 0 ? Number.POSITIVE_INFINITY : upTo);
  const rising = buckets.toSorted((one, other) => rank(one.upToMinutes) - rank(other.upToMinutes));
  const reports = rising.reduce((sum, bucket) => sum + bucket.reports, 0);
  const timed = rising.filter(({ upToMinutes }) => upToMinutes > 0);
  const timedReports = timed.reduce((sum, bucket) => sum + bucket.reports, 0);
  const seconds = timed.reduce((sum, bucket) => sum + bucket.seconds, 0);
  let within = 0;
  const half = rising.find((bucket) => {
    within += bucket.reports;
    return 2 * within >= reports;
  });
  return {
    reports,
    meanMinutes: timedReports === 0 ? null : seconds / timedReports / 60,
    halfWithin: half?.upToMinutes ?? null,
  };
}
