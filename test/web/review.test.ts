// The pages of reviews: who sees and does what, faults that keep what was typed, a form sent twice, hostile text, and the
// files.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';
import { criteriaOf } from '../../src/actions/review-criteria.ts';
import { optionsOf } from '../../src/domain/review-criteria.ts';
import { makeWorld, type World } from '../world.ts';
import { type Visit, visit, visitAs } from './visit.ts';

const [alver, askøy, voss] = ['1263-4631', '1247-4627', '1235-4621'] as const;
const met = Object.fromEntries(criteriaOf('review-1').map((one) => [one.id, optionsOf(one)[0] ?? '']));
const people = ['alice', 'lars', 'sigrid', 'guri', 'mona', 'dina', 'olav', 'nobody'] as const;
const nobody = { alice: 404, lars: 404, sigrid: 404, guri: 404, mona: 404, dina: 404, olav: 404, nobody: 303 };

let world: World;
const browsers = new Map<string, Visit>();
beforeAll(async () => {
  world = makeWorld();
  world.open('2026-10');
  const app = world.app();
  for (const name of people) browsers.set(name, name === 'nobody' ? visit(app) : await visitAs(world, app, name));
  // Else an office in a nynorsk municipality reads nynorsk.
  await get('sigrid', '/reviews?lang=nb');
});
afterAll(() => world.close());

function browser(name: string): Visit {
  const found = browsers.get(name);
  if (!found) throw new Error(name);
  return found;
}

const get = (name: string, path: string) => browser(name).get(path);
const post = (name: string, path: string, body: object) => browser(name).post(path).type('form').send(body);

async function statuses(path: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const name of people) found[name] = (await get(name, path)).status;
  return found;
}

const form = {
  ...{ governor: 'FMVL', key: 'one', title: '<script>alert(1)</script> & 2025', from: '1.1.2025', to: '31.12.2025' },
  ...{ [`unit_${alver}`]: 'on', [`unit_${askøy}`]: 'on', [`unit_${voss}`]: 'on' },
};

