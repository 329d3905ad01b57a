// The KOSTRA check as each role sees it, and what becomes of a file: an answer, and nothing else.

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { deliver } from '../../src/actions/deliver.ts';
import { kostraLine } from '../kostra-file.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from '../world.ts';
import { visit, visitAs } from './visit.ts';

let world: World;
beforeEach(() => {
  world = makeWorld({ now: '2027-01-07T09:00:00.000Z' });
});
afterEach(() => world.close());

/** A year in Halden: four participants on 1 January, one more in March; a woman completed in October and got work. */
function reportYear(): void {
  for (let month = 1; month <= 12; month += 1) {
    const period = `2026-${String(month).padStart(2, '0')}`;
    world.open(period);
    const started = month === 3 ? 1 : 0;
    const completed = month === 10 ? 1 : 0;
    const start = month <= 3 ? 4 : month <= 10 ? 5 : 4;
    const changes = { participants_end: start + started - completed, started, ended_completed: completed };
    const answers = quietMonth(start, { ...changes, outcome_work: completed });
    const input = { answers: typed(answers), reasons: { W3: 'x', W8: 'x' }, comment: '' };
    const order = { unit: '0101-3101', period, input, key: null, ifMatch: null, channel: 'page' as const };
    expect(deliver(world.context, actorOf(world.people.dina), order).kind).toBe('delivered');
  }
}

const file = (...lines: Record<string, string>[]) => lines.map((line) => kostraLine(2026, line)).join('\r\n');
const agreeing = () =>
  file({ KJONN: '2' }, {}, {}, { STATUS: '3', AVSL_ORDINAERTARB: '01' }, { BEGYNT_DATO: '2026-03-09' });

async function page(name: Name, path: string) {
  return (await visitAs(world, world.app(), name)).get(path);
}

async function upload(name: Name, content: string | Buffer, year = '2026') {
  const browser = await visitAs(world, world.app(), name);
  return browser.post('/kostra').field('year', year).attach('file', Buffer.from(content), '11CF.dat');
}

describe('the KOSTRA check', () => {
  test('tells a municipality before the deadline what its file should hold', async () => {
    reportYear();
    const { status, text } = await page('mona', '/kostra?year=2026');
    expect(status).toBe(200);
    expect(text).toContain('KOSTRA-kontroll for Halden');
    expect(text).toContain('Filen for 2026 skal være hos SSB senest 15. januar 2027.');
    expect(text).toContain('Rapporten for desember har frist 11. januar 2027.');
    expect(text).toMatch(/Deltakere i løpet av året<\/th>\s*<td[^>]*>5<\/td>\s*<td[^>]*>12 av 12/);
    expect(text).toMatch(/Deltakere 31. desember<\/th>\s*<td[^>]*>4</);
  });

  test('takes the deadline from the setting', async () => {
    world.close();
    world = makeWorld({ now: '2027-01-07T09:00:00.000Z', env: { KOSTRA_DEADLINE: '02-01' } });
    world.open('2026-12');
    expect((await page('mona', '/kostra?year=2026')).text).toContain('senest 1. februar 2027');
    expect(() => makeWorld({ env: { KOSTRA_DEADLINE: '02-30' } })).toThrow('KOSTRA_DEADLINE');
  });

  test('shows each role its own municipalities, and answers that there is nothing for others’', async () => {
    reportYear();
    const seen = async (name: Name) => {
      const { text, status } = await page(name, '/kostra?year=2026');
      expect(status).toBe(200);
      return ['Halden', 'Bergen', 'Oslo'].filter((place) => new RegExp(`>${place}<|for ${place}<`).test(text));
    };
    expect(await seen('dina')).toEqual(['Halden', 'Bergen', 'Oslo']);
    expect(await seen('guri')).toEqual(['Bergen']);
    for (const name of ['mona', 'alice', 'lars'] as const) expect(await seen(name)).toEqual(['Halden']);
    expect(await seen('sigrid')).toEqual([]);
    expect(await seen('olav')).toEqual(['Oslo']);
    const status = async (name: Name, path: string) => (await page(name, path)).status;
    expect(await status('guri', '/kostra/3101?year=2026')).toBe(404);
    expect(await status('olav', '/kostra/3101?year=2026')).toBe(404);
    expect(await status('mona', '/kostra/4601?year=2026')).toBe(404);
    expect(await status('guri', '/kostra/4601?year=2026')).toBe(200);
    expect(await status('dina', '/kostra/%20')).toBe(404);
    expect((await visit(world.app()).get('/kostra')).headers.location).toBe('/sign-in');
    expect((await visit(world.app()).post('/kostra').attach('file', Buffer.from('x'), 'x')).headers.location).toBe(
      '/sign-in',
    );
  });

  test('takes an unknown year for the latest', async () => {
    for (const year of ['x', '2099', '20261', '']) {
      expect((await page('mona', `/kostra?year=${year}`)).text).toContain('Filen for 2026');
    }
  });

  test('says it in nynorsk', async () => {
    reportYear();
    expect((await page('mona', '/kostra?lang=nn')).text).toContain('Deltakarar i løpet av året');
  });
});

