// The page of addresses that mail does not reach, as each role sees it.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openIncident } from '../../src/actions/incidents.ts';
import { takeBounce } from '../../src/actions/take-bounce.ts';
import { makeWorld, type Name, type World } from '../world.ts';
import { visitAs } from './visit.ts';

let world: World;
let id: number;
beforeEach(() => {
  world = makeWorld();
  const found = { kind: 'refused' as const, notice: null, answer: '550 5.1.1 no such user', at: world.context.now() };
  openIncident(world.context, { person: world.people.alice.id, address: 'alice@example.org', ...found });
  id = world.context.store.incident.allOpen()[0]?.id ?? 0;
});
afterEach(() => world.close());

async function page(name: Name, path = '/incidents') {
  return (await visitAs(world, world.app(), name)).get(path);
}

async function post(name: Name, form: Record<string, string>, path = `/incidents/${id}`) {
  return (await visitAs(world, world.app(), name)).post(path).type('form').send(form);
}

describe('the page of incidents', () => {
  test('shows who, since when, what the server said, whose it is and what to do', async () => {
    const { status, text } = await page('dina');
    expect(status).toBe(200);
    for (const said of [
      'Alice Aas',
      'alice@example.org',
      'Nav Halden-Aremark (0101)',
      '550 5.1.1 no such user',
      '3. november 2026',
    ])
      expect(text).toContain(said);
    expect(text).toContain('Lars Lie, leder ved kontoret');
    expect(text).toContain('Spør personen om riktig adresse og rett den her.');
  });

  test('says everything in nynorsk too', async () => {
    const { text } = await page('lars', '/incidents?lang=nn');
    expect(text).toContain('Adresser som e-post ikkje når fram til');
    expect(text).toContain('Lars Lie, leiar ved kontoret');
  });

  test('is there for the directorate, governors and offices; each sees its own', async () => {
    expect((await page('lars')).text).toContain('alice@example.org');
    for (const name of ['guri', 'olav', 'sigrid'] as const) {
      const { status, text } = await page(name);
      expect([status, text.includes('alice@example.org'), text.includes('E-posten når fram til alle.')]).toEqual([
        200,
        false,
        true,
      ]);
    }
    expect((await page('mona')).status).toBe(404);
    expect((await page('alice')).text).not.toContain('name="action"');
  });

  test('is pointed to from the list of reports of the office, and of no other', async () => {
    const { text } = await page('lars', '/reports');
    expect(text).toContain('E-post til Alice Aas når ikke fram.');
    expect(text).toContain('href="/incidents"');
    expect((await page('olav', '/reports')).text).not.toContain('/incidents');
  });

  test('takes a new address, says so once, and the list is empty', async () => {
    const answer = await post('lars', { action: 'address', address: 'alice.aas@example.org' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/incidents?done=address:0']);
    const { text } = await page('lars', '/incidents?done=address:2');
    expect(text).toContain('Adressen er rettet. 2 varsler blir sendt på nytt.');
    expect(text).toContain('E-posten når fram til alle.');
    expect(world.context.store.person.byId(world.people.alice.id)?.email).toBe('alice.aas@example.org');
  });

  test('comes back with what was typed when it is no address, or another’s', async () => {
    const wrong = await post('lars', { action: 'address', address: 'alice(at)nav' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="alice(at)nav"');
    expect(wrong.text).toContain(`href="#address-${id}"`);
    expect((await post('lars', { action: 'address', address: 'olav@example.org' })).text).toContain(
      'En annen person har denne adressen.',
    );
  });

  test('takes the person off, and declares an address good', async () => {
    expect((await post('lars', { action: 'left' })).headers['location']).toBe('/incidents?done=left:0');
    const again = await post('lars', { action: 'good' });
    expect([again.status, again.text.includes('Saken er ordnet allerede.')]).toEqual([422, true]);
  });

  test('refuses what is out of reach as if it were not there, and what makes no sense', async () => {
    expect((await post('lars', { action: 'good' }, '/incidents/999')).status).toBe(404);
    expect((await post('lars', { action: 'good' }, '/incidents/x')).status).toBe(404);
    expect((await post('lars', { action: 'nonsense' })).status).toBe(400);
    expect((await post('alice', { action: 'good' })).status).toBe(422);
    expect((await post('mona', { action: 'good' })).status).toBe(404);
    expect(world.context.store.incident.countOpen()).toBe(1);
  });
});

describe('what came back and nobody could read', () => {
  beforeEach(() => {
    takeBounce(
      world.context,
      Buffer.from('From: <b>x</b>@evil.example\nSubject: <script>\n\n<img src=x onerror=alert(1)>\n'),
    );
  });

  test('is shown to the directorate alone, harmless, until it has been read', async () => {
    const { text } = await page('dina');
    expect(text).toContain('Svar som tjenesten ikke forstod');
    expect(text).toContain('Det er ikke en melding om at e-post ikke kom fram.');
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text).not.toContain('<img src=x');
    expect((await page('guri')).text).not.toContain('evil.example');
    const [mail] = world.context.store.incident.unread();
    expect((await post('guri', {}, `/incidents/unread/${mail?.id}`)).status).toBe(404);
    expect((await post('dina', {}, `/incidents/unread/${mail?.id}`)).status).toBe(303);
    expect(world.context.store.incident.unread()).toEqual([]);
  });
});
