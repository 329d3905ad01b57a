// Totals, changes and lists over the API: what may be asked, who sees what, and the files.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { changesAnswer, noticesAnswer, reportsAnswer, totalsAnswer, unitsAnswer } from '../../src/api/answer-schema.ts';
import { makeWorld, questionIds, quietMonth, type World } from '../world.ts';
import { type Caller, callerOf, callerWith, tokenOf } from './calls.ts';

let world: World;
let dina: Caller;
beforeEach(async () => {
  world = makeWorld();
  dina = callerOf(world, 'directorate');
});
afterEach(() => world.close());

const halden = '0101-3101';
const aremark = '0101-3124';
const alver = '1263-4631';

async function deliver(unit: string, answers: Record<string, number>, period = '2026-10') {
  const answer = await dina.put(`/reports/${period}/${unit}`, { answers });
  expect(answer.status).toBe(201);
}

describe('GET /totals', () => {
  test('moves by exactly what is delivered, and says how complete it is', async () => {
    const october = '/totals?from=2026-10&to=2026-10';
    const before = totalsAnswer.parse((await dina.get(october)).body);
    expect(before).toMatchObject({ from: '2026-10', to: '2026-10', geography: 'reported', rows: [{ received: 0 }] });
    expect(before.rows[0]?.totals.participants_end).toBeNull();
    await deliver(halden, quietMonth(20, { started: 3, started_transferred: 1, participants_end: 23, women_end: 2 }));
    await deliver(aremark, quietMonth(4));
    const [row] = totalsAnswer.parse((await dina.get(october)).body).rows;
    expect(row).toMatchObject({ received: 2, onTime: 2, new: 2, ended: 0, stockPeriod: '2026-10', stockReceived: 2 });
    expect(row?.totals).toMatchObject({
      participants_start: 24,
      participants_end: 27,
      started: 3,
      started_transferred: 1,
    });
    expect(row?.means).toMatchObject({ participants_end: 27, women_end: 2 + (quietMonth(4).women_end ?? 0) });
    expect(row?.expected).toBe(world.context.store.unit.on('2026-10-31').length);
    expect((await dina.get(`${october}&asOf=${before.asOf}`)).body).toEqual(before);
  });

  test('is of the nation by default, and otherwise of what is asked, in order', async () => {
    await deliver(halden, quietMonth(4));
    const rowsBy = async (by: string) => (await dina.get(`/totals?from=2026-10&to=2026-10&by=${by}`)).body.rows;
    expect(Object.keys((await rowsBy(''))[0])).not.toContain('period');
    expect((await rowsBy('period'))[0].period).toBe('2026-10');
    const counties = await rowsBy('county,period');
    expect(counties.map(({ county }: { county: string }) => county)).toEqual(
      [...new Set(world.context.store.unit.on('2026-10-31').map(({ county }) => county))].sort(),
    );
    const units = await rowsBy('unit');
    expect(units.find(({ unit }: { unit: string }) => unit === halden)).toMatchObject({
      received: 1,
      new: null,
      ended: null,
    });
    expect(units.find(({ unit }: { unit: string }) => unit === aremark)).toMatchObject({
      received: 0,
      totals: { started: null },
    });
  });

  test.each([
    ['from=2026-10', 'to', 'is needed'],
    ['from=2026-10&to=2026-09', 'from', 'must not be later than to'],
    ['from=2026-1&to=2026-10', 'from', 'must be a month'],
    ['from=2026-10&to=2026-10&from=2026-09', 'from', 'more than once'],
    ['from=2026-10&to=2026-10&by=county,unit', 'by', 'must be any of'],
    ['from=2026-10&to=2026-10&by=period,period', 'by', 'must be any of'],
    ['from=2026-10&to=2026-10&by=region', 'by', 'must be any of'],
    ['from=2026-10&to=2026-10&asOf=yesterday', 'asOf', 'must be a time'],
    ['from=2026-10&to=2026-10&asOf=%2B275760-01-01T00:00Z', 'asOf', 'must be a time'],
    ['from=2026-10&to=2026-10&geography=old', 'geography', 'must be one of'],
    ['from=2026-10&to=2026-10&format=pdf', 'format', 'must be one of'],
    ['from=2026-10&to=2026-10&county=03', 'county', 'no query parameter'],
  ])('refuses ?%s and names the parameter', async (query, parameter, text) => {
    const answer = await dina.get(`/totals?${query}`);
    expect([answer.status, answer.type]).toEqual([400, 'application/problem+json']);
    expect(answer.body.parameter).toBe(parameter);
    expect(answer.body.detail).toContain(text);
  });

  test.each(['', '&geography=current', '&by=county'])('knows nothing before anything was known (%s)', async (asked) => {
    await deliver(halden, quietMonth(4));
    const answer = await dina.get(`/totals?from=2026-10&to=2026-10&asOf=1970-01-01T00:00:00Z${asked}`);
    expect(answer.status).toBe(200);
    expect(answer.body.asOf).toBe('1970-01-01T00:00:00.000Z');
    for (const row of answer.body.rows) expect(row).toMatchObject({ expected: 0, received: 0 });
  });

  test('takes an asOf with an offset, and gives what is known now for one in the future, saying so', async () => {
    await deliver(halden, quietMonth(4));
    const october = '/totals?from=2026-10&to=2026-10&asOf=';
    expect((await dina.get(`${october}2026-11-01T00:00:00+01:00`)).body).toMatchObject({
      asOf: '2026-10-31T23:00:00.000Z',
      rows: [{ expected: 0, received: 0, stockPeriod: null }],
    });
    expect((await dina.get(`${october}2027-01-01T00:00:00Z`)).body).toMatchObject({
      asOf: '2026-11-03T09:00:00.002Z',
      rows: [{ received: 1 }],
    });
  });

  test.each([
    ['reporter', '0101', [halden, aremark]],
    ['municipality', '3101', [halden]],
    ['governor', 'FMVL', null],
  ])('of a %s of %s counts nothing outside its scope', async (role, scope, units) => {
    for (const unit of [halden, aremark, alver]) await deliver(unit, quietMonth(4));
    const { rows } = (await callerOf(world, role, scope).get('/totals?from=2026-10&to=2026-10&by=unit')).body;
    const own = world.context.store.unit.on('2026-10-31').filter(({ governor }) => governor === 'FMVL');
    const expected = units ?? own.map(({ id }) => id);
    expect(rows.map(({ unit }: { unit: string }) => unit)).toEqual(expected.toSorted());
  });

  test('as csv has the columns of the contract, numbers with a point and empty fields for what is unknown', async () => {
    await deliver(halden, quietMonth(4, { started: 1, participants_end: 5 }));
    const answer = await dina.get('/totals?from=2026-10&to=2026-10&by=period,unit&format=csv');
    expect(answer.headers['content-type']).toMatch(/^text\/csv; charset=utf-8/);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="totals-2026-10-2026-10.csv"');
    expect(answer.text.startsWith('period,unit,expected,received,onTime,')).toBe(true);
    const rows = parse(answer.text, { columns: true }) as Record<string, string>[];
    const columns = Object.keys(rows[0] ?? {});
    expect(columns).toEqual(expect.arrayContaining([...questionIds, 'mean_participants_end', 'new', 'ended', 'asOf']));
    expect(columns.indexOf('mean_participants_end')).toBeGreaterThan(columns.indexOf('outcome_other'));
    expect(rows.find(({ unit }) => unit === halden)).toMatchObject({
      received: '1',
      started: '1',
      mean_participants_end: '5',
    });
    expect(rows.find(({ unit }) => unit === aremark)).toMatchObject({
      received: '0',
      started: '',
      mean_participants_end: '',
    });
  });

  test('as csv-excel has a BOM, semicolons, decimal commas and heads in the language asked for', async () => {
    world.setNow('2026-12-03T09:00:00.000Z');
    world.open('2026-11');
    await deliver(halden, quietMonth(4));
    await deliver(halden, quietMonth(4, { started: 1, participants_end: 5 }), '2026-11');
    const path = '/totals?from=2026-10&to=2026-11&format=csv-excel';
    const { text } = await dina.get(path);
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const [row] = parse(text, { columns: true, delimiter: ';', bom: true }) as Record<string, string>[];
    expect(row).toMatchObject({
      'Forventede rapporter': expect.any(String),
      'Gjennomsnitt: Deltakere ved månedens slutt': '4,5',
    });
    expect((await dina.get(path, { 'Accept-Language': 'nn' })).text).toContain('Forventa rapportar');
  });
});

