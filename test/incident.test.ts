// Addresses that mail does not reach: from a refusal or a bounce to somebody who has to see to it, and back.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../src/actions/chase.ts';
import { deliver } from '../src/actions/deliver.ts';
import { listIncidents, type Mending, mendIncident } from '../src/actions/incidents.ts';
import { sendReceipts } from '../src/actions/send-notices.ts';
import { takeBounce } from '../src/actions/take-bounce.ts';
import { ownerOf } from '../src/domain/incident.ts';
import type { Recipient } from '../src/domain/notice.ts';
import { dayOf, type Day, instantAt } from '../src/domain/period.ts';
import type { Person, RoleName } from '../src/domain/person.ts';
import { type RefusingSink, startRefusingSink } from './mail/refusing-sink.ts';
import { sample as sampleAsWritten, sampleOf } from './mail/sample.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from './world.ts';

let sink: RefusingSink;
let world: World;

beforeEach(async () => {
  sink = await startRefusingSink();
  world = makeWorld({ now: instantAt('2026-11-01', '09:00'), env: { SMTP_URL: sink.url } });
  // The world's first tick opens October.
});
afterEach(async () => {
  world.close();
  await sink.close();
});

const sample = (name: string) => sampleOf(world.context.store, name);
const actor = (name: Name) => actorOf(world.people[name]);

async function tickAt(day: Day, time = '09:00') {
  const at = instantAt(day, time);
  world.setNow(at);
  return tick(world.context, { at });
}

function addPerson(name: string, role: RoleName, scope: string): Person {
  const roles = [{ role, scope, validFrom: '2018-01-01', validTo: null }];
  return world.context.store.person.add(
    { email: `${name}@example.org`, name, language: null, roles },
    world.context.now(),
  );
}

/** `alice opening refused`, for the people of the office 0101, in the order of the ledger. */
function ledger(...names: string[]): string[] {
  return world.context.store.notice
    .ofPeriod('2026-10')
    .filter(({ recipient }) => names.some((name) => recipient?.startsWith(`${name}@`)))
    .map(({ recipient, step, state, reason }) => `${recipient?.split('@')[0]} ${step} ${reason ?? state}`);
}

const arrivedAt = (name: string) => sink.arrived.filter(({ to }) => to.startsWith(`${name}@`)).length;
const incidents = (name: Name) => listIncidents(world.context, actor(name));
const only = (name: Name = 'dina') => {
  const [one, ...others] = incidents(name);
  if (!one || others.length > 0) throw new Error(`${others.length + 1} incidents`);
  return one;
};
const mend = (name: Name, mending: Mending) => mendIncident(world.context, actor(name), only().id, mending);

