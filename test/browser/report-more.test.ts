// The report on a bad day and by other ways: a slow network, a browser that dies, a file, a practice, months confirmed
// again; what a screen reader is told of every field; and every page and state on a desk, a phone and at 400 % zoom.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aremark, deliverMonth, halden, october as typedOctober, stored } from '../web/report-desk.ts';
import { questionIds, quietMonth } from '../world.ts';
import { launchChromium } from './chromium.ts';
import { type Desk, expectSound, fill, october, serveDesk, september, signIn } from './desk.ts';

let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser?.close());
beforeEach(() => {
  desk = serveDesk(browser);
});
afterEach(() => desk.close());

async function deliver(page: Page): Promise<void> {
  await page.locator('#report-form .report__buttons button').first().click();
}

describe('a slow network', () => {
  test('the form can be filled in and delivered before its scripts have come', async () => {
    const page = await desk.open('alice');
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/*.js', async (route) => {
      await held;
      await route.continue().catch(() => {});
    });
    await page.goto(desk.base + october, { waitUntil: 'commit' });
    await fill(page, typedOctober());
    await page.locator('#women_end').press('Enter');
    await page.waitForURL('**/submissions/1', { waitUntil: 'commit' });
    release();
    expect(stored(desk.world)).toHaveLength(1);
  });

  test('two seconds away: an impatient second click delivers once, and late autosaves change nothing', async () => {
    const page = await desk.open('alice');
    await page.goto(desk.base + october);
    await page.locator('[data-hint]').waitFor();
    const network = await page.context().newCDPSession(page);
    await network.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 2000, downloadThroughput: 20_000, uploadThroughput: 20_000 },
    });
    const saved = page.waitForRequest('**/draft');
    await fill(page, typedOctober({ comment: 'Tregt nett' }));
    await saved;
    await deliver(page);
    await deliver(page).catch(() => {});
    await page.waitForURL('**/submissions/1', { timeout: 30_000 });
    expect(stored(desk.world).map(({ comment }) => comment)).toEqual(['Tregt nett']);
    const report = desk.world.context.store.report.find(halden, '2026-10');
    expect(desk.world.context.store.draft.find(report?.id ?? 0)).toBeNull();
  }, 60_000);

  test('that breaks says so, and saves when it is back', async () => {
    const page = await desk.open('alice');
    await page.goto(desk.base + october);
    await page.context().setOffline(true);
    await page.locator('#started').fill('2');
    await page.getByText('Ikke lagret. Vi prøver igjen.').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Lagret kl. 10:00').waitFor({ timeout: 20_000 });
    const report = desk.world.context.store.report.find(halden, '2026-10');
    expect(desk.world.context.store.draft.find(report?.id ?? 0)?.input.answers['started']).toBe('2');
  }, 60_000);
});

describe('a browser that is killed', () => {
  test('loses nothing that was said to be saved, in another browser and after signing in again', async () => {
    const doomed = await launchChromium();
    const page = await doomed.newPage();
    await signIn(desk.world, desk.base, page, 'alice');
    await page.goto(desk.base + october);
    await fill(page, { ...typedOctober({ started: 'to' }), comment: 'Før smellet', outcome_work: '' });
    await page.locator('#started').press('?');
    await page.locator('#comment_started').fill('To som ventet');
    await page.getByText('Lagret kl. 10:00').waitFor();
    await page.waitForTimeout(2500);
    const session = await doomed.newBrowserCDPSession();
    const gone = new Promise((resolve) => doomed.once('disconnected', resolve));
    await session.send('Browser.crash').catch(() => {});
    await gone;
    const again = await desk.open('alice');
    await again.goto(desk.base + october);
    expect(await again.locator('#started').inputValue()).toBe('to');
    expect(await again.locator('#women_end').inputValue()).toBe('6');
    expect(await again.locator('#comment').inputValue()).toBe('Før smellet');
    expect(await again.locator('#comment_started').inputValue()).toBe('To som ventet');
    expect(await again.locator('.report__saved').textContent()).toContain('Utkast lagret kl. 10:00 av Alice Aas');
  }, 60_000);
});

