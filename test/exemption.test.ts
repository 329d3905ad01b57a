// Exemptions and extensions: for one unit and month alone, by new rows, and everything that follows from them.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { deliver } from '../src/actions/deliver.ts';
import { tick } from '../src/actions/chase.ts';
import { type Decision, decideOnReport, listDecisions } from '../src/actions/exemptions.ts';
import { listReports } from '../src/actions/list-reports.ts';
import { loadReport } from '../src/actions/load-report.ts';
import { extensionFault } from '../src/domain/extension.ts';
import { skipReasons } from '../src/domain/notice.ts';
import { dayOf, type Day, type Instant, instantAt } from '../src/domain/period.ts';
import { type Sink, startSink } from './mail/sink.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from './world.ts';

let sink: Sink;
let world: World;
const period = '2026-10';
const unit = '1263-4631';

beforeEach(async () => {
  sink = await startSink();
  world = makeWorld({ now: instantAt('2026-11-02', '07:00'), env: { SMTP_URL: sink.url } });
  world.open(period);
});
afterEach(async () => {
  world.close();
  await sink.close();
});

const actor = (name: Name) => actorOf(world.people[name]);
const reason = 'Kontoret er slått sammen';

function decide(decision: Partial<Decision> & Pick<Decision, 'kind'>, name: Name = 'dina') {
  return decideOnReport(world.context, actor(name), { unit, period, reason, ...decision } as Decision);
}

function statusOf(of: string, at: Instant, name: Name = 'dina') {
  world.setNow(at);
  return loadReport(world.context, actor(name), of, period)?.status;
}

function delivers(at: Instant, of = unit, name: Name = 'sigrid') {
  world.setNow(at);
  const input = { answers: typed(quietMonth(5)), reasons: {}, comment: '' };
  const order = { unit: of, period, key: null, ifMatch: null, channel: 'page' as const };
  return deliver(world.context, actor(name), { ...order, input });
}

function days(first: Day, last: Day): Day[] {
  const length = Temporal.PlainDate.from(first).until(last).days + 1;
  return Array.from({ length }, (_, index) => Temporal.PlainDate.from(first).add({ days: index }).toString());
}

async function playTo(last: Day, onDay: Partial<Record<Day, () => unknown>> = {}): Promise<void> {
  for (const day of days('2026-11-02', last)) {
    onDay[day]?.();
    const at = instantAt(day, '09:00');
    world.setNow(at);
    await tick(world.context, { at });
  }
}

/** `2026-11-06 sigrid reminder-1`, for the people of the offices named. */
function mailsTo(...names: Name[]): string[] {
  return world.context.store.notice
    .ofPeriod(period)
    .filter(({ state, recipient }) => state === 'sent' && names.some((name) => recipient === world.people[name].email))
    .map(({ sentAt, recipient, step }) => `${dayOf(sentAt ?? '')} ${recipient?.split('@')[0]} ${step}`)
    .toSorted();
}

/** How many reports the nation's total of the month expects. */
function expected(): number {
  const { totals } = world.context.store;
  const moment = totals.moment(null, world.context.now());
  const order = { from: period, to: period, questions: [], per: 'nation' as const, moment, reach: null };
  return totals.groups(order).reduce((sum, group) => sum + group.expected, 0);
}

const late = instantAt('2026-11-12', '10:00');

describe('an exempt unit', () => {
  test('owes nothing: its status says so, no total expects it, and nobody is chased for it', async () => {
    const before = expected();
    expect(decide({ kind: 'exempt' })).toEqual({ ok: true });
    expect(expected()).toBe(before - 1);
    expect(statusOf(unit, late)).toBe('exempt');
    expect(statusOf('0101-3101', late)).toBe('missing');
    world.setNow(instantAt('2026-11-02', '07:30'));
    await playTo('2026-11-18');
    expect(mailsTo('sigrid')).toEqual([]);
    expect(mailsTo('alice')).toHaveLength(4);
    expect(sink.arrived.find(({ to }) => to.startsWith('guri'))?.text).not.toContain('Alver');
  });

  test('is as before when the exemption is taken back, also in the totals', () => {
    const before = expected();
    decide({ kind: 'exempt' });
    expect(decide({ kind: 'expect', reason: 'Det var feil kontor' })).toEqual({ ok: true });
    expect(expected()).toBe(before);
    expect(statusOf(unit, late)).toBe('missing');
    expect(listDecisions(world.context, actor('dina'))).toEqual([]);
  });

  test('may deliver all the same, and what it delivered counts', () => {
    decide({ kind: 'exempt' });
    expect(delivers(instantAt('2026-11-05', '09:00'))).toMatchObject({ kind: 'delivered', created: true });
    expect(statusOf(unit, late)).toBe('onTime');
    expect(decide({ kind: 'exempt' })).toEqual({ ok: false, fault: 'delivered' });
  });
});

