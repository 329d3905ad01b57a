// A governor's follow-up in a real browser, from the list to the letter, the municipality's answer, the reply and the
// closing: Radøy in nynorsk and Eigersund in bokmål; each page without faults that axe can find, and without sideways
// scrolling on a narrow screen.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { tick } from '../../src/actions/chase.ts';
import { docxText } from '../docx-text.ts';
import { closingOfEigersund, eigersund, makeEigersund, requestOfEigersund } from '../eigersund.ts';
import { closingOfRadøy, makeRadøy, pdf, radøy, reportOf, requestOfRadøy } from '../radoy.ts';
import type { World } from '../world.ts';
import { axeFaults, faultsAtAllWidths } from './axe.ts';
import { browserOfFile, follow, serve, type Served } from './served.ts';

const browser = browserOfFile();

/** What is read and pressed on the pages, as somebody who writes the language well would have put it. */
const stories = [
  {
    language: 'nn',
    ...{ place: 'Radøy', make: makeRadøy, unit: radøy, isNeutral: true },
    ...{ adviser: 'guri@example.org', municipality: 'radoy@example.org', phone: '57 64 30 00' },
    ...{ request: requestOfRadøy, closing: closingOfRadøy, office: 'NAV Radøy, Radøy', secondTitle: 'seniorrådgivar' },
    words: {
      suggestion: 'Radøy: gjennomsnitt 2,5, måltal 5,9',
      heading: 'Oppfølging av NAV Radøy, Radøy',
      causes: 'Rapportar manglar, Under måltalet',
      write: 'Skriv til kommunen og be om ei utgreiing.',
      start: 'Skriv brev',
      finish: 'Ferdigstill brevet',
      missing: 'Vår referanse: Fyll ut feltet.',
      finished: 'Brevet er ferdigstilt.',
      word: 'Last ned som Word-fil',
      letter: 'Brev som ber om utgreiing av 26.04.2019',
      answer: 'Send svaret',
      answered: 'Svaret er sendt til statsforvaltaren.',
      reply: 'Kommunen har svart. Les svaret, og svar tilbake.',
      close: 'Skriv svar og avslutt',
      closed: 'Saka er avslutta.',
    },
  },
  {
    language: 'nb',
    ...{ place: 'Eigersund', make: makeEigersund, unit: eigersund, isNeutral: false },
    ...{ adviser: 'rita@example.org', municipality: 'eigersund@example.org', phone: '51 56 87 00' },
    ...{ request: requestOfEigersund, closing: closingOfEigersund, office: 'Nav Dalane, Eigersund' },
    secondTitle: 'seniorrådgiver',
    words: {
      suggestion: 'Eigersund: gjennomsnitt 2,5, måltall 5,9',
      heading: 'Oppfølging av Nav Dalane, Eigersund',
      causes: 'Rapporter mangler, Under måltallet',
      write: 'Skriv til kommunen og be om en redegjørelse.',
      start: 'Skriv brev',
      finish: 'Ferdigstill brevet',
      missing: 'Vår referanse: Fyll ut feltet.',
      finished: 'Brevet er ferdigstilt.',
      word: 'Last ned som Word-fil',
      letter: 'Brev som ber om redegjørelse av 26.04.2019',
      answer: 'Send svaret',
      answered: 'Svaret er sendt til statsforvalteren.',
      reply: 'Kommunen har svart. Les svaret, og svar tilbake.',
      close: 'Skriv svar og avslutt',
      closed: 'Saken er avsluttet.',
    },
  },
] as const;

