// Every page and state that a report leads to, in both languages: nothing that axe can find, and no sideways scrolling at
// the width of a desk, at 320 px, and at 400 % zoom.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { publishAnnouncement } from '../../src/actions/announcements.ts';
import { aremark, deliverMonth, halden, october as typedOctober } from '../web/report-desk.ts';
import { actorOf, type Name, questionIds, quietMonth } from '../world.ts';
import { axeFaults } from './axe.ts';
import { fill, october, octoberOfAremark, press, quiet, send, septemberOfAremark } from './desk.ts';
import { september, serveDesk, signIn, wordsOf } from './desk.ts';
import { browserOfFile, follow, type Served } from './served.ts';

const browser = browserOfFile();
let desk: Served;
beforeEach(() => {
  desk = serveDesk(browser());
});
afterEach(() => desk.close());

describe.each(['nb', 'nn'] as const)('in %s', (language) => {
  const t = wordsOf(language).report;
  const seen = new Set<string>();
  let width = 1280;

  async function open(name: Name): Promise<Page> {
    return desk.open(name, { bypassCSP: true }, language);
  }

  /** Looks at the page as it stands; `state` is a name for it of its own. */
  async function look(page: Page, state: string): Promise<void> {
    await page.waitForLoadState();
    expect([state, seen.has(state)]).toEqual([state, false]);
    seen.add(state);
    await page.setViewportSize({ width, height: 800 });
    expect([state, width, await tooWide(page)]).toEqual([state, width, 0]);
    width = width === 320 ? 1280 : 320;
    await page.setViewportSize({ width, height: 800 });
    expect([state, width, await tooWide(page)]).toEqual([state, width, 0]);
    // Both languages and widths are measured; axe, to whom they are the same elements, looks at each state once, now in the
    // one and now in the other.
    const isAxesTurn = (Math.floor(seen.size / 2) % 2 === 0) === (language === 'nb');
    if (isAxesTurn) expect([state, width, await axeFaults(page)]).toEqual([state, width, []]);
  }

  async function lookAt(page: Page, path: string): Promise<void> {
    await page.goto(desk.base + path);
    await look(page, path);
  }

  test('the month: filled in, faulty, explained, delivered, corrected', async () => {
    const page = await open('alice');
    await lookAt(page, '/reports');
    await lookAt(page, october);
    await page.locator('#started').press('?');
    await fill(page, { ...typedOctober(), women_end: '14', started: '1e3', on_leave_end: '9' });
    await page.locator('#started').blur();
    await look(page, 'faults while typing');
    await page.locator('#comment_started').fill('13097248022');
    await send(page);
    await look(page, 'faults');
    await fill(page, { started: '2', women_end: '6', comment_started: 'To som ventet' });
    await send(page);
    await look(page, 'warnings');
    await page.locator('#reason_W4').fill('Sommerferie');
    await press(page, t.form.saveDraft);
    await look(page, 'a draft');
    await press(page, t.form.discardDraft);
    await look(page, 'a draft deleted');
    await fill(page, typedOctober());
    await send(page);
    await page.waitForURL('**/submissions/1');
    await look(page, 'the receipt');
    await page.goto(desk.base + october);
    await look(page, 'a correction');
    await lookAt(page, `${octoberOfAremark}?fill=unchanged`);
    await lookAt(page, septemberOfAremark);
    await lookAt(page, `/reports/2026-11/${halden}`);
    const mona = await open('mona');
    await lookAt(mona, `${october}/submissions/1`);
    await mona.goto(desk.base + october);
    await look(mona, 'read only');
  });

  test('two versions, a session that ended, and months confirmed again', async () => {
    deliverMonth(desk.world, 'alice', halden, '2026-10', quietMonth(12, { women_end: 5, on_leave_end: 3 }));
    const [page, lars] = [await open('alice'), await open('lars')];
    for (const one of [page, lars]) await one.goto(desk.base + october);
    await fill(lars, { women_end: '4' });
    await press(lars, t.form.saveDraft);
    await fill(page, { women_end: '3' });
    await send(page);
    await look(page, 'two versions');
    await press(page, t.conflict.useStored);
    await press(page, t.form.discardDraft);
    await page.context().clearCookies();
    await page.reload();
    await page.goto(`${desk.base}/sign-in?lang=${language}`);
    await signIn(desk.world, page, 'alice@example.org');
    await page.goto(desk.base + october);
    await page.context().clearCookies();
    await fill(page, { women_end: '3' });
    await send(page);
    await page.goto(`${desk.base}/sign-in?lang=${language}`);
    await signIn(desk.world, page, 'alice@example.org');
    await page.goto(desk.base + october);
    await look(page, 'restored');
    await press(page, t.form.saveDraft);
    await press(page, t.form.discardDraft);

    deliverMonth(desk.world, 'alice', halden, '2026-09', quietMonth(12, { ended_other: 2, participants_end: 10 }));
    await page.goto(`${desk.base}/reports`);
    await look(page, 'to be confirmed, in the list');
    await page.goto(desk.base + october);
    await look(page, 'to be confirmed');
    await lookAt(page, `${september}/submissions/2`);
    await lookAt(page, `${september}/submissions/1`);
    await lookAt(page, `${october}/confirm`);
    await follow(page, page.locator('main form button').first());
    await look(page, 'confirmed without a reason');
    await page.locator('main form textarea').fill('Permisjon');
    await follow(page, page.locator('main form button').first());
    await page.waitForURL('**/confirm?confirmed=1');
    await look(page, 'confirmed');
  });

  test('late, by file, in practice; the unit’s page, the people of the office, and what is said of the service', async () => {
    desk.world.setNow('2026-11-12T09:00:00.000Z');
    const announced = { subjectNb: 'Tallene', bodyNb: 'Er brukt.', subjectNn: 'Tala', bodyNn: 'Er brukte.' };
    const when = { day: '', from: '', to: '', place: '' };
    const order = { sender: null, typed: { kind: 'figures', ...announced, ...when }, key: 'figures' };
    expect(publishAnnouncement(desk.world.context, actorOf(desk.world.people.dina), order).kind).toBe('published');
    const page = await open('alice');
    await page.goto(`${desk.base}/reports`);
    await look(page, 'news on top of the reports');
    await page.goto(desk.base + october);
    await look(page, 'late');
    await fill(page, typedOctober());
    await send(page);
    await page.waitForURL('**/submissions/1');
    await look(page, 'why late');

    await lookAt(page, '/reports/upload');
    await press(page, t.upload.check);
    await look(page, 'no file');
    const rows = {
      [halden]: typedOctober({ started: 'x' }),
      '9999-3101': quiet,
      [aremark]: { ...quiet, women_end: '2' },
    };
    await page.locator('#file').setInputFiles(file(rows));
    await press(page, t.upload.check);
    await look(page, 'a file that was checked');
    await press(page, t.upload.deliver(1));
    await look(page, 'a file that was delivered');

    await lookAt(page, '/practice');
    await send(page);
    await look(page, 'a faulty practice');
    await lookAt(page, '/practice/done');
    await page.goto(`${desk.base}/units/${halden}`);
    for (const summary of await page.locator('.read-more summary').all()) await summary.click();
    await look(page, 'the unit, with its tables');
    await lookAt(page, '/people');
    await press(page, wordsOf(language).people.invite.send);
    await look(page, 'nobody to let in');
    await fill(page, { name: 'Kari Kvam', email: 'kari.kvam@nav.example' });
    await press(page, wordsOf(language).people.invite.send);
    await look(page, 'a colleague who is waited for');
    for (const path of ['/accessibility', '/privacy']) await lookAt(page, path);
  });

  test('the directorate: reasons for lateness, times, a month reopened', async () => {
    desk.world.setNow('2026-12-03T09:00:00.000Z');
    const dina = await open('dina');
    for (const path of ['/late-reasons', '/form-times', '/reports?period=2026-09&status=onTime', september])
      await lookAt(dina, path);
    await press(dina, t.reopening.open);
    await look(dina, 'not reopened');
    await fill(dina, { until: '15.12.2026', reason: 'Feil' });
    await press(dina, t.reopening.open);
    await look(dina, 'reopened');
    const page = await open('alice');
    await page.goto(`${desk.base}/reports`);
    await look(page, 'reopened, in the list');
    await page.goto(desk.base + september);
    await look(page, 'reopened for correction');
  });
});

