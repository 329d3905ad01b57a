// The story of 2019: Radøy did not report for two months and had few participants against its target. From the follow-up
// that opens by itself to the letter, the answer and the closing reply, as Guri and the municipality see it, in nynorsk.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import { tick } from '../../src/actions/chase.ts';
import { deliver } from '../../src/actions/deliver.ts';
import { openPeriod } from '../../src/actions/open.ts';
import { periodsFrom } from '../../src/domain/period.ts';
import { docxText } from '../docx-text.ts';
import { actorOf, makeWorld, quietMonth, typed, type World } from '../world.ts';
import { signIn, type Visit, visit, visitAs } from './visit.ts';

let world: World;
let guri: Visit;
let rådmann: Visit;
let path = '';
let letterPath = '';
let closingPath = '';

const radøy = '1260-1260';
const at = (day: string, time = '09:00') => `${day}T${time}:00.000Z`;

function report(period: string, end: number): void {
  const reasons = { W1: 'x', W2: 'x', W8: 'x', W9: 'x', W10: 'x' };
  const input = { answers: typed(quietMonth(end)), reasons, comment: '' };
  const order = { unit: radøy, period, input, key: null, ifMatch: null, channel: 'page' as const };
  expect(deliver(world.context, actorOf(world.people.dina), order).kind).toBe('delivered');
}

beforeAll(async () => {
  world = makeWorld({ now: at('2019-02-01') });
  const { store } = world.context;
  // A history that was imported, with 25 participants in ten months; then two months in the service.
  const history = periodsFrom('2018-04', '2018-12');
  for (const period of history) openPeriod(world.context, period, { at: at('2019-02-01'), imported: true });
  [3, 3, 3, 2, 2, 2, 2, 3, 3].forEach((end, index) => report(history[index] ?? '', end));
  report('2019-01', 2);
  world.setNow(at('2019-03-01'));
  world.open('2019-02');
  world.setNow(at('2019-04-01'));
  world.open('2019-03');
  const target = { municipality: '1260', expectedParticipants: 5.9, validFrom: '2019-04-09' };
  store.target.put(
    { ...target, source: 'Statistikk frå Arbeids- og velferdsdirektoratet per 09.04.2019' },
    'command',
    at('2019-04-09'),
  );
  const role = { role: 'municipality' as const, scope: '1260', validFrom: '2018-01-01', validTo: null };
  store.person.add(
    { email: 'radoy@example.org', name: 'Rolf Rådmann', language: 'nn', roles: [role] },
    at('2019-01-01'),
  );
  const leader = { role: 'leader' as const, scope: '1260', validFrom: '2018-01-01', validTo: null };
  store.person.add(
    { email: 'leiar@example.org', name: 'Liv Leiar', language: 'nn', roles: [leader] },
    at('2019-01-01'),
  );
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
    report('2019-02', 3);
    report('2019-03', 4);
    world.open('2019-04');
    report('2019-04', 5);
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

const pdf = Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');

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

const requestOfRadøy = `Fylkesmannen i Vestland
Unnateke offentlegheit, jf. offentleglova § 13 og sosialtenestelova § 44
Radøy kommune
v/ rådmannen
Vår ref.: 2019/5678
Dato: 26.04.2019
Svar innan: 31.05.2019
Saksbehandlar: Guri Grov, telefon 57 64 30 00
Kvalifiseringsprogrammet i Radøy kommune – vi ber om ei utgreiing
Nav-kontora skal kvar månad rapportere tal for kvalifiseringsprogrammet (KVP) til Arbeids- og velferdsdirektoratet. Direktoratet har bede oss ta kontakt med kommunar der rapportar manglar, eller der talet på deltakarar ligg utanfor det forventa nivået.
NAV Radøy har ikkje levert rapport for februar og mars 2019. Ein månad utan rapport er ikkje det same som ein månad utan deltakarar: Rapporten skal leverast òg når kommunen ikkje har nokon i programmet.
Måltalet for Radøy kommune er 5,9 deltakarar per månad pluss/minus 30 %, det vil seie frå 4,13 til 7,67 deltakarar. Måltalet er henta frå denne kjelda: Statistikk frå Arbeids- og velferdsdirektoratet per 09.04.2019. Det gjeld frå 09.04.2019.
Kommunen har hatt 2,5 deltakarar i gjennomsnitt. Det er under det forventa nivået. Gjennomsnittet er rekna av dei 10 månadene i det siste året som alle rapportane er leverte for.
Måltalet er rettleiande og skal nyttast med varsemd. KVP er ein rett for dei som fyller vilkåra i sosialtenestelova § 29, uavhengig av måltalet.
Vi ber kommunen gjere greie for
kvifor rapportane for februar og mars 2019 manglar, og korleis kommunen vil sikre at det vert rapportert kvar månad
kvifor talet på deltakarar er lågt i høve til måltalet, når gjennomsnittet er 2,5
korleis kommunen sikrar at alle som fyller vilkåra i sosialtenestelova § 29, får tilbod om program
Vi ber om svar innan 31.05.2019. De kan svare i tenesta KVP-rapport, eller sende svaret til oss og vise til referansen vår.
Ta gjerne kontakt med saksbehandlaren dersom de har spørsmål.
Rettsleg grunnlag
Kommunen har ansvaret for tenestene etter lova, jf. sosialtenestelova § 3. Den som fyller vilkåra, har rett til kvalifiseringsprogram, jf. § 29. Fylkesmannen i Vestland fører tilsyn med at kommunen oppfyller pliktene sine, jf. § 9.
Med helsing
Inger Indrebø (e.f.)
direktør
Guri Grov
seniorrådgivar
Dokumentet er elektronisk godkjent
Kopi til:
NAV Radøy v/ Liv Leiar`;

const closingOfRadøy = `Fylkesmannen i Vestland
Unnateke offentlegheit, jf. offentleglova § 13 og sosialtenestelova § 44
Radøy kommune
v/ rådmannen
Vår ref.: 2019/5678
Dykkar ref.: 19/321
Dato: 14.06.2019
Saksbehandlar: Guri Grov, telefon 57 64 30 00
Svar på utgreiing og avslutning – kvalifiseringsprogrammet i Radøy kommune
Vi viser til vårt brev av 26.04.2019 og dykkar svar av 31.05.2019.
NAV Radøy har no levert alle rapportane til og med april 2019.
Måltalet for kommunen er 5,9 deltakarar per månad pluss/minus 30 %, frå denne kjelda: Statistikk frå Arbeids- og velferdsdirektoratet per 09.04.2019. Gjennomsnittet i kommunen er 2,83 deltakarar, rekna av dei 12 månadene i det siste året som alle rapportane er leverte for.
Måltalet er rettleiande og skal nyttast med varsemd. KVP er ein rett for dei som fyller vilkåra i sosialtenestelova § 29, uavhengig av måltalet.
Vi har merka oss det kommunen skriv, og avsluttar med dette oppfølginga. Vi minner om at rapporten skal leverast kvar månad, òg når kommunen ikkje har nokon i programmet.
Vi takkar for svaret, og ønskjer lukke til i det vidare arbeidet med kvalifiseringsprogrammet.
Rettsleg grunnlag
Kommunen har ansvaret for tenestene etter lova, jf. sosialtenestelova § 3. Den som fyller vilkåra, har rett til kvalifiseringsprogram, jf. § 29.
Med helsing
Inger Indrebø (e.f.)
direktør
Guri Grov
seniorrådgivar
Dokumentet er elektronisk godkjent
Kopi til:
NAV Radøy v/ Liv Leiar`;