describe('a unit with an extension', () => {
  beforeEach(() => {
    world.setNow(instantAt('2026-11-05', '09:00'));
    expect(decide({ kind: 'extend', deadline: '2026-11-20' })).toEqual({ ok: true });
  });

  test('is open until its own deadline and missing after it; nothing changes for others', () => {
    expect(statusOf(unit, late)).toBe('open');
    expect(statusOf('0101-3101', late)).toBe('missing');
    expect(statusOf(unit, instantAt('2026-11-20', '23:59'))).toBe('open');
    expect(statusOf(unit, instantAt('2026-11-21', '00:00'))).toBe('missing');
    const listed = listReports(world.context, actor('dina'), { from: period, to: period });
    expect(
      listed.filter(({ deadline }) => deadline !== '2026-11-10').map((row) => `${row.unit.id} ${row.deadline}`),
    ).toEqual([`${unit} 2026-11-20`]);
  });

  test('delivers on time until its own deadline, and late after it', () => {
    delivers(instantAt('2026-11-20', '23:30'));
    expect(statusOf(unit, instantAt('2026-12-01', '09:00'))).toBe('onTime');
    world.setNow(late);
    expect(decide({ kind: 'extend', unit: '0101-3101', deadline: '2026-11-13' })).toEqual({ ok: true });
    delivers(instantAt('2026-11-14', '00:10'), '0101-3101', 'alice');
    expect(statusOf('0101-3101', instantAt('2026-12-01', '09:00'))).toBe('late');
  });

  test('keeps the verdict it was given by, whatever is decided afterwards', () => {
    world.setNow(late);
    expect(decide({ kind: 'extend', unit: '0101-3101', deadline: '2026-11-13' })).toEqual({ ok: true });
    delivers(instantAt('2026-11-12', '11:00'), '0101-3101', 'alice');
    expect(decide({ kind: 'ownDeadline', unit: '0101-3101' })).toEqual({ ok: false, fault: 'delivered' });
    expect(statusOf('0101-3101', instantAt('2026-12-01', '09:00'))).toBe('onTime');
  });

  test('can be corrected until a closing day that follows the deadline, never an earlier one', () => {
    const closesOn = () => loadReport(world.context, actor('dina'), unit, period)?.closesOn;
    expect(closesOn()).toBe('2026-12-31');
    expect(decide({ kind: 'extend', deadline: '2026-12-10' })).toEqual({ ok: true });
    expect(closesOn()).toBe('2027-01-31');
    expect(decide({ kind: 'ownDeadline' })).toEqual({ ok: true });
    expect(closesOn()).toBe('2026-12-31');
  });

  test('is reminded by the steps counted from its own deadline, and escalated on its own day', async () => {
    world.setNow(instantAt('2026-11-02', '07:30'));
    await playTo('2026-11-30');
    expect(mailsTo('sigrid')).toEqual([
      '2026-11-02 sigrid opening',
      '2026-11-18 sigrid reminder-1',
      '2026-11-23 sigrid reminder-2',
      '2026-11-25 sigrid reminder-3',
    ]);
    expect(mailsTo('alice', 'lars')).toEqual([
      ...['2026-11-02 alice opening', '2026-11-06 alice reminder-1', '2026-11-11 alice reminder-2'],
      ...['2026-11-13 alice reminder-3', '2026-11-13 lars reminder-3'],
    ]);
    expect(mailsTo('guri')).toEqual(['2026-11-17 guri escalation', '2026-11-27 guri escalation']);
    const reminder = sink.arrived.filter(({ to }) => to.startsWith('sigrid'))[1];
    expect(reminder?.text).toContain('20. november 2026');
    expect(reminder?.text).not.toContain('10. november');
    const [first, second] = sink.arrived.filter(({ to }) => to.startsWith('guri')).map(({ text }) => text);
    expect(first).not.toContain('Alver');
    expect(second?.split('\n').filter((line) => line.startsWith('- '))).toEqual([expect.stringContaining('Alver')]);
  });
});

