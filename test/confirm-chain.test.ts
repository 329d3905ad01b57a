// Confirming months again in one step: the chain agrees afterwards, or what does not is marked; closed months never move,
// and nothing but opening and closing numbers changes.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { confirmChain, type ConfirmReasons, digestOf, previewChain } from '../src/actions/confirm-chain.ts';
import { deliver } from '../src/actions/deliver.ts';
import { loadReport } from '../src/actions/load-report.ts';
import { reopen } from '../src/actions/reopen.ts';
import { addMonths, periodsFrom } from '../src/domain/period.ts';
import { actorOf, makeWorld, quietMonth, typed, type World } from './world.ts';

const unit = '0101-3101';
const months = periodsFrom('2026-04', '2026-10');
const everyReason = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`W${index + 1}`, 'Sjekket']));

let world: World;
beforeEach(() => {
  world = makeWorld({ now: '2026-05-04T09:00:00.000Z' });
});
afterEach(() => world.close());

function alice() {
  return { ...actorOf(world.people.alice), id: world.people.alice.id };
}

function send(period: string, answers: Record<string, number>, reasons: Record<string, string> = everyReason) {
  const input = { answers: typed(answers), reasons, comment: '' };
  return deliver(world.context, alice(), { unit, period, input, key: null, ifMatch: null, channel: 'page' }).kind;
}

/** Every month from April on with `end` participants, each delivered in the month after it. */
function deliverAll(end = 12) {
  for (const period of months) {
    world.setNow(`${addMonths(period, 1)}-04T09:00:00.000Z`);
    world.open(period);
    expect(send(period, quietMonth(end))).toBe('delivered');
  }
}

function ofMonth(period: string) {
  const loaded = loadReport(world.context, alice(), unit, period);
  const answers = loaded?.inForce?.answers;
  const [opening, closing] = [answers?.['participants_start'], answers?.['participants_end']];
  return { opening, closing, marked: loaded?.flags.toBeConfirmed, number: loaded?.inForce?.number, loaded };
}

function confirm(period: string, reasons: ConfirmReasons = {}) {
  const steps = previewChain(world.context, alice(), { unit, period });
  const seen = digestOf(steps ?? []);
  return confirmChain(world.context, alice(), { unit, period }, { seen, reasons });
}

