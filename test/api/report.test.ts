// A report read and delivered over the API: the contract, line by line.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { reportAnswer } from '../../src/api/answer-schema.ts';
import { makeWorld, quietMonth, type World } from '../world.ts';
import { type Caller, callerOf, tokenOf } from './calls.ts';

let world: World;
let alice: Caller;
beforeEach(() => {
  world = makeWorld();
  alice = callerOf(world, 'reporter', '0101');
});
afterEach(() => world.close());

const report = '/reports/2026-10/0101-3101';

function submissionsInAll(): number {
  return world.context.store.verify.verdict().submissions;
}

describe('a report over the API', () => {
  test('is open, without a submission, when its month is due', async () => {
    const answer = await alice.get(report);
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe('"0"');
    expect(reportAnswer.parse(answer.body)).toMatchObject({
      ...{ unit: '0101-3101', period: '2026-10', status: 'open', deadline: '2026-11-10', closesOn: '2026-12-31' },
      ...{ carried: null, submission: null, confirmedZero: false, corrected: false },
    });
  });

  test('is notOpen before its month is over, and cannot be delivered', async () => {
    const path = '/reports/2026-11/0101-3101';
    expect((await alice.get(path)).body).toMatchObject({ status: 'notOpen', submission: null });
    const answer = await alice.put(path, { answers: quietMonth(5) });
    expect(answer.status).toBe(409);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body.errors).toEqual([{ rule: 'E7', message: expect.stringContaining('1. desember 2026') }]);
    expect(submissionsInAll()).toBe(0);
  });

  test('is delivered with 201, and read as it was delivered', async () => {
    const answer = await alice.put(report, { answers: quietMonth(5), comment: 'Alt rolig.' });
    expect(answer.status).toBe(201);
    expect(reportAnswer.parse(answer.body).submission).toMatchObject({
      ...{ number: 1, answers: quietMonth(5), reasons: {}, comment: 'Alt rolig.' },
      ...{ submittedAt: '2026-11-03T09:00:00.000Z', onTime: true },
    });
    expect(answer.body.status).toBe('onTime');
    expect((await alice.get(report)).body).toEqual(answer.body);
  });

  test('is corrected by the next number', async () => {
    await alice.put(report, { answers: quietMonth(5) });
    const answer = await alice.put(report, { answers: quietMonth(6) }, { 'If-Match': '"1"' });
    expect(answer.status).toBe(201);
    expect(answer.headers['etag']).toBe('"2"');
    expect(answer.body).toMatchObject({ corrected: true, submission: { number: 2 } });
  });

  test('sent again with the same content is there already: 200 and the same report', async () => {
    const first = await alice.put(report, { answers: quietMonth(5), reasons: { W5: 'Arises not' } });
    const again = await alice.put(report, { answers: quietMonth(5) });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(submissionsInAll()).toBe(1);
  });

  test('sent again with the same key is the same delivery; another content under the key is 409', async () => {
    const key = { 'Idempotency-Key': 'october-1' };
    const first = await alice.put(report, { answers: quietMonth(5) }, key);
    expect((await alice.put(report, { answers: quietMonth(5) }, key)).body).toEqual(first.body);
    expect((await alice.put(report, { answers: quietMonth(6) }, key)).status).toBe(409);
    expect((await alice.put('/reports/2026-10/0101-3124', { answers: quietMonth(5) }, key)).status).toBe(409);
    expect(submissionsInAll()).toBe(1);
  });

  test('may be delivered with the same key by another system', async () => {
    const key = { 'Idempotency-Key': '1' };
    const other = callerOf(world, 'reporter', '0312');
    expect((await alice.put(report, { answers: quietMonth(5) }, key)).status).toBe(201);
    expect((await other.put('/reports/2026-10/0312-0301', { answers: quietMonth(5) }, key)).status).not.toBe(409);
  });

  test('changed meanwhile is 409, and says what number is in force', async () => {
    await alice.put(report, { answers: quietMonth(5) });
    const answer = await alice.put(report, { answers: quietMonth(6) }, { 'If-Match': '"0"' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ type: 'urn:kvp-rapport:changed', number: 1 });
    expect((await alice.put(report, { answers: quietMonth(6) }, { 'If-Match': 'x' })).status).toBe(400);
    expect(submissionsInAll()).toBe(1);
  });

  test('takes the carried opening number where none is sent, and needs one where none is carried', async () => {
    const { participants_start: _left, ...without } = quietMonth(5);
    const refused = await alice.put(report, { answers: without });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([expect.objectContaining({ question: 'participants_start', rule: 'E1' })]);
    await alice.put(report, { answers: quietMonth(5) });
    world.setNow('2026-12-03T09:00:00.000Z');
    world.open('2026-11');
    const november = '/reports/2026-11/0101-3101';
    expect((await alice.get(november)).body.carried).toBe(5);
    const answer = await alice.put(november, { answers: without });
    expect(answer.status).toBe(201);
    expect(answer.body.submission.answers.participants_start).toBe(5);
  });

  test('with another opening number than the carried one needs a reason for W10', async () => {
    await alice.put(report, { answers: quietMonth(5) });
    world.setNow('2026-12-03T09:00:00.000Z');
    world.open('2026-11');
    const november = '/reports/2026-11/0101-3101';
    const refused = await alice.put(november, { answers: quietMonth(6) });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([]);
    expect(refused.body.warnings).toEqual([{ rule: 'W10', message: expect.any(String) }]);
    const answer = await alice.put(november, { answers: quietMonth(6), reasons: { W10: 'One found late' } });
    expect(answer.status).toBe(201);
    expect(answer.body.submission.reasons).toEqual({ W10: 'One found late' });
    expect((await alice.get(report)).body.toBeConfirmed).toBe(true);
  });

  test.each([
    ['text', '"7"'],
    ['a fraction', '3.5'],
    ['a negative number', '-1'],
    ['null', 'null'],
    ['true', 'true'],
    ['a list', '[7]'],
    ['an object', '{"toString":"7"}'],
    ['a number too large', '10000'],
    ['a number beyond all bounds', '1e400'],
    ['an empty text', '""'],
  ])('refuses %s as a number, at its question', async (_name, value) => {
    const body = JSON.stringify({ answers: quietMonth(5) }).replace('"started":0', `"started":${value}`);
    const answer = await alice.put(report, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ question: 'started', rule: 'E1', message: expect.any(String) }]);
    expect(submissionsInAll()).toBe(0);
  });

  test.each(['no_such_question', '__proto__', 'constructor'])('refuses an unknown question: %s', async (name) => {
    const body = JSON.stringify({ answers: quietMonth(5) }).replace('"started":0', `"started":0,"${name}":1`);
    const answer = await alice.put(report, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ question: name }]);
  });

  test('tells every fault of a report that does not add up, in the language asked for', async () => {
    const answers = quietMonth(5, { participants_end: 4, women_end: 6 });
    const nb = await alice.put(report, { answers });
    const nn = await alice.put(report, { answers }, { 'Accept-Language': 'nn' });
    expect(nb.status).toBe(422);
    expect(nb.body.errors.map((error: { rule: string }) => error.rule)).toEqual(['E3', 'E5']);
    expect(nb.body.errors[0].message).not.toBe(nn.body.errors[0].message);
  });

  test.each([
    ['a national identity number in the comment', { answers: quietMonth(5), comment: 'Ring 179120 99997 i dag' }, 422],
    ['a field that is unknown', { answers: quietMonth(5), unit: '0101-3124' }, 400],
    ['answers that are a list', { answers: [1, 2] }, 400],
    ['a comment that is a number', { answers: quietMonth(5), comment: 5 }, 400],
    ['no answers at all', {}, 400],
    ['a body that is no JSON', '{"answers":', 400],
    ['a list as body', '[]', 400],
    ['a body of 100 kB', { answers: quietMonth(5), comment: 'x'.repeat(100_000) }, 413],
  ])('refuses %s and stores nothing', async (_name, body, status) => {
    const answer = await alice.put(report, body);
    expect(answer.status).toBe(status);
    expect(answer.type).toBe('application/problem+json');
    expect(submissionsInAll()).toBe(0);
  });

  test('refuses a body that is not JSON by its type', async () => {
    const answer = await alice.put(report, 'started=1', { 'Content-Type': 'application/x-www-form-urlencoded' });
    expect(answer.status).toBe(415);
  });

  test('refuses a body that is not UTF-8, and stores no text that nobody wrote', async () => {
    const body = Buffer.from(JSON.stringify({ answers: quietMonth(5), comment: 'Gjøvik' }), 'latin1');
    const call = request(world.app()).put(`/api/v1${report}`);
    call.set({ Authorization: `Bearer ${tokenOf(world, 'reporter', '0101')}`, 'Content-Type': 'application/json' });
    call.write(body);
    const answer = await call;
    expect([answer.status, answer.type]).toEqual([415, 'application/problem+json']);
    expect(submissionsInAll()).toBe(0);
  });

  test.each([
    '/reports/2026-10/0101-9999',
    '/reports/2026-10/9999-3101',
    '/reports/2026-13/0101-3101',
    '/reports/october/0101-3101',
    '/reports/2026-10/0312-0301',
    '/reports/2026-10/%00',
    '/nothing',
  ])('answers 404 for what is not there or not ours: %s', async (path) => {
    const read = await alice.get(path);
    expect([read.status, read.body.type]).toEqual([404, 'urn:kvp-rapport:notFound']);
    if (path === '/nothing') return;
    expect((await alice.put(path, { answers: quietMonth(5) })).status).toBe(404);
    expect((await alice.put(path, { answers: 'none' })).status).toBe(404);
  });

  test('cannot be corrected after its closing day, but sent again all the same', async () => {
    await alice.put(report, { answers: quietMonth(5) });
    world.setNow('2027-01-01T09:00:00.000Z');
    const answer = await alice.put(report, { answers: quietMonth(6) });
    expect(answer.status).toBe(409);
    expect(answer.body.errors).toMatchObject([{ rule: 'E7' }]);
    expect((await alice.put(report, { answers: quietMonth(5) })).status).toBe(200);
  });

  test('is late after the deadline', async () => {
    world.setNow('2026-11-11T09:00:00.000Z');
    expect((await alice.get(report)).body.status).toBe('missing');
    const answer = await alice.put(report, { answers: quietMonth(5) });
    expect(answer.body).toMatchObject({ status: 'late', submission: { onTime: false } });
  });

  test('stays on time when it is corrected after the deadline', async () => {
    await alice.put(report, { answers: quietMonth(5) });
    world.setNow('2026-11-11T09:00:00.000Z');
    const answer = await alice.put(report, { answers: quietMonth(6) });
    expect(answer.body).toMatchObject({ status: 'onTime', submission: { number: 2, onTime: true } });
  });
});

