// The pages of those who follow up, in a real browser: no fault that axe can find in either language, nothing wider than
// a phone, the menu, a download and the handing over.

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import readXlsx from 'read-excel-file/node';
import { deliver } from '../../src/actions/deliver.ts';
import { freeze } from '../../src/actions/freeze.ts';
import { actorOf, makeWorld, quietMonth, typed, type World } from '../world.ts';
import { axeFaults } from './axe.ts';
import { signIn } from './desk.ts';
import { browserOfFile, serve, type Served } from './served.ts';

const browser = browserOfFile();
let world: World;
let served: Served;
let dina: Page;

function report(period: string, changes: Record<string, number>, end = 12): void {
  world.open(period);
  const reasons = { W1: 'x', W2: 'x', W3: 'x', W7: 'x', W9: 'Ingen kvinner', W10: 'x' };
  const input = { answers: typed(quietMonth(end, changes)), reasons, comment: '' };
  const order = { unit: '0101-3101', period, input, key: null, ifMatch: null, channel: 'page' as const };
  expect(deliver(world.context, actorOf(world.people.dina), order).kind).toBe('delivered');
}

beforeAll(async () => {
  world = makeWorld({ now: '2026-11-23T09:00:00.000Z' });
  const target = { municipality: '3101', expectedParticipants: 10, validFrom: '2026-01-01', source: 'Direktoratet' };
  world.context.store.target.put(target, 'command', '2026-01-01T08:00:00.000Z');
  report('2026-08', {
    started: 2,
    ended_completed: 2,
    outcome_work: 2,
    applications_received: 2,
    applications_granted: 2,
  });
  report('2026-09', {});
  report('2026-10', { women_end: 0 });
  report('2026-10', { women_end: 0, under_30_end: 3 });
  const frozen = { period: '2026-10', state: 'provisional', reason: '', after: 0 } as const;
  expect(freeze(world.context, actorOf(world.people.dina), frozen).kind).toBe('frozen');
  world.context.store.person.setAddressState(world.people.lars.id, 'dead');
  served = serve(browser(), world);
  dina = await served.open('dina');
});
afterAll(() => served.close());

/** What axe finds on the page at the width, and how far it overflows; all that can be opened is open. */
async function faultsOf(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(() =>
    document.querySelectorAll<HTMLDetailsElement>('main details').forEach((each) => (each.open = true)),
  );
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const faults = await axeFaults(page);
  return overflow > 0 ? [...faults, `the page is ${overflow} pixels too wide`] : faults;
}

// A county stands for all where a page can be narrowed: axe would look at each of 379 rows.
const pages = [
  '/overview?county=31',
  '/units/0101-3101',
  '/totals?from=2026-08&to=2026-10&area=nation',
  '/totals?from=2026-08&to=2026-10&area=municipality&within=31',
  '/statistics',
  '/changes',
  '/extracts',
  '/extracts/2026-10',
  '/tokens',
  '/api',
  '/forms',
  '/people?search=0101',
  '/offices?county=31',
  '/events',
  '/quality',
  '/inquiries',
  '/inquiries/new?unit=0101-3101&period=2026-10',
  '/kostra/3101?year=2026',
];

