// Opens and delivers the report of every active unit in a real browser, as each office's reporter, against a running
// demo: signs in with the code from /dev/mail, types every number with the keyboard, delivers, and reads the receipt.
//
//   TOKEN=$(npm run --silent admin -- token create --name walk-all --role directorate)
//   npm run walk-all -- $TOKEN [--url http://localhost:8080] [--period 2026-10] [--offices 10]

import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../test/browser/chromium.ts';
import { someMonth } from './some-month.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { url: { type: 'string' }, period: { type: 'string' }, offices: { type: 'string' } },
});
const url = values.url ?? 'http://localhost:8080';
const period = values.period ?? monthBefore(new Date().toISOString().slice(0, 7));

type Unit = { unit: string; office: string };
const answer = await fetch(`${url}/api/v1/units?period=${period}`, {
  headers: { authorization: `Bearer ${positionals[0]}` },
});
const { units } = (await answer.json()) as { units: Unit[] };
const offices = [...Map.groupBy(units, ({ office }) => office)].slice(0, Number(values.offices ?? Infinity));

const browser = await launchChromium();
const named = new Map<string, string>();
for (const email of ['reporter@example.org', 'single@example.org']) {
  const page = await signIn(browser, email);
  await page.goto(`${url}/reports`);
  const office = /\/reports\/\d{4}-\d\d\/(\d{4})-/.exec(await page.content())?.[1];
  if (office) named.set(office, email);
  await page.context().close();
}
let delivered = 0;
for (const [office, owed] of offices) {
  const page = await signIn(browser, named.get(office) ?? `reporter-${office}@example.org`);
  for (const { unit } of owed) {
    await deliver(page, unit, delivered);
    delivered += 1;
    if (delivered % 25 === 0) console.log(`${delivered} of ${units.length} units`);
  }
  await page.context().close();
}
await browser.close();
console.log(`${delivered} of ${units.length} units opened and delivered in the browser for ${period}.`);

async function signIn(chromium: Browser, email: string): Promise<Page> {
  const context = await chromium.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  const before = await codeOf(email);
  await page.locator('#email').fill(email);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/sign-in/code');
  await page.locator('#code').fill(await newCodeOf(email, before));
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
  return page;
}

/** The newest code that was mailed to the address: a receipt of the report before may have come after it. */
async function codeOf(email: string): Promise<string | undefined> {
  const mails = (await (await fetch(`${url}/dev/mail`)).text()).split('<article').slice(1);
  return mails.filter((mail) => mail.includes(email)).flatMap((mail) => /\b\d{8}\b/.exec(mail) ?? [])[0];
}

/** The code goes out after the page has answered, so the mail may come a moment later. */
async function newCodeOf(email: string, before: string | undefined): Promise<string> {
  for (let time = 0; time < 200; time += 1) {
    const code = await codeOf(email);
    if (code !== undefined && code !== before) return code;
  }
  throw new Error(`${email} got no code: is it known, and is this a demo?`);
}

async function deliver(page: Page, unit: string, seed: number): Promise<void> {
  await page.goto(`${url}/reports/${period}/${unit}`);
  const start = Number(await page.locator('#participants_start').inputValue());
  for (const [question, number] of Object.entries(someMonth(start, seed))) {
    await page.locator(`#${question}`).fill(String(number));
  }
  await page.locator('#comment').press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/submissions(\/\d+)?$/);
  if (!/\/submissions\/\d+$/.test(page.url())) {
    for (const reason of await page.locator('textarea[name^=reason_]').all())
      await reason.fill('Stemmer, talt på nytt.');
    await page.locator('#comment').press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/submissions\/\d+$/);
  }
}

function monthBefore(month: string): string {
  return Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString();
}
