// The page of totals, as each role sees it.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import supertest from 'supertest';
import { deliver } from '../../src/actions/deliver.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from '../world.ts';
import { visitAs } from './visit.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

function report(unit: string, end: number, period = '2026-10'): void {
  const input = { answers: typed(quietMonth(end)), reasons: {}, comment: '' };
  const order = { unit, period, input, key: null, ifMatch: null, channel: 'page' as const };
  expect(deliver(world.context, actorOf(world.people.dina), order).kind).toBe('delivered');
}

async function page(name: Name, path: string) {
  return (await visitAs(world, world.app(), name)).get(path);
}

/** What the page says, without tags and with single spaces. */
const said = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('the page of totals', () => {
  test('shows the directorate the month that is due, by county, with coverage beside the figures', async () => {
    report('0101-3101', 12);
    const { status, text } = await page('dina', '/totals');
    expect(status).toBe(200);
    const expected = world.context.store.unit.on('2026-10-31').length;
    expect(said(text)).toContain(`1 av ${expected} rapporter er levert (0,2 %).`);
    expect(said(text)).toMatch(/Østfold 1 av 12/);
    expect(said(text)).toMatch(/Oslo 0 av 15 – ikke rapportert/);
    expect(said(text)).toContain('Hentet 3. november 2026 kl. 10:00');
  });

  test('shows the nation question by question, and is complete in nynorsk', async () => {
    report('0101-3101', 12);
    const { text } = await page('dina', '/totals?from=2026-10&to=2026-10&area=nation&lang=nn');
    expect(said(text)).toMatch(/Deltakarar ved utgangen av månaden 12 1 av \d+/);
    expect(said(text)).toContain('Utan overføringar');
  });

  test('gives the same answer again by its link, whatever is delivered later', async () => {
    report('0101-3101', 12);
    const browser = await visitAs(world, world.app(), 'dina');
    const first = await browser.get('/totals?from=2026-10&to=2026-10&area=nation');
    const link = /href="(\/totals\?[^"]*asOf=[^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    report('0101-3124', 5);
    world.setNow('2026-11-03T09:20:00.000Z');
    const again = await browser.get(link);
    expect(said(again.text)).toMatch(/Deltakere ved månedens slutt 12 1 av/);
    expect(said((await browser.get('/totals?from=2026-10&to=2026-10&area=nation')).text)).toMatch(
      /månedens slutt 17 2 av/,
    );
  });

  test('shows as it was known when a day ended', async () => {
    report('0101-3101', 12);
    const browser = await visitAs(world, world.app(), 'dina');
    const path = '/totals?from=2026-10&to=2026-10&area=nation&asOf=';
    expect(said((await browser.get(`${path}2.11.2026`)).text)).toContain('Ingen måned i tidsrommet var åpnet');
    expect(said((await browser.get(`${path}2026-11-03`)).text)).toMatch(/månedens slutt 12 1 av/);
  });

  test('shows a governor its own units only', async () => {
    for (const unit of ['0101-3101', '1263-4631']) report(unit, 12);
    const { text } = await page('guri', '/totals');
    const own = world.context.store.unit.on('2026-10-31').filter(({ governor }) => governor === 'FMVL');
    expect(said(text).includes(`1 av ${own.length} rapporter er levert`)).toBe(true);
    expect(text).toContain('/reports/2026-10/1263-4631');
    expect(text.includes('Halden')).toBe(false);
  });

  test('leads from the nation down to the one report, and back up', async () => {
    report('0101-3124', 7);
    const browser = await visitAs(world, world.app(), 'dina');
    const follow = async (html: string, text: string) => {
      const link = [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g)].find(([, , told]) => told === text);
      return browser.get(link?.[1]?.replaceAll('&amp;', '&') ?? '/nowhere');
    };
    const nation = await browser.get('/totals?from=2026-10&to=2026-10&area=nation');
    const counties = await follow(nation.text, 'Se fylkene');
    const municipalities = await follow(counties.text, 'Østfold');
    expect(said(municipalities.text)).toContain('Østfold, oktober 2026');
    expect(said(municipalities.text)).toContain('1 av 12 rapporter er levert');
    expect(municipalities.text).not.toContain('>Bergen<');
    const units = await follow(municipalities.text, 'Aremark');
    expect(said(units.text)).toContain('Rapporten er levert.');
    const [, unitLink = ''] = /href="(\/reports\/2026-10\/[^"]*)"/.exec(units.text) ?? [];
    expect(unitLink).toBe('/reports/2026-10/0101-3124');
    expect((await browser.get(unitLink)).status).toBe(200);
    expect((await follow(units.text, 'Østfold')).text).toBe((await follow(counties.text, 'Østfold')).text);
  });

  test('shows only the kind of figures, or the questions, that are asked for, in tables, picture and files', async () => {
    report('0101-3101', 12);
    const asked = '/totals?from=2026-10&to=2026-10&area=nation';
    const flows = (await page('dina', `${asked}&kind=flow`)).text;
    const figures = (html: string) => said(html.slice(html.indexOf('answer-heading')));
    expect(figures(flows)).toContain('Søknader innvilget');
    expect(figures(flows)).not.toContain('Deltakere ved månedens slutt');
    const two = (await page('dina', `${asked}&q=women_end&q=participants_end`)).text;
    expect(figures(two)).toMatch(/Kvinner 1 1 av/);
    expect(figures(two)).not.toContain('Forsørger barn');
    expect(two).toMatch(/value="women_end" checked/);
    const [, same = ''] = /href="(\/totals\?[^"]*asOf=[^"]*)"/.exec(two) ?? [];
    expect(same).toContain('q=women_end&amp;q=participants_end');
    const file = (await page('dina', `/totals/file?from=2026-10&to=2026-10&area=nation&q=women_end&format=csv`)).text;
    const [heads = ''] = file.split('\r\n');
    expect([heads.includes('women_end'), heads.includes('participants_end')]).toEqual([true, false]);
  });

  test('draws the months before a month alone, with the numbers in a table', async () => {
    for (const period of ['2026-08', '2026-10']) {
      world.open(period);
      report('0101-3101', 5, period);
    }
    const { text } = await page('dina', '/totals?from=2026-10&to=2026-10&area=county');
    expect(text).toContain('role="img"');
    expect(said(text)).toContain('Måned for måned: Deltakere ved månedens slutt');
    expect(said(text)).toMatch(/Oktober 2026 5 1 av \d+ September 2026 – – August 2026 5 1 av/);
    const none = await page('dina', '/totals?from=2026-10&to=2026-10&area=county&asOf=1.1.2026');
    expect(none.text).not.toContain('role="img"');
  });

  test('keeps to a county on the map of today too, and never tells who was transferred as new in a municipality', async () => {
    report('0101-3101', 12);
    const browser = await visitAs(world, world.app(), 'dina');
    for (const geography of ['reported', 'current']) {
      const asked = `/totals?from=2026-10&to=2026-10&area=nation&geography=${geography}`;
      const county = said((await browser.get(`${asked}&within=31`)).text);
      expect(county).toContain('1 av 12 rapporter er levert');
      expect(county).toContain('Uten overføringer');
      expect(said((await browser.get(`${asked}&within=3101`)).text)).not.toContain('Uten overføringer');
    }
  });

  test('says what is wrong with what was asked, with everything typed still there', async () => {
    const { status, text } = await page('dina', '/totals?from=2026-10&to=2026-09&area=unit&asOf=i%20g%C3%A5r');
    expect(status).toBe(422);
    expect(said(text)).toContain('Første måned må ikke være etter siste måned.');
    expect(text).toContain('value="i går"');
  });

  test('gives the answer as a file, and records who took it', async () => {
    report('0101-3101', 12);
    const answer = await page('dina', '/totals/file?from=2026-10&to=2026-10&area=county&format=csv-excel');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="samletall-2026-10-2026-10.csv"');
    expect(answer.text).toContain(';Deltakere ved månedens slutt;');
    expect(world.context.store.event.ofSubject('totals')).toMatchObject([
      { what: 'totals.exported', who: `person:${world.people.dina.id}` },
    ]);
    expect((await page('dina', '/totals/file?from=2026-10&to=2026-10&format=exe')).status).toBe(400);
  });

  test('gives every report of the months as a file, within the scope of whoever asks', async () => {
    report('0101-3101', 12);
    const unitsIn = async (name: Name) => {
      const answer = await page(name, '/totals/reports?from=2026-10&to=2026-10&format=csv');
      expect(answer.headers['content-disposition']).toBe('attachment; filename="rapporter-2026-10-2026-10.csv"');
      const rows = parse(answer.text, { columns: true }) as Record<string, string>[];
      return rows.map(({ unit, participants_end: end }) => `${unit} ${end}`);
    };
    const norwegian = (await page('mona', '/totals/reports?from=2026-10&to=2026-10&format=csv-excel')).text;
    expect(norwegian).toMatch(/Status;.*\r\n2026-10;0101-3101;Levert i tide;/);
    expect(await unitsIn('dina')).toHaveLength(world.context.store.unit.on('2026-10-31').length);
    expect(await unitsIn('mona')).toEqual(['0101-3101 12']);
    expect(await unitsIn('olav')).not.toContain('0101-3101 12');
    expect(world.context.store.event.ofSubject('totals').map(({ what }) => what)).toContain('reports.exported');
    expect((await page('dina', '/totals/reports?from=2026-10&to=2026-10&format=json-stat')).status).toBe(400);
  });

  test('asks who has not signed in to do so', async () => {
    const answer = await supertest(world.app()).get('/totals');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/sign-in']);
  });
});
