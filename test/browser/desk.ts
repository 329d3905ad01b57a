// What the browser tests of the report pages share: a served world, people who sign in by keyboard, and the checks that
// every page must pass.

import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { codesSent } from '../../src/web/sign-in.ts';
import { makeDesk, deliverMonth, halden, aremark } from '../web/report-desk.ts';
import { newestCode } from '../web/visit.ts';
import { type Name, quietMonth, type World } from '../world.ts';

export type Desk = {
  world: World;
  base: string;
  /** A browser in which the person has signed in. */
  open: (name: Name, options?: BrowserContextOptions, language?: string) => Promise<Page>;
  close: () => Promise<void>;
};

export const october = `/reports/2026-10/${halden}`;
export const september = `/reports/2026-09/${halden}`;

/** Serves the world of `makeDesk`; Aremark has delivered September as well, so that nothing was skipped. */
export function serveDesk(browser: Browser): Desk {
  const { world, app } = makeDesk();
  deliverMonth(world, 'alice', aremark, '2026-09', quietMonth(4));
  const server = app.listen(0);
  const base = `http://localhost:${(server.address() as AddressInfo).port}`;
  const pages: Page[] = [];
  return {
    ...{ world, base },
    open: async (name, options = {}, language = 'nb') => {
      const page = await (await browser.newContext(options)).newPage();
      pages.push(page);
      await signIn(world, base, page, name, language);
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

export async function signIn(world: World, base: string, page: Page, name: Name, language = 'nb'): Promise<void> {
  const { email } = world.people[name];
  await page.goto(`${base}/sign-in?lang=${language}`);
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

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** No sideways scrolling, and no fault by axe's rules for WCAG 2.2 A and AA and good practice. Needs `bypassCSP`. */
export async function expectSound(page: Page): Promise<void> {
  // A click may have led on to a page that is still on its way.
  await page.waitForLoadState();
  await page.locator('main').waitFor();
  const where = new URL(page.url()).pathname;
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect([where, overflow]).toEqual([where, 0]);
  await page.evaluate(axe);
  const faults = await page.evaluate(async () => {
    type Axe = { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const { axe: checker } = globalThis as unknown as { axe: Axe };
    return (await checker.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
  expect([where, faults]).toEqual([where, []]);
}
