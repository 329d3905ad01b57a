// The page of a unit's own development: for everyone within whose reach the unit lies, and nobody else.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { publishAnnouncement, withdrawAnnouncement } from '../../src/actions/announcements.ts';
import { deliver } from '../../src/actions/deliver.ts';
import { freeze } from '../../src/actions/freeze.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from '../world.ts';
import { visitAs } from './visit.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

function report(unit: string, period: string, changes: Record<string, number>, end = 12): void {
  world.open(period);
  const input = {
    answers: typed(quietMonth(end, changes)),
    reasons: { W1: 'x', W2: 'x', W9: 'x', W10: 'x', W3: 'x', W7: 'x' },
    comment: '',
  };
  const order = { unit, period, input, key: null, ifMatch: null, channel: 'page' as const };
  expect(deliver(world.context, actorOf(world.people.dina), order).kind).toBe('delivered');
}

const put = (municipality: string, expectedParticipants: number) =>
  world.context.store.target.put(
    { municipality, expectedParticipants, validFrom: '2026-01-01', source: 'Direktoratet 2025' },
    'command',
    '2026-01-01T08:00:00.000Z',
  );

async function page(name: Name, path: string) {
  const browser = await visitAs(world, world.app(), name);
  return browser.get(path);
}

const note = 'Måltallet er veiledende og skal brukes med varsomhet.';

