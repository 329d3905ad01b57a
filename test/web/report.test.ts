// The report pages as a browser without scripts meets them: everything typed comes back, nothing wrong is stored, and
// nobody reads or writes outside their scope.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import type { Express } from 'express';
import { sendReceipts } from '../../src/actions/send-notices.ts';
import { makeFormKey } from '../../src/web/form-key.ts';
import { makeWorld, type Name, quietMonth, typed, type World } from '../world.ts';
import * as desks from './report-desk.ts';
import {
  aremark,
  type Fields,
  halden,
  hiddenIn,
  identityNumber,
  october,
  post,
  textIn,
  valueIn,
} from './report-desk.ts';
import { type Visit, visit, visitAs } from './visit.ts';

const path = `/reports/2026-10/${halden}`;

let world: World;
let app: Express;
let alice: Visit;

beforeEach(async () => {
  ({ world, app } = desks.makeDesk());
  alice = await visitAs(world, app, 'alice');
});
afterEach(() => world.close());

async function hidden(browser = alice, at = path): Promise<Fields> {
  return hiddenIn((await browser.get(at)).text);
}

function stored(unit = halden, period = '2026-10') {
  return desks.stored(world, unit, period);
}

describe('the form', () => {
  test('shows last month beside each field and fills in the opening number, and nothing else', async () => {
    const { text, status } = await alice.get(path);
    expect(status).toBe(200);
    expect(text).toContain('<title>Rapport for oktober 2026 – Nav Halden-Aremark, Halden – KVP-rapport</title>');
    expect(valueIn(text, 'participants_start')).toBe('12');
    const others = Object.keys(october()).filter((name) => name !== 'participants_start');
    expect(others.map((name) => valueIn(text, name))).toEqual(others.map(() => ''));
    expect(text).toMatch(/id="participants_end-last"[^>]*><span[^>]*>September: <\/span>12</);
  });

  test('asks for numbers in text fields, which the mouse wheel never changes', async () => {
    const { text } = await alice.get(path);
    expect(text).not.toContain('type="number"');
    expect(text.match(/type="text" inputmode="numeric"/g)).toHaveLength(24);
  });

  test('is the same in nynorsk', async () => {
    const { text } = await alice.get(`${path}?lang=nn`);
    expect(text).toContain('Deltakarar ved utgangen av månaden');
    expect(text).toContain('Lever rapporten');
    expect(text).not.toMatch(/Deltakere|månedens/);
  });

  test('"no changes" shows what it would deliver, and delivers nothing', async () => {
    const { text } = await alice.get(`${path}?fill=unchanged`);
    expect(valueIn(text, 'participants_end')).toBe('12');
    expect(valueIn(text, 'women_end')).toBe('5');
    expect(valueIn(text, 'started')).toBe('0');
    expect(stored()).toEqual([]);
    const answer = await post(alice, `${path}/submissions`, {
      ...hiddenIn(text),
      ...typed(quietMonth(12, { women_end: 5 })),
    });
    expect(answer.headers.location).toBe(`${path}/submissions/1`);
  });

  test('"nothing to report" is offered where there is nobody, and delivers zeros at once', async () => {
    const page = await alice.get(`/reports/2026-10/${aremark}`);
    expect(page.text).toContain('Ingenting å rapportere');
    expect((await alice.get(path)).text).not.toContain('Ingenting å rapportere');
    const fields = { ...hiddenIn(page.text), zero: '1' };
    const answer = await post(alice, `/reports/2026-10/${aremark}/submissions`, fields);
    expect(answer.status).toBe(303);
    expect(new Set(Object.values(stored(aremark)[0]?.answers ?? {}))).toEqual(new Set([0]));
  });

  test('"nothing to report" where there are participants is not taken at its word', async () => {
    const answer = await post(alice, `${path}/submissions`, { ...(await hidden()), zero: '1' });
    expect(answer.status).toBe(422);
    expect(stored()).toEqual([]);
  });

  test('names the month that was skipped, and leads there first', async () => {
    const { text } = await alice.get(`/reports/2026-10/${aremark}`);
    expect(text).toContain('September 2026 er ikke levert.');
    expect(text).toContain(`href="/reports/2026-09/${aremark}"`);
  });

  test('of a period or a unit that is none does not exist', async () => {
    for (const period of ['2026-13', '2026-1', '1999-10', '2026-10-01', '%00'])
      expect([period, (await alice.get(`/reports/${period}/${halden}`)).status]).toEqual([period, 404]);
    for (const unit of ['0101', '0101-9999', '9999-3101', '0101-3101x', '..%2f..'])
      expect([unit, (await alice.get(`/reports/2026-10/${unit}`)).status]).toEqual([unit, 404]);
  });

  test('before its opening says when it opens, and takes nothing', async () => {
    const page = await alice.get(`/reports/2026-11/${halden}`);
    expect(page.text).toContain('Rapporten åpner 1. desember 2026.');
    expect(page.text).not.toContain('id="report-form"');
    expect((await post(alice, `/reports/2026-11/${halden}/submissions`, october())).status).toBe(409);
  });

  test('after the closing day says so, and takes nothing', async () => {
    const fields = await hidden(alice, `/reports/2026-09/${halden}`);
    world.setNow('2026-12-01T09:00:00.000Z');
    alice = await visitAs(world, app, 'alice');
    const page = await alice.get(`/reports/2026-09/${halden}`);
    expect(page.text).toContain('Siste dag for retting var 30. november 2026.');
    const changed = typed(quietMonth(12, { women_end: 6 }));
    expect((await post(alice, `/reports/2026-09/${halden}/submissions`, { ...fields, ...changed })).status).toBe(409);
    expect(stored(halden, '2026-09')).toHaveLength(1);
  });
});

