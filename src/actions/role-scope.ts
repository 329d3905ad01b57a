// Checks a role and its scope as given by a person: an office, a municipality or a governor that there is.

import type { Context } from '../context.ts';
import { dayOf } from '../domain/period.ts';
import { type RoleName, roleNames } from '../domain/person.ts';

export type RoleScope = { ok: true; role: RoleName; scope: string } | { ok: false; fault: string };

/** `scope` is '' when none was given. */
export function checkRoleScope({ store, now }: Pick<Context, 'store' | 'now'>, role: string, scope: string): RoleScope {
  const refuse = (fault: string): RoleScope => ({ ok: false, fault });
  const known = roleNames.find((name) => name === role);
  if (!known) return refuse(`role must be one of ${roleNames.join(', ')}`);
  if (known === 'directorate') {
    return scope === ''
      ? { ok: true, role: known, scope }
      : refuse('the directorate has no scope: it reaches everything');
  }
  if (scope === '') return refuse(`${known} needs a scope: ${scopeKind[known]}`);
  const isThere = {
    reporter: () => store.unit.officeName(scope) !== null,
    leader: () => store.unit.officeName(scope) !== null,
    municipality: () => store.target.municipalities().has(scope),
    governor: () => store.unit.on(dayOf(now())).some(({ governor }) => governor === scope),
  }[known];
  return isThere() ? { ok: true, role: known, scope } : refuse(`scope ${scope} is not ${scopeKind[known]}`);
}

const scopeKind: Record<Exclude<RoleName, 'directorate'>, string> = {
  reporter: 'an office number as 0101',
  leader: 'an office number as 0101',
  municipality: 'a municipality number as 3101',
  governor: 'a governor code as FMVL',
};