describe('an address that the mail server refuses for good', () => {
  beforeEach(async () => {
    sink.refused.add('alice@example.org');
    await tickAt('2026-11-02');
  });

  test('becomes an incident with what the server said, and the leader gets the mail instead', async () => {
    expect(only()).toMatchObject({
      ...{ name: 'Alice Aas', address: 'alice@example.org', kind: 'refused', owner: 'leader' },
      ...{ openedAt: instantAt('2026-11-02', '09:00'), owners: [{ name: 'Lars Lie' }] },
      answer: expect.stringContaining('550'),
      offices: [{ number: '0101' }],
    });
    expect(arrivedAt('lars')).toBe(0);
    await tickAt('2026-11-02', '09:10');
    expect(arrivedAt('lars')).toBe(1);
    expect(ledger('alice', 'lars')).toEqual(['alice opening refused', 'lars opening sent']);
  });

  test('gets no more mail: each step is recorded as skipped, and goes to the leader', async () => {
    for (const day of ['2026-11-02', '2026-11-06', '2026-11-11', '2026-11-13'] as const) await tickAt(day, '09:10');
    expect(ledger('alice')).toEqual([
      'alice opening refused',
      ...['reminder-1', 'reminder-2', 'reminder-3'].map((step) => `alice ${step} address is dead`),
    ]);
    expect(ledger('lars')).toEqual(
      ['opening', 'reminder-1', 'reminder-2', 'reminder-3'].map((step) => `lars ${step} sent`),
    );
    expect(world.context.store.incident.countOpen()).toBe(1);
  });

  test('gets no receipt either, and that is recorded', async () => {
    const input = { answers: typed(quietMonth(5)), reasons: {}, comment: '' };
    const order = { unit: '0101-3101', period: '2026-10', key: null, ifMatch: null, channel: 'page' as const };
    expect(deliver(world.context, actor('alice'), { ...order, input }).kind).toBe('delivered');
    await sendReceipts(world.context);
    expect(ledger('alice')).toContain('alice receipt address is dead');
  });

  test('that is corrected gets what is still in time, once, at the new address', async () => {
    await tickAt('2026-11-06', '09:10');
    expect(mend('dina', { kind: 'address', address: ' Alice.Aas@example.org ' })).toEqual({ ok: true, again: 1 });
    expect(incidents('dina')).toEqual([]);
    await tickAt('2026-11-06', '09:20');
    await tickAt('2026-11-06', '09:30');
    expect(sink.arrived.filter(({ to }) => to === 'alice.aas@example.org')).toHaveLength(1);
    expect(ledger('alice', 'alice.aas')).toEqual(['alice opening refused', 'alice.aas reminder-1 sent']);
    const arrived = sink.arrived.find(({ to }) => to === 'alice.aas@example.org');
    expect(arrived?.messageId).toBe(
      world.context.store.notice.ofPeriod('2026-10').find(({ recipient }) => recipient === 'alice.aas@example.org')
        ?.messageId,
    );
    expect(arrivedAt('lars')).toBe(1);
    await tickAt('2026-11-11');
    expect([arrivedAt('lars'), arrivedAt('alice.aas')]).toEqual([1, 2]);
  });

  test('that is declared good gets the mail that was refused, with the same Message-ID', async () => {
    sink.refused.clear();
    world.setNow(instantAt('2026-11-02', '10:00'));
    expect(mend('lars', { kind: 'good' })).toEqual({ ok: true, again: 1 });
    await tickAt('2026-11-02', '10:10');
    expect(ledger('alice')).toEqual(['alice opening sent']);
    expect(arrivedAt('alice')).toBe(1);
  });

  test('that is refused again is an incident again', async () => {
    world.setNow(instantAt('2026-11-02', '10:00'));
    expect(mend('lars', { kind: 'good' })).toMatchObject({ ok: true });
    await tickAt('2026-11-02', '10:10');
    expect(only()).toMatchObject({ name: 'Alice Aas', openedAt: instantAt('2026-11-02', '10:10') });
    expect(world.context.store.incident.lastClosed(5)).toHaveLength(1);
  });

  test('of a person who has left: no role, signed out, and the leader goes on getting the mail', async () => {
    const { store } = world.context;
    const alice = world.people.alice.id;
    store.session.save({
      idHash: 'x',
      person: alice,
      data: '{}',
      at: world.context.now(),
      expiresAt: '2027-01-01T00:00:00.000Z',
    });
    expect(mend('lars', { kind: 'left' })).toEqual({ ok: true, again: 0 });
    expect(store.session.find('x', world.context.now())).toBe(null);
    expect(store.owed.recipients(dayOf(world.context.now())).some(({ person }) => person === alice)).toBe(false);
    await tickAt('2026-11-06');
    expect(ledger('alice', 'lars').at(-1)).toBe('lars reminder-1 sent');
  });

  test('leaves events without any address in them', () => {
    mend('dina', { kind: 'address', address: 'alice2@example.org' });
    const events = world.context.store.event.ofSubject(`person:${world.people.alice.id}`);
    expect(events.map(({ what, who }) => `${what} ${who}`)).toEqual([
      'address.dead job',
      `address.changed person:${world.people.dina.id}`,
    ]);
    expect(JSON.stringify(events)).not.toContain('@');
  });
});

describe('a refusal that is not about the address', () => {
  test('is no incident: else a blocked sender would kill every address at once', async () => {
    sink.answer = '550 5.7.1 Sender is blocked';
    for (const name of ['alice', 'olav', 'sigrid']) sink.refused.add(`${name}@example.org`);
    const { alarms } = await tickAt('2026-11-02');
    expect(incidents('dina')).toEqual([]);
    expect(alarms).toHaveLength(3);
  });
});

describe('an office with a colleague', () => {
  test('loses nothing: the colleague has the mail, and owns the incident', async () => {
    addPerson('bob', 'reporter', '0101');
    sink.refused.add('alice@example.org');
    await tickAt('2026-11-02');
    await tickAt('2026-11-02', '09:10');
    expect(ledger('alice', 'bob', 'lars')).toEqual(['alice opening refused', 'bob opening sent']);
    expect(only()).toMatchObject({ owner: 'colleague', owners: [{ name: 'bob' }] });
  });
});

