// The offices of a governor beside each other: every figure as worked out by hand from what was delivered, the files as
// the page, and nothing of other counties.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';
import { loadComparison } from '../../src/actions/comparison.ts';
import { deliver } from '../../src/actions/deliver.ts';
import { openPeriod } from '../../src/actions/open.ts';
import { changeOf, onTimeShare, sortUnits } from '../../src/domain/comparison.ts';
import { periodsFrom } from '../../src/domain/period.ts';
import { actorOf, makeWorld, quietMonth, typed, type World } from '../world.ts';
import { type Visit, visitAs } from './visit.ts';

describe('compared units', () => {
  const unit = (name: string, given: object) => ({
    ...{ name, mean: null, meanBefore: null, expected: 0, onTime: 0, target: null, municipalityMean: null },
    ...given,
  });

  test('stand in the order asked for, and what is not known stands last', () => {
    const units = [
      unit('a', { mean: 5, meanBefore: 4, expected: 12, onTime: 12 }),
      unit('b', {}),
      unit('c', { mean: 9, meanBefore: 12, expected: 12, onTime: 6 }),
      unit('d', { mean: 0, meanBefore: null, target: { expectedParticipants: 2 }, municipalityMean: 1 }),
    ];
    const names = (sort: Parameters<typeof sortUnits>[1]) => sortUnits(units, sort).map(({ name }) => name);
    expect(names('office')).toEqual(['a', 'b', 'c', 'd']);
    expect(names('mean')).toEqual(['c', 'a', 'd', 'b']);
    expect(names('change')).toEqual(['c', 'a', 'b', 'd']);
    expect(names('target')).toEqual(['d', 'a', 'b', 'c']);
    expect(names('onTime')).toEqual(['c', 'a', 'b', 'd']);
  });

  test('have a change only where both years are known, and a share only where something was expected', () => {
    expect(changeOf(unit('a', { mean: 0, meanBefore: 1.5 }))).toBe(-1.5);
    expect(changeOf(unit('a', { mean: 0 }))).toBeNull();
    expect(onTimeShare(unit('a', { expected: 4, onTime: 1 }))).toBe(0.25);
    expect(onTimeShare(unit('a', {}))).toBeNull();
  });
});

describe('the comparison', () => {
  let world: World;
  let guri: Visit;
  const alver = '1263-4631';
  /** November 2024 to October 2026: Alver reports these, and leaves out the months that are null. */
  const ends = [...[4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4], ...[4, 5, null, 6, 6, 6, 7, 7, 7, 8, 8, 9]];

  beforeAll(async () => {
    world = makeWorld({ now: '2026-11-03T09:00:00.000Z' });
    const { context } = world;
    periodsFrom('2024-11', '2026-10').forEach((period, index) => {
      openPeriod(context, period, { at: context.now(), imported: index < 20 });
      const end = ends[index];
      if (end === null || end === undefined) return;
      const input = { answers: typed(quietMonth(end)), reasons: { W1: 'x', W8: 'x', W10: 'x', W2: 'x' }, comment: '' };
      const order = { unit: alver, period, input, key: null, ifMatch: null, channel: 'page' as const };
      expect(deliver(context, actorOf(world.people.dina), order).kind).toBe('delivered');
    });
    const source = 'Statistikk';
    const target = { municipality: '4631', expectedParticipants: 9.5, validFrom: '2026-01-01', source };
    context.store.target.put(target, 'command', context.now());
    guri = await visitAs(world, world.app(), 'guri');
  });
  afterAll(() => world.close());

  test('has the figures of the year and the year before, and no missing month as nought', () => {
    const found = loadComparison(world.context, actorOf(world.people.guri), null);
    const own = found?.units.find(({ unit }) => unit.id === alver);
    // Eleven months of twelve: 4 + 5 + 6 + 6 + 6 + 7 + 7 + 7 + 8 + 8 + 9 = 73.
    expect(own).toMatchObject({ end: 9, mean: 73 / 11, meanBefore: 4, started: 0, granted: 0 });
    // 73/11 = 6,64 is below 0,7 × 9,5 = 6,65.
    expect(own).toMatchObject({ expected: 12, received: 11, status: 'below', municipalityMean: 73 / 11 });
    expect(found?.months.map(({ end }) => end)).toEqual(ends);
    expect(found?.units.every(({ unit }) => unit.governor === 'FMVL')).toBe(true);
    expect(found?.units).toHaveLength(
      world.context.store.unit.on('2026-10-31').filter(({ governor }) => governor === 'FMVL').length,
    );
  });

  test('of somebody who also reports elsewhere holds the counties overseen, and nothing else', () => {
    const { id, name, roles } = world.people.guri;
    const reporter = { role: 'reporter' as const, scope: '0101', validFrom: '2020-01-01', validTo: null };
    const both = actorOf({ ...world.people.guri, id, name, roles: [...roles, reporter] });
    const found = loadComparison(world.context, both, null);
    expect(found?.units.some(({ unit }) => unit.id === '0101-3101')).toBe(false);
    expect(found?.months).toEqual(loadComparison(world.context, actorOf(world.people.guri), null)?.months);
  });

  test('shows them on the page with the source, in both languages, and takes other months and orders', async () => {
    const nb = (await guri.get('/overview/offices?lang=nb&sort=target')).text;
    for (const text of [
      'Sammenlign kontorene',
      '6,6',
      '+2,6',
      '11/12',
      'Kilde til måltallene: Statistikk (01.01.2026)',
    ])
      expect(nb).toContain(text);
    expect(nb).toContain('KVP er en rett');
    expect(nb.indexOf('/units/1263-4631')).toBeLessThan(nb.indexOf('/units/1401'));
    const nn = (await guri.get('/overview/offices?lang=nn&period=2025-10')).text;
    for (const text of ['Samanlikn kontora', 'Tala er frå november 2024 til og med oktober 2025', '12/12'])
      expect(nn).toContain(text);
    expect((await guri.get('/overview/offices?period=1999-01&county=x&sort=x')).status).toBe(200);
  });

  test('is downloaded as it is shown, by CSV and Excel, and that is in the record', async () => {
    const csv = await guri.get('/overview/offices/file?format=csv');
    const rows = parse(csv.text, { columns: true }) as Record<string, string>[];
    expect(rows.find(({ unitNumber }) => unitNumber === alver)).toMatchObject({
      ...{ municipality: 'Alver', end: '9', mean: String(73 / 11), meanBefore: '4', change: String(73 / 11 - 4) },
      ...{ received: '11', target: '9.5', targetSource: 'Statistikk', targetFrom: '2026-01-01', status: 'below' },
    });
    const excel = await guri.get('/overview/offices/file?format=csv-excel&lang=nn');
    expect(excel.text).toContain('Rapporteringseining;Einingsnummer');
    expect(excel.text).toContain('Under');
    const book = await guri.get('/overview/offices/file?format=xlsx&lang=nb').responseType('blob');
    const [offices, development] = await readExcel(book.body as Buffer);
    expect(offices?.sheet).toBe('Kontorene');
    expect(offices?.data).toHaveLength(rows.length + 1);
    expect(development?.data.at(-1)).toEqual(['2026-10', 9, 46, 1]);
    expect((await guri.get('/overview/offices/file?format=json')).status).toBe(404);
    const [told] = world.context.store.event.find({ before: 1e9, limit: 1, subject: 'totals', kinds: null });
    expect(told).toMatchObject({ what: 'comparison.exported', details: { format: 'xlsx', period: '2026-10' } });
  });
});
