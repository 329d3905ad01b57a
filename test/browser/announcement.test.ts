// Announcements, many letters in one go and the monthly list in a real browser: nothing axe can find, nothing wider than
// a phone, in both languages.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openFollowUp } from '../../src/actions/open-follow-up.ts';
import { actorOf, makeWorld } from '../world.ts';
import { expectSound } from './axe.ts';
import { browserOfFile, follow, serve, type Served } from './served.ts';

const browser = browserOfFile();
let served: Served;

beforeAll(() => {
  const world = makeWorld({ now: '2026-10-20T09:00:00.000Z' });
  world.open('2026-09');
  const guri = actorOf(world.people.guri);
  const own = world.context.store.unit.on('2026-10-20').filter(({ governor }) => governor === 'FMVL');
  for (const { id: unit } of own.slice(0, 2))
    openFollowUp(world.context, guri, { unit, cause: 'other', text: 'Grunn' });
  served = serve(browser(), world);
});
afterAll(() => served.close());

function open(name: 'guri' | 'sigrid' | 'dina', language: 'nb' | 'nn'): Promise<Page> {
  return served.open(name, { bypassCSP: true }, language);
}

function sound(page: Page, path?: string): Promise<void> {
  return expectSound(page, path && served.base + path);
}

test('Guri calls to a gathering, and Sigrid signs up from the top of her reports', async () => {
  const guri = await open('guri', 'nb');
  await sound(guri, '/announcements');
  await follow(guri, guri.getByRole('link', { name: 'Skriv en kunngjøring' }));
  await guri.waitForURL('**/announcements/write');
  await sound(guri);
  await guri.getByRole('radio', { name: 'Samling' }).check();
  await guri.locator('#subjectNn').fill('Nettverkssamling');
  await guri.locator('#bodyNn').fill('Velkomen til Bergen.');
  await follow(guri, guri.getByRole('button', { name: 'Se over' }));
  await sound(guri);
  for (const [id, text] of Object.entries({ day: '26.11.2026', from: '9', to: '14.30', place: 'Bergen' }))
    await guri.locator(`#${id}`).fill(text);
  await follow(guri, guri.getByRole('button', { name: 'Se over' }));
  await sound(guri);
  await follow(guri, guri.getByRole('button', { name: 'Publiser og send' }));
  await guri.waitForURL('**/announcements/1?*');
  await sound(guri);

  const sigrid = await open('sigrid', 'nn');
  await sound(sigrid, '/reports');
  await follow(sigrid, sigrid.getByRole('link', { name: 'Nettverkssamling' }));
  await follow(sigrid, sigrid.getByRole('button', { name: 'Meld meg på' }));
  await sound(sigrid);
  expect(await sigrid.getByText('Du er påmeld.').isVisible()).toBe(true);
  await sound(guri, '/announcements/1');
  expect(await guri.getByRole('rowheader', { name: 'Sigrid Sæle' }).isVisible()).toBe(true);
});

test('Guri starts two letters in one go and follows them to the end', async () => {
  const guri = await open('guri', 'nb');
  await sound(guri, '/follow-ups');
  await follow(guri, guri.getByRole('link', { name: 'Skriv mange brev på én gang' }));
  await guri.waitForURL('**/follow-ups/letters');
  await sound(guri);
  await follow(guri, guri.getByRole('button', { name: 'Lag utkastene' }));
  await guri.getByRole('heading', { name: 'Brevene er laget' }).waitFor();
  await sound(guri);
  expect(await guri.getByRole('listitem').filter({ hasText: 'Nav' }).count()).toBe(2);
});

test('the monthly list is read by Guri and by Dina', async () => {
  for (const [name, language] of [
    ['guri', 'nn'],
    ['dina', 'nb'],
  ] as const)
    await sound(await open(name, language), '/follow-ups/month');
});
