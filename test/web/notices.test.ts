// The pages of the ledger: what goes out, what went out, why, and what the directorate orders.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { publishAnnouncement } from '../../src/actions/announcements.ts';
import { tick } from '../../src/actions/chase.ts';
import { deliver } from '../../src/actions/deliver.ts';
import { type Decision, decideOnReport } from '../../src/actions/exemptions.ts';
import { workOnFollowUp } from '../../src/actions/follow-up.ts';
import { mailPause, pauseMail } from '../../src/actions/mail-pause.ts';
import { openFollowUp } from '../../src/actions/open-follow-up.ts';
import type { Instant } from '../../src/domain/period.ts';
import { skipReasons } from '../../src/domain/notice.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from '../world.ts';
import { type Visit, visit, visitAs } from './visit.ts';

let world: World;
let app: Express;

/** Monday: the month is open. Its first reminder is due on Friday the 6th. */
const monday = '2026-11-02T07:00:00.000Z';
const friday = '2026-11-06T07:00:00.000Z';

beforeEach(() => {
  world = makeWorld({ now: monday });
  app = world.app();
});
afterEach(() => world.close());

const wordsOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const wordsAt = async (browser: Visit, path: string) => wordsOf((await browser.get(path)).text);

async function tickAt(at: Instant) {
  world.setNow(at);
  return tick(world.context, { at });
}

const noticesTo = (name: Name) =>
  world.context.store.noticeSearch
    .ofPeriod('2026-10')
    .filter(({ person }) => person === world.people[name].id)
    .map(({ step, state, reason }) => ({ step, state, reason }));

function deliverBoth() {
  for (const unit of ['0101-3101', '0101-3124']) {
    const input = { answers: typed(quietMonth(3)), reasons: {}, comment: '' };
    const order = { unit, period: '2026-10', input, key: null, ifMatch: null, channel: 'api' as const };
    expect(deliver(world.context, actorOf(world.people.alice), order).kind).toBe('delivered');
  }
}

const gets = [
  '/notices',
  '/notices/ledger',
  '/notices/why',
  '/notices/dry-run',
  '/notices/days/2026-11-06',
  '/notices/1',
];
const posts = ['release', 'pause', 'switches', 'test', 'steps', '1/send', 'nothing'].map(
  (order) => `/notices/${order}`,
);

