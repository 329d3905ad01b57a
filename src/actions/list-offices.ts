// The offices with their units and people: the directorate sees all, a governor those of its counties.

import type { Context } from '../context.ts';
import { dayOf } from '../domain/period.ts';
import { type Actor, hasRole, isAtOffice, type Person, readScope, type RoleName, rolesOn } from '../domain/person.ts';
import type { Unit } from '../domain/unit.ts';
import type { ListedOffice } from '../store/office.ts';

type OfficeMember = { person: Person; role: RoleName; hasDeadAddress: boolean };

export type OfficeRow = {
  office: ListedOffice;
  /** Valid today. */
  units: Unit[];
  members: OfficeMember[];
  /** The offices that took over, in order, where it has closed. */
  successors: string[];
};

/**
 * By county and name; null for everybody but directorate and governors. Closed offices, which have no county any more,
 * come last and are the directorate's alone.
 */
export function listOffices({ store, now }: Pick<Context, 'store' | 'now'>, actor: Actor): OfficeRow[] | null {
  const today = dayOf(now());
  if (!hasRole(actor, 'directorate', today) && !hasRole(actor, 'governor', today)) return null;
  const { everything, governors } = readScope(actor, today);
  const dead = store.office.deadAddresses();
  const members = new Map<string, OfficeMember[]>();
  for (const person of store.person.all()) {
    for (const { role, scope } of rolesOn(person.roles, today).filter(isAtOffice)) {
      const own = members.get(scope) ?? [];
      own.push({ person, role, hasDeadAddress: dead.has(person.id) });
      members.set(scope, own);
    }
  }
  const unitsOf = Map.groupBy(store.unit.on(today), ({ office }) => office);
  const county = ({ units }: OfficeRow) => units[0]?.countyName ?? 'åååå';
  return store.office
    .all()
    .map((office) => ({
      office,
      units: unitsOf.get(office.number) ?? [],
      members: members.get(office.number) ?? [],
      successors: office.status === 'closed' ? store.unit.successorsOf(office.number) : [],
    }))
    .filter(
      ({ units }) => everything || units.some(({ governor }) => governor !== null && governors.includes(governor)),
    )
    .toSorted(
      (one, other) =>
        county(one).localeCompare(county(other), 'nb') || one.office.name.localeCompare(other.office.name, 'nb'),
    );
}
