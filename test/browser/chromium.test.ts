// The browser itself: it starts on this machine, without the network, and has letters to write Norwegian with.
import { describe, expect, test } from '@jest/globals';
import { browserOfFile } from './served.ts';

const browser = browserOfFile();

describe('the browser of the tests', () => {
  test('shows Norwegian letters with a width of their own', async () => {
    const page = await browser().newPage();
    await page.goto(
      `data:text/html;charset=utf-8,${encodeURIComponent('<span>Blåbærsyltetøy på Ærøy</span><br><i>i</i><b>WWW</b>')}`,
    );
    expect(await page.locator('span').textContent()).toBe('Blåbærsyltetøy på Ærøy');
    const width = (selector: string) =>
      page.locator(selector).evaluate((element) => element.getBoundingClientRect().width);
    expect(await width('span')).toBeGreaterThan(100);
    expect(await width('b')).toBeGreaterThan(3 * (await width('i')));
  });

  test('can follow a link and fill in a field', async () => {
    const page = await browser().newPage();
    await page.setContent('<label for="n">Antall</label><input id="n"><a href="#there">dit</a>');
    await page.getByLabel('Antall').fill('12');
    await page.getByRole('link', { name: 'dit' }).click();
    expect(page.url()).toContain('#there');
    expect(await page.getByLabel('Antall').inputValue()).toBe('12');
  });
});
