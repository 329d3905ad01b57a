// A month of chasing, played day by day against a real mail server: who gets which mail on which day, whatever the
// downtime, however many ticks at once, and whatever becomes of a mail.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { type TickOrder, tick } from '../src/actions/chase.ts';
import { deliver } from '../src/actions/deliver.ts';
import { mailPause, pauseMail, releaseMail } from '../src/actions/mail-pause.ts';
import { openDuePeriods } from '../src/actions/open.ts';
import { sendReceipts } from '../src/actions/send-notices.ts';
import { type Context, openContext } from '../src/context.ts';
import { addMinutes, dayOf, type Day, type Instant, instantAt } from '../src/domain/period.ts';
import { smtpMailer } from '../src/mail/smtp.ts';
import { type Fault, faults, headerOf, startFaultServer } from './mail/fault-server.ts';
import { type Sink, startSink } from './mail/sink.ts';
import { actorOf, makeWorld, type Name, typed, quietMonth, type World } from './world.ts';

let sink: Sink;
let world: World;

beforeEach(async () => {
  sink = await startSink();
  world = makeWorld({ now: instantAt('2026-11-01', '09:00'), env: { SMTP_URL: sink.url } });
});

afterEach(async () => {
  world.close();
  await sink.close();
});

const from: Day = '2026-11-01';
const until: Day = '2026-11-30';

function days(first: Day, last: Day): Day[] {
  const length = Temporal.PlainDate.from(first).until(last).days + 1;
  return Array.from({ length }, (_, index) => Temporal.PlainDate.from(first).add({ days: index }).toString());
}

function now(instant: Instant): void {
  world.setNow(instant);
}

function tickAt(at: Instant, order: Partial<TickOrder> = {}, context: Context = world.context) {
  now(at);
  return tick(context, { at, ...order });
}

function delivers(name: Name, unit: string, at: Instant): void {
  now(at);
  const order = { unit, period: '2026-10', key: null, ifMatch: null, channel: 'page' as const };
  const input = { answers: typed(quietMonth(5)), reasons: {}, comment: '' };
  expect(deliver(world.context, actorOf(world.people[name]), { ...order, input })).toMatchObject({ kind: 'delivered' });
}

const nameOf = ({ to }: { to: string }) => to.split('@')[0] ?? '';
const byText = (one: string, other: string) => (one < other ? -1 : 1);

/** `2026-11-02 alice opening`, from what the mail server got and the ledger says of it. */
function mails(): string[] {
  const ledger = new Map(world.context.store.notice.ofPeriod('2026-10').map((notice) => [notice.messageId, notice]));
  return sink.arrived
    .map(({ to, messageId }) => {
      const notice = ledger.get(messageId);
      expect(notice).toMatchObject({ state: 'sent', recipient: to });
      return `${dayOf(notice?.sentAt ?? '')} ${nameOf({ to })} ${notice?.step}`;
    })
    .toSorted(byText);
}

const nobodyDelivers = [
  ...['2026-11-02 alice opening', '2026-11-02 olav opening', '2026-11-02 sigrid opening'],
  ...['2026-11-06 alice reminder-1', '2026-11-06 olav reminder-1', '2026-11-06 sigrid reminder-1'],
  ...['2026-11-11 alice reminder-2', '2026-11-11 olav reminder-2', '2026-11-11 sigrid reminder-2'],
  ...['2026-11-13 alice reminder-3', '2026-11-13 lars reminder-3'],
  ...['2026-11-13 olav reminder-3', '2026-11-13 sigrid reminder-3'],
  ...['2026-11-17 dina escalation', '2026-11-17 guri escalation'],
];