describe('who may', () => {
  test.each([
    ['leader', '0101', 200, 201],
    ['directorate', '', 200, 201],
    ['municipality', '3101', 200, 403],
    ['municipality', '3124', 404, 404],
    ['governor', 'FMVL', 404, 404],
    ['reporter', '0312', 404, 404],
  ])('%s of %s: reads %d, delivers %d', async (role, scope, read, write) => {
    const caller = callerOf(world, role, scope);
    expect((await caller.get(report)).status).toBe(read);
    expect((await caller.put(report, { answers: quietMonth(5) })).status).toBe(write);
  });

  test('a governor reads the units of its counties and delivers for none', async () => {
    const guri = callerOf(world, 'governor', 'FMVL');
    const [unit] = (await guri.get('/units?period=2026-10')).body.units;
    expect(unit.governor).toBe('FMVL');
    const path = `/reports/2026-10/${unit.unit}`;
    expect((await guri.get(path)).status).toBe(200);
    const answer = await guri.put(path, { answers: quietMonth(5) });
    expect([answer.status, answer.type]).toEqual([403, 'application/problem+json']);
  });

  test('nobody without a token in force: 401 that says how', async () => {
    const app = world.app();
    for (const header of [undefined, 'Bearer', 'Bearer kvp_unknown', 'Basic YTpi', 'Bearer a b']) {
      const call = request(app).get(`/api/v1${report}`);
      const answer = await (header === undefined ? call : call.set('Authorization', header));
      expect([answer.status, answer.type]).toEqual([401, 'application/problem+json']);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
    }
  });

  test('a method that is not there: 405 that says which are', async () => {
    const answer = await request(world.app())
      .delete(`/api/v1${report}`)
      .set('Authorization', `Bearer ${tokenOf(world, 'reporter', '0101')}`);
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD, PUT']);
  });
});