describe('who may see the ledger', () => {
  const reporters: Name[] = ['alice', 'lars', 'sigrid', 'mona', 'olav'];

  test.each(reporters)('not %s', async (name) => {
    await tickAt(monday);
    const browser = await visitAs(world, app, name);
    for (const path of gets) expect([path, (await browser.get(path)).status]).toEqual([path, 404]);
    for (const path of posts) expect([path, (await browser.post(path)).status]).toEqual([path, 404]);
    expect((await browser.get('/reports')).text).not.toContain('href="/notices"');
  });

  test('whoever is not signed in is asked to', async () => {
    for (const path of gets) expect((await visit(app).get(path)).headers['location']).toBe('/sign-in');
    for (const path of posts) expect((await visit(app).post(path)).headers['location']).toBe('/sign-in');
  });

  test('the directorate sees every notice, and each page in both languages', async () => {
    await tickAt(monday);
    const browser = await visitAs(world, app, 'dina');
    for (const path of gets) {
      for (const language of ['nb', 'nn']) {
        const { status, text } = await browser.get(`${path}?lang=${language}`);
        expect([path, status]).toEqual([path, 200]);
        expect(text).toContain(`<html lang="${language}">`);
        expect(text).not.toMatch(/undefined|\[object|NaN/);
      }
    }
    const words = await wordsAt(browser, '/notices/ledger?lang=nb&state=sent');
    for (const name of ['Alice Aas', 'Sigrid Sæle', 'Olav Ås']) expect(words).toContain(name);
  });

  test("a governor sees those of its own counties' offices and its own, and orders nothing", async () => {
    await tickAt(monday);
    await tickAt('2026-11-17T07:00:00.000Z');
    const guri = await visitAs(world, app, 'guri');
    const words = await wordsAt(guri, '/notices/ledger');
    expect(words).toContain('Sigrid Sæle');
    expect(words).toContain('Guri Grov');
    for (const name of ['Alice Aas', 'Olav Ås', 'Dina Dahl']) expect(words).not.toContain(name);

    const { store } = world.context;
    for (const { id, person } of store.noticeSearch.ofPeriod('2026-10')) {
      if (person === null) continue;
      const isHers = person === world.people.sigrid.id || person === world.people.guri.id;
      expect([id, (await guri.get(`/notices/${id}`)).status]).toEqual([id, isHers ? 200 : 404]);
    }
    for (const path of posts) expect([path, (await guri.post(path)).status]).toEqual([path, 404]);
    const overview = await wordsAt(guri, '/notices');
    expect(overview).not.toContain('Send meg en prøve');
    expect(overview).not.toContain('Stans e-posten');
    expect((await guri.get('/notices/why?unit=0101-3101&period=2026-10')).status).toBe(422);
    expect(await wordsAt(guri, '/notices/why?unit=1263&period=2026-10')).toContain('Sigrid Sæle');
  });

  test("a governor's days ahead and dry run hold its own alone", async () => {
    const guri = await visitAs(world, app, 'guri');
    for (const path of ['/notices/days/2026-11-06', '/notices/dry-run?day=2026-11-06&time=08:00']) {
      const words = await wordsAt(guri, path);
      expect(words).toContain('Sigrid Sæle');
      expect(words).not.toContain('Alice Aas');
      expect(words).not.toContain('Nav Moss');
    }
  });
});

describe('what goes out', () => {
  test('is told for today, tomorrow and the next ten working days, by what is due on each', async () => {
    const dina = await visitAs(world, app, 'dina');
    const { text } = await dina.get('/notices');
    const days = [...text.matchAll(/href="\/notices\/days\/([\d-]+)"/g)].map(([, day]) => day);
    expect(days).toEqual([
      ...['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06', '2026-11-09', '2026-11-10'],
      ...['2026-11-11', '2026-11-12', '2026-11-13', '2026-11-16'],
    ]);
    const words = wordsOf(text);
    expect(words).toMatch(/mandag 2\. november 2026 I dag Åpningsvarsel for oktober 2026: 3 Hoppes over: \d+/);
    expect(words).toContain('tirsdag 3. november 2026 I morgen Ingenting');
    expect(words).toContain('fredag 6. november 2026 Påminnelse 1 for oktober 2026: 3');
    expect(words).toContain('fredag 13. november 2026 Påminnelse 3 for oktober 2026: 4');
  });

  test('has holidays among its days when tomorrow is one', async () => {
    world.setNow('2027-03-24T09:00:00.000Z');
    world.open('2027-02');
    const dina = await visitAs(world, app, 'dina');
    expect(await wordsAt(dina, '/notices')).toContain('torsdag 25. mars 2027 I morgen, Skjærtorsdag Ingenting');
  });

  test('is exactly what then goes, when nobody delivers meanwhile, and nothing of it is written before', async () => {
    const dina = await visitAs(world, app, 'dina');
    const written = () => world.context.store.noticeSearch.ofPeriod('2026-10').length;
    const words = await wordsAt(dina, '/notices/days/2026-11-13');
    expect(written()).toBe(0);
    for (const at of [monday, friday, '2026-11-11T07:00:00.000Z']) await tickAt(at);
    const before = written();
    const { notices } = await tickAt('2026-11-13T07:00:00.000Z');
    expect(written()).toBe(before + notices.length);
    expect(words).toContain(`${notices.length} varsler`);
    expect(words).toMatch(
      /Påminnelse 3, oktober 2026 Nav Halden-Aremark \(0101\) Alice Aas alice@example.org, som rapportør Ikke levert: Halden; Aremark/,
    );
    expect(words).toContain('lars@example.org, som leder');
  });

  test('is told of what waits in the ledger, and of reminders of follow-ups, as well', async () => {
    await tickAt(monday);
    const { context } = world;
    const { store } = context;
    const guri = actorOf(world.people.guri);
    const unit = store.unit.on('2026-11-02').find(({ governor }) => governor === 'FMVL')?.id ?? '';
    const opened = openFollowUp(context, guri, { unit, cause: 'other', text: 'Grunn' });
    if (opened.kind !== 'opened') throw new Error('It is opened');
    expect(workOnFollowUp(context, guri, opened.id, { do: 'due', day: '2026-11-04' }).kind).toBe('done');
    // Saturday: what is told to the offices goes on Monday.
    world.setNow('2026-11-07T09:00:00.000Z');
    const texts = { ...{ subjectNb: 'Samling', bodyNb: 'Velkommen' }, ...{ subjectNn: '', bodyNn: '' } };
    const typedIn = { ...{ kind: 'information', ...texts }, ...{ day: '', from: '', to: '', place: '' } };
    const announcement = { sender: null, typed: typedIn, key: 'samling' };
    expect(publishAnnouncement(context, actorOf(world.people.dina), announcement).kind).toBe('published');
    const dina = await visitAs(world, app, 'dina');
    const words = await wordsAt(dina, '/notices');
    expect(words).toMatch(/lørdag 7\. november 2026 I dag, Helg Ingenting/);
    expect(words).toMatch(
      /mandag 9\. november 2026 Kunngjøring: 4 \(ligger i køen\) Påminnelse 1 for oktober 2026: 3 Påminnelse om oppfølging: 1/,
    );
    // Said again after five working days, and not on those between.
    expect(words.match(/Påminnelse om oppfølging: 1/g)).toHaveLength(2);
    expect(words).toMatch(/mandag 16\. november 2026 Påminnelse om oppfølging: 1/);
    const day = '/notices/dry-run?day=2026-11-09&time=08:00';
    for (const path of ['/notices/days/2026-11-09', day]) {
      const shown = await wordsAt(dina, path);
      expect(shown).toContain('Alice Aas alice@example.org Ligger i køen. Kan gå fra 7. november 2026 kl. 10:00.');
      expect(shown).toMatch(
        /Påminnelse om oppfølging .* guri@example.org, som statsforvalter Oppfølging over fristen: /,
      );
    }
    const all = await wordsAt(dina, day);
    const result = await tickAt('2026-11-09T07:00:00.000Z');
    expect(result.sent).toBe(8);
    expect(all).toContain(`${result.sent} varsler ville gått ut`);
  });

  test('is not told of other days than those ahead', async () => {
    const dina = await visitAs(world, app, 'dina');
    for (const day of ['2026-11-01', '2026-12-24', 'x', '2026-13-01']) {
      expect((await dina.get(`/notices/days/${day}`)).status).toBe(404);
    }
  });

  test('any day can be played dry, with what a tick at that time would do', async () => {
    const dina = await visitAs(world, app, 'dina');
    for (const at of ['2026-11-06T07:00:00.000Z', '2026-11-17T07:00:00.000Z', '2027-01-18T07:00:00.000Z']) {
      const { planned, skipped } = await tick(world.context, { at, dryRun: true, played: true });
      const words = await wordsAt(dina, `/notices/dry-run?day=${at.slice(0, 10)}&time=08:00`);
      expect(words).toMatch(new RegExp(`${planned} vars(el|ler) ville gått ut, ${skipped} ville blitt hoppet over`));
    }
    expect(await wordsAt(dina, '/notices/dry-run?day=2026-11-06&time=07:59')).toContain('Ingenting ville skjedd.');
    expect(world.context.store.noticeSearch.ofPeriod('2026-10')).toEqual([]);
    const faulty = await dina.get('/notices/dry-run?day=2026-02-30&time=25:00');
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('href="#day"');
    expect(faulty.text).toContain('href="#time"');
    expect(faulty.text).toContain('value="2026-02-30"');
  });
});

describe('what went out', () => {
  test('is found by office, month, state and step, with the answer of the server', async () => {
    await tickAt(monday);
    await tickAt(friday);
    const dina = await visitAs(world, app, 'dina');
    const search = (query: string) => wordsAt(dina, `/notices/ledger?${query}`);
    expect(await search('office=0101&state=sent')).toMatch(/2 varsler funnet.*tatt vare på her, ikke sendt/);
    expect(await search('office=0101-3124&state=sent&step=opening')).toContain('1 varsel funnet');
    expect(await search('office=halden&state=sent')).toContain('2 varsler funnet');
    expect(await search('period=2026-09')).toContain('Ingen varsler funnet');
    expect(await search('state=skipped&office=0104')).toContain('det er ingen å sende til');
    expect(await search('office=%25&state=x&step=y&period=z&page=-1')).toContain('Ingen varsler funnet');
  });

  test('is shown a page at a time', async () => {
    await tickAt(monday);
    const dina = await visitAs(world, app, 'dina');
    const { text } = await dina.get('/notices/ledger?period=2026-10');
    expect(text.match(/scope="row"/g)).toHaveLength(50);
    expect(text).toContain('href="/notices/ledger?period=2026-10&amp;page=2"');
    const last = await dina.get('/notices/ledger?period=2026-10&page=999');
    expect(wordsOf(last.text)).toMatch(/Side (\d+) av \1/);
    expect(last.text).toContain('scope="row"');
  });
});

describe('why', () => {
  test('is told step by step, for whoever delivered between two of them', async () => {
    await tickAt(monday);
    world.setNow('2026-11-03T09:00:00.000Z');
    deliverBoth();
    await tickAt(friday);
    const dina = await visitAs(world, app, 'dina');
    const words = await wordsAt(dina, '/notices/why?unit=0101-3101&period=2026-10');
    expect(words).toContain(
      'Åpningsvarsel 2. november 2026 Alice Aas alice@example.org Sendt 2. november 2026 kl. 08:00.',
    );
    expect(words).toContain(
      'Påminnelse 1 6. november 2026 Alice Aas alice@example.org Ikke nødvendig: rapporten ble levert 3. november 2026 kl. 10:00.',
    );
  });

  test('is told of a unit that is exempt, and of one with a deadline of its own', async () => {
    await tickAt(monday);
    world.setNow('2026-11-03T09:00:00.000Z');
    const decide = (decision: Decision) => decideOnReport(world.context, actorOf(world.people.dina), decision);
    const both = { period: '2026-10', reason: 'Kontoret er slått sammen' };
    expect(decide({ ...both, kind: 'exempt', unit: '0101-3101' })).toEqual({ ok: true });
    expect(decide({ ...both, kind: 'extend', unit: '0101-3124', deadline: '2026-11-20' })).toEqual({ ok: true });
    await tickAt(friday);
    const dina = await visitAs(world, app, 'dina');
    const exempt = await wordsAt(dina, '/notices/why?unit=0101-3101&period=2026-10');
    expect(exempt).toContain('Åpningsvarsel 2. november 2026 Alice Aas alice@example.org Sendt 2. november');
    expect(exempt).toContain('Ikke nødvendig: enheten ble fritatt 3. november 2026 kl. 10:00.');
    const extended = await wordsAt(dina, '/notices/why?unit=0101-3124&period=2026-10');
    expect(extended).toContain('Påminnelse 1 18. november 2026 Alice Aas alice@example.org Går ut 18. november 2026');
    world.setNow('2026-11-16T09:00:00.000Z');
    const later = await visitAs(world, app, 'dina');
    expect(await wordsAt(later, '/notices/days/2026-11-18')).toMatch(
      /Påminnelse 1, oktober 2026 .* Ikke levert: Aremark/,
    );
  });

  test('offers the units that a name or an office may mean', async () => {
    const dina = await visitAs(world, app, 'dina');
    const { text } = await dina.get('/notices/why?unit=0101&period=2026-10');
    expect(text).toContain('href="/notices/why?unit=0101-3101&amp;period=2026-10"');
    expect(text).toContain('href="/notices/why?unit=0101-3124&amp;period=2026-10"');
    expect(await wordsAt(dina, '/notices/why?unit=Aremark&period=2026-10')).toContain('Flere passer');
    expect((await dina.get('/notices/why?unit=9999-9999&period=2026-10')).status).toBe(422);
  });

  test('is told of months to come and of imported history', async () => {
    const dina = await visitAs(world, app, 'dina');
    expect(await wordsAt(dina, '/notices/why?unit=0101-3101&period=2026-12')).toContain('Måneden er ikke åpnet.');
  });
});

describe('the health of mail', () => {
  test('is good after a tick, and red when none has come for half an hour', async () => {
    const dina = await visitAs(world, app, 'dina');
    expect(await wordsAt(dina, '/notices')).toContain('Varslingen står');
    await tickAt(monday);
    expect(await wordsAt(dina, '/notices')).toMatch(
      /Varslene går som de skal.*Siste runde 2. november 2026 kl. 08:00 Siste e-post 2. november 2026 kl. 08:00/,
    );
    world.setNow('2026-11-02T07:31:00.000Z');
    expect(await wordsAt(dina, '/notices')).toContain('Varslingen står');
  });

  test('tells that mail is paused, why, and what waits; a person releases it, and is recorded', async () => {
    pauseMail(world.context, { at: monday, reason: '900 notices of opening in a day, to 3 people' }, 'job');
    await tickAt(monday);
    const dina = await visitAs(world, app, 'dina');
    const words = await wordsAt(dina, '/notices');
    expect(words).toContain('E-posten er stanset');
    expect(words).toContain('900 varsler av typen «Åpningsvarsel» på ett døgn, til 3 personer');
    expect(words).toContain('går 3 varsler som venter');
    expect(words).toContain('(3 i alt)');
    expect(noticesTo('alice')).toEqual([{ step: 'opening', state: 'planned', reason: null }]);

    const answer = await dina.post('/notices/release');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/notices?done=released']);
    expect(mailPause(world.context)).toBeNull();
    expect(world.context.store.event.ofSubject('mail').at(-1)).toMatchObject({
      ...{ what: 'mail.released', who: `person:${world.people.dina.id}` },
    });
    expect(await wordsAt(dina, '/notices?done=released')).toContain('Sist sluppet løs Dina Dahl, ');
    await tickAt('2026-11-02T07:10:00.000Z');
    expect(noticesTo('alice')).toEqual([{ step: 'opening', state: 'sent', reason: null }]);
  });

  test('can be paused by the directorate, with a reason', async () => {
    const dina = await visitAs(world, app, 'dina');
    const faulty = await dina.post('/notices/pause').type('form').send({ reason: '  ' });
    expect([faulty.status, faulty.text.includes('href="#pause-reason"')]).toEqual([422, true]);
    const personal = await dina.post('/notices/pause').type('form').send({ reason: 'Om 010107 50160' });
    expect([personal.status, personal.text.includes('value="Om 010107 50160"')]).toEqual([422, true]);
    expect(personal.text).toContain('Teksten inneholder et fødselsnummer');
    expect(mailPause(world.context)).toBeNull();
    await dina.post('/notices/pause').type('form').send({ reason: 'Feil i <adressene>' });
    expect(mailPause(world.context)).toMatchObject({ reason: 'Feil i <adressene>' });
    expect((await dina.get('/notices')).text).toContain('Feil i &lt;adressene&gt;');
    await tickAt(monday);
    expect(noticesTo('alice')).toEqual([{ step: 'opening', state: 'planned', reason: null }]);
  });
});

describe('a kind of mail that is switched off', () => {
  const turn = (browser: Visit, kind: string, to: string, reason = 'Vi venter på nye adresser') =>
    browser.post('/notices/switches').type('form').send({ kind, turn: to, reason });

  test('is recorded as skipped when it falls due, and does not go when it is on again', async () => {
    await tickAt(monday);
    const dina = await visitAs(world, app, 'dina');
    expect((await turn(dina, 'reminder-1', 'off')).headers['location']).toBe('/notices?done=off:reminder-1');
    await tickAt(friday);
    await turn(dina, 'reminder-1', 'on');
    await tickAt('2026-11-06T08:00:00.000Z');
    expect(noticesTo('alice')).toEqual([
      { step: 'opening', state: 'sent', reason: null },
      { step: 'reminder-1', state: 'skipped', reason: skipReasons.switchedOff },
    ]);
    await tickAt('2026-11-11T07:00:00.000Z');
    expect(noticesTo('alice').at(-1)).toEqual({ step: 'reminder-2', state: 'sent', reason: null });
  });

  test('says in the ledger who turned it, when and why', async () => {
    const dina = await visitAs(world, app, 'dina');
    await turn(dina, 'opening', 'off');
    const { store } = world.context;
    expect(store.event.ofSubject('mail:opening')).toMatchObject([
      {
        what: 'mail.switchedOff',
        who: `person:${world.people.dina.id}`,
        details: { reason: 'Vi venter på nye adresser' },
      },
    ]);
    expect(await wordsAt(dina, '/notices')).toMatch(
      /Åpningsvarsel Av Sist endret: Dina Dahl, 2. november 2026 kl. 08:00: «Vi venter på nye adresser»/,
    );
    await tickAt(monday);
    const notice = store.noticeSearch.ofPeriod('2026-10').find(({ person }) => person === world.people.alice.id);
    const words = await wordsAt(dina, `/notices/${notice?.id}`);
    expect(words).toContain('denne typen e-post er slått av');
    expect(words).toContain('Slått av av Dina Dahl, 2. november 2026 kl. 08:00: «Vi venter på nye adresser»');
  });

  test('is told ahead as skipped', async () => {
    const dina = await visitAs(world, app, 'dina');
    await turn(dina, 'reminder-1', 'off');
    expect(await wordsAt(dina, '/notices')).toMatch(/fredag 6. november 2026 Hoppes over: \d+/);
    expect(await wordsAt(dina, '/notices/days/2026-11-06')).toContain('Hoppes over: denne typen e-post er slått av');
  });

  test('does not go either when it was in the queue already', async () => {
    pauseMail(world.context, { at: monday, reason: 'x' }, 'job');
    await tickAt(monday);
    const dina = await visitAs(world, app, 'dina');
    await turn(dina, 'opening', 'off');
    await dina.post('/notices/release');
    await tickAt('2026-11-02T07:10:00.000Z');
    expect(noticesTo('alice')).toEqual([{ step: 'opening', state: 'skipped', reason: skipReasons.switchedOff }]);
  });

  test('may be the receipt; signing in works all the same', async () => {
    const dina = await visitAs(world, app, 'dina');
    await turn(dina, 'receipt', 'off');
    deliverBoth();
    await tickAt(monday);
    const receipts = world.context.store.notice.ofPeriod('2026-10').filter(({ step }) => step === 'receipt');
    expect(receipts.map(({ state, reason }) => [state, reason])).toEqual(
      [1, 2].map(() => ['skipped', skipReasons.switchedOff]),
    );
    await visitAs(world, app, 'alice');
  });

  test('needs a reason and a kind that there is', async () => {
    const dina = await visitAs(world, app, 'dina');
    const faulty = await turn(dina, 'reminder-2', 'off', ' ');
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('href="#reason"');
    expect(faulty.text).toContain('<option value="reminder-2" selected>');
    expect((await turn(dina, 'sign-in', 'off')).status).toBe(400);
    expect((await turn(dina, 'test', 'off')).status).toBe(400);
    expect(world.context.store.mailSwitch.turns()).toEqual([]);
  });
});

describe('a test to oneself', () => {
  const testsIn = () =>
    world.context.store.keptMail.newest(50).filter(({ subject }) => subject === 'Prøve fra KVP-rapport');

  test('goes through the ledger, one for each click, also while mail is paused', async () => {
    pauseMail(world.context, { at: monday, reason: 'x' }, 'job');
    const dina = await visitAs(world, app, 'dina');
    const answers = [await dina.post('/notices/test'), await dina.post('/notices/test')];
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(answers[0]?.headers['location']).not.toBe(answers[1]?.headers['location']);
    expect(testsIn().map(({ recipient }) => recipient)).toEqual(['dina@example.org', 'dina@example.org']);
    expect(testsIn()[0]?.messageId).not.toBe(testsIn()[1]?.messageId);
    const words = await wordsAt(dina, String(answers[0]?.headers['location']));
    expect(words).toMatch(/Varsel: Prøve.*Sendt.*dina@example.org/);
    expect(await wordsAt(dina, '/notices/ledger?step=test')).toContain('2 varsler funnet');
  });

  test("holds no figure and leads to the page it was asked at, in the person's language", async () => {
    const dina = await visitAs(world, app, 'dina');
    await dina.get('/notices?lang=nn');
    await dina.post('/notices/test');
    const [mail] = world.context.store.keptMail.newest(1);
    expect(mail?.subject).toBe('Prøve frå KVP-rapport');
    expect(mail?.text).toContain('/notices');
  });

  test('is no reason for the brake, however often', async () => {
    const dina = await visitAs(world, app, 'dina');
    for (let time = 0; time < 12; time++) await dina.post('/notices/test');
    await tickAt(monday);
    expect(mailPause(world.context)).toBeNull();
    expect(noticesTo('alice')).toEqual([{ step: 'opening', state: 'sent', reason: null }]);
  });
});

describe('a step that is not planned yet', () => {
  const order = (browser: Visit, step: string, name: Name = 'alice', unit = '0101-3101') =>
    browser
      .post('/notices/steps')
      .type('form')
      .send({ ...{ step, unit, period: '2026-10' }, person: String(world.people[name].id) });
  const isOffered = async (browser: Visit, step: string) =>
    (await browser.get('/notices/why?unit=0101-3101&period=2026-10')).text.includes(`name="step" value="${step}"`);

  test('is sent to one person at once when that is ordered, and not again when its day comes', async () => {
    await tickAt(monday);
    world.setNow('2026-11-04T21:00:00.000Z');
    const dina = await visitAs(world, app, 'dina');
    expect(await wordsAt(dina, '/notices/why?unit=0101-3101&period=2026-10')).toContain('Send nå til Alice Aas');
    const answer = await order(dina, 'reminder-1');
    expect(answer.headers['location']).toMatch(/^\/notices\/\d+\?tried=done$/);
    expect(await wordsAt(dina, String(answer.headers['location']))).toMatch(/Varsel: Påminnelse 1.*Sendt/);
    const [mail] = world.context.store.keptMail.newest(1);
    expect([mail?.recipient, mail?.subject]).toEqual([
      'alice@example.org',
      'Påminnelse: fristen for KVP-rapporten er 10. november 2026',
    ]);
    await tickAt(friday);
    expect(noticesTo('alice').map(({ step, state }) => `${step} ${state}`)).toEqual([
      'opening sent',
      'reminder-1 sent',
    ]);
    expect(noticesTo('sigrid').map(({ step }) => step)).toEqual(['opening', 'reminder-1']);
    const id = Number(/\d+/.exec(String(answer.headers['location']))?.[0]);
    expect(world.context.store.event.ofSubject(`notice:${id}`)).toMatchObject([{ what: 'notice.sentNow' }]);
  });

  test('goes when its day has come and the hour of notices has not', async () => {
    await tickAt(monday);
    world.setNow('2026-11-06T05:00:00.000Z');
    const dina = await visitAs(world, app, 'dina');
    expect((await order(dina, 'reminder-1')).headers['location']).toContain('tried=done');
    expect(noticesTo('alice').at(-1)).toEqual({ step: 'reminder-1', state: 'sent', reason: null });
  });

  test('does not go before its turn, nor with words that are not true yet', async () => {
    await tickAt(monday);
    const dina = await visitAs(world, app, 'dina');
    const refused = { unit: '0101-3101', period: '2026-10' };
    for (const step of ['reminder-2', 'reminder-3', 'escalation', 'opening']) {
      expect(await isOffered(dina, step)).toBe(false);
      expect((await order(dina, step)).headers['location']).toBe(
        `/notices/why?${String(new URLSearchParams(refused))}&tried=not`,
      );
    }
    // The deadline was yesterday: the second reminder is today's, the third is next.
    await tickAt(friday);
    await tickAt('2026-11-11T07:00:00.000Z');
    const later = await visitAs(world, app, 'dina');
    expect(await isOffered(later, 'reminder-3')).toBe(true);
    expect((await order(later, 'reminder-3')).headers['location']).toContain('tried=done');
  });

  test('does not go to whoever is not to have it, owes nothing, or while mail is paused', async () => {
    await tickAt(monday);
    const dina = await visitAs(world, app, 'dina');
    const isRefused = async (...given: Parameters<typeof order>) =>
      String((await order(...given)).headers['location']).endsWith('tried=not');
    expect(await isRefused(dina, 'reminder-1', 'olav')).toBe(true);
    expect(await isRefused(dina, 'reminder-1', 'alice', '9999-9999')).toBe(true);
    pauseMail(world.context, { at: monday, reason: 'x' }, 'job');
    expect(await isRefused(dina, 'reminder-1')).toBe(true);
    await dina.post('/notices/release');
    deliverBoth();
    expect(await isRefused(dina, 'reminder-1')).toBe(true);
    expect(await wordsAt(dina, '/notices/why?unit=0101-3101&period=2026-10&tried=not')).toContain(
      'Varselet kunne ikke sendes nå.',
    );
    expect(noticesTo('alice').map(({ step }) => step)).toEqual(['opening']);
    for (const bad of [{ step: 'x' }, { period: '2026-13' }, { unit: '<' }, { person: '-1' }]) {
      const whole = { ...{ step: 'reminder-1', period: '2026-10', unit: '0101-3101', person: '1' }, ...bad };
      expect((await dina.post('/notices/steps').type('form').send(whole)).status).toBe(400);
    }
  });
});

describe('a planned notice', () => {
  /** Plans the opening notices and sends none. */
  async function planOnly() {
    pauseMail(world.context, { at: monday, reason: 'x' }, 'job');
    await tickAt(monday);
    const alices = world.context.store.noticeSearch
      .ofPeriod('2026-10')
      .find(({ person }) => person === world.people.alice.id);
    return `/notices/${alices?.id}`;
  }

  test('is sent at once when a person orders it, at any hour, once, and that is recorded', async () => {
    const path = await planOnly();
    world.setNow('2026-11-02T21:00:00.000Z');
    const dina = await visitAs(world, app, 'dina');
    await dina.post('/notices/release');
    expect((await dina.get(path)).text).toContain(`action="${path}/send"`);
    expect((await dina.post(`${path}/send`)).headers['location']).toBe(`${path}?tried=done`);
    expect((await dina.post(`${path}/send`)).headers['location']).toBe(`${path}?tried=not`);
    expect(noticesTo('alice')).toEqual([{ step: 'opening', state: 'sent', reason: null }]);
    expect(world.context.store.event.ofSubject(path.slice(1).replace('notices/', 'notice:'))).toMatchObject([
      { what: 'notice.sentNow', who: `person:${world.people.dina.id}` },
    ]);
    const { text } = await dina.get(`${path}?tried=done`);
    expect(wordsOf(text)).toContain('Forsøket er gjort.');
    expect(text).not.toContain(`action="${path}/send"`);
    await tickAt('2026-11-03T07:00:00.000Z');
    expect(
      world.context.store.keptMail.newest(50).filter(({ recipient }) => recipient === 'alice@example.org'),
    ).toHaveLength(1);
  });

  test('is not sent while mail is paused', async () => {
    const path = await planOnly();
    const dina = await visitAs(world, app, 'dina');
    expect((await dina.post(`${path}/send`)).headers['location']).toBe(`${path}?tried=not`);
    expect(noticesTo('alice')).toEqual([{ step: 'opening', state: 'planned', reason: null }]);
  });

  test('is skipped, not sent, when everything has been delivered meanwhile', async () => {
    const path = await planOnly();
    deliverBoth();
    const dina = await visitAs(world, app, 'dina');
    await dina.post('/notices/release');
    await dina.post(`${path}/send`);
    expect(noticesTo('alice')).toEqual([{ step: 'opening', state: 'skipped', reason: skipReasons.delivered }]);
  });

  test.each(['/notices/999999/send', '/notices/x/send', '/notices/1e3/send'])('%s is not there', async (path) => {
    const dina = await visitAs(world, app, 'dina');
    expect((await dina.post(path)).status).toBe(404);
  });
});
