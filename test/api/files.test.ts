// Figures as files, each opened by a reader that is not ours: the same numbers as the JSON, whole, and harmless.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import readJsonStat from 'jsonstat-toolkit';
import readXlsx from 'read-excel-file/node';
import request from 'supertest';
import { convertInLibreOffice, isLibreOfficeHere } from '../../scripts/libreoffice.ts';
import { makeWorld, quietMonth, type World } from '../world.ts';
import { type Caller, callerOf, tokenOf } from './calls.ts';

let world: World;
let dina: Caller;
beforeEach(() => {
  world = makeWorld();
  dina = callerOf(world, 'directorate');
});
afterEach(() => world.close());

const halden = '0101-3101';
const aremark = '0101-3124';
const byCounty = '/totals?from=2026-10&to=2026-10&by=period,county';

async function deliver(unit: string, answers: Record<string, number>, comment = '') {
  const answer = await dina.put(`/reports/2026-10/${unit}`, { answers, comment });
  expect(answer.status).toBe(201);
}

type Row = Record<string, unknown>;

async function sheetsIn(bytes: Buffer): Promise<Map<string, Row[]>> {
  const sheets = await readXlsx(bytes);
  return new Map(
    sheets.map(({ sheet, data }) => {
      const [heads = [], ...rows] = data;
      return [sheet, rows.map((row) => Object.fromEntries(heads.map((head, index) => [String(head), row[index]])))];
    }),
  );
}

