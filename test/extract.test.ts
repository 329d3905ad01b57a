// Extracts: what the directorate freezes, and that it stays frozen.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deliver } from '../src/actions/deliver.ts';
import { freeze, monthSums, questionsOf } from '../src/actions/freeze.ts';
import { type FreezeFacts, freezeFault } from '../src/domain/extract.ts';
import { instantAt } from '../src/domain/period.ts';
import { relationsOf } from '../src/domain/relation.ts';
import { suppress } from '../src/domain/suppression.ts';
import type { FigureTable } from '../src/domain/suppression-network.ts';
import { openDatabase } from '../src/store/database.ts';
import { audit } from './suppression/audit.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from './world.ts';

const period = '2026-09';
const final = { period, state: 'final', reason: '', after: 0 } as const;
const provisional = { ...final, state: 'provisional' } as const;

describe('a month that is frozen', () => {
  let world: World;
  beforeEach(() => {
    // The deadline has passed, the closing day (30 November) has not.
    world = makeWorld({ now: '2026-10-20T09:00:00.000Z' });
    report('olav', '0312-0301', quietMonth(40));
    report('sigrid', '1263-4631', quietMonth(60));
  });
  afterEach(() => world.close());

  function report(name: Name, unit: string, answers: Record<string, number>) {
    const input = {
      answers: typed(answers),
      reasons: { W9: 'Slik er det', W10: 'Slik er det', W1: 'Slik er det' },
      comment: '',
    };
    const order = { unit, period, input, key: null, ifMatch: null, channel: 'page' as const };
    const result = deliver(world.context, actorOf(world.people[name]), order);
    expect(result.kind).toBe('delivered');
    return result;
  }
  const dina = () => actorOf(world.people.dina);
  const extracts = () => world.context.store.extract.ofPeriod(period, questionsOf(world.context));

  test('is numbered, holds the sums of the nation and the counties, and how many reported', () => {
    const result = freeze(world.context, dina(), provisional);
    expect(result).toMatchObject({
      kind: 'frozen',
      extract: { number: 1, state: 'provisional', threshold: 5, withheld: false },
    });
    const [extract] = extracts();
    const end = extract?.questions.indexOf('participants_end') ?? -1;
    const figureOf = (area: string) => extract?.areas.find((one) => one.area === area);
    expect(figureOf('')).toMatchObject({ expected: 379, received: 2 });
    expect(figureOf('')?.values[end]).toBe(100);
    expect(figureOf('03')).toMatchObject({ received: 1 });
    expect(figureOf('03')?.values[end]).toBe(40);
    expect(figureOf('55')?.values[end]).toBeNull();
  });

  test('is known by the submissions behind it, and the record tells who froze it', () => {
    freeze(world.context, dina(), provisional);
    expect(world.context.store.extract.restsOn(period, 1)).toEqual([1, 2]);
    const [event] = world.context.store.event.ofSubject('extract:2026-09:1');
    expect(event).toMatchObject({
      what: 'extract.frozen',
      who: `person:${world.people.dina.id}`,
      details: { submissions: 2 },
    });
  });

  test('stays as it was when a report is corrected; the correction makes the next extract', () => {
    freeze(world.context, dina(), provisional);
    const [before] = extracts();
    report('olav', '0312-0301', quietMonth(70));
    world.setNow('2026-10-21T09:00:00.000Z');
    const refused = (reason: string) => freeze(world.context, dina(), { ...provisional, reason, after: 1 });
    expect(refused('Rettet for 010107 50160')).toEqual({ kind: 'refused', fault: 'identityNumber' });
    expect(refused('x'.repeat(501))).toEqual({ kind: 'refused', fault: 'longReason' });
    const again = freeze(world.context, dina(), { ...provisional, reason: 'Rettet for Frogner', after: 1 });
    expect(again).toMatchObject({ kind: 'frozen', extract: { number: 2 } });
    expect(extracts()[0]).toEqual(before);
    expect(world.context.store.extract.restsOn(period, 2)).toEqual([2, 3]);
    expect(world.context.store.extract.changed(questionsOf(world.context))).toEqual([]);
  });

  test('is final once its closing day has passed, and then nothing can be delivered late for it', () => {
    expect(freeze(world.context, dina(), final)).toEqual({ kind: 'refused', fault: 'beforeClosing' });
    world.setNow('2026-12-01T09:00:00.000Z');
    expect(freeze(world.context, dina(), final).kind).toBe('frozen');
    expect(world.context.store.period.find(period)?.finalAt).toBe('2026-12-01T09:00:00.000Z');
    const input = { answers: typed(quietMonth(3)), reasons: {}, comment: '' };
    const late = { unit: '0101-3101', period, input, key: null, ifMatch: null, channel: 'page' as const };
    expect(deliver(world.context, actorOf(world.people.alice), late)).toEqual({ kind: 'closed', reason: 'final' });
  });

  test('is frozen by the directorate alone; to everyone else there is nothing here', () => {
    for (const name of ['alice', 'lars', 'guri', 'mona', 'olav'] as const) {
      expect(freeze(world.context, actorOf(world.people[name]), provisional)).toEqual({ kind: 'notFound' });
    }
    expect(extracts()).toEqual([]);
  });

  test('is frozen once when two people press at the same time', () => {
    expect(freeze(world.context, dina(), provisional).kind).toBe('frozen');
    expect(freeze(world.context, dina(), provisional)).toEqual({ kind: 'refused', fault: 'changedMeanwhile' });
  });

  test('cannot be changed or deleted in the database, and a change past it is found', () => {
    freeze(world.context, dina(), provisional);
    const db = openDatabase(world.context.config.databaseFile);
    for (const table of ['extract', 'extract_submission', 'extract_area', 'extract_figure']) {
      expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('an extract is never deleted');
    }
    expect(() => db.exec('UPDATE extract_figure SET hidden = 0')).toThrow('an extract is never changed');
    db.exec('DROP TRIGGER extract_figure_is_frozen');
    db.exec(`UPDATE extract_figure SET value = value + 1 WHERE area = '03' AND question = 'women_end'`);
    db.close();
    expect(world.context.store.extract.changed(questionsOf(world.context))).toEqual(['2026-09 number 1']);
  });
});

