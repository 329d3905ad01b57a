// Confirming again in one step, and reopening, as a browser without scripts meets them.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { type Name, quietMonth, type World } from '../world.ts';
import { aremark, deliverMonth, halden, hiddenIn, identityNumber, makeDesk, post, stored } from './report-desk.ts';
import { callerOf } from '../api/calls.ts';
import { type Visit, visit, visitAs } from './visit.ts';

const path = `/reports/2026-10/${halden}`;
const september = `/reports/2026-09/${halden}`;
const grown = quietMonth(12, { women_end: 5, started: 1, participants_end: 13 });

let world: World;
let app: Express;
let alice: Visit;

beforeEach(async () => {
  ({ world, app } = makeDesk());
  deliverMonth(world, 'alice', halden, '2026-10', quietMonth(12, { women_end: 5 }));
  alice = await visitAs(world, app, 'alice');
});
afterEach(() => world.close());

function ends() {
  return stored(world).map(({ answers }) => [answers['participants_start'], answers['participants_end']]);
}

describe('confirming again in one step', () => {
  beforeEach(() => deliverMonth(world, 'alice', halden, '2026-09', grown));

  test('is offered on the receipt of the correction, in the list and on the month itself', async () => {
    for (const at of [`${september}/submissions/2`, '/reports', path]) {
      expect((await alice.get(at)).text).toContain(`href="${path}/confirm"`);
    }
    expect((await alice.get(`${september}/submissions/1`)).text).not.toContain('/confirm"');
  });

  test.each([
    ['nb', 'Bekreft måneden', 'Én måned er bekreftet på nytt.'],
    ['nn', 'Stadfest månaden', 'Éin månad er stadfest på nytt.'],
  ])('shows what will change, and one button does it, in %s', async (language, button, done) => {
    const page = (await alice.get(`${path}/confirm?lang=${language}`)).text;
    expect(page).toContain('Oktober 2026');
    expect(page.match(/12 → 13/g)).toHaveLength(2);
    expect(page).toContain(button);
    expect(ends()).toEqual([[12, 12]]);
    const answer = await post(alice, `${path}/confirm`, hiddenIn(page, '<form class="stack"'));
    expect(answer.headers.location).toBe(`${path}/confirm?confirmed=1`);
    expect(ends()).toEqual([
      [12, 12],
      [13, 13],
    ]);
    const after = (await alice.get(answer.headers.location ?? '')).text;
    expect(after).toContain(done);
    expect((await alice.get(path)).text).not.toContain('/confirm"');
  });

  test('a double click confirms once', async () => {
    const fields = hiddenIn((await alice.get(`${path}/confirm`)).text, '<form class="stack"');
    await post(alice, `${path}/confirm`, fields);
    expect((await post(alice, `${path}/confirm`, fields)).status).toBe(409);
    expect(ends()).toEqual([
      [12, 12],
      [13, 13],
    ]);
  });

  test('what changed meanwhile is shown before anything is stored', async () => {
    const fields = hiddenIn((await alice.get(`${path}/confirm`)).text, '<form class="stack"');
    deliverMonth(world, 'lars', halden, '2026-09', { ...grown, started: 2, participants_end: 14 });
    const answer = await post(alice, `${path}/confirm`, fields);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Noe er levert siden du åpnet siden.');
    expect(answer.text).toContain('12 → 14');
    expect(ends()).toEqual([[12, 12]]);
  });

  test('a reason is asked for in place, and kept', async () => {
    deliverMonth(world, 'alice', halden, '2026-09', { ...quietMonth(12), ended_other: 2, participants_end: 10 });
    deliverMonth(
      world,
      'alice',
      halden,
      '2026-10',
      quietMonth(12, { women_end: 5, on_leave_end: 3, participants_start: 12 }),
    );
    deliverMonth(world, 'alice', halden, '2026-09', { ...quietMonth(12), ended_other: 1, participants_end: 11 });
    const page = (await alice.get(`${path}/confirm`)).text;
    expect(page).toContain('name="reason_W4_2026-10"');
    const fields = hiddenIn(page, '<form class="stack"');
    const asked = await post(alice, `${path}/confirm`, fields);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('href="#reason_W4_2026-10"');
    const hostile = await post(alice, `${path}/confirm`, {
      ...fields,
      'reason_W4_2026-10': `Se ${identityNumber} <b>`,
    });
    expect(hostile.status).toBe(422);
    expect(hostile.text).toContain('&lt;b&gt;');
    const good = await post(alice, `${path}/confirm`, { ...fields, 'reason_W4_2026-10': 'Permisjon' });
    expect(good.status).toBe(303);
    expect(stored(world).at(-1)).toMatchObject({ reasons: { W4: 'Permisjon' }, answers: { participants_end: 11 } });
  });

  test.each(['olav', 'sigrid', 'guri', 'mona', 'dina'] as Name[])('%s finds no such page', async (name) => {
    const browser = await visitAs(world, app, name);
    expect((await browser.get(`${path}/confirm`)).status).toBe(404);
    expect((await post(browser, `${path}/confirm`, { seen: '' })).status).toBe(404);
    expect(ends()).toEqual([[12, 12]]);
  });

  test('where everything agrees there is nothing to confirm; whoever is not signed in is asked to', async () => {
    expect((await alice.get(`/reports/2026-10/${aremark}/confirm`)).text).toContain('Det er ingenting å bekrefte.');
    expect((await visit(app).get(`${path}/confirm`)).headers.location).toBe('/sign-in');
    expect((await alice.get(`/reports/2026-13/${halden}/confirm`)).status).toBe(404);
  });
});

