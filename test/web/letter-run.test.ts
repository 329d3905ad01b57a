// Many letters in one go: 300 through the page with progress and within a minute; who may, what is chosen, what is left.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listFollowUps } from '../../src/actions/follow-up.ts';
import { draftLetter, saveLetter } from '../../src/actions/letter.ts';
import { openFollowUp } from '../../src/actions/open-follow-up.ts';
import { docxText, zipEntries } from '../docx-text.ts';
import { actorOf, makeWorld, type World } from '../world.ts';
import { signIn, type Visit, visit, visitAs } from './visit.ts';

let world: World;
const browsers = new Map<string, Visit>();
const people = ['alice', 'lars', 'sigrid', 'guri', 'mona', 'dina', 'olav', 'nobody'] as const;
const guris: number[] = [];

function browser(name: string): Visit {
  const found = browsers.get(name);
  if (!found) throw new Error(name);
  return found;
}

beforeAll(async () => {
  world = makeWorld();
  const { context } = world;
  const guri = actorOf(world.people.guri);
  for (const unit of context.store.unit
    .on('2026-11-03')
    .filter(({ governor }) => governor === 'FMVL')
    .slice(0, 3)) {
    const opened = openFollowUp(context, guri, { unit: unit.id, cause: 'other', text: 'Grunn' });
    if (opened.kind === 'opened') guris.push(opened.id);
  }
  const app = world.app();
  for (const name of people) browsers.set(name, name === 'nobody' ? visit(app) : await visitAs(world, app, name));
  const governors = [...new Set(context.store.unit.on('2026-11-03').flatMap(({ governor }) => governor ?? []))];
  const roles = governors.map((scope) => ({
    role: 'governor' as const,
    scope,
    validFrom: '2020-01-01',
    validTo: null,
  }));
  context.store.person.add({ email: 'all@example.org', name: 'Alle', language: 'nb', roles }, context.now());
  browsers.set('all', visit(app));
  await signIn(world, browser('all'), 'all@example.org');
});
afterAll(() => world.close());

async function statuses(method: 'get' | 'post', path: string, body: object = {}): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const name of people) {
    const answer =
      method === 'get' ? await browser(name).get(path) : await browser(name).post(path).type('form').send(body);
    found[name] = answer.status;
  }
  return found;
}

async function finished(name: string, path: string): Promise<string> {
  for (;;) {
    const page = await browser(name).get(path);
    if (page.headers['refresh'] === undefined) return page.text;
  }
}

/** What stands at the foot of every letter of an office. */
const signed = { phone: '1', firstName: 'A', firstTitle: 'B', secondTitle: 'C' };

const nobody = { alice: 404, lars: 404, sigrid: 404, guri: 404, mona: 404, dina: 404, olav: 404, nobody: 303 };

describe('many letters in one go', () => {
  test('are written by governors alone, and a run is seen by whoever started it', async () => {
    expect(await statuses('get', '/follow-ups/letters')).toEqual({ ...nobody, guri: 200 });
    expect(await statuses('post', '/follow-ups/letters', { kind: 'request' })).toEqual({ ...nobody, guri: 422 });
    const [first = 0] = guris;
    const started = await browser('guri')
      .post('/follow-ups/letters')
      .type('form')
      .send({ kind: 'request', followUp: String(first) });
    const path = started.headers['location'] ?? '';
    expect(path).toMatch(/^\/follow-ups\/letters\/[0-9a-f-]{36}$/);
    expect(await statuses('get', path)).toEqual({ ...nobody, guri: 200 });
    const text = await finished('guri', path);
    expect(text).toContain('1 av 1');
    expect(text).toContain('1 nytt utkast.');
    const letters = world.context.store.letter.ofFollowUp(first);
    expect(letters.map(({ kind, frozenAt }) => [kind, frozenAt])).toEqual([['request', null]]);
    expect(text).toContain(`href="/follow-ups/${first}/letters/${letters[0]?.id}"`);
  });

  test('leave drafts alone, pass over what is out of reach, and refuse an empty choice', async () => {
    const { context } = world;
    const [, second = 0] = guris;
    const made = draftLetter(context, actorOf(world.people.guri), second, 'reminder', 'nn');
    const page = (await browser('guri').get('/follow-ups/letters')).text;
    expect(page).toContain('Har et utkast allerede');
    const send = (followUp: string[]) =>
      browser('guri').post('/follow-ups/letters').type('form').send({ kind: 'request', followUp });
    const text = await finished('guri', (await send([String(second), '9999', 'x'])).headers['location'] ?? '');
    expect(text).toContain('1 sak hadde et utkast fra før.');
    expect(context.store.letter.ofFollowUp(second).map(({ id, kind }) => [id, kind])).toEqual([
      [made.kind === 'drafted' ? made.letter : 0, 'reminder'],
    ]);
    expect((await send([])).status).toBe(422);
    expect((await send(['9999'])).text).toContain('Velg minst én sak.');
  });

  test('300 are made, finished, fetched in one archive and read within a minute, with progress, each in its language', async () => {
    const { context } = world;
    const all = context.store.person.byEmail('all@example.org');
    if (!all) throw new Error('nobody');
    const known = new Set(listFollowUps(context, actorOf(all))?.open.map(({ unit }) => unit.id));
    const units = context.store.unit.on('2026-11-03').filter(({ id, governor }) => governor !== null && !known.has(id));
    const ids = units.slice(0, 300).map((unit) => {
      const opened = openFollowUp(context, actorOf(all), { unit: unit.id, cause: 'other', text: 'Grunn' });
      return opened.kind === 'opened' ? opened.id : 0;
    });
    // Of the processor, not of the clock: others may be busy on the same machine.
    const start = process.cpuUsage();
    const followUp = ids.map(String);
    const started = await browser('all')
      .post('/follow-ups/letters')
      .type('form')
      .send({ kind: 'request', language: 'nn', followUp });
    const path = started.headers['location'] ?? '';
    const first = await browser('all').get(path);
    expect(first.headers['refresh']).toBe('1');
    expect(first.text).toMatch(/<progress value="\d+" max="300"/);
    const text = await finished('all', path);
    expect(text).toContain('300 nye utkast.');
    const expected = units.slice(0, 300).map((unit, index) => {
      const [letter, ...more] = context.store.letter.ofFollowUp(ids[index] ?? 0);
      if (!letter || more.length > 0) throw new Error(unit.id);
      expect(letter.language).toBe(unit.language === 'neutral' ? 'nn' : unit.language);
      const content = { ...letter.content, ...signed, ourRef: `2026/${letter.id}` };
      const order = { followUp: letter.followUp, letter: letter.id, version: 1, content, freeze: true };
      expect(saveLetter(context, actorOf(all), order).kind).toBe('saved');
      return `\n${unit.municipalityName} kommune\nv/ kommunedirektøren\nVår ref.: 2026/${letter.id}\nDato: 03.11.2026\n`;
    });
    const archive = await browser('all').get('/follow-ups/archive?month=2026-11').responseType('blob');
    const entries = zipEntries(archive.body as Buffer);
    expect(entries.size).toBe(300);
    const texts = [...entries.values()].map((content) => docxText(content()));
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(60);
    for (const [index, head] of expected.entries()) expect(texts[index]).toContain(head);
  });
});
