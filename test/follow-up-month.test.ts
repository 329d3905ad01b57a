// The monthly list: for how long, what was tried, what changed; pure, and through the page for every role.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tick } from '../src/actions/chase.ts';
import { deliver } from '../src/actions/deliver.ts';
import { loadMonthList } from '../src/actions/follow-up-month.ts';
import type { MonthState } from '../src/domain/follow-up-cause.ts';
import { changesBetween, missingFor, triedOf } from '../src/domain/follow-up-month.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from './world.ts';
import { type Visit, visit, visitAs } from './web/visit.ts';

describe('in plain numbers', () => {
  const among =
    (...missing: string[]) =>
    (period: string): MonthState =>
      missing.includes(period) ? 'missing' : 'reported';

  test('a unit is missing for the months in a row up to the period, of twelve', () => {
    expect(missingFor(among('2026-08'), '2026-09')).toBeNull();
    expect(missingFor(among('2026-09'), '2026-09')).toEqual({ since: '2026-09', inARow: 1, inTwelve: 1 });
    expect(missingFor(among('2026-02', '2026-08', '2026-09'), '2026-09')).toEqual({
      ...{ since: '2026-08', inARow: 2, inTwelve: 3 },
    });
    expect(missingFor(() => 'missing', '2026-09')).toEqual({ since: '2025-10', inARow: 12, inTwelve: 12 });
    // What is not counted ends the row: it is not known to be missing.
    expect(missingFor((period) => (period === '2026-08' ? 'notCounted' : 'missing'), '2026-09')?.inARow).toBe(1);
  });

  test('what was tried is told by step: sent, did not arrive, or why not', () => {
    const row = (step: string, state: 'sent' | 'bounced' | 'skipped' | 'planned', reason: string | null = null) => ({
      ...{ step, state, reason },
    });
    expect(
      triedOf([
        row('opening', 'sent'),
        row('opening', 'bounced'),
        row('reminder-1', 'skipped', 'no person'),
        row('reminder-1', 'planned'),
      ]),
    ).toEqual([
      { step: 'opening', sent: 1, failed: 1, skipped: [] },
      { step: 'reminder-1', sent: 0, failed: 0, skipped: ['no person'] },
    ]);
    expect(changesBetween(['a', 'b'], ['b', 'c'])).toEqual({ came: new Set(['c']), went: new Set(['a']) });
  });
});

