// The story of Radøy in a real browser, in nynorsk: from the governor's list to the letter, the municipality's answer, the
// reply and the closing; each page without faults that axe can find, and without sideways scrolling on a phone.
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { tick } from '../../src/actions/chase.ts';
import { codesSent } from '../../src/web/sign-in.ts';
import { docxText } from '../docx-text.ts';
import { closingOfRadøy, makeRadøy, pdf, reportRadøy, requestOfRadøy } from '../radoy.ts';
import { newestCode } from '../web/visit.ts';
import type { World } from '../world.ts';
import { launchChromium } from './chromium.ts';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

// axe looks at every page twice; with other tests on the same cores that takes its time.
jest.setTimeout(120_000);

let browser: Browser;
let world: World;
let server: Server;
let base: string;

beforeAll(async () => {
  browser = await launchChromium();
  world = makeRadøy();
  world.setNow('2019-04-17T09:00:00.000Z');
  await tick(world.context, { at: world.context.now(), played: true });
  server = world.app().listen(0);
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
  server?.closeAllConnections();
  world?.close();
});

async function signIn(email: string, day: string): Promise<Page> {
  world.setNow(`${day}T09:00:00.000Z`);
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  await page.goto(`${base}/sign-in?lang=nn`);
  await page.locator('#email').fill(email);
  await page.locator('#email').press('Enter');
  await page.locator('#code').waitFor();
  await codesSent();
  await page.locator('#code').fill(newestCode(world, email) ?? '');
  await page.locator('#code').press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}

/** What axe finds on the page as it is, in both languages' frames at desktop and phone width, and how far it overflows. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(axe);
    const found = await page.evaluate(() =>
      (
        window as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run(),
    );
    faults.push(...found.violations.map(({ id, nodes }) => `${width}: ${id} ${nodes[0]?.html.slice(0, 200)}`));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) faults.push(`${width}: the page is ${overflow} pixels too wide`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return faults;
}

async function wordText(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Last ned som Word-fil' }).click(),
  ]);
  return docxText(readFileSync(await download.path()));
}

describe('Radøy 2019 in the browser', () => {
  let path = '';

  test('Guri goes from her list to the finished letter of 26.04.2019', async () => {
    const page = await signIn('guri@example.org', '2019-04-26');
    await page.goto(`${base}/follow-ups`);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('listitem').filter({ hasText: 'Radøy: gjennomsnitt 2,5' }).getByRole('button').click();
    path = new URL(page.url()).pathname;
    expect(await page.locator('h1').innerText()).toBe('Oppfølging av NAV Radøy, Radøy');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Nynorsk' }).check();
    await page.getByRole('button', { name: 'Skriv brev', exact: true }).click();
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('button', { name: 'Ferdigstill brevet' }).click();
    expect(await page.locator('[data-error-summary] a').allInnerTexts()).toContain('Vår referanse: Fyll ut feltet.');
    expect(await faultsOf(page)).toEqual([]);
    const fields = {
      ...{ ourRef: '2019/5678', phone: '57 64 30 00', attention: 'rådmannen', firstName: 'Inger Indrebø' },
      ...{ firstTitle: 'direktør', secondTitle: 'seniorrådgivar' },
    };
    for (const [id, text] of Object.entries(fields)) await page.locator(`#${id}`).fill(text);
    await page.getByRole('button', { name: 'Ferdigstill brevet' }).click();
    expect(await page.getByText('Brevet er ferdigstilt.').isVisible()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    expect(await wordText(page)).toBe(requestOfRadøy);
  });

  test('the municipality reads it, and answers with a PDF on 31.05.2019', async () => {
    const page = await signIn('radoy@example.org', '2019-05-31');
    await page.goto(`${base}/follow-ups`);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'NAV Radøy, Radøy' }).click();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Brev som ber om utgreiing av 26.04.2019' }).click();
    expect(await page.locator('.letter').innerText()).toContain('v/ rådmannen');
    await page.goBack();
    await page.locator('#reference').fill('19/321');
    await page.locator('#file').setInputFiles({ name: 'utgreiing.pdf', mimeType: 'application/pdf', buffer: pdf });
    await page.getByRole('button', { name: 'Send svaret' }).click();
    expect(await page.getByText('Svaret er sendt til statsforvaltaren.').isVisible()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
  });

  test('Guri replies on 14.06.2019, and that closes it', async () => {
    world.setNow('2019-06-03T09:00:00.000Z');
    reportRadøy(world, '2019-02', 3);
    reportRadøy(world, '2019-03', 4);
    world.open('2019-04');
    reportRadøy(world, '2019-04', 5);
    const page = await signIn('guri@example.org', '2019-06-14');
    await page.goto(base + path);
    expect(await page.getByText('Kommunen har svart. Les svaret, og svar tilbake.').isVisible()).toBe(true);
    await page.getByRole('radio', { name: 'Nynorsk' }).check();
    await page.getByRole('button', { name: 'Skriv svar og avslutt' }).click();
    await page.getByRole('button', { name: 'Ferdigstill brevet' }).click();
    expect(await wordText(page)).toBe(closingOfRadøy);
    await page.goto(base + path);
    expect(await page.getByText('Saka er avslutta.').isVisible()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
  });

  test('targets and templates are without faults too, in both languages', async () => {
    const page = await signIn('guri@example.org', '2019-06-14');
    for (const language of ['nb', 'nn']) {
      for (const url of [
        '/targets?all=1',
        '/targets/1260',
        '/follow-ups',
        '/follow-ups/templates',
        '/follow-ups/templates/request',
      ]) {
        await page.goto(`${base}${url}${url.includes('?') ? '&' : '?'}lang=${language}`);
        expect({ url, faults: await faultsOf(page) }).toEqual({ url, faults: [] });
      }
    }
    const dina = await signIn('dina@example.org', '2019-06-14');
    await dina.goto(`${base}/targets/upload`);
    expect(await faultsOf(dina)).toEqual([]);
  });
});