describe('a corrected closing number', () => {
  beforeEach(() => {
    deliverAll();
    // 1 November: September can be corrected to the end of November, August to the end of October.
    world.setNow('2026-11-05T09:00:00.000Z');
    expect(send('2026-09', quietMonth(12, { started: 1, participants_end: 13 }))).toBe('delivered');
  });

  test('puts the next month in doubt, and confirming moves it by the difference and keeps all else', () => {
    const before = ofMonth('2026-10').loaded?.inForce;
    expect(ofMonth('2026-10').marked).toBe(true);
    const result = confirm('2026-10');
    expect(result.kind).toBe('confirmed');
    expect(ofMonth('2026-10')).toMatchObject({ opening: 13, closing: 13, marked: false, number: 2 });
    const after = ofMonth('2026-10').loaded?.inForce;
    expect({ ...after?.answers, participants_start: 12, participants_end: 12 }).toEqual(before?.answers);
    expect(ofMonth('2026-09').marked).toBe(false);
  });

  test('a preview stores nothing', () => {
    const steps = previewChain(world.context, alice(), { unit, period: '2026-10' });
    expect(steps).toMatchObject([
      { kind: 'moves', before: { opening: 12, closing: 12 }, after: { opening: 13, closing: 13 } },
    ]);
    expect(ofMonth('2026-10')).toMatchObject({ opening: 12, number: 1, marked: true });
  });

  test('confirming twice confirms once', () => {
    confirm('2026-10');
    expect(confirm('2026-10')).toMatchObject({ kind: 'confirmed', steps: [] });
    expect(ofMonth('2026-10').number).toBe(2);
  });

  test('what was seen before somebody else delivered is not confirmed', () => {
    const seen = digestOf(previewChain(world.context, alice(), { unit, period: '2026-10' }) ?? []);
    send('2026-09', quietMonth(12, { started: 2, participants_end: 14 }));
    const result = confirmChain(world.context, alice(), { unit, period: '2026-10' }, { seen, reasons: {} });
    expect(result.kind).toBe('changed');
    expect(ofMonth('2026-10').number).toBe(1);
  });

  test('somebody’s unfinished correction is not lost: the month stays, and is named', () => {
    const report = world.context.store.report.find(unit, '2026-10');
    const input = { answers: { women_end: '4' }, reasons: {}, comment: '' };
    world.context.store.draft.save(
      report?.id ?? 0,
      0,
      { input, page: null, sequence: null },
      alice().id,
      '2026-11-05T09:00:00.000Z',
    );
    expect(confirm('2026-10')).toMatchObject({ kind: 'confirmed', steps: [{ kind: 'draft', submission: null }] });
    expect(world.context.store.draft.find(report?.id ?? 0)?.input).toEqual(input);
  });

  test('others cannot: not the governor, not the directorate, not another office', () => {
    for (const name of ['guri', 'dina', 'olav', 'mona'] as const) {
      const person = world.people[name];
      const who = { ...actorOf(person), id: person.id };
      expect(previewChain(world.context, who, { unit, period: '2026-10' })).toBeNull();
      expect(confirmChain(world.context, who, { unit, period: '2026-10' }, { seen: '', reasons: {} }).kind).toBe(
        'notFound',
      );
    }
    expect(ofMonth('2026-10').number).toBe(1);
  });
});

describe('a reopened month', () => {
  const until = '2026-11-20';

  beforeEach(() => {
    deliverAll();
    world.setNow('2026-11-05T09:00:00.000Z');
  });

  function open(period: string) {
    return reopen(world.context, actorOf(world.people.dina), { unit, period, until, reason: 'Feil i juni' });
  }

  test('can be corrected until its day, and no longer', () => {
    const corrected = quietMonth(12, { started: 1, participants_end: 13 });
    expect(send('2026-06', corrected)).toBe('closed');
    expect(open('2026-06')).toEqual({ ok: true });
    world.setNow('2026-11-20T22:59:59.999Z');
    expect(send('2026-06', corrected)).toBe('delivered');
    world.setNow('2026-11-20T23:00:00.000Z');
    expect(send('2026-06', quietMonth(12))).toBe('closed');
  });

  test('puts a closed month in doubt, which stays as it is and is named; what follows it agrees with it', () => {
    open('2026-06');
    send('2026-06', quietMonth(12, { started: 1, participants_end: 13 }));
    const result = confirm('2026-07');
    expect(result).toMatchObject({
      kind: 'confirmed',
      steps: [{ kind: 'closed', period: '2026-07', submission: null }],
    });
    expect(ofMonth('2026-07')).toMatchObject({ opening: 12, number: 1, marked: true });
    expect(ofMonth('2026-08')).toMatchObject({ opening: 12, marked: false });
  });

  test('carries on through every month that is open again', () => {
    for (const period of ['2026-06', '2026-07', '2026-08']) open(period);
    send('2026-06', quietMonth(12, { started: 1, participants_end: 13 }));
    const result = confirm('2026-07');
    expect(result.kind === 'confirmed' && result.steps.map(({ period, kind }) => [period, kind])).toEqual(
      ['2026-07', '2026-08', '2026-09', '2026-10'].map((period) => [period, 'moves']),
    );
    expect(months.map((period) => ofMonth(period).opening)).toEqual([12, 12, 12, 13, 13, 13, 13]);
    expect(months.some((period) => ofMonth(period).marked)).toBe(false);
  });

  test.each([
    ['by anybody but the directorate', 'guri', {}, 'notFound'],
    ['by the office itself', 'alice', {}, 'notFound'],
    ['of a unit that is not there', 'dina', { unit: '9999-3101' }, 'notFound'],
    ['without a reason', 'dina', { reason: '  ' }, 'reason'],
    ['with a national identity number in the reason', 'dina', { reason: 'Se 13097248022' }, 'identity'],
    ['until yesterday', 'dina', { until: '2026-11-04' }, 'day'],
    ['for more than half a year', 'dina', { until: '2027-05-06' }, 'day'],
    ['of a month that is open anyway', 'dina', { period: '2026-10', until: '2026-12-31' }, 'day'],
    ['closed again when it is not open', 'dina', { until: null }, 'same'],
  ] as const)('is not reopened %s', (_, name, changes, fault) => {
    const order = { unit, period: '2026-06', until, reason: 'Feil i juni', ...changes };
    expect(reopen(world.context, actorOf(world.people[name]), order)).toEqual({ ok: false, fault });
    expect(world.context.store.event.ofSubject(`report:2026-06:${unit}`).map(({ what }) => what)).toEqual([
      'report.delivered',
    ]);
  });

  test('is closed again by the directorate, and every act is an event', () => {
    open('2026-06');
    const closing = { unit, period: '2026-06', until: null, reason: 'Ble ikke brukt' };
    expect(reopen(world.context, actorOf(world.people.dina), closing)).toEqual({ ok: true });
    expect(send('2026-06', quietMonth(12, { women_end: 2 }))).toBe('closed');
    const events = world.context.store.event.ofSubject(`report:2026-06:${unit}`).slice(1);
    expect(events).toMatchObject([
      { what: 'report.reopened', details: { reason: 'Feil i juni', until } },
      { what: 'report.reopeningTakenBack', details: { reason: 'Ble ikke brukt' } },
    ]);
  });

  test('a month that was never delivered is not reopened: it can be delivered anyway', () => {
    const order = { unit: '0101-3124', period: '2026-06', until, reason: 'Mangler' };
    expect(reopen(world.context, actorOf(world.people.dina), order)).toEqual({ ok: false, fault: 'notDelivered' });
  });
});

