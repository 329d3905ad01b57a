// Incidents: an address that mail does not reach, until somebody has corrected it, declared it good, or taken the person
// off. Each act is an event; addresses are not written there, since events are kept for ever.

import type { Context } from '../context.ts';
import { type Incident, type IncidentOutcome, type IncidentOwner, ownerOf } from '../domain/incident.ts';
import { lateness, roundsOf, skipReasons } from '../domain/notice.ts';
import { addMinutes, type Day, dayOf, type Instant } from '../domain/period.ts';
import { type Actor, hasRole, isAtOffice, type Person, readScope, rolesOn } from '../domain/person.ts';
import { parseEmail } from '../domain/sign-in.ts';
import { isPlainAddress } from '../mail/mime.ts';
import type { Notice } from '../store/notice.ts';
import { type ChaseFacts, readChaseFacts } from './chase-facts.ts';

type Given = Pick<Context, 'store'>;

/** Marks the person's address as dead and opens an incident. Does nothing when the address has been changed meanwhile. */
export function openIncident(
  { store }: Given,
  found: Pick<Incident, 'person' | 'address' | 'kind' | 'notice' | 'answer'> & { at: Instant },
): void {
  store.transaction(() => {
    const { at, ...incident } = found;
    if (store.person.byId(incident.person)?.email !== incident.address) return;
    store.person.setAddressState(incident.person, 'dead');
    if (!store.incident.open({ ...incident, openedAt: at })) return;
    const details = { kind: incident.kind, notice: incident.notice };
    store.event.record({ at, who: 'job', what: 'address.dead', subject: `person:${incident.person}`, details });
  });
}

export type ListedIncident = Incident & {
  name: string;
  offices: { number: string; name: string }[];
  owner: IncidentOwner['as'];
  owners: { id: number; name: string }[];
  /** The actor may correct the address, declare it good, or take the person off. */
  mayMend: boolean;
  isOwn: boolean;
};

/** The open incidents that the actor may see: all, those of its counties, or those of the own office; the oldest first. */
export function listIncidents({ store, now }: Pick<Context, 'store' | 'now'>, actor: Actor): ListedIncident[] {
  const today = dayOf(now());
  const open = store.incident.allOpen();
  if (open.length === 0) return [];
  const roles = store.owed.recipients(today);
  const governors = new Map(store.unit.on(today).map(({ office, governor }) => [office, governor]));
  const governorOf = (office: string) => governors.get(office) ?? null;
  return open.flatMap((incident) => {
    const person = store.person.byId(incident.person);
    if (person === null || !maySee(actor, person, governorOf, today)) return [];
    const owner = ownerOf(incident, roles, governorOf);
    return [
      {
        ...incident,
        name: person.name,
        offices: officesOf(person, today).map((number) => ({ number, name: store.unit.officeName(number) ?? number })),
        owner: owner.as,
        owners: owner.people.map((id) => ({ id, name: store.person.byId(id)?.name ?? '' })),
        mayMend: mayMend(actor, person, today),
        isOwn: person.id === actor.id,
      },
    ];
  });
}

/** True for those who may have incidents to see at all. */
export function seesIncidents(actor: Actor, today: Day): boolean {
  const { everything, offices, governors } = readScope(actor, today);
  return everything || offices.length > 0 || governors.length > 0;
}

export type Mending = { kind: 'address'; address: string } | { kind: 'good' } | { kind: 'left' };
const outcomes: Record<Mending['kind'], IncidentOutcome> = { address: 'changed', good: 'good', left: 'left' };
const deeds = { address: 'address.changed', good: 'address.good', left: 'person.takenOff' };

export type MendFault = 'notFound' | 'settled' | 'forbidden' | 'address' | 'taken';

/**
 * Closes an incident. What did not reach the person and is still in time is planned again, to the address of today.
 * 'address': what was typed is no mail address; 'taken': it is another person's.
 */
