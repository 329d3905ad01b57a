// The overview, as the directorate and the governors see it, and nobody else.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { deliver } from '../../src/actions/deliver.ts';
import { workOnFollowUp } from '../../src/actions/follow-up.ts';
import { openFollowUp } from '../../src/actions/open-follow-up.ts';
import { saveDraft } from '../../src/actions/save-draft.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from '../world.ts';
import { visitAs } from './visit.ts';

let world: World;
beforeEach(() => {
  world = makeWorld({ now: '2026-11-03T09:00:00.000Z' });
  world.open('2026-10');
});
afterEach(() => world.close());

function report(unit: string, reasons: Record<string, string> = {}, answers = quietMonth(6)): void {
  const input = { answers: typed(answers), reasons, comment: '' };
  const order = { unit, period: '2026-10', input, key: null, ifMatch: null, channel: 'page' as const };
  expect(deliver(world.context, actorOf(world.people.dina), order).kind).toBe('delivered');
}

async function page(name: Name, path = '/overview') {
  const browser = await visitAs(world, world.app(), name);
  return browser.get(path);
}

describe('the overview', () => {
  test('is where the directorate and the governors land, and is nobody else’s', async () => {
    const home = async (name: Name) => (await page(name, '/')).headers['location'];
    expect(await home('dina')).toBe('/overview');
    expect(await home('guri')).toBe('/overview');
    const status = async (name: Name) => (await page(name)).status;
    for (const name of ['alice', 'lars', 'sigrid', 'mona', 'olav'] as const) expect(await status(name)).toBe(404);
    const stranger = await (await import('./visit.ts')).visit(world.app()).get('/overview');
    expect([stranger.status, stranger.headers['location']]).toEqual([303, '/sign-in']);
  });

  test('begins a governor’s day with what waits at the desk, and nobody else’s', async () => {
    const { context } = world;
    const guri = actorOf(world.people.guri);
    expect((await page('guri')).text).not.toContain('href="/follow-ups">Gå');
    const units = context.store.unit.on('2026-11-03').filter(({ governor }) => governor === 'FMVL');
    const ids = units.slice(0, 3).map(({ id: unit }) => {
      const opened = openFollowUp(context, guri, { unit, cause: 'other', text: 'Grunn' });
      return opened.kind === 'opened' ? opened.id : 0;
    });
    workOnFollowUp(context, guri, ids[0] ?? 0, { do: 'close', text: 'Ferdig' });
    workOnFollowUp(context, guri, ids[1] ?? 0, { do: 'due', day: '2026-11-02' });
    workOnFollowUp(context, guri, ids[2] ?? 0, { do: 'due', day: '2026-11-03' });
    const { text } = await page('guri');
    expect(text).toContain('2 oppfølgingssaker er åpne.');
    expect(text).toContain('1 er over fristen');
    expect((await page('guri', '/overview?lang=nn')).text).toContain('2 oppfølgingssaker er opne.');
    expect((await page('dina')).text).not.toContain('oppfølgingssak');
  });

  test('says before the deadline who has not delivered, and does not call anybody missing', async () => {
    report('0101-3101');
    const { text, status } = await page('dina');
    expect(status).toBe(200);
    expect(text).toContain('Oversikt for oktober 2026');
    expect(text).toContain('Fristen er 10. november 2026, om 7 dager.');
    expect(text).toContain('Laget 3. november 2026 kl. 10:00.');
    expect(text).toMatch(/1 av 379 rapporter/);
    expect(text).toContain('Hvem har ikke levert ennå');
    expect(text).not.toContain('etter fristen');
  });

  test('says after it who is missing since when, with whom to write to', async () => {
    world.setNow('2026-11-23T09:00:00.000Z');
    const { text } = await page('guri');
    expect(text).toContain('mangler, 13 dager etter fristen.');
    expect(text).toContain('sigrid@example.org');
    expect(text).toContain('Bare denne måneden');
    // An office that nobody reports for is told of.
    expect(text).toContain('Ingen er registrert');
  });

  test('shows a governor its own counties alone', async () => {
    world.setNow('2026-11-23T09:00:00.000Z');
    const governor = (await page('guri')).text;
    expect(governor).toContain('>Vestland<');
    expect(governor).not.toContain('Halden');
    expect(governor).not.toContain('alice@example.org');
    expect((await page('guri', '/overview?county=31')).text).not.toContain('Halden');
    expect((await page('dina')).text).toContain('alice@example.org');
  });

  test('shows the months of each unit as letters, and a county alone when asked', async () => {
    report('0101-3101');
    world.setNow('2026-11-23T09:00:00.000Z');
    report('0101-3124');
    const { text } = await page('dina', '/overview?county=31');
    expect(text).toMatch(/Halden \(Nav Halden-Aremark\)<\/a><\/th>(<td><\/td>){11}<td class="onTime">L<\/td>/);
    expect(text).toMatch(/Aremark \(Nav Halden-Aremark\)<\/a><\/th>(<td><\/td>){11}<td class="late">S<\/td>/);
    expect(text).toMatch(/<td class="missing">M<\/td>/);
    expect(text).not.toMatch(/<span class="aksel-label">Vestland/);
    const trouble = (await page('dina', '/overview?county=31&trouble=1')).text;
    expect(trouble).toContain('Aremark (Nav');
    expect(trouble).not.toContain('Halden (Nav');
    expect(trouble).toContain('er ikke vist');
  });

  test('tells of an office that is late for the third time in twelve months', async () => {
    world.setNow('2026-11-23T09:00:00.000Z');
    expect((await page('dina')).text).toContain('Ingen er sent ute for tredje gang');
    world.open('2026-08');
    world.open('2026-09');
    const { text } = await page('dina');
    expect(text).toMatch(
      /Sent ute tredje gang[\s\S]*Nav Halden-Aremark, Halden[\s\S]*august, september og oktober 2026/,
    );
  });

  test('shows warnings with the reasons that were given', async () => {
    report('0101-3101', { W9: 'Bare <menn> denne måneden' }, { ...quietMonth(12), women_end: 0 });
    const { text } = await page('dina');
    expect(text).toContain('Kvinner (W9): 1');
    expect(text).toContain('Bare &lt;menn&gt; denne måneden');
  });

  test('says when the reminders stand still or mail is paused', async () => {
    expect((await page('dina')).text).toContain('Varslingsjobben har ikke kjørt på over 30 minutter');
    world.context.store.service.set('last_tick_at', '2026-11-03T08:50:00.000Z');
    world.context.store.service.set('mail_paused', JSON.stringify({ at: '2026-11-03T08:00:00.000Z', reason: 'x' }));
    world.context.store.person.setAddressState(world.people.alice.id, 'dead');
    const { text } = await page('dina');
    expect(text).toContain('Varslingsjobben går som den skal.');
    expect(text).toContain('E-posten er stanset siden 3. november 2026 kl. 09:00.');
    expect(text).toMatch(/Adresser som ikke virker<\/dt><dd>[\s\S]*alice@example.org/);
    expect((await page('guri')).text).not.toContain('alice@example.org');
  });

  test('reloads by itself on the deadline day alone, and can be told not to', async () => {
    expect((await page('dina')).headers['refresh']).toBeUndefined();
    world.setNow('2026-11-10T12:00:00.000Z');
    const answer = await page('dina');
    expect(answer.headers['refresh']).toBe('120');
    expect(answer.text).toContain('Fristen er i dag, 10. november 2026.');
    const still = await page('dina', '/overview?reload=0');
    expect(still.headers['refresh']).toBeUndefined();
  });

  test('shows an earlier month, and takes nonsense for none', async () => {
    world.open('2026-09');
    expect((await page('dina', '/overview?period=2026-09')).text).toContain('Oversikt for september 2026');
    expect((await page('dina', '/overview?period=x&county=%3Cb%3E')).text).toContain('Oversikt for oktober 2026');
  });

  test('says everything in nynorsk too', async () => {
    world.setNow('2026-11-23T09:00:00.000Z');
    const { text } = await page('guri', '/overview?lang=nn');
    expect(text).toContain('Kven manglar');
    expect(text).toContain('Alle einingane, månad for månad.');
  });

  test('follows a delivery, an exemption, a later deadline and a draft at once', async () => {
    const { store } = world.context;
    const decided = { reason: 'Brann', who: 'command', knownAt: '2026-11-23T09:00:00.000Z' };
    const idOf = (unit: string) => store.report.find(unit, '2026-10')?.id ?? 0;
    world.setNow('2026-11-23T09:00:00.000Z');
    const missing = async () => /(\d+|Én|Éi) enheter? mangler/.exec((await page('dina')).text)?.[1];
    const cell = async (unit: string) =>
      new RegExp(`/units/${unit}".*?<td class="(\\w+)">.<\\/td><\\/tr>`).exec((await page('dina')).text)?.[1];
    expect(await missing()).toBe('379');
    report('0101-3101');
    expect(await missing()).toBe('378');
    store.exemption.exempt(idOf('0101-3124'), { exempt: true, ...decided });
    expect(await missing()).toBe('377');
    expect(await cell('0101-3124')).toBe('exempt');
    expect((await page('dina')).text).toContain('1 rapport er fritatt og regnes ikke med.');
    store.exemption.exempt(idOf('0101-3124'), { exempt: false, ...decided, knownAt: '2026-11-23T09:00:01.000Z' });
    expect(await missing()).toBe('378');
    const later = { deadline: '2026-12-15', closesOn: '2026-12-31', ...decided, knownAt: '2026-11-23T09:00:02.000Z' };
    store.exemption.extend(idOf('0101-3124'), later);
    expect(await cell('0101-3124')).toBe('open');
    expect((await page('dina')).text).toContain('Fristen var 10. november 2026');
    const input = { answers: { started: '1' }, reasons: {}, comment: '' };
    const save = { input, page: null, sequence: null, version: 0, submission: 0, isAutomatic: false };
    const { alice } = world.people;
    const saved = saveDraft(
      world.context,
      { ...actorOf(alice), id: alice.id },
      { unit: '0101-3124', period: '2026-10' },
      save,
    );
    expect(saved.kind).toBe('saved');
    expect(await cell('0101-3124')).toBe('draft');
  });
});
