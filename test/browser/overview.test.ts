// The pages of those who follow up, in a real browser: no fault that axe can find in either language, nothing wider than
// a phone, the menu and the handing over by keyboard alone.
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { deliver } from '../../src/actions/deliver.ts';
import { codesSent } from '../../src/web/sign-in.ts';
import { newestCode } from '../web/visit.ts';
import { actorOf, makeWorld, quietMonth, typed, type World } from '../world.ts';
import { launchChromium } from './chromium.ts';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

jest.setTimeout(180_000);

let browser: Browser;
let world: World;
let server: Server;
let base: string;

function report(period: string, changes: Record<string, number>, end = 12): void {
  world.open(period);
  const reasons = { W1: 'x', W2: 'x', W3: 'x', W7: 'x', W9: 'Ingen kvinner', W10: 'x' };
  const input = { answers: typed(quietMonth(end, changes)), reasons, comment: '' };
  const order = { unit: '0101-3101', period, input, key: null, ifMatch: null, channel: 'page' as const };
  expect(deliver(world.context, actorOf(world.people.dina), order).kind).toBe('delivered');
}

beforeAll(async () => {
  browser = await launchChromium();
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
  world.context.store.person.setAddressState(world.people.lars.id, 'dead');
  server = world.app().listen(0);
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
  server?.closeAllConnections();
  world?.close();
});

async function signIn(email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${base}/sign-in`);
  await page.locator('#email').fill(email);
  await page.locator('#email').press('Enter');
  await page.locator('#code').waitFor();
  await codesSent();
  await page.locator('#code').fill(newestCode(world, email) ?? '');
  await page.locator('#code').press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}

/** What axe finds on the page as it is, at desktop and phone width, and how far it overflows. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const path = new URL(page.url()).pathname;
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(axe);
    const found = await page.evaluate(() =>
      (
        window as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run(),
    );
    faults.push(...found.violations.map(({ id, nodes }) => `${path} ${width}: ${id} ${nodes[0]?.html.slice(0, 200)}`));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) faults.push(`${path} ${width}: the page is ${overflow} pixels too wide`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return faults;
}

describe('the pages of those who follow up', () => {
  test('have no fault that axe can find, in either language, and fit a phone', async () => {
    const page = await signIn('dina@example.org');
    const faults: string[] = [];
    for (const path of [
      // A county stands for all: axe would look at each of 379 rows.
      '/overview?county=31',
      '/units/0101-3101',
      '/changes',
      '/forms',
      '/people?search=0101',
      '/offices?county=31',
      '/events',
      '/quality',
      '/inquiries',
      '/inquiries/new?unit=0101-3101&period=2026-10',
      '/kostra/3101?year=2026',
    ]) {
      await page.goto(`${base}${path}${path.includes('?') ? '&' : '?'}lang=nb`);
      await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
      faults.push(...(await faultsOf(page)));
    }
    for (const path of ['/overview?county=31', '/units/0101-3101', '/people?search=0101']) {
      await page.goto(`${base}${path}${path.includes('?') ? '&' : '?'}lang=nn`);
      faults.push(...(await faultsOf(page)));
    }
    expect(faults).toEqual([]);
  });

  test('the months and the map can be read without colour', async () => {
    const page = await signIn('dina@example.org');
    await page.goto(`${base}/overview?county=31&lang=nb`);
    const row = page.getByRole('row').filter({ hasText: 'Halden (Nav Halden-Aremark)' });
    expect((await row.getByRole('cell').allInnerTexts()).slice(-3)).toEqual(['S', 'S', 'S']);
    const tile = page.locator('a.tile').filter({ hasText: 'Østfold' });
    expect(((await tile.textContent()) ?? '').replace(/\s+/g, ' ')).toContain('8 %');
    await tile.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/overview?county=31#calendar');
  });

  test('every picture has its numbers in a table beside it', async () => {
    const page = await signIn('alice@example.org');
    await page.goto(`${base}/units/0101-3101`);
    const pictures = page.getByRole('img');
    expect(await pictures.count()).toBe(3);
    for (const section of await page.locator('section:has([role=img])').all()) {
      await section.locator('summary').click();
      expect(await section.getByRole('row').filter({ hasText: 'oktober 2026' }).count()).toBe(1);
    }
  });

  test('the menu of more pages is opened and used by keyboard', async () => {
    const page = await signIn('dina@example.org');
    await page.goto(`${base}/overview?lang=nb`);
    await page.locator('.page-more summary').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Hendelseslogg' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/events');
    expect(await page.locator('h1').innerText()).toBe('Hendelseslogg');
  });
});

describe('handing over, by keyboard alone', () => {
  test('Alice lets Kari in, Kari signs in, and takes Alice off when she has left', async () => {
    const alice = await signIn('alice@example.org');
    await alice.goto(`${base}/people`);
    await alice.locator('#name').focus();
    await alice.keyboard.type('Kari Kvam');
    await alice.keyboard.press('Tab');
    await alice.keyboard.type('kari@nav.example');
    await alice.keyboard.press('Enter');
    await alice.getByText('E-posten er sendt.').waitFor();
    expect(await faultsOf(alice)).toEqual([]);

    const kari = await signIn('kari@nav.example');
    expect(await kari.locator('.page-person').innerText()).toContain('Kari Kvam');
    await kari.goto(`${base}/people`);
    const row = kari.getByRole('listitem').filter({ hasText: 'Alice Aas' }).first();
    await row.locator('summary').focus();
    await kari.keyboard.press('Enter');
    await kari.keyboard.press('Tab');
    await kari.keyboard.press('Enter');
    await kari.getByText('Rollen er tatt bort.').waitFor();
    await alice.goto(`${base}/people`);
    expect(new URL(alice.url()).pathname).toBe('/sign-in');
  });
});
