// The OpenAPI document tells the truth: every path in it is called, and every answer, refusals too, is what it says of that
// path, method, status and type. Systems are made from the document alone.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request, { type Response } from 'supertest';
import { z } from 'zod';
import { freeze } from '../../src/actions/freeze.ts';
import { actorOf, makeWorld, quietMonth, type World } from '../world.ts';
import { tokenOf } from './calls.ts';

type Operation = {
  parameters?: { name: string; in: string }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
};
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, object> } };

const halden = '0101-3101';
const october = `/reports/2026-10/${halden}`;
const totals = '/totals?from=2026-10&to=2026-10';

let world: World;
let document: Document;
const seen = new Set<string>();
beforeAll(async () => {
  world = makeWorld();
  document = (await request(world.app()).get('/api/v1/openapi.json')).body as Document;
});
afterAll(() => world.close());

/** Calls, and holds the answer to the document. `token`: null for none. */
async function call(
  method: 'get' | 'put',
  path: string,
  given: { body?: unknown; token?: string | null; headers?: Record<string, string> } = {},
): Promise<Response> {
  const { body, token = tokenOf(world, 'directorate'), headers = {} } = given;
  const order = request(world.app())[method](`/api/v1${path}`).set(headers);
  if (token !== null) order.set({ Authorization: `Bearer ${token}` });
  const answer = await (body === undefined ? order : order.type('json').send(JSON.stringify(body)));
  const [told, operation] = operationOf(method, path.split('?')[0] ?? '');
  const type = (answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  const response = operation.responses[String(answer.status)];
  expect([told, answer.status, response !== undefined]).toEqual([told, answer.status, true]);
  if (answer.status !== 304) {
    const schema = response?.content?.[type]?.schema;
    expect([told, type, schema !== undefined]).toEqual([told, type, true]);
    const isText = type.includes('json');
    const read = z.fromJSONSchema(whole(schema)).safeParse(isText ? answer.body : '');
    expect([told, answer.status, read.error?.issues]).toEqual([told, answer.status, undefined]);
  }
  seen.add(`${told} ${answer.status}`);
  return answer;
}

function operationOf(method: string, path: string): [string, Operation] {
  for (const [template, operations] of Object.entries(document.paths)) {
    const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    const operation = operations[method];
    if (pattern.test(path) && operation) return [`${method} ${template}`, operation];
  }
  throw new Error(`The document does not tell of ${method} ${path}`);
}

/** The schema with what it refers to in its place. */
function whole(schema: unknown): Parameters<typeof z.fromJSONSchema>[0] {
  const text = JSON.stringify(schema, (_, value: unknown) => {
    const name = /^#\/components\/schemas\/(\w+)$/.exec(String((value as { $ref?: unknown } | null)?.$ref))?.[1];
    return name === undefined ? value : document.components.schemas[name];
  });
  return JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0];
}

describe('the document', () => {
  test('tells what delivering and reading a report answers, and every refusal', async () => {
    const answers = quietMonth(12);
    await call('get', october);
    await call('put', october, { body: { answers } });
    await call('put', october, { body: { answers } });
    await call('put', october, { body: { answers: quietMonth(13) } });
    await call('put', october, { body: { answers: { ...answers, women_end: 99, started: 'x' } } });
    await call('put', october, { body: { answers: quietMonth(20, { participants_start: 10, started: 10 }) } });
    await call('put', october, { body: { answers: quietMonth(14) }, headers: { 'If-Match': '"9"' } });
    await call('put', '/reports/2031-01/0101-3101', { body: { answers } });
    await call('put', october, { body: { answers, more: 1 } });
    await call('put', october, { body: answers, token: null });
    await call('put', october, { body: { answers }, token: tokenOf(world, 'governor', 'FMOV') });
    await call('get', october, { token: tokenOf(world, 'reporter', '0312') });
    expect((await call('get', october)).body.submission.number).toBe(2);
  });

  test('tells what lists, totals, changes, targets and notices answer', async () => {
    world.setNow('2026-11-20T09:00:00.000Z');
    for (const path of ['/units', '/units?period=2019-06', '/reports?period=2026-10&status=missing'])
      await call('get', path);
    for (const by of ['', 'period', 'county', 'period,municipality', 'unit']) await call('get', `${totals}&by=${by}`);
    await call('get', `${totals}&by=county&geography=current`);
    for (const format of ['csv', 'csv-excel', 'xlsx', 'json-stat'])
      for (const path of [`${totals}&`, '/reports?period=2026-10&', '/statistics?'])
        await call('get', `${path}format=${format}`);
    await call('get', '/changes?since=2026-01-01T00:00:00Z&limit=1');
    await call('get', '/notices?period=2026-10');
    const body = { expectedParticipants: 12.5, validFrom: '2026-01-01', source: 'Tildelingsbrev' };
    await call('put', '/targets/3101', { body });
    await call('put', '/targets/3101', { body });
    await call('put', '/targets/3101', { body, token: tokenOf(world, 'municipality', '3101') });
    await call('get', '/targets');
    for (const path of ['/totals?from=2026', '/notices', '/changes', '/reports', '/statistics?from=x'])
      await call('get', path);
    await call('put', '/totals', { body }).catch((fault: Error) => expect(fault.message).toContain('does not tell of'));
  });

  test('tells what the public figures answer, before and after a month is frozen', async () => {
    await call('get', '/statistics', { token: null });
    const order = { period: '2026-10', state: 'provisional', reason: '', after: 0 } as const;
    expect(freeze(world.context, actorOf(world.people.dina), order).kind).toBe('frozen');
    const frozen = await call('get', '/statistics?by=period,county', { token: null });
    expect(frozen.body.rows.length).toBeGreaterThan(10);
  });

  test('tells which answers can be asked about again, and they are not sent twice', async () => {
    const { asOf } = (await call('get', totals)).body as { asOf: string };
    const since = '2026-01-01T00:00:00.000Z';
    for (const path of [`${totals}&asOf=${asOf}`, `/changes?since=${since}&asOf=${asOf}`, '/statistics']) {
      const etag = String((await call('get', path)).headers['etag']);
      expect((await call('get', path, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    }
    for (const path of [totals, `/changes?since=${since}`])
      expect((await call('get', path)).headers['etag']).toBeUndefined();
    const itself = await request(world.app()).get('/api/v1/openapi.json');
    expect(itself.headers['cache-control']).toBe('public, no-cache');
  });

  test('has no path that was not called, and these answers were seen', () => {
    const told = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    const called = new Set([...seen].map((one) => one.replace(/ \d+$/, '')));
    expect(told.filter((one) => !called.has(one))).toEqual([]);
    const statuses = new Set([...seen].map((one) => one.slice(-3)));
    expect([...statuses].toSorted()).toEqual(['200', '201', '304', '400', '401', '403', '404', '409', '422']);
  });
});
