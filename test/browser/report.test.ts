// The month's report in a real browser: with the keyboard alone, with and without scripts, in both languages, on a phone,
// two people at once, and through everything that goes wrong on an ordinary day.
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, beforeAll, afterAll } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { deliver } from '../../src/actions/deliver.ts';
import { codesSent } from '../../src/web/sign-in.ts';
import { newestCode } from '../web/visit.ts';
import { actorOf, makeWorld, quietMonth, questionIds, typed, type Name, type World } from '../world.ts';
import { launchChromium } from './chromium.ts';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const halden = '/reports/2026-10/0101-3101';
const aremark = '/reports/2026-10/0101-3124';

let browser: Browser;
let world: World;
let server: Server;
let base: string;
let pages: Page[];

beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser?.close());

beforeEach(() => {
  pages = [];
  world = makeWorld();
  world.open('2026-09');
  for (const unit of ['0101-3101', '0101-3124']) {
    const input = { answers: typed(quietMonth(12, { women_end: 5 })), reasons: {}, comment: '' };
    const delivery = { unit, period: '2026-09', input, key: null, ifMatch: null, channel: 'page' as const };
    deliver(world.context, actorOf(world.people.alice), delivery);
  }
  server = world.app().listen(0);
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const page of pages) await page.context().close();
  server.close();
  server.closeAllConnections();
  world.close();
});

/** A browser in which the person has signed in, from the front page on. */
async function open(name: Name, options: BrowserContextOptions = {}, language = 'nb'): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  pages.push(page);
  await page.goto(`${base}/sign-in?lang=${language}`);
  await signIn(page, world.people[name].email);
  return page;
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.locator('#email').fill(email);
  await page.locator('#email').press('Enter');
  await page.locator('#code').waitFor();
  await codesSent();
  await page.locator('#code').fill(newestCode(world, email) ?? '');
  await page.locator('#code').press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** October: two started, one ended and went to work. */
const october = typed({
  ...quietMonth(12, { started: 2, ended_completed: 1, participants_end: 13, women_end: 6, outcome_work: 1 }),
  participants_start: 12,
});

/** Types the month from the field that has the focus, with Tab, digits and Enter only; gives the keystrokes. */
async function typeMonth(page: Page, answers: Record<string, string>): Promise<number> {
  await page.locator('#applications_received:focus').waitFor();
  let keys = 0;
  const filled = questionIds.filter((id) => id !== 'participants_start');
  for (const [index, id] of filled.entries()) {
    if (index > 0) keys += await tabTo(page, id);
    await page.keyboard.type(answers[id] ?? '');
    keys += (answers[id] ?? '').length;
  }
  await page.keyboard.press('Enter');
  return keys + 1;
}

/** Presses Tab until the field has the focus. Without scripts the field's meaning is a stop on the way. */
async function tabTo(page: Page, id: string): Promise<number> {
  for (let presses = 1; presses < 10; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(':focus').getAttribute('id')) === id) return presses;
  }
  throw new Error(`Tab does not lead to ${id}`);
}

async function fill(page: Page, answers: Record<string, string>): Promise<void> {
  for (const [id, value] of Object.entries(answers)) await page.locator(`#${id}`).fill(value);
}

async function send(page: Page): Promise<void> {
  await page.locator('#report-form .report__buttons button').first().click();
  await page.waitForLoadState();
}

const ways = [
  ['nb', true],
  ['nb', false],
  ['nn', true],
  ['nn', false],
] as const;

