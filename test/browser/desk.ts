// What the browser tests of the report share: the world of `makeDesk`, served, its pages, and the ways in which each flow
// is walked.

import type { Browser, Page } from 'playwright-core';
import { texts, type Texts } from '../../src/text/text.ts';
import { codesSent } from '../../src/web/sign-in.ts';
import { aremark, halden, makeDesk } from '../web/report-desk.ts';
import { newestCode } from '../web/visit.ts';
import { typed, quietMonth, type World } from '../world.ts';
import { follow, type Language, serve, type Served } from './served.ts';

/** Both languages, with and without scripts. */
export const ways = [
  ['nb', true],
  ['nn', false],
  ['nb', false],
  ['nn', true],
] as const;

export const october = `/reports/2026-10/${halden}`;
export const september = `/reports/2026-09/${halden}`;
export const octoberOfAremark = `/reports/2026-10/${aremark}`;
export const septemberOfAremark = `/reports/2026-09/${aremark}`;

/** Serves the world of `makeDesk`. */
export function serveDesk(browser: Browser): Served {
  const { world, app } = makeDesk();
  return serve(browser, world, app);
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
  await follow(page, page.locator('#report-form .report__buttons button').first());
}

/** Presses the button of that name, and waits for the page it leads to. */
export async function press(page: Page, name: string): Promise<void> {
  await follow(page, page.getByRole('button', { name, exact: true }));
}

export function wordsOf(language: Language): Texts {
  return texts[language];
}

/** Four participants and nothing happened, as typed. */
export const quiet = typed(quietMonth(4));
