// The brake against mass mail by accident: a clock gone wrong, a bad import. It counts in another way than the planning
// does, so that a fault there does not hide itself.

import type { Recipient } from './notice.ts';
import type { RoleName } from './person.ts';

const rolesOf = (step: string): RoleName[] => {
  if (step === 'escalation') return ['governor', 'directorate'];
  return step === 'follow-up-reminder' ? ['governor'] : ['reporter', 'leader'];
};

/** Reminders of follow-ups come once a working day, so that those of two mornings can fall within 24 hours. */
const timesADay = (step: string): number => (step === 'follow-up-reminder' ? 2 : 1);

/**
 * Takes how many notices of each step were planned within 24 hours; gives the reason to pause, or null. A person gets a
 * step once a month: more than 1.2 × the people who may get it at all is an accident. Each announcement counts as a step
 * of its own (`announcement:7`): several in a day are no accident, one that goes to somebody twice is; and so do the steps
 * by an extended deadline (`escalation:2026-12-01`), which can fall on the day of the month's.
 */
export function brake(plannedInADay: ReadonlyMap<string, number>, people: Recipient[]): string | null {
  for (const [counted, planned] of plannedInADay) {
    const [step = ''] = counted.split(':');
    const receivers = new Set(people.filter((each) => rolesOf(step).includes(each.role)).map((each) => each.person))
      .size;
    const most = Math.ceil(1.2 * timesADay(step) * receivers);
    if (planned > most) return `${planned} notices of ${step} in a day, to ${receivers} people`;
  }
  return null;
}
