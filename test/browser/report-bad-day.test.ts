// The report on a bad day: a slow network and a broken one, a browser that is killed, a colleague at the same time, a session
// that ended, saves that come late. The browser's clock is moved by hand where a page waits before it saves.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { addMinutes } from '../../src/domain/period.ts';
import { halden, october as typedOctober, stored } from '../web/report-desk.ts';
import { someDay } from '../world.ts';
import { launchChromium } from './chromium.ts';
import { fill, october, press, send, serveDesk, signIn, wordsOf } from './desk.ts';
import { browserOfFile, type Served } from './served.ts';

const { form, conflict } = wordsOf('nb').report;
const saved = form.saved('10:00');

const browser = browserOfFile();
let desk: Served;
beforeEach(() => {
  desk = serveDesk(browser());
});
afterEach(() => desk.close());

/** The October form of the person, whose page waits only when it is told to. */
async function openForm(name: 'alice' | 'lars' = 'alice'): Promise<Page> {
  const page = await desk.open(name);
  await standStill(page);
  await page.goto(desk.base + october);
  await page.locator('[data-hint]').waitFor();
  return page;
}

/** Stops the clock of the page and of those that come after it: however slow the machine is, no time passes in between. */
async function standStill(page: Page): Promise<void> {
  await page.clock.install({ time: someDay });
  await page.clock.pauseAt(addMinutes(someDay, 60));
}

/** Lets the time pass after which a page saves what is typed; `said` is what it says then. */
async function wait(page: Page, said: string): Promise<void> {
  await page.clock.runFor(2000);
  await page.getByRole('status').filter({ hasText: said }).waitFor();
}

function draft() {
  const report = desk.world.context.store.report.find(halden, '2026-10');
  return desk.world.context.store.draft.find(report?.id ?? 0);
}

/** Holds what the page sends to the address until it is let go. */
async function hold(page: Page, address: string): Promise<{ isHeld: Promise<void>; letGo: () => Promise<void> }> {
  const { promise: isHeld, resolve: held } = Promise.withResolvers<void>();
  const waiting: Route[] = [];
  await page.route(address, (route) => {
    waiting.push(route);
    held();
  });
  return {
    isHeld,
    letGo: async () => {
      for (const route of waiting) await route.continue().catch(() => {});
      await page.unroute(address);
    },
  };
}

describe('a slow network', () => {
  test('the form can be filled in and delivered before its scripts have come', async () => {
    const page = await desk.open('alice');
    const { isHeld, letGo } = await hold(page, '**/*.js');
    await page.goto(desk.base + october, { waitUntil: 'commit' });
    await isHeld;
    await fill(page, typedOctober());
    await page.locator('#women_end').press('Enter');
    await page.waitForURL('**/submissions/1', { waitUntil: 'commit' });
    await letGo();
    expect(stored(desk.world)).toHaveLength(1);
  });

  test('an impatient second click delivers once, and an autosave on its way changes nothing', async () => {
    const page = await openForm();
    const network = await page.context().newCDPSession(page);
    await network.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 1000, downloadThroughput: 50_000, uploadThroughput: 50_000 },
    });
    await fill(page, typedOctober({ comment: 'Tregt nett' }));
    const onItsWay = page.waitForRequest('**/draft');
    await page.clock.runFor(2000);
    await onItsWay;
    const button = page.locator('#report-form .report__buttons button').first();
    await button.click({ noWaitAfter: true });
    await button.click({ noWaitAfter: true, timeout: 500 }).catch(() => {});
    await page.waitForURL('**/submissions/1');
    expect(stored(desk.world).map(({ comment }) => comment)).toEqual(['Tregt nett']);
    expect(draft()).toBeNull();
  });

  test('that breaks says so, and saves when it is back', async () => {
    const page = await openForm();
    await page.context().setOffline(true);
    await fill(page, { started: '2' });
    await wait(page, form.notSaved);
    await page.context().setOffline(false);
    await page.clock.runFor(5000);
    await page.getByText(saved).waitFor();
    expect(draft()?.input.answers['started']).toBe('2');
  });
});

