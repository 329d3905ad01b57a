// Signing in in a real browser: with the keyboard alone, with and without scripts, in both languages, on a phone, zoomed
// in, and read by a checker of accessibility.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { codesSent } from '../../src/web/sign-in.ts';
import { newestCode } from '../web/visit.ts';
import { makeWorld } from '../world.ts';
import { axeFaults } from './axe.ts';
import { browserOfFile, follow, serve, type Served } from './served.ts';

const browser = browserOfFile();
let served: Served;
beforeAll(() => {
  const world = makeWorld();
  world.open('2026-10');
  served = serve(browser(), world);
});
afterAll(() => served.close());

async function open(options: BrowserContextOptions, path: string): Promise<Page> {
  const context = await browser().newContext(options);
  const page = await context.newPage();
  page.on('pageerror', (fault) => {
    throw fault;
  });
  await page.goto(served.base + path);
  return page;
}

async function code(email: string): Promise<string> {
  await codesSent();
  return newestCode(served.world, email) ?? '';
}

describe('signing in in a browser', () => {
  test.each([true, false])('needs only the keyboard, scripts %p', async (javaScriptEnabled) => {
    const page = await open({ javaScriptEnabled }, '/');
    await page.locator('#email:focus').waitFor();
    await page.keyboard.type('alice@example.org');
    await page.keyboard.press('Enter');
    await page.locator('#code:focus').waitFor();
    const typed = await code('alice@example.org');
    await page.keyboard.type(`${typed.slice(0, 4)} ${typed.slice(4)}`);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/reports');
    expect(await page.getByText('Alice Aas').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Logg ut' }).click();
    await page.waitForURL('**/sign-in?signedOut=1');
    expect(await page.getByText('Du er logget ut.').isVisible()).toBe(true);
    await page.goBack();
    expect(await page.getByText('Alice Aas').count()).toBe(0);
    await page.context().close();
  });

  test.each([true, false])(
    'a fault is read out first and leads to its field, scripts %p',
    async (javaScriptEnabled) => {
      const page = await open({ javaScriptEnabled }, '/sign-in');
      await page.getByLabel('E-postadresse').fill('alice');
      await follow(page, page.getByRole('button', { name: 'Send kode' }));
      await page.locator('.aksel-error-summary').waitFor();
      expect(await page.title()).toBe('Feil: Logg inn – KVP-rapport');
      expect(await page.locator(':focus').textContent()).toBe('For å gå videre må du rette dette:');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('[name=email]:focus').waitFor();
      expect(await page.getByLabel('E-postadresse').inputValue()).toBe('alice');
      await page.context().close();
    },
  );

  test('the skip link is the first stop and leads to the content', async () => {
    const page = await open({}, '/sign-in?signedOut=1');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.locator('body').press('Tab');
    for (
      let stops = 0;
      stops < 20 && (await page.locator(':focus').textContent()) !== 'Hopp til innholdet';
      stops += 1
    ) {
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
    await page.locator('#content:focus').waitFor();
    await page.context().close();
  });

  const sizes = {
    'on a desk': { width: 1280, height: 800 },
    'on a phone': { width: 320, height: 640 },
    // 1280 × 1024 zoomed in to 400 %.
    'at 400 % zoom': { width: 320, height: 256 },
  };
  test.each(Object.entries(sizes))('%s nothing is cut off, and the checker finds no fault', async (_, viewport) => {
    for (const language of ['nb', 'nn']) {
      const page = await open({ viewport, bypassCSP: true }, `/sign-in?lang=${language}`);
      await sound(page);
      await page.locator('#email').fill('alice');
      await follow(page, page.locator('main button'));
      await sound(page);
      await page.locator('#email').fill('alice@example.org');
      await follow(page, page.locator('main button'));
      await page.waitForURL('**/sign-in/code');
      await sound(page);
      await page.locator('summary').click();
      await page.locator('#code').fill('123');
      await follow(page, page.locator('main button'));
      await sound(page);
      await page.locator('#code').fill(await code('alice@example.org'));
      await follow(page, page.locator('main button'));
      await page.waitForURL('**/reports');
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      await page.goto(`${served.base}/nowhere`);
      await sound(page);
      await page.context().close();
    }
  });

  test('the font is our own, and nothing is fetched from elsewhere', async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${served.base}/sign-in`);
    await page.waitForLoadState('networkidle');
    expect(asked.filter((url) => !url.startsWith(served.base))).toEqual([]);
    expect(asked.some((url) => url.endsWith('.woff2'))).toBe(true);
    expect(await page.evaluate(() => document.fonts.check('16px "Source Sans 3"', 'Åse'))).toBe(true);
    await context.close();
  });
});

/** No sideways scrolling, and no fault by axe's rules for WCAG 2.2 A and AA and good practice. */
async function sound(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  expect(await axeFaults(page)).toEqual([]);
}