describe('delivering', () => {
  test('leads to the receipt, and from there to the next report', async () => {
    const answer = await post(alice, `${path}/submissions`, {
      ...(await hidden()),
      ...october({ comment: 'Alt i orden' }),
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(`${path}/submissions/1`);
    const receipt = (await alice.get(`${path}/submissions/1`)).text;
    const [submission] = stored();
    for (const said of [
      'Alice Aas',
      '3. november 2026 kl. 10:00',
      'Levert i tide',
      'Alt i orden',
      submission?.sha256 ?? '?',
    ]) {
      expect(receipt).toContain(said);
    }
    expect(receipt).toContain(`href="/reports/2026-10/${aremark}"`);
    expect(submission?.answers).toMatchObject({ participants_end: 13, outcome_work: 1 });
  });

  test('is receipted by a mail that leads to the receipt, and holds no figures', async () => {
    const telling = october({ applications_received: '7777', extensions_granted: '8888', reason_W6: 'Etterslep 9999' });
    const answer = await post(alice, `${path}/submissions`, { ...(await hidden()), ...telling });
    expect(answer.headers.location).toBe(`${path}/submissions/1`);
    await sendReceipts(world.context);
    const mail = world.context.store.keptMail.newest(5).find(({ recipient }) => recipient === 'alice@example.org');
    expect(mail?.text).toContain(`${path}/submissions/1`);
    for (const told of ['7777', '8888', '9999', 'Etterslep'])
      expect(`${mail?.subject} ${mail?.text}`).not.toContain(told);
  });

  test('with a field that holds no whole number comes back as typed, with a fault at the field and in the summary', async () => {
    const fields = await hidden();
    const wrongs = ['', '1e3', '-1', '3,5', '٣', '007', '10000', '0x10', '１２', '1 2', '+1', '12\u0000'];
    for (const wrong of wrongs) {
      const posted = { ...fields, ...october({ started: wrong, comment: 'Se her' }) };
      const { status, text } = await post(alice, `${path}/submissions`, posted);
      expect([wrong, status, text.includes('<title>Feil: ')]).toEqual([wrong, 422, true]);
      expect([wrong, text.includes('href="#started"')]).toEqual([wrong, true]);
      expect([wrong, text]).toEqual([wrong, expect.stringMatching(/id="started-error"[^>]*><p/)]);
      expect(valueIn(text, 'started')).toBe(wrong.replace('\0', '\ufffd'));
      expect(valueIn(text, 'participants_end')).toBe('13');
      expect(textIn(text, 'comment')).toBe('Se her');
    }
    expect(stored()).toEqual([]);
  });

  test('with spaces around a number is understood', async () => {
    for (const around of [' 13 ', '\t13', '13\u00a0']) {
      const fields = { ...(await hidden()), ...october({ participants_end: around }) };
      expect([around, (await post(alice, `${path}/submissions`, fields)).status]).toEqual([around, 303]);
    }
    expect(stored().at(-1)?.answers['participants_end']).toBe(13);
  });

  test('what does not add up says by how much, also without scripts', async () => {
    const answer = await post(alice, `${path}/submissions`, {
      ...(await hidden()),
      ...october({ participants_end: '14' }),
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('12 ved begynnelsen + 2 nye − 1 sluttet = 13');
    expect(answer.text).toMatch(/data-computed="participants_end"[^>]*>Regnet ut: 13</);
  });

  test('a warning asks for its reason in place, keeps it through a fault, and stores it', async () => {
    const strange = october({ participants_start: '11', participants_end: '12' });
    const asked = await post(alice, `${path}/submissions`, { ...(await hidden()), ...strange });
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('href="#reason_W10"');
    expect(asked.text).toMatch(/<textarea id="reason_W10" name="reason_W10"/);
    const faulty = { ...strange, reason_W10: 'Funnet en feil i september', women_end: 'x' };
    const again = await post(alice, `${path}/submissions`, { ...hiddenIn(asked.text), ...faulty });
    expect(again.status).toBe(422);
    expect(textIn(again.text, 'reason_W10')).toBe('Funnet en feil i september');
    const good = { ...strange, reason_W10: 'Funnet en feil i september' };
    expect((await post(alice, `${path}/submissions`, { ...hiddenIn(again.text), ...good })).status).toBe(303);
    expect(stored()[0]?.reasons).toEqual({ W10: 'Funnet en feil i september' });
    const earlier = await alice.get(`/reports/2026-09/${halden}`);
    expect(earlier.text).toContain('Tallene må bekreftes på nytt');
  });

  test('a national identity number in the comment stops it, and is not stored anywhere', async () => {
    const fields = { ...(await hidden()), ...october({ comment: `Gjelder ${identityNumber}` }) };
    const answer = await post(alice, `${path}/submissions`, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#comment"');
    expect(valueIn(answer.text, 'participants_end')).toBe('13');
    expect(stored()).toEqual([]);
  });

  test('twice with one click gives one submission and the same receipt', async () => {
    const fields = { ...(await hidden()), ...october() };
    const [one, two] = [
      await post(alice, `${path}/submissions`, fields),
      await post(alice, `${path}/submissions`, fields),
    ];
    expect([one.headers.location, two.headers.location]).toEqual([`${path}/submissions/1`, `${path}/submissions/1`]);
    expect(stored()).toHaveLength(1);
  });

  test('back, changed and sent again shows both versions and stores neither over the other', async () => {
    const fields = { ...(await hidden()), ...october() };
    await post(alice, `${path}/submissions`, fields);
    const again = await post(alice, `${path}/submissions`, { ...fields, women_end: '7' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('To versjoner av rapporten');
    expect(again.text).toContain('Nav Halden-Aremark, Halden · oktober 2026');
    expect(again.text).toMatch(/name="women_end" value="7" checked/);
    expect(again.text).toMatch(/name="women_end" value="6"/);
    expect(stored()).toHaveLength(1);
  });

  test('works for a script that posts the fields alone', async () => {
    expect((await post(alice, `${path}/submissions`, october())).status).toBe(303);
    expect(stored()[0]?.submittedName).toBe('Alice Aas');
  });

  test('fields that are not asked for change nothing', async () => {
    const extra = {
      report: '1',
      unit: aremark,
      period: '2026-09',
      submittedName: 'Olav',
      role: 'directorate',
      number: '9',
    };
    const polluting = { constructor: 'x', toString: 'x', ['__proto__']: 'x' };
    const answer = await post(alice, `${path}/submissions`, {
      ...(await hidden()),
      ...october(),
      ...extra,
      ...polluting,
    });
    expect(answer.status).toBe(303);
    expect(stored()[0]).toMatchObject({ number: 1, submittedName: 'Alice Aas' });
    expect(stored(aremark)).toEqual([]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('a field that comes twice is refused, since nobody can say which was meant', async () => {
    const body = `${new URLSearchParams({ ...(await hidden()), ...october() }).toString()}&women_end=7`;
    const answer = await alice.post(`${path}/submissions`).type('form').send(body);
    expect(answer.status).toBe(400);
    expect(stored()).toEqual([]);
  });

  test('ten megabytes are refused', async () => {
    const answer = await post(alice, `${path}/submissions`, { ...october(), comment: 'x'.repeat(10_000_000) });
    expect(answer.status).toBe(413);
    expect(stored()).toEqual([]);
  });
});

describe('a correction', () => {
  beforeEach(async () => {
    await post(alice, `${path}/submissions`, { ...(await hidden()), ...october({ comment: 'Først' }) });
  });

  test('starts with what was delivered, becomes number 2, and its receipt shows what changed', async () => {
    const page = (await alice.get(path)).text;
    expect(page).toContain('Rett rapporten');
    expect(valueIn(page, 'participants_end')).toBe('13');
    expect(textIn(page, 'comment')).toBe('Først');
    const fields = { ...hiddenIn(page), ...october({ women_end: '8', comment: 'Først' }) };
    const answer = await post(alice, `${path}/submissions`, fields);
    expect(answer.headers.location).toBe(`${path}/submissions/2`);
    const receipt = (await alice.get(`${path}/submissions/2`)).text;
    expect(receipt).toContain('Endret siden innsending 1');
    expect(receipt).toMatch(/Kvinner<\/th><td[^>]*>6<\/td><td[^>]*>8</);
    expect((await alice.get(`${path}/submissions/1`)).text).toContain('Innsending 2 gjelder nå.');
    expect((await alice.get(`${path}/submissions/3`)).status).toBe(404);
  });

  test('that a colleague has begun is not overwritten by one who comes back from before the delivery', async () => {
    const lars = await visitAs(world, app, 'lars');
    const old = { ...(await hidden()), inForce: '0', draft: '1', ...october({ women_end: '7' }) };
    await post(lars, `${path}/draft`, { ...(await hidden(lars)), ...october({ women_end: '8' }) });
    const first = await post(alice, `${path}/submissions`, old);
    expect(first.text).toContain('Alice Aas leverte rapporten');
    const chosen = { ...old, ...conflictHidden(first.text) };
    const second = await post(alice, `${path}/draft`, chosen);
    expect(second.status).toBe(409);
    expect(second.text).toContain('Lars Lie lagret et annet utkast');
    expect(valueIn((await lars.get(path)).text, 'women_end')).toBe('8');
    await post(alice, `${path}/draft`, { ...chosen, ...conflictHidden(second.text) });
    expect(valueIn((await lars.get(path)).text, 'women_end')).toBe('7');
  });

  test('by a colleague meanwhile is shown, not overwritten', async () => {
    const lars = await visitAs(world, app, 'lars');
    const mine = { ...(await hidden()), ...october({ women_end: '7', comment: 'Først' }) };
    await post(lars, `${path}/submissions`, {
      ...(await hidden(lars)),
      ...october({ women_end: '8', comment: 'Først' }),
    });
    const answer = await post(alice, `${path}/submissions`, mine);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Lars Lie leverte rapporten');
    const chosen = { ...october({ women_end: '7', comment: 'Først' }), ...conflictHidden(answer.text) };
    expect((await post(alice, `${path}/draft`, chosen)).headers.location).toBe(path);
    const form = (await alice.get(path)).text;
    expect(valueIn(form, 'women_end')).toBe('7');
    expect((await post(alice, `${path}/submissions`, { ...hiddenIn(form), ...chosen, ...hiddenIn(form) })).status).toBe(
      303,
    );
    expect(stored().map(({ answers }) => answers.women_end)).toEqual([6, 8, 7]);
  });
});

/** The hidden fields of the page that shows two versions. */
function conflictHidden(html: string): Fields {
  const found = html.matchAll(/<input type="hidden" name="(key|draft|inForce)" value="([^"]*)"/g);
  return Object.fromEntries([...found].map(([, name, value]) => [name ?? '', value ?? '']));
}

describe('a draft', () => {
  const json = (fields: Fields) =>
    alice.post(`${path}/draft`).set('Accept', 'application/json').type('form').send(fields);

  test('keeps what was typed, faults and all, and is shown again', async () => {
    const answer = await post(alice, `${path}/draft`, { ...(await hidden()), started: 'to', comment: 'Mer kommer' });
    expect(answer.headers.location).toBe(path);
    const page = (await alice.get(path)).text;
    expect(valueIn(page, 'started')).toBe('to');
    expect(textIn(page, 'comment')).toBe('Mer kommer');
    expect(page).toContain('Utkast lagret kl. 10:00 av Alice Aas');
  });

  test('is deleted with its own button, and only the one that was seen', async () => {
    const fields = await hidden();
    expect((await alice.get(path)).text).not.toContain('Slett utkastet');
    await post(alice, `${path}/draft`, { ...fields, started: '7' });
    const stale = await post(alice, `${path}/draft`, { ...(await hidden()), draft: '0', discard: '1' });
    expect(stale.status).toBe(409);
    const gone = await post(alice, `${path}/draft`, { ...(await hidden()), discard: '1' });
    const page = (await alice.get(gone.headers.location ?? '')).text;
    expect(page).toContain('Utkastet er slettet.');
    expect(valueIn(page, 'started')).toBe('');
  });

  test('that saves itself says when', async () => {
    const answer = await json({ ...(await hidden()), started: '2', sequence: '1' });
    expect(answer.body).toEqual({
      version: 1,
      savedAt: '2026-11-03T09:00:00.000Z',
      text: 'Lagret kl. 10:00',
      dropped: [],
    });
  });

  test('that comes out of order is ignored, and the later one stands', async () => {
    const fields = await hidden();
    await json({ ...fields, started: '2', sequence: '2' });
    const late = await json({ ...fields, started: '1', sequence: '1' });
    expect(late.body).toMatchObject({ late: true });
    expect(valueIn((await alice.get(path)).text, 'started')).toBe('2');
  });

  test('that comes after the delivery is ignored', async () => {
    const fields = await hidden();
    await post(alice, `${path}/submissions`, { ...fields, ...october() });
    const late = await json({ ...fields, started: '9', sequence: '5' });
    expect(late.status).toBe(409);
    expect(valueIn((await alice.get(path)).text, 'started')).toBe('2');
  });

  test('of a colleague is shown beside one’s own, field by field, and neither is lost', async () => {
    const lars = await visitAs(world, app, 'lars');
    const [mine, his] = [await hidden(), await hidden(lars)];
    await post(lars, `${path}/draft`, { ...his, started: '3', women_end: '4' });
    expect((await json({ ...mine, started: '5', sequence: '1' })).status).toBe(409);
    const answer = await post(alice, `${path}/draft`, { ...mine, started: '5', women_end: '4' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Lars Lie lagret et annet utkast');
    expect(answer.text).toMatch(/name="started" value="5" checked/);
    expect(answer.text).toMatch(/name="started" value="3"/);
    expect(answer.text).toMatch(/type="hidden" name="women_end" value="4"/);
    const chosen = { ...conflictHidden(answer.text), started: '5', women_end: '4' };
    expect((await post(alice, `${path}/draft`, chosen)).headers.location).toBe(path);
    expect(valueIn((await lars.get(path)).text, 'started')).toBe('5');
  });

  test('of one’s own, saved from another page, is told of as one’s own', async () => {
    const [one, two] = [await hidden(), await hidden()];
    await post(alice, `${path}/draft`, { ...one, started: '3' });
    const answer = await post(alice, `${path}/draft`, { ...two, started: '5' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Du lagret et annet utkast fra en annen side 3. november 2026 kl. 10:00.');
    expect(answer.text).toContain('Lagret av deg: <strong>3</strong>');
  });

  test('of a colleague stops a delivery that has not seen it', async () => {
    const lars = await visitAs(world, app, 'lars');
    const mine = await hidden();
    await post(lars, `${path}/draft`, { ...(await hidden(lars)), started: '3' });
    expect((await post(alice, `${path}/submissions`, { ...mine, ...october() })).status).toBe(409);
    expect(stored()).toEqual([]);
  });

  test('of the same page does not, also when the answer to the last save never came', async () => {
    const fields = await hidden();
    await json({ ...fields, started: '1', sequence: '1' });
    expect((await post(alice, `${path}/submissions`, { ...fields, ...october() })).status).toBe(303);
  });

  test('drops a text with a national identity number, keeps the numbers, and says so', async () => {
    const fields = { ...(await hidden()), started: '2', comment: `Gjelder ${identityNumber}`, reason_W1: 'Greit' };
    const answer = await post(alice, `${path}/draft`, fields);
    const page = (await alice.get(answer.headers.location ?? '')).text;
    expect(page).toContain('Teksten inneholdt et fødselsnummer');
    expect(valueIn(page, 'started')).toBe('2');
    expect(textIn(page, 'comment')).toBe('');
    const report = world.context.store.report.find(halden, '2026-10');
    expect(JSON.stringify(world.context.store.draft.find(report?.id ?? 0))).not.toContain(identityNumber);
  });
});

describe('a session that ends in mid-form', () => {
  test('keeps what was posted, and shows it to the same person after sign-in', async () => {
    const fields = { ...(await hidden()), ...october({ started: 'to', comment: 'Linje 1\r\nLinje 2 – æøå' }) };
    const stranger = visit(app);
    const answer = await post(stranger, `${path}/submissions`, fields);
    expect(answer.headers.location).toBe('/sign-in');
    expect(stored()).toEqual([]);
    world.setNow('2026-11-03T20:00:00.000Z');
    alice = await visitAs(world, app, 'alice');
    const page = (await alice.get(path)).text;
    expect(page).toContain('Du var logget ut. Her er det du hadde skrevet.');
    expect(valueIn(page, 'started')).toBe('to');
    expect(textIn(page, 'comment')).toBe('Linje 1\nLinje 2 – æøå');
    const lars = await visitAs(world, app, 'lars');
    expect(valueIn((await lars.get(path)).text, 'started')).toBe('');
    await post(alice, `${path}/submissions`, { ...hiddenIn(page), ...october() });
    expect((await alice.get(path)).text).not.toContain('Du var logget ut.');
  });

  test('keeps it for 24 hours', async () => {
    await post(visit(app), `${path}/submissions`, { ...(await hidden()), started: '2' });
    world.setNow('2026-11-04T09:00:00.001Z');
    alice = await visitAs(world, app, 'alice');
    expect(valueIn((await alice.get(path)).text, 'started')).toBe('');
  });

  test('keeps nothing without a key of ours, and no text with an identity number', async () => {
    const fields: Fields = { ...(await hidden()), started: '2', comment: identityNumber };
    const forged = { ...fields, key: (fields.key ?? '').replace(/\.[^.]+$/, `.${'A'.repeat(43)}`) };
    for (const body of [forged, { ...fields, key: '' }]) {
      expect((await post(visit(app), `${path}/submissions`, body)).headers.location).toBe('/sign-in');
      expect(valueIn((await alice.get(path)).text, 'started')).toBe('');
    }
    await post(visit(app), `${path}/draft`, fields);
    const page = (await alice.get(path)).text;
    expect(valueIn(page, 'started')).toBe('2');
    expect(textIn(page, 'comment')).toBe('');
  });

  test('tells a page that saves itself that it is signed out', async () => {
    const fields = await hidden();
    const answer = await visit(app).post(`${path}/draft`).set('Accept', 'application/json').type('form').send(fields);
    expect(answer.status).toBe(401);
  });

  test('a form opened by somebody else is not delivered in one’s own name unseen', async () => {
    const lars = await visitAs(world, app, 'lars');
    const answer = await post(lars, `${path}/submissions`, { ...(await hidden()), ...october() });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Skjemaet ble åpnet av en annen person.');
    expect(valueIn(answer.text, 'participants_end')).toBe('13');
    expect(stored()).toEqual([]);
  });

  test('the address that was posted to leads back to the form', async () => {
    expect((await alice.get(`${path}/submissions?lang=nn`)).headers.location).toBe(`${path}?lang=nn`);
    expect((await alice.get(`${path}/draft`)).headers.location).toBe(path);
  });
});

describe('scope', () => {
  const outsiders: Name[] = ['olav', 'sigrid', 'guri'];

  test.each(outsiders)('%s finds no report of office 0101, and can post none', async (name) => {
    await post(alice, `${path}/submissions`, { ...(await hidden()), ...october() });
    const browser = await visitAs(world, app, name);
    for (const at of [path, `${path}/submissions/1`]) expect((await browser.get(at)).status).toBe(404);
    const page = { person: world.people[name].id, unit: halden, period: '2026-10' };
    const key = makeFormKey(world.context.config, page, world.context.now());
    for (const to of ['submissions', 'draft']) {
      expect((await post(browser, `${path}/${to}`, { key, ...october({ women_end: '1' }) })).status).toBe(404);
    }
    expect(stored()).toHaveLength(1);
    expect((await browser.get('/reports')).text).not.toContain('Halden');
  });

  test('the municipality reads the numbers and receipts, and writes nothing', async () => {
    await post(alice, `${path}/submissions`, { ...(await hidden()), ...october() });
    const mona = await visitAs(world, app, 'mona');
    const page = (await mona.get(path)).text;
    expect(page).toContain('Du kan lese tallene, ikke endre dem.');
    expect(page).not.toContain('id="report-form"');
    expect((await mona.get(`${path}/submissions/1`)).status).toBe(200);
    expect((await post(mona, `${path}/submissions`, october({ women_end: '1' }))).status).toBe(404);
    expect((await post(mona, `${path}/draft`, october())).status).toBe(404);
    expect((await mona.get(`/reports/2026-10/${aremark}`)).status).toBe(404);
    const list = (await mona.get('/reports?period=2026-10')).text;
    expect(list).toContain('Halden');
    expect(list).not.toContain('Aremark</td>');
  });

  test('the directorate reads every report, and leaves delivering to the office', async () => {
    const dina = await visitAs(world, app, 'dina');
    const page = (await dina.get(path)).text;
    expect(page).toContain('Kontoret har ikke levert for denne måneden.');
    expect(page).not.toContain('id="report-form"');
    expect((await post(dina, `${path}/submissions`, october())).status).toBe(404);
    expect((await post(dina, `${path}/draft`, october())).status).toBe(404);
    expect(stored()).toEqual([]);
  });

  test('whoever is not signed in is asked to, and comes back', async () => {
    const answer = await visit(app).get(path);
    expect(answer.headers.location).toBe('/sign-in');
    expect(String(answer.headers['set-cookie'])).toContain(encodeURIComponent(path));
  });
});

describe('the list of reports', () => {
  test('begins with what is due, then what is missing, then what was delivered', async () => {
    const { text } = await alice.get('/reports');
    const places = [
      `/reports/2026-10/${halden}`,
      `/reports/2026-09/${aremark}`,
      `/reports/2026-09/${halden}/submissions/1`,
    ];
    const found = places.map((place) => text.indexOf(`href="${place}"`));
    expect(found.every((at) => at > 0)).toBe(true);
    expect(found).toEqual(found.toSorted((one, other) => one - other));
    expect(text).toContain('7 dager igjen');
  });

  test('lists a month for the directorate, by status, and takes no notice of odd questions', async () => {
    const dina = await visitAs(world, app, 'dina');
    const missing = (await dina.get('/reports?period=2026-09&status=missing')).text;
    expect(missing).not.toContain(`href="/reports/2026-09/${halden}"`);
    expect(missing).toContain(`href="/reports/2026-09/${aremark}"`);
    for (const query of ['?period=1', '?status=x', '?period=2026-10&period=2026-09', '?period=2099-01']) {
      expect((await dina.get(`/reports${query}`)).status).toBe(200);
    }
  });

  test('leads a reporter with one report to that report', async () => {
    const sigrid = await visitAs(world, app, 'sigrid');
    const start = await sigrid.get('/');
    expect(start.headers.location).toBe('/reports');
    world.close();
    world = makeWorld();
    app = world.app();
    const only = await (await visitAs(world, app, 'sigrid')).get('/');
    expect(only.headers.location).toMatch(/^\/reports\/2026-10\/1263-\d{4}$/);
  });
});

describe('a database that cannot be written to', () => {
  test('is told on the form, with everything typed, and the report is said not to be delivered', async () => {
    const fields = { ...(await hidden()), ...october({ comment: 'Viktig' }) };
    const other = new Database(world.context.config.databaseFile);
    other.exec('BEGIN IMMEDIATE');
    const answer = await post(alice, `${path}/submissions`, fields);
    other.exec('ROLLBACK');
    other.close();
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('30');
    expect(answer.text).toContain('Rapporten er IKKE sendt inn.');
    expect(valueIn(answer.text, 'participants_end')).toBe('13');
    expect(textIn(answer.text, 'comment')).toBe('Viktig');
    expect((await post(alice, `${path}/submissions`, fields)).status).toBe(303);
  });
});
