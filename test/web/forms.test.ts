// The definitions of the form: for everyone who is signed in, as a page and as a file.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Form } from '../../src/domain/form.ts';
import { formChanges, relationOf } from '../../src/domain/form-definition.ts';
import { makeWorld, type Name, questionIds, type World } from '../world.ts';
import { visit, visitAs } from './visit.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

async function page(name: Name, path: string) {
  const browser = await visitAs(world, world.app(), name);
  return browser.get(path);
}

/** A second version: one question more, one less, one with another meaning. */
function publishSecond(): Form {
  const first = world.context.store.form.byVersion('kvp-1');
  const questions = first.questions
    .filter(({ id }) => id !== 'extensions_granted')
    .map((question) =>
      question.id === 'women_end' ? { ...question, meaning: { nb: 'Ny mening', nn: 'Ny meining' } } : question,
    );
  const extra = { ...first.questions[0]!, id: 'applications_withdrawn', label: { nb: 'Trukket', nn: 'Trekt' } };
  const second: Form = {
    ...first,
    version: 'kvp-2',
    validFrom: '2026-12',
    questions: [...questions, extra],
    rules: [],
  };
  world.context.store.form.publish(second, '2026-11-03T09:00:00.000Z');
  return second;
}

describe('the page of definitions', () => {
  test('is for everyone who is signed in, and nobody else', async () => {
    for (const name of ['alice', 'lars', 'mona', 'guri', 'dina', 'olav'] as const) {
      expect([name, (await page(name, '/forms')).status]).toEqual([name, 200]);
    }
    expect((await visit(world.app()).get('/forms')).headers['location']).toBe('/sign-in');
    expect((await visit(world.app()).get('/forms/file?format=csv')).headers['location']).toBe('/sign-in');
    expect((await page('alice', '/forms/kvp-9')).status).toBe(404);
    expect((await page('alice', '/forms/file?format=exe')).status).toBe(400);
  });

  test('tells of every question what it means, of which kind it is and where it comes from', async () => {
    const { text } = await page('alice', '/forms');
    const form = world.context.store.form.byVersion('kvp-1');
    for (const { label, meaning, id } of form.questions) {
      expect(text).toContain(label.nb);
      expect(text).toContain(meaning.nb);
      expect(text).toContain(`id="${id}"`);
    }
    expect(text).toContain('Tall ved månedens slutt; legges aldri sammen over måneder');
    expect(text).toContain('KOSTRA-skjema 11CF');
  });

  test('says in words when each rule speaks up', async () => {
    const { text } = await page('alice', '/forms');
    const form = world.context.store.form.byVersion('kvp-1');
    for (const { id } of form.rules) expect(text).toContain(`id="${id}"`);
    expect(text).toContain(
      '«Av disse: fra program i annen kommune eller bydel» er større enn «Nye deltakere (begynte i program)».',
    );
    expect(text).toContain(
      '4 × «Av disse: i permisjon eller avtalt avbrudd» er større enn «Deltakere ved månedens slutt»',
    );
    expect(text).toContain('(de siste 12 månedene)');
    expect(text).toContain('Spørres om høyst én gang på 12 måneder.');
    expect(text).not.toMatch(/\{\w+\}/);
  });

  test('marks what is new and changed in a later version, and names what is gone', async () => {
    publishSecond();
    const later = (await page('alice', '/forms/kvp-2')).text;
    expect(later).toMatch(/Trukket <span[^>]*>Nytt/);
    expect(later).toMatch(/Kvinner <span[^>]*>Endret/);
    expect(later).toContain('Spørres det ikke om lenger: Vedtak om forlengelse.');
    expect((await page('alice', '/forms')).text).toContain('kvp-2, gjelder fra desember 2026');
  });

  test('says everything in nynorsk too', async () => {
    const { text } = await page('sigrid', '/forms?lang=nn');
    expect(text).toContain('Kva kvart spørsmål tyder');
    expect(text).toContain('Nye deltakarar (byrja i program)');
    expect(text).toContain('er større enn');
  });
});

describe('the file of definitions', () => {
  test('holds every question of every version, and what was taken away', async () => {
    publishSecond();
    const { text } = await page('dina', '/forms/file?format=csv');
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    expect(rows.filter(({ version }) => version === 'kvp-1').map(({ question }) => question)).toEqual(
      world.context.store.form.byVersion('kvp-1').questions.map(({ id }) => id),
    );
    expect(rows.filter(({ change }) => change === 'removed').map(({ question }) => question)).toEqual([
      'extensions_granted',
    ]);
    expect(rows).toHaveLength(2 * questionIds.length + 1);
  });

  test('opens in a Nordic Excel, with Norwegian heads', async () => {
    const { text, headers } = await page('dina', '/forms/file?format=csv-excel&lang=nn');
    expect(text.startsWith('\ufeffVersjon;Gjeld frå;')).toBe(true);
    expect(headers['content-disposition']).toBe('attachment; filename="definisjonar.csv"');
  });
});

describe('definitions as data', () => {
  test('a relation has nothing negative, and something to the left', () => {
    const term = (question: string, factor: number) => ({ question, factor, month: 0 });
    expect(relationOf({ terms: [term('a', 1), term('b', -3)], is: '>', than: 0 })).toEqual({
      left: [{ question: 'a', factor: 1, from: 0, to: 0 }],
      is: '>',
      right: [{ question: 'b', factor: 3, from: 0, to: 0 }],
      than: 0,
    });
    expect(relationOf({ terms: [term('a', -1)], is: '<=', than: -3 })).toEqual({
      left: [{ question: 'a', factor: 1, from: 0, to: 0 }],
      is: '>=',
      right: [],
      than: 3,
    });
  });

  test('the first version has nothing to differ from', () => {
    const form = world.context.store.form.byVersion('kvp-1');
    expect([...new Set(formChanges(form, null).of.values())]).toEqual(['first']);
    expect([...new Set(formChanges(form, form).of.values())]).toEqual(['same']);
  });
});
