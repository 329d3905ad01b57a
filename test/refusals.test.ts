// Who asked for what is not theirs is in the record, by page and by API: in words, and not without end.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { createToken } from '../src/actions/create-token.ts';
import { visit, visitAs } from './web/visit.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
  world.open('2026-10');
});
afterEach(() => world.close());

const refusals = () =>
  world.context.store.event
    .find({ before: 1e9, limit: 1000, subject: null, kinds: ['access'] })
    .map(({ who, subject, details }) => [who, subject, details['method']]);

describe('a refusal', () => {
  test('of a page is recorded with who, what and how, without the query; an address that is none of ours is not', async () => {
    const app = world.app();
    const olav = await visitAs(world, app, 'olav');
    expect((await olav.get('/reports/2026-10/0101-3101?secret=1')).status).toBe(404);
    expect((await olav.get('/incidents/else')).status).toBe(404);
    expect((await olav.post('/follow-ups').type('form').send({ unit: '0101-3101' })).status).toBe(404);
    const who = `person:${world.people.olav.id}`;
    const told = [
      [who, 'address:/follow-ups', 'POST'],
      [who, 'address:/reports/2026-10/0101-3101', 'GET'],
    ];
    expect(refusals()).toEqual(told);
    // A stranger is nobody to record.
    expect((await visit(app).get('/reports/2026-10/0101-3101')).status).toBe(303);
    expect(refusals()).toEqual(told);
    const dina = await visitAs(world, app, 'dina');
    const page = (await dina.get('/events?lang=nn')).text;
    expect(page).toContain('Bad om noko som ikkje er ope for dei');
    expect(page).toContain('/reports/2026-10/0101-3101');
  });

  test('over the API is recorded under the token', async () => {
    const made = createToken(world.context, { name: 'Fagsystem', role: 'reporter', scope: '0312' }, 'command');
    if (!made.ok) throw new Error(made.fault);
    const get = (path: string) => supertest(world.app()).get(path).set('Authorization', `Bearer ${made.token}`);
    expect((await get('/api/v1/reports/2026-10/0101-3101')).status).toBe(404);
    expect((await get('/api/v1/nowhere')).status).toBe(404);
    expect(refusals()).toEqual([[`token:${made.id}`, 'address:/api/v1/reports/2026-10/0101-3101', 'GET']]);
  });

  test('is recorded sixty times an hour for each, and again in the next', async () => {
    const olav = await visitAs(world, world.app(), 'olav');
    for (let time = 0; time < 62; time += 1) await olav.get(`/units/0101-3101`);
    expect(refusals()).toHaveLength(60);
    world.setNow('2026-11-03T10:00:00.000Z');
    const again = await visitAs(world, world.app(), 'olav');
    await again.get('/units/0101-3101');
    expect(refusals()).toHaveLength(61);
  });
});
