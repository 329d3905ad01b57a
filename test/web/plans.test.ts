// The plan's pages: the calendar, and a change from form to preview to the next version.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { openDuePeriods } from '../../src/actions/open.ts';
import { tick } from '../../src/actions/chase.ts';
import { makeWorld, type Name, type World } from '../world.ts';
import { type Visit, visit, visitAs } from './visit.ts';

let world: World;
let app: Express;
let dina: Visit;

beforeEach(async () => {
  world = makeWorld();
  app = world.app();
  dina = await visitAs(world, app, 'dina');
});
afterEach(() => world.close());

/** The fields of the form as a browser would send them. */
async function formOf(browser: Visit, html?: string): Promise<Record<string, string>> {
  const text = html ?? (await browser.get('/plans/change')).text;
  const fields: Record<string, string> = {};
  for (const [tag] of text.matchAll(/<input\b[^>]*>/g)) {
    const [name, value] = ['name', 'value'].map((each) => new RegExp(`\\b${each}="([^"]*)"`).exec(tag)?.[1] ?? '');
    if (name && !(tag.includes('type="checkbox"') && !tag.includes(' checked'))) fields[name] = decoded(value ?? '');
  }
  for (const [, name = '', value = ''] of text.matchAll(/<textarea\b[^>]*\bname="([^"]*)"[^>]*>\n?([^<]*)</g)) {
    fields[name] = decoded(value);
  }
  for (const [, name = '', options = ''] of text.matchAll(/<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    fields[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? '';
  }
  return fields;
}

const decoded = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const send = (browser: Visit, fields: Record<string, string>) =>
  browser.post('/plans/change').type('form').send(fields);

/** Previews and publishes a change of the form. */
async function publish(browser: Visit, changes: Record<string, string>) {
  const fields = { ...(await formOf(browser)), ...changes };
  const preview = await send(browser, { ...fields, order: 'preview' });
  return send(browser, { ...(await formOf(browser, preview.text)), order: 'publish' });
}

describe('the plan is for the directorate', () => {
  const others: Name[] = ['alice', 'lars', 'sigrid', 'guri', 'mona', 'olav'];

  test.each(others)('and is not there for %s', async (name) => {
    const browser = await visitAs(world, app, name);
    expect((await browser.get('/plans')).status).toBe(404);
    expect((await browser.get('/plans/change')).status).toBe(404);
    const fields = { ...(await formOf(dina)), deadlineDay: '12', order: 'publish' };
    expect((await send(browser, fields)).status).toBe(404);
    expect(world.context.store.plan.all()).toHaveLength(1);
    expect((await browser.get('/reports')).text).not.toContain('href="/plans"');
  });

  test('whoever is not signed in is asked to', async () => {
    const answer = await visit(app).get('/plans');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/sign-in']);
  });
});

describe('the calendar', () => {
  test('has the real dates of the coming months, their weekdays, and the holidays by name', async () => {
    const { text } = await dina.get('/plans');
    const words = text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toContain('tirsdag 10. november Frist for oktober 2026');
    expect(words).toContain('mandag 2. november Åpningsvarsel for oktober 2026, til rapportørene');
    expect(words).toContain('Påminnelse 3 for oktober 2026, til rapportørene og lederen ved kontoret');
    expect(words).toContain('torsdag 24. desember Julaften, ingen varsler');
    expect(words).toContain('torsdag 25. mars Skjærtorsdag, ingen varsler');
    expect(words).toContain('torsdag 31. desember Nyttårsaften, ingen varsler Siste dag for retting av oktober 2026');
    expect(words).toContain('Versjon 1 Gjelder nå');
    expect(text).toMatch(/href="\/plans"[^>]* aria-current="page"/);
  });

  test('says the same in nynorsk', async () => {
    const words = (await dina.get('/plans?lang=nn')).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toContain('tysdag 10. november Frist for oktober 2026');
    expect(words).toContain('torsdag 24. desember Julaftan, ingen varsel');
    expect(words).toContain('torsdag 25. mars Skjertorsdag, ingen varsel');
  });

  test('leads to earlier and later months, and never out of bounds', async () => {
    expect((await dina.get('/plans?from=2027-05')).text).toContain('Grunnlovsdagen');
    for (const from of ['1900-01', '2018-01', '2099-12', 'x', '2027-13']) {
      expect((await dina.get(`/plans?from=${from}`)).status).toBe(200);
    }
  });
});

describe('a change', () => {
  test('is offered from the first month that is not open', async () => {
    const { text } = await dina.get('/plans/change');
    expect(text).toContain('<option value="2026-11" selected>');
    expect(text).not.toContain('value="2026-10"');
  });

  test('is shown before it is made: old dates beside new ones, and nothing is published', async () => {
    const fields = { ...(await formOf(dina)), deadlineDay: '15', order: 'preview' };
    const { status, text } = await send(dina, fields);
    const words = text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(status).toBe(200);
    expect(words).toContain('Fristen regnes på en annen måte');
    expect(words).toContain('november 2026 15. desember før 10. desember');
    expect(words).toContain('Publiser versjon 2');
    expect(text).toContain('value="15"');
    expect(world.context.store.plan.all()).toHaveLength(1);
  });

  test('becomes the next version, with who made it; opened reports keep their dates', async () => {
    const { store } = world.context;
    const before = store.report.find('0101-3101', '2026-10');
    const answer = await publish(dina, { deadlineDay: '15' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/plans?from=2026-11&published=2']);
    expect(store.plan.all().map(({ version, validFrom }) => [version, validFrom])).toEqual([
      [1, '2000-01'],
      [2, '2026-11'],
    ]);
    expect(store.event.ofSubject('plan:2')).toMatchObject([
      { what: 'plan.published', who: `person:${world.people.dina.id}`, details: { validFrom: '2026-11' } },
    ]);
    expect(store.report.find('0101-3101', '2026-10')).toEqual(before);
    const { text } = await dina.get('/plans?from=2026-11&published=2');
    const words = text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toContain('Versjon 2 er publisert og gjelder fra november 2026.');
    expect(words).toContain('tirsdag 10. november Frist for oktober 2026');
    expect(words).toContain('tirsdag 15. desember Frist for november 2026');
    expect(words).toMatch(/Versjon 2 Kommer .* Dina Dahl, /);

    world.setNow('2026-12-01T09:00:00.000Z');
    openDuePeriods(world.context, world.context.now());
    expect(store.report.find('0101-3101', '2026-11')?.deadline).toBe('2026-12-15');
  });

  test('can be made again before the month opens: the later version replaces it', async () => {
    await publish(dina, { deadlineDay: '15' });
    await publish(dina, { deadlineDay: '12' });
    expect(world.context.store.plan.inForce('2026-11')).toMatchObject({ version: 3, deadline: { dayOfMonth: 12 } });
    const words = (await dina.get('/plans')).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toContain('Versjon 2 Erstattet før den tok til');
  });

  test('typed with faults comes back with all that was typed, each fault at its field', async () => {
    const fields = { ...(await formOf(dina)), deadlineDay: '99', 'reminder-2_workingDays': '3', order: 'preview' };
    const { status, text } = await send(dina, fields);
    expect(status).toBe(422);
    expect(text).toContain('href="#deadlineDay"');
    expect(text).toContain('Skriv et helt tall fra 1 til 28.');
    expect(text).toContain('value="99"');
    const later = await send(dina, { ...fields, deadlineDay: '10' });
    expect(later.status).toBe(422);
    expect(later.text).toContain('Påminnelse 3 må komme på en senere dag enn Påminnelse 2.');
  });

  test('that changes nothing is refused', async () => {
    const answer = await send(dina, { ...(await formOf(dina)), order: 'preview' });
    expect([answer.status, answer.text.includes('Ingenting er endret.')]).toEqual([422, true]);
  });

  test('is not published unseen, nor otherwise than it was seen', async () => {
    const fields = { ...(await formOf(dina)), deadlineDay: '15' };
    const unseen = await send(dina, { ...fields, order: 'publish' });
    expect(unseen.status).toBe(422);
    const seen = await formOf(dina, (await send(dina, { ...fields, order: 'preview' })).text);
    const changed = await send(dina, { ...seen, deadlineDay: '16', order: 'publish' });
    expect(changed.status).toBe(422);
    expect(changed.text).toContain('Du endret noe etter at du så hva som flyttes');
    expect(world.context.store.plan.all()).toHaveLength(1);
  });

  test("is not published over a colleague's, nor into a month that has opened meanwhile", async () => {
    const preview = (await send(dina, { ...(await formOf(dina)), deadlineDay: '15', order: 'preview' })).text;
    const seen = await formOf(dina, preview);
    await publish(dina, { deadlineDay: '12' });
    const answer = await send(dina, { ...seen, order: 'publish' });
    expect([answer.status, answer.text.includes('endret av en annen mens du holdt på')]).toEqual([422, true]);

    const again = (await send(dina, { ...(await formOf(dina)), deadlineDay: '20', order: 'preview' })).text;
    world.setNow('2026-12-01T09:00:00.000Z');
    dina = await visitAs(world, app, 'dina');
    const late = await send(dina, { ...(await formOf(dina, again)), order: 'publish' });
    expect([late.status, late.text.includes('Velg en måned som ikke er åpnet.')]).toEqual([422, true]);
    expect(world.context.store.plan.all()).toHaveLength(2);
  });

  test('of the texts is what the mails say from that month on, in the language of the office', async () => {
    await publish(dina, {
      opening_subject_nb: 'KVP <for> {måned}',
      opening_subject_nn: 'KVP no for {månad}',
      opening_lead_nn: 'Kjære de. Fristen er {frist}.',
    });
    world.setNow('2026-12-01T07:00:00.000Z');
    await tick(world.context, { at: world.context.now() });
    const mails = world.context.store.keptMail.newest(50);
    const [bokmål, nynorsk] = ['alice', 'sigrid'].map((name) =>
      mails.find(({ recipient, subject }) => recipient === `${name}@example.org` && subject.includes('november')),
    );
    expect(bokmål?.subject).toBe('KVP <for> november 2026');
    expect(bokmål?.html).toContain('<title>KVP &lt;for&gt; november 2026</title>');
    expect(nynorsk?.subject).toBe('KVP no for november 2026');
    expect(nynorsk?.text).toContain('Kjære de. Fristen er 10. desember 2026.');
  });
});