describe('the page of a unit', () => {
  test('is for those within whose reach it lies', async () => {
    const status = async (name: Name, path: string) => (await page(name, path)).status;
    for (const name of ['alice', 'lars', 'mona', 'dina'] as const) {
      expect([name, await status(name, '/units/0101-3101')]).toEqual([name, 200]);
    }
    for (const name of ['sigrid', 'guri', 'olav'] as const) {
      expect([name, await status(name, '/units/0101-3101')]).toEqual([name, 404]);
    }
    // The municipality reads its own, not the other one of the same office.
    expect(await status('mona', '/units/0101-3124')).toBe(404);
    expect(await status('alice', '/units/0101-3124')).toBe(200);
    for (const path of ['/units/9999-9999', '/units/x', '/units/0101-3101%00'])
      expect(await status('dina', path)).toBe(404);
  });

  test('shows participants, starts and ends month by month, a missing month as missing, and the way to each receipt', async () => {
    report('0101-3101', '2026-07', {});
    world.open('2026-08');
    report('0101-3101', '2026-09', {
      started: 2,
      ended_completed: 2,
      outcome_work: 2,
      applications_received: 2,
      applications_granted: 2,
    });
    const { text } = await page('alice', '/units/0101-3101');
    expect(text).toContain('De siste tolv månedene begynte 2 og sluttet 2.');
    expect(text.match(/<circle/g)).not.toBeNull();
    expect(text).toMatch(/august 2026<\/th><td[^>]*>–|august 2026<\/th>\s*<td[^>]*>–/);
    expect(text).toContain('href="/reports/2026-09/0101-3101/submissions/1"');
    expect(text).toMatch(/href="\/reports\/2026-08\/0101-3101">August 2026/);
    expect(text).toMatch(/Ordinært arbeid[\s\S]{0,80}<td class="numeric">2<\/td>/);
    expect(text).not.toContain(note);
  });

  test('draws the band of a municipality with one unit, with the fixed sentence', async () => {
    put('3101', 10);
    report('0101-3101', '2026-07', {});
    const { text } = await page('mona', '/units/0101-3101');
    expect(text).toContain('plot__band');
    expect(text).toContain(note);
    expect(text).toContain('7–13');
    expect(text).toContain('href="/targets/3101"');
  });

  test('draws the band of a target that came after the months had opened, from the day it holds', async () => {
    report('0101-3101', '2025-12', {});
    report('0101-3101', '2026-07', {});
    put('3101', 10);
    const { text } = await page('mona', '/units/0101-3101');
    expect(text).toMatch(/juli 2026<\/th>(?:\s*<td[^>]*>[^<]*<\/td>){2}\s*<td[^>]*>7–13/);
    expect(text).toMatch(/desember 2025<\/th>(?:\s*<td[^>]*>[^<]*<\/td>){2}\s*<td[^>]*>–/);
  });

  test('does not hold a unit against the target of a municipality with several', async () => {
    const units = world.context.store.unit.on('2026-11-03');
    const shared = units.find((unit) =>
      units.some((other) => other.id !== unit.id && other.municipality === unit.municipality),
    );
    if (!shared) throw new Error('no municipality has two units');
    put(shared.municipality, 100);
    world.open('2026-09');
    const { text } = await page('dina', `/units/${shared.id}`);
    expect(text).not.toContain('class="plot__band"');
    expect(text).toContain('er derfor ikke tegnet inn her');
    expect(text).toContain(note);
  });

  test('tells an office of few that comparing says little', async () => {
    for (const month of ['2026-06', '2026-07', '2026-08', '2026-09']) report('0101-3101', month, {}, 2);
    expect((await page('alice', '/units/0101-3101')).text).toContain('færre enn 5 deltakere');
  });

  test('says how the deadlines were kept', async () => {
    report('0101-3101', '2026-09', {});
    world.setNow('2026-11-23T09:00:00.000Z');
    report('0101-3101', '2026-10', {});
    const { text } = await page('alice', '/units/0101-3101');
    expect(text).toContain('0 av 2 rapporter ble levert i tide.');
    expect(text).toMatch(/class="calendar-key__cell late"[^>]*>S</);
  });

  test('is led to from the list of reports and from the receipt', async () => {
    report('0101-3101', '2026-09', {});
    expect((await page('alice', '/reports')).text).toContain('href="/units/0101-3101"');
    expect((await page('alice', '/reports/2026-09/0101-3101/submissions/1')).text).toContain('href="/units/0101-3101"');
  });

  test('of a unit that has ended says so', async () => {
    const { text } = await page('dina', '/units/1216-1216');
    expect(text).toContain('Enheten finnes ikke lenger.');
    expect(text).toContain('Enheten har ingen rapporter i disse månedene.');
  });

  test('tells what the directorate last did with the numbers: its own words, and the newest public statistics', async () => {
    report('0101-3101', '2026-07', {});
    expect((await page('alice', '/units/0101-3101')).text).not.toContain('Hva tallene er brukt til');
    const texts = (subject: string) => ({
      ...{ subjectNb: subject, bodyNb: 'Tallene er <brukt>.', subjectNn: `${subject} nn`, bodyNn: 'Tala er brukte.' },
      ...{ day: '', from: '', to: '', place: '' },
    });
    const publish = (name: Name, sender: string | null, kind: string, subject: string) => {
      const typedIn = { kind, ...texts(subject) };
      const order = { sender, typed: typedIn, key: subject };
      const result = publishAnnouncement(world.context, actorOf(world.people[name]), order);
      if (result.kind !== 'published') throw new Error(result.kind);
      return result.id;
    };
    publish('dina', null, 'figures', 'Første halvår');
    publish('dina', null, 'information', 'Sommerstengt');
    publish('guri', 'FMVL', 'figures', 'Vestland');
    const wrong = publish('dina', null, 'figures', 'Andre halvår');
    const { text } = await page('mona', '/units/0101-3101');
    expect(text).toContain('Andre halvår');
    expect(text).toContain('Tallene er &lt;brukt&gt;.');
    withdrawAnnouncement(world.context, actorOf(world.people.dina), wrong, 'Feil tall');
    const july = { period: '2026-07', state: 'final' as const, after: 0 };
    expect(freeze(world.context, actorOf(world.people.dina), { ...july, reason: '' }).kind).toBe('frozen');
    const after = await page('alice', '/units/0101-3101?lang=nn');
    expect(after.text).toContain('Kva tala er brukte til');
    expect(after.text).toContain('Første halvår');
    for (const not of ['Andre halvår', 'Sommerstengt', '>Vestland<']) expect(after.text).not.toContain(not);
    expect(after.text).toContain(
      'Tala til og med juli 2026 er med i den opne statistikken, sist oppdatert 3. november 2026.',
    );
  });

  test('says everything in nynorsk too', async () => {
    put('3101', 10);
    report('0101-3101', '2026-09', {});
    const { text } = await page('mona', '/units/0101-3101?lang=nn');
    expect(text).toContain('Måltalet er rettleiande og skal nyttast med varsemd.');
    expect(text).toContain('Utviklinga frå');
  });
});
