// An address that mail does not reach is an incident, with somebody who has to do something about it.

import type { Instant } from './period.ts';
import type { Recipient } from './notice.ts';
import { isAtOffice } from './person.ts';

/** How it ended: the address was changed, it was declared good again, or the person was taken off. */
export type IncidentOutcome = 'changed' | 'good' | 'left';

export type Incident = {
  id: number;
  person: number;
  /** As it was when mail was refused. */
  address: string;
  /** refused: by the mail server at once; bounced: it came back later. */
  kind: 'refused' | 'bounced';
  notice: number | null;
  /** What the mail server said. */
  answer: string;
  openedAt: Instant;
  outcome: IncidentOutcome | null;
  closedAt: Instant | null;
  closedBy: string | null;
};

/** Who has to see to it; `people` is empty when nobody at all can be reached. */
export type IncidentOwner = {
  as: 'colleague' | 'leader' | 'governor' | 'directorate';
  people: number[];
};

/**
 * The owner of an incident today: the next person at the office, then the leader, then the governor's list, then the
 * directorate. `roles` are all roles in force; `governorOf` gives who follows an office up.
 */
export function ownerOf(
  incident: Pick<Incident, 'person'>,
  roles: Recipient[],
  governorOf: (office: string) => string | null,
): IncidentOwner {
  const own = roles.filter((role) => role.person === incident.person);
  const others = roles.filter((role) => role.person !== incident.person && role.reachable);
  const offices = own.filter(isAtOffice).map(({ scope }) => scope);
  const governors = [
    ...offices.map(governorOf),
    ...own.filter(({ role }) => role === 'governor').map(({ scope }) => scope),
  ];
  const [colleague] = others.filter(({ role, scope }) => role === 'reporter' && offices.includes(scope));
  if (colleague) return { as: 'colleague', people: [colleague.person] };
  const [leader] = others.filter(({ role, scope }) => role === 'leader' && offices.includes(scope));
  if (leader) return { as: 'leader', people: [leader.person] };
  const ofGovernor = others.filter(({ role, scope }) => role === 'governor' && governors.includes(scope));
  if (ofGovernor.length > 0) return { as: 'governor', people: peopleOf(ofGovernor) };
  return { as: 'directorate', people: peopleOf(others.filter(({ role }) => role === 'directorate')) };
}

function peopleOf(roles: Recipient[]): number[] {
  return [...new Set(roles.map(({ person }) => person))];
}
