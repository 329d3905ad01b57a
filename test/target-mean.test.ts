// The mean against the target, beside an independent computation in fractions of whole numbers.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bandOf,
  judgeMean,
  type MunicipalityMonth,
  municipalityMonths,
  targetOn,
  type UnitMonth,
  windowOf,
} from '../src/domain/target-mean.ts';

const radøy = (expected: number) => ({
  municipality: '1260',
  expectedParticipants: expected,
  validFrom: '2019-01-01',
  source: 's',
});

/** Months of one unit: a number, or null for a missing report. */
function months(...ends: (number | null)[]): MunicipalityMonth[] {
  return ends.map((end, index) => ({
    period: `2018-${String(index + 1).padStart(2, '0')}`,
    ...{ units: 1, reported: end === null ? 0 : 1, end, onLeave: end === null ? null : 0 },
  }));
}

describe('the mean against the target', () => {
  test('Radøy 2019: 5,9 a month has a band of 4,13 to 7,67', () => {
    expect(bandOf(radøy(5.9))).toEqual({ low: 4.13, high: 7.67 });
  });

  test('leaves a missing month out and never takes it for zero', () => {
    expect(judgeMean(months(6, null, 6, null, 6), radøy(5.9))).toMatchObject({ months: 3, mean: 6, status: 'within' });
  });

  test('is unknown with fewer than three months, and without a target', () => {
    expect(judgeMean(months(1, 1, null), radøy(5.9))).toMatchObject({ months: 2, mean: null, status: 'unknown' });
    expect(judgeMean(months(1, 1, 1), null)).toMatchObject({ months: 3, mean: 1, ratio: null, status: 'unknown' });
  });

  test('counts the bounds themselves as within, though 0,7 × 10 and 1,3 × 3 are no exact doubles', () => {
    expect(judgeMean(months(7, 7, 7), radøy(10)).status).toBe('within');
    expect(judgeMean(months(13, 13, 13), radøy(10)).status).toBe('within');
    expect(judgeMean(months(7, 7, 6), radøy(10)).status).toBe('below');
    expect(judgeMean(months(3, 4, 4, 4, 4, 4, 4, 4, 4, 4), radøy(3)).status).toBe('within');
    expect(judgeMean(months(4, 4, 4, 4, 4, 4, 4, 4, 4, 4), radøy(3)).status).toBe('above');
  });

  test('is not rounded: 49/12 lies between 0,7 × 5,833333 and 0,7 × 5,833334', () => {
    const year = months(4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5);
    expect(judgeMean(year, radøy(5.833333)).status).toBe('within');
    expect(judgeMean(year, radøy(5.833334)).status).toBe('below');
  });

  test('suggests a follow-up only when the mean is a whole participant outside the band', () => {
    expect(judgeMean(months(6, 6, 6), radøy(10))).toMatchObject({ status: 'below', isSuggested: true });
    expect(judgeMean(months(6, 6, 7), radøy(10))).toMatchObject({ status: 'below', isSuggested: false });
    expect(judgeMean(months(14, 14, 14), radøy(10))).toMatchObject({ status: 'above', isSuggested: true });
    expect(judgeMean(months(0, 0, 0), radøy(1))).toMatchObject({ status: 'below', isSuggested: false });
  });

  test('agrees with fractions of whole numbers for any months and any target', () => {
    const number = fc.option(fc.integer({ min: 0, max: 9999 }), { nil: null });
    const target = fc.oneof(fc.integer({ min: 0, max: 40_000_000 }), fc.integer({ min: 0, max: 9_999_999_999 }));
    fc.assert(
      fc.property(fc.array(number, { maxLength: 12 }), target, (ends, inMillionths) => {
        const counted = ends.filter((end) => end !== null).map(BigInt);
        const [sum, n] = [counted.reduce((total, end) => total + end, 0n), BigInt(counted.length)];
        // sum / n < 7/10 × target / 10^6, multiplied out.
        const [mean, low, high] = [sum * 10_000_000n, 7n * BigInt(inMillionths) * n, 13n * BigInt(inMillionths) * n];
        const status = n < 3n ? 'unknown' : mean < low ? 'below' : mean > high ? 'above' : 'within';
        const outside = mean < low ? low - mean : mean - high;
        const judged = judgeMean(months(...ends), radøy(inMillionths / 1_000_000));
        expect(judged.status).toBe(status);
        expect(judged.mean).toBe(n < 3n ? null : Number(sum) / Number(n));
        expect(judged.isSuggested).toBe(n >= 3n && status !== 'within' && outside >= n * 10_000_000n);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a month of a municipality', () => {
  const row = (unit: string, period: string, end: number | null, municipality = unit.slice(5)): UnitMonth => ({
    ...{ unit, municipality, period, end, onLeave: end === null ? null : 1 },
  });

  test('counts only when all its units reported', () => {
    const rows = [
      row('0101-3101', '2026-01', 3),
      row('0102-3101', '2026-01', 4),
      row('0101-3101', '2026-02', 3),
      row('0102-3101', '2026-02', null),
    ];
    const found = municipalityMonths(rows, '2026-02', []).get('3101')?.slice(-2);
    expect(found).toEqual([
      { period: '2026-01', units: 2, reported: 2, end: 7, onLeave: 2 },
      { period: '2026-02', units: 2, reported: 1, end: null, onLeave: null },
    ]);
  });

  test('follows a merger: Alver has the sum of Lindås, Meland and Radøy, where all three reported', () => {
    const changes = ['1256', '1260', '1263'].map((old) => ({
      date: '2020-01-01',
      old,
      new: '4631',
      kind: 'merge' as const,
    }));
    const before = ['1256-1256', '1260-1260', '1263-1263'].map((unit) => row(unit, '2019-12', 5));
    const rows = [
      ...before,
      row('1263-4631', '2020-01', 14),
      row('1260-1260', '2019-11', 5),
      row('1256-1256', '2019-11', null),
    ];
    const alver = municipalityMonths(rows, '2020-01', changes).get('4631') ?? [];
    expect(alver.slice(-3).map(({ end }) => end)).toEqual([null, 15, 14]);
  });

  test('starts anew after a split', () => {
    const changes = ['1508', '1580'].map((parted) => ({
      date: '2024-01-01',
      old: '1507',
      new: parted,
      kind: 'split' as const,
    }));
    const found = municipalityMonths(
      [row('1507-1507', '2023-12', 50), row('1508-1508', '2024-01', 40)],
      '2024-01',
      changes,
    );
    expect([...found.keys()]).toEqual(['1508']);
  });

  test('is one of the twelve up to the period', () => {
    expect(windowOf('2026-02')).toHaveLength(12);
    expect([windowOf('2026-02')[0], windowOf('2026-02').at(-1)]).toEqual(['2025-03', '2026-02']);
  });

  test('has the target that had begun on the day', () => {
    const targets = [{ ...radøy(6), validFrom: '2019-04-09' }, radøy(5.9)];
    expect(targetOn(targets, '2019-04-08')?.expectedParticipants).toBe(5.9);
    expect(targetOn(targets, '2019-04-09')?.expectedParticipants).toBe(6);
    expect(targetOn(targets, '2018-12-31')).toBeNull();
  });
});
