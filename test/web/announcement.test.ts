// The pages of announcements: who reads, writes, signs up and sees who comes; what is on top of the reports; hostile text.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeWorld, type World } from '../world.ts';
import { type Visit, visit, visitAs } from './visit.ts';

let world: World;
const browsers = new Map<string, Visit>();
const people = ['alice', 'lars', 'sigrid', 'guri', 'mona', 'dina', 'olav', 'nobody'] as const;

beforeAll(async () => {
  world = makeWorld();
  world.open('2026-10');
  const app = world.app();
  for (const name of people) browsers.set(name, name === 'nobody' ? visit(app) : await visitAs(world, app, name));
});
afterAll(() => world.close());

const nobody = { alice: 404, lars: 404, sigrid: 404, guri: 404, mona: 404, dina: 404, olav: 404, nobody: 303 };

function browser(name: string): Visit {
  const found = browsers.get(name);
  if (!found) throw new Error(name);
  return found;
}

async function statuses(method: 'get' | 'post', path: string, body: object = {}): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const name of people) {
    const answer =
      method === 'get' ? await browser(name).get(path) : await browser(name).post(path).type('form').send(body);
    found[name] = answer.status;
  }
  return found;
}

const gathering = {
  ...{
    sender: 'FMVL',
    kind: 'gathering',
    key: 'one',
    subjectNn: '<script>alert(1)</script> Samling',
    bodyNn: 'Velkomen & god tur.',
  },
  ...{ day: '26.11.2026', from: '9.00', to: '14.30', place: '"Bergen"' },
};

