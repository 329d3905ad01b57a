// Charts over months, drawn on the server: numbers for partials/chart-*.ejs to write as SVG. A month without a number
// breaks a line; it is never drawn as nought.

import { scaleBand, scaleLinear, scalePoint } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { Period } from '../domain/period.ts';
import { numberText } from '../text/number.ts';
import { monthName } from '../text/when.ts';

/**
 * One number a month, in the order of the months; null where there is none. `isSteady`: the same every month, to be compared
 * with, and so without a mark for each.
 */
export type Series = { name: string; values: (number | null)[]; isSteady?: true };

type Point = { x: number; y: number };
type Frame = {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  ticks: { y: number; text: string; isZero: boolean }[];
  /** `isMinor`: left out on narrow screens. */
  months: { x: number; text: string; year: string | null; isMinor: boolean }[];
};

export type LineChart = Frame & {
  /** Told apart by dashes and marks, not by colour alone. */
  lines: { name: string; path: string; points: Point[] }[];
  band: { name: string; path: string } | null;
};

/** `zero`: where nought is. */
export type BarChart = Frame & { up: Bars; down: Bars; zero: number };
type Bars = { name: string; bars: (Point & { width: number; height: number })[] };

const [width, height] = [660, 300];
const [right, top, bottom] = [652, 14, 240];
/** Room for a figure of the scale, as it is written on narrow screens. */
const [leastRoom, digitRoom] = [44, 13];

/** Up to three lines, and a band behind them. `from`: the lowest value to show, nought when not given. */
export function lineChart(
  periods: Period[],
  series: Series[],
  {
    band = null,
    from = 0,
  }: { band?: { name: string; low: (number | null)[]; high: (number | null)[] } | null; from?: number } = {},
): LineChart {
  const all = [...series.flatMap(({ values }) => values), ...(band?.high ?? [])].filter((value) => value !== null);
  const low = Math.min(from, ...all);
  const y = scaleLinear([low, Math.max(low + 4, ...all)], [bottom, top]).nice(5);
  const left = leftOf(y);
  const x = scalePoint(periods, [left + 10, right - 10]);
  const at = (index: number) => round(x(periods[index] ?? '') ?? left);
  return {
    ...frame(periods, (index) => at(index), y),
    lines: series.map(({ name, values, isSteady = false }) => ({
      name,
      path:
        line<number | null>()
          .defined((value) => value !== null)
          .x((_, index) => at(index))
          .y((value) => round(y(value ?? 0)))
          .digits(1)(values) ?? '',
      points: values.flatMap((value, index) =>
        value === null || isSteady ? [] : [{ x: at(index), y: round(y(value)) }],
      ),
    })),
    band: band && {
      name: band.name,
      path:
        area<number | null>()
          .defined((value, index) => value !== null && band.low[index] !== null)
          .x((_, index) => at(index))
          .y0((_, index) => round(y(band.low[index] ?? 0)))
          .y1((value) => round(y(value ?? 0)))
          .digits(1)(band.high) ?? '',
    },
  };
}

/** Bars up and down from nought: what came and what went. */
export function barChart(periods: Period[], up: Series, down: Series): BarChart {
  const highest = (values: (number | null)[]) => Math.max(2, ...values.map((value) => value ?? 0));
  const y = scaleLinear([-highest(down.values), highest(up.values)], [bottom, top]).nice(5);
  const left = leftOf(y);
  const x = scaleBand(periods, [left, right]).padding(0.25);
  const at = (index: number) => x(periods[index] ?? '') ?? left;
  const bars = (values: (number | null)[], side: 1 | -1) =>
    values.flatMap((value, index) => {
      if (!value) return [];
      const [one, other] = [y(0), y(side * value)];
      return [
        {
          x: round(at(index)),
          y: round(Math.min(one, other)),
          width: round(x.bandwidth()),
          height: round(Math.abs(one - other)),
        },
      ];
    });
  return {
    ...frame(periods, (index) => round(at(index) + x.bandwidth() / 2), y),
    zero: round(y(0)),
    up: { name: up.name, bars: bars(up.values, 1) },
    down: { name: down.name, bars: bars(down.values, -1) },
  };
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;

function ticksOf(y: Scale): { tick: number; text: string }[] {
  return y
    .ticks(5)
    .filter(Number.isInteger)
    .map((tick) => ({ tick, text: numberText(Math.abs(tick)) }));
}

function leftOf(y: Scale): number {
  return Math.max(leastRoom, 16 + digitRoom * Math.max(...ticksOf(y).map(({ text }) => text.length)));
}

function frame(periods: Period[], at: (index: number) => number, y: Scale): Frame {
  const every = periods.length <= 12 ? 1 : periods.length <= 36 ? 3 : 12;
  const monthOf = (period: Period) => Number(period.slice(5)) - 1;
  const months = periods.flatMap((period, index) =>
    monthOf(period) % every === 0
      ? [{ period, x: at(index), text: monthName(period).slice(0, 3), isMinor: monthOf(period) % (2 * every) !== 0 }]
      : [],
  );
  // The year stands under its January, and under the first month that even narrow screens show.
  const first = months.find(({ isMinor }) => !isMinor)?.period;
  return {
    ...{ width, height, left: leftOf(y), right, top, bottom },
    ticks: ticksOf(y).map(({ tick, text }) => ({ y: round(y(tick)), text, isZero: tick === 0 })),
    months: months.map(({ period, ...month }) => ({
      ...month,
      year: period.endsWith('-01') || period === first ? period.slice(0, 4) : null,
    })),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
