// The form as data: kvp-1 is complete, a definition that is not is told so, and publishing adds columns once.

import { beforeEach, describe, expect, test } from '@jest/globals';
import { publishForms, readForms } from '../src/actions/publish-form.ts';
import { type Form, formDefinition } from '../src/domain/form.ts';
import { checkForm } from '../src/domain/form-check.ts';
import { type Db, openDatabase } from '../src/store/database.ts';
import { type FormStore, formStore } from '../src/store/form.ts';
import { migrate } from '../src/store/migration.ts';
import { openStore } from '../src/store/store.ts';
import { form } from './rule-facts.ts';

const at = '2026-01-01T08:00:00.000Z';

/** kvp-1 with something changed; the change works on a copy. */
function changed(change: (copy: Form) => void): Form {
  const copy = structuredClone(form);
  change(copy);
  return copy;
}

describe('kvp-1', () => {
  test('asks these questions in this order', () => {
    const asked = Map.groupBy(form.questions, (question) => question.section);
    expect(
      Object.fromEntries([...asked].map(([id, questions]) => [id, questions.map((question) => question.id)])),
    ).toEqual({
      A: ['applications_received', 'applications_granted', 'applications_rejected'],
      B: [
        ...['participants_start', 'started', 'started_transferred', 'ended_completed', 'ended_absence', 'ended_moved'],
        ...['ended_after_break', 'ended_other', 'participants_end', 'on_leave_end', 'extensions_granted'],
      ],
      C: ['women_end', 'under_30_end', 'providers_end'],
      D: [
        ...['outcome_work', 'outcome_subsidised_work', 'outcome_labour_measure', 'outcome_education'],
        ...['outcome_disability_or_aap', 'outcome_social_assistance', 'outcome_other'],
      ],
    });
  });

  test('has one opening number, six stocks at the most, and otherwise flows', () => {
    const ofKind = (kind: string) => form.questions.filter((question) => question.kind === kind).map(({ id }) => id);
    expect(ofKind('opening')).toEqual(['participants_start']);
    expect(ofKind('stock')).toEqual(['participants_end', 'on_leave_end', 'women_end', 'under_30_end', 'providers_end']);
  });

  test('sets its parts and its heading where they belong', () => {
    const parts = form.questions.filter(({ partOf }) => partOf).map(({ id, partOf }) => [id, partOf]);
    expect(parts).toEqual([
      ['started_transferred', 'started'],
      ['on_leave_end', 'participants_end'],
    ]);
    const headings = form.questions.filter(({ heading }) => heading).map(({ id, heading }) => [id, heading]);
    expect(headings).toEqual([['ended_completed', { nb: 'Sluttet i måneden', nn: 'Slutta i månaden' }]]);
  });

  test('holds every rule but those that the service judges itself', () => {
    const warnings = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9', 'W10'];
    expect(form.rules.map((rule) => rule.id)).toEqual(['E2', 'E3', 'E4', 'E5', 'E6', ...warnings]);
  });

  test('has no fault, and serves as far back as the history goes', () => {
    expect(checkForm(form)).toEqual([]);
    expect(form.validFrom <= '2011-01').toBe(true);
  });

  test('keeps the two languages apart', () => {
    const texts = (language: 'nb' | 'nn') =>
      JSON.stringify(form, (key, value) => (key === (language === 'nb' ? 'nn' : 'nb') ? undefined : value));
    const words = (...list: string[]) => new RegExp(`(?<!\\p{L})(?:${list.join('|')})(?!\\p{L})`, 'giu');
    const bokmal = words(
      'ikke',
      'måned\\p{L}*',
      'deltaker\\p{L}*',
      'hver',
      'noe',
      'annen',
      'fra',
      'mottatt',
      'tallene?',
      'av disse',
    );
    const nynorsk = words(
      'ikkje',
      'månad\\p{L}*',
      'deltakar\\p{L}*',
      'kvar',
      'noko',
      'frå',
      'ein',
      'eit',
      'talet',
      'tala',
    );
    expect(texts('nn').match(bokmal)).toBeNull();
    expect(texts('nb').match(nynorsk)).toBeNull();
  });
});