describe('a month with the keyboard alone', () => {
  test.each(ways)('both units are delivered, in %s, scripts %p', async (language, javaScriptEnabled) => {
    const page = await open('alice', { javaScriptEnabled }, language);
    expect(page.url()).toBe(`${base}/reports`);
    await page.locator('.job__link').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${halden}`);
    const keys = await typeMonth(page, october);
    await page.waitForURL('**/submissions/1');
    // 23 times Tab, 24 digits (13 has two, and the opening number is there), and Enter.
    if (javaScriptEnabled) expect(keys).toBe(23 + 24 + 1);
    expect(await page.title()).toContain('Kvittering for oktober 2026');
    await page.locator(':focus', { hasText: 'Aremark' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${aremark}`);
    await typeMonth(page, october);
    await page.waitForURL('**/submissions/1');
    expect(await page.getByText('Alt er levert. Takk!').isVisible()).toBe(true);
  });

  test('"no changes" takes two keys, seen before it is delivered', async () => {
    const page = await open('alice');
    await page.goto(base + halden);
    await page.locator('#applications_received:focus').waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**?fill=unchanged');
    expect(await page.locator('#participants_end').inputValue()).toBe('12');
    await page.locator('button:focus', { hasText: 'Lever rapporten' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/submissions/1');
  });

  test('Enter in a field delivers, and does not press another button', async () => {
    const page = await open('alice');
    await page.goto(base + halden);
    await page.locator('#applications_received:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.aksel-error-summary').waitFor();
    expect(page.url()).toBe(`${base}${halden}/submissions`);
  });
});

describe('faults', () => {
  test.each([true, false])('are read out first, and lead to their fields, scripts %p', async (javaScriptEnabled) => {
    const page = await open('alice', { javaScriptEnabled });
    await page.goto(base + halden);
    await fill(page, { ...october, women_end: '14', started: '1e3' });
    await send(page);
    expect(await page.title()).toMatch(/^Feil: Rapport for oktober 2026 – Nav Halden-Aremark, Halden/);
    expect(await page.locator(':focus').textContent()).toBe('2 ting må rettes før du kan levere');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('started');
    expect(await page.locator('#started').inputValue()).toBe('1e3');
    expect(await page.locator('#participants_end').inputValue()).toBe('13');
  });

  test.each([true, false])('a warning is answered in place, scripts %p', async (javaScriptEnabled) => {
    const page = await open('alice', { javaScriptEnabled });
    await page.goto(base + halden);
    await fill(page, { ...october, on_leave_end: '9' });
    await send(page);
    await page.getByLabel('Begrunnelse').fill('Sommerferie');
    await send(page);
    await page.waitForURL('**/submissions/1');
    expect(await page.getByText('Sommerferie').isVisible()).toBe(true);
  });

  test('are told while typing, and go when they are mended', async () => {
    const page = await open('alice');
    await page.goto(base + halden);
    const fault = page.locator('#participants_end-error');
    await fill(page, { ...october, participants_end: '14' });
    await page.locator('#participants_end').blur();
    expect(await fault.textContent()).toContain('12 ved begynnelsen + 2 nye − 1 sluttet = 13');
    await page.locator('#participants_end').fill('13');
    await page.locator('#participants_end').blur();
    expect(await fault.textContent()).toBe('');
    await page.locator('#started').fill('3,5');
    await page.locator('#started').blur();
    expect(await page.locator('#started-error').textContent()).toContain('Skriv et helt tall');
  });

  test('the sums add up while typing', async () => {
    const page = await open('alice');
    await page.goto(base + halden);
    const { participants_end: _end, outcome_work: _work, ...others } = october;
    await fill(page, others);
    expect(await page.locator('#participants_end-computed').textContent()).toBe('Regnet ut: 13');
    expect(await page.locator('[data-sum]').textContent()).toBe('Fordelt 0 av 1');
    await page.locator('#outcome_work').press('1');
    expect(await page.locator('[data-sum]').textContent()).toBe('Fordelt 1 av 1');
  });
});

describe('a number field', () => {
  test('does not follow the mouse wheel or the arrow keys', async () => {
    const page = await open('alice');
    await page.goto(base + halden);
    await page.locator('#started').fill('5');
    await page.locator('#started').hover();
    await page.mouse.wheel(0, -300);
    await page.mouse.wheel(0, 300);
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('#started').inputValue()).toBe('5');
  });

  test('understands a pasted "1 234", and shows its meaning with one key', async () => {
    const page = await open('alice');
    await page.goto(base + halden);
    await page.locator('#started').fill('1 234');
    await page.locator('#started').blur();
    expect(await page.locator('#started').inputValue()).toBe('1234');
    await page.locator('#started').press('?');
    expect(await page.locator('#started-meaning').isVisible()).toBe(true);
    expect(await page.locator('#started').inputValue()).toBe('1234');
  });

  test('has a name, last month’s number and its fault in the accessibility tree', async () => {
    const page = await open('alice');
    await page.goto(base + halden);
    await page.locator('#participants_end').fill('x');
    await page.locator('#participants_end').blur();
    const tree = await page.locator('section', { has: page.locator('#participants_end') }).ariaSnapshot();
    expect(tree).toContain('textbox "Deltakere ved månedens slutt"');
    const field = page.getByRole('textbox', { name: 'Deltakere ved månedens slutt', exact: true });
    const described = await field.evaluate((input) =>
      (input.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent?.trim()),
    );
    expect(described[0]).toContain('Feil: Skriv et helt tall');
    expect(described[1]).toBe('September: 12');
  });
});

