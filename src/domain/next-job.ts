// Where a person lands: on the next thing to do.

import { type Day, type Period } from './period.ts';
import { hasRole, type Role } from './person.ts';

/** The reports that the person may deliver, is late with or has open, and has not delivered. */
export type Undelivered = { unit: string; period: Period }[];

/** The path of the person's next job. One report to deliver: that report. */
export function nextJob(person: { roles: Role[] }, undelivered: Undelivered, today: Day): string {
  const [only, ...others] = undelivered;
  if (hasRole(person, 'reporter', today) || hasRole(person, 'leader', today)) {
    return only && others.length === 0 ? `/reports/${only.period}/${only.unit}` : '/reports';
  }
  return hasRole(person, 'directorate', today) ? '/totals' : '/reports';
}