describe('a draft that saves itself', () => {
  test('does so within three seconds, and says so', async () => {
    const page = await openForm();
    await page.locator('#applications_received:focus').waitFor();
    await page.keyboard.type('7');
    await page.clock.runFor(3000);
    await page.getByRole('status').filter({ hasText: saved }).waitFor();
    await page.reload();
    expect(await page.locator('#applications_received').inputValue()).toBe('7');
    expect(await page.locator(':focus').getAttribute('id')).toBe('applications_granted');
  });

  test('outlives a browser that is killed, and stands in another after signing in again', async () => {
    const doomed = await launchChromium();
    const page = await doomed.newPage();
    await page.goto(`${desk.base}/sign-in?lang=nb`);
    await signIn(desk.world, page, 'alice@example.org');
    await standStill(page);
    await page.goto(desk.base + october);
    await fill(page, { ...typedOctober({ started: 'to' }), comment: 'Før smellet', outcome_work: '' });
    await page.locator('#started').press('?');
    await page.locator('#comment_started').fill('To som ventet');
    await wait(page, saved);
    const session = await doomed.newBrowserCDPSession();
    const gone = new Promise((resolve) => doomed.once('disconnected', resolve));
    await session.send('Browser.crash').catch(() => {});
    await gone;
    const again = await openForm();
    for (const [id, value] of Object.entries({ started: 'to', women_end: '6', comment_started: 'To som ventet' }))
      expect([id, await again.locator(`#${id}`).inputValue()]).toEqual([id, value]);
    expect(await again.locator('#comment').inputValue()).toBe('Før smellet');
    expect(await again.getByRole('status').textContent()).toContain(form.savedBy('10:00', 'Alice Aas'));
  });

  test('loses nothing typed between it and the button', async () => {
    const page = await openForm();
    await fill(page, { started: '2' });
    await wait(page, saved);
    await fill(page, { started: '3' });
    await press(page, form.saveDraft);
    await page.getByText(form.savedBy('10:00', 'Alice Aas')).waitFor();
    expect(await page.locator('#started').inputValue()).toBe('3');
  });

  test('does not come back when it was deleted while a save was on its way', async () => {
    const page = await openForm();
    await fill(page, { started: '2' });
    await press(page, form.saveDraft);
    const { isHeld, letGo } = await hold(page, '**/draft');
    await fill(page, { started: '3' });
    await page.clock.runFor(2000);
    await isHeld;
    const other = await desk.open('alice');
    await other.goto(desk.base + october);
    await press(other, form.discardDraft);
    await other.getByText(form.discarded).waitFor();
    await letGo();
    await page.getByRole('status').filter({ hasText: form.elsewhere.discarded }).waitFor();
    expect(draft()).toBeNull();
    await press(page, form.saveDraft);
    await page.getByText(form.savedBy('10:00', 'Alice Aas')).waitFor();
    expect(draft()?.input.answers['started']).toBe('3');
  });

  test('tells of a colleague’s, and the button shows both', async () => {
    const [alice, lars] = [await openForm(), await openForm('lars')];
    await fill(lars, { started: '3' });
    await wait(lars, saved);
    await fill(alice, { started: '5', women_end: '6' });
    await wait(alice, form.elsewhere.draft);
    await press(alice, form.saveDraft);
    await alice.getByLabel(`${conflict.theirs('Lars Lie')}: 3`).check();
    await press(alice, conflict.useChosen);
    await alice.waitForURL(`**${october}`);
    expect(await alice.locator('#started').inputValue()).toBe('3');
    expect(await alice.locator('#women_end').inputValue()).toBe('6');
  });

  test('tells that the report was delivered meanwhile, and that the session has ended', async () => {
    const [alice, lars] = [await openForm(), await openForm('lars')];
    await fill(lars, typedOctober());
    await send(lars);
    await lars.waitForURL('**/submissions/1');
    await fill(alice, { started: '5' });
    await wait(alice, form.elsewhere.delivered);
    expect(draft()).toBeNull();
    await alice.reload();
    await alice.locator('[data-hint]').waitFor();
    await alice.context().clearCookies();
    await fill(alice, { women_end: '7' });
    await wait(alice, form.signedOut);
    await send(alice);
    await alice.waitForURL('**/sign-in');
    await signIn(desk.world, alice, 'alice@example.org');
    expect(await alice.locator('#women_end').inputValue()).toBe('7');
  });
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
  // The browser's own word for what held up the first paint; data blocks are not fetched.
  const blocking = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => (entry as unknown as { renderBlockingStatus: string }).renderBlockingStatus === 'blocking')
      .map(({ name }) => name),
  );
  expect(blocking.length).toBeGreaterThan(0);
  expect(blocking.filter((name) => !name.endsWith('.css'))).toEqual([]);
});
