// Whether the reminding can be trusted today: what the overview and the figures of the service say of it.

import type { Instant } from './period.ts';

/** The job wakes every ten minutes; three missed in a row are no coincidence. */
const longestTickAgeMinutes = 30;

/** Minutes since the reminder job last ran; null before its first run. */
export function tickAgeMinutes(lastTickAt: Instant | null, now: Instant): number | null {
  return lastTickAt === null ? null : (Date.parse(now) - Date.parse(lastTickAt)) / 60_000;
}

/** True when the job has not run for so long that someone must look. */
export function tickIsLate(ageMinutes: number | null): boolean {
  return ageMinutes === null || ageMinutes > longestTickAgeMinutes;
}