describe('the pages of those who follow up', () => {
  // A page has the same marks in both languages: it is looked at wide in one and narrow in the other.
  test.each([
    ['nb', 1280],
    ['nn', 320],
  ] as const)('have no fault that axe can find, and fit: in %s, %i pixels wide', async (language, width) => {
    const faults: string[] = [];
    for (const path of pages) {
      const answer = await dina.goto(`${served.base}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      expect([path, answer?.status(), await dina.locator('html').getAttribute('lang')]).toEqual([path, 200, language]);
      faults.push(...(await faultsOf(dina, width)).map((fault) => `${path}: ${fault}`));
    }
    expect(faults).toEqual([]);
    await dina.setViewportSize({ width: 1280, height: 900 });
  });

  test('the months and the map can be read without colour', async () => {
    await dina.goto(`${served.base}/overview?county=31&lang=nb`);
    const row = dina.getByRole('row').filter({ hasText: 'Halden (Nav Halden-Aremark)' });
    expect((await row.getByRole('cell').allInnerTexts()).slice(-3)).toEqual(['S', 'S', 'S']);
    const tile = dina.locator('a.tile').filter({ hasText: 'Østfold' });
    expect(((await tile.textContent()) ?? '').replace(/\s+/g, ' ')).toContain('8 %');
    await tile.focus();
    await dina.keyboard.press('Enter');
    await dina.waitForURL('**/overview?county=31#calendar');
  });

  test.each([320, 390, 1280])('no name of a month is broken in two at %d pixels', async (width) => {
    await dina.setViewportSize({ width, height: 900 });
    await dina.goto(`${served.base}/overview`);
    const lines = await dina
      .locator('.calendar')
      .first()
      .locator('thead th:not(:first-child)')
      .evaluateAll((heads) =>
        heads.map((head) => {
          const range = document.createRange();
          range.selectNode(head.firstChild ?? head);
          return range.getClientRects().length;
        }),
      );
    expect(lines).toEqual(Array.from({ length: 12 }, () => 1));
  });

  test('every picture has its numbers in a table beside it', async () => {
    const alice = await served.open('alice');
    for (const [page, path, count] of [
      [alice, '/units/0101-3101', 3],
      [dina, '/totals?from=2026-08&to=2026-10&area=nation', 1],
      [dina, '/statistics', 1],
    ] as const) {
      await page.goto(`${served.base}${path}${path.includes('?') ? '&' : '?'}lang=nb`);
      expect([path, await page.getByRole('img').count()]).toEqual([path, count]);
      for (const section of await page.locator('section:not(:has(section)):has([role=img])').all()) {
        await section.locator('summary').click();
        expect(
          await section
            .getByRole('row')
            .filter({ hasText: /oktober 2026/i })
            .count(),
        ).toBe(1);
      }
    }
  });

  test('a file is fetched while the page says so, and is the file', async () => {
    await dina.goto(`${served.base}/totals?from=2026-08&to=2026-10&area=county&lang=nb`);
    const place = dina.locator('[data-downloads]').nth(1);
    const [download] = await Promise.all([
      dina.waitForEvent('download'),
      place.getByRole('link', { name: 'Excel', exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('rapporter-2026-08-2026-10.xlsx');
    await place.getByText(/Filen er hentet \(0,\d MB\)\./).waitFor();
    const [sheet] = await readXlsx(await readFile(await download.path()));
    const delivered = sheet?.data.filter(([period, unit]) => period === '2026-10' && unit === '0101-3101');
    expect(delivered?.[0]).toContain('Nav Halden-Aremark, Halden');
    expect(world.context.store.event.ofSubject('totals')[0]).toMatchObject({ what: 'reports.exported' });
  });

  test('the menu of more pages is opened and used by keyboard', async () => {
    await dina.goto(`${served.base}/overview?lang=nb`);
    await dina.locator('.page-more summary').focus();
    await dina.keyboard.press('Enter');
    await dina.getByRole('link', { name: 'Hendelseslogg' }).focus();
    await dina.keyboard.press('Enter');
    await dina.waitForURL('**/events');
    expect(await dina.locator('h1').innerText()).toBe('Hendelseslogg');
  });
});

describe('handing over, by keyboard alone', () => {
  test('Alice lets Kari in, Kari signs in, and takes Alice off when she has left', async () => {
    const alice = await served.open('alice');
    await alice.goto(`${served.base}/people`);
    await alice.locator('#name').focus();
    await alice.keyboard.type('Kari Kvam');
    await alice.keyboard.press('Tab');
    await alice.keyboard.type('kari@nav.example');
    await alice.keyboard.press('Enter');
    await alice.getByText('E-posten er sendt.').waitFor();
    expect(await faultsOf(alice, 1280)).toEqual([]);

    const kari = await (await browser().newContext()).newPage();
    await kari.goto(`${served.base}/sign-in`);
    await signIn(world, kari, 'kari@nav.example');
    await kari.goto(`${served.base}/people`);
    expect(await kari.locator('.page-person').innerText()).toContain('Kari Kvam');
    const row = kari.getByRole('listitem').filter({ hasText: 'Alice Aas' }).first();
    await row.locator('summary').focus();
    await kari.keyboard.press('Enter');
    await kari.keyboard.press('Tab');
    await kari.keyboard.press('Enter');
    await kari.getByText('Rollen er tatt bort.').waitFor();
    await alice.goto(`${served.base}/people`);
    expect(new URL(alice.url()).pathname).toBe('/sign-in');
  });
});
