// Quality as the directorate and the governors see it, and inquiries between them and the offices.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../src/actions/chase.ts';
import { deliver } from '../../src/actions/deliver.ts';
import { addMonths } from '../../src/domain/period.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from '../world.ts';
import { visit, visitAs } from './visit.ts';

const month = '2026-10';
const halden = '0101-3101';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

function report(unit: string, period: string, answers: Record<string, number>): void {
  world.open(period);
  const reasons = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((rule) => [`W${rule}`, 'Talt opp på nytt']));
  const order = { unit, period, input: { answers: typed(answers), reasons, comment: '' }, key: null, ifMatch: null };
  expect(deliver(world.context, actorOf(world.people.dina), { ...order, channel: 'page' }).kind).toBe('delivered');
}

/** Eight quiet months, and then forty applications out of the blue and an opening number of its own. */
function oddMonth(unit: string): void {
  for (let back = 8; back >= 1; back -= 1) report(unit, addMonths(month, -back), quietMonth(12, { women_end: 5 }));
  report(unit, month, quietMonth(14, { women_end: 5, applications_received: 40 }));
}

async function page(name: Name, path: string) {
  return (await visitAs(world, world.app(), name)).get(path);
}

describe('the page of quality', () => {
  test('tells of a number unlike the unit’s own, with what is usual, and of months that do not hang together', async () => {
    oddMonth(halden);
    const { status, text } = await page('dina', `/quality?period=${month}`);
    expect(status).toBe(200);
    expect(text).toContain('1 levert rapport er kontrollert.');
    expect(text).toMatch(
      /Halden<\/a>[\s\S]{0,300}Søknader mottatt i måneden[\s\S]{0,200}>40<[\s\S]{0,300}>0<[\s\S]{0,300}0 til 5/,
    );
    expect(text).toMatch(/Åpningstall som avviker[\s\S]*?>14<[\s\S]*?>12<[\s\S]*?Talt opp på nytt/);
    expect(text).toMatch(/Etter kontroll[\s\S]*W10[\s\S]*Etter kontor[\s\S]*Nav Halden-Aremark/);
    expect(text).toContain(`/inquiries/new?unit=${halden}&amp;period=${month}`);
  });

  test('shows a governor its own counties', async () => {
    oddMonth(halden);
    const { status, text } = await page('guri', `/quality?period=${month}`);
    expect(status).toBe(200);
    expect(text).not.toContain('Halden');
    expect(text).toContain('Ingen tall er uvanlige.');
  });

  test('is nobody else’s', async () => {
    for (const name of ['alice', 'lars', 'sigrid', 'mona', 'olav'] as const) {
      expect((await page(name, '/quality')).status).toBe(404);
    }
    expect((await visit(world.app()).get('/quality')).headers.location).toBe('/sign-in');
  });

  test('takes an unknown month for the latest, and says it in nynorsk', async () => {
    expect((await page('dina', '/quality?period=2031-01')).text).toContain('0 leverte rapporter er kontrollert.');
    expect((await page('guri', '/quality?lang=nn')).text).toContain('Uvanlege tal');
  });
});

