// Counts the keystrokes and clicks that a month's report takes, from the mail's link to the receipt, and the same figures
// in a plain HTML form with the same questions, by driving a real browser with the keyboard. Signing in comes before in
// both, and is not counted. A key held for another (Shift) counts as one of its own.
//
//   node scripts/run.js scripts/count-keys.ts

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { deliver } from '../src/actions/deliver.ts';
import type { Form } from '../src/domain/form.ts';
import { codesSent } from '../src/web/sign-in.ts';
import { launchChromium } from '../test/browser/chromium.ts';
import { newestCode } from '../test/web/visit.ts';
import { actorOf, makeWorld, questionIds, quietMonth, typed, type World } from '../test/world.ts';

type Numbers = Record<string, number>;
type Count = { keys: number; clicks: number };

const unit = '1263-4631';

/** A typical month of an office of ordinary size: three began, two ended. */
const typical = quietMonth(26, {
  ...{ applications_received: 4, applications_granted: 3, applications_rejected: 1, started: 3, ended_completed: 2 },
  ...{
    participants_end: 27,
    on_leave_end: 2,
    extensions_granted: 1,
    women_end: 15,
    under_30_end: 8,
    providers_end: 13,
  },
  ...{ outcome_work: 1, outcome_education: 1 },
});
const unchanged = quietMonth(26, { women_end: 15, under_30_end: 8, providers_end: 13, on_leave_end: 2 });
const zero = quietMonth(0, { women_end: 0 });

const cases: { name: string; before: Numbers; month: Numbers; keyboard: Walk; mouse: Walk | null }[] = [
  { name: 'A typical month', before: unchanged, month: typical, keyboard: typeAll, mouse: null },
  { name: 'Nothing has changed', before: unchanged, month: unchanged, keyboard: pressUnchanged, mouse: clickUnchanged },
  { name: 'Nothing to report', before: zero, month: zero, keyboard: pressZero, mouse: clickZero },
];

const browser = await launchChromium();
const rows: string[][] = [];
let isFewer = true;
for (const { name, before, month, keyboard, mouse } of cases) {
  const ours = await inOurs(before, month, keyboard);
  const clicked = mouse && (await inOurs(before, month, mouse));
  const plain = await inPlain(month);
  isFewer &&= ours.keys < plain.keys;
  rows.push([name, said(ours), clicked ? said(clicked) : '–', said(plain)]);
}
await browser.close();
console.log(table([['From the mail’s link to the receipt', 'By keyboard', 'By mouse', 'Plain form'], ...rows]));
if (!isFewer) {
  console.error('The form takes no fewer keystrokes than a plain one.');
  process.exitCode = 1;
}

/** The month in the service itself, in a world of its own: asserts that what was meant was delivered. */
async function inOurs(before: Numbers, month: Numbers, walk: Walk): Promise<Count> {
  const world = makeWorld();
  world.open('2026-09');
  const input = { answers: typed(before), reasons: { W2: 'Sjekket' }, comment: '' };
  const delivery = { unit, period: '2026-09', input, key: null, ifMatch: null, channel: 'page' as const };
  deliver(world.context, actorOf(world.people.sigrid), delivery);
  const server = world.app().listen(0);
  const base = `http://localhost:${(server.address() as AddressInfo).port}`;
  const page = await (await browser.newContext()).newPage();
  try {
    await signIn(world, page, base);
    const count = await counted(page);
    // As in the mail; a person with one report left lands on that report.
    await page.goto(`${base}/`);
    await walk(page, month);
    await page.waitForURL('**/submissions/1');
    const report = world.context.store.report.find(unit, '2026-10');
    const stored = world.context.store.submission.inForce(report?.id ?? 0)?.answers;
    if (JSON.stringify(sorted(stored ?? {})) !== JSON.stringify(sorted(month)))
      throw new Error('Another month was delivered');
    return count();
  } finally {
    await page.context().close();
    server.close();
    server.closeAllConnections();
    world.close();
  }
}