describe('whether a month can be frozen', () => {
  const facts: FreezeFacts = {
    dates: { deadline: '2026-10-12', closesOn: '2026-11-30' },
    received: 300,
    latest: null,
    today: '2026-12-01',
  };
  const latest = { number: 1, state: 'provisional', isSame: false } as const;

  test('not before the deadline has passed, and not as final before the closing day has', () => {
    expect(freezeFault({ ...facts, today: '2026-10-12' }, provisional)).toBe('beforeDeadline');
    expect(freezeFault({ ...facts, today: '2026-10-13' }, provisional)).toBeNull();
    expect(freezeFault({ ...facts, today: '2026-11-30' }, final)).toBe('beforeClosing');
    expect(freezeFault(facts, final)).toBeNull();
  });

  test('not when it was never opened or nothing was received', () => {
    expect(freezeFault({ ...facts, dates: null }, final)).toBe('notOpened');
    expect(freezeFault({ ...facts, received: 0 }, final)).toBe('nothingReceived');
  });

  test('not as provisional after it was final', () => {
    const order = { ...provisional, after: 1, reason: 'Rettet' };
    expect(freezeFault({ ...facts, latest: { ...latest, state: 'final' } }, order)).toBe('afterFinal');
  });

  test('not once more without a reason, or when nothing is new', () => {
    expect(freezeFault({ ...facts, latest }, { ...final, after: 1 })).toBe('noReason');
    expect(freezeFault({ ...facts, latest }, { ...final, after: 1, reason: 'Rettet' })).toBeNull();
    const same = { ...latest, isSame: true };
    expect(freezeFault({ ...facts, latest: same }, { ...provisional, after: 1, reason: 'Rettet' })).toBe('unchanged');
    expect(freezeFault({ ...facts, latest: same }, { ...final, after: 1, reason: 'Endelig' })).toBeNull();
  });
});

describe('the history of the demo', () => {
  let demo: World;
  beforeAll(() => {
    demo = makeWorld({ env: { DEMO: '1' } });
  });
  afterAll(() => demo.close());

  test('is frozen as final but for the two latest months', () => {
    const heads = demo.context.store.extract.all();
    expect(heads.map((head) => head.period)).toEqual(
      demo.context.store.period
        .all()
        .slice(0, -2)
        .map((one) => one.period),
    );
    expect(new Set(heads.map(({ state }) => state))).toEqual(new Set(['final']));
    expect(heads.filter(({ withheld }) => withheld)).toEqual([]);
  });

  test('gives away no hidden figure to a linear program that knows every extract', async () => {
    const { store } = demo.context;
    const tables = store.extract.shownIn('2024-01', '2026-12', questionsOf(demo.context));
    const { inferable, hidden } = await audit(tables, 5);
    expect(inferable).toEqual([]);
    expect(hidden).toBeGreaterThan(1000);
  });

  test('gives away nothing either when each month is taken twice: after its deadline, and after its closing day', async () => {
    const { store } = demo.context;
    const months = store.period
      .all()
      .slice(0, -2)
      .map(({ period }) => period);
    const form = store.form.inForce('2026-08');
    const questions = form.questions.map(({ id }) => id);
    const relations = relationsOf(form);
    const taken = months
      .flatMap((period) => {
        const dates = store.extract.datesOf(period);
        return [dates?.deadline, dates?.closesOn].map((day) => ({ period, asOf: instantAt(day ?? '', '23:59') }));
      })
      .toSorted((one, other) => (one.asOf < other.asOf ? -1 : 1));
    const tables: FigureTable[] = [];
    let withheld = 0;
    for (const { period, asOf } of taken) {
      const areas = monthSums(demo.context, period, questions, asOf);
      const extractsOf = (month: string) => tables.filter((table) => table.period === month);
      const decided = suppress({ threshold: 5, period, questions, relations, areas, extractsOf });
      if (decided.withheld) withheld += 1;
      else
        tables.push({
          period,
          questions,
          relations,
          areas: areas.map((area, at) => ({ ...area, hidden: decided.hidden[at] ?? [] })),
        });
    }
    expect(tables.length + withheld).toBe(2 * months.length);
    expect(withheld).toBe(0);
    expect((await audit(tables, 5)).inferable).toEqual([]);
    const end = questions.indexOf('participants_end');
    const told = tables.filter(({ areas }) => !areas[0]?.hidden[end]);
    expect(told.length).toBeGreaterThan(0.9 * tables.length);
  });

  test('shows most of what there is: of the counties more than half, of the nation nine tenths', () => {
    const { store } = demo.context;
    const areas = store.extract
      .shownIn('2024-01', '2026-12', questionsOf(demo.context))
      .flatMap((extract) => extract.areas);
    const shareShown = (flags: boolean[]) => flags.filter((hidden) => !hidden).length / flags.length;
    const nation = areas.filter(({ area }) => area === '').flatMap(({ hidden }) => hidden);
    const counties = areas.filter(({ area }) => area !== '').flatMap(({ hidden }) => hidden);
    expect(shareShown(counties)).toBeGreaterThan(0.55);
    expect(shareShown(nation)).toBeGreaterThan(0.9);
  });
});
