// Reports in and out as a file: what goes out comes in again unchanged, and what is wrong is told by line.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fillWithDemo } from '../../src/actions/demo.ts';
import { exportReports } from '../../src/actions/export-reports.ts';
import { importReports } from '../../src/actions/import-reports.ts';
import { loadTotals } from '../../src/actions/totals.ts';
import type { Period } from '../../src/domain/period.ts';
import type { Actor } from '../../src/domain/person.ts';
import { type Desk, makeDesk } from './desk.ts';
import { heading, reportRows as rows } from './report-rows.ts';

const directorate: Actor = {
  ...{ id: null, name: 'Directorate', who: 'command' },
  roles: [{ role: 'directorate', scope: '', validFrom: '2000-01-01', validTo: null }],
};

describe('the history of the demo', () => {
  let demo: Desk;
  let copy: Desk;
  beforeAll(() => {
    demo = makeDesk();
    copy = makeDesk();
    fillWithDemo(demo.context);
  });
  afterAll(() => {
    demo.close();
    copy.close();
  });

  test('goes out and in again byte for byte, with equal figures and verdicts', async () => {
    const [first, second] = [join(demo.folder, 'first.csv'), join(copy.folder, 'second.csv')];
    expect(await exportReports(demo.context, first)).toBeGreaterThan(9000);
    const result = await importReports(copy.context, first);
    expect(result).toMatchObject({ corrected: 0, unchanged: 0, marked: 0, faults: [], remarks: [] });
    await exportReports(copy.context, second);
    expect(readFileSync(second).equals(readFileSync(first))).toBe(true);

    const facts = (desk: Desk) =>
      desk.context.store.report
        .withFacts('2024-10', '2026-10')
        .map(({ report, firstOnTime, firstSubmittedAt, answersInForce }) => {
          return [report.unit, report.period, report.deadline, firstOnTime, firstSubmittedAt, answersInForce];
        });
    expect(facts(copy)).toEqual(facts(demo));
    const totals = (desk: Desk) => {
      const by = { period: true, area: 'county' as const };
      const order = { from: '2024-10', to: '2026-10', by, geography: 'reported' as const, asOf: null };
      return loadTotals(desk.context, directorate, order).rows;
    };
    expect(totals(copy)).toEqual(totals(demo));
    expect(copy.context.store.verify.verdict().differences).toEqual([]);
    const opened = copy.context.store.period.all();
    expect(opened.every(({ imported }) => imported)).toBe(true);
    expect(copy.context.store.backup.counts().notices).toBe(0);
  });

  test('changes nothing when it comes in once more', async () => {
    const before = copy.context.store.backup.counts();
    const result = await importReports(copy.context, join(demo.folder, 'first.csv'));
    expect(result).toMatchObject({ imported: 0, corrected: 0, unchanged: before.submissions, faults: [] });
    expect(copy.context.store.backup.counts()).toEqual(before);
  });
});

