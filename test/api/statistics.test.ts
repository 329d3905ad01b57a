// Public statistics over the API: without a token, from frozen extracts alone, never more than they show.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import readJsonStat from 'jsonstat-toolkit';
import readXlsx from 'read-excel-file/node';
import request from 'supertest';
import type { z } from 'zod';
import { freeze, questionsOf } from '../../src/actions/freeze.ts';
import { statisticsAnswer } from '../../src/api/statistics.ts';
import { totalsAnswer } from '../../src/api/answer-schema.ts';
import { actorOf, makeWorld, questionIds, type World } from '../world.ts';
import { callerOf } from './calls.ts';

let world: World;
beforeAll(() => {
  world = makeWorld({ env: { DEMO: '1' } });
});
afterAll(() => world.close());

type Answer = z.infer<typeof statisticsAnswer>;

async function get(query: string): Promise<Answer> {
  const answer = await request(world.app()).get(`/api/v1/statistics?${query}`);
  expect(answer.status).toBe(200);
  return statisticsAnswer.parse(answer.body);
}

const year = 'from=2025-09&to=2026-08';

describe('GET /statistics', () => {
  test('answers without a token, and says which extracts it is made from, and that the figures are made up', async () => {
    const answer = await get('from=2026-07&to=2026-08');
    expect(answer).toMatchObject({ from: '2026-07', to: '2026-08', geography: 'reported', synthetic: true });
    expect(answer.extracts.map(({ period, number, state }) => [period, number, state])).toEqual([
      ['2026-07', 1, 'final'],
      ['2026-08', 1, 'final'],
    ]);
    expect(answer.rows).toHaveLength(1);
    expect(answer.rows[0]?.totals.participants_end).toBeGreaterThan(5000);
  });

  test('leaves out months that are not frozen', async () => {
    const { extracts, rows } = await get('from=2026-08&to=2026-10&by=period');
    expect(extracts.map(({ period }) => period)).toEqual(['2026-08']);
    expect(rows.map(({ period }) => period)).toEqual(['2026-08']);
  });

  test('gives a row for the nation, for each month, for each county, or for each county and month', async () => {
    expect((await get(year)).rows).toHaveLength(1);
    expect((await get(`${year}&by=period`)).rows).toHaveLength(12);
    expect((await get(`${year}&by=county`)).rows.map(({ county }) => county)).toHaveLength(15);
    expect((await get(`${year}&by=period,county`)).rows).toHaveLength(12 * 15);
  });

  test('never goes below the county', async () => {
    for (const by of ['municipality', 'unit', 'period,unit', 'office']) {
      expect((await request(world.app()).get(`/api/v1/statistics?${year}&by=${by}`)).status).toBe(400);
    }
    expect((await request(world.app()).get('/api/v1/statistics?unit=0101-3101')).status).toBe(400);
  });

  test('names every figure it hides, and tells it nowhere', async () => {
    const { rows } = await get(`${year}&by=period,county`);
    let hidden = 0;
    for (const row of rows) {
      for (const id of questionIds) {
        const value = row.totals[id];
        if (row.suppressed.includes(id)) {
          hidden += 1;
          expect(value).toBeNull();
        } else expect(value).not.toBeNull();
        expect([1, 2, 3, 4]).not.toContain(value);
      }
      expect(row.new === null).toBe(row.suppressed.includes('new'));
      expect(row.ended === null).toBe(row.suppressed.includes('ended'));
    }
    expect(hidden).toBeGreaterThan(500);
  });

  test('a figure over a year is not there when one of its months is hidden', async () => {
    const months = (await get(`${year}&by=period,county`)).rows;
    for (const row of (await get(`${year}&by=county`)).rows) {
      const ofCounty = months.filter(({ county }) => county === row.county);
      const isHidden = (id: string) => ofCounty.some(({ suppressed }) => suppressed.includes(id));
      expect(row.suppressed.includes('ended_moved')).toBe(isHidden('ended_moved'));
      expect(row.suppressed.includes('mean_women_end')).toBe(isHidden('women_end'));
      if (isHidden('started') || isHidden('started_transferred')) expect(row.new).toBeNull();
    }
  });

  test('what it shows is what the totals of the directorate say', async () => {
    const totals = totalsAnswer.parse(
      (await callerOf(world, 'directorate').get(`/totals?${year}&by=period,county`)).body,
    );
    const { rows } = await get(`${year}&by=period,county`);
    expect(rows).toHaveLength(totals.rows.length);
    for (const [index, row] of rows.entries()) {
      const same = totals.rows[index];
      const { totals: shown, received, expected, period, county } = row;
      expect({ received, expected, period, county }).toEqual({
        received: same?.received,
        expected: same?.expected,
        period: same?.period,
        county: same?.county,
      });
      for (const [id, value] of Object.entries(shown)) if (value !== null) expect(value).toBe(same?.totals[id]);
      if (row.new !== null) expect(row.new).toBe(same?.new);
      if (row.ended !== null) expect(row.ended).toBe(same?.ended);
    }
  });

  test('comes as a CSV file too, with what is hidden empty and named', async () => {
    const answer = await request(world.app()).get(`/api/v1/statistics?${year}&by=county&format=csv`);
    expect(answer.headers['content-disposition']).toContain('statistics-2025-09-2026-08.csv');
    const rows: Record<string, string>[] = parse(answer.text, { columns: true });
    expect(rows).toHaveLength(15);
    for (const row of rows) for (const id of row.suppressed?.split(' ') ?? []) expect(row[id]).toBe('');
    const excel = await request(world.app()).get(`/api/v1/statistics?${year}&by=county&format=csv-excel`);
    expect(excel.text.split('\r\n')[0]).toContain('Skjult av personvernhensyn');
  });

  test('answers before anything is frozen, with nothing', async () => {
    const empty = makeWorld();
    const answer = await request(empty.app()).get('/api/v1/statistics');
    expect(statisticsAnswer.parse(answer.body)).toMatchObject({ asOf: null, from: null, to: null, extracts: [] });
    empty.close();
  });

  test('stands in the description of the API, as needing no token', async () => {
    const { body } = await request(world.app()).get('/api/v1/openapi.json');
    expect(body.paths['/statistics'].get.security).toEqual([]);
  });
});

