// A follow-up's state is its time line, whatever happens to it; and the rule that opens them, played month by month in a
// real database beside a plain reading of the rule.

import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deliver } from '../src/actions/deliver.ts';
import { loadFollowUp, listFollowUps, workOnFollowUp } from '../src/actions/follow-up.ts';
import { openPeriod } from '../src/actions/open.ts';
import { followUpsAfterEscalation, openFollowUp } from '../src/actions/open-follow-up.ts';
import {
  type FollowUpEvent,
  isUntouched,
  nextLetter,
  nextStep,
  openingKind,
  stateOf,
} from '../src/domain/follow-up.ts';
import { type Cause, causes } from '../src/domain/follow-up-cause.ts';
import { addMonths, instantAt, type Period, periodsFrom } from '../src/domain/period.ts';
import { datesOf } from '../src/domain/plan.ts';
import { actorOf, makeWorld, quietMonth, typed, type World } from './world.ts';

const told = (id: number) => ({
  id,
  at: `2026-01-${String(1 + (id % 28)).padStart(2, '0')}T09:00:00.000Z`,
  who: 'person:1',
  name: 'Guri',
  text: '',
});

type Act = { cause: Cause } | 'close' | 'note' | 'letter' | 'answer';

/** Plays what a desk does, as the service does it: opening decides by the state, the rest only happens while it is open. */
function play(acts: Act[]): FollowUpEvent[] {
  const events: FollowUpEvent[] = [];
  for (const act of acts) {
    const id = events.length + 1;
    const state = events.length === 0 ? null : stateOf(events);
    if (typeof act === 'object') {
      const kind = openingKind(state, act.cause);
      if (kind) events.push({ ...told(id), kind, cause: act.cause, period: null });
    } else if (state?.isOpen) {
      if (act === 'close') events.push({ ...told(id), kind: 'closed' });
      if (act === 'note') events.push({ ...told(id), kind: 'note' });
      if (act === 'letter')
        events.push({
          ...told(id),
          kind: 'letter',
          letter: id,
          letterKind: nextLetter(state),
          dated: '2026-01-05',
          day: '2026-02-09',
        });
      if (act === 'answer') events.push({ ...told(id), kind: 'answer', answer: id, day: '2026-02-01' });
    }
  }
  return events;
}

const acts = fc.array(
  fc.oneof(
    fc.constantFrom(...causes).map((cause): Act => ({ cause })),
    fc.constantFrom<Act>('close', 'note', 'letter', 'answer'),
  ),
  { maxLength: 30 },
);

describe('a time line', () => {
  test('begins with the opening, opens again only after a closing, and never names an open cause twice', () => {
    fc.assert(
      fc.property(acts, (given) => {
        const events = play(given);
        let isOpen = false;
        let named = new Set<Cause>();
        for (const event of events) {
          if (event.kind === 'opened') expect(event.id).toBe(1);
          if (event.kind === 'opened' || event.kind === 'reopened') {
            expect(isOpen).toBe(false);
            named = new Set([event.cause]);
            isOpen = true;
          }
          if (event.kind === 'causeAdded') {
            expect(isOpen && !named.has(event.cause)).toBe(true);
            named.add(event.cause);
          }
          if (event.kind === 'closed') isOpen = false;
        }
        if (events.length === 0) return;
        const state = stateOf(events);
        expect(state.isOpen).toBe(isOpen);
        expect(new Set(state.causes)).toEqual(named);
      }),
    );
  });

  test('always has one next thing to do while it is open, and none when it is closed', () => {
    fc.assert(
      fc.property(acts, fc.boolean(), (given, allGone) => {
        const events = play(given);
        if (events.length === 0) return;
        const { do: next } = nextStep(events, allGone, '2026-02-01');
        expect(next === 'nothing').toBe(!stateOf(events).isOpen);
        const last = events.findLast(({ kind }) => ['letter', 'answer', 'opened', 'reopened'].includes(kind));
        if (next === 'reply') expect(last?.kind).toBe('answer');
        if (next === 'write') expect(allGone).toBe(false);
      }),
    );
  });

  test('asks for a letter, waits until the answer date, then for a reminder, and for a reply when there is an answer', () => {
    const step = (given: Act[], today: string) => nextStep(play(given), false, today).do;
    expect(step([{ cause: 'missing' }], '2026-01-06')).toBe('write');
    expect(step([{ cause: 'missing' }, 'letter'], '2026-02-09')).toBe('wait');
    expect(step([{ cause: 'missing' }, 'letter'], '2026-02-10')).toBe('remind');
    expect(step([{ cause: 'missing' }, 'letter', 'answer'], '2026-02-10')).toBe('reply');
    expect(nextStep(play([{ cause: 'missing' }]), true, '2026-01-06').do).toBe('close');
    expect(step([{ cause: 'missing' }, 'letter', 'close', { cause: 'below' }], '2026-01-06')).toBe('write');
  });
});

