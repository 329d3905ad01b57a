// The month's report at the keyboard, in a real browser: typed with Tab, digits and Enter alone; what the fields say of
// themselves; how they behave while one types. What comes of it in every language and without scripts is in report-flows.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aremark, deliverMonth, october as typedOctober } from '../web/report-desk.ts';
import { questionIds, quietMonth } from '../world.ts';
import { fill, october, octoberOfAremark, send, serveDesk, signIn, ways, wordsOf } from './desk.ts';
import { browserOfFile, type Served } from './served.ts';

const browser = browserOfFile();
let desk: Served;

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

describe('a month with the keyboard alone', () => {
  beforeEach(() => {
    desk = serveDesk(browser());
    deliverMonth(desk.world, 'alice', aremark, '2026-09', quietMonth(12, { women_end: 5 }));
  });
  afterEach(() => desk.close());

  test.each(ways)('from signing in to the last receipt, in %s, scripts %p', async (language, javaScriptEnabled) => {
    const page = await (await browser().newContext({ javaScriptEnabled })).newPage();
    await page.goto(`${desk.base}/sign-in?lang=${language}`);
    await signIn(desk.world, page, 'alice@example.org');
    expect(page.url()).toBe(`${desk.base}/reports`);
    await page.locator('.job__link').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${october}`);
    const keys = await typeMonth(page, typedOctober());
    await page.waitForURL('**/submissions/1');
    // 23 times Tab, 24 digits (13 has two, and the opening number is there), and Enter.
    if (javaScriptEnabled) expect(keys).toBe(23 + 24 + 1);
    const { receipt } = wordsOf(language).report;
    expect(await page.title()).toContain(receipt.title('oktober 2026', ''));
    await page.locator(':focus', { hasText: 'Aremark' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${octoberOfAremark}`);
    await typeMonth(page, typedOctober());
    await page.waitForURL('**/submissions/1');
    expect(await page.getByText(receipt.allDone).isVisible()).toBe(true);
    await page.context().close();
  });
});

describe('the form', () => {
  let page: Page;
  // Each test has a desk of its own: a page that was typed in saves itself as it is left, perhaps after the next has come.
  beforeEach(async () => {
    desk = serveDesk(browser());
    page = await desk.open('alice');
    await page.goto(desk.base + october);
    await page.locator('#applications_received:focus').waitFor();
  });
  afterEach(() => desk.close());

  test('"no changes" takes two keys to see, and one to deliver', async () => {
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**?fill=unchanged');
    expect(await page.locator('#participants_end').inputValue()).toBe('12');
    await page.locator('button:focus', { hasText: 'Lever rapporten' }).waitFor();
  });

  test('is typed with one hand on the digits: Enter leads past what is filled in, round to what is empty, and delivers', async () => {
    const month = typedOctober({ women_end: '' });
    const focused = () => page.locator(':focus').getAttribute('id');
    for (const id of questionIds.filter((each) => each !== 'participants_start')) {
      expect(await focused()).toBe(id);
      await page.keyboard.type(month[id] ?? '');
      await page.keyboard.press('Enter');
    }
    expect(await focused()).toBe('women_end');
    await page.keyboard.type('14');
    await page.keyboard.press('Enter');
    // Sent, and no other button pressed: it comes back with its fault.
    await page.locator('.aksel-error-summary').waitFor();
    expect(page.url()).toBe(`${desk.base}${october}/submissions`);
    expect(await page.locator('.aksel-error-summary a').count()).toBe(1);
  });

  test('that is sent half empty leads through its faults with Tab', async () => {
    await send(page);
    await page.locator('.aksel-error-summary').waitFor();
    expect(page.url()).toBe(`${desk.base}${october}/submissions`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#applications_granted:focus').waitFor();
  });

  test('tells what does not add up while it is typed, and no longer when it is mended', async () => {
    const fault = page.locator('#participants_end-error');
    await fill(page, typedOctober({ participants_end: '14' }));
    await page.locator('#participants_end').blur();
    expect(await fault.textContent()).toContain('12 ved begynnelsen + 2 nye − 1 sluttet = 13');
    await page.locator('#participants_end').fill('13');
    await page.locator('#participants_end').blur();
    expect(await fault.textContent()).toBe('');
    await page.locator('#started').fill('3,5');
    await page.locator('#started').blur();
    expect(await page.locator('#started-error').textContent()).toContain('Skriv et helt tall');
  });

  test('adds up while it is typed', async () => {
    const { participants_end: _end, outcome_work: _work, ...others } = typedOctober();
    await fill(page, others);
    expect(await page.locator('#participants_end-computed').textContent()).toBe('Regnet ut: 13');
    expect(await page.locator('[data-sum]').textContent()).toBe('Fordelt 0 av 1');
    await page.locator('#outcome_work').press('1');
    expect(await page.locator('[data-sum]').textContent()).toBe('Fordelt 1 av 1');
  });

  test('has number fields that neither the mouse wheel nor the arrow keys change', async () => {
    await page.locator('#started').fill('5');
    await page.locator('#started').hover();
    await page.mouse.wheel(0, -300);
    await page.mouse.wheel(0, 300);
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('#started').inputValue()).toBe('5');
  });

  test('understands a pasted "1 234", and shows what a number means with one key', async () => {
    await page.locator('#started').fill('1 234');
    await page.locator('#started').blur();
    expect(await page.locator('#started').inputValue()).toBe('1234');
    await page.locator('#started').press('?');
    expect(await page.locator('#started-meaning').isVisible()).toBe(true);
    expect(await page.locator('#started').inputValue()).toBe('1234');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').getAttribute('id')).toBe('comment_started');
  });
});

