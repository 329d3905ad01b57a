// Signing in at an identity provider on another site in a real browser, which minds the content security policy and whose
// cookies may cross: with and without scripts, by keyboard, and read by a checker of accessibility.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startProvider, type TestProvider } from '../web/provider.ts';
import { makeWorld, type World } from '../world.ts';
import { axeFaults } from './axe.ts';
import { browserOfFile } from './served.ts';

const browser = browserOfFile();
let provider: TestProvider;
let world: World;
let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer().listen(0);
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
  const accounts = { alice: { email: 'alice@example.org' }, nobody: { email: 'nobody@example.org' } };
  provider = await startProvider(accounts, { host: '127.0.0.1', service: base });
  world = makeWorld({ env: { ...provider.env, BASE_URL: base } });
  server.on('request', world.app());
});
afterAll(async () => {
  server?.close();
  server?.closeAllConnections();
  await provider?.close();
  world?.close();
});

test.each([true, false])('the work account leads in and back to the page asked for, scripts %p', async (scripts) => {
  const page = await (await browser().newContext({ javaScriptEnabled: scripts })).newPage();
  await page.goto(`${base}/reports?period=2026-10`);
  await page.getByRole('link', { name: 'Logg inn med jobbkontoen' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`${provider.issuer}/**`);
  await page.locator('[name=login]').fill('alice');
  await page.locator('[name=password]').fill('any');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${base}/reports?period=2026-10`);
  expect(await page.getByText('Alice Aas').isVisible()).toBe(true);
  await page.context().close();
});

test('the sign-in page and the refusal can be read by everybody, on a phone too', async () => {
  const page = await (await browser().newContext({ viewport: { width: 320, height: 640 } })).newPage();
  const faults = async () => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    return [width, await axeFaults(page)];
  };
  await page.goto(`${base}/sign-in`);
  expect(await faults()).toEqual([320, []]);
  await page.getByRole('link', { name: 'Logg inn med jobbkontoen' }).click();
  await page.locator('[name=login]').fill('nobody');
  await page.locator('[name=password]').fill('any');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Du har ikke tilgang ennå' }).waitFor();
  expect(await page.getByText('Adressen nobody@example.org er ikke registrert her.').isVisible()).toBe(true);
  expect(await faults()).toEqual([320, []]);
  await page.context().close();
});
