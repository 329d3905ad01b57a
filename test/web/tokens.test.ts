// The directorate's page of tokens, and the public page on the API.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { callerWith } from '../api/calls.ts';
import { makeWorld, type Name, type World } from '../world.ts';
import { visitAs } from './visit.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

const order = { name: 'Fagsystem i Halden', role: 'reporter', scope: '0101', lastDay: '31.12.2026' };

async function page(name: Name, path = '/tokens') {
  return (await visitAs(world, world.app(), name)).get(path);
}

async function post(form: Record<string, string>, path = '/tokens', name: Name = 'dina') {
  return (await visitAs(world, world.app(), name)).post(path).type('form').send(form);
}

const tokenIn = (html: string) => /kvp_[\w-]{43}/.exec(html)?.[0] ?? '';

describe('the page of tokens', () => {
  test('makes a token that opens the API within its scope until its last day is over, and shows it once', async () => {
    const made = await post(order);
    expect(made.status).toBe(200);
    const token = tokenIn(made.text);
    expect(made.text).toContain('Den vises bare denne ene gangen');
    const units = (await callerWith(world, token).get('/units')).body.units;
    expect(units.map(({ unit }: { unit: string }) => unit)).toEqual(['0101-3101', '0101-3124']);
    const again = await page('dina');
    expect(again.text).toContain('Fagsystem i Halden');
    expect(tokenIn(again.text)).toBe('');
    world.setNow('2026-12-31T22:59:00.000Z');
    expect((await callerWith(world, token).get('/units')).status).toBe(200);
    world.setNow('2026-12-31T23:00:00.000Z');
    expect((await callerWith(world, token).get('/units')).status).toBe(401);
    expect((await page('dina')).text).toContain('Utløpt');
  });

  test('revokes a token for good, and records who made it and who took it away', async () => {
    const token = tokenIn((await post(order)).text);
    const [{ id } = { id: 0 }] = world.context.store.token.all();
    const answer = await post({}, `/tokens/${id}/revoke`);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/tokens?done=revoked']);
    expect((await callerWith(world, token).get('/units')).status).toBe(401);
    expect((await page('dina', '/tokens?done=revoked&lang=nn')).text).toContain('Nøkkelen er trekt tilbake.');
    expect((await post({}, `/tokens/${id}/revoke`)).status).toBe(404);
    expect(world.context.store.event.ofSubject(`token:${id}`)).toMatchObject([
      { what: 'token.created', who: `person:${world.people.dina.id}`, details: { role: 'reporter', scope: '0101' } },
      { what: 'token.revoked', who: `person:${world.people.dina.id}`, details: { name: 'Fagsystem i Halden' } },
    ]);
    expect(JSON.stringify(world.context.store.event.ofSubject(`token:${id}`))).not.toContain(token.slice(4));
  });

  test.each([
    ['name', { name: ' ' }, 'Skriv et navn'],
    ['role', { role: '' }, 'Velg en rolle.'],
    ['scope', { scope: '9999' }, 'Området passer ikke til rollen'],
    ['scope', { role: 'directorate' }, 'Området passer ikke til rollen'],
    ['scope', { role: 'king' }, 'Området passer ikke til rollen'],
    ['lastDay', { lastDay: '02.11.2026' }, 'Skriv en dag fra i dag'],
    ['lastDay', { lastDay: '04.11.2028' }, 'Skriv en dag fra i dag'],
    ['lastDay', { lastDay: '' }, 'Skriv en dag fra i dag'],
  ])('says at the field %s what is wrong with %j, and keeps what was typed', async (field, change, said) => {
    const answer = await post({ ...order, ...change });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`href="#${field}"`);
    expect(answer.text).toContain(said);
    if (field !== 'name') expect(answer.text).toContain('value="Fagsystem i Halden"');
    expect(world.context.store.token.all()).toEqual([]);
  });

  test('does not make a second token of a name in force, as when a form is sent twice', async () => {
    expect((await post(order)).status).toBe(200);
    expect((await post(order)).status).toBe(422);
    expect(world.context.store.token.all()).toHaveLength(1);
  });

  test('is there for the directorate alone', async () => {
    await post(order);
    for (const name of ['alice', 'lars', 'guri', 'mona', 'olav'] as const) {
      expect((await page(name)).status).toBe(404);
      expect((await post({ ...order, name: 'Annet' }, '/tokens', name)).status).toBe(404);
      expect((await post({}, '/tokens/1/revoke', name)).status).toBe(404);
      expect((await page(name, '/reports')).text).not.toContain('href="/tokens"');
    }
    expect(world.context.store.token.all()).toMatchObject([{ revokedAt: null }]);
    expect((await page('dina', '/reports')).text).toContain('href="/tokens"');
    expect((await request(world.app()).get('/tokens')).headers['location']).toBe('/sign-in');
  });
});

describe('the page on the API', () => {
  test('is public, in both languages, with examples for every kind of call and format', async () => {
    for (const [language, heading] of [
      ['nb', 'Eksempler'],
      ['nn', 'Døme'],
    ]) {
      const { status, text } = await request(world.app()).get(`/api?lang=${language}`);
      expect(status).toBe(200);
      for (const said of [heading, '/api/v1/statistics?by=period', 'Idempotency-Key', 'json-stat', 'openapi.json'])
        expect(text).toContain(said);
      expect(text).not.toContain('href="/tokens"');
    }
    expect((await page('dina', '/api')).text).toContain('href="/tokens"');
  });

  test('gives examples that the API understands', async () => {
    const { text } = await request(world.app()).get('/api');
    const token = tokenIn((await post({ ...order, role: 'directorate', scope: '' })).text);
    const calls = [...text.matchAll(/curl [^<]*?\/api\/v1(\/[^<"]*?)(?:"|&#34;)/g)].map(([command, path]) => ({
      isWrite: command?.includes('-X PUT'),
      path: (path ?? '').replaceAll('&amp;', '&'),
    }));
    expect(calls).toHaveLength(7);
    for (const { isWrite, path } of calls) {
      if (!isWrite) expect([path, (await callerWith(world, token).get(path)).status]).toEqual([path, 200]);
    }
  });
});
