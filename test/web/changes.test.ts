// What moved since a time, as the directorate and the governors see it.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { deliver } from '../../src/actions/deliver.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from '../world.ts';
import { visitAs } from './visit.ts';

let world: World;
beforeEach(() => {
  world = makeWorld({ now: '2026-11-03T09:00:00.000Z' });
  world.open('2026-10');
});
afterEach(() => world.close());

function report(unit: string, name: Name, changes: Record<string, number>, comment = '', end = 12): void {
  const input = { answers: typed(quietMonth(end, changes)), reasons: { W9: 'Ingen kvinner nå' }, comment };
  const order = { unit, period: '2026-10', input, key: null, ifMatch: null, channel: 'page' as const };
  expect(deliver(world.context, actorOf(world.people[name]), order).kind).toBe('delivered');
}

async function page(name: Name, path = '/changes') {
  const browser = await visitAs(world, world.app(), name);
  return browser.get(path);
}

describe('the page of changes', () => {
  test('is the directorate’s and the governors’ alone', async () => {
    const status = async (name: Name) => (await page(name)).status;
    for (const name of ['dina', 'guri'] as const) expect([name, await status(name)]).toEqual([name, 200]);
    for (const name of ['alice', 'lars', 'sigrid', 'mona', 'olav'] as const) {
      expect([name, await status(name)]).toEqual([name, 404]);
    }
  });

  test('shows who corrected what, old and new numbers side by side, and why', async () => {
    report('0101-3101', 'alice', {});
    world.setNow('2026-11-04T12:30:00.000Z');
    report('0101-3101', 'lars', { women_end: 0, under_30_end: 4 }, 'Talt på nytt <b>');
    const { text } = await page('dina');
    expect(text).toContain('1 retting og 1 levering siden');
    expect(text).toContain('Nav Halden-Aremark, Halden, oktober 2026');
    expect(text).toContain('Rettet av Lars Lie, 4. november 2026 kl. 13:30');
    expect(text).toMatch(
      /Kvinner<\/th><td class="numeric">1<\/td><td class="numeric"><strong>0<\/strong><\/td><td class="numeric">−1/,
    );
    expect(text).toMatch(
      /Under 30 år<\/th><td class="numeric">0<\/td><td class="numeric"><strong>4<\/strong><\/td><td class="numeric">\+4/,
    );
    expect(text).not.toMatch(/Forsørger barn under 18 år<\/th>/);
    expect(text).toContain('Talt på nytt &lt;b&gt;');
    expect(text).toContain('Ingen kvinner nå');
    expect(text).toContain('href="/reports/2026-10/0101-3101/submissions/2"');
  });

  test('shows deliveries when they are asked for, and a correction of the text alone as that', async () => {
    report('0101-3101', 'alice', {});
    expect((await page('dina')).text).toContain('Ingenting er endret i denne tiden.');
    expect((await page('dina', '/changes?kind=delivered')).text).toContain('Levert av Alice Aas');
    report('0101-3101', 'alice', {}, 'Bare en kommentar');
    expect((await page('dina')).text).toContain('Ingen tall er endret');
    expect((await page('dina', '/changes?kind=')).text.match(/<article/g)).toHaveLength(2);
  });

  test('reaches back to the day that is asked for, and no longer than a week by itself', async () => {
    report('0101-3101', 'alice', {});
    report('0101-3101', 'alice', { under_30_end: 1 });
    world.setNow('2026-11-23T09:00:00.000Z');
    expect((await page('dina')).text).toContain('Ingenting er endret i denne tiden.');
    expect((await page('dina', '/changes?since=01.11.2026')).text).toContain('Rettet av Alice Aas');
    expect((await page('dina', '/changes?since=2026-11-04')).text).not.toContain('Rettet av Alice Aas');
    const faulty = await page('dina', '/changes?since=31.02.2026');
    expect([faulty.status, faulty.text.includes('Skriv dagen slik')]).toEqual([422, true]);
    expect(faulty.text).toContain('value="31.02.2026"');
  });

  test('shows a governor its own counties alone', async () => {
    report('0101-3101', 'alice', {});
    report('0101-3101', 'alice', { under_30_end: 1 });
    expect((await page('guri')).text).not.toContain('Halden');
  });

  test('says everything in nynorsk too', async () => {
    report('0101-3101', 'alice', {});
    report('0101-3101', 'alice', { under_30_end: 1 });
    expect((await page('dina', '/changes?lang=nn')).text).toContain('Retta av Alice Aas');
  });
});