describe('an open follow-up', () => {
  test('is untouched when nothing has happened to it for more than a month, and a closed one never is', () => {
    const opened: FollowUpEvent[] = [{ ...told(9), kind: 'opened', cause: 'missing', period: null }];
    expect(isUntouched(opened, '2026-02-10')).toBe(false);
    expect(isUntouched(opened, '2026-02-11')).toBe(true);
    expect(isUntouched([...opened, { ...told(20), kind: 'note' }], '2026-02-11')).toBe(false);
    expect(isUntouched([...opened, { ...told(20), kind: 'closed' }], '2027-01-01')).toBe(false);
  });
});

describe('the rule of the escalation day', () => {
  let world: World;
  afterEach(() => world.close());
  const unit = '4601-4601';
  const bergen = () =>
    world.context.store.unit.on('2026-01-31').find(({ municipality }) => municipality === '4640')?.id ?? unit;

  const start = '2025-01';
  const escalationOf = (period: Period) => {
    const { steps } = datesOf(world.context.store.plan.inForce(period), period);
    return instantAt(steps.find(({ step }) => step === 'escalation')?.day ?? '', '08:00');
  };

  function report(period: Period, who: string): void {
    const input = { answers: typed(quietMonth(7)), reasons: { W8: 'x', W10: 'x', W1: 'x' }, comment: '' };
    const order = { unit: who, period, input, key: null, ifMatch: null, channel: 'page' as const };
    expect(deliver(world.context, actorOf(world.people.dina), order).kind).toBe('delivered');
  }

  /** Plays months: R reported, M missing, I imported and missing. Gives the openings, by the month that made them. */
  function playMonths(letters: string, closeAfter: number[] = []): string[] {
    world = makeWorld({ now: '2024-12-15T09:00:00.000Z' });
    const who = bergen();
    const { context } = world;
    report('2024-11', who);
    periodsFrom(start, addMonths(start, letters.length - 1)).forEach((period, index) => {
      world.setNow(instantAt(`${addMonths(period, 1)}-01`, '08:00'));
      openPeriod(context, period, { at: context.now(), imported: letters[index] === 'I' });
      if (letters[index] === 'R') report(period, who);
      world.setNow(escalationOf(period));
      followUpsAfterEscalation(context, period, context.now());
      followUpsAfterEscalation(context, period, context.now());
      const own = context.store.followUp.all().find((one) => one.unit === who);
      if (own && closeAfter.includes(index)) {
        expect(workOnFollowUp(context, actorOf(world.people.guri), own.id, { do: 'close', text: 'Ferdig' }).kind).toBe(
          'done',
        );
      }
    });
    const own = context.store.followUp.all().filter((one) => one.unit === who);
    expect(own.length).toBeLessThanOrEqual(1);
    return own
      .flatMap(({ id }) => context.store.followUp.events(id))
      .flatMap((event) =>
        event.kind === 'opened' || event.kind === 'reopened' ? [`${event.kind} ${event.period}`] : [],
      );
  }

  test('two missing months in a row open one follow-up, once, and later months carry it on', () => {
    expect(playMonths('RMMMRM')).toEqual(['opened 2025-03']);
  });

  test('three in twelve open one; imported months count for nothing', () => {
    expect(playMonths('MRMRM')).toEqual(['opened 2025-05']);
    world.close();
    expect(playMonths('IIMRM')).toEqual([]);
  });

  test('after it was closed, a new missing month reopens it, and the old ones alone do not', () => {
    expect(playMonths('MMRRM', [2])).toEqual(['opened 2025-02', 'reopened 2025-05']);
    world.close();
    expect(playMonths('MMRRR', [2])).toEqual(['opened 2025-02']);
  });

  test('nothing opens before the escalation day', () => {
    world = makeWorld({ now: '2025-03-01T09:00:00.000Z' });
    for (const period of ['2025-01', '2025-02']) {
      if (!world.context.store.period.find(period))
        openPeriod(world.context, period, { at: world.context.now(), imported: false });
    }
    const escalation = escalationOf('2025-02');
    expect(followUpsAfterEscalation(world.context, '2025-02', `${escalation.slice(0, 8)}01T09:00:00.000Z`)).toBe(0);
    expect(followUpsAfterEscalation(world.context, '2025-02', escalation)).toBeGreaterThan(300);
    expect(followUpsAfterEscalation(world.context, '2025-02', escalation)).toBe(0);
  });

  test('a delivery on the day before keeps it away, and one after makes closing the next thing to do', () => {
    expect(playMonths('RMM')).toEqual(['opened 2025-03']);
    const { context } = world;
    const guri = actorOf(world.people.guri);
    const own = context.store.followUp.all().find((one) => one.unit === bergen());
    expect(loadFollowUp(context, guri, own?.id ?? 0)?.next.do).toBe('write');
    report('2025-02', bergen());
    report('2025-03', bergen());
    expect(loadFollowUp(context, guri, own?.id ?? 0)).toMatchObject({ gone: ['missing'], next: { do: 'close' } });
  });

  test('a follow-up goes on under the unit that a merger made', () => {
    world = makeWorld({ now: '2019-11-04T09:00:00.000Z' });
    const guri = actorOf(world.people.guri);
    const opened = openFollowUp(world.context, guri, { unit: '1260-1260', cause: 'other', text: 'Samtale' });
    expect(opened.kind).toBe('opened');
    world.setNow('2020-02-03T09:00:00.000Z');
    const [found] = listFollowUps(world.context, guri)?.open ?? [];
    expect(found?.unit.municipality).toBe('4631');
    const again = openFollowUp(world.context, guri, { unit: found?.unit.id ?? '', cause: 'below', text: '' });
    expect(again).toEqual(opened);
    expect(world.context.store.followUp.all()).toHaveLength(1);
  });

  test('only the governor of the county opens by hand, with a reason, and without identity numbers', () => {
    world = makeWorld();
    const by = (name: 'guri' | 'dina' | 'mona' | 'olav', order: { unit: string; text: string }) =>
      openFollowUp(world.context, actorOf(world.people[name]), { ...order, cause: 'other' });
    const vestland = bergen();
    for (const name of ['dina', 'mona', 'olav'] as const)
      expect(by(name, { unit: vestland, text: 'x' })).toEqual({ kind: 'notFound' });
    expect(by('guri', { unit: '0101-3101', text: 'x' })).toEqual({ kind: 'notFound' });
    expect(by('guri', { unit: vestland, text: ' ' })).toEqual({ kind: 'faulty', fault: 'empty' });
    expect(by('guri', { unit: vestland, text: 'Om 01010750160' })).toEqual({ kind: 'faulty', fault: 'identityNumber' });
    expect(by('guri', { unit: vestland, text: 'Samtale med kontoret' }).kind).toBe('opened');
  });
});
