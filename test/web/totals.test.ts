// The page of totals, as each role sees it.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
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

  test('asks who has not signed in to do so', async () => {
    const answer = await supertest(world.app()).get('/totals');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/sign-in']);
  });
});
