// What axe finds on a page.

import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

const script = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

type Options = { resultTypes: string[]; preload: boolean; runOnly?: string[] };
type Axe = {
  run: (options: Options) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
};

/** WCAG 2.2 A and AA, without the good practice that is about whole pages: a mail is shown inside somebody else's. */
export const mailRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A line for each fault by axe's rules for WCAG 2.2 A and AA and good practice (`only`: by some), as the page stands. */
export async function axeFaults(page: Page, only?: string[]): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) await page.evaluate(script);
  // Nobody reads what is in order: to name each place of it takes axe half its time. The style sheets would be fetched again
  // for experimental rules alone, which are off.
  const options: Options = { resultTypes: ['violations'], preload: false, ...(only ? { runOnly: only } : {}) };
  return page.evaluate(async (given) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(given);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
  }, options);
}

/** What axe finds at the width of a desk and of a phone, and by how much the page is too wide for either. */
export async function faultsAtAllWidths(page: Page, only?: string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    faults.push(...(await axeFaults(page, only)).map((fault) => `${width}: ${fault}`));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) faults.push(`${width}: the page is ${overflow} pixels too wide`);
  }
  return faults;
}

/** Fails when the page that stands there, or the one that the address leads to, has faults at either width. */
export async function expectSound(page: Page, address?: string): Promise<void> {
  if (address !== undefined) await page.goto(address);
  await page.locator('main').waitFor();
  const where = new URL(page.url()).pathname;
  expect([where, await faultsAtAllWidths(page)]).toEqual([where, []]);
}