describe('GET /changes', () => {
  test('tells everything since a time before the service', async () => {
    await deliver(halden, quietMonth(4));
    const { status, body } = await dina.get('/changes?since=1970-01-01T00:00:00Z');
    expect([status, body.since, body.changes.length]).toEqual([200, '1970-01-01T00:00:00.000Z', 1]);
  });

  test('tells what was delivered and corrected since, with old and new numbers, and where to go on', async () => {
    const { asOf } = (await dina.get('/totals?from=2026-10&to=2026-10')).body;
    await deliver(halden, quietMonth(4));
    await deliver(aremark, quietMonth(2));
    await deliver(halden, quietMonth(5));
    const first = changesAnswer.parse((await dina.get(`/changes?since=${asOf}`)).body);
    expect(
      first.changes.map(({ unit, number, kind, old, new: now }) => [
        unit,
        number,
        kind,
        old?.participants_end,
        now.participants_end,
      ]),
    ).toEqual([
      [halden, 1, 'delivered', undefined, 4],
      [aremark, 1, 'delivered', undefined, 2],
      [halden, 2, 'corrected', 4, 5],
    ]);
    expect(first.changes[0]).toMatchObject({ old: null, submittedAt: '2026-11-03T09:00:00.000Z', period: '2026-10' });
    expect((await dina.get(`/changes?since=${first.asOf}`)).body.changes).toEqual([]);
    await deliver(alver, quietMonth(3));
    expect((await dina.get(`/changes?since=${first.asOf}`)).body.changes).toHaveLength(1);
    expect((await callerOf(world, 'municipality', '3124').get(`/changes?since=${asOf}`)).body.changes).toHaveLength(1);
    expect((await dina.get('/changes')).body.detail).toContain('"since" is needed');
  });
});