describe('a mail that comes back', () => {
  beforeEach(() => tickAt('2026-11-02'));

  test.each(['postfix', 'exim', 'opensmtpd', 'exchange'])('marks the notice and opens an incident: %s', (server) => {
    world.setNow(instantAt('2026-11-03', '07:00'));
    expect(ledger('alice')).toEqual(['alice opening sent']);
    expect(takeBounce(world.context, sample(`${server}-unknown`))).toMatchObject({ ok: true, taken: 'bounced' });
    expect(ledger('alice')).toEqual(['alice opening bounced']);
    expect(only()).toMatchObject({ name: 'Alice Aas', kind: 'bounced', answer: expect.stringMatching(/^550 5\.1\.1/) });
    expect(world.context.store.incident.unread()).toEqual([]);
  });

  test('twice is the same as once', () => {
    takeBounce(world.context, sample('postfix-unknown'));
    expect(takeBounce(world.context, sample('postfix-unknown'))).toMatchObject({ ok: true, taken: 'known' });
    expect(takeBounce(world.context, sample('exim-unknown'))).toMatchObject({ ok: true, taken: 'known' });
    expect(world.context.store.incident.countOpen()).toBe(1);
  });

  test('is not believed when its Message-ID was worked out from what anybody can know: person, step and month', () => {
    expect(takeBounce(world.context, sampleAsWritten('postfix-unknown'))).toEqual({
      ok: false,
      fault: 'it is about no mail in the ledger',
    });
    expect(ledger('alice')).toEqual(['alice opening sent']);
    expect(world.context.store.incident.countOpen()).toBe(0);
  });

  test('goes to the leader within ten minutes, while the step is in time', async () => {
    world.setNow(instantAt('2026-11-03', '07:00'));
    takeBounce(world.context, sample('postfix-unknown'));
    await tickAt('2026-11-03', '08:10');
    expect(ledger('alice', 'lars')).toEqual(['alice opening bounced', 'lars opening sent']);
  });

  test('to an address that has been corrected since leaves the new one alone', () => {
    world.context.store.person.setEmail(world.people.alice.id, 'new@example.org');
    expect(takeBounce(world.context, sample('postfix-unknown'))).toMatchObject({ ok: true, taken: 'bounced' });
    expect(ledger('alice')).toEqual(['alice opening bounced']);
    expect(incidents('dina')).toEqual([]);
  });

  test('for another reason than the address marks the notice and nothing else', () => {
    planned('opening:2026-10:3', 'sigrid');
    expect(takeBounce(world.context, sample('exim-policy'))).toMatchObject({
      ok: true,
      taken: 'bounced',
      addressDead: false,
    });
    expect(ledger('sigrid')).toEqual(['sigrid opening bounced']);
    expect(incidents('dina')).toEqual([]);
  });

  test('late only is noted, and changes nothing', async () => {
    addPerson('late', 'reporter', '0101');
    await tickAt('2026-11-02', '09:10');
    const lateNotice = world.context.store.notice
      .ofPeriod('2026-10')
      .find(({ recipient }) => recipient === 'late@example.org');
    const delayed = sample('postfix-delayed')
      .toString('latin1')
      .replaceAll(/<[0-9a-f]{40}@/g, `${lateNotice?.messageId.split('@')[0]}@`);
    expect(takeBounce(world.context, Buffer.from(delayed, 'latin1'))).toMatchObject({ ok: true, taken: 'noted' });
    expect(ledger('late')).toEqual(['late opening sent']);
    const [event] = world.context.store.event.ofSubject(`notice:${lateNotice?.id}`);
    expect(event).toMatchObject({ what: 'notice.delayed', details: { status: '4.7.1' } });
  });

  test('that nobody can read is kept for a person, with why', () => {
    expect(takeBounce(world.context, sample('out-of-office'))).toEqual({
      ok: false,
      fault: 'it is an automatic reply, no delivery status notification',
    });
    expect(takeBounce(world.context, Buffer.from('nonsense'))).toEqual({ ok: false, fault: 'it is no mail' });
    const foreign = sample('postfix-unknown').toString('latin1').replaceAll('kvp-rapport.nav.no', 'elsewhere.example');
    expect(takeBounce(world.context, Buffer.from(foreign))).toEqual({
      ok: false,
      fault: 'it is about no mail in the ledger',
    });
    const kept = world.context.store.incident.unread();
    expect(kept).toHaveLength(3);
    expect(kept[2]).toMatchObject({
      sender: expect.stringContaining('alice@example.org'),
      text: 'Jeg er på ferie til 1. desember.',
    });
    expect(ledger('alice')).toEqual(['alice opening sent']);
  });

  /** The samples are about the first three people; the third is the one whose mail was refused for policy. */
  function planned(key: string, name: Name) {
    expect(world.context.store.notice.ofPeriod('2026-10').find((notice) => notice.key === key)?.recipient).toBe(
      world.people[name].email,
    );
  }
});