describe('a review', () => {
  test('is started by a governor; faults stand at their fields and nothing typed is lost', async () => {
    expect(await statuses('/reviews/new')).toEqual({ ...nobody, guri: 200 });
    for (const name of ['alice', 'sigrid', 'mona', 'dina'] as const)
      expect([name, (await post(name, '/reviews', form)).status]).toEqual([name, 404]);
    const bad = await post('guri', '/reviews', { ...form, from: 'i fjor', to: '"x"', 'unit_9999-9999': 'on' });
    expect(bad.status).toBe(422);
    for (const text of [
      ...['Fra og med: Skriv en dato som 01.01.2025.', 'value="i fjor"', 'value="&#34;x&#34;"'],
      ...['Kontorer: Ett av kontorene hører ikke', `name="unit_${alver}" value="on" checked`],
      ...['value="&lt;script&gt;alert(1)&lt;/script&gt; &amp; 2025"', 'href="#from"'],
    ])
      expect(bad.text).toContain(text);
    expect(bad.text).not.toContain('9999');
    expect((await post('guri', '/reviews', form)).headers['location']).toBe('/reviews/1');
    expect((await post('guri', '/reviews', form)).headers['location']).toBe('/reviews/1');
    expect(world.context.store.review.all()).toHaveLength(1);
  });

  test('is found by those who have a part in it, and by nobody else', async () => {
    const readers = { ...nobody, sigrid: 200, guri: 200, dina: 200 };
    for (const path of ['/reviews/1', `/reviews/1/entries?unit=${alver}`, '/reviews/1/export?format=csv'])
      expect([path, await statuses(path)]).toEqual([path, readers]);
    expect(await statuses(`/reviews/1/entries/new?unit=${alver}`)).toEqual({ ...readers, dina: 404 });
    expect(await statuses(`/reviews/1/entries?unit=${askøy}`)).toEqual({ ...nobody, guri: 200, dina: 200 });
    for (const path of ['/reviews/2', '/reviews/1e0', '/reviews/1/entries', '/reviews/1/export?format=json'])
      expect([path, await statuses(path)]).toEqual([path, nobody]);
    const list = (await get('guri', '/reviews')).text;
    expect(list).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; 2025');
    expect(list).toContain('0 av 3 kontorer er i gang.');
    expect((await get('alice', '/reviews')).text).toContain('Du har ingen vedtaksgjennomganger.');
    expect((await get('sigrid', '/reports')).text).toContain('href="/reviews"');
    for (const name of ['alice', 'mona'] as const)
      expect((await get(name, '/reports')).text).not.toContain('href="/reviews"');
  });

  test('takes decisions one after the other; a double click stores one, and a choice left out keeps the others', async () => {
    const entry = { ...met, unit: alver, key: 'a' };
    const bad = await post('sigrid', '/reviews/1/entries', { ...entry, wording: '', outcome: '<b>' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('href="#wording-0"');
    expect(bad.text).toContain('value="social_assistance" checked');
    expect(bad.text).not.toContain('<b>');
    for (const again of [1, 2]) {
      const saved = await post('sigrid', '/reviews/1/entries', entry);
      expect([again, saved.headers['location']]).toEqual([again, `/reviews/1/entries/new?unit=${alver}&saved=1`]);
    }
    const next = (await get('sigrid', `/reviews/1/entries/new?unit=${alver}&saved=1`)).text;
    expect(next).toContain('Vedtak nr. 1 er lagret.');
    expect(next).toMatch(/<h1[^>]*>Vedtak nr\. 2</);
    expect((await get('sigrid', `/reviews/1/entries/new?unit=${alver}&saved=7`)).text).not.toContain('er lagret.');
    const other = await post('sigrid', '/reviews/1/entries', { ...entry, wording: 'no' });
    expect(other.status).toBe(409);
    expect(other.text).toContain('alt lagret som vedtak nr. 1, med andre svar');
    expect(other.text).not.toContain('value="a"');
    for (const name of ['alice', 'mona', 'dina', 'olav'] as const)
      expect([name, (await post(name, '/reviews/1/entries', { ...entry, key: name })).status]).toEqual([name, 404]);
    for (const [key, unit] of [
      ['b', alver],
      ['c', askøy],
      ['d', voss],
    ])
      await post('guri', '/reviews/1/entries', { ...met, wording: 'no', unit, key });
    expect(world.context.store.review.entries(1)).toHaveLength(4);
  });

  test('shows the governor all the offices and what to supervise next, an office its own', async () => {
    const guri = (await get('guri', '/reviews/1')).text;
    for (const text of ['Nav Alver, Alver', 'Nav Askøy, Askøy', 'Utforming: 25 % ja (1 av 4 vurderte)'])
      expect(guri).toContain(text);
    expect(guri).toContain('Under halvparten: Nav Askøy, Askøy (0 av 1); Nav Voss, Voss (0 av 1).');
    const sigrid = (await get('sigrid', '/reviews/1')).text;
    expect(sigrid).toContain('Nav Alver, Alver');
    expect(sigrid).toContain('50 %');
    expect(sigrid).toContain('samlet vises når gjennomgangen er avsluttet');
    for (const text of [
      'Nav Askøy',
      'Nav Voss',
      'Alle kontorene',
      'ved siden av',
      '25 %',
      'føres tilsyn med</h2>',
      '/closing',
    ])
      expect(sigrid).not.toContain(text);
    expect((await get('guri', '/reviews/1?lang=nn')).text).toContain('Kva det bør førast tilsyn med');
    await get('guri', '/reviews?lang=nb');
  });

  test('is sent as a file with what the reader sees, and it is recorded who took it', async () => {
    const rows = async (name: string) =>
      parse((await get(name, '/reviews/1/export?format=csv')).text, { columns: true }) as Record<string, string>[];
    const all = await rows('guri');
    expect(all.filter(({ criterion, option }) => criterion === 'wording' && option === 'no')).toMatchObject([
      { unit: 'Nav Alver, Alver', unitNumber: alver, decisions: '2', count: '1', assessed: '2', yesPercent: '50' },
      { unit: 'Nav Askøy, Askøy', count: '1', yesPercent: '0' },
      { unit: 'Nav Voss, Voss', count: '1' },
      { unit: 'all', unitNumber: '', decisions: '4', count: '3', yesPercent: '25' },
    ]);
    expect(new Set((await rows('sigrid')).map(({ unit }) => unit))).toEqual(new Set(['Nav Alver, Alver']));
    const excel = await get('guri', '/reviews/1/export?format=csv-excel');
    expect(excel.text).toContain('"Nav Alver, Alver";1263-4631;2;Utforming;Kan ikke vurderes;0;2;50');
    const book = await get('guri', '/reviews/1/export?format=xlsx')
      .buffer()
      .parse((res, done) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
      });
    const [shares] = await readExcel(book.body as Buffer);
    expect(shares?.sheet).toBe('Prosent ja');
    expect(shares?.data.at(-1)?.slice(0, 5)).toEqual(['Alle kontorene', null, 4, 100, 25]);
    const taken = world.context.store.event.ofSubject('review:1').filter(({ what }) => what === 'review.exported');
    expect(taken.map(({ details }) => details['format'])).toContain('xlsx');
  });

  test('lets go of a decision for a reason that is chosen', async () => {
    const path = '/reviews/1/entries/2/withdrawal';
    for (const name of ['alice', 'mona', 'dina'] as const)
      expect([name, (await post(name, path, { reason: 'twice' })).status]).toEqual([name, 404]);
    const bad = await post('sigrid', path, { reason: 'Fordi <i>' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('href="#reason-2-0"');
    expect((await post('sigrid', path, { reason: 'twice' })).headers['location']).toBe(
      `/reviews/1/entries?unit=${alver}#entry-2`,
    );
    expect((await get('sigrid', `/reviews/1/entries?unit=${alver}`)).text).toContain('Tatt ut: registrert to ganger');
  });

  test('is closed with a conclusion that all with a part in it read, and takes no more', async () => {
    const path = '/reviews/1/closing';
    expect((await post('dina', path, { conclusion: 'x' })).status).toBe(404);
    expect((await post('sigrid', path, { conclusion: 'x' })).status).toBe(404);
    const bad = await post('guri', path, { conclusion: 'Om 01010750160 <i>' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('Konklusjonen inneholder et fødselsnummer.');
    expect(bad.text).toContain('Om 01010750160 &lt;i&gt;</textarea>');
    expect((await post('guri', path, { conclusion: 'Godt <i>arbeid</i>' })).headers['location']).toBe(
      '/reviews/1#conclusion',
    );
    const sigrid = (await get('sigrid', '/reviews/1')).text;
    // Nothing can be worked out from all together any more, since nothing is added to it.
    for (const text of ['Godt &lt;i&gt;arbeid&lt;/i&gt;', 'Alle kontorene']) expect(sigrid).toContain(text);
    expect(sigrid).not.toContain('samlet vises når');
    const file = parse((await get('sigrid', '/reviews/1/export?format=csv')).text, { columns: true });
    expect(new Set((file as Record<string, string>[]).map(({ unit }) => unit))).toEqual(
      new Set(['Nav Alver, Alver', 'all']),
    );
    const late = await post('sigrid', '/reviews/1/entries', { ...met, unit: alver, key: 'late' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Vedtaket er ikke lagret.');
    expect((await get('sigrid', `/reviews/1/entries/new?unit=${alver}`)).headers['location']).toBe('/reviews/1');
    expect((await get('dina', '/events?kind=Vedtaksgjennomgang')).text).toContain('Avsluttet en vedtaksgjennomgang');
  });
});