test('at 400 % zoom nothing is cut off, and the field that has the focus is in sight', async () => {
  const zoomed = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };
  const page = await desk.open('alice', zoomed, 'nn');
  await page.goto(desk.base + october);
  for (const id of ['started', 'participants_end', 'outcome_other']) {
    await page.locator(`#${id}`).focus();
    const box = await page.locator(`#${id}`).boundingBox();
    expect([id, (box?.x ?? -1) >= 0, (box?.y ?? -1) >= 0]).toEqual([id, true, true]);
    expect([id, (box?.x ?? 0) + (box?.width ?? 0) <= 320, (box?.y ?? 0) + (box?.height ?? 0) <= 256]).toEqual([
      id,
      true,
      true,
    ]);
  }
  await fill(page, typedOctober({ on_leave_end: '9' }));
  await send(page);
  expect(await tooWide(page)).toBe(0);
  await page.locator('#reason_W4').fill('Ferie');
  await send(page);
  await page.waitForURL('**/submissions/1');
  expect(await tooWide(page)).toBe(0);
});

/** By how many pixels the page is wider than the window. */
function tooWide(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

function file(rows: Record<string, Record<string, string>>) {
  const lines = Object.entries(rows).map(([unit, row]) => [unit, '2026-10', ...questionIds.map((id) => row[id] ?? '')]);
  const text = [['unit', 'period', ...questionIds], ...lines].map((line) => line.join(';')).join('\r\n');
  return { name: 'oktober.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
}
