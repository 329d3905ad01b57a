// What the browser tests of the report share: a served world, people who are signed in, and the ways in which each flow is
// walked.

import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { texts, type Texts } from '../../src/text/text.ts';
import { codesSent } from '../../src/web/sign-in.ts';
import { aremark, halden, makeDesk } from '../web/report-desk.ts';
import { newestCode, sessionOf } from '../web/visit.ts';
import { type Name, typed, quietMonth, type World } from '../world.ts';

export type Language = 'nb' | 'nn';

/** Both languages, with and without scripts. */
export const ways = [
  ['nb', true],
  ['nn', false],
  ['nb', false],
  ['nn', true],
] as const;

export type Desk = {
  world: World;
  base: string;
  /** A browser in which somebody is signed in: one of the people of the world by name, or anybody by mail address. */
  open: (name: string, options?: BrowserContextOptions, language?: Language) => Promise<Page>;
  close: () => Promise<void>;
};

export const october = `/reports/2026-10/${halden}`;
export const september = `/reports/2026-09/${halden}`;
export const octoberOfAremark = `/reports/2026-10/${aremark}`;
export const septemberOfAremark = `/reports/2026-09/${aremark}`;

/** Serves the world of `makeDesk`. */
export function serveDesk(browser: Browser): Desk {
  const { world, app } = makeDesk();
  const server = app.listen(0);
  const base = `http://localhost:${(server.address() as AddressInfo).port}`;
  const pages: Page[] = [];
  return {
    ...{ world, base },
    open: async (name, options = {}, language = 'nb') => {
      const page = await (await browser.newContext(options)).newPage();
      page.setDefaultTimeout(10_000);
      pages.push(page);
      const email = name in world.people ? world.people[name as Name].email : name;
      await page.context().addCookies([{ ...sessionOf(world, email), url: base, httpOnly: true, sameSite: 'Lax' }]);
      await page.context().request.get(`${base}/privacy?lang=${language}`);
      return page;
    },
    close: async () => {
      for (const page of pages) await page.context().close();
      server.close();
      server.closeAllConnections();
      world.close();
    },
  };
}

/** Signs in by keyboard, from the page that asks for the address. */
export async function signIn(world: World, page: Page, email: string): Promise<void> {
  await page.locator('#email').fill(email);
  await page.locator('#email').press('Enter');
  await page.locator('#code').waitFor();
  await codesSent();
  await page.locator('#code').fill(newestCode(world, email) ?? '');
  await page.locator('#code').press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

export async function fill(page: Page, answers: Record<string, string>): Promise<void> {
  for (const [id, value] of Object.entries(answers)) await page.locator(`#${id}`).fill(value);
}

/** Presses the button that delivers, and waits for the page it leads to. */
export async function send(page: Page): Promise<void> {
  await page.locator('#report-form .report__buttons button').first().click();
  await page.waitForLoadState();
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForLoadState();
}

export function wordsOf(language: Language): Texts {
  return texts[language];
}

/** Four participants and nothing happened, as typed. */
export const quiet = typed(quietMonth(4));
