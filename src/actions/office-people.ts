// Who answers for offices, for mails that are about no step: announcements and inquiries.

import type { Context } from '../context.ts';
import type { Recipient } from '../domain/notice.ts';
import type { Day } from '../domain/period.ts';
import { isAtOffice } from '../domain/person.ts';

export type OfficePerson = { person: number; office: string; reachable: boolean };

/** The reporters and leaders of the offices on the day, each once, with the first of the offices that they answer for. */
export function officePeople({ store }: Pick<Context, 'store'>, offices: Set<string>, day: Day): OfficePerson[] {
  const people = new Map<number, Recipient>();
  for (const each of store.owed.recipients(day)) {
    if (isAtOffice(each) && offices.has(each.scope) && !people.has(each.person)) people.set(each.person, each);
  }
  return [...people.values()].map(({ person, scope, reachable }) => ({ person, office: scope, reachable }));
}
