// People and their roles: who sees whom, letting a colleague report for the office, and taking off who has left. The
// directorate does all of it; reporters and leaders for their own offices. Every change is an event, without addresses,
// since events are kept for ever.

import type { Context } from '../context.ts';
import { cleanText } from '../domain/canonical.ts';
import { type Invitation, invitationDays, mostInvitations } from '../domain/invitation.ts';
import { addMinutes, dayOf, type Instant } from '../domain/period.ts';
import {
  type Actor,
  hasRole,
  isAtOffice,
  mayEndRole,
  type Person,
  type Role,
  type RoleName,
  rolesOn,
  writeScope,
} from '../domain/person.ts';
import { parseEmail } from '../domain/sign-in.ts';

type Given = Pick<Context, 'store' | 'now'>;

type ListedPerson = {
  person: Person;
  /** In force today, with whether the actor may end it. */
  roles: (Role & { mayEnd: boolean })[];
  hasDeadAddress: boolean;
};

type ListedInvitation = Invitation & { officeName: string; email: string; invitedByName: string };

export type People = {
  /** True for the directorate, who sees and does all. */
  everything: boolean;
  /** The offices that the actor may let people report for. */
  offices: { number: string; name: string }[];
  /** By name; those without a role in force left out. */
  people: ListedPerson[];
  invitations: ListedInvitation[];
};

/** Null for those who have no people to see: only the directorate, reporters and leaders do. */
export function listPeople({ store, now }: Given, actor: Actor): People | null {
  const at = now();
  const today = dayOf(at);
  const scope = writeScope(actor, today);
  if (!scope.everything && scope.offices.length === 0) return null;
  const mine = new Set(scope.offices);
  const isSeen = (role: Role) => scope.everything || (isAtOffice(role) && mine.has(role.scope));
  const all = store.person.all();
  const byId = new Map(all.map((person) => [person.id, person]));
  const dead = store.office.deadAddresses();
  const people = all.flatMap((person): ListedPerson[] => {
    const roles = rolesOn(person.roles, today).filter(isSeen);
    if (roles.length === 0) return [];
    const own = roles.map((role) => ({ ...role, mayEnd: mayEndRole(actor, role, today) }));
    return [{ person, roles: own, hasDeadAddress: dead.has(person.id) }];
  });
  return {
    everything: scope.everything,
    offices: [...mine].map((number) => ({ number, name: store.unit.officeName(number) ?? number })),
    people: people.toSorted((one, other) => one.person.name.localeCompare(other.person.name, 'nb')),
    invitations: store.invitation
      .all(at)
      .filter(({ office }) => scope.everything || mine.has(office))
      .map((invitation) => ({
        ...invitation,
        officeName: store.unit.officeName(invitation.office) ?? invitation.office,
        email: byId.get(invitation.person)?.email ?? '',
        invitedByName: byId.get(invitation.invitedBy)?.name ?? '',
      })),
  };
}

type InviteFault = 'notFound' | 'email' | 'name' | 'already' | 'tooMany';
export type InviteResult = { ok: true; invitation: number; person: Person } | { ok: false; faults: InviteFault[] };

/**
 * Lets somebody report for one of the actor's own offices. The role begins when the person signs in within fourteen days.
 * An earlier invitation of the same person to the same office is replaced, which is also how its mail is sent again.
 */