export function mendIncident(
  { store, now }: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  id: number,
  mending: Mending,
): { ok: true; again: number } | { ok: false; fault: MendFault } {
  return store.transaction(() => {
    const at = now();
    const today = dayOf(at);
    const incident = listIncidents({ store, now }, actor).find((each) => each.id === id);
    const person = incident && store.person.byId(incident.person);
    if (!incident || !person)
      return { ok: false, fault: isSettled({ store }, actor, id, today) ? 'settled' : 'notFound' };
    if (!incident.mayMend) return { ok: false, fault: 'forbidden' };
    if (mending.kind === 'address') {
      const address = parseEmail(mending.address);
      if (address === null || !isPlainAddress(address)) return { ok: false, fault: 'address' };
      const holder = store.person.byEmail(address);
      if (holder !== null && holder.id !== person.id) return { ok: false, fault: 'taken' };
      store.person.setEmail(person.id, address);
    } else if (mending.kind === 'good') store.person.setAddressState(person.id, 'ok');
    else takeOff({ store }, person, today);

    store.incident.close(id, outcomes[mending.kind], { at, who: actor.who });
    const again = mending.kind === 'left' ? 0 : planAgain({ store }, incident, at);
    const event = { at, who: actor.who, what: deeds[mending.kind], subject: `person:${person.id}` };
    store.event.record({ ...event, details: { incident: id, again } });
    return { ok: true, again };
  });
}

/** Somebody else was quicker. What is out of the actor's reach is not told of. */
function isSettled({ store }: Pick<Context, 'store'>, actor: Actor, id: number, today: Day): boolean {
  const incident = store.incident.byId(id);
  const person = incident && store.person.byId(incident.person);
  const governors = new Map(store.unit.on(today).map(({ office, governor }) => [office, governor]));
  if (person === null) return false;
  // With the roles that were ended as well: taking the person off is one way to settle it.
  const before = { ...person, roles: person.roles.map((role) => ({ ...role, validTo: null })) };
  return maySee(actor, before, (office) => governors.get(office) ?? null, today);
}

function maySee(actor: Actor, person: Person, governorOf: (office: string) => string | null, today: Day): boolean {
  const scope = readScope(actor, today);
  if (scope.everything || person.id === actor.id) return true;
  const offices = officesOf(person, today);
  if (offices.some((office) => scope.offices.includes(office))) return true;
  const governors = [
    ...offices.map(governorOf),
    ...rolesOn(person.roles, today).flatMap(({ role, scope: code }) => (role === 'governor' ? [code] : [])),
  ];
  return governors.some((code) => code !== null && scope.governors.includes(code));
}

/**
 * The directorate; and a leader for those who have no other role than at the leader's own offices, since whoever changes
 * an address can sign in as the person.
 */
function mayMend(actor: Actor, person: Person, today: Day): boolean {
  if (hasRole(actor, 'directorate', today)) return true;
  const led = rolesOn(actor.roles, today).flatMap(({ role, scope }) => (role === 'leader' ? [scope] : []));
  const held = rolesOn(person.roles, today);
  return held.every((role) => isAtOffice(role) && led.includes(role.scope));
}

function officesOf(person: Person, today: Day): string[] {
  const held = rolesOn(person.roles, today).filter(isAtOffice);
  return [...new Set(held.map(({ scope }) => scope))];
}

/** From today on the person has no role, and is signed out. */
function takeOff({ store }: Given, person: Person, today: Day): void {
  for (const { role, scope } of rolesOn(person.roles, today)) store.person.endRole(person.id, role, scope, today);
  store.session.removeOfPerson(person.id);
}

/** Steps that no later one has taken over, and the receipt that failed. */
function planAgain({ store }: Given, incident: Incident, at: Instant): number {
  const facts = readChaseFacts(store, at);
  const since = addMinutes(at, -60 * 24 * 60);
  const missed = store.notice.undelivered(incident.person, since, skipReasons.addressDead);
  // An announcement that is over by now, or an inquiry that is answered, is skipped when its turn comes.
  const wanted = missed.filter((notice) =>
    ['receipt', 'announcement', 'inquiry'].includes(notice.step)
      ? notice.due >= incident.openedAt || notice.id === incident.notice
      : isInTime(facts, notice),
  );
  return wanted.filter(({ id }) => store.notice.planAgain(id, at)).length;
}

function isInTime(facts: ChaseFacts, notice: Notice): boolean {
  const round = notice.period === null ? null : facts.round(notice.period);
  if (round === null) return false;
  return roundsOf(round, notice).some((part) => {
    const step = part.steps.find((each) => each.step === notice.step);
    return step !== undefined && lateness(part, step, facts.today, facts.firstStart) === null;
  });
}