describe('GET /changes in pieces', () => {
  test('gives every change once, in order, when each call goes on from the last', async () => {
    const { asOf: since } = (await dina.get('/totals?from=2026-10&to=2026-10')).body;
    for (const end of [4, 5, 6, 7, 8]) await deliver(halden, quietMonth(end));
    const whole = changesAnswer.parse((await dina.get(`/changes?since=${since}`)).body);
    const pieces: unknown[] = [];
    let [from, more, calls] = [since as string, true, 0];
    while (more) {
      const answer = changesAnswer.parse((await dina.get(`/changes?since=${from}&limit=2`)).body);
      pieces.push(...answer.changes);
      [from, more, calls] = [answer.asOf, answer.more, calls + 1];
    }
    expect([pieces, from, calls]).toEqual([whole.changes, whole.asOf, 3]);
    expect(changesAnswer.parse((await dina.get(`/changes?since=${since}&limit=5`)).body)).toEqual(whole);
    for (const wrong of ['0', '-1', 'all', '1.5', '100000']) {
      expect((await dina.get(`/changes?since=${since}&limit=${wrong}`)).body.parameter).toBe('limit');
    }
  });
});

describe('GET /units, /reports and /notices', () => {
  test('units are those of the last day of the month, within the scope', async () => {
    const { units } = unitsAnswer.parse((await dina.get('/units?period=2026-10')).body);
    expect(units).toHaveLength(world.context.store.unit.on('2026-10-31').length);
    expect(units.find(({ unit }) => unit === alver)).toMatchObject({
      ...{
        office: '1263',
        municipality: '4631',
        municipalityName: 'Alver',
        county: '46',
        governor: 'FMVL',
        language: 'nn',
      },
    });
    expect((await callerOf(world, 'reporter', '0101').get('/units')).body.units).toHaveLength(2);
  });

  test('reports have their status and flags, and can be narrowed to a status', async () => {
    await deliver(halden, quietMonth(0));
    const { reports } = reportsAnswer.parse((await dina.get('/reports?period=2026-10')).body);
    expect(reports.find(({ unit }) => unit === halden)).toEqual({
      ...{ unit: halden, period: '2026-10', status: 'onTime', deadline: '2026-11-10', closesOn: '2026-12-31' },
      ...{ submissions: 1, firstSubmittedAt: '2026-11-03T09:00:00.000Z', onTime: true, expectedParticipants: null },
      ...{ confirmedZero: true, corrected: false, toBeConfirmed: false, imported: false },
    });
    world.setNow('2026-11-11T09:00:00.000Z');
    const missing = (await dina.get('/reports?period=2026-10&status=missing')).body.reports;
    expect(missing).toHaveLength(reports.length - 1);
    expect((await dina.get('/reports?period=2026-11')).body.reports[0]).toMatchObject({
      status: 'notOpen',
      submissions: 0,
    });
    expect((await dina.get('/reports?period=2026-10&status=gone')).status).toBe(400);
    expect((await dina.get('/reports?status=missing')).body.detail).toContain('"period" is needed');
    expect((await callerOf(world, 'governor', 'FMVL').get('/reports?period=2026-10')).body.reports.length).toBeLessThan(
      60,
    );
  });

  test('reports as csv have the numbers delivered, and text that is no formula', async () => {
    await deliver(halden, quietMonth(4));
    const answer = await callerOf(world, 'reporter', '0101').get('/reports?from=2026-10&to=2026-10&format=csv');
    const rows = parse(answer.text, { columns: true }) as Record<string, string>[];
    expect(
      rows.map(({ unit, status, submissions, participants_end }) => [unit, status, submissions, participants_end]),
    ).toEqual([
      [halden, 'onTime', '1', '4'],
      [aremark, 'open', '0', ''],
    ]);
  });

  test('notices are those of the month', async () => {
    noticesAnswer.parse((await dina.get('/notices?period=2026-10')).body);
    expect((await dina.get('/notices')).status).toBe(400);
  });
});