describe('who sees an incident, and who may mend it', () => {
  beforeEach(async () => {
    sink.refused.add('alice@example.org');
    await tickAt('2026-11-02');
  });

  test('the directorate and the leader mend; a colleague sees; others have no business with it', () => {
    addPerson('bob', 'reporter', '0101');
    const bob = world.context.store.person.byEmail('bob@example.org')!;
    expect(incidents('dina')).toMatchObject([{ mayMend: true }]);
    expect(incidents('lars')).toMatchObject([{ mayMend: true }]);
    expect(listIncidents(world.context, actorOf(bob))).toMatchObject([{ mayMend: false, isOwn: false }]);
    expect(incidents('alice')).toMatchObject([{ mayMend: false, isOwn: true }]);
    for (const name of ['sigrid', 'guri', 'mona', 'olav'] as const) expect(incidents(name)).toEqual([]);
    expect(mend('alice', { kind: 'good' })).toEqual({ ok: false, fault: 'forbidden' });
    expect(mend('sigrid', { kind: 'good' })).toEqual({ ok: false, fault: 'notFound' });
  });

  test('the governor sees those of its counties, and does not mend them', async () => {
    sink.refused.add('sigrid@example.org');
    world.context.store.person.setAddressState(world.people.sigrid.id, 'ok');
    await tickAt('2026-11-06');
    expect(incidents('guri')).toMatchObject([{ name: 'Sigrid Sæle', owner: 'governor', mayMend: false }]);
    const [one] = incidents('guri');
    expect(mendIncident(world.context, actor('guri'), one?.id ?? 0, { kind: 'good' })).toEqual({
      ok: false,
      fault: 'forbidden',
    });
  });

  test('a leader cannot change the address of one who has a role elsewhere: it would be a way in', () => {
    const role = { role: 'directorate' as const, scope: '', validFrom: '2018-01-01', validTo: null };
    world.context.store.person.addRole(world.people.alice.id, role);
    expect(incidents('lars')).toMatchObject([{ mayMend: false }]);
    expect(mend('lars', { kind: 'address', address: 'lars2@example.org' })).toEqual({ ok: false, fault: 'forbidden' });
  });

  test('an address that is none, or another’s, is refused', () => {
    for (const address of ['', 'alice', 'a b@example.org', 'x@y.no\r\nBcc: z@w.no', '"a"@example.org', 'ø@example.org'])
      expect(mend('lars', { kind: 'address', address })).toEqual({ ok: false, fault: 'address' });
    expect(mend('lars', { kind: 'address', address: 'OLAV@example.org' })).toEqual({ ok: false, fault: 'taken' });
    expect(mend('lars', { kind: 'address', address: 'alice@example.org' })).toMatchObject({ ok: true });
  });
});

describe('the owner of an incident', () => {
  const role = (person: number, name: RoleName, scope: string, reachable = true): Recipient => ({
    person,
    role: name,
    scope,
    reachable,
  });
  const governorOf = (office: string) => (office === '0101' ? 'FMOV' : 'FMVL');
  const all = [
    role(1, 'reporter', '0101', false),
    ...[
      role(2, 'reporter', '0101'),
      role(3, 'leader', '0101'),
      role(4, 'governor', 'FMOV'),
      role(5, 'governor', 'FMOV'),
    ],
    ...[role(6, 'directorate', ''), role(7, 'reporter', '0301'), role(8, 'governor', 'FMVL')],
  ];
  const without = (...gone: number[]) =>
    ownerOf(
      { person: 1 },
      all.filter(({ person }) => !gone.includes(person)),
      governorOf,
    );

  test('is the next person at the office, then the leader, then the governor’s list, then the directorate', () => {
    expect(without()).toEqual({ as: 'colleague', people: [2] });
    expect(without(2)).toEqual({ as: 'leader', people: [3] });
    expect(without(2, 3)).toEqual({ as: 'governor', people: [4, 5] });
    expect(without(2, 3, 4, 5)).toEqual({ as: 'directorate', people: [6] });
    expect(without(2, 3, 4, 5, 6)).toEqual({ as: 'directorate', people: [] });
  });

  test('is never one whom mail does not reach either', () => {
    const dead = all.map((each) => ({ ...each, reachable: each.person > 3 }));
    expect(ownerOf({ person: 1 }, dead, governorOf)).toEqual({ as: 'governor', people: [4, 5] });
    expect(ownerOf({ person: 4 }, dead, governorOf)).toEqual({ as: 'governor', people: [5] });
  });
});