describe('a month in which nobody delivers', () => {
  test('gives each office what the plan says, on the day it says', async () => {
    for (const day of days(from, until)) await tickAt(instantAt(day, '09:00'));
    expect(mails()).toEqual(nobodyDelivers);
  });

  test('gives the same when every tick comes every ten minutes, twice, and in two processes at once', async () => {
    const second = openContext(world.context.config, world.context.now);
    for (const day of days(from, '2026-11-18')) {
      for (const time of ['07:50', '08:00', '08:10', '23:50']) {
        const at = instantAt(day, time);
        await Promise.all([tickAt(at), tickAt(at), tickAt(at, {}, second)]);
        await tickAt(at);
      }
    }
    second.mailer.close();
    second.store.close();
    expect(mails()).toEqual(nobodyDelivers);
  });

  test('with the whole second week missing gives one reminder afterwards, not three', async () => {
    const up = days(from, until).filter((day) => day < '2026-11-07' || day > '2026-11-15');
    for (const day of up) await tickAt(instantAt(day, '09:00'));
    expect(mails()).toEqual([
      ...nobodyDelivers.filter((line) => line < '2026-11-07'),
      ...['2026-11-16 alice reminder-3', '2026-11-16 lars reminder-3'],
      ...['2026-11-16 olav reminder-3', '2026-11-16 sigrid reminder-3'],
      ...['2026-11-17 dina escalation', '2026-11-17 guri escalation'],
    ]);
    const skipped = world.context.store.notice.ofPeriod('2026-10').filter((notice) => notice.person !== null);
    expect(skipped.filter(({ state }) => state === 'skipped').map(({ step, reason }) => `${step}: ${reason}`)).toEqual(
      Array(3).fill('reminder-2: a later step took over'),
    );
  });

  test('of which the service knows nothing until December sends nothing about it, and says so', async () => {
    await tickAt(instantAt('2026-12-07', '09:00'));
    const told = world.context.store.notice.ofPeriod('2026-10').filter((notice) => notice.person !== null);
    expect(told.every(({ state }) => state === 'skipped')).toBe(true);
    expect(new Set(told.map(({ reason }) => reason))).toEqual(new Set(['more than ten working days old']));
    expect(sink.arrived.map(nameOf).toSorted(byText)).toEqual(['alice', 'olav', 'sigrid']);
    const steps = world.context.store.notice.ofPeriod('2026-11').filter(({ state }) => state === 'sent');
    expect(new Set(steps.map(({ step }) => step))).toEqual(new Set(['opening']));
  });
});

