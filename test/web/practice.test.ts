// The practice report: the same form and the same rules, and no trace of it anywhere.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import type { Express } from 'express';
import type { Form } from '../../src/domain/form.ts';
import { practiceMonth, practise } from '../../src/domain/practice.ts';
import { type Name, quietMonth, typed, type World } from '../world.ts';
import { hiddenIn, identityNumber, makeDesk, post, textIn, valueIn } from './report-desk.ts';
import { type Visit, visit, visitAs } from './visit.ts';

let world: World;
let app: Express;
let alice: Visit;

beforeEach(async () => {
  ({ world, app } = makeDesk());
  alice = await visitAs(world, app, 'alice');
});
afterEach(() => world.close());

function form(): Form {
  return world.context.store.form.byVersion('kvp-1');
}

/** A month that adds up after the made-up one. */
function good() {
  const { participants_end: end = 0 } = practiceMonth(form());
  return typed(quietMonth(end, { applications_received: 2, women_end: 3 }));
}

/** Every row of every table, but for the sessions, which note when they were used. */
function everything(): string {
  const db = new Database(world.context.config.databaseFile, { readonly: true });
  const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const rows = tables
    .filter(({ name }) => name !== 'session' && name !== 'person')
    .map(({ name }) => [name, db.prepare(`SELECT * FROM "${name}"`).all()]);
  db.close();
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

describe('a practice report', () => {
  test.each([
    [
      'nb',
      'Øvelse – oktober 2026 – KVP-rapport',
      'Ingenting av det du skriver, blir lagret eller telt.',
      'Lever øvelsen',
    ],
    ['nn', 'Øving – oktober 2026 – KVP-rapport', 'Ingenting av det du skriv, blir lagra eller talt.', 'Lever øvinga'],
  ])(
    'is the form of the own unit, and says what it is in page and title, in %s',
    async (language, title, label, button) => {
      const page = (await alice.get(`/practice?lang=${language}`)).text;
      for (const said of [`<title>${title}`, label, button, 'Nav Halden-Aremark']) expect(page).toContain(said);
      expect(page).not.toMatch(/save-draft|report-draft|\/draft/);
      expect(page.match(/data-number/g)).toHaveLength(24);
      expect(valueIn(page, 'participants_start')).toBe(String(practiceMonth(form())['participants_end']));
      expect(page).toMatch(/id="participants_end-last"/);
    },
  );

  test('is judged by the rules, comes back with all that was typed, and leaves no trace', async () => {
    await alice.get('/practice');
    const before = everything();
    const page = (await alice.get('/practice')).text;
    const hidden = hiddenIn(page);
    const texts = { comment: 'Min øvelse', comment_started: 'Ingen' };
    const bad = await post(alice, '/practice/submissions', { ...hidden, ...good(), participants_end: '99', ...texts });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('<title>Feil: Øvelse');
    expect(bad.text).toContain('href="#participants_end"');
    expect(textIn(bad.text, 'comment')).toBe('Min øvelse');
    expect(textIn(bad.text, 'comment_started')).toBe('Ingen');
    const warned = await post(alice, '/practice/submissions', { ...hidden, ...good(), on_leave_end: '9' });
    expect(warned.text).toContain('name="reason_W4"');
    const secret = await post(alice, '/practice/submissions', {
      ...hidden,
      ...good(),
      comment_started: identityNumber,
    });
    expect(secret.text).toContain('href="#comment_started"');
    const done = await post(alice, '/practice/submissions', { ...hiddenIn(bad.text), ...good() });
    expect(done.headers.location).toBe('/practice/done');
    expect((await alice.get('/practice/done')).text).toContain('Ingenting er lagret.');
    expect(everything()).toBe(before);
  });

  test('can be filled in as "no changes", and the made-up month before obeys the rules itself', async () => {
    const page = (await alice.get('/practice?fill=unchanged')).text;
    const answers = Object.fromEntries(form().questions.map(({ id }) => [id, valueIn(page, id) ?? '']));
    expect(practise(form(), { answers, reasons: {}, comment: '' })).toMatchObject({ ok: true });
    const last = practiceMonth(form());
    expect(last['participants_end']).toBe(
      (last['participants_start'] ?? 0) +
        (last['started'] ?? 0) -
        ['ended_completed', 'ended_absence', 'ended_moved', 'ended_after_break', 'ended_other'].reduce(
          (sum, id) => sum + (last[id] ?? 0),
          0,
        ),
    );
  });

  test('can be tried on a form before it goes live', async () => {
    const questions = form().questions.map((question) =>
      question.id === 'started'
        ? { ...question, label: { nb: 'Splitter nytt spørsmål', nn: 'Splitter nytt spørsmål' } }
        : question,
    );
    const next = { ...form(), version: 'kvp-2', validFrom: '2027-01', questions };
    world.context.store.form.publish(next, world.context.now());
    const page = (await alice.get('/practice')).text;
    expect(page).not.toContain('Splitter nytt spørsmål');
    expect(page).toContain('href="/practice?form=kvp-2"');
    const upcoming = (await alice.get('/practice?form=kvp-2')).text;
    expect(upcoming).toContain('Splitter nytt spørsmål');
    expect(upcoming).toContain('Skjemaet gjelder fra januar 2027.');
    const answer = await post(alice, '/practice/submissions', { ...hiddenIn(upcoming), ...good(), started: '' });
    expect(answer.text).toContain('Splitter nytt spørsmål');
    expect((await alice.get('/practice?form=../x')).status).toBe(200);
  });

  test('is open to everybody who is signed in, and to nobody else', async () => {
    for (const name of ['dina', 'guri', 'mona', 'lars'] as Name[]) {
      const browser = await visitAs(world, app, name);
      expect((await browser.get('/practice')).status).toBe(200);
    }
    expect((await visit(app).get('/practice')).headers.location).toBe('/sign-in');
    expect((await post(visit(app), '/practice/submissions', good())).headers.location).toBe('/sign-in');
  });
});
