// Why a unit got a notice, or got none: each reason from a ledger and a handful of people.

import { describe, expect, test } from '@jest/globals';
import { readPlans } from '../src/actions/publish-plan.ts';
import { type Recipient, skipReasons } from '../src/domain/notice.ts';
import { type ExplanationFacts, explain, type LedgerRow } from '../src/domain/notice-explanation.ts';
import { datesOf, type Plan, type StepName, stepsOf } from '../src/domain/plan.ts';

const [plan] = readPlans() as [Plan];
/** Opening 2 November, reminders on the 6th, 11th and 13th, escalation on the 17th; each from 08:00. */
const { steps } = datesOf(plan, '2026-10');

const [alice, lars, guri, dina] = [1, 2, 3, 4];
const people: Recipient[] = [
  { person: alice, role: 'reporter', scope: '0101', reachable: true },
  { person: lars, role: 'leader', scope: '0101', reachable: true },
  { person: guri, role: 'governor', scope: 'FMOV', reachable: true },
  { person: dina, role: 'directorate', scope: '', reachable: true },
];

const row = (step: StepName, person: number | null, changes: Partial<LedgerRow> = {}): LedgerRow => ({
  ...{
    id: 1,
    key: `${step}:2026-10:${person}`,
    step,
    office: '0101',
    governor: null,
    person,
    state: 'sent',
    reason: null,
    attempts: 1,
  },
  ...{ sentAt: '2026-11-06T07:00:05.000Z', nextAt: null, smtpAnswer: '250 OK' },
  ...changes,
});

const monday = '2026-11-09T09:00:00.000Z';

function facts(changes: Partial<ExplanationFacts> = {}): ExplanationFacts {
  return {
    ...{
      at: monday,
      period: 'opened',
      plan,
      steps,
      deliveredAt: null,
      exemptSince: null,
      extendedAt: null,
      people,
      ledger: [],
    },
    ...{ unit: { unit: '0101-3101', office: '0101', governor: 'FMOV' }, off: new Set<string>(), paused: false },
    firstStart: '2026-01-01',
    ...changes,
  };
}

/** The lines of one step, shortly. */
function linesOf(step: StepName, changes: Partial<ExplanationFacts> = {}) {
  const found = explain(facts(changes)).find((each) => each.step === step);
  return (found?.lines ?? []).map(({ person, why }) => [person, why.kind] as const);
}

function whyOf(step: StepName, changes: Partial<ExplanationFacts> = {}) {
  return explain(facts(changes)).find((each) => each.step === step)?.lines[0]?.why;
}

