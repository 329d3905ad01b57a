// What of the governor's desk is shown to whom beyond who reaches which address (access-matrix.test.ts): drafts, notes,
// templates; and what files are taken as answers.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { workOnFollowUp } from '../../src/actions/follow-up.ts';
import { openFollowUp } from '../../src/actions/open-follow-up.ts';
import { draftLetter, loadLetter, saveLetter } from '../../src/actions/letter.ts';
import { actorOf, makeWorld, type World } from '../world.ts';
import { signIn, type Visit, visit, visitAs } from './visit.ts';

let world: World;
const browsers = new Map<string, Visit>();
/** Guri's counties: with a frozen letter to Bergen; and a second one with a draft only. Mari is at the municipality. */
let bergen = 0;
let frozen = 0;
let bømlo = 0;
let draft = 0;

const people = ['alice', 'lars', 'sigrid', 'guri', 'mona', 'dina', 'olav', 'mari', 'nobody'] as const;

beforeAll(async () => {
  world = makeWorld();
  const { context } = world;
  const guri = actorOf(world.people.guri);
  const unitIn = (municipality: string) =>
    context.store.unit.on('2026-11-03').find((unit) => unit.municipality === municipality)?.id ?? '';
  const open = (municipality: string) => {
    const opened = openFollowUp(context, guri, { unit: unitIn(municipality), cause: 'other', text: 'Hemmeleg grunn' });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    const made = draftLetter(context, guri, opened.id, 'request', 'nn');
    if (made.kind !== 'drafted') throw new Error(made.kind);
    return [opened.id, made.letter] as const;
  };
  [bergen, frozen] = open('4601');
  [bømlo, draft] = open('4613');
  const content = loadLetter(context, guri, bergen, frozen)?.letter.content;
  if (!content) throw new Error('no letter');
  const whole = { ourRef: '2026/1', phone: '1', firstName: 'A', firstTitle: 'B', secondTitle: 'C' };
  const order = { followUp: bergen, letter: frozen, version: 1, content: { ...content, ...whole }, freeze: true };
  expect(saveLetter(context, guri, order).kind).toBe('saved');
  expect(workOnFollowUp(context, guri, bergen, { do: 'note', text: 'Notat' }).kind).toBe('done');
  const role = { role: 'municipality' as const, scope: '4601', validFrom: '2020-01-01', validTo: null };
  context.store.person.add(
    { email: 'mari@example.org', name: 'Mari', language: 'nb', roles: [role] },
    '2026-01-01T09:00:00.000Z',
  );
  const app = world.app();
  for (const name of people) {
    const browser = name === 'mari' || name === 'nobody' ? visit(app) : await visitAs(world, app, name);
    if (name === 'mari') await signIn(world, browser, 'mari@example.org');
    browsers.set(name, browser);
  }
});
afterAll(() => world.close());

async function statuses(method: 'get' | 'post', path: string, body: object = {}): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const name of people) {
    const browser = browsers.get(name);
    const answer = method === 'get' ? await browser?.get(path) : await browser?.post(path).type('form').send(body);
    found[name] = answer?.status ?? 0;
  }
  return found;
}

const nobody = {
  alice: 404,
  lars: 404,
  sigrid: 404,
  guri: 404,
  mona: 404,
  dina: 404,
  olav: 404,
  mari: 404,
  nobody: 303,
};

