// The pages of targets, as each role sees them.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { deliver } from '../../src/actions/deliver.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from '../world.ts';
import { visitAs } from './visit.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

const put = (municipality: string, expectedParticipants: number, validFrom = '2026-01-01') =>
  world.context.store.target.put(
    { municipality, expectedParticipants, validFrom, source: 'Direktoratet 2025' },
    'command',
    '2026-01-01T08:00:00.000Z',
  );

function report(unit: string, ends: Record<string, number>): void {
  for (const [period, end] of Object.entries(ends)) {
    world.open(period);
    const input = { answers: typed(quietMonth(end)), reasons: { W9: 'x', W10: 'x', W2: 'x', W1: 'x' }, comment: '' };
    const order = { unit, period, input, key: null, ifMatch: null, channel: 'page' as const };
    expect(deliver(world.context, actorOf(world.people.dina), order).kind).toBe('delivered');
  }
}

async function page(name: Name, path: string) {
  const browser = await visitAs(world, world.app(), name);
  return browser.get(path);
}

const note =
  'Måltallet er veiledende og skal brukes med varsomhet. KVP er en rett for dem som fyller vilkårene i sosialtjenesteloven § 29, uavhengig av måltallet.';

describe('the page of targets', () => {
  test('lists the municipalities with a target, those outside the band first, with the fixed sentence', async () => {
    put('3101', 10);
    put('4601', 400);
    report('0101-3101', { '2026-07': 6, '2026-08': 6, '2026-09': 7 });
    const { text, status } = await page('dina', '/targets');
    expect(status).toBe(200);
    expect(text).toContain(note);
    expect(text.indexOf('Halden')).toBeLessThan(text.indexOf('Bergen'));
    expect(text).toMatch(/Halden[\s\S]*Under[\s\S]*7 til 13[\s\S]*6,33[\s\S]*3 av 12/);
  });

  test('names the latest month as today, also when an earlier one is shown', async () => {
    put('3101', 10);
    report('0101-3101', { '2026-08': 6, '2026-09': 7 });
    const { text } = await page('dina', '/targets?period=2026-08');
    expect(text).toContain('I dag (til og med oktober 2026)');
    expect(text).toContain('tolv måneder til og med august 2026');
  });

  test('shows a municipality its own, with the months, the band and the source; a missing month as missing', async () => {
    put('3101', 10);
    report('0101-3101', { '2026-07': 6, '2026-09': 7 });
    world.open('2026-08');
    const { text, status } = await page('mona', '/targets/3101');
    expect(status).toBe(200);
    expect(text).toContain(note);
    expect(text).toContain('Direktoratet 2025');
    expect(text).toMatch(/august 2026<\/th>[\s\S]{0,200}Mangler/);
    expect(text).toContain('class="plot__band"');
    expect(text).toContain('Færre enn tre måneder teller ennå.');
    // Two months, and the same mark beside the name of the line.
    expect(text.match(/<circle /g) ?? []).toHaveLength(3);
  });

  test('leads whoever has one municipality to it', async () => {
    const answer = await page('mona', '/targets');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/targets/3101']);
  });

  test('gives others’ municipalities the answer that there is nothing', async () => {
    const status = async (name: Name, path: string) => (await page(name, path)).status;
    expect(await status('mona', '/targets/4601')).toBe(404);
    expect(await status('guri', '/targets/3101')).toBe(404);
    expect(await status('guri', '/targets/4601')).toBe(200);
    expect(await status('olav', '/targets/3101')).toBe(404);
    expect(await status('alice', '/targets/3101')).toBe(200);
    expect(await status('guri', '/targets/upload')).toBe(404);
    expect(await status('dina', '/targets/%20')).toBe(404);
  });

  test('says everything in nynorsk too', async () => {
    put('4601', 400);
    const { text } = await page('guri', '/targets/4601?lang=nn');
    expect(text).toContain(
      'Måltalet er rettleiande og skal nyttast med varsemd. KVP er ein rett for dei som fyller vilkåra i sosialtenestelova § 29, uavhengig av måltalet.',
    );
    expect(text).toContain('400 deltakarar per månad, pluss/minus 30 %');
  });
});

describe('the upload of targets', () => {
  const heading = 'municipality_number,expected_participants,valid_from,source\n';
  async function upload(name: Name, content: string | Buffer) {
    const browser = await visitAs(world, world.app(), name);
    return browser.post('/targets/upload').attach('file', Buffer.from(content), 'maltall.csv');
  }

  test('takes a file of the directorate', async () => {
    const answer = await upload(
      'dina',
      `${heading}3101,"5,9",2026-01-01,Direktoratet\n4601,400,2026-01-01,Direktoratet\n`,
    );
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Filen hadde 2 måltall. 2 av dem er nye eller endret.');
    expect(world.context.store.target.all()).toHaveLength(2);
  });

  test('stores nothing of a file with a fault, and says on which line it is', async () => {
    const answer = await upload('dina', `${heading}3101,5.9,2026-01-01,Direktoratet\n9999,5,2026-01-01,Direktoratet\n`);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Linje 3: municipality_number er ikke et kommunenummer.');
    expect(world.context.store.target.all()).toEqual([]);
  });

  test('refuses what is no text, no file, or too large', async () => {
    expect((await upload('dina', Buffer.from([0xff, 0xfe, 0, 1]))).text).toContain(
      'Filen er ikke en tekstfil i UTF-8.',
    );
    expect((await upload('dina', '')).text).toContain('Velg en fil');
    const large = await upload('dina', heading + 'x'.repeat(1_200_000));
    expect([large.status, large.text.includes('Den kan være høyst 1 MB.')]).toEqual([422, true]);
    const browser = await visitAs(world, world.app(), 'dina');
    expect((await browser.post('/targets/upload').type('json').send({})).status).toBe(415);
    const broken = browser.post('/targets/upload').set('Content-Type', 'multipart/form-data; boundary=x');
    expect((await broken.send('nothing of the kind')).status).toBe(400);
  });

  test('is the directorate’s alone, and not for other sites', async () => {
    expect((await upload('guri', heading)).status).toBe(404);
    expect((await upload('mona', heading)).status).toBe(404);
    const browser = await visitAs(world, world.app(), 'dina');
    const foreign = browser
      .post('/targets/upload')
      .set('Origin', 'https://elsewhere.example')
      .attach('file', Buffer.from(heading), 'x.csv');
    expect((await foreign).status).toBe(403);
  });
});