describe('a draft', () => {
  test('saves itself within three seconds, says so, and outlives the browser', async () => {
    const page = await open('alice');
    await page.goto(base + halden);
    await page.locator('#applications_received:focus').waitFor();
    await page.keyboard.type('7');
    await page.getByText('Lagret kl. 10:00').waitFor({ timeout: 3000 });
    await page.context().close();
    pages.pop();
    const next = await open('alice');
    await next.goto(base + halden);
    expect(await next.locator('#applications_received').inputValue()).toBe('7');
    expect(await next.locator(':focus').getAttribute('id')).toBe('applications_granted');
  });

  test('is saved with the button where there are no scripts', async () => {
    const page = await open('alice', { javaScriptEnabled: false });
    await page.goto(base + halden);
    await page.locator('#started').fill('7');
    await page.getByRole('button', { name: 'Lagre utkast' }).click();
    await page.getByText('Utkast lagret kl. 10:00 av Alice Aas').waitFor();
    expect(await page.locator('#started').inputValue()).toBe('7');
  });

  test('of two colleagues is chosen field by field', async () => {
    const [alice, lars] = [await open('alice'), await open('lars', { javaScriptEnabled: false })];
    await alice.goto(base + halden);
    await lars.goto(base + halden);
    await lars.locator('#started').fill('3');
    await lars.getByRole('button', { name: 'Lagre utkast' }).click();
    await lars.getByText('Utkast lagret').waitFor();
    await fill(alice, { started: '5', women_end: '6' });
    await alice.getByText('En kollega har lagret et annet utkast.').waitFor();
    await alice.getByRole('button', { name: 'Lagre utkast' }).click();
    await alice.getByRole('heading', { name: 'To versjoner av rapporten' }).waitFor();
    await sound(alice);
    await alice.getByLabel('Lagret av Lars Lie: 3').check();
    await alice.getByRole('button', { name: 'Gå videre med det valgte' }).click();
    await alice.waitForURL(`**${halden}`);
    expect(await alice.locator('#started').inputValue()).toBe('3');
    expect(await alice.locator('#women_end').inputValue()).toBe('6');
  });

  test('of a session that has ended is kept, and stands there after signing in again', async () => {
    const page = await open('alice');
    await page.goto(base + halden);
    await page.context().clearCookies();
    await fill(page, { ...october, women_end: '7' });
    await page.getByText('Du er logget ut.').waitFor();
    await send(page);
    await page.waitForURL('**/sign-in');
    await signIn(page, 'alice@example.org');
    expect(new URL(page.url()).pathname).toBe(halden);
    expect(await page.getByText('Her er det du hadde skrevet.').isVisible()).toBe(true);
    expect(await page.locator('#women_end').inputValue()).toBe('7');
  });
});

describe('sending twice', () => {
  test('a double click gives one submission', async () => {
    const page = await open('alice');
    await page.goto(base + halden);
    await fill(page, october);
    await page.locator('#report-form .report__buttons button').first().dblclick();
    await page.waitForURL('**/submissions/1');
    await page.reload();
    expect(await page.getByText('1 av 1').isVisible()).toBe(true);
    expect((await page.goto(`${base}${halden}/submissions/2`))?.status()).toBe(404);
  });

  test('Back, changed and sent again shows both versions', async () => {
    const page = await open('alice', { javaScriptEnabled: false });
    await page.goto(base + halden);
    await fill(page, october);
    await send(page);
    await page.waitForURL('**/submissions/1');
    await page.goBack();
    const isOldPage = (await page.locator('h1').textContent()) === 'Rapport for oktober 2026';
    await fill(page, { ...october, women_end: '7' });
    await send(page);
    // A browser that shows the page as it was left meets the two versions; one that asks anew has a correction.
    const heading = isOldPage ? 'To versjoner av rapporten' : 'Rapporten er levert';
    expect(await page.locator('h1').textContent()).toBe(heading);
  });
});

describe('every state of the pages', () => {
  const sizes = {
    'on a desk': { width: 1280, height: 800 },
    'on a phone, and at 400 % zoom': { width: 320, height: 256 },
  };
  const cases = Object.entries(sizes).flatMap(([where, viewport]) =>
    ['nb', 'nn'].map((language) => [where, language, viewport] as const),
  );
  test.each(cases)(
    '%s, in %s, nothing is cut off, and the checker finds no fault',
    async (_, language, viewport) => {
      const page = await open('alice', { viewport, bypassCSP: true }, language);
      await sound(page);
      await page.goto(base + halden);
      await sound(page);
      await page.locator('#started').press('?');
      await fill(page, { ...october, women_end: '14', started: '1e3', on_leave_end: '9' });
      await page.locator('#started').blur();
      await sound(page);
      await send(page);
      await sound(page);
      await fill(page, { ...october, on_leave_end: '9' });
      await send(page);
      await sound(page);
      await page.locator('#reason_W4').fill('Sommerferie');
      await send(page);
      await page.waitForURL('**/submissions/*');
      await sound(page);
      await page.goto(base + halden);
      await sound(page);
      await page.goto(`${base}${aremark}?fill=unchanged`);
      await sound(page);
      await page.goto(`${base}/reports/2026-11/0101-3101`);
      await sound(page);
      const dina = await open('dina', { viewport, bypassCSP: true }, language);
      await dina.goto(`${base}/reports?period=2026-09&status=onTime`);
      await sound(dina);
    },
    120_000,
  );
});

/** No sideways scrolling, and no fault by axe's rules for WCAG 2.2 A and AA and good practice. */
async function sound(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await page.evaluate(axe);
  const faults = await page.evaluate(async () => {
    const checker = (
      globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe;
    return (await checker.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
  expect(faults).toEqual([]);
}