describe('what a screen reader is told', () => {
  type Node = { role?: { value: string }; name?: { value: string }; description?: { value: string } };

  test.each([
    ['nb', 'September', 'Kommentar til'],
    ['nn', 'September', 'Kommentar til'],
  ] as const)(
    'every field has its question for a name and last month’s number for a description, in %s',
    async (language, last, comment) => {
      const page = await desk.open('alice', {}, language);
      await page.goto(desk.base + october);
      const form = desk.world.context.store.form.byVersion('kvp-1');
      const fields = async (): Promise<Node[]> => {
        const session = await page.context().newCDPSession(page);
        const { nodes } = await session.send('Accessibility.getFullAXTree');
        return (nodes as Node[]).filter(({ role }) => role?.value === 'textbox');
      };
      const before = await fields();
      const expected = [...form.questions.map(({ label }) => label[language]), form.comment.label[language]];
      expect(before.map(({ name }) => name?.value ?? '').toSorted()).toEqual(expected.toSorted());
      expect(new Set(expected).size).toBe(25);
      for (const { name, description } of before) {
        if (name?.value !== form.comment.label[language]) expect(description?.value).toContain(`${last}: `);
      }
      await page.locator('#started').press('?');
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').getAttribute('id')).toBe('comment_started');
      const [started] = form.questions.filter(({ id }) => id === 'started');
      const opened = (await fields()).map(({ name }) => name?.value ?? '');
      expect(
        opened.find((name) => name.startsWith(comment) && name.includes(started?.label[language] ?? '?')),
      ).toBeDefined();
      await page.locator('#women_end').fill('x');
      await page.locator('#women_end').blur();
      const [women] = form.questions.filter(({ id }) => id === 'women_end');
      const faulty = (await fields()).find(({ name }) => name?.value === women?.label[language]);
      expect(faulty?.description?.value).toMatch(/^Feil: Skriv ei?t hei?lt tal/);
    },
  );
});