describe('the page', () => {
  let world: World;
  const browsers = new Map<string, Visit>();
  const people = ['alice', 'lars', 'sigrid', 'guri', 'mona', 'dina', 'olav', 'nobody'] as const;
  const unit = '1263-4631';

  beforeAll(async () => {
    world = makeWorld({ now: '2026-09-01T07:10:00.000Z' });
    const { context } = world;
    const run = async (day: string) => {
      world.setNow(`${day}T08:10:00.000Z`);
      await tick(context, { at: `${day}T08:10:00.000Z`, played: true });
    };
    for (const day of ['2026-09-01', '2026-09-08', '2026-09-11', '2026-09-15', '2026-09-18', '2026-10-01'])
      await run(day);
    // Sigrid's office delivers the second month late; Alice's leaves both.
    for (const day of ['2026-10-07', '2026-10-13']) await run(day);
    const order = { unit, period: '2026-09', key: null, ifMatch: null, channel: 'page' as const };
    const answers = typed(quietMonth(4));
    const delivered = deliver(context, actorOf(world.people.sigrid), {
      ...order,
      input: { answers, reasons: {}, comment: '' },
    });
    expect(delivered.kind).toBe('delivered');
    for (const day of ['2026-10-16', '2026-10-21']) await run(day);
    context.store.person.setAddressState(world.people.lars.id, 'dead');
    const app = world.app();
    for (const name of people) browsers.set(name, name === 'nobody' ? visit(app) : await visitAs(world, app, name));
  });
  afterAll(() => world.close());

  const listOf = (name: Name, period: string | null = null) =>
    loadMonthList(world.context, actorOf(world.people[name]), period);

  test('is for governors and the directorate', async () => {
    const found: Record<string, number> = {};
    for (const name of people) found[name] = (await browsers.get(name)?.get('/follow-ups/month'))?.status ?? 0;
    expect(found).toEqual({
      ...{ alice: 404, lars: 404, sigrid: 404, guri: 200, mona: 404, dina: 200, olav: 404, nobody: 303 },
    });
    expect((await browsers.get('guri')?.get('/follow-ups/month?period=x'))?.status).toBe(200);
  });

  test('tells a governor of its own counties alone: who is missing, and who is back', () => {
    const own = world.context.store.unit.on('2026-10-21').filter(({ governor }) => governor === 'FMVL');
    const list = listOf('guri');
    expect(list).toMatchObject({ view: 'desk', period: '2026-09', periods: ['2026-09', '2026-08'], governors: [] });
    expect(new Set(list?.missing.map((one) => one.unit.id))).toEqual(
      new Set(own.map(({ id }) => id).filter((id) => id !== unit)),
    );
    expect(list?.back.map(({ id }) => id)).toEqual([unit]);
    for (const one of list?.missing ?? [])
      expect(one).toMatchObject({ inARow: 2, inTwelve: 2, since: '2026-08', isNew: false });
    const before = listOf('guri', '2026-08');
    expect(before?.missing.every(({ isNew, inARow }) => isNew && inARow === 1)).toBe(true);
    expect(before?.missing).toHaveLength(own.length);
    expect(list?.opened).toHaveLength(own.length - 1);
    expect(list?.missing.every(({ followUp }) => followUp !== null)).toBe(true);
  });

  test('tells what was tried from the ledger, and whose address is dead', async () => {
    const missing = listOf('dina')?.missing.find((one) => one.unit.id === '0101-3101');
    expect(missing?.dead).toEqual(['Lars Lie']);
    expect(missing?.tried.map(({ step }) => step)).toContain('opening');
    expect(missing?.tried.find(({ step }) => step === 'opening')).toMatchObject({ sent: 1, failed: 0 });
    const nobody = listOf('guri')?.missing[0];
    expect(nobody?.tried.every(({ sent, skipped }) => sent === 0 && skipped.length > 0)).toBe(true);
    const page = (await browsers.get('dina')?.get('/follow-ups/month'))?.text ?? '';
    for (const text of ['2 måneder på rad, siden august 2026', 'Åpningsvarsel: sendt', 'Lars Lie', 'Se saken'])
      expect(page).toContain(text);
    const nn = (await browsers.get('dina')?.get('/follow-ups/month?lang=nn'))?.text ?? '';
    for (const text of [
      '2 månader på rad, sidan august 2026',
      'Opningsvarsel, påminning 2, påminning 3: ikkje sendt, det er ingen å sende til',
      'Månadslista for september 2026',
    ])
      expect(nn).toContain(text);
  });

  test('tells the directorate which governors have left follow-ups untouched for a month', () => {
    const governors = listOf('dina')?.governors ?? [];
    expect(governors.length).toBeGreaterThan(5);
    expect(governors.every(({ untouched, open }) => untouched === 0 && open > 0)).toBe(true);
    world.setNow('2026-11-23T09:00:00.000Z');
    const later = listOf('dina', '2026-09')?.governors ?? [];
    expect(later.every(({ untouched, open }) => untouched === open)).toBe(true);
    expect(later.reduce((sum, { missing }) => sum + missing, 0)).toBe(listOf('dina', '2026-09')?.missing.length);
    world.setNow('2026-10-21T08:10:00.000Z');
  });

  test('tells who is below the band, with the source, and since when', () => {
    const { context } = world;
    const target = { municipality: '4631', expectedParticipants: 20, validFrom: '2026-01-01', source: 'Statistikk' };
    context.store.target.put(target, 'command', context.now());
    // Two months of which one is missing: the mean is not known, and nobody is told to be below.
    expect(listOf('guri')?.below).toEqual([]);
    for (const period of ['2026-10', '2026-11', '2026-12']) {
      const next = Temporal.PlainYearMonth.from(period).add({ months: 1 }).toString();
      world.setNow(`${next}-04T09:00:00.000Z`);
      world.open(period);
      const order = { unit, period, key: null, ifMatch: null, channel: 'page' as const };
      const input = { answers: typed(quietMonth(4)), reasons: {}, comment: '' };
      expect(deliver(context, actorOf(world.people.sigrid), { ...order, input }).kind).toBe('delivered');
    }
    world.setNow('2027-01-20T09:00:00.000Z');
    const [below, ...more] = listOf('guri', '2026-11')?.below ?? [];
    expect(more).toEqual([]);
    expect(below).toMatchObject({ municipality: '4631', isNew: true, judged: { mean: 4, status: 'below' } });
    expect(listOf('guri', '2026-12')?.below).toMatchObject([{ municipality: '4631', isNew: false }]);
  });
});