describe('an inquiry', () => {
  const asked = async (name: Name, text = 'Stemmer de 40 søknadene?', unit = halden) => {
    const browser = await visitAs(world, world.app(), name);
    return browser.post('/inquiries').type('form').send({ unit, period: month, text });
  };
  const answered = async (name: Name, text: string, id = 1) => {
    const browser = await visitAs(world, world.app(), name);
    return browser.post(`/inquiries/${id}/answer`).type('form').send({ text });
  };
  beforeEach(() => world.open(month));

  test('goes to the office, which answers it once; both stay beside the report', async () => {
    expect((await page('dina', `/inquiries/new?unit=${halden}&period=${month}`)).text).toContain(
      'Nav Halden-Aremark, Halden, oktober 2026',
    );
    expect((await asked('dina')).status).toBe(303);
    const open = (await page('alice', '/inquiries')).text;
    expect(open).toMatch(/Venter på svar[\s\S]*Stemmer de 40 søknadene\?[\s\S]*Send svaret/);
    expect((await answered('alice', 'Ja, <b>talt</b> på nytt.')).status).toBe(303);
    const done = (await page('dina', '/inquiries')).text;
    expect(done).toMatch(/Besvart[\s\S]*Stemmer de 40[\s\S]*Alice Aas svarte[\s\S]*Ja, &lt;b&gt;talt/);
    expect((await answered('lars', 'Nei')).status).toBe(404);
    const [inquiry] = world.context.store.inquiry.all();
    expect(inquiry).toMatchObject({ unit: halden, period: month, answer: { name: 'Alice Aas' } });
  });

  test('is told of by mail to everybody at the office, without the question; not once it is answered', async () => {
    const { store } = world.context;
    const sent = async (at: string) => (await tick(world.context, { at, played: true })).sent;
    const mails = () => store.keptMail.newest(9).map(({ recipient, subject, text }) => [recipient, subject, text]);
    await asked('dina');
    await sent('2026-11-03T09:10:00.000Z');
    const told = mails().filter(([, subject]) => subject === 'Spørsmål om KVP-rapporten for oktober 2026');
    expect(told.map(([recipient]) => recipient ?? '').toSorted()).toEqual(['alice@example.org', 'lars@example.org']);
    expect(told[0]?.[2]).toMatch(/Dina Dahl har et spørsmål[\s\S]*Nav Halden-Aremark, Halden[\s\S]*\/inquiries/);
    expect(told[0]?.[2]).not.toContain('40');

    await asked('dina', 'Og de 14 deltakerne?');
    await answered('lars', 'Ja, alle.', 2);
    const before = mails().length;
    await sent('2026-11-03T09:20:00.000Z');
    expect(mails()).toHaveLength(before);
    const dropped = ['alice', 'lars'].map((name) => store.notice.byKey(`inquiry:2:${world.people[name as Name].id}`));
    expect(dropped).toEqual(
      [1, 2].map(() => expect.objectContaining({ state: 'skipped', reason: 'the inquiry was answered' })),
    );
    expect((await page('dina', '/notices/ledger')).text).toContain('henvendelsen er besvart');
  });

  test('is asked by those who follow up alone, about what is theirs', async () => {
    for (const name of ['alice', 'lars', 'mona', 'olav', 'guri'] as const) {
      expect((await asked(name)).status).toBe(404);
      expect((await page(name, `/inquiries/new?unit=${halden}&period=${month}`)).status).toBe(404);
    }
    expect((await asked('dina', 'Hei', '9999-9999')).status).toBe(404);
    expect((await page('dina', `/inquiries/new?unit=${halden}&period=1999-01`)).status).toBe(404);
    expect(world.context.store.inquiry.all()).toEqual([]);
    const bergen = world.context.store.unit.on('2026-10-31').find((unit) => unit.municipality === '4601');
    expect((await asked('guri', 'Hei', bergen?.id)).status).toBe(303);
  });

  test('is read in the scope of the report, and answered by the office alone', async () => {
    await asked('dina');
    const reads = async (name: Name) => (await page(name, '/inquiries')).text.includes('Stemmer de 40');
    for (const name of ['alice', 'lars', 'mona', 'dina'] as const)
      expect([name, await reads(name)]).toEqual([name, true]);
    for (const name of ['olav', 'sigrid', 'guri'] as const) expect([name, await reads(name)]).toEqual([name, false]);
    for (const name of ['mona', 'olav', 'guri', 'dina'] as const) expect((await answered(name, 'Ja')).status).toBe(404);
    expect((await answered('alice', 'Ja', 99)).status).toBe(404);
    const stranger = await visit(world.app()).get('/inquiries');
    expect(stranger.headers.location).toBe('/sign-in');
    expect(String(stranger.headers['set-cookie'])).toContain('kvp-next=%2Finquiries');
  });

  test('without words, too long or with a national identity number comes back as it was typed', async () => {
    expect((await asked('dina', '  ')).text).toContain('Skriv en tekst');
    const long = await asked('dina', 'x'.repeat(2001));
    expect([long.status, long.text.includes('høyst 2 000 tegn')]).toEqual([422, true]);
    const secret = await asked('dina', 'Gjelder 311299 56715?');
    expect([secret.status, secret.text.includes('fødselsnummer')]).toEqual([422, true]);
    await asked('dina');
    const answer = await answered('alice', '311299 56715');
    expect([answer.status, answer.text.includes('fødselsnummer')]).toEqual([422, true]);
    expect(world.context.store.inquiry.all()[0]?.answer).toBeNull();
  });

  test('stands on the page of the report, for whoever reads it', async () => {
    const path = `/reports/${month}/${halden}`;
    expect((await page('mona', path)).text).not.toContain('Henvendelser</h2>');
    await asked('dina');
    expect((await page('alice', path)).text).toContain('Noen har spurt om denne rapporten og venter på svar.');
    expect((await page('mona', path)).text).toMatch(/Henvendelser<\/h2>[\s\S]*Stemmer de 40[\s\S]*Venter på svar/);
    await answered('lars', 'Ja, alle.');
    expect((await page('mona', path)).text).toMatch(/Stemmer de 40[\s\S]*Lars Lie svarte[\s\S]*Ja, alle\./);
    expect((await page('alice', path)).text).not.toContain('venter på svar');
  });

  test('cannot be changed or deleted, not even in the database', () => {
    const { store } = world.context;
    const found = store.report.find(halden, month);
    const given = { at: world.context.now(), who: 'person:1', name: 'Dina' };
    const id = store.inquiry.ask({ report: found?.id ?? 0, text: 'Hei', ...given });
    expect(store.inquiry.answer({ id, text: 'Ja', ...given })).toBe(true);
    expect(store.inquiry.answer({ id, text: 'Nei', ...given })).toBe(false);
    expect(store.inquiry.byId(id)?.answer?.text).toBe('Ja');
  });
});
