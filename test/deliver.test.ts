// One delivery, however it comes in: stored once or not at all, numbered, with receipt and figures; and the chain of
// months it stands in.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Delivery, deliver } from '../src/actions/deliver.ts';
import { listReports } from '../src/actions/list-reports.ts';
import { loadReport } from '../src/actions/load-report.ts';
import { addMonths, lastDayOf } from '../src/domain/period.ts';
import type { Person } from '../src/domain/person.ts';
import { actorOf, makeWorld, quietMonth, typed, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

const halden = '0101-3101';
const october = '2026-10';

function deliveredBy(person: Person, answers: Record<string, number>, rest: Partial<Delivery> = {}) {
  const { reasons = {}, comment = '' } = rest.input ?? {};
  return deliver(world.context, actorOf(person), {
    ...{ unit: halden, period: october, key: null, ifMatch: null, channel: 'page' },
    ...rest,
    input: { answers: typed(answers), reasons, comment },
  });
}

const explained = (...rules: string[]) => ({
  input: { answers: {}, comment: '', reasons: Object.fromEntries(rules.map((rule) => [rule, 'Talt på nytt.'])) },
});

describe('a delivery', () => {
  test('is stored with number 1, on time, and is in force', () => {
    const result = deliveredBy(world.people.alice, quietMonth(12));
    expect(result).toMatchObject({ kind: 'delivered', created: true, submission: { number: 1, onTime: true } });
    const loaded = loadReport(world.context, actorOf(world.people.alice), halden, october);
    expect(loaded).toMatchObject({
      status: 'onTime',
      inForce: { answers: quietMonth(12), submittedName: 'Alice Aas' },
    });
  });

  test('at the last millisecond of the deadline is on time, and one later is late for ever', () => {
    world.setNow('2026-11-10T22:59:59.999Z');
    expect(deliveredBy(world.people.alice, quietMonth(12))).toMatchObject({ submission: { onTime: true } });
    world.setNow('2026-11-10T23:00:00.000Z');
    const other = deliveredBy(world.people.alice, quietMonth(3), { unit: '0101-3124' });
    expect(other).toMatchObject({ submission: { onTime: false } });
    world.setNow('2026-12-01T09:00:00.000Z');
    const statuses = listReports(world.context, actorOf(world.people.alice), { from: october, to: october });
    expect(statuses.map(({ unit, status }) => [unit.id, status])).toEqual([
      [halden, 'onTime'],
      ['0101-3124', 'late'],
    ]);
  });

  test('sent again with the same key, or without one, is the same submission', () => {
    const first = deliveredBy(world.people.alice, quietMonth(12), { key: 'form-1' });
    expect(deliveredBy(world.people.alice, quietMonth(12), { key: 'form-1' })).toMatchObject({ created: false });
    expect(deliveredBy(world.people.alice, quietMonth(12))).toMatchObject({ created: false });
    expect(first.kind === 'delivered' && world.context.store.submission.ofReport(first.report.id)).toHaveLength(1);
  });

  test('with a key that was used for something else is a conflict, and nothing is stored', () => {
    deliveredBy(world.people.alice, quietMonth(12), { key: 'form-1' });
    expect(deliveredBy(world.people.alice, quietMonth(13), { key: 'form-1' })).toMatchObject({
      kind: 'conflict',
      reason: 'keyReused',
    });
    expect(deliveredBy(world.people.alice, quietMonth(12), { key: 'form-1', unit: '0101-3124' })).toMatchObject({
      kind: 'conflict',
    });
  });

  test('of somebody who has not seen the submission in force is a conflict', () => {
    deliveredBy(world.people.alice, quietMonth(12), { ifMatch: 0 });
    expect(deliveredBy(world.people.lars, quietMonth(13), { ifMatch: 0 })).toMatchObject({
      kind: 'conflict',
      reason: 'changed',
      stored: { number: 1 },
    });
    expect(deliveredBy(world.people.lars, quietMonth(13), { ifMatch: 1 })).toMatchObject({ submission: { number: 2 } });
  });

  test('with faults stores nothing and tells each', () => {
    const result = deliveredBy(world.people.alice, quietMonth(12, { started: 2, women_end: 13 }));
    expect(result.kind === 'faulty' && result.errors.map(({ rule }) => rule)).toEqual(['E3', 'E5']);
    expect(loadReport(world.context, actorOf(world.people.alice), halden, october)?.inForce).toBeNull();
  });

  test('that left the opening number out opens with the number carried', () => {
    deliveredBy(world.people.alice, quietMonth(12));
    world.setNow('2026-12-02T09:00:00.000Z');
    world.open('2026-11');
    const { participants_start: _, ...rest } = quietMonth(12, { started: 1, participants_end: 13 });
    expect(deliveredBy(world.people.alice, rest, { period: '2026-11' })).toMatchObject({
      submission: { answers: { participants_start: 12 } },
    });
  });

  test('with "nothing to report" answers zero to every question', () => {
    expect(deliveredBy(world.people.alice, {}, { zero: true })).toMatchObject({
      submission: { answers: quietMonth(0) },
    });
    expect(loadReport(world.context, actorOf(world.people.alice), halden, october)?.flags.confirmedZero).toBe(true);
  });

  test.each([
    ['another office', 'olav'],
    ['nobody the service knows for this unit', 'sigrid'],
  ] as const)('by %s is told that there is no such report', (_, name) => {
    expect(deliveredBy(world.people[name], quietMonth(12))).toEqual({ kind: 'notFound' });
  });

  test('by a governor who only reads, or the municipality, is refused', () => {
    expect(deliveredBy(world.people.mona, quietMonth(12))).toEqual({ kind: 'forbidden' });
    expect(deliveredBy(world.people.guri, quietMonth(12), { unit: '1263-4631' })).toEqual({ kind: 'forbidden' });
    expect(deliveredBy(world.people.guri, quietMonth(12))).toEqual({ kind: 'notFound' });
  });

  test('before the month is over is refused, and so is one for a unit that does not exist', () => {
    expect(deliveredBy(world.people.alice, quietMonth(12), { period: '2026-11' })).toEqual({
      kind: 'closed',
      reason: 'notOpen',
    });
    expect(deliveredBy(world.people.dina, quietMonth(12), { unit: '0101-9999' })).toEqual({ kind: 'notFound' });
  });
});

describe('a correction', () => {
  test('is the next number, keeps the verdict of the first, and the reasons given before', () => {
    deliveredBy(world.people.alice, quietMonth(12, { started: 6, participants_end: 18 }), explained('W1'));
    world.setNow('2026-12-15T09:00:00.000Z');
    const corrected = deliveredBy(world.people.lars, quietMonth(12, { started: 7, participants_end: 19 }));
    expect(corrected).toMatchObject({ submission: { number: 2, reasons: { W1: 'Talt på nytt.' } } });
    const loaded = loadReport(world.context, actorOf(world.people.alice), halden, october);
    expect(loaded).toMatchObject({ status: 'onTime', flags: { corrected: true } });
  });

  test('is possible on the closing day and refused on the day after; a first delivery is taken late', () => {
    deliveredBy(world.people.alice, quietMonth(12));
    world.setNow('2026-12-31T22:59:59.000Z');
    expect(deliveredBy(world.people.alice, quietMonth(13))).toMatchObject({ kind: 'delivered' });
    world.setNow('2026-12-31T23:00:00.000Z');
    expect(deliveredBy(world.people.alice, quietMonth(14))).toEqual({ kind: 'closed', reason: 'closed' });
    expect(deliveredBy(world.people.alice, quietMonth(4), { unit: '0101-3124' })).toMatchObject({ kind: 'delivered' });
  });

  test('of the closing number puts the month after in doubt; another opening number the month before', () => {
    const flags = (period: string) =>
      loadReport(world.context, actorOf(world.people.alice), halden, period)?.flags.toBeConfirmed;
    deliveredBy(world.people.alice, quietMonth(12));
    world.setNow('2026-12-02T09:00:00.000Z');
    world.open('2026-11');
    deliveredBy(world.people.alice, quietMonth(12), { period: '2026-11' });
    expect([flags(october), flags('2026-11')]).toEqual([false, false]);
    deliveredBy(world.people.alice, quietMonth(13));
    expect([flags(october), flags('2026-11')]).toEqual([false, true]);
    deliveredBy(world.people.alice, quietMonth(13), { period: '2026-11' });
    expect([flags(october), flags('2026-11')]).toEqual([false, false]);
    deliveredBy(world.people.alice, quietMonth(14), { period: '2026-11', ...explained('W10') });
    expect([flags(october), flags('2026-11')]).toEqual([true, false]);
  });
});

describe('whatever is delivered and corrected, in whatever order', () => {
  test('numbers run 1, 2, 3 …, the last one is in force, and months agree with the next or one is in doubt', () => {
    const months = [october, '2026-11', '2026-12'];
    const step = fc.record({ period: fc.constantFrom(...months), end: fc.nat(4), key: fc.nat(6) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const own = makeWorld({ now: '2026-11-03T09:00:00.000Z' });
        try {
          own.setNow('2027-01-04T09:00:00.000Z');
          for (const period of months.slice(1)) own.open(period);
          const actor = actorOf(own.people.alice);
          const acknowledged = new Map<string, number[]>();
          for (const { period, end, key } of steps) {
            // October's closing day has passed: only its first delivery is taken.
            const result = deliver(own.context, actor, {
              ...{ unit: halden, period, key: `${key}`, ifMatch: null, channel: 'api' },
              input: { answers: typed(quietMonth(end)), comment: '', reasons: { W10: 'x', W2: 'x', W1: 'x' } },
            });
            if (result.kind === 'delivered' && result.created) {
              acknowledged.set(period, [...(acknowledged.get(period) ?? []), end]);
            }
          }
          const listed = listReports(own.context, actor, { from: october, to: '2026-12', unit: halden });
          for (const period of months) {
            const loaded = loadReport(own.context, actor, halden, period);
            const ends = loaded?.submissions.map(({ answers }) => answers.participants_end) ?? [];
            expect(ends).toEqual(acknowledged.get(period) ?? []);
            expect(loaded?.submissions.map(({ number }) => number)).toEqual(ends.map((_, index) => index + 1));
            const inList = listed.find((row) => row.period === period);
            expect(inList?.toBeConfirmed).toBe(loaded?.flags.toBeConfirmed);
            const opening = loaded?.inForce?.answers.participants_start;
            if (opening === undefined || !loaded?.carried || loaded.carried.number === opening) continue;
            const source = loaded.carried.sources[0]?.period ?? '';
            const before = loadReport(own.context, actor, halden, source);
            const older = (before?.inForce?.id ?? 0) < (loaded.inForce?.id ?? 0) ? before : loaded;
            expect(older?.flags.toBeConfirmed).toBe(true);
          }
        } finally {
          own.close();
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('a list of reports', () => {
  test('of a month not open yet shows every unit of the person as not open', () => {
    const rows = listReports(world.context, actorOf(world.people.alice), { from: '2026-11', to: '2026-11' });
    expect(rows.map(({ unit, status, deadline }) => [unit.id, status, deadline])).toEqual([
      [halden, 'notOpen', '2026-12-10'],
      ['0101-3124', 'notOpen', '2026-12-10'],
    ]);
  });

  test('for the directorate holds every unit valid on the last day of the month', () => {
    const rows = listReports(world.context, actorOf(world.people.dina), { from: october, to: october });
    expect(rows).toHaveLength(world.context.store.unit.on(lastDayOf(october)).length);
    expect(rows.length).toBe(379);
    expect(
      listReports(world.context, actorOf(world.people.dina), { from: addMonths(october, -1), to: '2026-09' }),
    ).toHaveLength(379);
  });

  test('for a governor holds the units of its counties', () => {
    const rows = listReports(world.context, actorOf(world.people.guri), { from: october, to: october });
    expect(new Set(rows.map(({ unit }) => unit.county))).toEqual(new Set(['46']));
  });
});
