// The record of events, in words, for the directorate alone.

import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { event as nb } from '../../src/text/nb/event.ts';
import { event as nn } from '../../src/text/nn/event.ts';
import { makeWorld, type Name, type World } from '../world.ts';
import { visitAs } from './visit.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

async function page(name: Name, path = '/events') {
  const browser = await visitAs(world, world.app(), name);
  return browser.get(path);
}

const record = (what: string, subject: string, details: Record<string, unknown> = {}, who = 'command') =>
  world.context.store.event.record({ at: '2026-11-03T08:00:00.000Z', who, what, subject, details });

describe('the record of events', () => {
  test('is the directorate’s alone', async () => {
    for (const name of ['alice', 'lars', 'mona', 'guri', 'olav'] as const) {
      expect([name, (await page(name)).status]).toEqual([name, 404]);
    }
    expect((await page('dina')).status).toBe(200);
  });

  test('tells in words who did what to what', async () => {
    const { alice } = world.people;
    record(
      'report.corrected',
      'report:2026-09:0101-3101',
      { number: 2, sha256: 'ab', channel: 'page' },
      `person:${alice.id}`,
    );
    record('role.ended', `person:${alice.id}`, { role: 'reporter', scope: '0101' }, `person:${world.people.dina.id}`);
    record('demo.filled', 'service');
    const { text } = await page('dina');
    expect(text).toMatch(
      /Rettet en rapport<\/strong>: <a[^>]*href="\/reports\/2026-09\/0101-3101">Nav Halden-Aremark, Halden, september 2026/,
    );
    expect(text).toContain('innsending: 2');
    expect(text).not.toContain('sha256');
    expect(text).toMatch(
      /Tok bort en rolle[\s\S]{0,200}Alice Aas[\s\S]{0,100}Dina Dahl[\s\S]{0,100}rolle: Rapportør, gjelder: Nav Halden-Aremark \(0101\)/,
    );
    expect(text).toContain('En kommando på tjeneren');
    expect(text).toContain('Logget inn');
  });

  test('shows what has no words yet by its own name, and text from outside as text', async () => {
    record('thing.done', 'thing:<b>', { note: '<i>x</i>' });
    const { text } = await page('dina');
    expect(text).toContain('thing.done');
    expect(text).toContain('thing:&lt;b&gt;');
    expect(text).toContain('&lt;i&gt;x&lt;/i&gt;');
  });

  test('is read a page at a time, by kind, and by what it is about', async () => {
    for (let n = 0; n < 120; n++) record('target.put', 'target:3101', { n });
    record('mail.paused', 'mail', { reason: 'Prøve' });
    const { text } = await page('dina');
    const older = /href="(\/events\?before=\d+)"/.exec(text)?.[1];
    expect(text.match(/class="event /g)).toHaveLength(100);
    expect((await page('dina', older)).text).toContain('De nyeste hendelsene');
    const mail = (await page('dina', '/events?kind=E-post')).text;
    expect(mail.match(/class="event /g)).toHaveLength(1);
    const about = (await page('dina', `/events?subject=person:${world.people.dina.id}`)).text;
    expect(about).toContain('Bare hendelser om Dina Dahl.');
    expect(about).not.toContain('Satte et måltall');
    expect((await page('dina', '/events?before=x&kind=y')).status).toBe(200);
  });

  test('says everything in nynorsk too', async () => {
    record('report.delivered', 'report:2026-09:0101-3101', { number: 1 });
    expect((await page('dina', '/events?lang=nn')).text).toContain('Leverte ein rapport');
  });

  test('every kind of event that the program records has its words in both languages', () => {
    const root = new URL('../../src/', import.meta.url);
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const texts = files
      .filter((name) => !name.startsWith('text/'))
      .map((name) => readFileSync(new URL(name, root), 'utf8'));
    const groups = new RegExp(`'((?:${Object.keys(nb.groups).join('|')})\\.[a-zA-Z]+)'`, 'g');
    const kinds = new Set(texts.flatMap((text) => [...text.matchAll(groups)].map((match) => match[1]!)));
    const recorded = texts.flatMap((text) =>
      [...text.matchAll(/what: '([a-zA-Z]+\.[a-zA-Z]+)'/g)].map((match) => match[1]!),
    );
    const wanted = [...kinds, ...recorded].filter((kind) => !/\.(?:ts|js|css|csv|json|ejs|svg|sql)$/.test(kind));
    expect(wanted.length).toBeGreaterThan(30);
    expect(wanted.filter((kind) => !(kind in nb.kind) || !(kind in nn.kind))).toEqual([]);
    // Without one it is found under no kind.
    const groupsWanted = wanted.map((kind) => kind.split('.')[0]!);
    expect(groupsWanted.filter((group) => !(group in nb.groups))).toEqual([]);
    expect(Object.keys(nn.kind)).toEqual(Object.keys(nb.kind));
    expect(Object.keys(nn.groups)).toEqual(Object.keys(nb.groups));
    expect(Object.keys(nn.detail)).toEqual(Object.keys(nb.detail));
  });
});
