// Targets over the API: the means beside them, and who may put them.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { deliver } from '../../src/actions/deliver.ts';
import { addMonths } from '../../src/domain/period.ts';
import { targetsAnswer } from '../../src/api/targets.ts';
import { actorOf, makeWorld, quietMonth, typed, type World } from '../world.ts';
import { callerOf } from './calls.ts';

let world: World;
beforeEach(() => {
  world = makeWorld({ now: '2026-11-03T09:00:00.000Z' });
});
afterEach(() => world.close());

/** Delivers `end` participants for the unit in each of the months. */
function report(unit: string, ends: Record<string, number>): void {
  for (const [period, end] of Object.entries(ends)) {
    world.open(period);
    const input = { answers: typed(quietMonth(end)), reasons: { W9: 'x', W10: 'x', W2: 'x', W1: 'x' }, comment: '' };
    const order = { unit, period, input, key: null, ifMatch: null, channel: 'api' as const };
    expect(deliver(world.context, actorOf(world.people.dina), order).kind).toBe('delivered');
  }
}

const eleven = { expectedParticipants: 10, validFrom: '2026-01-01', source: 'Direktoratet 2026' };

describe('targets over the API', () => {
  test('are put by the directorate, and read with the mean of the months that all units reported', async () => {
    report('0101-3101', { '2026-07': 6, '2026-08': 6, '2026-09': 7 });
    const dina = callerOf(world, 'directorate', '');
    const put = await dina.put('/targets/3101', eleven);
    expect(put.status).toBe(201);
    expect((await dina.put('/targets/3101', eleven)).status).toBe(200);
    const answer = await dina.get('/targets?period=2026-09');
    expect(targetsAnswer.parse(answer.body).targets).toEqual([
      { municipality: '3101', ...eleven, months: 3, mean: 19 / 3, ratio: 19 / 30, status: 'below' },
    ]);
  });

  test('are unknown before three months are in; a missing month is not zero', async () => {
    report('0101-3101', { '2026-07': 6, '2026-08': 6 });
    world.open('2026-09');
    const dina = callerOf(world, 'directorate', '');
    await dina.put('/targets/3101', eleven);
    const { body } = await dina.get('/targets?period=2026-09');
    expect(body.targets[0]).toMatchObject({ months: 2, mean: null, ratio: null, status: 'unknown' });
  });

  test('have versions in time: the one in force on the last day of the period counts', async () => {
    const dina = callerOf(world, 'directorate', '');
    await dina.put('/targets/3101', eleven);
    await dina.put('/targets/3101', { ...eleven, expectedParticipants: 12.5, validFrom: '2026-09-30' });
    expect((await dina.get('/targets?period=2026-08')).body.targets[0].expectedParticipants).toBe(10);
    expect((await dina.get('/targets?period=2026-09')).body.targets[0].expectedParticipants).toBe(12.5);
    expect((await dina.get(`/targets?period=${addMonths('2026-01', -1)}`)).body.targets).toEqual([]);
  });

  test('are read within the scope, and written by nobody but the directorate', async () => {
    await callerOf(world, 'directorate', '').put('/targets/3101', eleven);
    await callerOf(world, 'directorate', '').put('/targets/4601', eleven);
    const seen = async (role: 'governor' | 'municipality' | 'reporter', scope: string) => {
      const { body } = await callerOf(world, role, scope).get('/targets');
      return body.targets.map(({ municipality }: { municipality: string }) => municipality);
    };
    expect(await seen('governor', 'FMVL')).toEqual(['4601']);
    expect(await seen('municipality', '3101')).toEqual(['3101']);
    expect(await seen('reporter', '0101')).toEqual(['3101']);
    expect(await seen('reporter', '0312')).toEqual([]);
    expect((await callerOf(world, 'governor', 'FMVL').put('/targets/4601', eleven)).status).toBe(403);
    expect((await callerOf(world, 'governor', 'FMVL').put('/targets/3101', eleven)).status).toBe(404);
    expect((await callerOf(world, 'reporter', '0312').put('/targets/3101', eleven)).status).toBe(404);
  });

  test('come from a source on one line, without what cannot be seen', async () => {
    const dina = callerOf(world, 'directorate', '');
    const put = await dina.put('/targets/3101', { ...eleven, source: ' Brev\0 av\r\n9. april ' });
    expect([put.status, put.body.source]).toEqual([201, 'Brev av 9. april']);
  });

  test('with a fault are refused with what is wrong', async () => {
    const dina = callerOf(world, 'directorate', '');
    const fault = async (change: object) => (await dina.put('/targets/3101', { ...eleven, ...change })).body.detail;
    expect(await fault({ expectedParticipants: '10' })).toMatch(/expectedParticipants/);
    expect(await fault({ expectedParticipants: 1.0000001 })).toMatch(/six decimals/);
    expect(await fault({ validFrom: '2026-02-30' })).toMatch(/2026-01-01/);
    expect(await fault({ source: ' ' })).toMatch(/source/);
    expect(await fault({ source: '\0\u200b' })).toMatch(/source/);
    expect(await fault({ more: 1 })).toMatch(/more/);
    expect((await dina.put('/targets/9999', eleven)).status).toBe(404);
    expect((await dina.get('/targets?period=2026-13')).status).toBe(400);
  });
});