describe('every step of the plan is explained', () => {
  test('in order of day, to each who gets it', () => {
    const explained = explain(facts({ at: '2026-11-01T09:00:00.000Z' }));
    expect(explained.map(({ step, day, lines }) => [step, day, lines.map(({ person }) => person)])).toEqual([
      ['opening', '2026-11-02', [alice]],
      ['reminder-1', '2026-11-06', [alice]],
      ['reminder-2', '2026-11-11', [alice]],
      ['reminder-3', '2026-11-13', [alice, lars]],
      ['escalation', '2026-11-17', [guri, dina]],
    ]);
    expect(explained.flatMap(({ lines }) => lines.map(({ why }) => why.kind))).toEqual(Array(7).fill('notDue'));
  });

  test('with at least one line, whatever the facts', () => {
    const states = ['notOpen', 'imported', 'opened'] as const;
    for (const period of states) {
      for (const one of [people, []]) {
        for (const { lines } of explain(facts({ period, people: one }))) expect(lines.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('what came', () => {
  test("was sent, with the server's answer", () => {
    expect(whyOf('reminder-1', { ledger: [row('reminder-1', alice)] })).toEqual({
      ...{ kind: 'sent', at: '2026-11-06T07:00:05.000Z', answer: '250 OK' },
    });
  });

  test.each(['unknown', 'refused', 'failed', 'bounced'] as const)('ended as %s', (state) => {
    const ledger = [row('reminder-1', alice, { state, sentAt: null, smtpAnswer: '550 No such user' })];
    expect(whyOf('reminder-1', { ledger })).toEqual({ kind: state, answer: '550 No such user' });
  });

  test('waits: in the queue, for its next try, or for mail to be released', () => {
    const planned = row('reminder-1', alice, { state: 'planned', attempts: 0, sentAt: null, smtpAnswer: null });
    expect(whyOf('reminder-1', { ledger: [planned] })?.kind).toBe('waiting');
    expect(whyOf('reminder-1', { ledger: [planned], paused: true })?.kind).toBe('paused');
    const tried = { ...planned, attempts: 2, nextAt: '2026-11-09T09:30:00.000Z', smtpAnswer: '451 Try later' };
    expect(whyOf('reminder-1', { ledger: [tried] })).toEqual({
      ...{ kind: 'retrying', nextAt: '2026-11-09T09:30:00.000Z', answer: '451 Try later' },
    });
  });

  test('is shown to those who got it and have left since', () => {
    const left = people.filter(({ person }) => person !== alice);
    expect(linesOf('reminder-1', { people: left, ledger: [row('reminder-1', alice)] })).toEqual([
      [lars, 'next'],
      [alice, 'sent'],
    ]);
  });

  test('was not about the unit when that had delivered before the mail about the others went', () => {
    const ledger = [row('reminder-1', alice)];
    const deliveredAt = '2026-11-06T06:59:00.000Z';
    expect(whyOf('reminder-1', { ledger, deliveredAt })).toEqual({ kind: 'delivered', at: deliveredAt });
    expect(whyOf('reminder-1', { ledger, deliveredAt: '2026-11-06T12:00:00.000Z' })?.kind).toBe('sent');
  });
});

describe('what did not come', () => {
  test('since the month is not open, or was imported', () => {
    expect(whyOf('opening', { period: 'notOpen' })?.kind).toBe('notOpen');
    expect(whyOf('opening', { period: 'imported' })?.kind).toBe('imported');
  });

  test('since the report was delivered before the step', () => {
    const deliveredAt = '2026-11-04T10:00:00.000Z';
    const ledger = [row('opening', alice, { sentAt: '2026-11-02T07:00:03.000Z' })];
    const kinds = explain(facts({ deliveredAt, ledger })).map(({ lines }) => lines.map(({ why }) => why.kind).join());
    expect(kinds).toEqual(['sent', 'delivered', 'delivered', 'delivered,delivered', 'delivered,delivered']);
  });

  test('since the unit was exempt before the step', () => {
    const exemptSince = '2026-11-04T10:00:00.000Z';
    expect(whyOf('reminder-1', { exemptSince })).toEqual({ kind: 'exempt', at: exemptSince });
  });

  test('since everything was delivered between planning and sending', () => {
    const ledger = [row('reminder-1', alice, { state: 'skipped', reason: skipReasons.delivered, sentAt: null })];
    const deliveredAt = '2026-11-06T07:00:01.000Z';
    expect(whyOf('reminder-1', { ledger, deliveredAt })).toEqual({ kind: 'delivered', at: deliveredAt });
  });

  test('was delivered as well where the mail is said to be skipped for the deadline of another unit', () => {
    const ledger = [row('reminder-1', alice, { state: 'skipped', reason: skipReasons.deadlineMoved, sentAt: null })];
    const deliveredAt = '2026-11-05T09:00:00.000Z';
    expect(whyOf('reminder-1', { ledger, deliveredAt })).toEqual({ kind: 'delivered', at: deliveredAt });
    expect(whyOf('reminder-1', { ledger, exemptSince: deliveredAt })).toEqual({ kind: 'exempt', at: deliveredAt });
  });

  test.each(Object.values(skipReasons).filter((reason) => reason !== skipReasons.delivered))(
    'since it was skipped: %s',
    (reason) => {
      const ledger = [row('reminder-1', alice, { state: 'skipped', reason, sentAt: null })];
      expect(whyOf('reminder-1', { ledger })).toEqual({ kind: 'skipped', reason });
    },
  );

  test('since mail to the address was refused earlier; then the leader gets it', () => {
    const refused = people.map((each) => ({ ...each, reachable: each.person !== alice }));
    expect(linesOf('reminder-1', { people: refused, ledger: [row('reminder-1', lars)] })).toEqual([
      [lars, 'sent'],
      [alice, 'addressDead'],
    ]);
  });

  test('since nobody is there to write to', () => {
    expect(linesOf('reminder-2', { people: people.slice(2) })).toEqual([[null, 'nobody']]);
    const ledger = [row('reminder-1', null, { state: 'skipped', reason: skipReasons.nobody, sentAt: null })];
    expect(linesOf('reminder-1', { people: people.slice(2), ledger })).toEqual([[null, 'skipped']]);
    // The governor has nobody; the directorate is told all the same.
    const without = people.filter(({ role }) => role !== 'governor');
    expect(linesOf('escalation', { people: without })).toEqual([
      [dina, 'notDue'],
      [null, 'nobody'],
    ]);
    const untold = row('escalation', null, {
      office: null,
      governor: 'FMOV',
      state: 'skipped',
      reason: skipReasons.nobody,
    });
    const told = row('escalation', dina, { office: null, sentAt: '2026-11-17T07:00:09.000Z' });
    const elsewhere = { ...untold, governor: 'FMVL' };
    expect(linesOf('escalation', { people: without, ledger: [elsewhere, untold, told] })).toEqual([
      [dina, 'sent'],
      [null, 'skipped'],
    ]);
  });

  test('since its day has not come, nor its hour', () => {
    expect(whyOf('reminder-2')).toEqual({ kind: 'notDue', day: '2026-11-11' });
    expect(whyOf('reminder-2', { at: '2026-11-11T06:59:59.999Z' })?.kind).toBe('notDue');
    expect(whyOf('reminder-2', { at: '2026-11-11T07:00:00.000Z' })?.kind).toBe('next');
  });

  test('since its kind is switched off', () => {
    expect(whyOf('reminder-2', { off: new Set(['reminder-2']) })?.kind).toBe('switchedOff');
    expect(whyOf('reminder-3', { off: new Set(['reminder-2']) })?.kind).toBe('notDue');
  });

  test('since it was past when the service started', () => {
    expect(whyOf('opening', { firstStart: '2026-11-03' })?.kind).toBe('beforeFirstStart');
  });

  test('yet, though it is due: the next tick plans it, or records that a later step took over', () => {
    expect(whyOf('reminder-1')?.kind).toBe('next');
    expect(whyOf('opening')).toEqual({ kind: 'skipped', reason: skipReasons.laterStep });
    expect(whyOf('escalation', { at: '2026-12-11T09:00:00.000Z' })).toEqual({
      kind: 'skipped',
      reason: skipReasons.tooOld,
    });
  });
});

describe('a unit with a deadline of its own', () => {
  const extendedAt = '2026-11-09T08:00:00.000Z';
  const own = {
    ...{ extendedAt, steps: stepsOf(plan, '2026-11-01', '2026-11-20') },
    unit: { unit: '0101-3101', office: '0101', governor: 'FMOV', ownDeadline: '2026-11-20' },
  };

  test('is explained by steps counted from that, and by what came before', () => {
    const ledger = [row('opening', alice, { sentAt: '2026-11-02T07:00:03.000Z' }), row('reminder-1', alice)];
    const found = explain(facts({ ...own, ledger }));
    expect(found.map(({ step, day, lines }) => [step, day, lines.map(({ why }) => why.kind).join()])).toEqual([
      ['opening', '2026-11-02', 'sent'],
      ['reminder-1', '2026-11-18', 'notDue,sent'],
      ['reminder-2', '2026-11-23', 'notDue'],
      ['reminder-3', '2026-11-25', 'notDue,notDue'],
      ['escalation', '2026-11-27', 'notDue,notDue'],
    ]);
  });

  test('has nothing to do with what its office gets by the ordinary deadline, nor the other way about', () => {
    const at = '2026-11-24T09:00:00.000Z';
    const ordinary = row('reminder-2', alice, { sentAt: '2026-11-11T07:00:03.000Z' });
    const ofItsOwn = row('reminder-2', alice, {
      key: 'reminder-2:2026-10:1:2026-11-20',
      sentAt: '2026-11-23T07:00:03.000Z',
    });
    const ledger = [ordinary, ofItsOwn];
    expect(whyOf('reminder-2', { ...own, at, ledger })).toMatchObject({ kind: 'sent', at: ofItsOwn.sentAt });
    expect(linesOf('reminder-2', { ...own, at, ledger })).toHaveLength(1);
    expect(whyOf('reminder-2', { at, ledger })).toMatchObject({ kind: 'sent', at: ordinary.sentAt });
    expect(linesOf('reminder-2', { at, ledger })).toHaveLength(1);
  });
});

describe('what is told of others', () => {
  test('never mixes in notices to another office or governor', () => {
    const ledger = [row('reminder-1', 9, { office: '0312' }), row('escalation', 9, { office: null, governor: 'FMVL' })];
    expect(linesOf('reminder-1', { ledger }).map(([person]) => person)).toEqual([alice]);
    expect(linesOf('escalation', { ledger }).map(([person]) => person)).toEqual([guri, dina]);
  });
});
