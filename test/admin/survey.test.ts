// The history of SurveyXact: rows of respondents become reports, and what does not fit is listed.

import { writeFileSync as writeBytes } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { surveyCommands } from '../../scripts/admin/survey.ts';
import { importSurvey } from '../../src/actions/import-survey.ts';
import { questionIds } from '../world.ts';
import { type Desk, makeDesk } from './desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = makeDesk();
});
afterEach(() => desk.close());

const variables = Object.fromEntries(questionIds.map((id, index) => [`s_${index + 1}`, id]));
const mapping = {
  unit: { column: 'Enhet på kontoret', values: { 'Nav Halden': '0101-3101' } },
  period: { column: 'Måned' },
  questions: variables,
};
const heading = ['Enhet på kontoret', 'Måned', ...Object.keys(variables)];

/** A row with `end` participants and nothing happening. */
function row(unit: string, month: string, end: number, changes: Record<string, string> = {}): string[] {
  const value = (id: string) =>
    changes[id] ?? (id === 'participants_start' || id === 'participants_end' ? `${end}` : '0');
  return [unit, month, ...questionIds.map(value)];
}

type Options = {
  sign?: string;
  map?: object;
  encoding?: 'utf8' | 'latin1';
  dryRun?: boolean;
  head?: string[];
  start?: string;
};

function run(rows: string[][], options: Options = {}) {
  const { sign = ';', map = mapping, encoding = 'utf8', dryRun = false, head = heading, start = '' } = options;
  const text = `${start}${[head, ...rows].map((cells) => cells.join(sign)).join('\r\n')}\r\n`;
  const csv = desk.file('survey.csv', '');
  writeBytes(csv, Buffer.from(text, encoding));
  return importSurvey(desk.context, { csv, mapping: desk.file('mapping.json', JSON.stringify(map)) }, { dryRun });
}

const answersOf = (unit: string, period: string) => {
  const report = desk.context.store.report.find(unit, period);
  return report && desk.context.store.submission.inForce(report.id)?.answers;
};

describe('a file of respondents', () => {
  test.each([
    ['semicolons and a byte order mark', { start: '\uFEFF' }],
    ['commas', { sign: ',' }],
    ['tabs', { sign: '\t' }],
    ['Latin-1', { encoding: 'latin1' as const }],
  ])('with %s goes in, a report for each', async (_, options) => {
    const result = await run([row('Nav Halden', '2024-03', 7), row('0101-3101', 'april 2024', 7)], options);
    expect(result).toMatchObject({ ok: true, respondents: 2, imported: 2, faults: [], remarks: [] });
  });

  test('goes in report by report; the same file again changes nothing', async () => {
    const rows = [row('Nav Halden', '2024-03', 7), row('0101-3101', 'april 2024', 7), row('0101-3124', '05.2024', 1)];
    expect(await run(rows)).toMatchObject({
      ok: true,
      respondents: 3,
      imported: 3,
      marked: 0,
      faults: [],
      remarks: [],
    });
    expect(answersOf('0101-3101', '2024-04')).toMatchObject({ participants_end: 7, started: 0 });
    expect(desk.context.store.period.find('2024-04')?.imported).toBe(true);
    expect(await run(rows)).toMatchObject({ imported: 0, corrected: 0, unchanged: 3 });
  });

  test('stores nothing in a dry run, and tells the same as the run itself', async () => {
    const rows = [
      row('Nav Halden', '2024-03', 7),
      row('Nav Halden', '2024-04', 7, { started: 'tre' }),
      row('Nav Moss', '2024-04', 1),
    ];
    const dry = await run(rows, { dryRun: true });
    expect(dry).toMatchObject({ ok: true, imported: 1 });
    expect(desk.context.store.period.all()).toEqual([]);
    expect(await run(rows)).toEqual(dry);
    expect(answersOf('0101-3101', '2024-03')).toMatchObject({ participants_end: 7 });
  });
});

