// Everything that a reporter does with a report, from the month that was skipped to the colleague who takes over, in a real
// browser: in both languages, with scripts and without. Each flow goes on where the one before it ended.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Texts } from '../../src/text/text.ts';
import { questionIds } from '../world.ts';
import { aremark, halden, october as typedOctober, stored } from '../web/report-desk.ts';
import * as desks from './desk.ts';
import { fill, october, octoberOfAremark, press, send, september, septemberOfAremark } from './desk.ts';
import { browserOfFile, type Served } from './served.ts';

const browser = browserOfFile();

describe.each(desks.ways)('in %s, scripts %p', (language, javaScriptEnabled) => {
  const t: Texts = desks.wordsOf(language);
  const form = t.report.form;
  let desk: Served;
  let alice: Page;
  const open = (name: string) => desk.open(name, { javaScriptEnabled }, language);
  const visit = (page: Page, path: string) => page.goto(desk.base + path);
  const said = (text: string | RegExp) => alice.getByText(text).first().waitFor();

  beforeAll(async () => {
    desk = desks.serveDesk(browser());
    alice = await open('alice');
  });
  afterAll(() => desk.close());

  test('a month that was skipped is offered first; "nothing to report" delivers it, and leads to the next', async () => {
    await visit(alice, octoberOfAremark);
    await alice.locator('.report__skipped a').click();
    await alice.waitForURL(`**${septemberOfAremark}`);
    await press(alice, form.zero);
    await alice.waitForURL('**/submissions/1');
    expect(new Set(Object.values(stored(desk.world, aremark, '2026-09')[0]?.answers ?? {}))).toEqual(new Set([0]));
    expect(await alice.locator('.report__filled a').getAttribute('href')).toBe(october);
  });

  test('"no changes" is seen before it is delivered', async () => {
    await visit(alice, octoberOfAremark);
    await press(alice, form.noChanges);
    expect(await alice.locator('#participants_end').inputValue()).toBe('0');
    expect(stored(desk.world, aremark)).toEqual([]);
    await alice.locator('.report__filled button').click();
    await alice.waitForURL('**/submissions/1');
  });

  test('faults are read out first and lead to their fields, and everything typed stands there still', async () => {
    await visit(alice, october);
    await fill(alice, { ...typedOctober(), women_end: '14', started: '1e3' });
    await alice.locator('[data-meaning=started] summary').click();
    await alice.locator('#comment_started').fill('To som ventet');
    await send(alice);
    expect(await alice.title()).toMatch(new RegExp(`^(Feil): ${form.heading('oktober 2026')}`));
    expect(await alice.locator(':focus').textContent()).toBe(form.faultHeading(2));
    await alice.keyboard.press('Tab');
    await alice.keyboard.press('Enter');
    await alice.locator('#started:focus').waitFor();
    expect(await alice.locator('#started').inputValue()).toBe('1e3');
    expect(await alice.locator('#participants_end').inputValue()).toBe('13');
  });

  test('a warning is answered in place, and the receipt holds the reason and the comment on the figure', async () => {
    await fill(alice, { women_end: '6', started: '2', on_leave_end: '9' });
    await send(alice);
    await alice.getByLabel(form.reason).fill('Sommerferie');
    await send(alice);
    await alice.waitForURL('**/submissions/1');
    for (const text of ['Sommerferie', 'To som ventet', 'Alice Aas', stored(desk.world)[0]?.sha256 ?? '?'])
      await said(text);
    // Only what works is shown.
    expect(await alice.locator('[data-print]').isVisible()).toBe(javaScriptEnabled);
  });

  test('a correction starts with what was delivered, shows what changed, and the first receipt is found from it', async () => {
    await alice.getByRole('link', { name: t.report.receipt.correct }).click();
    await alice.waitForURL(`**${october}`);
    expect(await alice.locator('#women_end').inputValue()).toBe('6');
    await fill(alice, { women_end: '7' });
    await send(alice);
    await alice.waitForURL('**/submissions/2');
    const changed = alice.locator('section', { has: alice.locator('#changes-heading') }).locator('tbody tr');
    expect(await changed.allTextContents()).toEqual([expect.stringMatching(/67$/)]);
    await alice.locator('a[href$="/submissions/1"]').first().click();
    await alice.waitForURL('**/submissions/1');
    await said(t.report.receipt.replaced(2));
  });

  test('later months are confirmed again with one button that shows what will change', async () => {
    await visit(alice, september);
    await fill(alice, { started: '1', participants_end: '13' });
    await send(alice);
    await alice.waitForURL('**/submissions/2');
    await alice.locator('a[href$="/confirm"]').click();
    await alice.waitForURL('**/confirm');
    await said('12 → 13');
    await press(alice, t.report.confirmation.confirm(1));
    await alice.waitForURL('**/confirm?confirmed=1');
    expect(stored(desk.world).at(-1)?.answers).toMatchObject({ participants_start: 13, participants_end: 14 });
  });

  test('a draft is saved with the button, stands there again, and is deleted with its own', async () => {
    await visit(alice, october);
    await fill(alice, { women_end: '8' });
    await press(alice, form.saveDraft);
    await said(form.savedBy('10:00', 'Alice Aas'));
    expect(await alice.locator('#women_end').inputValue()).toBe('8');
    await press(alice, form.discardDraft);
    await said(form.discarded);
    expect(await alice.locator('#women_end').inputValue()).toBe('7');
  });

  test('two colleagues at once: neither is overwritten, and the second chooses field by field', async () => {
    const lars = await open('lars');
    await visit(lars, october);
    await visit(alice, october);
    await fill(lars, { women_end: '5' });
    await press(lars, form.saveDraft);
    await fill(alice, { women_end: '4', under_30_end: '2' });
    await send(alice);
    await said(t.report.conflict.heading);
    await alice.locator('#women_end-stored').check();
    await press(alice, t.report.conflict.useChosen);
    await alice.waitForURL(`**${october}`);
    expect(await alice.locator('#women_end').inputValue()).toBe('5');
    expect(await alice.locator('#under_30_end').inputValue()).toBe('2');
    await send(alice);
    await alice.waitForURL('**/submissions/4');
    await visit(lars, october);
    expect(await lars.locator('#under_30_end').inputValue()).toBe('2');
  });

  test('a double click gives one submission', async () => {
    await visit(alice, october);
    await fill(alice, { women_end: '6' });
    await alice.locator('#report-form .report__buttons button').first().dblclick();
    await alice.waitForURL('**/submissions/5');
    expect(stored(desk.world)).toHaveLength(5);
  });

  test('Back, changed and sent again overwrites nothing unseen', async () => {
    await alice.goBack();
    const isOldPage = await alice
      .locator('#report-form input[name=inForce]')
      .inputValue()
      .then((seen) => seen === '4');
    await fill(alice, { women_end: '3' });
    await send(alice);
    // A browser that shows the page as it was left meets the two versions; one that asks anew has a correction.
    const heading = isOldPage ? t.report.conflict.heading : t.report.receipt.heading;
    expect(await alice.locator('h1').textContent()).toBe(heading);
    expect(stored(desk.world)[4]?.answers['women_end']).toBe(6);
  });

  test('what is sent after the session has ended is kept, and stands there after signing in again', async () => {
    await visit(alice, october);
    await alice.context().clearCookies();
    await fill(alice, { women_end: '2', comment: 'Før utlogging' });
    await send(alice);
    await alice.waitForURL('**/sign-in');
    if (language === 'nn') await visit(alice, '/sign-in?lang=nn');
    await desks.signIn(desk.world, alice, 'alice@example.org');
    expect(new URL(alice.url()).pathname).toBe(october);
    await said(form.restored);
    expect(await alice.locator('#women_end').inputValue()).toBe('2');
    expect(await alice.locator('#comment').inputValue()).toBe('Før utlogging');
    await send(alice);
    await alice.waitForURL('**/submissions/*');
    expect(stored(desk.world).at(-1)).toMatchObject({ comment: 'Før utlogging', answers: { women_end: 2 } });
  });

  test('a closed month is reopened by the directorate with a reason, and then corrected', async () => {
    desk.world.setNow('2027-01-12T09:00:00.000Z');
    desk.world.open('2026-11');
    alice = await open('alice');
    await visit(alice, october);
    await said(form.closed.closed('31. desember 2026'));
    expect(await alice.locator('#report-form').count()).toBe(0);
    const dina = await open('dina');
    await visit(dina, october);
    await fill(dina, { until: '20.01.2027', reason: 'Feil i kvinner' });
    await press(dina, t.report.reopening.open);
    await dina.getByText(t.report.reopening.done).waitFor();
    await visit(alice, '/reports');
    await said(t.report.reopening.list);
    await visit(alice, october);
    await said(/Feil i kvinner/);
    await fill(alice, { women_end: '6' });
    await send(alice);
    await alice.waitForURL('**/submissions/*');
  });

  test('the reason for lateness takes one click', async () => {
    const { reasons, name } = t.report.lateReason;
    await visit(alice, `/reports/2026-11/${halden}?fill=unchanged`);
    await send(alice);
    // The reasons given last month are asked for anew.
    for (const reason of await alice.getByLabel(form.reason, { exact: true }).all()) await reason.fill('Som før');
    if (!alice.url().endsWith('/submissions/1')) await send(alice);
    await alice.waitForURL('**/submissions/1');
    await press(alice, reasons.figuresNotReady);
    await said(name);
    expect(await alice.locator('[name=late_reason]').count()).toBe(0);
  });

  test('a file is checked first, and then delivered', async () => {
    await visit(alice, '/reports/upload');
    const row = questionIds.map((id) => (id === 'participants_start' ? '' : '0'));
    const lines = [
      ['unit', 'period', ...questionIds],
      [aremark, '2026-11', ...row],
    ].map((line) => line.join(';'));
    const buffer = Buffer.from(lines.join('\r\n'));
    await alice.locator('#file').setInputFiles({ name: 'november.csv', mimeType: 'text/csv', buffer });
    await press(alice, t.report.upload.check);
    // The third month without anybody: a reason is asked for.
    await said(t.report.upload.giveReason('W2'));
    expect(stored(desk.world, aremark, '2026-11')).toEqual([]);
    const withReason = Buffer.from(lines.map((line, at) => `${line};${at === 0 ? 'reason_W2' : 'Ingen'}`).join('\r\n'));
    await alice.locator('#file').setInputFiles({ name: 'november.csv', mimeType: 'text/csv', buffer: withReason });
    await press(alice, t.report.upload.check);
    await press(alice, t.report.upload.deliver(1));
    await said(t.report.upload.done(1));
    expect(stored(desk.world, aremark, '2026-11').map(({ channel }) => channel)).toEqual(['file']);
  });

  test('a practice report is judged, and leaves nothing', async () => {
    const before = stored(desk.world).length;
    await visit(alice, '/practice?fill=unchanged');
    await fill(alice, { women_end: '99' });
    await send(alice);
    await alice.locator('.aksel-error-summary').waitFor();
    await fill(alice, { women_end: '3' });
    await send(alice);
    await alice.waitForURL('**/practice/done');
    expect(stored(desk.world)).toHaveLength(before);
  });

  test('every receipt and the unit’s own development are found from the list, its pictures with their tables', async () => {
    await visit(alice, '/reports');
    expect(await alice.getByRole('link', { name: t.report.list.receipt }).count()).toBe(6);
    await alice.locator('a[href="/units/0101-3101"]').click();
    await alice.waitForURL('**/units/0101-3101');
    expect(await alice.getByRole('img').count()).toBe(3);
    for (const summary of await alice.locator('.read-more summary').all()) {
      await summary.click();
      const table = summary.locator('xpath=..').getByRole('table');
      expect(await table.getByRole('row').count()).toBe(25);
    }
  });

  test('the accessibility statement and the privacy page are led to from every page', async () => {
    for (const page of ['accessibility', 'privacy'] as const) {
      await alice.locator('footer').getByRole('link', { name: t.about.links[page], exact: true }).click();
      await alice.waitForURL(`**/${page}`);
      expect(await alice.locator('h1').textContent()).toBe(t.about[page].title);
    }
  });

  test('the office lets a colleague in, who confirms by signing in, and takes off the one who leaves', async () => {
    await visit(alice, '/people');
    await fill(alice, { name: 'Kari Kvam', email: 'kari.kvam@nav.example' });
    await press(alice, t.people.invite.send);
    await said(t.people.done.invited);
    const kari = await open('kari.kvam@nav.example');
    await visit(kari, october);
    await kari.locator('#report-form').waitFor();
    await visit(kari, '/people');
    const row = kari.locator('li.person', { hasText: 'Alice Aas' });
    await row.locator('summary').click();
    await row.getByRole('button', { name: t.people.endYes }).click();
    await kari.getByText(t.people.done.ended).waitFor();
    expect((await visit(alice, october))?.url()).toBe(`${desk.base}/sign-in`);
  });
});