describe('an extension given in the middle of the chasing', () => {
  test('begins the reminders anew, counted from the new deadline', async () => {
    const extend = () => expect(decide({ kind: 'extend', deadline: '2026-11-20' })).toEqual({ ok: true });
    await playTo('2026-11-30', { '2026-11-12': extend });
    expect(mailsTo('sigrid')).toEqual([
      ...['2026-11-02 sigrid opening', '2026-11-06 sigrid reminder-1', '2026-11-11 sigrid reminder-2'],
      ...['2026-11-18 sigrid reminder-1', '2026-11-23 sigrid reminder-2', '2026-11-25 sigrid reminder-3'],
    ]);
  });

  test('that is taken back leaves what was sent as it is, and goes on as for the others', async () => {
    await playTo('2026-11-30', {
      '2026-11-05': () => decide({ kind: 'extend', deadline: '2026-11-20' }),
      '2026-11-12': () => decide({ kind: 'ownDeadline', reason: 'Likevel ikke' }),
    });
    expect(mailsTo('sigrid')).toEqual([
      '2026-11-02 sigrid opening',
      '2026-11-12 sigrid reminder-2',
      '2026-11-13 sigrid reminder-3',
    ]);
  });

  test('for one of a person’s two units gives each unit its own mails', async () => {
    await playTo('2026-11-30', {
      '2026-11-05': () => decide({ kind: 'extend', unit: '0101-3124', deadline: '2026-11-20' }),
    });
    expect(mailsTo('alice')).toEqual([
      ...['2026-11-02 alice opening', '2026-11-06 alice reminder-1', '2026-11-11 alice reminder-2'],
      ...['2026-11-13 alice reminder-3', '2026-11-18 alice reminder-1'],
      ...['2026-11-23 alice reminder-2', '2026-11-25 alice reminder-3'],
    ]);
    const texts = sink.arrived.filter(({ to, subject }) => to.startsWith('alice') && !subject.includes('kan leveres'));
    expect(
      texts.map(({ text }) => [...text.matchAll(/, (Halden|Aremark) \(0101\)/g)].map(([, name]) => name).join()),
    ).toEqual([...['Halden', 'Halden', 'Halden', 'Aremark', 'Aremark', 'Aremark']]);
  });

  test('for one unit, when the other is delivered while the mails go out, is not called a deadline that was moved', async () => {
    const { context } = world;
    const roles = [{ role: 'reporter' as const, scope: '0101', validFrom: '2018-01-01', validTo: null }];
    const bea = { email: 'bea@example.org', name: 'Bea', language: null, roles };
    const { id } = context.store.person.add(bea, context.now());
    await playTo('2026-11-05', {
      '2026-11-05': () => decide({ kind: 'extend', unit: '0101-3124', deadline: '2026-11-20' }),
    });
    const at = instantAt('2026-11-06', '09:00');
    world.setNow(at);
    const send: typeof context.mailer.send = (message) => {
      if (message.to.address === 'alice@example.org') delivers(at, '0101-3101', 'alice');
      return context.mailer.send(message);
    };
    await tick({ ...context, mailer: { ...context.mailer, send } }, { at });
    const beas = context.store.notice.ofPeriod(period).filter(({ person }) => person === id);
    expect(beas.map(({ step, reason: why }) => [step, why])).toEqual([
      ['opening', null],
      ['reminder-1', skipReasons.delivered],
    ]);
  });

  test('before the opening notice is named in it, beside the deadline of the other unit', async () => {
    decide({ kind: 'extend', unit: '0101-3124', deadline: '2026-11-20' });
    await playTo('2026-11-02');
    const text = sink.arrived.find(({ to }) => to.startsWith('alice'))?.text ?? '';
    expect(text).toContain('Fristen er 10. november 2026');
    expect(text).toMatch(/Aremark \(0101\), frist 20\. november 2026/);
    expect(text).not.toMatch(/, Halden \(0101\), frist/);
  });
});

