// What a total is: flows are summed, stocks never over months, and what is missing is not zero.

import { describe, expect, test } from '@jest/globals';
import { type By, type Group, shapeTotals, type TotalsRow } from '../src/domain/totals.ts';

const questions = [
  { id: 'started', kind: 'flow' as const },
  { id: 'participants_end', kind: 'stock' as const },
  { id: 'participants_start', kind: 'opening' as const },
];
const nation: By = { period: false, area: null };

/** One report: started, participants_end, participants_start; null for one that is missing. */
function report(county: string, period: string, sums: [number, number, number] | null): Group {
  const received = sums === null ? 0 : 1;
  const place = { county, municipality: '', unit: '' };
  return { ...place, period, expected: 1, received, onTime: received, sums: sums ?? [null, null, null] };
}

function rows(by: By, groups: Group[], periods = [...new Set(groups.map(({ period }) => period))].sort()): TotalsRow[] {
  return shapeTotals(groups, { by, questions, periods, areaOf: (group) => (by.area === null ? '' : group.county) });
}

describe('a total', () => {
  test('sums a flow over months, takes a stock of the last month and the opening of the first', () => {
    const [row] = rows(nation, [
      report('03', '2026-08', [1, 10, 9]),
      report('03', '2026-09', [2, 12, 10]),
      report('46', '2026-09', [4, 5, 5]),
    ]);
    expect(row?.totals).toEqual({ started: 7, participants_end: 17, participants_start: 9 });
    expect(row?.means).toEqual({ participants_end: (10 + 17) / 2 });
    expect(row).toMatchObject({ expected: 3, received: 3, stockPeriod: '2026-09', stockExpected: 2, stockReceived: 2 });
    expect(row).toMatchObject({ openingPeriod: '2026-08', openingExpected: 1, openingReceived: 1 });
  });

  test('says nothing, not zero, of a stock whose last month nobody has reported, and still means what came before', () => {
    const [row] = rows(nation, [report('03', '2026-08', [1, 10, 9]), report('03', '2026-09', null)]);
    expect(row?.totals).toEqual({ started: 1, participants_end: null, participants_start: 9 });
    expect(row?.means).toEqual({ participants_end: 10 });
    expect(row).toMatchObject({ expected: 2, received: 1, stockPeriod: '2026-09', stockExpected: 1, stockReceived: 0 });
  });

  test('keeps the row of an area that has reported nothing', () => {
    const found = rows({ period: false, area: 'county' }, [
      report('03', '2026-09', [0, 0, 0]),
      report('46', '2026-09', null),
    ]);
    expect(found.map((row) => [row.county, row.received, row.totals.started, row.new])).toEqual([
      ['03', 1, 0, 0],
      ['46', 0, null, null],
    ]);
  });

  test('of an area that ended within the range has no stock in the last month', () => {
    const groups = [report('12', '2019-12', [1, 8, 7]), report('46', '2020-01', [2, 9, 9])];
    const [ended] = rows({ period: false, area: 'county' }, groups);
    expect(ended).toMatchObject({ county: '12', stockPeriod: '2020-01', stockExpected: 0, stockReceived: 0 });
    expect(ended?.totals).toEqual({ started: 1, participants_end: null, participants_start: 7 });
  });

  test('of each month has that month as its first and last', () => {
    const found = rows({ period: true, area: null }, [
      report('03', '2026-08', [1, 10, 9]),
      report('03', '2026-09', [2, 12, 10]),
    ]);
    expect(
      found.map((row) => [row.period, row.stockPeriod, row.totals.participants_end, row.totals.participants_start]),
    ).toEqual([
      ['2026-08', '2026-08', 10, 9],
      ['2026-09', '2026-09', 12, 10],
    ]);
  });

  test('of a range in which nothing was open is one national row without figures, and no row for areas', () => {
    const [row] = rows(nation, [], []);
    expect(row).toMatchObject({ expected: 0, received: 0, totals: { started: null }, stockPeriod: null, new: null });
    expect(rows({ period: true, area: 'county' }, [], [])).toEqual([]);
  });

  test('does not count a month that was not open then', () => {
    const [row] = rows(
      nation,
      [report('03', '2026-08', [1, 10, 9]), report('03', '2026-09', [2, 12, 10])],
      ['2026-08'],
    );
    expect(row).toMatchObject({ expected: 1, received: 1, totals: { started: 1 } });
  });

  test('takes an exempt report off what is expected', () => {
    const exempt = { ...report('03', '2026-09', null), expected: -1 };
    const [row] = rows(nation, [report('03', '2026-09', [2, 12, 10]), report('03', '2026-09', null), exempt]);
    expect(row).toMatchObject({ expected: 1, received: 1, stockExpected: 1, stockReceived: 1 });
  });
});
