// How a unit has developed, as pure facts; and the numbers that its charts are drawn from.

import { describe, expect, test } from '@jest/globals';
import { periodsFrom } from '../src/domain/period.ts';
import { indexed, indexOfMany, shares, sumOfAnswers, unitsBehind } from '../src/domain/unit-development.ts';
import { barChart, lineChart } from '../src/web/chart.ts';

describe('the units behind a month', () => {
  const changes = [
    { date: '2020-01-01', old: 'A', new: 'C', kind: 'merge' as const },
    { date: '2020-01-01', old: 'B', new: 'C', kind: 'merge' as const },
    { date: '2024-01-01', old: 'C', new: 'D', kind: 'renumber' as const },
    { date: '2024-01-01', old: 'D', new: 'E', kind: 'split' as const },
  ];
  const owed = (unit: string, period: string) =>
    unit === 'C'
      ? period >= '2020-01' && period < '2024-01'
      : unit === 'D'
        ? period >= '2024-01'
        : period < '2020-01' && unit < 'C';

  test('are itself, then those it was renumbered or merged from', () => {
    const behind = (unit: string, period: string) => unitsBehind(unit, period, { owed, changes });
    expect(behind('D', '2024-05')).toEqual(['D']);
    expect(behind('D', '2023-12')).toEqual(['C']);
    expect(behind('D', '2019-12')).toEqual(['A', 'B']);
  });

  test('a split starts anew', () => {
    expect(unitsBehind('E', '2023-12', { owed, changes })).toEqual([]);
  });

  test('are summed only when all of them reported', () => {
    expect(sumOfAnswers([{ started: 1 }, { started: 2 }])).toEqual({ started: 3 });
    expect(sumOfAnswers([{ started: 1 }, null])).toBeNull();
    expect(sumOfAnswers([])).toBeNull();
  });
});

describe('a comparison', () => {
  test('is against the own mean of the months that are known', () => {
    expect(indexed([8, null, 12, 10])).toEqual([80, null, 120, 100]);
  });

  test('is not made for few participants or few months', () => {
    expect(indexed([1, 2, 3, 4])).toEqual([null, null, null, null]);
    expect(indexed([10, null, 20])).toEqual([null, null, null]);
  });

  test('of many units neither falls nor rises when a large one has not reported', () => {
    const months = [
      { period: '2026-09', end: 110, usual: 100 },
      { period: '2026-09', end: 11, usual: 10 },
      { period: '2026-10', end: 11, usual: 10 },
    ];
    const index = indexOfMany(months, ['2026-08', '2026-09', '2026-10']);
    expect(index[0]).toBeNull();
    expect(index[1]).toBeCloseTo(110, 9);
    expect(index[2]).toBeCloseTo(110, 9);
  });

  test('tells no share of others that rests on one to four people', () => {
    expect(shares([4, 0, 16], false)).toEqual([null, 0, 80]);
    expect(shares([4, 0, 16], true)).toEqual([20, 0, 80]);
    expect(shares([0, 0], true)).toEqual([null, null]);
  });
});

describe('charts', () => {
  const periods = periodsFrom('2024-11', '2026-10');

  test('a month without a number breaks the line and has no point', () => {
    const values = periods.map((_, index) => (index === 5 ? null : 10));
    const chart = lineChart(periods, [{ name: 'x', values }]);
    expect(chart.lines[0]?.points).toHaveLength(23);
    expect(chart.lines[0]?.path.match(/M/g)).toHaveLength(2);
  });

  test('the axis begins at nought, and names each January with its year', () => {
    const chart = lineChart(periods, [{ name: 'x', values: periods.map(() => 10) }]);
    expect(chart.ticks[0]).toMatchObject({ text: '0', isZero: true });
    expect(chart.months.filter(({ year }) => year !== null).map(({ text, year }) => `${text} ${year}`)).toEqual([
      'jan 2025',
      'jan 2026',
    ]);
  });

  test('a band is left out where it is not known', () => {
    const band = { name: 'b', low: periods.map((_, index) => (index < 3 ? null : 5)), high: periods.map(() => 12) };
    const { band: drawn } = lineChart(periods, [{ name: 'x', values: periods.map(() => 10) }], { band });
    expect(drawn?.path.match(/M/g)).toHaveLength(1);
  });

  test('bars go up for what came and down for what went, and nought has none', () => {
    const chart = barChart(
      periods,
      { name: 'up', values: periods.map((_, index) => index % 2) },
      { name: 'down', values: periods.map(() => null) },
    );
    expect(chart.up.bars).toHaveLength(12);
    expect(chart.down.bars).toHaveLength(0);
    expect(chart.up.bars.every(({ y, height }) => Math.abs(y + height - chart.zero) < 0.2)).toBe(true);
  });

  test('an empty history still has a frame', () => {
    expect(lineChart(periods, [{ name: 'x', values: periods.map(() => null) }]).lines[0]).toMatchObject({
      path: '',
      points: [],
    });
  });
});
