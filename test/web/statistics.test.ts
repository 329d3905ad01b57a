// The public page of statistics, and the directorate's page of extracts, as a browser without scripts sees them.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { makeWorld, type Name, type World } from '../world.ts';
import { visit, visitAs } from './visit.ts';

let world: World;
let app: Express;
beforeAll(() => {
  world = makeWorld({ env: { DEMO: '1' } });
  app = world.app();
});
afterAll(() => world.close());

async function page(path: string, name?: Name) {
  const browser = name ? await visitAs(world, app, name) : visit(app);
  return browser.get(path);
}

describe('the page of statistics', () => {
  test('is open to anyone, and says that the figures of the demo are synthetic', async () => {
    const answer = await page('/statistics');
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Syntetiske data.');
    expect(answer.text).toContain('Tall for august 2026');
    expect(answer.text).toMatch(/37\d av 379 er med/);
  });

  test('shows the nation and every county, and hides small figures with a sign that is read out', async () => {
    const { text } = await page('/statistics?period=2026-07');
    const { text: other } = await page('/statistics?period=2026-07&section=D');
    for (const county of ['Hele landet', 'Oslo', 'Vestland', 'Finnmark']) expect(text).toContain(county);
    expect(other).toContain(
      '<span aria-hidden="true">:</span><span class="aksel-sr-only">skjult av personvernhensyn</span>',
    );
  });

  test('draws the participants of the nation, and has the same figures in a table', async () => {
    const { text } = await page('/statistics');
    expect(text).toMatch(/<path class="plot__line" d="M[\d.,LM]+"\/>/);
    expect(text).toContain('Linje over antall deltakere fra oktober 2024');
    expect(text).not.toMatch(/ style=/);
  });

  test('explains the method with the threshold, in both languages', async () => {
    expect((await page('/statistics')).text).toContain('Tall fra 1 til 4 er skjult, og null er vist.');
    const nynorsk = await page('/statistics?lang=nn');
    expect(nynorsk.text).toContain('Tal frå 1 til 4 er skjulte, og null er vist.');
    expect(nynorsk.text).toContain('Deltakarar ved utgangen av månaden');
  });

  test('shows the counties of SSB for 2011 with the 13 that are missing in them, not mended', async () => {
    const text = (await page('/statistics')).text.replaceAll('\u00a0', ' ');
    for (const figure of ['10 858', '10 845', '2 038', '8 784']) expect(text).toContain(figure);
    expect(text).toContain('Fylkene er til sammen 13 færre enn tallet som er publisert for landet.');
    expect(text).toContain('https://ssb.no/a/en/static/kvalstonad_en/tab-2012-11-08-02-en.html');
  });

  test('takes the latest month when another is asked for that is not published', async () => {
    for (const period of ['2026-10', '1999-01', '<script>']) {
      const answer = await page(`/statistics?period=${encodeURIComponent(period)}`);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('Tall for august 2026');
    }
  });

  test('says so when nothing is published yet', async () => {
    const empty = makeWorld();
    const answer = await visit(empty.app()).get('/statistics');
    expect(answer.text).toContain('Ingen måned er publisert ennå.');
    empty.close();
  });
});

describe('the page of extracts', () => {
  test('is the directorate\u2019s alone', async () => {
    for (const name of ['alice', 'lars', 'guri', 'mona', 'olav'] as const) {
      for (const path of ['/extracts', '/extracts/2026-08']) expect((await page(path, name)).status).toBe(404);
      const browser = await visitAs(world, app, name);
      const order = { state: 'provisional', after: '0', confirm: 'on', reason: '' };
      expect((await browser.post('/extracts/2026-09').type('form').send(order)).status).toBe(404);
    }
    expect((await page('/extracts')).headers.location).toBe('/sign-in');
    expect(world.context.store.extract.all().some(({ period }) => period === '2026-09')).toBe(false);
  });

  test('lists every month with its newest extract', async () => {
    const { text } = await page('/extracts', 'dina');
    expect(text).toContain('href="/extracts/2026-10"');
    expect(text).toContain('Ikke frosset');
    expect(text).toContain('Endelig');
  });

  test('freezes nothing before it is confirmed, and keeps what was typed', async () => {
    const dina = await visitAs(world, app, 'dina');
    const answer = await dina
      .post('/extracts/2026-09')
      .type('form')
      .send({ state: 'provisional', after: '0', reason: 'Foreløpige tall' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Kryss av for at du forstår at uttrekket ikke kan endres.');
    expect(answer.text).toContain('Foreløpige tall');
    expect(world.context.store.extract.all().some(({ period }) => period === '2026-09')).toBe(false);
  });

  test('freezes a month, once, and the month is public after that', async () => {
    const dina = await visitAs(world, app, 'dina');
    const order = { state: 'provisional', after: '0', confirm: 'on', reason: '' };
    const answer = await dina.post('/extracts/2026-09').type('form').send(order);
    expect(answer.headers.location).toBe('/extracts/2026-09?done=1');
    expect((await dina.get('/extracts/2026-09?done=1')).text).toContain('Uttrekk nummer 1 er tatt.');
    const again = await dina.post('/extracts/2026-09').type('form').send(order);
    expect(again.status).toBe(422);
    expect(again.text).toContain('Noen andre har tatt et uttrekk imens.');
    expect((await page('/statistics')).text).toContain('Tall for september 2026');
  });

  test('offers no extract before the deadline has passed', async () => {
    const { text } = await page('/extracts/2026-10', 'dina');
    expect(text).toContain('Måneden kan ikke fryses nå.');
    const dina = await visitAs(world, app, 'dina');
    const order = { state: 'provisional', after: '0', confirm: 'on', reason: '' };
    expect((await dina.post('/extracts/2026-10').type('form').send(order)).text).toContain('Fristen har ikke gått ut.');
  });

  test('finds nothing for a month that is not there', async () => {
    for (const path of ['/extracts/2031-01', '/extracts/nothing']) expect((await page(path, 'dina')).status).toBe(404);
  });
});