describe('reopening', () => {
  let dina: Visit;
  beforeEach(async () => {
    world.setNow('2026-12-03T09:00:00.000Z');
    alice = await visitAs(world, app, 'alice');
    dina = await visitAs(world, app, 'dina');
  });
  const order = { until: '15.12.2026', reason: 'Feil i tallet på kvinner' };

  test('by the directorate with a reason and a day lets the office correct, and the office sees it', async () => {
    expect((await alice.get(september)).text).toContain('Siste dag for retting var 30. november 2026.');
    expect((await dina.get(september)).text).toContain('Åpne for retting');
    const answer = await post(dina, `${september}/reopening`, order);
    expect(answer.headers.location).toBe(`${september}?reopened`);
    expect((await dina.get(`${september}?reopened`)).text).toContain('Rapporten er åpnet for retting.');
    const list = (await alice.get('/reports')).text;
    expect(list).toContain('Åpnet for retting av direktoratet');
    const form = (await alice.get(september)).text;
    expect(form).toContain(
      'Direktoratet har åpnet rapporten for retting til og med 15. desember 2026: Feil i tallet på kvinner',
    );
    expect(form).toContain('Kan rettes til og med 15. desember 2026');
    const nynorsk = (await alice.get(`${september}?lang=nn`)).text;
    expect(nynorsk).toContain('Direktoratet har opna rapporten for retting til og med 15. desember 2026');
    const fields = {
      ...hiddenIn(form),
      ...Object.fromEntries(Object.entries(grown).map(([id, value]) => [id, String(value)])),
    };
    expect((await post(alice, `${september}/submissions`, fields)).headers.location).toBe(`${september}/submissions/2`);
  });

  test.each([
    [{ reason: '' }, 'Skriv en begrunnelse'],
    [{ reason: `Gjelder ${identityNumber}` }, 'fødselsnummer'],
    [{ until: 'snart' }, 'Skriv en dag etter siste dag for retting'],
    [{ until: '1.12.2026' }, 'Skriv en dag etter siste dag for retting'],
  ])('with %j is refused at the field, and what was typed stays', async (changes, said) => {
    const answer = await post(dina, `${september}/reopening`, { ...order, ...changes });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(said);
    if (!('until' in changes)) expect(answer.text).toContain('value="15.12.2026"');
    expect((await alice.get(september)).text).not.toContain('id="report-form"');
  });

  test('is taken back', async () => {
    await post(dina, `${september}/reopening`, order);
    const answer = await post(dina, `${september}/reopening`, { close: '1', reason: 'Gjort' });
    expect(answer.headers.location).toBe(`${september}?closed`);
    expect((await alice.get(september)).text).not.toContain('id="report-form"');
  });

  test.each(['alice', 'olav', 'guri', 'mona'] as Name[])('is not for %s', async (name) => {
    const browser = await visitAs(world, app, name);
    expect((await browser.get(september)).text).not.toContain('/reopening"');
    expect((await post(browser, `${september}/reopening`, order)).status).toBe(404);
    expect(world.context.store.reopening.openOn('2026-12-04').size).toBe(0);
  });

  test('opens the report for systems as well', async () => {
    const system = callerOf(world, 'reporter', '0101');
    const put = () => system.put(september, { answers: grown, reasons: {}, comment: '' });
    expect((await put()).status).toBe(409);
    await post(dina, `${september}/reopening`, order);
    expect((await put()).status).toBe(201);
  });
});
