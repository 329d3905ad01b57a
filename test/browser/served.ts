// What the browser tests share: one browser for a file of tests, and a world that is served to it.

import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from '@jest/globals';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { sessionOf } from '../web/visit.ts';
import type { Name, World } from '../world.ts';
import { launchChromium } from './chromium.ts';

export type Language = 'nb' | 'nn';

export type Served = {
  world: World;
  base: string;
  /** A browser in which somebody is signed in: one of the people of the world by name, or anybody by mail address. */
  open: (name: string, options?: BrowserContextOptions, language?: Language) => Promise<Page>;
  close: () => Promise<void>;
};

/** Starts a browser before the tests of the file and closes it after them; gives a way to it, for when they run. */
export function browserOfFile(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  return () => {
    if (!browser) throw new Error('The browser starts with the first test');
    return browser;
  };
}

/** Serves the pages of the world; `close` closes the world too. */
export function serve(browser: Browser, world: World, app = world.app()): Served {
  const server = app.listen(0);
  const base = `http://localhost:${(server.address() as AddressInfo).port}`;
  const pages: Page[] = [];
  return {
    ...{ world, base },
    open: async (name, options = {}, language = 'nb') => {
      const page = await (await browser.newContext(options)).newPage();
      page.setDefaultTimeout(60_000);
      pages.push(page);
      const email = name in world.people ? world.people[name as Name].email : name;
      await page.context().addCookies([{ ...sessionOf(world, email), url: base, httpOnly: true, sameSite: 'Lax' }]);
      await page.context().request.get(`${base}/privacy?lang=${language}`);
      return page;
    },
    close: async () => {
      for (const page of pages) await page.context().close();
      server.close();
      server.closeAllConnections();
      world.close();
    },
  };
}

/** Clicks on what leads to another page, and waits until that page is there: it may have the address of this one. */
export async function follow(page: Page, link: Locator): Promise<void> {
  const arrived = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
  await Promise.all([arrived, link.click()]);
  await page.waitForLoadState();
}