describe('what does not fit', () => {
  test('is listed by line', async () => {
    const result = await run([
      row('Nav Ukjent', '2024-03', 1),
      row('Nav Halden', 'i vår', 1),
      row('Nav Halden', '2024-04', 1, { started: '1,5' }),
      [...row('Nav Halden', '2024-05', 1), 'x'],
      row('Nav Halden', '2024-06', 1),
      row('0101-3101', '06.2024', 2),
      row('9999-3101', '2024-07', 2),
      ['Nav Halden', '2024-08', ...questionIds.map(() => '')],
    ]);
    expect(result.faults).toEqual([
      'line 2: the unit is not known to the mapping',
      'line 3: the month cannot be read',
      'line 4: 0101-3101 2024-04: started is not a whole number',
      'line 5: has 27 fields where the heading has 26',
      'line 6: 0101-3101 2024-06: 2 respondents',
      'line 7: 0101-3101 2024-06: 2 respondents',
      'line 8: 9999-3101 2024-07: there is no such unit',
      'line 9: 0101-3101 2024-08: has no answers',
    ]);
  });

  test('is listed by column and by question', async () => {
    const { s_5: _, ...others } = variables;
    const map = { ...mapping, questions: others, ignore: ['respid'] };
    const head = [...heading, 'respid', 'alder'];
    const result = await run([[...row('Nav Halden', '2024-03', 1), '17', 'x']], { map, head });
    expect(result).toMatchObject({
      remarks: [
        'column s_5: in no part of the mapping, left out',
        'column alder: in no part of the mapping, left out',
        'question started: no column gives it, stays unanswered',
      ],
      ...{ imported: 1, marked: 1 },
    });
    expect(answersOf('0101-3101', '2024-03')).not.toHaveProperty('started');
  });

  test('a blank cell is no answer and no zero; the report is marked', async () => {
    expect(await run([row('Nav Halden', '2024-03', 1, { started: '' })])).toMatchObject({ imported: 1, marked: 1 });
    expect(answersOf('0101-3101', '2024-03')).not.toHaveProperty('started');
  });

  test('in the mapping or the heading stops everything', async () => {
    const faults = async (map: object, head = heading) => (await run([], { map, head })).faults;
    expect(await faults({ ...mapping, questions: { ...variables, s_99: 'comment_x' } })).toEqual([
      'line 1: there is no column s_99',
    ]);
    expect(await faults(mapping, [...heading, 's_1'])).toEqual(['line 1: the column s_1 is there twice']);
    expect(await faults({ ...mapping, questions: { a: 'started', b: 'started' } })).toEqual([
      'mapping questions: started is given twice',
    ]);
    expect(await faults({ period: { is: '2024-13' } })).toEqual(
      expect.arrayContaining([expect.stringContaining('mapping period')]),
    );
    const quoted = await run([['"Nav Halden', '2024-03']]);
    expect(quoted).toMatchObject({ ok: false, faults: [expect.stringContaining('is not CSV from here on')] });
    const noJson = { csv: desk.file('a.csv', 'x'), mapping: desk.file('m.json', '{') };
    expect(await importSurvey(desk.context, noJson)).toEqual({ ok: false, faults: ['the mapping is not JSON'] });
  });
});

describe('unit, month and time', () => {
  test('may stand in several columns, with Norwegian names of months and without the zero that a spreadsheet drops', async () => {
    const head = ['Kontor', 'Kommune', 'År', 'Måned', 'Tid', 'Merknad', 's_1', 'Etikett'];
    const map = {
      unit: { office: 'Kontor', municipality: 'Kommune' },
      period: { year: 'År', month: 'Måned' },
      ...{ submittedAt: 'Tid', comment: 'Merknad', questions: { s_1: 'participants_end' }, ignore: ['Etikett'] },
      labelRows: 1,
    };
    const result = await run(
      [
        ['Hvilket kontor?', '', '', '', '', '', 'Deltakere ved månedens slutt', ''],
        ['101', '3101', '2024', 'Mars', '05.04.2024 14:30', 'Ferie', '7', ''],
        ['101', '3101', '2024', 'des.', '2025-01-10 09:00:00', '', '8', ''],
        ['101', '3101', '2024', '5', 'i går', '', '8', ''],
        ['101', '3101', '2024', 'maimåned', '', '', '8', ''],
      ],
      { map, head },
    );
    expect(result).toMatchObject({ respondents: 4, imported: 2 });
    expect(result.faults).toEqual([
      'line 5: 0101-3101 2024-05: the time cannot be read',
      'line 6: the month cannot be read',
    ]);
    const report = desk.context.store.report.find('0101-3101', '2024-03');
    const submission = report && desk.context.store.submission.inForce(report.id);
    expect(submission).toMatchObject({ submittedAt: '2024-04-05T12:30:00.000Z', comment: 'Ferie', onTime: true });
  });

  test('follow a unit through its numbers', async () => {
    const values = { 'Nav Fana': ['1202-4601', '1202-1201'] };
    const map = { ...mapping, unit: { ...mapping.unit, values } };
    const months = ['2019-12', '2020-01', '2024-01'];
    const result = await run(
      months.map((month) => row('Nav Fana', month, 7)),
      { map },
    );
    expect(result).toMatchObject({ imported: 3, faults: [] });
    const units = ['1202-1201', '1202-4601', '1202-4601'];
    for (const [index, month] of months.entries()) {
      expect(answersOf(units[index] ?? '', month)).toMatchObject({ participants_end: 7 });
    }
  });

  test('are told of in the help of the command', () => {
    const [command] = surveyCommands;
    expect(command?.usage).toBe('import surveyxact <csv> --mapping <json> [--dry-run]');
  });
});
