// Figures on a later map: mergers and renumberings are walked, a split is listed and never guessed.

import { describe, expect, test } from '@jest/globals';
import type { MunicipalityChange } from '../src/domain/geography.ts';
import { rebaseTo } from '../src/domain/rebase.ts';
import { type Group, shapeTotals } from '../src/domain/totals.ts';

const municipalityChanges: MunicipalityChange[] = [
  { date: '2020-01-01', old: '1260', new: '4631', kind: 'merge' },
  { date: '2020-01-01', old: '1263', new: '4631', kind: 'merge' },
  { date: '2020-01-01', old: '5012', new: '5055', kind: 'split' },
  { date: '2020-01-01', old: '5012', new: '5059', kind: 'split' },
  { date: '2021-01-01', old: '3452', new: '3453', kind: 'boundary' },
  { date: '2024-01-01', old: '1507', new: '1508', kind: 'split' },
  { date: '2024-01-01', old: '1507', new: '1580', kind: 'split' },
  { date: '2024-01-01', old: '9901', new: '9902', kind: 'split' },
  { date: '2024-01-01', old: '9901', new: '8801', kind: 'split' },
];
const countyOf = new Map(
  [...['4631', '5055', '5059', '1508', '1580', '3452', '9902', '8801']].map((number) => [number, number.slice(0, 2)]),
);
const map = { day: '2026-11-03', municipalityChanges, unitChanges: [], countyOf };

function group(municipality: string, period: string, value: number | null): Group {
  const received = value === null ? 0 : 1;
  const place = { county: municipality.slice(0, 2), municipality, unit: `9999-${municipality}` };
  return { ...place, period, expected: 1, received, onTime: received, sums: [value] };
}

function rowsOn(area: 'county' | 'municipality', groups: Group[]) {
  const { areaOf, notRebased } = rebaseTo(map, area);
  const periods = [...new Set(groups.map(({ period }) => period))].sort();
  const questions = [{ id: 'started', kind: 'flow' as const }];
  const rows = shapeTotals(groups, { by: { period: false, area }, questions, periods, areaOf });
  return { rows: rows.map((row) => [row[area], row.totals.started, row.received]), notRebased: notRebased() };
}

describe('figures on a later map', () => {
  test('of merged municipalities stand together under the new number', () => {
    const groups = [group('1260', '2019-06', 2), group('1263', '2019-06', 3), group('4631', '2020-06', 7)];
    expect(rowsOn('municipality', groups)).toEqual({ rows: [['4631', 12, 3]], notRebased: [] });
    expect(rowsOn('county', groups).rows).toEqual([['46', 12, 3]]);
  });

  test('of a split municipality stay under its old number, and are listed with what it became', () => {
    const groups = [group('1507', '2023-06', 4), group('1508', '2024-06', 5)];
    expect(rowsOn('municipality', groups)).toEqual({
      rows: [
        ['1507', 4, 1],
        ['1508', 5, 1],
      ],
      notRebased: [{ municipality: '1507', into: ['1508', '1580'] }],
    });
  });

  test('of a split municipality go to its county when all the parts lie in one', () => {
    expect(rowsOn('county', [group('5012', '2019-06', 4)])).toEqual({ rows: [['50', 4, 1]], notRebased: [] });
    expect(rowsOn('county', [group('9901', '2023-06', 4)]).notRebased).toEqual([
      { municipality: '9901', into: ['8801', '9902'] },
    ]);
  });

  test('do not move by a boundary change, nor for months after the change', () => {
    expect(rowsOn('municipality', [group('3452', '2020-06', 1)]).rows).toEqual([['3452', 1, 1]]);
    expect(rowsOn('municipality', [group('1508', '2024-06', 1)]).notRebased).toEqual([]);
  });

  test('of a unit follow it when it is renumbered, and stay when it is split', () => {
    const unitChanges = [
      { date: '2020-01-01', old: '1260-1260', new: '1263-4631', kind: 'merge' as const },
      { date: '2024-01-01', old: '1504-1507', new: '1504-1508', kind: 'split' as const },
      { date: '2024-01-01', old: '1504-1507', new: '1504-1580', kind: 'split' as const },
    ];
    const { areaOf, notRebased } = rebaseTo({ ...map, unitChanges }, 'unit');
    expect(areaOf({ ...group('1260', '2019-06', 1), unit: '1260-1260' })).toBe('1263-4631');
    expect(areaOf({ ...group('1507', '2019-06', 1), unit: '1504-1507' })).toBe('1504-1507');
    expect(notRebased()).toEqual([{ unit: '1504-1507', into: ['1504-1508', '1504-1580'] }]);
  });
});
