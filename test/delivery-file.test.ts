// A file of reports: both shapes say the same, faults are told by line, and no field is lost or taken for another.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDeliveries } from '../src/domain/delivery-file.ts';
import { questionIds } from './world.ts';

const openings = new Set(['participants_start']);

function read(...lines: string[]) {
  return readDeliveries(
    lines.map((text, index) => ({ line: index + 1, fields: text.split(',') })),
    openings,
  );
}

function deliveries(...lines: string[]) {
  const reading = read(...lines);
  if (!reading.ok) throw new Error(reading.fault);
  return reading;
}

describe('a file of reports', () => {
  test('says the same long and wide, by period and unit', () => {
    const long = deliveries(
      'unit,period,question,value',
      ...['0101-3124,2026-10,started,2', '0101-3124,2026-09,started,1', '0101-3124,2026-10,comment,Hei'],
      ...['0101-3124,2026-10,reason_W1,Ja', '0101-3124,2026-10,comment_started,To'],
    );
    const wide = deliveries(
      'unit,period,started,comment,reason_W1,comment_started,participants_start',
      ...['0101-3124,2026-10,2,Hei,Ja,To,', '0101-3124,2026-09,1,,,,'],
    );
    expect(long.deliveries.map(({ period, input }) => [period, input])).toEqual([
      ['2026-09', { answers: { started: '1' }, reasons: {}, comment: '' }],
      [
        '2026-10',
        { answers: { started: '2' }, reasons: { W1: 'Ja' }, comment: 'Hei', figureComments: { started: 'To' } },
      ],
    ]);
    expect(wide.deliveries.map(({ input }) => input)).toEqual(long.deliveries.map(({ input }) => input));
    expect(long.deliveries[1]?.lines.get('comment_started')).toBe(6);
  });

  test('keeps an empty cell of a question as empty: blank is not zero', () => {
    expect(
      deliveries('unit,period,started,participants_start', '0101-3124,2026-10,,').deliveries[0]?.input.answers,
    ).toEqual({
      started: '',
    });
    expect(
      deliveries('unit,period,question,value', '0101-3124,2026-10,participants_start,').deliveries[0]?.input.answers,
    ).toEqual({
      participants_start: '',
    });
  });

  test.each([
    ['0101-3124,2026-10,started', 'fields'],
    ['0101-31240,2026-10,started,1', 'unit'],
    ['0101-3124,2026-13,started,1', 'period'],
    ['0101-3124,2026-09,started,2', 'twice'],
  ] as const)('with the row %s takes that report out, and tells the line', (row, fault) => {
    const reading = deliveries(
      'unit,period,question,value',
      '0101-3124,2026-09,started,1',
      row,
      '0101-3101,2026-09,started,1',
    );
    expect(reading.faults).toMatchObject([{ line: 3, fault }]);
    expect(reading.deliveries.map(({ unit }) => unit)).toContain('0101-3101');
    if (fault === 'twice') expect(reading.deliveries).toHaveLength(1);
  });

  test.each([
    [['a,b,c'], 'heading'],
    [['unit,period'], 'heading'],
    [['unit,period,started,started'], 'heading'],
    [['unit,period,,started'], 'heading'],
    [[], 'heading'],
    [['unit,period,started'], 'empty'],
  ] as const)('that begins %p is refused', (lines, fault) => {
    expect(read(...lines)).toEqual({ ok: false, fault });
  });

  test('does not grow without end', () => {
    const rows = Array.from({ length: 201 }, (_, index) => `${1000 + index}-3124,2026-10,1`);
    expect(read('unit,period,started', ...rows)).toEqual({ ok: false, fault: 'tooMany' });
  });

  test('of any fields gives each report exactly its own, and pollutes nothing', () => {
    const field = fc.oneof(
      fc.constantFrom(...questionIds),
      fc.constantFrom('__proto__', 'constructor', 'valueof', 'submitted_at'),
    );
    const row = fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 3 }),
      field,
      fc.stringMatching(/^\d{0,4}$/),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: ([unit, month, name]) => `${unit} ${month} ${name}`, minLength: 1 }),
        (rows) => {
          const lines = rows.map(([unit, month, name, value]) => `010${unit}-3124,2026-0${month},${name},${value}`);
          const reading = deliveries('unit,period,question,value', ...lines);
          expect(reading.faults).toEqual([]);
          const told = reading.deliveries.flatMap(({ unit, period, input }) =>
            Object.entries(input.answers).map(([name, value]) => `${unit},${period},${name},${value}`),
          );
          expect(told.toSorted()).toEqual(lines.filter((line) => !line.includes('submitted_at')).toSorted());
          expect(({} as Record<string, unknown>)['started']).toBeUndefined();
        },
      ),
    );
  });
});