describe('what a screen reader is told', () => {
  type Node = { role?: { value: string }; name?: { value: string }; description?: { value: string } };

  beforeAll(() => {
    desk = serveDesk(browser());
  });
  afterAll(() => desk.close());

  test.each(['nb', 'nn'] as const)(
    'every field has its question for a name and last month’s number for a description, in %s',
    async (language) => {
      const t = wordsOf(language).report.form;
      const page = await desk.open('alice', {}, language);
      await page.goto(desk.base + october);
      await page.locator('[data-hint]').waitFor();
      const session = await page.context().newCDPSession(page);
      const nodes = async (role: string): Promise<Node[]> => {
        const tree = await session.send('Accessibility.getFullAXTree');
        return (tree.nodes as Node[]).filter((node) => node.role?.value === role);
      };
      const names = (found: Node[]) => found.map(({ name }) => name?.value ?? '');
      const form = desk.world.context.store.form.byVersion('kvp-1');
      const label = (id: string) => form.questions.find((question) => question.id === id)?.label[language] ?? '?';

      const fields = await nodes('textbox');
      const comment = form.comment.label[language];
      const expected = [...form.questions.map((question) => question.label[language]), comment];
      expect(names(fields).toSorted()).toEqual(expected.toSorted());
      expect(new Set(expected).size).toBe(25);
      for (const { name, description } of fields)
        if (name?.value !== comment) expect(description?.value).toContain('September: ');
      expect(names(await nodes('button'))).toEqual(expect.arrayContaining([t.noChanges, t.submit, t.saveDraft]));
      expect(names(await nodes('heading'))).toEqual(
        expect.arrayContaining([t.heading('oktober 2026'), ...form.sections.map(({ heading }) => heading[language])]),
      );

      await page.locator('#started').press('?');
      expect(names(await nodes('textbox'))).toContain(t.commentOn(label('started')));
      await page.locator('#women_end').fill('x');
      await page.locator('#women_end').blur();
      const faulty = (await nodes('textbox')).find(({ name }) => name?.value === label('women_end'));
      expect(faulty?.description?.value).toMatch(/^Feil: /);
      expect(faulty?.description?.value).toContain(t.notWhole);
      await send(page);
      // What is read out when the page comes back.
      expect(await page.locator(':focus').textContent()).toBe(t.faultHeading(23));
    },
  );
});

test('a report is typed on a telephone, which shows its digits', async () => {
  desk = serveDesk(browser());
  const page = await desk.open('alice', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.goto(desk.base + october);
  expect(await page.locator('#started').getAttribute('inputmode')).toBe('numeric');
  await page.locator('#started').tap();
  await fill(page, typedOctober());
  await send(page);
  await page.waitForURL('**/submissions/1');
  await desk.close();
});
