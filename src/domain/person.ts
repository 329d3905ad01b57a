// People, their roles, and what a role lets them see and do. A person's rights are the union of the roles in force.

import type { Day } from './period.ts';

export const roleNames = ['reporter', 'leader', 'municipality', 'governor', 'directorate'] as const;
export type RoleName = (typeof roleNames)[number];
export type Language = 'nb' | 'nn';

/** scope: an office number (reporter, leader), a municipality number, a governor code, or '' for the directorate. */
export type Role = { role: RoleName; scope: string; validFrom: Day; validTo: Day | null };

export type Person = {
  id: number;
  email: string;
  name: string;
  /** The person's own choice; null until one is made. */
  language: Language | null;
  roles: Role[];
};

/** The units a person or token reaches: everything, or the union of the lists. */
export type Scope = { everything: boolean; offices: string[]; municipalities: string[]; governors: string[] };

/** Who acts: a signed-in person, or a system with a token. `name` goes on receipts, `id` is null for a system. */
export type Actor = { id: number | null; name: string; who: string; roles: Role[] };

/** What the scope of a unit is compared with. governors: of the report and of the unit today. */
export type Place = { offices: string[]; municipality: string; governors: string[] };

/** The roles in force on a day (`validFrom` included, `validTo` not). */
export function rolesOn(roles: Role[], day: Day): Role[] {
  return roles.filter((role) => role.validFrom <= day && (role.validTo === null || day < role.validTo));
}

export function hasRole(actor: { roles: Role[] }, role: RoleName, day: Day): boolean {
  return rolesOn(actor.roles, day).some((held) => held.role === role);
}

/** True for those at an office; the others are over it. */
export function isAtOffice({ role }: Pick<Role, 'role'>): boolean {
  return role === 'reporter' || role === 'leader';
}

/** The directorate ends any role; a leader those at the office; a reporter the reporters', not the leader's. */
export function mayEndRole(actor: { roles: Role[] }, ended: Pick<Role, 'role' | 'scope'>, day: Day): boolean {
  if (hasRole(actor, 'directorate', day)) return true;
  const own = rolesOn(actor.roles, day).filter(({ scope }) => scope === ended.scope);
  if (own.some(({ role }) => role === 'leader')) return isAtOffice(ended);
  return ended.role === 'reporter' && own.some(({ role }) => role === 'reporter');
}

/** What the actor may read on a day. */
export function readScope(actor: { roles: Role[] }, day: Day): Scope {
  const roles = rolesOn(actor.roles, day);
  const scopes = (...names: RoleName[]) => roles.filter((role) => names.includes(role.role)).map((role) => role.scope);
  return {
    everything: roles.some((role) => role.role === 'directorate'),
    offices: scopes('reporter', 'leader'),
    municipalities: scopes('municipality'),
    governors: scopes('governor'),
  };
}

/** What the actor may deliver for on a day: a reporter's or leader's offices; the directorate for all (contract, API). */
export function writeScope(actor: { roles: Role[] }, day: Day): Scope {
  return { ...readScope(actor, day), municipalities: [], governors: [] };
}

/** True when the scope reaches the place. */
export function reaches(scope: Scope, place: Place): boolean {
  return (
    scope.everything ||
    place.offices.some((office) => scope.offices.includes(office)) ||
    scope.municipalities.includes(place.municipality) ||
    place.governors.some((governor) => scope.governors.includes(governor))
  );
}
