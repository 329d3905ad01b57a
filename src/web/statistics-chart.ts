// The picture of how many take part, month by month: numbers for the view to draw as SVG. A month that is not told, or
// not frozen, breaks the line; it is never drawn as zero.

import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { periodsFrom, type Period } from '../domain/period.ts';
import { numberText } from '../text/number.ts';
import { monthName } from '../text/when.ts';

export type ChartPoint = { period: Period; value: number | null };

export type LineChart = {
  width: number;
  height: number;
  left: number;
  right: number;
  bottom: number;
  path: string;
  points: { x: number; y: number }[];
  months: { x: number; text: string }[];
  ticks: { y: number; text: string }[];
};

const [width, height] = [720, 280];
const [left, right, top, bottom] = [52, 712, 12, 240];
/** More marks than this would run into each other. */
const mostMarks = 14;

/** Takes the months told of, in order; those between them that are not are drawn as a gap. */
export function lineChart(told: ChartPoint[]): LineChart {
  const [first, last] = [told[0]?.period, told.at(-1)?.period];
  const values = new Map(told.map(({ period, value }) => [period, value]));
  const points =
    first && last ? periodsFrom(first, last).map((period) => ({ period, value: values.get(period) ?? null })) : [];
  const y = scaleLinear([0, Math.max(4, ...told.map(({ value }) => value ?? 0)) * 1.05], [bottom, top]);
  const x = scalePoint(
    points.map(({ period }) => period),
    [left + 16, right - 12],
  );
  const at = (period: Period) => round(x(period) ?? left);
  const path = line<ChartPoint>()
    .defined(({ value }) => value !== null)
    .x(({ period }) => at(period))
    .y(({ value }) => round(y(value ?? 0)))
    .digits(1);
  return {
    ...{ width, height, left, right, bottom },
    path: path(points) ?? '',
    points: points.flatMap(({ period, value }) => (value === null ? [] : [{ x: at(period), y: round(y(value)) }])),
    months: marked(points.map(({ period }) => period)).map((period) => ({
      x: at(period),
      text: `${monthName(period).slice(0, 3)} ${period.slice(2, 4)}`,
    })),
    ticks: y
      .ticks(5)
      .filter(Number.isInteger)
      .map((tick) => ({ y: round(y(tick)), text: numberText(tick) })),
  };
}

/** The months that are named: all, or each second, third, … from the last one back. */
function marked(periods: Period[]): Period[] {
  const every = [1, 2, 3, 6, 12, 24].find((step) => periods.length / step <= mostMarks) ?? 60;
  return periods.filter((_, index) => (periods.length - 1 - index) % every === 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
