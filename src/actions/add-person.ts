// Adds a person with a role, or one more role to a person that there is.

import { z } from 'zod';
import type { Context } from '../context.ts';
import { cleanText } from '../domain/canonical.ts';
import { dayOf } from '../domain/period.ts';
import { type Person, rolesOn } from '../domain/person.ts';
import { checkRoleScope } from './role-scope.ts';

export type AddPersonResult =
  /** changed: false when the person had the role already. */
  { ok: true; person: Person; changed: boolean } | { ok: false; fault: string };

const address = z.email().max(254);

/** The role holds from today on. `who` is who adds it, as in the record of events. */
export function addPerson(
  context: Pick<Context, 'store' | 'now'>,
  given: { email: string; name: string; role: string; scope: string },
  who: string,
): AddPersonResult {
  const { store, now } = context;
  const email = given.email.trim().toLowerCase();
  const name = cleanText(given.name).replaceAll('\n', ' ');
  if (!address.safeParse(email).success) return { ok: false, fault: `${given.email} is not a mail address` };
  if (name === '' || name.length > 200) return { ok: false, fault: 'name must have 1 to 200 characters' };
  const checked = checkRoleScope(context, given.role, given.scope);
  if (!checked.ok) return checked;

  return store.transaction(() => {
    const at = now();
    const today = dayOf(at);
    const { role, scope } = checked;
    const known = store.person.byEmail(email);
    const held = { role, scope, validFrom: today, validTo: null };
    if (known && rolesOn(known.roles, today).some((one) => one.role === role && one.scope === scope)) {
      return { ok: true, person: known, changed: false };
    }
    if (known) store.person.addRole(known.id, held);
    const person = known ?? store.person.add({ email, name, language: null, roles: [held] }, at);
    const what = known ? 'role.added' : 'person.added';
    store.event.record({ at, who, what, subject: `person:${person.id}`, details: { role, scope } });
    return { ok: true, person, changed: true };
  });
}
