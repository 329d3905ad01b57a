// A working day of the directorate in a real browser: what goes out, why somebody got nothing, mail paused and released,
// and the plan changed; each page without faults that axe can find, and without sideways scrolling on a phone.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { tick } from '../../src/actions/chase.ts';
import { type Decision, decideOnReport } from '../../src/actions/exemptions.ts';
import { openIncident } from '../../src/actions/incidents.ts';
import { mailPause } from '../../src/actions/mail-pause.ts';
import { takeBounce } from '../../src/actions/take-bounce.ts';
import * as mails from '../../src/mail/message.ts';
import { envelope, everyMail, owed } from '../mail/every-mail.ts';
import { actorOf, makeWorld, type World } from '../world.ts';
import { faultsAtAllWidths, mailRules } from './axe.ts';
import { browserOfFile, follow, serve, type Served } from './served.ts';

const browser = browserOfFile();
let served: Served;

beforeAll(async () => {
  const world = makeWorld({ now: '2026-11-02T07:00:00.000Z' });
  await tick(world.context, { at: world.context.now() });
  makeTrouble(world);
  served = serve(browser(), world);
});
afterAll(() => served.close());

/** An address that is dead, a bounce that nobody can read, a unit that is exempt and one with a later deadline. */
function makeTrouble({ context, people }: World): void {
  const at = context.now();
  const incident = { person: people.olav.id, address: 'olav@example.org', kind: 'refused' as const, notice: null, at };
  openIncident(context, { ...incident, answer: '550 5.1.1 no such user' });
  expect(takeBounce(context, Buffer.from('From: x@example.org\nSubject: Ute\n\nEr tilbake mandag.\n')).ok).toBe(false);
  const decide = (decision: Decision) => decideOnReport(context, actorOf(people.dina), decision);
  const common = { period: '2026-10', reason: 'Kontoret er slått sammen' };
  expect(decide({ ...common, kind: 'exempt', unit: '0101-3124' }).ok).toBe(true);
  expect(decide({ ...common, kind: 'extend', unit: '1263-4631', deadline: '2026-11-20' }).ok).toBe(true);
}

function dinasPage(language: 'nb' | 'nn'): Promise<Page> {
  return served.open('dina', {}, language);
}

test.each(['nb', 'nn'] as const)('the ledger and the plan are pages that everyone can use, in %s', async (language) => {
  const page = await dinasPage(language);
  const paths = [
    ...['/notices', '/notices/ledger', '/notices/ledger?state=sent', '/notices/days/2026-11-06', '/notices/1'],
    ...['/notices/why', '/notices/why?unit=0101', '/notices/why?unit=0101-3101&period=2026-10', '/notices/why?unit=x'],
    ...['/notices/dry-run', '/notices/dry-run?day=2026-11-13&time=08:00', '/notices/dry-run?day=x&time=y'],
    ...['/plans', '/plans/change', '/incidents', '/exemptions', '/exemptions?unit=0101-3101&period=2026-10'],
  ];
  for (const path of paths) {
    await page.goto(`${served.base}${path}`);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect([path, await faultsAtAllWidths(page)]).toEqual([path, []]);
  }
});

test.each(['nb', 'nn'] as const)(
  'every mail can be read by everyone, as a reader of mail shows it, in %s',
  async (language) => {
    const page = await (await browser().newContext()).newPage();
    const inTwo = mails.openingMessage(envelope('nn', 'nb'), owed);
    const written = Object.entries(everyMail).map(([name, write]) => [name, write(envelope(language))] as const);
    for (const [name, { html }] of [...written, ['in two languages', inTwo] as const]) {
      await page.setContent(html);
      expect([name, await faultsAtAllWidths(page, mailRules)]).toEqual([name, []]);
    }
  },
);

test('a faulty form of incidents and exemptions tells what is wrong to everyone', async () => {
  const page = await dinasPage('nb');
  await page.goto(`${served.base}/exemptions`);
  await follow(page, page.locator('main form button').first());
  await page.locator('#error-summary-heading').waitFor();
  expect(await faultsAtAllWidths(page)).toEqual([]);
  await page.goto(`${served.base}/incidents`);
  await page.locator('main input[name="address"]').first().fill('ingen adresse');
  await page.locator('main input[name="address"]').first().press('Enter');
  await page.locator('#error-summary-heading').waitFor();
  expect(await faultsAtAllWidths(page)).toEqual([]);
});

test('the plan is changed: seen first, then published', async () => {
  const page = await dinasPage('nb');
  await page.goto(`${served.base}/plans`);
  await follow(page, page.getByRole('link', { name: 'Endre planen' }));
  await page.getByLabel('Dag i måneden').fill('99');
  await follow(page, page.getByRole('button', { name: 'Se hva som endres' }));
  await page.locator('#error-summary-heading:focus').waitFor();
  expect(await faultsAtAllWidths(page)).toEqual([]);
  await page.getByRole('link', { name: 'Skriv et helt tall fra 1 til 28.' }).click();
  await page.locator('#deadlineDay:focus').waitFor();
  await page.keyboard.type('15');
  await page.getByLabel('Dag i måneden').fill('15');
  await follow(page, page.getByRole('button', { name: 'Se hva som endres' }));
  await page.getByRole('heading', { name: 'Dette endres' }).waitFor();
  expect(await faultsAtAllWidths(page)).toEqual([]);
  await follow(page, page.getByRole('button', { name: 'Publiser versjon 2' }));
  await page.getByText('Versjon 2 er publisert og gjelder fra november 2026.').waitFor();
  expect(await faultsAtAllWidths(page)).toEqual([]);
});

test('mail is paused, a kind switched off, a test sent, and mail released', async () => {
  const page = await dinasPage('nb');
  await page.goto(`${served.base}/notices`);
  await page.getByText('Stans e-posten').first().click();
  await follow(page, page.getByRole('button', { name: 'Stans e-posten' }));
  expect(await faultsAtAllWidths(page)).toEqual([]);
  await page.getByLabel('Hvorfor skal e-posten stanses?').fill('Feil i adressene');
  await follow(page, page.getByRole('button', { name: 'Stans e-posten' }));
  await page.getByText('Feil i adressene').waitFor();
  await page.getByText('Slå av en type e-post').click();
  await page.getByLabel('Type', { exact: true }).selectOption('reminder-1');
  await page.getByLabel('Hvorfor skal det slås av?').fill('Nye adresser kommer');
  await follow(page, page.getByRole('button', { name: 'Slå av', exact: true }));
  await page.getByText('«Nye adresser kommer»').waitFor();
  expect(await faultsAtAllWidths(page)).toEqual([]);
  await follow(page, page.getByRole('button', { name: 'Send meg en prøve' }));
  await page.getByText('Forsøket er gjort.').waitFor();
  expect(await faultsAtAllWidths(page)).toEqual([]);
  await page.goto(`${served.base}/notices`);
  await follow(page, page.getByRole('button', { name: 'Slå på påminnelse 1' }));
  await follow(page, page.getByRole('button', { name: 'Slipp e-posten løs' }));
  await page.getByText('E-posten er sluppet løs.').waitFor();
  expect(mailPause(served.world.context)).toBeNull();
});
