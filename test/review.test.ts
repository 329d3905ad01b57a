// Reviews of decisions: what is accepted, what is counted, and what is stored for whom.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { reviewDemo } from '../src/actions/demo-review.ts';
import { enterDecision, withdrawDecision } from '../src/actions/enter-review.ts';
import { closeReview, makeReview } from '../src/actions/make-review.ts';
import { readForms } from '../src/actions/publish-form.ts';
import { criteriaOf, latestCriteria } from '../src/actions/review-criteria.ts';
import { hasReviews, loadReview } from '../src/actions/reviews.ts';
import { concernsOf, parseConclusion, parseEntry, parseReview, resultFor, resultOf } from '../src/domain/review.ts';
import type { ReviewEntry } from '../src/domain/review.ts';
import { optionsOf, reviewCriteria } from '../src/domain/review-criteria.ts';
import { actorOf, makeWorld, type Name, type World } from './world.ts';

const criteria = criteriaOf('review-1');
const judged = criteria.filter(({ kind }) => kind === 'judgement').map(({ id }) => id);
const [alver, askøy, voss] = ['1263-4631', '1247-4627', '1235-4621'] as const;
/** Every criterion met, and the first option of a choice. */
const met = Object.fromEntries(criteria.map((one) => [one.id, optionsOf(one)[0] ?? '']));

describe('the criteria', () => {
  test('are nine, in both languages, and what participants went on to is called as in the form', () => {
    expect([latestCriteria(), criteria.length]).toEqual(['review-1', 9]);
    const outcome = criteria.find(({ id }) => id === 'outcome');
    const questions =
      readForms()
        .at(-1)
        ?.questions.filter(({ id }) => id.startsWith('outcome_')) ?? [];
    const words = questions.map(({ id, label }) => ({ id, text: label }));
    expect(outcome?.kind === 'choice' && outcome.options.slice(0, -1)).toEqual(words);
    expect(outcome && optionsOf(outcome).at(-1)).toBe('still_in_programme');
  });

  test('with an id twice are refused, and so is a version that there is not', () => {
    const [one] = criteria;
    expect(reviewCriteria.safeParse({ version: 'review-1', criteria: [one, one] }).success).toBe(false);
    expect(() => criteriaOf('review-99')).toThrow();
    expect(() => criteriaOf('../forms/kvp-1')).toThrow();
  });
});

describe('what is typed', () => {
  const own = new Set([alver, askøy]);
  const typed = { title: ' Vedtak  2025 ', from: '2025-01-01', to: '2025-12-31', units: [askøy, alver, alver] };
  const faultsOf = (changes: object) => {
    const parsed = parseReview({ ...typed, ...changes }, own, '2026-11-03');
    return parsed.ok ? [] : parsed.faults.map(({ field, fault }) => `${field} ${fault}`);
  };

  test('becomes a review of some of the governor’s own offices, over a span of three years at most', () => {
    expect(parseReview(typed, own, '2026-11-03')).toEqual({
      ...{ ok: true, title: 'Vedtak 2025', from: '2025-01-01', to: '2025-12-31', units: [askøy, alver] },
    });
    expect(faultsOf({ from: '2026-01-01', to: '2026-12-31' })).toEqual([]);
    expect(faultsOf({ from: '2023-01-01' })).toEqual([]);
    expect(faultsOf({ from: '2022-12-31' })).toEqual(['to span']);
  });

  test('is refused with every fault at its field', () => {
    expect(faultsOf({ title: ' ', from: '', to: 'x', units: [] })).toEqual([
      ...['title empty', 'from day', 'to day', 'units none'],
    ]);
    expect(faultsOf({ title: 'Om 01010750160' })).toEqual(['title identityNumber']);
    expect(faultsOf({ title: 'x'.repeat(151) })).toEqual(['title tooLong']);
    expect(faultsOf({ from: '2007-10-31', to: '2008-01-01' })).toEqual(['from tooEarly']);
    expect(faultsOf({ from: '2026-11-04', to: '2026-12-31' })).toEqual(['from future']);
    expect(faultsOf({ to: '2024-12-31' })).toEqual(['to before']);
    expect(faultsOf({ units: [alver, '0101-3101'] })).toEqual(['units outside']);
    expect(parseConclusion(' ')).toEqual({ ok: false, fault: 'empty' });
    expect(parseConclusion('Om 01010750160')).toEqual({ ok: false, fault: 'identityNumber' });
    expect(parseConclusion('x'.repeat(4001))).toEqual({ ok: false, fault: 'tooLong' });
  });

  test('of a decision is an option that there is for each criterion, and nothing else', () => {
    expect(parseEntry(criteria, { ...met, comment: 'Kari' })).toEqual({ ok: true, answers: met });
    const { wording: _, ...rest } = met;
    expect(parseEntry(criteria, { ...rest, outcome: 'yes', period: '' })).toEqual({
      ...{ ok: false, unanswered: ['wording', 'period', 'outcome'] },
    });
    expect(parseEntry(criteria, {})).toMatchObject({ ok: false });
  });
});