describe('a month that is frozen once more', () => {
  test('is shown by its newest extract, and a withheld one leaves the one before it', async () => {
    const { context, people } = world;
    const period = '2026-09';
    const order = { period, state: 'provisional', reason: '', after: 0 } as const;
    expect(freeze(context, actorOf(people.dina), order).kind).toBe('frozen');
    expect((await get(`from=${period}&to=${period}`)).extracts).toMatchObject([{ number: 1, state: 'provisional' }]);
    world.setNow('2026-12-01T09:00:00.000Z');
    const again = freeze(context, actorOf(people.dina), { ...order, state: 'final', reason: 'Endelig', after: 1 });
    expect(again).toMatchObject({ kind: 'frozen', extract: { number: 2, withheld: false } });
    expect((await get(`from=${period}&to=${period}`)).extracts).toMatchObject([{ number: 2, state: 'final' }]);

    const [, second] = context.store.extract.ofPeriod(period, questionsOf(context));
    if (!second) throw new Error('The second extract is gone');
    context.store.extract.add({ ...second, number: 3, withheld: true, reason: 'Rettet' }, []);
    expect((await get(`from=${period}&to=${period}`)).extracts).toMatchObject([{ number: 2, state: 'final' }]);
  });
});

describe('files of statistics', () => {
  const query = `${year}&by=period,county`;

  test('tell the same as the JSON, and mark what is hidden, in Excel and in JSON-stat', async () => {
    const { rows, asOf, extracts } = await get(query);
    const cube = readJsonStat((await request(world.app()).get(`/api/v1/statistics?${query}&format=json-stat`)).body);
    const xlsx = await request(world.app()).get(`/api/v1/statistics?${query}&format=xlsx`).responseType('blob');
    const sheets = new Map((await readXlsx(xlsx.body as Buffer)).map(({ sheet, data }) => [sheet, data]));
    const [heads = [], ...cells] = sheets.get('Tall') ?? [];
    let hidden = 0;
    for (const [index, row] of rows.entries()) {
      const { period = '', county = '', suppressed } = row;
      const told = { ...row.totals, new: row.new, ended: row.ended };
      for (const [figure, value] of Object.entries(told)) {
        const isHidden = suppressed.includes(figure);
        if (isHidden) hidden += 1;
        const status = value === null ? (isHidden ? ':' : '..') : null;
        expect(cube.Data({ period, county, figure })).toMatchObject({ value, status });
        expect(cells[index]?.[heads.indexOf(figure)]).toBe(isHidden ? ':' : value);
      }
    }
    expect(hidden).toBeGreaterThan(100);
    expect(
      sheets
        .get('Uttrekk')
        ?.slice(1)
        .map(([period]) => period),
    ).toEqual(extracts.map(({ period }) => period));
    expect(JSON.stringify(sheets.get('Om tallene'))).toContain(String(asOf));
    expect(JSON.stringify(sheets.get('Om tallene'))).toContain('Syntetiske data');
  });
});