describe('a file of reports', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = makeDesk();
  });
  afterEach(() => desk.close());

  const importText = (text: string, form?: string) =>
    importReports(desk.context, desk.file('in.csv', text), form === undefined ? {} : { form });
  const inForce = (unit: string, period: Period) => {
    const report = desk.context.store.report.find(unit, period);
    return report ? desk.context.store.submission.inForce(report.id) : null;
  };

  test('opens its month for every unit valid then, flagged as imported', async () => {
    const result = await importText(heading + rows('0101-3101', '2024-05', 7));
    expect(result).toMatchObject({ imported: 1, faults: [] });
    const facts = desk.context.store.report.withFacts('2024-05', '2024-05');
    expect(facts).toHaveLength(379);
    expect(facts.every(({ imported }) => imported)).toBe(true);
    expect(facts.filter(({ submissions }) => submissions > 0)).toHaveLength(1);
  });

  test('without submitted_at leaves the verdict unknown, with it decides on time or late', async () => {
    await importText(
      heading +
        rows('0101-3101', '2026-05', 7) +
        rows('0101-3124', '2026-05', 2, { submitted_at: '2026-06-10T21:59:59.999Z' }) +
        rows('0301-0301', '2026-05', 2),
    );
    expect(inForce('0101-3101', '2026-05')).toMatchObject({ submittedAt: null, onTime: null });
    expect(inForce('0101-3124', '2026-05')).toMatchObject({ submittedAt: '2026-06-10T21:59:59.999Z', onTime: true });
    await importText(heading + rows('0101-3101', '2026-06', 7, { submitted_at: '2026-07-11T00:00:00+02:00' }));
    expect(inForce('0101-3101', '2026-06')).toMatchObject({ submittedAt: '2026-07-10T22:00:00.000Z', onTime: false });
  });

  test('tells every fault by line, and keeps that report out and no other', async () => {
    const text =
      heading + // 1
      rows('0101-3101', '2024-05', 7, { women_end: '3,5' }) + // 2–25, women_end on line 16
      rows('0101-3124', '2024-05', 3) + // 26–49
      rows('0101-9999', '2024-05', 3) + // 50–73
      rows('0101-3124', '2024-06', 3, { women_end: '' }).split('\n').slice(1).join('\n') + // 74–96, women_end on line 87
      '0101-3124,2024-13,started,1\n' + // 97
      'Halden,2024-05,started,1\n' + // 98
      '0101-3124,2024-05\n' + // 99
      rows('1001-4204', '2026-11', 3) + // 100–123
      '0106-3107,2024-05,participants,4\n' + // 124
      '0105-3105,2024-05,started,1\n0105-3105,2024-05,started,1\n'; // 125, 126
    const result = await importText(text);
    expect(result.faults).toEqual([
      'line 16: 0101-3101 2024-05: women_end is not a whole number',
      'line 50: 0101-9999 2024-05: there is no such unit',
      'line 87: 0101-3124 2024-06: women_end is empty (blank is not zero)',
      'line 97: period is not a month as 2026-10',
      'line 98: unit is not of the form 0101-3124',
      'line 99: has 2 fields, not the 4 of unit,period,question,value',
      'line 100: 1001-4204 2026-11: the month is not over (E7)',
      'line 124: 0106-3107 2024-05: kvp-1 has no question participants',
      'line 124: 0106-3107 2024-05: has no answers',
      'line 126: 0105-3105 2024-05: started is given twice',
    ]);
    expect(result).toMatchObject({ imported: 0 });
    expect(desk.context.store.period.all()).toEqual([]);
  });

  test.each([0, 3000])('that is not UTF-8 is refused whole, with the line (after %i reports)', async (count) => {
    const before = Array.from({ length: count }, () => rows('0101-3101', '2024-05', 7)).join('');
    const text = heading + before + rows('0101-3101', '2024-06', 7, { comment: 'Gjøvik' });
    const latin = `latin-${count}.csv`;
    const result = await importReports(desk.context, desk.file(latin, Buffer.from(text, 'latin1')));
    expect(result).toMatchObject({
      imported: 0,
      faults: [`line ${26 + 24 * count}: is not UTF-8; nothing was imported`],
    });
    expect(await importText(heading + rows('0101-3101', '2024-06', 7, { comment: 'Gjøvik' }))).toMatchObject({
      imported: 1,
      faults: [],
    });
  });

  test.each(['', '1e3', '-1', '3,5', '٣', '007', '12345678', 'x'])('takes no %j for a number', async (value) => {
    const result = await importText(
      heading + rows('0101-3101', '2024-05', 7, { started: value }) + rows('0101-3124', '2024-05', 1),
    );
    expect(result.faults).toHaveLength(1);
    expect(result.faults[0]).toMatch(/^line 6: 0101-3101 2024-05: started is /);
    expect(result.imported).toBe(1);
    expect(inForce('0101-3101', '2024-05')).toBeNull();
  });

  test('is imported and marked where the answers break a rule', async () => {
    const result = await importText(
      heading + rows('0101-3101', '2024-05', 7, { participants_end: 9, on_leave_end: 12 }),
    );
    expect(result).toMatchObject({ imported: 1, marked: 1, faults: [] });
    expect(inForce('0101-3101', '2024-05')).toMatchObject({ breaks: ['E3', 'E4'], answers: { participants_end: 9 } });
    await importText(heading + rows('0101-3101', '2024-06', 7, { applications_received: 12345 }));
    expect(inForce('0101-3101', '2024-06')).toMatchObject({
      breaks: ['E1'],
      answers: { applications_received: 12345 },
    });
    // Where the number is no valid one, E5 is not judged.
    await importText(heading + rows('0101-3101', '2024-07', 7, { women_end: 12345 }));
    expect(inForce('0101-3101', '2024-07')).toMatchObject({ breaks: ['E1'], answers: { women_end: 12345 } });
  });

  test('with a question left out is imported and marked, and the question stays unanswered', async () => {
    await importText(heading + rows('0101-3101', '2024-05', 7, { women_end: null }));
    const submission = inForce('0101-3101', '2024-05');
    expect(submission?.breaks).toEqual(['E1']);
    expect(submission?.answers).not.toHaveProperty('women_end');
    await importText(heading + '0101-3101,2024-06,participants_start,7\n');
    expect(desk.context.store.submission.carried('0101-3101', '2024-07')?.sources).toMatchObject([
      { period: '2024-05' },
    ]);
  });

  test('becomes a correction where it differs from what is in force, closed or not', async () => {
    await importText(heading + rows('0101-3101', '2024-05', 7));
    const result = await importText(heading + rows('0101-3101', '2024-05', 8));
    expect(result).toMatchObject({ imported: 0, corrected: 1, unchanged: 0 });
    expect(inForce('0101-3101', '2024-05')).toMatchObject({ number: 2, answers: { participants_end: 8 } });
  });

  test('keeps comments of several lines and reasons, and tells the lines after them right', async () => {
    const text =
      `${heading}"0101-3101","2024-05","comment","Første linje\nandre, med ""anførsel"""\n` +
      rows('0101-3101', '2024-05', 7, { reason_W1: 'Stor økning' }) +
      '0101-3101,2024-05,comment,en til\n';
    const faulty = await importText(text);
    expect(faulty.faults).toEqual(['line 29: 0101-3101 2024-05: comment is given twice']);
    await importText(text.split('\n').slice(0, -2).join('\n'));
    expect(inForce('0101-3101', '2024-05')).toMatchObject({
      comment: 'Første linje\nandre, med "anførsel"',
      reasons: { W1: 'Stor økning' },
    });
  });

  test('loses a text with a national identity number, is told so, and keeps the numbers', async () => {
    const text = heading + rows('0101-3101', '2024-05', 7, { comment: 'gjelder 010170 00027' });
    const result = await importText(text);
    expect(result).toMatchObject({ imported: 1, marked: 1, faults: [] });
    expect(result.remarks).toEqual([
      'line 26: 0101-3101 2024-05: comment left out, it holds a national identity number',
    ]);
    expect(inForce('0101-3101', '2024-05')).toMatchObject({ comment: '', breaks: ['E8'] });
    expect(await importText(text)).toMatchObject({ imported: 0, corrected: 0, unchanged: 1 });
  });

  test('may tell its rows in any order; a month is stored before the one that continues it', async () => {
    const later = rows('0101-3101', '2024-06', 7).split('\n').filter(Boolean);
    const earlier = rows('0101-3101', '2024-05', 7).split('\n').filter(Boolean);
    const mixed = later.flatMap((row, index) => [row, earlier[index] ?? '']);
    const withoutOpening = mixed.filter((row) => !row.includes('2024-06,participants_start'));
    const result = await importText(`${heading}${withoutOpening.join('\n')}\n`);
    expect(result).toMatchObject({ imported: 2, faults: [] });
    expect(inForce('0101-3101', '2024-06')?.answers.participants_start).toBe(7);
    expect(inForce('0101-3101', '2024-05')?.id).toBeLessThan(inForce('0101-3101', '2024-06')?.id ?? 0);
  });

  test.each([
    ['', 'the file is empty; nothing was imported'],
    ['unit;period;question;value\n', 'the heading must be unit,period,question,value; nothing was imported'],
    [
      `${heading}0101-3101,2024-05,"started",1"\n"`,
      'is not CSV from here on: look for a stray quote; nothing was imported',
    ],
  ])('that is no such file is refused whole: %j', async (text, fault) => {
    const { faults, imported } = await importText(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
    expect(imported).toBe(0);
  });

  test('about another form than the month had is refused', async () => {
    const { faults } = await importText(heading + rows('0101-3101', '2024-05', 7), 'kvp-2');
    expect(faults).toEqual(['line 2: 0101-3101 2024-05: is on the form kvp-1, not kvp-2']);
  });
});