describe.each(stories)('$place 2019 in the browser, in $language', (story) => {
  const { words: w, language } = story;
  // The same pages: once at both widths, and in the other language at the desk's.
  const faultsOf = language === 'nn' ? faultsAtAllWidths : (page: Page) => axeFaults(page);
  let world: World;
  let served: Served;
  let path = '';

  beforeAll(async () => {
    world = story.make();
    world.setNow('2019-04-17T09:00:00.000Z');
    await tick(world.context, { at: world.context.now(), played: true });
    served = serve(browser(), world);
  });
  afterAll(() => served.close());

  async function signIn(email: string, day: string): Promise<Page> {
    world.setNow(`${day}T09:00:00.000Z`);
    const page = await served.open(email, {}, language);
    await page.goto(`${served.base}/follow-ups`);
    return page;
  }

  const press = (page: Page, name: string) => follow(page, page.getByRole('button', { name, exact: true }));
  const sees = (page: Page, text: string) => page.getByText(text).first().isVisible();

  async function wordText(page: Page): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: w.word }).click(),
    ]);
    return docxText(readFileSync(await download.path()));
  }

  test('the adviser goes from the list to the finished letter of 26.04.2019', async () => {
    const page = await signIn(story.adviser, '2019-04-26');
    expect(await faultsOf(page)).toEqual([]);
    await follow(page, page.getByRole('listitem').filter({ hasText: w.suggestion }).getByRole('button'));
    path = new URL(page.url()).pathname;
    expect(await page.locator('h1').innerText()).toBe(w.heading);
    expect(await sees(page, w.causes)).toBe(true);
    expect(await sees(page, w.write)).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    // A neutral municipality leaves the choice to the governor; one that has chosen does not.
    expect(await page.getByRole('radio', { name: 'Nynorsk' }).count()).toBe(story.isNeutral ? 1 : 0);
    if (story.isNeutral) await page.getByRole('radio', { name: 'Nynorsk' }).check();
    await press(page, w.start);
    expect(await faultsOf(page)).toEqual([]);

    await press(page, w.finish);
    expect(await page.locator('[data-error-summary] a').allInnerTexts()).toContain(w.missing);
    expect(await faultsOf(page)).toEqual([]);
    const fields = {
      ...{ ourRef: '2019/5678', phone: story.phone, attention: 'rådmannen', firstName: 'Inger Indrebø' },
      ...{ firstTitle: 'direktør', secondTitle: story.secondTitle },
    };
    for (const [id, text] of Object.entries(fields)) await page.locator(`#${id}`).fill(text);
    await press(page, w.finish);
    expect(await sees(page, w.finished)).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    expect(await wordText(page)).toBe(story.request);
  });

  test('the municipality reads it, and answers with a PDF on 31.05.2019', async () => {
    const page = await signIn(story.municipality, '2019-05-31');
    expect(await faultsOf(page)).toEqual([]);
    await follow(page, page.getByRole('link', { name: story.office }));
    expect(await faultsOf(page)).toEqual([]);
    await follow(page, page.getByRole('link', { name: w.letter }));
    expect(await page.locator('.letter').innerText()).toContain('v/ rådmannen');
    await page.goBack();
    await page.locator('#reference').fill('19/321');
    await page.locator('#file').setInputFiles({ name: 'svar.pdf', mimeType: 'application/pdf', buffer: pdf });
    await press(page, w.answer);
    expect(await sees(page, w.answered)).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
  });

  test('the adviser replies on 14.06.2019, and that closes it', async () => {
    world.setNow('2019-06-03T09:00:00.000Z');
    reportOf(world, story.unit, '2019-02', 3);
    reportOf(world, story.unit, '2019-03', 4);
    world.open('2019-04');
    reportOf(world, story.unit, '2019-04', 5);
    const page = await signIn(story.adviser, '2019-06-14');
    await page.goto(served.base + path);
    expect(await sees(page, w.reply)).toBe(true);
    if (story.isNeutral) await page.getByRole('radio', { name: 'Nynorsk' }).check();
    await press(page, w.close);
    await press(page, w.finish);
    expect(await wordText(page)).toBe(story.closing);
    await page.goto(served.base + path);
    expect(await sees(page, w.closed)).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
  });

  test('targets, templates, the comparison and the run of letters are without faults too', async () => {
    const page = await signIn(story.adviser, '2019-06-14');
    const urls = [
      ...['/targets?all=1', `/targets/${story.unit.slice(5)}`, '/follow-ups/templates/request', '/overview/offices'],
      ...['/follow-ups/templates', '/follow-ups/letters', '/follow-ups/month'],
    ];
    for (const url of urls) {
      await page.goto(served.base + url);
      expect({ url, faults: await faultsOf(page) }).toEqual({ url, faults: [] });
    }
    const dina = await signIn('dina@example.org', '2019-06-14');
    await dina.goto(`${served.base}/targets/upload`);
    expect(await faultsOf(dina)).toEqual([]);
  });
});