describe('the governor’s desk', () => {
  test('is there for the municipality once a letter is sent, and at addresses that are numbers only', async () => {
    expect(await statuses('get', `/follow-ups/${bømlo}`)).toEqual({ ...nobody, guri: 200, dina: 200 });
    expect(await statuses('get', '/follow-ups/1e3')).toEqual(nobody);
  });

  test('shows a draft to the governor, and to the directorate that reads all; as a file to nobody', async () => {
    expect(await statuses('get', `/follow-ups/${bømlo}/letters/${draft}`)).toEqual({ ...nobody, guri: 200, dina: 200 });
    expect(await statuses('get', `/follow-ups/${bømlo}/letters/${draft}/docx`)).toEqual(nobody);
    // A letter is found under its own follow-up only.
    expect(await statuses('get', `/follow-ups/${bergen}/letters/${draft}`)).toEqual(nobody);
  });

  test('has templates that the governor adapts for its own letters', async () => {
    const part = (body: string) => ({ 'subject-nb': 'Emne', 'body-nb': body, 'subject-nn': 'Emne', 'body-nn': 'Hei.' });
    const guri = browsers.get('guri');
    const bad = await guri?.post('/follow-ups/templates/reminder').type('form').send(part('Hei {noe}.'));
    expect(bad?.status).toBe(422);
    expect(bad?.text).toContain('Opplysningen {noe} finnes ikke.');
    const good = await guri?.post('/follow-ups/templates/reminder').type('form').send(part('Hei {municipality}.'));
    expect(good?.status).toBe(303);
    expect(world.context.store.letter.template('reminder', 'FMVL')).toMatchObject({ governor: 'FMVL', version: 1 });
    expect(world.context.store.letter.template('reminder', 'FMOA')).toMatchObject({ governor: '' });
  });

  test('shows a municipality no note, no cause and no adviser', async () => {
    const text = (await browsers.get('mari')?.get(`/follow-ups/${bergen}`))?.text ?? '';
    expect(text).toContain('Brev som ber om redegjørelse');
    for (const hidden of ['Notat', 'Hemmeleg', 'Årsak', 'Gjør mer']) expect(text).not.toContain(hidden);
  });
});

describe('an answer', () => {
  const send = (name: string, followUp: number, file: Buffer | null, text = '') => {
    const asked = browsers
      .get(name)
      ?.post(`/follow-ups/${followUp}/answers`)
      .field('text', text)
      .field('day', '02.11.2026');
    if (!asked) throw new Error(name);
    return file ? asked.attach('file', file, 'svar.pdf') : asked;
  };
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF');

  test('with a file is a PDF by its bytes, whatever its name, and at most 10 MB', async () => {
    for (const file of ['<html><script>alert(1)</script>', 'MZ\x90', '%PDF-1.7 without an end', ' %PDF-1.7\n%%EOF'].map(
      (text) => Buffer.from(text),
    )) {
      const answer = await send('mari', bergen, file);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('Filen er ikke en PDF.');
    }
    const large = Buffer.concat([pdf, Buffer.alloc(10_000_001, 32), Buffer.from('%%EOF')]);
    expect((await send('mari', bergen, large)).text).toContain('Filen er for stor.');
    expect((await send('mari', bergen, null, ' ')).text).toContain('Skriv et svar eller velg en PDF.');
    expect((await send('mari', bergen, null, 'Om 01010750160')).text).toContain('fødselsnummer');
    expect(world.context.store.answer.ofFollowUp(bergen)).toEqual([]);
  });

  test('is given by the municipality, recorded by the governor, and read by no one else', async () => {
    const given = new Map<string, number>();
    for (const name of people) given.set(name, (await send(name, bergen, pdf, name)).status);
    expect(Object.fromEntries(given)).toEqual({ ...nobody, guri: 303, mari: 303 });
    expect(
      world.context.store.answer.ofFollowUp(bergen).map(({ channel, answeredOn, name }) => [channel, answeredOn, name]),
    ).toEqual([
      ['post', '2026-11-02', 'Guri Grov'],
      ['service', '2026-11-03', 'Mari'],
    ]);
    const [answer] = world.context.store.answer.ofFollowUp(bergen);
    expect(await statuses('get', `/follow-ups/${bergen}/answers/${answer?.id}/file`)).toEqual({
      ...nobody,
      guri: 200,
      dina: 200,
      mari: 200,
    });
    expect(await statuses('get', `/follow-ups/${bømlo}/answers/${answer?.id}/file`)).toEqual(nobody);
  });
});
