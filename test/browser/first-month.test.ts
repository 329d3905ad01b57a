// A month from end to end, against the program as it is started on an empty database: the reporter of office 0101 signs
// in with the code that came by mail and delivers both units' reports with the keyboard alone, one in bokmål with
// scripts, one in nynorsk without, and corrects one. The nation's total moves by exactly what was delivered.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type Program, startProgram } from '../program.ts';
import { questionIds } from '../world.ts';
import { launchChromium } from './chromium.ts';

let browser: Browser;
let program: Program;
let token: string;
beforeAll(async () => {
  [browser, program] = await Promise.all([launchChromium(), startProgram()]);
  token = await program.admin('token', 'create', '--name', 'Test', '--role', 'directorate');
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

type Totals = { expected: number; received: number; totals: Record<string, number> };

async function nation(period: string): Promise<Totals> {
  const answer = await fetch(`${program.base}/api/v1/totals?from=${period}&to=${period}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  const { rows } = (await answer.json()) as { rows: Totals[] };
  expect(rows).toHaveLength(1);
  return rows[0] as Totals;
}

/** A browser of its own, signed in with the keyboard alone. */
async function signedIn(javaScriptEnabled: boolean, language: 'nb' | 'nn'): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(`${program.base}/sign-in?lang=${language}`);
  await page.locator('#email:focus').waitFor();
  await page.keyboard.type('reporter@example.org');
  await page.keyboard.press('Enter');
  await page.locator('#code:focus').waitFor();
  await page.keyboard.type(await newestCode());
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}

const used = new Set<string>();

/** The code in the newest mail; the mail goes out after the page has answered. */
async function newestCode(): Promise<string> {
  while (true) {
    const page = await (await fetch(`${program.base}/dev/mail`)).text();
    const code = /\b\d{8}\b/.exec(page)?.[0];
    if (code && !used.has(code)) {
      used.add(code);
      return code;
    }
  }
}

/** Walks the form with Tab, typing each number, and delivers with Enter on the button. */
async function fillAndDeliver(page: Page, answers: Record<string, number>): Promise<void> {
  await page.locator('#applications_received').focus();
  const asked = new Set(Object.keys(answers));
  for (let step = 0; step < 120; step++) {
    const focused = page.locator(':focus');
    const name = (await focused.getAttribute('name')) ?? '';
    if (asked.delete(name)) {
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(String(answers[name]));
    }
    const isButton = (await focused.getAttribute('type')) === 'submit';
    if (isButton && asked.size === 0) {
      await page.keyboard.press('Enter');
      await page.waitForURL('**/submissions/*');
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard did not reach ${[...asked].join(', ') || 'the button'}`);
}

async function openingNumber(page: Page): Promise<number> {
  return Number(await page.locator('#participants_start').inputValue());
}

/** One application granted and one person started; everything else as quiet as can be. */
function month(start: number): Record<string, number> {
  const zero = Object.fromEntries(questionIds.map((id) => [id, 0]));
  const changed = { applications_received: 1, applications_granted: 1, started: 1, women_end: 1 };
  return { ...zero, ...changed, participants_start: start, participants_end: start + 1 };
}

describe('the first month', () => {
  test('office 0101 delivers both units, corrects one, and the nation moves by exactly that', async () => {
    const page = await signedIn(true, 'nb');
    await page.goto(`${program.base}/reports`);
    const links = page.locator('a[href^="/reports/2"]');
    const due = (await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))).filter((href) =>
      /^\/reports\/\d{4}-\d\d\/0101-\d{4}$/.test(href),
    );
    const [first, second] = due;
    const period = first?.split('/')[2] ?? '';
    const before = await nation(period);

    await page.goto(program.base + first);
    const firstMonth = month(await openingNumber(page));
    await fillAndDeliver(page, firstMonth);
    expect(await page.title()).toMatch(/^Kvittering/);

    const other = await signedIn(false, 'nn');
    await other.goto(program.base + second);
    const secondMonth = month(await openingNumber(other));
    await fillAndDeliver(other, secondMonth);
    expect(await other.locator('html').getAttribute('lang')).toBe('nn');
    expect(other.url()).toMatch(/\/submissions\/1$/);

    await other.goto(program.base + second);
    await fillAndDeliver(other, { ...secondMonth, under_30_end: 1 });
    expect(other.url()).toMatch(/\/submissions\/2$/);

    const after = await nation(period);
    expect(after.received).toBe(before.received + 2);
    expect(after.expected).toBe(before.expected);
    const delivered = (question: string) =>
      (firstMonth[question] ?? 0) + (secondMonth[question] ?? 0) + (question === 'under_30_end' ? 1 : 0);
    for (const question of questionIds) {
      expect([question, after.totals[question]]).toEqual([
        question,
        (before.totals[question] ?? 0) + delivered(question),
      ]);
    }
    const receipts = async () => {
      await other.goto(`${program.base}/dev/mail`);
      return other.getByRole('heading', { name: /^Kvittering/ }).count();
    };
    while ((await receipts()) < 3) await other.waitForLoadState();
    expect(await receipts()).toBe(3);
  });
});