describe('the directorate alone', () => {
  test('decides, with a reason, about an open month and a report that is not delivered', () => {
    expect(decide({ kind: 'exempt' }, 'guri')).toEqual({ ok: false, fault: 'forbidden' });
    expect(decide({ kind: 'exempt' }, 'lars')).toEqual({ ok: false, fault: 'forbidden' });
    expect(decide({ kind: 'exempt', reason: ' ' })).toEqual({ ok: false, fault: 'reason' });
    expect(decide({ kind: 'exempt', reason: 'Gjelder 17912099997' })).toEqual({ ok: false, fault: 'identity' });
    expect(decide({ kind: 'exempt', unit: '9999-9999' })).toEqual({ ok: false, fault: 'report' });
    expect(decide({ kind: 'exempt', period: '2026-11' })).toEqual({ ok: false, fault: 'report' });
    expect(decide({ kind: 'expect' })).toEqual({ ok: false, fault: 'same' });
    expect(decide({ kind: 'ownDeadline' })).toEqual({ ok: false, fault: 'same' });
    expect(listDecisions(world.context, actor('guri'))).toBe(null);
  });

  test('leaves an event for each act, and rows that nobody can change', () => {
    decide({ kind: 'exempt' });
    decide({ kind: 'expect' });
    decide({ kind: 'extend', deadline: '2026-11-20' });
    decide({ kind: 'extend', deadline: '2026-11-25' });
    decide({ kind: 'ownDeadline' });
    const events = world.context.store.event.ofSubject(`report:${period}:${unit}`).map(({ what }) => what);
    expect(events).toEqual([
      ...['report.exempted', 'report.exemptionTakenBack', 'report.extended', 'report.extended'],
      'report.extensionTakenBack',
    ]);
    expect(world.context.store.verify.verdict().differences).toEqual([]);
  });

  test.each([
    [
      'an exemption',
      `UPDATE exemption SET exempt = 0`,
      'exempt: the record tells of this exemption, which is not there',
    ],
    [
      'its reason',
      `UPDATE exemption SET reason = 'x'`,
      'exempt: the record tells of this exemption, which is not there',
    ],
    ['an exemption gone', 'DELETE FROM exemption', 'exempt: the record tells of this exemption, which is not there'],
    [
      'one of nobody',
      `INSERT INTO exemption (report, exempt, reason, who, known_at) SELECT id, 1, 'x', 'x', '2030' FROM report LIMIT 1`,
      'exempt: the record does not tell of this exemption',
    ],
    [
      'a later deadline',
      `UPDATE extension SET deadline = '2026-11-27'`,
      'until 2026-11-27: the record does not tell of this extension',
    ],
  ])('and what somebody changed behind the back of the service is found: %s', (_, statement, line) => {
    decide({ kind: 'extend', deadline: '2026-11-20' });
    decide({ kind: 'exempt' });
    const db = new Database(world.context.config.databaseFile);
    for (const table of ['exemption', 'extension'])
      db.exec(`DROP TRIGGER ${table}_is_kept; DROP TRIGGER ${table}_is_frozen`);
    db.exec(statement);
    db.close();
    expect(world.context.store.verify.verdict().differences.join('\n')).toContain(line);
  });

  test('gives a working day that is later than the deadline, not past, and not too far off', () => {
    const fault = (day: Day, today: Day) => extensionFault(day, '2026-11-10', today);
    expect(fault('2026-11-10', '2026-11-05')).toBe('notLater');
    expect(fault('2026-11-12', '2026-11-13')).toBe('past');
    expect(fault('2026-11-14', '2026-11-05')).toBe('notWorkingDay');
    expect(fault('2026-12-24', '2026-11-05')).toBe('notWorkingDay');
    expect(fault('2027-02-09', '2026-11-05')).toBe('tooLate');
    expect(fault('2026-11-13', '2026-11-13')).toBe(null);
    expect(fault('2027-02-08', '2026-11-05')).toBe(null);
  });
});