describe('whoever has delivered', () => {
  test('gets nothing more, and a mail lists only what is missing', async () => {
    for (const day of days(from, until)) {
      if (day === '2026-11-05') delivers('sigrid', '1263-4631', instantAt(day, '08:30'));
      if (day === '2026-11-09') delivers('alice', '0101-3101', instantAt(day, '08:30'));
      if (day === '2026-11-12') delivers('alice', '0101-3124', instantAt(day, '08:30'));
      await tickAt(instantAt(day, '09:00'));
    }
    expect(mails()).toEqual([
      ...['2026-11-02 alice opening', '2026-11-02 olav opening', '2026-11-02 sigrid opening'],
      ...['2026-11-05 sigrid receipt', '2026-11-06 alice reminder-1', '2026-11-06 olav reminder-1'],
      ...['2026-11-09 alice receipt', '2026-11-11 alice reminder-2', '2026-11-11 olav reminder-2'],
      ...['2026-11-12 alice receipt', '2026-11-13 olav reminder-3'],
      ...['2026-11-17 dina escalation', '2026-11-17 guri escalation'],
    ]);
    const reminder = sink.arrived.find(({ to, subject }) => to.startsWith('alice') && subject.includes('mangler'));
    expect(reminder?.text).toContain('Aremark');
    expect(reminder?.text).not.toContain('Halden-Aremark, Halden');
    const escalation = sink.arrived.find(({ to }) => to.startsWith('guri'))?.text ?? '';
    expect(escalation).not.toContain('Alver');
    const { store } = world.context;
    const owed = store.owed.units('2026-10').filter(({ unit }) => store.unit.find(unit, until)?.governor === 'FMVL');
    expect(escalation.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(owed.length);
  });

  test('while the mails go out gets none: the reports are read again before each', async () => {
    const slow = world.context.mailer;
    const context: Context = {
      ...world.context,
      mailer: {
        ...slow,
        // Everyone has delivered by the time the first mail is on its way.
        send: async (message) => {
          if (sink.arrived.length === 0) delivers('olav', '0312-0301', instantAt('2026-11-06', '09:00'));
          return slow.send(message);
        },
      },
    };
    await tickAt(instantAt('2026-11-02', '09:00'));
    sink.arrived.length = 0;
    pauseMail(world.context, { at: instantAt('2026-11-06', '08:00'), reason: 'a test' }, 'job');
    await tickAt(instantAt('2026-11-06', '08:00'));
    delivers('alice', '0101-3101', instantAt('2026-11-06', '08:30'));
    delivers('alice', '0101-3124', instantAt('2026-11-06', '08:30'));
    releaseMail(world.context, { at: instantAt('2026-11-06', '08:40'), who: 'person:6' });
    await tickAt(instantAt('2026-11-06', '09:00'), {}, context);
    const ledger = world.context.store.notice.ofPeriod('2026-10').filter(({ step }) => step === 'reminder-1');
    const states = ledger
      .filter(({ person }) => person !== null)
      .map(({ recipient, state }) => `${recipient} ${state}`);
    expect(states).toContain('alice@example.org skipped');
    expect(states).toContain('sigrid@example.org sent');
    expect(sink.arrived.filter(({ to, subject }) => to.startsWith('alice') && subject.includes('frist'))).toEqual([]);
  });

  test('gets the receipt at once, at any hour', async () => {
    await tickAt(instantAt('2026-11-02', '09:00'));
    sink.arrived.length = 0;
    delivers('alice', '0101-3101', instantAt('2026-11-08', '23:30'));
    await Promise.all([sendReceipts(world.context), sendReceipts(world.context)]);
    expect(sink.arrived).toHaveLength(1);
    const { to, subject, text } = sink.arrived[0] as Sink['arrived'][number];
    expect(to).toBe('alice@example.org');
    expect(subject).toBe('Kvittering: KVP-rapporten for oktober 2026 er levert');
    expect(text).toContain('8. november 2026 kl. 23:30');
    expect(text).toContain('/reports/2026-10/0101-3101/submissions/1');
  });
});

describe('an office without anybody', () => {
  test('is recorded, and told to the directorate', async () => {
    await tickAt(instantAt('2026-11-17', '09:00'));
    const recorded = world.context.store.notice
      .ofPeriod('2026-10')
      .find(({ office, step }) => office === '0104' && step === 'reminder-3');
    expect(recorded).toMatchObject({ state: 'skipped', reason: 'no person', person: null });
    const told = sink.arrived.find(({ to }) => to.startsWith('dina'))?.text ?? '';
    expect(told).toContain('Nav Moss (0104)');
    expect(told).toContain('Statsforvalteren i Østfold');
    expect(told).toMatch(/Vestland: \d+ rapporteringsenheter/);
  });

  test('gets what is due as soon as there is somebody', async () => {
    await tickAt(instantAt('2026-11-02', '09:00'));
    const roles = [{ role: 'reporter' as const, scope: '0104', validFrom: '2026-11-03', validTo: null }];
    world.context.store.person.add(
      { email: 'new@example.org', name: 'Ny', language: null, roles },
      world.context.now(),
    );
    await tickAt(instantAt('2026-11-03', '09:00'));
    expect(mails()).toContain('2026-11-03 new opening');
  });
});

describe('a dry run', () => {
  test('tells what the tick then does, and changes nothing', async () => {
    const { store } = world.context;
    const before = JSON.stringify([
      store.notice.ofPeriod('2026-10'),
      store.service.get('last_tick_at'),
      store.period.all(),
    ]);
    const at = instantAt('2026-11-02', '09:00');
    const dry = await tickAt(at, { dryRun: true, played: true });
    expect(
      JSON.stringify([store.notice.ofPeriod('2026-10'), store.service.get('last_tick_at'), store.period.all()]),
    ).toBe(before);
    expect(sink.arrived).toEqual([]);
    const real = await tickAt(at, { played: true });
    expect(real).toMatchObject({ planned: dry.planned, skipped: dry.skipped, sent: dry.planned, failed: 0 });
    expect(store.service.get('last_tick_at')).toBeNull();
    expect(dry.planned).toBe(3);
  });
});

describe('the clock', () => {
  test('that goes back stops the ticks until time has passed the last one', async () => {
    await tickAt(instantAt('2026-11-05', '09:00'));
    const back = await tickAt(instantAt('2026-11-02', '09:00'));
    expect(back).toMatchObject({ planned: 0, sent: 0, clockBelieved: false });
    expect(back.alarms).toHaveLength(1);
    expect(await tickAt(instantAt('2026-11-06', '09:00'))).toMatchObject({ clockBelieved: true, planned: 3 });
  });

  test('that jumps to 2036 within one process pauses mail and opens no month', async () => {
    const { store } = world.context;
    const previous = instantAt('2026-11-05', '09:00');
    await tickAt(previous);
    const sent = sink.arrived.length;
    const far = await tickAt(instantAt('2036-11-03', '09:00'), { previous });
    expect(far).toMatchObject({ clockBelieved: false, planned: 0, sent: 0 });
    expect(store.period.latestOpened()).toBe('2026-10');
    expect(mailPause(world.context)?.reason).toContain('2036');
    // Right again: mail stays paused until a person has looked.
    expect(await tickAt(instantAt('2026-11-06', '09:00'), { previous })).toMatchObject({ planned: 3, sent: 0 });
    releaseMail(world.context, { at: instantAt('2026-11-06', '09:05'), who: 'person:6' });
    expect(await tickAt(instantAt('2026-11-06', '09:10'))).toMatchObject({ sent: 3 });
    expect(sink.arrived).toHaveLength(sent + 3);
  });

  test('that jumped for good, as after a long sleep of the machine, is believed once a person has released mail', async () => {
    const previous = instantAt('2026-11-02', '09:00');
    await tickAt(previous);
    const awake = instantAt('2026-11-06', '09:00');
    expect(await tickAt(awake, { previous })).toMatchObject({ clockBelieved: false });
    expect(await tickAt(addMinutes(awake, 10), { previous })).toMatchObject({ clockBelieved: false });
    releaseMail(world.context, { at: addMinutes(awake, 15), who: 'person:6' });
    expect(await tickAt(addMinutes(awake, 20), { previous })).toMatchObject({ clockBelieved: true, sent: 3 });
  });

  test('that was wrong from the start of the process opens no month and sends nothing until a person has looked', async () => {
    const { store } = world.context;
    await tickAt(instantAt('2026-11-02', '09:00'));
    sink.arrived.length = 0;
    const far = instantAt('2036-11-03', '09:00');
    expect(openDuePeriods(world.context, far)).toEqual([]);
    expect(await tickAt(far)).toMatchObject({ clockBelieved: false, sent: 0 });
    expect(store.period.latestOpened()).toBe('2026-10');
    expect(sink.arrived).toEqual([]);
  });

  test('that is played far ahead on purpose gives nobody more than one mail a step', async () => {
    await tickAt(instantAt('2026-11-02', '09:00'));
    sink.arrived.length = 0;
    expect(await tickAt(instantAt('2029-11-02', '09:00'), { played: true })).toMatchObject({ sent: 3, failed: 0 });
    expect(sink.arrived.map(nameOf).toSorted(byText)).toEqual(['alice', 'olav', 'sigrid']);
  });
});

describe('mail that is paused', () => {
  test('is planned but not sent, and after the release only what is still timely goes', async () => {
    await tickAt(instantAt('2026-11-02', '09:00'));
    pauseMail(world.context, { at: instantAt('2026-11-03', '09:00'), reason: 'restored' }, 'command');
    for (const day of days('2026-11-04', '2026-11-16')) await tickAt(instantAt(day, '09:00'));
    expect(sink.arrived).toHaveLength(3);
    releaseMail(world.context, { at: instantAt('2026-11-16', '10:00'), who: 'person:6' });
    await tickAt(instantAt('2026-11-16', '10:10'));
    expect(mails().filter((line) => line > '2026-11-03')).toEqual([
      ...['2026-11-16 alice reminder-3', '2026-11-16 lars reminder-3'],
      ...['2026-11-16 olav reminder-3', '2026-11-16 sigrid reminder-3'],
    ]);
  });
});

describe('a mail server that fails', () => {
  /** Ticks every ten minutes through a day, with a fault for each tick, then without. */
  async function aDay(faultsInTurn: Fault[], world: World) {
    const server = await startFaultServer();
    const quick = { connection: 60, greeting: 60, socket: 60, message: 1000 };
    const mailer = smtpMailer(server.url, 'ikke-svar@example.org', quick);
    const context = { ...world.context, mailer };
    const results = [];
    for (let count = 0; count < 40; count += 1) {
      server.fault = faultsInTurn[count] ?? 'none';
      const at = addMinutes(instantAt('2026-11-02', '08:00'), 10 * count);
      world.setNow(at);
      results.push(await tick(context, { at }));
    }
    mailer.close();
    await server.close();
    const notices = world.context.store.notice.ofPeriod('2026-10').filter(({ person }) => person !== null);
    return { server, notices, alarms: results.flatMap(({ alarms }) => alarms) };
  }

  test('for a while delays the mails and loses none', async () => {
    const { server, notices, alarms } = await aDay(
      ['close before greeting', '451 at RCPT', '421 greeting', '451 at DATA'],
      world,
    );
    expect(notices.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    expect(server.stored.map(({ recipient }) => recipient).toSorted(byText)).toEqual([
      ...['alice@example.org', 'olav@example.org', 'sigrid@example.org'],
    ]);
    expect(alarms).toEqual([]);
  });

  test('for more than four hours makes them fail, loudly', async () => {
    const { notices, alarms } = await aDay(Array<Fault>(40).fill('451 at RCPT'), world);
    expect(notices.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
    expect(alarms).toHaveLength(3);
    expect(notices[0]?.smtpAnswer).toContain('greylisted');
  });

  test('that refuses an address for good ends it, and the leader is told instead', async () => {
    const { notices } = await aDay(['550 at RCPT'], world);
    const states = notices.map(({ recipient, state }) => `${recipient} ${state}`).toSorted(byText);
    expect(states).toEqual([
      ...[
        'alice@example.org refused',
        'lars@example.org sent',
        'olav@example.org refused',
        'sigrid@example.org refused',
      ],
    ]);
  });

  test('that refuses us, not the address, kills no address', async () => {
    const { notices } = await aDay(['550 5.7.1 at RCPT'], world);
    expect(notices.map(({ state }) => state)).toEqual(['refused', 'refused', 'refused']);
  });

  test('after storing the mail gives one extra copy with the same Message-ID, and no more', async () => {
    const { server, notices } = await aDay(['stored, then closed'], world);
    expect(notices.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    expect(server.stored).toHaveLength(6);
    expect(new Set(server.stored.map(({ raw }) => headerOf(raw, 'Message-ID'))).size).toBe(3);
  });

  test('after storing it twice leaves it unknown, and says so', async () => {
    const { server, notices, alarms } = await aDay(Array<Fault>(40).fill('stored, then closed'), world);
    expect(notices.map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(server.stored).toHaveLength(6);
    expect(alarms).toHaveLength(3);
  });

  test('in any sequence of ways loses nothing that it does not tell of, and doubles nothing but unclear ends', async () => {
    const anyFault = fc.constantFrom(...faults.filter((fault) => !fault.includes('hang')));
    await fc.assert(
      fc.asyncProperty(fc.array(anyFault, { maxLength: 12 }), async (faultsInTurn) => {
        const another = makeWorld({ now: instantAt('2026-11-01', '09:00') });
        const { server, notices, alarms } = await aDay(faultsInTurn, another);
        for (const { key, state, messageId, unknowns } of notices) {
          const copies = server.stored.filter(({ raw }) => headerOf(raw, 'Message-ID') === messageId).length;
          if (state === 'sent') expect(copies).toBeGreaterThan(0);
          else expect(alarms.some((alarm) => alarm.startsWith(`${key}: `))).toBe(true);
          expect(copies).toBeLessThanOrEqual((state === 'sent' ? 1 : 0) + unknowns);
        }
        another.close();
      }),
      { numRuns: 6 },
    );
  });

  test('at a notice that cannot be written lets the others through', async () => {
    const { store } = world.context;
    const broken = {
      ...store,
      person: { ...store.person, byId: (id: number) => (id === world.people.olav.id ? null : store.person.byId(id)) },
    };
    const context = { ...world.context, store: broken };
    for (const minutes of [0, 10, 20, 30])
      await tickAt(addMinutes(instantAt('2026-11-02', '08:00'), minutes), {}, context);
    const states = store.notice.ofPeriod('2026-10').filter(({ person }) => person !== null);
    expect(states.map(({ recipient, state }) => `${recipient} ${state}`).toSorted(byText)).toEqual([
      ...['alice@example.org sent', 'olav@example.org failed', 'sigrid@example.org sent'],
    ]);
  });
});

test('a database that somebody else holds when the mail server answers is waited for: the mail is not sent again', async () => {
  const { context } = world;
  const other = new Database(context.config.databaseFile);
  let isHeld = false;
  const send: Context['mailer']['send'] = async (message) => {
    const result = await context.mailer.send(message);
    if (!isHeld) {
      other.exec('BEGIN IMMEDIATE');
      // Not before the first try to record it has met the lock.
      setImmediate(() => other.exec('COMMIT'));
    }
    isHeld = true;
    return result;
  };
  const busy = { ...context, mailer: { ...context.mailer, send } };
  expect(await tickAt(instantAt('2026-11-02', '09:00'), {}, busy)).toMatchObject({ planned: 3, sent: 3 });
  other.close();
  await tickAt(instantAt('2026-11-02', '09:20'));
  expect(mails()).toEqual(nobodyDelivers.slice(0, 3));
});

describe('a process that dies', () => {
  test('while it sends leaves its claim to the next one, when the lease is over', async () => {
    const { store } = world.context;
    const at = instantAt('2026-11-02', '08:00');
    pauseMail(world.context, { at, reason: 'a test' }, 'job');
    await tickAt(at);
    releaseMail(world.context, { at, who: 'person:6' });
    const dead = store.notice.claim({ owner: 'dead', until: addMinutes(at, 15), at, receiptsOnly: false });
    expect(dead).not.toBeNull();
    await tickAt(addMinutes(at, 10));
    expect(sink.arrived).toHaveLength(2);
    await tickAt(addMinutes(at, 20));
    expect(sink.arrived).toHaveLength(3);
    // Should it wake after all, it can record nothing any more.
    const settled = { retries: 0, unknowns: 0, exceptions: 0, nextAt: null, alarm: false };
    expect(
      store.notice.record({ id: dead?.id ?? 0, owner: 'dead' }, { ...settled, state: 'failed' }, { answer: '', at }),
    ).toBe(false);
    expect(store.notice.ofPeriod('2026-10').every(({ state }) => state === 'sent' || state === 'skipped')).toBe(true);
  });
});