/** The same questions in a form of labels and fields, as a browser shows it without any help. */
async function inPlain(month: Numbers): Promise<Count> {
  const world = makeWorld();
  const form = world.context.store.form.byVersion('kvp-1');
  world.close();
  const server = createServer((_, res) => {
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    res.end(plainForm(form));
  }).listen(0);
  const page = await (await browser.newContext()).newPage();
  try {
    const count = await counted(page);
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    for (const { id } of form.questions) {
      await page.keyboard.press('Tab');
      await page.keyboard.type(String(month[id] ?? 0));
    }
    await page.keyboard.press('Enter');
    await page.waitForURL('**/?*');
    return count();
  } finally {
    await page.context().close();
    server.close();
    server.closeAllConnections();
  }
}

type Walk = (page: Page, month: Numbers) => Promise<void>;

async function typeAll(page: Page, month: Numbers): Promise<void> {
  await page.locator('#applications_received:focus').waitFor();
  // Enter goes past the opening number, which is there, and delivers after the last one.
  for (const id of questionIds.filter((each) => each !== 'participants_start')) {
    await page.locator(`#${id}:focus`).waitFor();
    await page.keyboard.type(String(month[id]));
    await page.keyboard.press('Enter');
  }
}

async function pressUnchanged(page: Page): Promise<void> {
  await page.locator('#applications_received:focus').waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.locator('button:focus', { hasText: /^Lever/ }).waitFor();
  await page.keyboard.press('Enter');
}

async function clickUnchanged(page: Page): Promise<void> {
  await page.locator('.shortcuts__one button').last().click();
  await page.locator('button:focus', { hasText: /^Lever/ }).click();
}

async function pressZero(page: Page): Promise<void> {
  await page.locator('#applications_received:focus').waitFor();
  // Back past "no changes" to "nothing to report".
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
}

async function clickZero(page: Page): Promise<void> {
  await page.locator('.shortcuts__one button').first().click();
}

/** Lets the browser itself count: every key that goes down and every click, from now on. */
async function counted(page: Page): Promise<() => Count> {
  const count = { keys: 0, clicks: 0 };
  await page.exposeFunction('tell', (what: 'keys' | 'clicks') => {
    count[what] += 1;
  });
  await page.addInitScript(() => {
    type Told = (event: { isTrusted: boolean }) => void;
    type Window = {
      tell: (what: string) => void;
      addEventListener: (name: string, told: Told, early: boolean) => void;
    };
    const { tell, addEventListener } = globalThis as unknown as Window;
    addEventListener('keydown', (event) => event.isTrusted && tell('keys'), true);
    addEventListener('mousedown', (event) => event.isTrusted && tell('clicks'), true);
  });
  return () => count;
}

async function signIn(world: World, page: Page, base: string): Promise<void> {
  const { email } = world.people.sigrid;
  await page.goto(`${base}/sign-in?lang=nb`);
  await page.locator('#email').fill(email);
  await page.locator('#email').press('Enter');
  await page.locator('#code').waitFor();
  await codesSent();
  await page.locator('#code').fill(newestCode(world, email) ?? '');
  await page.locator('#code').press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

function plainForm({ questions }: Form): string {
  const fields = questions.map(({ id, label }) => `<p><label>${label.nb} <input name="${id}"></label></p>`).join('\n');
  return `<!DOCTYPE html><html lang="nb"><title>Rapport</title><form>\n${fields}\n<button>Send</button></form></html>`;
}

function sorted(answers: Numbers): [string, number][] {
  return Object.entries(answers).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function said({ keys, clicks }: Count): string {
  return [keys > 0 ? `${keys} keys` : '', clicks > 0 ? `${clicks} click${clicks === 1 ? '' : 's'}` : '']
    .filter(Boolean)
    .join(', ');
}

function table(lines: string[][]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const written = lines.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  return [written[0], `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...written.slice(1)].join('\n');
}