describe('a file', () => {
  test('that agrees has no difference', async () => {
    reportYear();
    const { status, text } = await upload('mona', agreeing());
    expect(status).toBe(200);
    expect(text).toContain('Filen har 5 linjer.');
    expect(text).toMatch(/Nye deltakere<\/th>[\s\S]{0,1200}Likt/);
    expect(text).not.toMatch(/\d (flere|færre) i filen/);
  });

  test('that lacks a participant and has a wrong outcome is told figure by figure', async () => {
    reportYear();
    const { status, text } = await upload(
      'alice',
      file({ KJONN: '2' }, {}, { STATUS: '3', AVSL_SKOLE: '04' }, { BEGYNT_DATO: '2026-03-09' }),
    );
    expect(status).toBe(200);
    expect(text).toMatch(/Deltakere i løpet av året<\/th>[\s\S]{0,1200}1 færre i filen/);
    expect(text).toMatch(/skole eller utdanning<\/th>[\s\S]{0,1200}1 flere i filen/);
  });

  test('with faults is told by line and field, without a word of what stands there', async () => {
    reportYear();
    const secret = '31129956715';
    const { status, text } = await upload('mona', file({ PERSON_FODSELSNR: secret, STATUS: '9' }, {}));
    expect(status).toBe(422);
    expect(text).toContain('Linje 1, STATUS: koden finnes ikke');
    expect(text).toContain('Linjer med feil er ikke talt med.');
    expect(text).not.toContain(secret);
  });

  test('shows a person nothing but the count of lines about other municipalities', async () => {
    reportYear();
    const both = file({ KOMMUNE_NR: '4601' }, {}, { KOMMUNE_NR: '4601' });
    const own = await upload('mona', both);
    expect(own.text).toContain('2 linjer gjelder kommuner du ikke kan se');
    expect(own.text).not.toContain('Bergen');
    const foreign = await upload('olav', both);
    expect([foreign.status, foreign.text.includes('Halden')]).toEqual([422, false]);
    const all = (await upload('dina', both)).text;
    expect(all).toContain('Bergen');
    expect(all).toContain('Halden');
  });

  test('that is none, too large, no text, of another year or not a form is refused', async () => {
    reportYear();
    const answer = async (content: string | Buffer, year?: string) => {
      const { status, text } = await upload('mona', content, year);
      expect(status).toBe(422);
      return text;
    };
    expect(await answer('')).toContain('Velg en fil');
    expect(await answer('x'.repeat(4_000_001))).toContain('Filen er for stor');
    expect(await answer('x'.repeat(6_000_000))).toContain('Filen er for stor');
    expect(await answer(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toContain('Filen er ikke en tekstfil.');
    expect(await answer(kostraLine(2025))).toContain('linjen gjelder et annet år');
    expect(await answer(Buffer.from('%PDF-1.7 æøå', 'latin1'))).toContain('Linje 1: linjen er for kort');
    expect(await answer('<script>alert(1)</script>\n'.repeat(2000))).toContain('så mange feil');
    const browser = await visitAs(world, world.app(), 'mona');
    expect((await browser.post('/kostra').type('form').send({ year: '2026' })).status).toBe(415);
    const foreign = browser.post('/kostra').set('Origin', 'https://elsewhere.example');
    expect((await foreign.attach('file', Buffer.from('x'), 'x')).status).toBe(403);
  });

  test('leaves nothing behind in the database', async () => {
    reportYear();
    const secret = '31129956715';
    await upload('mona', file({ PERSON_FODSELSNR: secret }, { PERSON_FODSELSNR: secret, STATUS: '9' }));
    const copy = `${world.context.config.databaseFile}.copy`;
    await world.context.store.backup.copyTo(copy);
    expect(readFileSync(copy).includes(secret)).toBe(false);
  });
});