test('a month that would go below zero, or break another rule, is not moved but named', () => {
  deliverAll(1);
  world.setNow('2026-11-05T09:00:00.000Z');
  expect(send('2026-09', quietMonth(1, { ended_other: 1, participants_end: 0, women_end: 0 }))).toBe('delivered');
  const result = confirm('2026-10');
  expect(result).toMatchObject({ kind: 'confirmed', steps: [{ kind: 'faulty', submission: null }] });
  expect(result.kind === 'confirmed' && result.steps[0]?.errors[0]?.rule).toBe('E5');
  expect(ofMonth('2026-10')).toMatchObject({ number: 1, marked: true });
});

test('a warning that arises when a month moves asks for its reason, and nothing is stored before it is there', () => {
  deliverAll(12);
  world.setNow('2026-11-05T09:00:00.000Z');
  expect(send('2026-10', quietMonth(12, { on_leave_end: 3 }), {})).toBe('delivered');
  expect(send('2026-09', quietMonth(12, { ended_other: 2, participants_end: 10 }))).toBe('delivered');
  const asked = confirm('2026-10');
  expect(asked).toMatchObject({ kind: 'unexplained', steps: [{ warnings: [{ rule: 'W4' }], after: { opening: 10 } }] });
  expect(confirm('2026-10', { '2026-10': { W4: 'Gjelder 13097248022' } }).kind).toBe('unexplained');
  expect(ofMonth('2026-10').number).toBe(2);
  expect(confirm('2026-10', { '2026-10': { W4: 'Foreldrepermisjon' } }).kind).toBe('confirmed');
  expect(ofMonth('2026-10').loaded?.inForce?.reasons).toEqual({ W4: 'Foreldrepermisjon' });
});

