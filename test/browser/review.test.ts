// A review in a real browser, from the governor's form to the conclusion: by keyboard alone where it counts, nothing axe can
// find, nothing wider than a phone, in both languages.

import { afterAll, beforeAll, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { makeWorld } from '../world.ts';
import { expectSound } from './axe.ts';
import { browserOfFile, follow, serve, type Served } from './served.ts';

const browser = browserOfFile();
let served: Served;

beforeAll(() => {
  const world = makeWorld();
  world.open('2026-10');
  served = serve(browser(), world);
});
afterAll(() => served.close());

function open(name: 'guri' | 'sigrid' | 'dina', language: 'nb' | 'nn'): Promise<Page> {
  return served.open(name, { bypassCSP: true }, language);
}

function sound(page: Page, path?: string): Promise<void> {
  return expectSound(page, path && served.base + path);
}

/** Tab to the next question, an arrow to the answer; the first has the focus already after the first decision. */
async function answer(page: Page, isFirst: boolean): Promise<void> {
  const first = page.locator('#recruitment-0');
  if (isFirst) await first.focus();
  await first.and(page.locator(':focus')).waitFor();
  for (let question = 0; question < 9; question++) {
    if (question > 0) await page.keyboard.press('Tab');
    await page.keyboard.press(question % 2 === 0 ? 'Space' : 'ArrowDown');
  }
  await page.keyboard.press('Enter');
}

test('Guri starts a review, Sigrid goes through two decisions by keyboard, and Guri closes it', async () => {
  const guri = await open('guri', 'nb');
  await sound(guri, '/reviews');
  await follow(guri, guri.getByRole('link', { name: 'Start en vedtaksgjennomgang' }));
  await sound(guri);
  await follow(guri, guri.getByRole('button', { name: 'Start gjennomgangen' }));
  await guri.getByRole('link', { name: 'Tittel: Skriv en tittel.' }).waitFor();
  await sound(guri);
  await guri.getByLabel('Tittel').fill('Vedtak fra 2025');
  for (const office of ['Nav Alver, Alver', 'Nav Askøy, Askøy', 'Nav Voss, Voss'])
    await guri.getByLabel(office).check();
  await follow(guri, guri.getByRole('button', { name: 'Start gjennomgangen' }));
  await guri.waitForURL('**/reviews/1');
  await sound(guri);

  const sigrid = await open('sigrid', 'nn');
  await sigrid.goto(`${served.base}/reports`);
  await follow(sigrid, sigrid.getByRole('link', { name: 'Vedtaksgjennomgang' }));
  await follow(sigrid, sigrid.getByRole('link', { name: 'Vedtak fra 2025' }));
  await sound(sigrid);
  await follow(sigrid, sigrid.getByRole('link', { name: 'Registrer vedtak' }));
  await follow(sigrid, sigrid.getByRole('button', { name: 'Lagre og gå til neste vedtak' }));
  await sigrid.getByRole('link', { name: 'Rekruttering: Vel eit svar.' }).waitFor();
  await sound(sigrid);
  for (const number of [1, 2]) {
    await answer(sigrid, number === 1);
    await sigrid.getByText(`Vedtak nr. ${number} er lagra.`).waitFor();
  }
  await sound(sigrid);
  await follow(sigrid, sigrid.getByRole('link', { name: 'Sjå vedtaka' }));
  await sigrid.getByText('Vedtak nr. 2').click();
  await follow(sigrid, sigrid.getByRole('button', { name: 'Ta ut vedtaket' }));
  await sigrid.getByRole('link', { name: 'Kvifor? Vel ein grunn.' }).waitFor();
  await sound(sigrid);
  await sigrid.getByRole('radio', { name: 'Feil svar' }).check();
  await follow(sigrid, sigrid.getByRole('button', { name: 'Ta ut vedtaket' }));
  await sigrid.getByText('Vedtak nr. 2 (teke ut)').waitFor();
  await sound(sigrid);
  await sound(sigrid, '/reviews/1');

  await sound(guri, '/reviews/1');
  await guri.locator('summary', { hasText: 'Individuell plan' }).click();
  await guri.getByText('Avslutt gjennomgangen').click();
  await sound(guri);
  await guri.getByLabel('Konklusjon').fill('Kontorene skriver gode vedtak.');
  await follow(guri, guri.getByRole('button', { name: 'Avslutt og vis konklusjonen' }));
  await guri.getByRole('heading', { name: 'Konklusjon' }).waitFor();
  await sound(guri);
  await sound(await open('dina', 'nn'), '/reviews');
});
