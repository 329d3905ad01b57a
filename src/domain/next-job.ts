// Where a person lands: on the next thing to do.

import type { Day, Period } from './period.ts';
import { hasRole, type Role } from './person.ts';

/** The path of the person's next job; `owed`: the reports of the person's own offices that are not delivered. */
export function nextJob(person: { roles: Role[] }, owed: { unit: string; period: Period }[], today: Day): string {
  const [only, ...others] = owed;
  if (hasRole(person, 'reporter', today) || hasRole(person, 'leader', today)) {
    return only && others.length === 0 ? `/reports/${only.period}/${only.unit}` : '/reports';
  }
  return hasRole(person, 'directorate', today) || hasRole(person, 'governor', today) ? '/overview' : '/reports';
}