describe('a token', () => {
  test('that has expired or been revoked opens nothing', async () => {
    const token = tokenOf(world, 'directorate');
    const caller = callerWith(world, token);
    const { store } = world.context;
    expect((await caller.get('/units')).status).toBe(200);
    store.token.revoke(store.token.find(token)?.id ?? 0, world.context.now());
    expect((await caller.get('/units')).status).toBe(401);
    store.token.add('kvp_short', {
      ...{ name: 'Short', role: 'directorate', scope: '' },
      ...{ createdAt: '2026-11-01T00:00:00.000Z', expiresAt: '2026-11-03T09:00:00.000Z' },
    });
    expect((await callerWith(world, 'kvp_short').get('/units')).status).toBe(401);
  });

  test('cannot be found by guessing: after 300 wrong ones from an address comes 429 with Retry-After', async () => {
    const guess = callerWith(world, 'kvp_guess');
    for (let tries = 0; tries < 300; tries += 1) await guess.get('/units');
    const answer = await guess.get('/units');
    expect([answer.status, answer.type]).toEqual([429, 'application/problem+json']);
    expect(answer.headers['retry-after']).toBe('60');
    expect((await dina.get('/units')).status).toBe(200);
  });

  test('is not stored', () => {
    const token = tokenOf(world, 'directorate');
    expect(token).toMatch(/^kvp_[\w-]{43}$/);
    expect(JSON.stringify(world.context.store.token.all())).not.toContain(token.slice(4));
  });
});

describe('GET /openapi.json', () => {
  test('describes every call, without a token', async () => {
    const { status, body } = await request(world.app()).get('/api/v1/openapi.json');
    expect(status).toBe(200);
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/units', '/reports', '/reports/{period}/{unit}', '/totals', '/changes', '/notices']),
    );
    const names = body.paths['/totals'].get.parameters.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['from', 'to', 'by', 'geography', 'asOf', 'format']);
  });
});
