// Announcements: what is accepted, which language each reader gets, and the mails through the ledger.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { publishAnnouncement, withdrawAnnouncement } from '../src/actions/announcements.ts';
import { tick } from '../src/actions/chase.ts';
import { mailPause, pauseMail, releaseMail } from '../src/actions/mail-pause.ts';
import { turnSwitch } from '../src/actions/mail-switch.ts';
import {
  type Announcement,
  isNews,
  kindOf,
  languagesOf,
  parseAnnouncement,
  parseTime,
} from '../src/domain/announcement.ts';
import { brake } from '../src/domain/brake.ts';
import { actorOf, makeWorld, type Name, type World } from './world.ts';

const now = '2026-11-03T09:00:00.000Z';
const information = {
  kind: 'information',
  subjectNb: 'Nytt skjema',
  bodyNb: 'Skjemaet endres fra januar.',
  ...{ subjectNn: '', bodyNn: '', day: '', from: '', to: '', place: '' },
};
const gathering = {
  ...information,
  kind: 'gathering',
  ...{ subjectNn: 'Nettverkssamling', bodyNn: 'Velkomen.', day: '2026-11-26', from: '9', to: '14.30', place: 'Bergen' },
};

describe('what is typed', () => {
  test('becomes an announcement in one language or both, and a gathering at Oslo’s hours', () => {
    expect(parseAnnouncement(information, now)).toMatchObject({
      ok: true,
      texts: { nb: { subject: 'Nytt skjema', body: 'Skjemaet endres fra januar.' }, nn: null },
      gathering: null,
    });
    expect(kindOf({ gathering: null, isAboutFigures: false })).toBe('information');
    expect(parseAnnouncement({ ...information, kind: 'figures' }, now)).toMatchObject({ isAboutFigures: true });
    expect(parseAnnouncement(gathering, now)).toMatchObject({
      gathering: { startsAt: '2026-11-26T08:00:00.000Z', endsAt: '2026-11-26T13:30:00.000Z', place: 'Bergen' },
    });
    // Summer time.
    expect(parseAnnouncement({ ...gathering, day: '2027-06-01' }, now)).toMatchObject({
      gathering: { startsAt: '2027-06-01T07:00:00.000Z' },
    });
  });

  test('is refused with every fault at its field', () => {
    const faultsOf = (typed: object) => {
      const parsed = parseAnnouncement({ ...gathering, ...typed }, now);
      return parsed.ok ? [] : parsed.faults.map(({ field, fault }) => `${field} ${fault}`);
    };
    expect(faultsOf({ subjectNb: '', bodyNb: '', subjectNn: '', bodyNn: '' })).toEqual(['subjectNb empty']);
    expect(faultsOf({ bodyNb: ' ', subjectNn: '' })).toEqual(['bodyNb half', 'subjectNn half']);
    expect(faultsOf({ bodyNn: 'Om 01010750160' })).toEqual(['bodyNn identityNumber']);
    expect(faultsOf({ subjectNb: 'x'.repeat(151) })).toEqual(['subjectNb tooLong']);
    expect(faultsOf({ day: '', from: '25', to: '', place: '' })).toEqual([
      'day day',
      'from time',
      'to time',
      'place empty',
    ]);
    expect(faultsOf({ day: '2026-11-02' })).toEqual(['day past']);
    expect(faultsOf({ to: '08.59' })).toEqual(['to before']);
    expect(['9', '09.00', '9:00', 'kl. 9', '24', '9.60', ''].map(parseTime)).toEqual([
      ...['09:00', '09:00', '09:00', '09:00', null, null, null],
    ]);
  });
});

describe('a reader', () => {
  const both = { nb: { subject: 'b', body: 'b' }, nn: { subject: 'n', body: 'n' } };

  test('gets the language of the municipality where it is given, else the own choice, else what there is', () => {
    expect(languagesOf(both, ['nn'], 'nb')).toEqual(['nn']);
    expect(languagesOf(both, ['nb', 'nn'], 'nn')).toEqual(['nn', 'nb']);
    expect(languagesOf(both, ['neutral'], 'nn')).toEqual(['nn']);
    expect(languagesOf(both, ['neutral'], null)).toEqual(['nb']);
    expect(languagesOf({ ...both, nn: null }, ['nn'], 'nn')).toEqual(['nb']);
    expect(languagesOf({ ...both, nb: null }, ['nb', 'nn'], 'nb')).toEqual(['nn']);
  });

  test('sees information until it is read, and a gathering until it is over or its calling off is read', () => {
    const one: Announcement = {
      ...{ id: 1, governor: null, name: 'Dina', publishedAt: now, withdrawn: null, texts: both, gathering: null },
      isAboutFigures: false,
    };
    expect(isNews(one, false, now)).toBe(true);
    expect(isNews(one, true, now)).toBe(false);
    expect(isNews(one, false, '2027-02-03T09:00:00.000Z')).toBe(false);
    const times = { startsAt: '2026-11-26T08:00:00.000Z', endsAt: '2026-11-26T13:30:00.000Z', place: 'Bergen' };
    expect(isNews({ ...one, gathering: times }, true, '2026-11-26T13:29:00.000Z')).toBe(true);
    expect(isNews({ ...one, gathering: times }, false, '2026-11-26T13:30:00.000Z')).toBe(false);
    const off = { at: now, reason: 'Snøstorm' };
    expect(isNews({ ...one, gathering: times, withdrawn: off }, false, now)).toBe(true);
    expect(isNews({ ...one, gathering: times, withdrawn: off }, true, now)).toBe(false);
    expect(isNews({ ...one, withdrawn: off }, false, now)).toBe(false);
  });
});