describe('whatever is delivered, corrected, reopened and confirmed', () => {
  const index = fc.integer({ min: 0, max: months.length - 1 });
  const deed = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        deed: fc.constant('deliver' as const),
        month: index,
        opening: fc.option(fc.integer({ min: 0, max: 30 })),
        change: fc.integer({ min: -3, max: 3 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ deed: fc.constant('reopen' as const), month: index }) },
    { weight: 3, arbitrary: fc.record({ deed: fc.constant('confirm' as const), month: index }) },
    { weight: 1, arbitrary: fc.record({ deed: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 40 }) }) },
  );

  test('every month agrees with what is carried to it or is marked, after a confirmation all that could move has, and nothing acknowledged is lost', () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 5, maxLength: 25 }), (deeds) => {
        world.close();
        world = makeWorld({ now: '2026-05-04T09:00:00.000Z' });
        let now = Temporal.Instant.from('2026-08-04T09:00:00Z');
        world.setNow(now.toString({ fractionalSecondDigits: 3 }));
        for (const period of months) if (period < '2026-08') world.open(period);
        let delivered = 0;
        for (const one of deeds) {
          if (one.deed === 'wait') {
            now = now.add({ hours: 24 * one.days });
            world.setNow(now.toString({ fractionalSecondDigits: 3 }));
            continue;
          }
          const period = months[one.month] ?? '';
          if (!world.context.store.period.find(period)) continue;
          if (one.deed === 'reopen') {
            const until = now
              .add({ hours: 24 * 20 })
              .toString()
              .slice(0, 10);
            reopen(world.context, actorOf(world.people.dina), { unit, period, until, reason: 'Feil' });
          } else if (one.deed === 'deliver') {
            const carried = world.context.store.submission.carried(unit, period)?.number ?? 10;
            const opening = one.opening ?? carried;
            const end = Math.max(0, opening + one.change);
            const change = end - opening;
            const flows = change >= 0 ? { started: change } : { ended_other: -change };
            const count = numbers().length;
            if (send(period, quietMonth(end, { ...flows, participants_start: opening })) === 'delivered')
              delivered += numbers().length - count;
          } else {
            const before = state();
            const result = confirm(period, Object.fromEntries(months.map((month) => [month, everyReason])));
            expect(result.kind).toBe('confirmed');
            const steps = result.kind === 'confirmed' ? result.steps : [];
            const moved = new Set(steps.flatMap((step) => (step.submission ? [step.period] : [])));
            delivered += moved.size;
            for (const [month, { loaded, opening, marked }] of state()) {
              if (!moved.has(month)) expect(loaded?.inForce).toEqual(before.get(month)?.loaded?.inForce);
              else expect(before.get(month)?.loaded?.closed).toBeNull();
              const isNamed = steps.some((step) => step.period === month && step.submission === null);
              const follows = month >= period && loaded?.inForce && loaded.carried && opening !== loaded.carried.number;
              const isLater =
                follows && loaded.carried?.sources.some((source) => source.submission > (loaded.inForce?.id ?? 0));
              if (isLater) expect(isNamed && marked).toBe(true);
            }
            expect(confirm(period)).toMatchObject({ kind: 'confirmed' });
          }
          for (const { loaded, opening } of state().values()) {
            if (!loaded?.inForce || !loaded.carried || opening === loaded.carried.number) continue;
            const sources = loaded.carried.sources.map((source) => ofMonth(source.period).marked);
            expect([loaded.flags.toBeConfirmed, ...sources]).toContain(true);
          }
          expect(numbers()).toHaveLength(delivered);
        }
      }),
      { numRuns: 25 },
    );

    function state() {
      return new Map(
        months.filter((month) => world.context.store.period.find(month)).map((month) => [month, ofMonth(month)]),
      );
    }
    function numbers() {
      return [...state().values()].flatMap(({ loaded }) => loaded?.submissions ?? []);
    }
  });
});