export function inviteColleague(
  { store, now }: Given,
  actor: Actor,
  given: { email: string; name: string; office: string },
): InviteResult {
  const at = now();
  const today = dayOf(at);
  const invitedBy = actor.id;
  const own = rolesOn(actor.roles, today).filter(isAtOffice);
  if (invitedBy === null || !own.some(({ scope }) => scope === given.office))
    return { ok: false, faults: ['notFound'] };
  const email = parseEmail(given.email);
  const name = cleanText(given.name).replaceAll('\n', ' ');
  const faults: InviteFault[] = [];
  if (name === '' || name.length > 200) faults.push('name');
  if (email === null) faults.push('email');
  if (email === null || faults.length > 0) return { ok: false, faults };

  return store.transaction((): InviteResult => {
    const known = store.person.byEmail(email);
    const isThere = ({ role, scope }: Role) => role === 'reporter' && scope === given.office;
    if (known && rolesOn(known.roles, today).some(isThere)) return { ok: false, faults: ['already'] };
    const open = store.invitation.ofOffice(given.office, at);
    const replaced = open.filter(({ person }) => person === known?.id);
    if (open.length - replaced.length >= mostInvitations) return { ok: false, faults: ['tooMany'] };
    for (const { id } of replaced) store.invitation.settle(id, 'withdrawn', at);
    const person = known ?? store.person.add({ email, name, language: null, roles: [] }, at);
    const invitation = store.invitation.add({
      ...{ person: person.id, name, office: given.office, invitedBy, invitedAt: at },
      expiresAt: addMinutes(at, invitationDays * 24 * 60),
    });
    record({ store }, actor, { at, what: 'person.invited', person: person.id, details: { office: given.office } });
    return { ok: true, invitation, person };
  });
}

/** Takes an invitation back; false when it is not there, or not at one of the actor's offices. */
export function withdrawInvitation({ store, now }: Given, actor: Actor, id: number): boolean {
  const at = now();
  const scope = writeScope(actor, dayOf(at));
  return store.transaction(() => {
    const invitation = store.invitation.byId(id, at);
    if (!invitation || !(scope.everything || scope.offices.includes(invitation.office))) return false;
    store.invitation.settle(id, 'withdrawn', at);
    const { person, office } = invitation;
    record({ store }, actor, { at, what: 'invitation.withdrawn', person, details: { office } });
    return true;
  });
}

/** Makes reporters of those who prove that the address is theirs. Call it in the transaction of signing in. */
export function confirmInvitations({ store }: Pick<Context, 'store'>, person: Person, at: Instant): void {
  for (const { id, office } of store.invitation.ofPerson(person.id, at)) {
    store.invitation.settle(id, 'confirmed', at);
    store.person.addRole(person.id, { role: 'reporter', scope: office, validFrom: dayOf(at), validTo: null });
    const details = { role: 'reporter', scope: office };
    const who = `person:${person.id}`;
    store.event.record({ at, who, what: 'role.confirmed', subject: who, details });
  }
}

export type EndRoleResult = { ok: true } | { ok: false; fault: 'notFound' | 'last' };

/**
 * Ends a role from today on. Whoever has none left is signed out everywhere. The last reporter of an office can be taken
 * off by the directorate alone, and the last person of the directorate by nobody: someone must get the notices.
 */
export function endRole(
  { store, now }: Given,
  actor: Actor,
  ended: { person: number; role: RoleName; scope: string },
): EndRoleResult {
  const at = now();
  const today = dayOf(at);
  return store.transaction((): EndRoleResult => {
    const person = store.person.byId(ended.person);
    const { role, scope } = ended;
    const holds = person && rolesOn(person.roles, today).some((held) => held.role === role && held.scope === scope);
    if (!holds || !mayEndRole(actor, ended, today)) return { ok: false, fault: 'notFound' };
    const others = store.person.withRole(role, scope, today).filter(({ id }) => id !== person.id);
    const isNeeded = role === 'directorate' || (role === 'reporter' && !hasRole(actor, 'directorate', today));
    if (isNeeded && others.length === 0) return { ok: false, fault: 'last' };
    store.person.endRole(person.id, role, scope, today);
    record({ store }, actor, { at, what: 'role.ended', person: person.id, details: { role, scope } });
    const left = rolesOn(store.person.byId(person.id)?.roles ?? [], today);
    if (left.length === 0) {
      store.session.removeOfPerson(person.id);
      const incident = store.incident.openOf(person.id);
      if (incident) store.incident.close(incident.id, 'left', { at, who: actor.who });
    }
    return { ok: true };
  });
}

function record(
  { store }: Pick<Context, 'store'>,
  actor: Actor,
  { person, ...event }: { at: Instant; what: string; person: number; details: Record<string, unknown> },
): void {
  store.event.record({ ...event, who: actor.who, subject: `person:${person}` });
}