describe('announcements', () => {
  test('are written by governors and the directorate alone, each as itself', async () => {
    expect(await statuses('get', '/announcements/write')).toEqual({ ...nobody, guri: 200, dina: 200 });
    expect(await statuses('post', '/announcements', gathering)).toEqual({ ...nobody, guri: 200 });
    // What the numbers were used for is the directorate's to tell.
    expect((await browser('dina').get('/announcements/write')).text).toContain('value="figures"');
    expect((await browser('guri').get('/announcements/write')).text).not.toContain('value="figures"');
    const all = { ...gathering, sender: 'directorate' };
    expect(await statuses('post', '/announcements', all)).toEqual({ ...nobody, dina: 200 });
    expect(world.context.store.announcement.all()).toEqual([]);
  });

  test('are looked over with the number of receivers before they are published, and come back with their faults', async () => {
    const seen = await browser('guri')
      .post('/announcements')
      .type('form')
      .send({ ...gathering, action: 'preview' });
    for (const text of [
      'Går til 1 person.',
      '&lt;script&gt;alert(1)&lt;/script&gt; Samling',
      '26. november 2026 kl. 09:00–14:30',
    ])
      expect(seen.text).toContain(text);
    expect(seen.text).not.toContain('<script>alert');
    const bad = await browser('guri')
      .post('/announcements')
      .type('form')
      .send({ ...gathering, day: 'i morgen', action: 'publish' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('Dato: Skriv en dato som 31.05.2027.');
    expect(bad.text).toContain('Velkomen &amp; god tur.');
    const sent = await browser('guri')
      .post('/announcements')
      .type('form')
      .send({ ...gathering, action: 'publish' });
    expect(sent.headers['location']).toBe('/announcements/1?sent=1');
    const again = await browser('guri')
      .post('/announcements')
      .type('form')
      .send({ ...gathering, action: 'publish' });
    expect(again.headers['location']).toBe('/announcements/1?sent=0');
  });

  test('are read by the offices they went to, the sender and the directorate', async () => {
    const readers = { ...nobody, sigrid: 200, guri: 200, dina: 200 };
    expect(await statuses('get', '/announcements')).toEqual({
      ...{ alice: 200, lars: 200, sigrid: 200, guri: 200, mona: 404, dina: 200, olav: 200, nobody: 303 },
    });
    expect((await browser('alice').get('/announcements')).text).toContain('Ingen kunngjøringer ennå.');
    expect(await statuses('get', '/announcements/1')).toEqual(readers);
    expect(await statuses('get', '/announcements/1/calendar')).toEqual(readers);
    expect(await statuses('get', '/announcements/2')).toEqual(nobody);
    expect(await statuses('get', '/announcements/1e0')).toEqual(nobody);
  });

  test('stand on top of the reports of the office until they are over or read', async () => {
    const top = 'Nytt fra statsforvalteren og direktoratet';
    expect((await browser('alice').get('/reports')).text).not.toContain(top);
    expect((await browser('guri').get('/reports')).text).not.toContain(top);
    const page = (await browser('sigrid').get('/reports')).text;
    expect(page).toContain('Nytt frå statsforvaltaren og direktoratet');
    expect(page).toContain('href="/announcements/1"');
    const note = {
      sender: 'directorate',
      kind: 'information',
      key: 'two',
      subjectNb: 'Til alle',
      bodyNb: 'Hei',
      action: 'publish',
    };
    await browser('dina').post('/announcements').type('form').send(note);
    expect((await browser('olav').get('/reports')).text).toContain('Til alle');
    expect((await browser('olav').get('/announcements/2')).text).toContain(
      'Dina Dahl, Arbeids- og velferdsdirektoratet',
    );
    expect((await browser('olav').get('/reports')).text).not.toContain('Til alle');
    expect((await browser('alice').get('/reports')).text).toContain('Til alle');
    expect(await statuses('get', '/announcements/2')).toEqual({
      ...nobody,
      alice: 200,
      lars: 200,
      sigrid: 200,
      guri: 200,
      dina: 200,
      olav: 200,
    });
    expect(await statuses('get', '/announcements/2/calendar')).toEqual(nobody);
  });

  test('are signed up to by their receivers; the sender and the directorate see who comes', async () => {
    expect(await statuses('post', '/announcements/1/sign-ups', { do: 'on' })).toEqual({ ...nobody, sigrid: 303 });
    expect(await statuses('post', '/announcements/2/sign-ups', { do: 'on' })).toEqual(nobody);
    expect((await browser('sigrid').get('/announcements/1')).text).toContain('Du er påmeld.');
    for (const name of ['guri', 'dina']) {
      const text = (await browser(name).get('/announcements/1')).text;
      expect(text).toContain('Påmeldte (1)');
      expect(text).toContain('Sigrid Sæle');
    }
    expect((await browser('sigrid').get('/announcements/1')).text).not.toContain('Påmeldte (');
    await browser('sigrid').post('/announcements/1/sign-ups').type('form').send({ do: 'off' });
    expect((await browser('guri').get('/announcements/1')).text).toContain('Ingen er påmeldt ennå.');
  });

  test('have a calendar file to be saved, in the reader’s language and with its text escaped', async () => {
    const file = await browser('sigrid').get('/announcements/1/calendar');
    expect(file.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="samling-1.ics"',
      'x-content-type-options': 'nosniff',
    });
    expect(file.text).toContain('DTSTART:20261126T080000Z\r\n');
    expect(file.text).toContain('LOCATION:"Bergen"\r\n');
  });

  test('are called off by their sender with a reason; then nobody can sign up', async () => {
    expect(await statuses('post', '/announcements/1/withdrawal', { reason: 'Snøstorm' })).toEqual({
      ...nobody,
      sigrid: 404,
      guri: 303,
    });
    expect((await browser('guri').post('/announcements/2/withdrawal').type('form').send({ reason: 'x' })).status).toBe(
      404,
    );
    expect((await browser('dina').post('/announcements/2/withdrawal').type('form').send({ reason: ' ' })).status).toBe(
      422,
    );
    const page = (await browser('sigrid').get('/announcements/1?lang=nn')).text;
    expect(page).toContain('Samlinga er avlyst: Snøstorm');
    expect(page).not.toContain('Meld meg på');
    expect(await statuses('post', '/announcements/1/sign-ups', { do: 'on' })).toEqual(nobody);
    expect((await browser('sigrid').get('/announcements/1/calendar')).text).toContain('METHOD:CANCEL\r\n');
    const words = (await browser('dina').get('/events')).text;
    expect(words).toContain('Publiserte en kunngjøring');
  });
});