describe('the result', () => {
  const entry = (unit: string, answers: object, isWithdrawn = false): ReviewEntry => ({
    ...{ id: 1, unit, number: 1, answers: { ...met, ...answers }, name: 'Guri', at: '2026-11-03T09:00:00.000Z' },
    withdrawn: isWithdrawn ? { reason: 'twice', name: 'Guri', at: '2026-11-03T09:00:00.000Z' } : null,
  });

  test('counts by office and together, and gives the share of yes among those that could be assessed', () => {
    const entries = [
      ...[entry(alver, {}), entry(alver, { wording: 'partly' }), entry(alver, { wording: 'notAssessable' })],
      ...[entry(askøy, { wording: 'no', outcome: 'still_in_programme' }), entry(askøy, { wording: 'no' }, true)],
    ];
    const { units, all } = resultOf(criteria, [alver, askøy, voss], entries);
    const wording = { id: 'wording' };
    expect(units.map(({ tally }) => [tally.decisions, resultFor(tally, wording).share])).toEqual([
      ...[
        [3, 0.5],
        [1, 0],
        [0, null],
      ],
    ]);
    expect(resultFor(all, wording)).toEqual({
      ...{ counts: { yes: 1, partly: 1, no: 1, notAssessable: 1 }, assessed: 3, share: 1 / 3 },
    });
    expect(resultFor(all, { id: 'outcome' })).toMatchObject({ counts: { still_in_programme: 1 }, share: null });
  });

  test('says what to supervise next: the lowest share first, with the offices under half', () => {
    const entries = [
      ...[entry(alver, { period: 'no' }), entry(alver, { period: 'no', measures: 'partly' })],
      ...[entry(askøy, { follow_up: 'notAssessable' }), entry(voss, { period: 'no' }), entry(voss, {})],
    ];
    expect(concernsOf(criteria, resultOf(criteria, [alver, askøy, voss], entries))).toEqual([
      { criterion: 'period', yes: 2, assessed: 5, weak: [{ unit: alver, yes: 0, assessed: 2 }] },
      // Half is not under half.
      { criterion: 'measures', yes: 4, assessed: 5, weak: [] },
    ]);
    expect(concernsOf(criteria, resultOf(criteria, [alver], []))).toEqual([]);
  });

  test('of the offices adds up to all of them, and what is withdrawn never counts', () => {
    const answers = fc.record(Object.fromEntries(criteria.map((one) => [one.id, fc.constantFrom(...optionsOf(one))])));
    const made = fc.tuple(fc.constantFrom(alver, askøy, voss), answers, fc.boolean());
    fc.assert(
      fc.property(fc.array(made, { maxLength: 30 }), (given) => {
        const entries = given.map(([unit, chosen, isWithdrawn]) => entry(unit, chosen, isWithdrawn));
        const counted = entries.filter(({ withdrawn }) => !withdrawn);
        const { units, all } = resultOf(criteria, [alver, askøy, voss], entries);
        expect({ units, all }).toEqual(resultOf(criteria, [alver, askøy, voss], counted));
        const sum = (of: (unit: (typeof units)[number]) => number) => units.reduce((total, one) => total + of(one), 0);
        expect([all.decisions, sum(({ tally }) => tally.decisions)]).toEqual([counted.length, counted.length]);
        for (const one of criteria) {
          const { counts, share, assessed } = resultFor(all, one);
          for (const option of optionsOf(one)) {
            expect(counts[option]).toBe(sum(({ tally }) => resultFor(tally, one).counts[option] ?? Number.NaN));
          }
          expect(Object.values(counts).reduce((total, count) => total + count, 0)).toBe(counted.length);
          if (share !== null)
            expect([share >= 0 && share <= 1, assessed]).toEqual([
              true,
              counted.length - (counts['notAssessable'] ?? 0),
            ]);
        }
        const shares = concernsOf(criteria, { units, all }).map(({ yes, assessed }) => yes / assessed);
        expect(shares).toEqual(shares.toSorted((one, other) => one - other));
      }),
    );
    expect(judged).toHaveLength(7);
  });
});

