// The story of 2019: Radøy did not report for two months and had few participants against its target. From the follow-up
// that opens by itself to the letter, the answer and the closing reply, as Guri and the municipality see it, in nynorsk.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import { tick } from '../../src/actions/chase.ts';
import { docxText } from '../docx-text.ts';
import { closingOfRadøy, makeRadøy, pdf, radøy, reportRadøy, requestOfRadøy } from '../radoy.ts';
import type { World } from '../world.ts';
import { signIn, type Visit, visit, visitAs } from './visit.ts';

let world: World;
let guri: Visit;
let rådmann: Visit;
let path = '';
let letterPath = '';
let closingPath = '';

const at = (day: string, time = '09:00') => `${day}T${time}:00.000Z`;

beforeAll(() => {
  world = makeRadøy();
});
afterAll(() => world.close());

const get = async (browser: Visit, url: string): Promise<Response> => browser.get(url);

describe('Radøy 2019', () => {
  test('no follow-up is opened before the escalation day, and one on it, by the two missing months', async () => {
    await tick(world.context, { at: at('2019-04-16'), played: true });
    expect(world.context.store.followUp.all().filter(({ unit }) => unit === radøy)).toEqual([]);
    world.setNow(at('2019-04-17'));
    await tick(world.context, { at: at('2019-04-17'), played: true });
    await tick(world.context, { at: at('2019-04-17', '10:00'), played: true });
    const opened = world.context.store.followUp.all().filter(({ unit }) => unit === radøy);
    expect(opened).toHaveLength(1);
    path = `/follow-ups/${opened[0]?.id}`;
    expect(world.context.store.followUp.events(opened[0]?.id ?? 0)).toMatchObject([
      { kind: 'opened', cause: 'missing', period: '2019-03' },
    ]);
  });

  test('Guri finds it in her list, with the suggestion about the target, and sees why', async () => {
    world.setNow(at('2019-04-26'));
    guri = await visitAs(world, world.app(), 'guri');
    const list = await get(guri, '/follow-ups?lang=nn');
    expect(list.text).toContain('Radøy');
    expect(list.text).toContain('Radøy: gjennomsnitt 2,5, måltal 5,9');
    const page = await get(guri, path);
    expect(page.text).toContain('Skriv til kommunen og be om ei utgreiing.');
    expect(page.text).toContain('februar og mars 2019');
    expect(page.text).toContain('5,9 (4,13 til 7,67)');
    expect(page.text).toContain('2,5 deltakarar, rekna av 10 månader');
    expect(page.text).toContain('uavhengig av måltalet.');
    expect(page.text).toContain('Rapporten for mars 2019 manglar');
  });

  test('the suggestion joins the same follow-up as one more cause', async () => {
    const answer = await guri.post('/follow-ups').type('form').send({ unit: radøy, cause: 'below', text: '' });
    expect(answer.headers['location']).toBe(path);
    expect((await get(guri, path)).text).toContain('Rapportar manglar, Under måltalet');
    expect((await get(guri, '/follow-ups')).text).not.toContain('Radøy: gjennomsnitt');
  });

  test('she chooses nynorsk, since Radøy is neutral, and the letter is filled from the numbers of the day', async () => {
    const answer = await guri.post(`${path}/letters`).type('form').send({ kind: 'request', language: 'nn' });
    expect(answer.status).toBe(303);
    letterPath = String(answer.headers['location']);
    const draft = await get(guri, letterPath);
    expect(draft.text).toContain('NAV Radøy har ikkje levert rapport for februar og mars 2019.');
    expect((await guri.get(`${letterPath}/docx`)).status).toBe(404);
  });

  test('it is not finished before everything that belongs to a letter is there', async () => {
    const { version, fields } = draftOf((await get(guri, letterPath)).text);
    const answer = await guri
      .post(letterPath)
      .type('form')
      .send({ ...fields, version, action: 'freeze' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#ourRef"');
    expect(answer.text).toContain('href="#phone"');
  });

  test('it is dated 26.04.2019, and reads as written here, on the page and in the Word file', async () => {
    const { version, fields } = draftOf((await get(guri, letterPath)).text);
    const written = {
      ...{ ourRef: '2019/5678', phone: '57 64 30 00', attention: 'rådmannen', firstName: 'Inger Indrebø' },
      ...{ firstTitle: 'direktør', firstOnBehalf: 'on', secondTitle: 'seniorrådgivar' },
    };
    const answer = await guri
      .post(letterPath)
      .type('form')
      .send({ ...fields, ...written, version, action: 'freeze' });
    expect(answer.status).toBe(303);
    expect(await wordText(guri, letterPath)).toBe(requestOfRadøy);
  });

  test('nobody changes it afterwards', async () => {
    const answer = await guri.post(letterPath).type('form').send({ version: 2, action: 'freeze', subject: 'Anna' });
    expect([303, 404, 422]).toContain(answer.status);
    expect(await wordText(guri, letterPath)).toBe(requestOfRadøy);
  });

  test('the municipality reads the letter and not the notes, and answers on 31.05.2019', async () => {
    await guri.post(`${path}/events`).type('form').send({ do: 'note', text: 'Ringde rådmannen.' });
    world.setNow(at('2019-05-31'));
    rådmann = visit(world.app());
    await signIn(world, rådmann, 'radoy@example.org');
    const page = await get(rådmann, path);
    expect(page.text).toContain('Brev som ber om utgreiing av 26.04.2019');
    expect(page.text).not.toContain('Ringde');
    expect((await get(rådmann, letterPath)).text).toContain(
      'Ein månad utan rapport er ikkje det same som ein månad utan deltakarar',
    );
    const answer = await rådmann
      .post(`${path}/answers`)
      .field('text', 'Vi har no levert rapportane, og har fått to nye søknader.')
      .field('reference', '19/321')
      .attach('file', pdf, { filename: '../utgreiing.pdf', contentType: 'application/pdf' });
    expect(answer.status).toBe(303);
    expect((await get(rådmann, `${path}?answered=1`)).text).toContain('Svaret er sendt til statsforvaltaren.');
  });

  test('Guri is told to reply, and downloads the PDF, which nothing shows in the page', async () => {
    guri = await visitAs(world, world.app(), 'guri');
    const page = await get(guri, path);
    expect(page.text).toContain('Kommunen har svart. Les svaret, og svar tilbake.');
    const href = /\/follow-ups\/\d+\/answers\/\d+\/file/.exec(page.text)?.[0] ?? '';
    const file = await guri.get(href).responseType('blob');
    expect(file.body).toEqual(pdf);
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': "attachment; filename*=UTF-8''utgreiing.pdf",
      'x-content-type-options': 'nosniff',
    });
  });

  test('the months come in, and the reply of 14.06.2019 names letter and answer, and closes', async () => {
    reportRadøy(world, '2019-02', 3);
    reportRadøy(world, '2019-03', 4);
    world.open('2019-04');
    reportRadøy(world, '2019-04', 5);
    world.setNow(at('2019-06-14'));
    guri = await visitAs(world, world.app(), 'guri');
    const answer = await guri.post(`${path}/letters`).type('form').send({ kind: 'closing', language: 'nn' });
    closingPath = String(answer.headers['location']);
    const { version, fields } = draftOf((await get(guri, closingPath)).text);
    const done = await guri
      .post(closingPath)
      .type('form')
      .send({ ...fields, version, action: 'freeze' });
    expect(done.status).toBe(303);
    expect(await wordText(guri, closingPath)).toBe(closingOfRadøy);
    expect((await get(guri, path)).text).toContain('Saka er avslutta.');
    expect((await get(guri, '/follow-ups')).text).toContain('Avslutta saker (1)');
  });

  test('it stays closed for what it was closed with, and the journal number is recorded', async () => {
    await guri.post(`${closingPath}/journal`).type('form').send({ number: '2019/5678-4' });
    expect((await get(guri, closingPath)).text).toContain('Journalført som 2019/5678-4');
    expect((await get(guri, '/follow-ups')).text).not.toContain('Radøy: gjennomsnitt');
  });

  test('others find nothing', async () => {
    for (const name of ['olav', 'mona', 'alice'] as const) {
      const browser = await visitAs(world, world.app(), name);
      for (const url of [path, letterPath, `${letterPath}/docx`]) expect((await browser.get(url)).status).toBe(404);
    }
    const dina = await visitAs(world, world.app(), 'dina');
    expect((await dina.get(path)).status).toBe(200);
    expect((await dina.post(`${path}/events`).type('form').send({ do: 'note', text: 'x' })).status).toBe(404);
  });
});

/** The version and the fields of a draft, as its page shows them. */
function draftOf(html: string): { version: string; fields: Record<string, string> } {
  const decode = (text: string) =>
    text
      .replace(/&#34;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&');
  const inputs = [...html.matchAll(/<input id="(\w+)" name="\w+" type="text" value="([^"]*)"/g)].map(
    ([, id, value]) => [id, decode(value ?? '')],
  );
  const areas = [...html.matchAll(/<textarea id="(\w+)"[^>]*>\n?([^<]*)<\/textarea>/g)].map(([, id, value]) => [
    id,
    decode(value ?? ''),
  ]);
  const box = /id="firstOnBehalf"[^>]*checked/.test(html) ? { firstOnBehalf: 'on' } : {};
  return {
    version: /name="version" value="(\d+)"/.exec(html)?.[1] ?? '',
    fields: { ...Object.fromEntries([...inputs, ...areas]), ...box },
  };
}

async function wordText(browser: Visit, letter: string): Promise<string> {
  const file = await browser.get(`${letter}/docx`).responseType('blob');
  expect(file.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
  return docxText(file.body);
}