describe('the mails', () => {
  let world: World;
  beforeEach(() => {
    world = makeWorld({ now });
  });
  afterEach(() => world.close());

  const publish = (name: Name, sender: string | null, typed = gathering, key = `${name} ${sender}`) =>
    publishAnnouncement(world.context, actorOf(world.people[name]), { sender, typed, key });
  const run = (at: string) => {
    world.setNow(at);
    return tick(world.context, { at, previous: at });
  };
  const inbox = (name: Name) =>
    world.context.store.keptMail.newest(100).filter(({ recipient }) => recipient === world.people[name].email);

  test('go once to each reporter and leader in the scope, in notice time, in the municipality’s language', async () => {
    expect(publish('guri', 'FMVL')).toMatchObject({ kind: 'published', receivers: 1 });
    await run('2026-11-03T09:10:00.000Z');
    await run('2026-11-03T09:20:00.000Z');
    const [mail, ...more] = inbox('sigrid');
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Nettverkssamling');
    for (const text of ['26. november 2026 kl. 09:00–14:30', 'Stad: Bergen', 'Velkomen.', '/announcements/1'])
      expect(mail?.text).toContain(text);
    expect(mail?.text).not.toContain('Skjemaet');
    for (const name of ['alice', 'lars', 'olav', 'guri', 'mona', 'dina'] as const) expect(inbox(name)).toEqual([]);
  });

  test('of the directorate go to all offices; the same form sent again mails nobody twice', async () => {
    expect(publish('dina', null)).toMatchObject({ kind: 'published', id: 1, receivers: 4 });
    expect(publish('dina', null)).toMatchObject({ kind: 'published', id: 1, receivers: 0 });
    // On a Saturday nothing goes but receipts.
    world.setNow('2026-11-07T09:10:00.000Z');
    await run('2026-11-07T09:10:00.000Z');
    expect(inbox('alice')).toEqual([]);
    await run('2026-11-09T09:10:00.000Z');
    for (const name of ['alice', 'lars', 'sigrid', 'olav'] as const)
      expect(
        inbox(name).filter(({ subject }) => subject.includes('Nytt skjema') || subject.includes('Nettverk')),
      ).toHaveLength(1);
  });

  test('wait while mail is paused, are skipped while switched off, and do not go once it is withdrawn', async () => {
    const { context } = world;
    pauseMail(context, { at: now, reason: 'Prøve' }, 'person:1');
    publish('dina', null);
    await run('2026-11-03T09:10:00.000Z');
    expect(inbox('alice')).toEqual([]);
    expect(withdrawAnnouncement(context, actorOf(world.people.guri), 1, 'Nei')).toBe('notFound');
    expect(withdrawAnnouncement(context, actorOf(world.people.dina), 1, 'Snøstorm')).toBe('withdrawn');
    releaseMail(context, { at: now, who: 'person:1' });
    await run('2026-11-03T09:20:00.000Z');
    expect(
      inbox('alice')
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Nytt skjema');
    turnSwitch(context, { kind: 'announcement', on: false, reason: 'Prøve', who: 'person:1', at: now });
    expect(publish('dina', null, gathering, 'second')).toMatchObject({ kind: 'published', receivers: 0 });
  });

  test('neither trip the brake nor hide it: several in a day are allowed, one that goes twice is not', async () => {
    for (const key of ['a', 'b', 'c', 'd', 'e']) expect(publish('dina', null, information, key).kind).toBe('published');
    expect(publish('dina', null, information, 'f')).toEqual({ kind: 'tooMany' });
    world.open('2026-10');
    const result = await run('2026-11-03T09:10:00.000Z');
    expect(result.alarms).toEqual([]);
    expect(mailPause(world.context)).toBeNull();
    expect(inbox('olav').filter(({ subject }) => subject === 'Nytt skjema')).toHaveLength(5);
    const planned = world.context.store.notice.plannedBetween('2026-11-02T09:00:00.000Z', '2026-11-04T09:00:00.000Z');
    expect(planned.get('announcement:1:')).toBe(4);
    const people = world.context.store.owed.recipients('2026-11-03');
    expect(brake(planned, people)).toBeNull();
    expect(brake(new Map([...planned, ['opening', 9]]), people)).toBe('9 notices of opening in a day, to 4 people');
    expect(brake(new Map([['announcement:1:', 6]]), people)).toBe('6 notices of announcement in a day, to 4 people');
  });

  test('are written for those in the scope alone: nobody sends as somebody else', () => {
    for (const name of ['alice', 'lars', 'mona', 'olav', 'sigrid'] as const) {
      expect(publish(name, 'FMVL').kind).toBe('notFound');
      expect(publish(name, null).kind).toBe('notFound');
    }
    expect(publish('guri', null).kind).toBe('notFound');
    expect(publish('guri', 'FMOA').kind).toBe('notFound');
    expect(publish('dina', 'FMVL').kind).toBe('notFound');
  });
});