describe('a review that is made', () => {
  let world: World;
  beforeEach(() => {
    world = makeWorld();
  });
  afterEach(() => world.close());

  const make = (name: Name, key = 'one', changes: object = {}) =>
    makeReview(world.context, actorOf(world.people[name]), {
      ...{ governor: 'FMVL', key },
      typed: { title: 'Vedtak', from: '2025-01-01', to: '2025-12-31', units: [alver, askøy, voss], ...changes },
    });
  const enter = (name: Name, unit: string, key: string, answers: object = {}) =>
    enterDecision(world.context, actorOf(world.people[name]), {
      ...{ review: 1, unit, key, typed: { ...met, ...answers } },
    });
  const load = (name: Name) => loadReview(world.context, actorOf(world.people[name]), 1);

  test('is the governor’s, once for each form, with its own offices of then and now', () => {
    expect(make('guri')).toEqual({ kind: 'made', id: 1 });
    expect(make('guri')).toEqual({ kind: 'made', id: 1 });
    expect(make('guri', 'two', { units: ['0101-3101'] })).toEqual({
      ...{ kind: 'faulty', faults: [{ field: 'units', fault: 'outside' }] },
    });
    for (const name of ['alice', 'lars', 'sigrid', 'mona', 'dina', 'olav'] as const)
      expect(make(name, name)).toEqual({ kind: 'notFound' });
    expect(
      makeReview(world.context, actorOf(world.people.guri), {
        ...{ governor: 'FMOV', key: 'x', typed: { title: 'x', from: '2025-01-01', to: '2025-12-31', units: [] } },
      }),
    ).toEqual({ kind: 'notFound' });
    const events = world.context.store.event.ofSubject('review:1').map(({ what, details }) => [what, details]);
    expect(events).toEqual([['review.created', { from: '2025-01-01', to: '2025-12-31', units: 3 }]]);
  });

  test('takes a decision once for each form, numbered within the office, until it is closed', () => {
    make('guri');
    expect(enter('sigrid', alver, 'a')).toEqual({ kind: 'entered', number: 1 });
    expect(enter('sigrid', alver, 'a')).toEqual({ kind: 'entered', number: 1 });
    expect(enter('sigrid', alver, 'a', { wording: 'no' })).toEqual({ kind: 'storedBefore', number: 1 });
    expect(enter('guri', alver, 'a')).toEqual({ kind: 'notFound' });
    expect(enter('guri', alver, 'b')).toEqual({ kind: 'entered', number: 2 });
    expect(enter('guri', askøy, 'c')).toEqual({ kind: 'entered', number: 1 });
    expect(enter('guri', '0101-3101', 'd')).toEqual({ kind: 'notFound' });
    expect(enter('guri', alver, 'e', { outcome: 'x' })).toEqual({ kind: 'faulty', unanswered: ['outcome'] });
    for (const name of ['alice', 'lars', 'mona', 'olav', 'dina'] as const)
      expect(enter(name, alver, name)).toEqual({ kind: 'notFound' });
    expect(enter('sigrid', askøy, 'f')).toEqual({ kind: 'notFound' });

    const withdraw = (name: Name, entry: number, reason = 'twice') =>
      withdrawDecision(world.context, actorOf(world.people[name]), { review: 1, entry, reason });
    expect(withdraw('sigrid', 3)).toBeNull();
    expect(withdraw('dina', 1)).toBeNull();
    expect(withdraw('sigrid', 2, 'Kari')).toEqual({ unit: alver, isDone: false });
    expect(withdraw('sigrid', 2)).toEqual({ unit: alver, isDone: true });
    expect(withdraw('sigrid', 2, 'wrongUnit')).toEqual({ unit: alver, isDone: true });
    expect(load('guri')?.own.decisions).toBe(2);
    // Its number is not used again.
    expect(enter('sigrid', alver, 'g')).toEqual({ kind: 'entered', number: 3 });

    const close = (name: Name, text = 'Samla sett godt.') =>
      closeReview(world.context, actorOf(world.people[name]), 1, text);
    for (const name of ['sigrid', 'dina', 'alice'] as const) expect(close(name)).toBe('notFound');
    expect(close('guri', '')).toBe('empty');
    expect(close('guri')).toBe('closed');
    expect(close('guri')).toBe('notFound');
    expect(enter('sigrid', alver, 'h')).toEqual({ kind: 'closed' });
    expect(withdraw('sigrid', 1)).toBeNull();
    expect(load('dina')?.review.closed).toMatchObject({ conclusion: 'Samla sett godt.', name: 'Guri Grov' });
    const events = world.context.store.event.ofSubject('review:1').map(({ what }) => what);
    expect(events).toEqual([
      ...['review.created', 'review.entered', 'review.entered', 'review.entered', 'review.withdrawn'],
      ...['review.entered', 'review.closed'],
    ]);
  });

  test('shows an office all together once it is closed, never so that another office can be worked out', () => {
    make('guri');
    enter('sigrid', alver, 'a');
    enter('guri', askøy, 'b');
    const seen = () => load('sigrid');
    expect(seen()?.units.map(({ unit }) => unit.id)).toEqual([alver]);
    enter('guri', voss, 'c', { wording: 'no' });
    // Whoever looked before and after a decision would see what it was.
    expect(seen()).toMatchObject({ own: { decisions: 1 }, all: null, concerns: null });
    expect(seen()?.entries.map(({ unit }) => unit)).toEqual([alver]);
    for (const name of ['guri', 'dina'] as const) {
      expect(load(name)?.units.map(({ tally }) => tally.decisions)).toEqual([1, 1, 1]);
      expect(load(name)?.concerns).toHaveLength(1);
    }
    expect(load('dina')?.units.some(({ mayEnter }) => mayEnter)).toBe(false);
    for (const name of ['alice', 'lars', 'mona', 'olav'] as const) {
      expect([load(name), hasReviews(world.context, actorOf(world.people[name]))]).toEqual([null, false]);
    }
    closeReview(world.context, actorOf(world.people.guri), 1, 'Ferdig.');
    expect(seen()).toMatchObject({ own: { decisions: 1 }, all: { decisions: 3 }, concerns: null });
    expect(seen()?.units.map(({ unit }) => unit.id)).toEqual([alver]);
  });

  test('of two offices never shows them together: all less its own would be the other', () => {
    make('guri');
    enter('sigrid', alver, 'a');
    enter('guri', askøy, 'b');
    closeReview(world.context, actorOf(world.people.guri), 1, 'Ferdig.');
    expect(load('sigrid')).toMatchObject({ own: { decisions: 1 }, all: null });
    expect(load('guri')?.all?.decisions).toBe(2);
  });

  test('is read by a municipality once it is closed, its own offices alone and no single decision', () => {
    make('guri');
    enter('guri', alver, 'a');
    const mari = {
      ...actorOf(world.people.mona),
      roles: [{ role: 'municipality', scope: '4631', validFrom: '2018-01-01', validTo: null }],
    } as const;
    const reader = { ...mari, roles: [...mari.roles] };
    expect(loadReview(world.context, reader, 1)).toBeNull();
    closeReview(world.context, actorOf(world.people.guri), 1, 'Ferdig.');
    const found = loadReview(world.context, reader, 1);
    expect(found?.units).toMatchObject([{ unit: { id: alver }, readsEntries: false, mayEnter: false }]);
    expect([found?.entries, found?.all, found?.concerns]).toEqual([[], null, null]);
  });

  test('of the demo is made once, says that it is made up, and has an office that has not begun', () => {
    const { store } = world.context;
    reviewDemo(world.context);
    expect(store.review.all()).toEqual([]);
    const roles = [{ role: 'governor' as const, scope: 'FMVL', validFrom: '2018-01-01', validTo: null }];
    store.person.add({ email: 'governor@example.org', name: 'Demo', language: null, roles }, world.context.now());
    for (const _ of [1, 2]) reviewDemo(world.context);
    expect(store.review.all().map(({ title }) => title)).toEqual(['Syntetisk døme: vedtak frå 2025']);
    expect(
      load('guri')
        ?.units.map(({ tally }) => tally.decisions)
        .toSorted((a, b) => a - b),
    ).toEqual([0, 4, 7, 9, 12]);
  });
});