async function workbook(path: string): Promise<Map<string, Row[]>> {
  const answer = await request(world.app())
    .get(`/api/v1${path}&format=xlsx`)
    .set({ Authorization: `Bearer ${tokenOf(world, 'directorate')}` })
    .responseType('blob');
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  expect(answer.headers['content-disposition']).toMatch(/\.xlsx"$/);
  return sheetsIn(answer.body as Buffer);
}

/** A hundredth is lost in no format, but a long fraction may be. */
const near = (value: unknown) => (value === null ? null : Math.round(Number(value) * 1e6) / 1e6);

describe('totals', () => {
  beforeEach(async () => {
    await deliver(halden, quietMonth(20, { started: 3, started_transferred: 1, participants_end: 23, women_end: 2 }));
    await deliver(aremark, quietMonth(4), '=HYPERLINK("http://x")');
    await deliver(halden, quietMonth(20, { started: 2, started_transferred: 1, participants_end: 22, women_end: 2 }));
  });

  test('read by Excel have the numbers of the JSON, with coverage beside them', async () => {
    const { rows } = (await dina.get(byCounty)).body;
    const sheets = await workbook(byCounty);
    expect([...sheets.keys()]).toEqual(['Tall', 'Rapporteringsgrad', 'Definisjoner', 'Rettinger', 'Om tallene']);
    const figures = sheets.get('Tall') ?? [];
    expect(figures).toHaveLength(rows.length);
    for (const [index, row] of rows.entries()) {
      const figure = figures[index] ?? {};
      const { period, county, expected, received } = row;
      expect(figure).toMatchObject({ period, county, expected, received, new: row.new, ended: row.ended });
      for (const [id, value] of Object.entries(row.totals)) expect(figure[id]).toBe(value);
      for (const [id, value] of Object.entries(row.means)) expect(near(figure[`mean_${id}`])).toBe(near(value));
    }
    expect(figures[0]).toMatchObject({ name: expect.any(String), county: '03' });
    expect(sheets.get('Rapporteringsgrad')?.find(({ county }) => county === '31')).toMatchObject({
      ...{ name: 'Østfold', expected: 12, received: 2, onTime: 2, stockPeriod: '2026-10', stockReceived: 2 },
    });
  });

  test('read by Excel say what each column means, what was corrected, and how to ask again', async () => {
    const sheets = await workbook(byCounty);
    expect(sheets.get('Definisjoner')?.find(({ column }) => column === 'participants_end')).toMatchObject({
      ...{ label: 'Deltakere ved månedens slutt', form: 'kvp-1', meaning: expect.stringMatching(/permisjon/) },
    });
    expect(sheets.get('Rettinger')).toEqual([
      expect.objectContaining({ unit: halden, number: 2, question: 'started', oldValue: 3, newValue: 2 }),
      expect.objectContaining({ unit: halden, number: 2, question: 'participants_end', oldValue: 23, newValue: 22 }),
    ]);
    const about = new Map(sheets.get('Om tallene')?.map(({ item, value }) => [item, value]));
    expect(about.get('Måneder')).toBe('2026-10');
    const asOf = String(about.get('Slik det var kjent'));
    expect((await dina.get(`${byCounty}&asOf=${asOf}`)).body.asOf).toBe(asOf);
  });

  test('hold the corrections of the scope alone, and none that were not known yet', async () => {
    const { store } = world.context;
    const moment = store.totals.moment(null, world.context.now());
    const seen = (units: string[]) => store.change.corrections('2026-01', '2026-12', moment, { units, governors: [] });
    expect(seen([aremark])).toEqual([]);
    expect(seen([halden]).map(({ number, by }) => [number, by])).toEqual([[2, 'Test directorate']]);
    const before = { ...moment, submission: moment.submission - 1 };
    expect(store.change.corrections('2026-01', '2026-12', before, null)).toEqual([]);
    expect(store.change.corrections('2026-11', '2026-12', moment, null)).toEqual([]);
  });

  test('read as JSON-stat are a cube of months, areas and figures', async () => {
    const { rows, asOf } = (await dina.get(byCounty)).body;
    const answer = await dina.get(`${byCounty}&asOf=${asOf}&format=json-stat`);
    expect(answer.body).toMatchObject({ version: '2.0', class: 'dataset', updated: asOf, extension: { asOf } });
    const cube = readJsonStat(answer.body);
    expect([cube.id, cube.n]).toEqual([['period', 'county', 'figure'], cube.size.reduce((one, other) => one * other)]);
    expect(cube.Dimension('county').role).toBe('geo');
    expect(cube.Dimension('county').Category('31').label).toBe('Østfold');
    expect(cube.Dimension('figure').Category('participants_end').label).toBe('Deltakere ved månedens slutt');
    for (const { period, county, received, totals } of rows) {
      expect(cube.Data({ period, county, figure: 'received' }).value).toBe(received);
      for (const [figure, value] of Object.entries(totals)) {
        expect(cube.Data({ period, county, figure })).toMatchObject({ value, status: value === null ? '..' : null });
      }
    }
  });

  test('of the nation are a cube of figures alone, and of units tell where a figure cannot be', async () => {
    const nation = readJsonStat((await dina.get('/totals?from=2026-10&to=2026-10&format=json-stat')).body);
    expect(nation.id).toEqual(['figure']);
    expect(nation.Data({ figure: 'participants_end' }).value).toBe(26);
    const units = readJsonStat((await dina.get('/totals?from=2026-10&to=2026-10&by=unit&format=json-stat')).body);
    expect(units.Data({ unit: halden, figure: 'new' })).toMatchObject({ value: null, status: '.' });
    expect(units.Dimension('unit').Category(halden).label).toContain('Halden');
  });

  test('known at a time need not be fetched twice', async () => {
    const { asOf } = (await dina.get(byCounty)).body;
    const first = await dina.get(`${byCounty}&asOf=${asOf}`);
    const etag = String(first.headers['etag']);
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    world.setNow('2026-11-05T09:00:00.000Z');
    await deliver(halden, quietMonth(9));
    const again = await dina.get(`${byCounty}&asOf=${asOf}`, { 'If-None-Match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
    const other = await dina.get(byCounty, { 'If-None-Match': etag });
    expect([other.status, other.headers['etag']]).toEqual([200, undefined]);
  });
});

describe('reports', () => {
  const path = '/reports?from=2026-10&to=2026-11';

  test('are the same reports in every format', async () => {
    await deliver(halden, quietMonth(4));
    const { reports } = (await dina.get(path)).body as { reports: Row[] };
    const csv = parse((await dina.get(`${path}&format=csv`)).text, { columns: true }) as Record<string, string>[];
    const figures = (await workbook(path)).get('Tall') ?? [];
    const cube = readJsonStat((await dina.get(`${path}&format=json-stat`)).body);
    expect([csv.length, figures.length]).toEqual([reports.length, reports.length]);
    for (const [index, report] of reports.entries()) {
      const { unit, period, status, confirmedZero } = report;
      expect(csv[index]).toMatchObject({ unit, period, status, confirmedZero: String(confirmedZero) });
      expect(figures[index]).toMatchObject({ unit, period, status, confirmedZero });
      const value = unit === halden && period === '2026-10' ? 4 : null;
      expect(figures[index]?.['participants_end']).toBe(value);
      const cell = cube.Data({ period: String(period), unit: String(unit), figure: 'participants_end' });
      expect(cell).toMatchObject({ value, status: value === null ? status : null });
    }
  });
});

const isHere = isLibreOfficeHere();

describe('LibreOffice', () => {
  (isHere ? test : test.skip)(
    `reads the workbook and the Norwegian CSV as the same reports${isHere ? '' : ' (soffice is not in the path)'}`,
    async () => {
      await deliver(halden, quietMonth(1234, { women_end: 2 }), '=1+1');
      const path = '/reports?from=2026-10&to=2026-10';
      const book = await request(world.app())
        .get(`/api/v1${path}&format=xlsx`)
        .set({ Authorization: `Bearer ${tokenOf(world, 'directorate')}` })
        .responseType('blob');
      const norwegian = (await dina.get(`${path}&format=csv-excel`)).text;
      // Quoted and with the numbers as they are, not as they look.
      const as = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true';
      const [fromBook = ''] = convertInLibreOffice([{ name: 'a.xlsx', content: book.body as Buffer }], as);
      const [fromCsv = ''] = convertInLibreOffice([{ name: 'a.csv', content: norwegian }], as, [
        '--infilter=CSV:59,34,76,1,,1044,false,true',
      ]);
      const { reports } = (await dina.get(path)).body as { reports: Row[] };
      const read = parse(fromCsv, { bom: true });
      const [heads = [], ...rows] = parse(fromBook, { bom: true });
      const name = heads.indexOf('name');
      const yesOrNo: Record<string, string> = { TRUE: 'Ja', FALSE: 'Nei' };
      expect(rows.map((row) => row.toSpliced(name, 1).map((cell) => yesOrNo[cell] ?? cell))).toEqual(read.slice(1));
      expect(rows.map(([, unit]) => unit)).toEqual(reports.map(({ unit }) => unit));
      expect(rows.find(([, unit]) => unit === halden)?.[heads.indexOf('participants_end')]).toBe('1234');
    },
  );
});
