// The demo: made in an instant, the same each time, and nothing in it that an office could not have delivered.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fillWithDemo } from '../../src/actions/demo.ts';
import { addMonths, dayOf, periodsFrom } from '../../src/domain/period.ts';
import { isConfirmedZero } from '../../src/domain/report.ts';
import { judge } from '../../src/domain/rule.ts';
import { type Desk, makeDesk, monday } from './desk.ts';

let desk: Desk;
beforeAll(() => {
  desk = makeDesk();
  fillWithDemo(desk.context);
});
afterAll(() => desk.close());

function everyReport() {
  return desk.context.store.report.withFacts('2024-10', '2026-10');
}

describe('the history of the demo', () => {
  test('covers the month that is due and the 24 before it, for every unit', () => {
    const { store } = desk.context;
    expect(store.period.all().map(({ period }) => period)).toEqual(periodsFrom('2024-10', '2026-10'));
    expect(everyReport()).toHaveLength(25 * 379);
    expect(store.service.get('history_is_synthetic')).toBe('1');
    expect(store.service.get('first_started_at')).toBe(monday);
    expect(store.backup.counts().notices).toBe(0);
  });

  test('obeys every rule, and every warning has its reason', () => {
    const { store } = desk.context;
    const form = store.form.inForce('2026-10');
    const unexplained: string[] = [];
    for (const { report } of everyReport()) {
      const months = store.submission.earlierAnswers(report.unit, report.period, 23);
      for (const { number, answers, reasons } of store.submission.ofReport(report.id)) {
        const findings = judge(form, {
          values: answers,
          month: (back) => months.get(addMonths(report.period, -back)),
          carried: store.submission.carried(report.unit, report.period)?.number ?? null,
          zero: isConfirmedZero(answers),
          reasonsBefore: () => false,
        });
        for (const { rule } of findings.filter((finding) => reasons[finding.rule] === undefined)) {
          unexplained.push(`${report.unit} ${report.period} number ${number}: ${rule}`);
        }
      }
    }
    expect(unexplained).toEqual([]);
  });

  test('has a few reports late, missing and corrected, and July is quiet', () => {
    const { store } = desk.context;
    const past = everyReport().filter(({ report }) => report.period < '2026-10');
    const share = (some: unknown[]) => some.length / past.length;
    expect(share(past.filter(({ firstOnTime }) => firstOnTime === false))).toBeGreaterThan(0.01);
    expect(share(past.filter(({ firstOnTime }) => firstOnTime === false))).toBeLessThan(0.08);
    const missing = past.filter(({ submissions }) => submissions === 0);
    expect(missing.length).toBeGreaterThan(5);
    expect(share(missing)).toBeLessThan(0.02);
    const corrected = past.filter(({ submissions }) => submissions > 1);
    expect(corrected.length).toBeGreaterThan(20);
    for (const { report } of corrected) expect(store.submission.inForce(report.id)?.comment).toMatch(/^Rett[ea]/);

    const sum = (period: string, question: string) =>
      store.reportFile.inForce(period).reduce((total, { answers }) => total + (answers[question] ?? 0), 0);
    expect(sum('2026-07', 'started')).toBeLessThan(0.6 * sum('2026-09', 'started'));
    expect(sum('2026-09', 'participants_end')).toBeGreaterThan(5000);
    expect(sum('2026-09', 'participants_end')).toBeLessThan(10_000);
  });

  test('leaves the due month of the named people undelivered, and they have delivered the rest', () => {
    const { store } = desk.context;
    const single = store.person.byEmail('single@example.org')?.roles[0]?.scope;
    const named = everyReport().filter(({ report }) => ['0101', single].includes(report.unit.slice(0, 4)));
    expect(named).toHaveLength(25 * 3);
    for (const { report, submissions } of named) {
      if (report.period === '2026-10') expect(submissions).toBe(0);
    }
    expect(named.filter(({ submissions }) => submissions === 0).length).toBeLessThan(6);
  });

  test('was delivered on working days, after the opening and before now', () => {
    const { store } = desk.context;
    for (const { report } of everyReport()) {
      for (const { submittedAt, onTime } of store.submission.ofReport(report.id)) {
        expect(submittedAt !== null && submittedAt < monday && dayOf(submittedAt) > report.period).toBe(true);
        expect(onTime).toBe(dayOf(submittedAt ?? '') <= report.deadline);
      }
    }
  });

  test('is the same when it is made again, and passes the check of everything stored', () => {
    const other = makeDesk();
    fillWithDemo(other.context);
    const hashes = (one: Desk) =>
      one.context.store.submission.ofReport(everyReport()[5000]?.report.id ?? 0).map(({ sha256 }) => sha256);
    expect(hashes(other)).toEqual(hashes(desk));
    expect(other.context.store.reportFile.inForce('2026-10')).toEqual(desk.context.store.reportFile.inForce('2026-10'));
    expect(other.context.store.verify.verdict().differences).toEqual([]);
    other.close();
  });

  test('needs no history of its own where something was delivered before', () => {
    const { store } = desk.context;
    const before = store.backup.counts();
    fillWithDemo(desk.context);
    expect(store.backup.counts()).toEqual(before);
  });
});

describe('the people of the demo', () => {
  test('are those of the contract, and every active office has a reporter', () => {
    const { store } = desk.context;
    const role = (name: string) =>
      store.person.byEmail(`${name}@example.org`)?.roles.map(({ role, scope }) => [role, scope]);
    expect(role('reporter')).toEqual([['reporter', '0101']]);
    expect(role('leader')).toEqual([['leader', '0101']]);
    expect(role('governor')).toEqual([['governor', 'FMVL']]);
    expect(role('municipality')).toEqual([['municipality', '3101']]);
    expect(role('directorate')).toEqual([['directorate', '']]);
    expect(role('outsider')).toBeUndefined();

    const [single] = store.unit.ofOffice(role('single')?.[0]?.[1] ?? '', '2026-11-23');
    expect(single?.language).toBe('nn');
    expect(store.unit.ofOffice(single?.office ?? '', '2026-11-23')).toHaveLength(1);
    for (const { office } of store.unit.on('2026-11-23')) {
      expect(store.person.withRole('reporter', office, '2026-11-23').length).toBeGreaterThan(0);
    }
  });

  test('include one for every governor, and all are labelled as nobody', () => {
    const { store } = desk.context;
    const governors = new Set(store.unit.on('2026-11-23').map(({ governor }) => governor ?? ''));
    for (const code of governors) expect(store.person.withRole('governor', code, '2026-11-23')).toHaveLength(1);
    for (const { name } of store.person.all()) expect(name).toMatch(/^Demo /);
  });
});