const file = (rows: Record<string, Record<string, string>>) => {
  const lines = Object.entries(rows).map(([unit, row]) => [unit, '2026-10', ...questionIds.map((id) => row[id] ?? '')]);
  const text = [['unit', 'period', ...questionIds], ...lines].map((line) => line.join(';')).join('\r\n');
  return { name: 'oktober.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
};
const quiet = Object.fromEntries(
  Object.entries(quietMonth(4, { women_end: 1 })).map(([id, value]) => [id, String(value)]),
);

const ways = [
  ['nb', true],
  ['nb', false],
  ['nn', true],
  ['nn', false],
] as const;

describe('other ways', () => {
  test.each(ways)('a file is checked and delivered, in %s, scripts %p', async (language, javaScriptEnabled) => {
    const page = await desk.open('alice', { javaScriptEnabled }, language);
    await page.goto(`${desk.base}/reports/upload`);
    await page.locator('#file').setInputFiles(file({ [halden]: typedOctober(), [aremark]: quiet }));
    await page.locator('main button').first().click();
    await page.getByRole('button', { name: /^Lever 2/ }).click();
    await page.locator('.aksel-base-alert__message[role=status], [role=status]').first().waitFor();
    expect([stored(desk.world), stored(desk.world, aremark)].map(({ length }) => length)).toEqual([1, 1]);
    expect(stored(desk.world)[0]?.channel).toBe('file');
  });

  test.each(ways)(
    'later months are confirmed with one button, in %s, scripts %p',
    async (language, javaScriptEnabled) => {
      deliverMonth(desk.world, 'alice', halden, '2026-10', quietMonth(12, { women_end: 5 }));
      const page = await desk.open('alice', { javaScriptEnabled }, language);
      await page.goto(desk.base + september);
      await fill(page, { started: '1', participants_end: '13' });
      await deliver(page);
      await page.waitForURL('**/submissions/2');
      await page.locator('a[href$="/confirm"]').click();
      await page.waitForURL('**/confirm');
      await page.locator('main form button').click();
      await page.waitForURL('**/confirm?confirmed=1');
      expect(stored(desk.world).at(-1)?.answers).toMatchObject({ participants_start: 13, participants_end: 13 });
    },
  );

  test.each(ways)('a practice is judged and leaves nothing, in %s, scripts %p', async (language, javaScriptEnabled) => {
    const page = await desk.open('alice', { javaScriptEnabled }, language);
    await page.goto(`${desk.base}/practice?fill=unchanged`);
    await page.locator('#women_end').fill('99');
    await deliver(page);
    await page.locator('.aksel-error-summary').waitFor();
    await page.locator('#women_end').fill('3');
    await deliver(page);
    await page.waitForURL('**/practice/done');
    expect(stored(desk.world)).toEqual([]);
  });

  test('the reason for lateness takes one click', async () => {
    desk.world.setNow('2026-11-12T09:00:00.000Z');
    const page = await desk.open('alice');
    await page.goto(desk.base + october);
    await fill(page, typedOctober());
    await deliver(page);
    await page.waitForURL('**/submissions/1');
    await page.getByRole('button', { name: 'Tallene var ikke klare' }).click();
    await page.getByText('Hvorfor rapporten var sen').waitFor();
    expect(await page.locator('[name=late_reason]').count()).toBe(0);
  });
});

describe('every new page and state', () => {
  const sizes = {
    'on a desk': { viewport: { width: 1280, height: 800 } },
    'on a phone': { viewport: { width: 320, height: 640 } },
    'at 400 % zoom': { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
  };
  const cases = Object.entries(sizes).flatMap(([where, size]) =>
    ['nb', 'nn'].map((language) => [where, language, size] as const),
  );

  test.each(cases)(
    '%s, in %s, nothing is cut off, and the checker finds no fault',
    async (_, language, size) => {
      const options = { ...size, bypassCSP: true };
      deliverMonth(desk.world, 'alice', halden, '2026-10', quietMonth(12, { women_end: 5, on_leave_end: 3 }));
      deliverMonth(desk.world, 'alice', halden, '2026-09', quietMonth(12, { ended_other: 2, participants_end: 10 }));
      desk.world.setNow('2026-11-12T09:00:00.000Z');
      const page = await desk.open('alice', options, language);
      const visit = async (path: string) => {
        await page.goto(desk.base + path);
        await expectSound(page);
      };
      for (const path of ['/accessibility', '/privacy', '/reports', `${september}/submissions/2`]) await visit(path);
      await visit(`${october}/confirm`);
      await page.locator('main form button').first().click();
      await expectSound(page);
      await page.locator('main form textarea').fill('Permisjon');
      await page.locator('main form button').first().click();
      await page.waitForURL('**/confirm?confirmed=1');
      await expectSound(page);

      await visit(`/reports/2026-10/${aremark}`);
      for (const id of ['started', 'ended_other', 'women_end']) await page.locator(`#${id}`).press('?');
      await page.locator('#comment_started').fill('13097248022');
      await deliver(page);
      await expectSound(page);
      await fill(page, { ...quiet, comment_started: 'Ingen' });
      await deliver(page);
      await page.waitForURL('**/submissions/1');
      await expectSound(page);

      await visit('/reports/upload');
      await page.locator('#file').setInputFiles(
        file({
          [halden]: typedOctober({ started: 'x' }),
          '9999-3101': quiet,
          [aremark]: { ...quiet, women_end: '2' },
        }),
      );
      await page.locator('main button').first().click();
      await page.locator('.filed').waitFor();
      await expectSound(page);
      await page.locator('main form button').first().click();
      await page.locator('.filed').waitFor();
      await expectSound(page);
      await page.locator('main button').first().click();
      await expectSound(page);

      await visit('/practice');
      await deliver(page);
      await expectSound(page);
      await visit('/practice/done');

      desk.world.setNow('2026-12-03T09:00:00.000Z');
      const dina = await desk.open('dina', options, language);
      for (const path of ['/late-reasons', '/form-times', september]) {
        await dina.goto(desk.base + path);
        await expectSound(dina);
      }
      await dina.locator('main form button').first().click();
      await expectSound(dina);
      await fill(dina, { until: '15.12.2026', reason: 'Feil' });
      await dina.locator('main form button').first().click();
      await dina.waitForURL('**?reopened');
      await expectSound(dina);
      const alice = await desk.open('alice', options, language);
      await alice.goto(`${desk.base}/reports`);
      await expectSound(alice);
      await alice.goto(desk.base + september);
      await expectSound(alice);
    },
    180_000,
  );
});

test('the form page, uncached, is within 60 kB, fonts apart, and waits for nothing but its style sheets', async () => {
  const page = await desk.open('alice');
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  const sizes = new Map<string, number>();
  const names = new Map<string, string>();
  network.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, response.url));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    sizes.set(names.get(requestId) ?? '', encodedDataLength),
  );
  await page.goto(desk.base + october, { waitUntil: 'networkidle' });
  const counted = [...sizes].filter(([url]) => !url.endsWith('.woff2'));
  expect(counted.length).toBeGreaterThan(5);
  expect(counted.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(60_000);
  const scripts = await page
    .locator('script')
    .evaluateAll((found) => found.map((script) => script.getAttribute('type')));
  expect(new Set(scripts)).toEqual(new Set(['module']));
});
