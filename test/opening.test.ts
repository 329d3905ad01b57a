// The opening number and which month must be confirmed again, on hand-made chains of months.

import { describe, expect, test } from '@jest/globals';
import { carriedTo, doubted, type OpeningReads, type Predecessor, type Source } from '../src/domain/opening.ts';

/** Delivered months as unit → period → closing number; submissions are numbered in the order given. */
function chain(delivered: [string, string, number][], changes: (Predecessor & { into: string })[] = []): OpeningReads {
  const sources = delivered.map(
    ([unit, period, closing], index): Source => ({ report: index + 1, unit, period, submission: index + 1, closing }),
  );
  return {
    latestBefore: (unit, period) =>
      sources
        .filter((source) => source.unit === unit && source.period < period)
        .sort((a, b) => b.period.localeCompare(a.period))[0] ?? null,
    predecessors: (unit) => changes.filter(({ into }) => into === unit),
  };
}

describe('the opening number', () => {
  test('is the closing number of the month before', () => {
    const reads = chain([
      ['0101-3101', '2026-08', 11],
      ['0101-3101', '2026-09', 14],
    ]);
    expect(carriedTo('0101-3101', '2026-10', reads)?.number).toBe(14);
  });

  test('is that of the latest delivered month when months are missing between', () => {
    expect(carriedTo('0101-3101', '2026-10', chain([['0101-3101', '2026-05', 9]]))?.number).toBe(9);
  });

  test('is unknown when nothing earlier was delivered; a later month does not count', () => {
    expect(carriedTo('0101-3101', '2026-10', chain([['0101-3101', '2026-11', 9]]))).toBeNull();
  });

  test('follows a unit that got a new number', () => {
    const reads = chain(
      [['1263-1263', '2019-12', 7]],
      [{ date: '2020-01-01', unit: '1263-1263', into: '1263-4631', kind: 'renumber' }],
    );
    expect(carriedTo('1263-4631', '2020-01', reads)?.number).toBe(7);
  });

  test('is the sum of the units that were merged', () => {
    const reads = chain(
      [
        ['1260-1260', '2019-12', 4],
        ['1256-1256', '2019-11', 3],
      ],
      [
        { date: '2020-01-01', unit: '1260-1260', into: '1263-4631', kind: 'merge' },
        { date: '2020-01-01', unit: '1256-1256', into: '1263-4631', kind: 'merge' },
        { date: '2020-01-01', unit: '1263-1263', into: '1263-4631', kind: 'merge' },
      ],
    );
    expect(carriedTo('1263-4631', '2020-01', reads)?.number).toBe(7);
  });

  test('of a unit that lives on adds what was merged into it since its last report, once', () => {
    const reads = chain(
      [
        ['0101-3101', '2023-12', 10],
        ['0119-3119', '2023-12', 5],
        ['0101-3101', '2024-01', 15],
      ],
      [{ date: '2024-01-01', unit: '0119-3119', into: '0101-3101', kind: 'merge' }],
    );
    expect(carriedTo('0101-3101', '2024-01', reads)?.number).toBe(15);
    expect(carriedTo('0101-3101', '2024-02', reads)?.number).toBe(15);
    expect(carriedTo('0101-3101', '2023-12', reads)).toBeNull();
  });

  test('starts anew after a split', () => {
    const reads = chain(
      [['1504-1507', '2023-12', 40]],
      [{ date: '2024-01-01', unit: '1504-1507', into: '1504-1580', kind: 'split' }],
    );
    expect(carriedTo('1504-1580', '2024-01', reads)).toBeNull();
  });
});

describe('which month must be confirmed again', () => {
  const september: Source = { report: 1, unit: '0101-3101', period: '2026-09', submission: 5, closing: 14 };

  test('none when the opening number is the closing number carried to it', () => {
    expect(doubted({ submission: 6, opening: 14 }, { number: 14, sources: [september] })).toBeNull();
  });

  test('the earlier one when the later month was opened with another number', () => {
    expect(doubted({ submission: 6, opening: 15 }, { number: 14, sources: [september] })).toEqual([september]);
  });

  test('the later one when the earlier month was corrected after it', () => {
    const corrected = { ...september, submission: 9, closing: 13 };
    expect(doubted({ submission: 6, opening: 14 }, { number: 13, sources: [corrected] })).toBe('later');
  });
});