describe('a definition is told', () => {
  const rule = (copy: Form, id: string) => copy.rules.find((found) => found.id === id) as Form['rules'][number];
  const ask = (copy: Form, change: Partial<Form['questions'][number]>) =>
    Object.assign(copy.questions[0] ?? {}, change);

  test.each<[string, (copy: Form) => void]>([
    ['question report: the name is reserved', (copy) => ask(copy, { id: 'report' })],
    ['question constructor: the name is reserved', (copy) => ask(copy, { id: 'constructor' })],
    ['question mean_age: the name is reserved', (copy) => ask(copy, { id: 'mean_age' })],
    ['question started is there twice', (copy) => ask(copy, { id: 'started' })],
    ['there is no section Q', (copy) => ask(copy, { section: 'Q' })],
    ['partOf must name an earlier question', (copy) => ask(copy, { partOf: 'started' })],
    ['only one question can be the opening number', (copy) => ask(copy, { kind: 'opening' })],
    ['rule W10: names participants_start, which is not asked', (copy) => void copy.questions.splice(3, 1)],
    ['rule E4: stands at nothing, which is not asked', (copy) => rule(copy, 'E4').cases[0]?.at.push('nothing')],
    ['rule W4: {participants} is not a number', (copy) => setMessage(copy, 'W4', '{participants}', '{participants}')],
    ['rule W4: the two languages show different numbers', (copy) => setMessage(copy, 'W4', '{women_end}', 'Kvinner')],
    ['rule W9: E is for errors, W for warnings', (copy) => void (rule(copy, 'W9').kind = 'error')],
    ['rule E8: the service judges it itself', (copy) => void (rule(copy, 'E2').id = 'E8')],
    ['rule E3 is there twice', (copy) => void (rule(copy, 'E2').id = 'E3')],
    ['months 0 to -11 are the wrong way round', (copy) => setMonth(copy, 'W3', [0, -11])],
  ])('%s', (text, change) => {
    expect(checkForm(changed(change)).join('\n')).toContain(text);
  });

  function setMessage(copy: Form, id: string, nb: string, nn: string): void {
    for (const ruleCase of rule(copy, id).cases) ruleCase.message = { nb, nn };
  }

  function setMonth(copy: Form, id: string, month: [number, number]): void {
    for (const term of rule(copy, id).cases.flatMap(({ when }) => when.flatMap(({ terms }) => terms)))
      term.month = month;
  }

  test.each<[string, (copy: Form) => void]>([
    ['one language missing', (copy) => ask(copy, { label: { nb: 'Søknader', nn: '' } })],
    ['a name that is no name of a column', (copy) => ask(copy, { id: 'x"; DROP TABLE figure; --' })],
    ['a name in capitals', (copy) => ask(copy, { id: 'Started' })],
    ['no reference to the register of reporting duties', (copy) => void (copy.korReference = '')],
    ['no estimated time', (copy) => void (copy.estimatedMinutes = 0)],
    ['a validity that is not a month', (copy) => void (copy.validFrom = '2027-13')],
    [
      'a factor that is not whole',
      (copy) => void Object.assign(rule(copy, 'W9').cases[0]?.when[0] ?? {}, { than: 0.5 }),
    ],
  ])('by the schema: %s', (_what, change) => {
    expect(formDefinition.safeParse(changed(change)).success).toBe(false);
  });
});

describe('publishing', () => {
  let db: Db;
  let forms: FormStore;
  beforeEach(() => {
    db = openDatabase(':memory:');
    migrate(db);
    forms = formStore(db);
  });
  const columns = () => db.prepare("SELECT name FROM pragma_table_info('figure')").pluck().all();
  const ids = form.questions.map((question) => question.id);
  const next = changed((copy) => {
    const [first] = copy.questions;
    Object.assign(copy, { version: 'kvp-2', validFrom: '2027-01' });
    if (first) copy.questions.push({ ...first, id: 'order' });
  });

  test('gives the wide table a column for each question, without a number until there is one', () => {
    expect(forms.publish(form, at)).toBe(true);
    expect(columns()).toEqual(['report', 'submission', 'first_on_time', 'number', 'first_submitted_at', ...ids]);
  });

  test('the same again changes nothing, another content under the same name is refused', () => {
    forms.publish(form, at);
    expect(forms.publish(structuredClone(form), at)).toBe(false);
    const other = changed((copy) => void (copy.estimatedMinutes = 3));
    expect(() => forms.publish(other, at)).toThrow('Form kvp-1 is published with another content');
    expect(forms.all()).toEqual([form]);
  });

  test('the next version adds the columns that it lacks, and each period has the latest that is valid', () => {
    forms.publish(form, at);
    forms.publish(next, at);
    expect(columns()).toEqual([
      'report',
      'submission',
      'first_on_time',
      'number',
      'first_submitted_at',
      ...ids,
      'order',
    ]);
    const versions = ['2011-01', '2026-12', '2027-01', '2031-05'].map((period) => forms.inForce(period).version);
    expect(versions).toEqual(['kvp-1', 'kvp-1', 'kvp-2', 'kvp-2']);
    expect(forms.byVersion('kvp-1')).toEqual(form);
    expect(forms.byVersion('kvp-1')).toBe(forms.inForce('2026-10'));
  });

  test('a version that cannot be published leaves no column behind', () => {
    forms.publish(form, at);
    const clash = { ...next, validFrom: form.validFrom };
    expect(() => forms.publish(clash, at)).toThrow(/UNIQUE/);
    expect(columns()).not.toContain('order');
    expect(forms.all().map(({ version }) => version)).toEqual(['kvp-1']);
  });

  test('a column takes whole numbers from 0 up, or nothing', () => {
    forms.publish(form, at);
    db.pragma('foreign_keys = OFF');
    const insert = (value: unknown) =>
      db.prepare('INSERT INTO figure (report, submission, started) VALUES (1, 1, :value)').run({ value });
    for (const value of [-1, 1.5, 'three']) expect(() => insert(value)).toThrow();
    insert(3);
    expect(db.prepare('SELECT started, ended_other FROM figure').get()).toEqual({ started: 3, ended_other: null });
  });

  test('there is no form before the first, and none that was not published', () => {
    forms.publish(next, at);
    expect(() => forms.inForce('2026-12')).toThrow('No form is valid for 2026-12');
    expect(() => forms.byVersion('kvp-9')).toThrow('There is no form kvp-9');
  });

  test('at start every form on disk is published, once', () => {
    const store = openStore(':memory:');
    const context = { store, now: () => at };
    publishForms(context);
    publishForms(context);
    expect(store.form.all()).toEqual(readForms());
    store.close();
  });
});
