// The picture of a municipality's months with the band of its target: numbers for the view to draw as SVG. A missing
// month breaks the line; it is never drawn as zero.

import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import type { MunicipalityTarget } from '../actions/targets.ts';
import { bandOf } from '../domain/target-mean.ts';
import { numberText } from '../text/number.ts';
import { monthName } from '../text/when.ts';

export type TargetChart = {
  width: number;
  height: number;
  left: number;
  right: number;
  bottom: number;
  band: { y: number; height: number } | null;
  target: number | null;
  mean: number | null;
  path: string;
  points: { x: number; y: number }[];
  months: { x: number; text: string; isMissing: boolean }[];
  ticks: { y: number; text: string }[];
};

const [width, height] = [720, 260];
const [left, right, top, bottom] = [36, 712, 12, 224];

export function targetChart({
  months,
  target,
  judged,
}: Pick<MunicipalityTarget, 'months' | 'target' | 'judged'>): TargetChart {
  const band = target && bandOf(target);
  const highest = Math.max(4, band?.high ?? 0, ...months.map(({ end }) => end ?? 0));
  const y = scaleLinear([0, highest * 1.08], [bottom, top]);
  const x = scalePoint(
    months.map(({ period }) => period),
    [left + 24, right - 24],
  );
  const at = (period: string) => x(period) ?? left;
  const path = line<(typeof months)[number]>()
    .defined(({ end }) => end !== null)
    .x(({ period }) => round(at(period)))
    .y(({ end }) => round(y(end ?? 0)))
    .digits(1);
  return {
    ...{ width, height, left, right, bottom },
    band: band && { y: round(y(band.high)), height: round(y(band.low) - y(band.high)) },
    target: target && round(y(target.expectedParticipants)),
    mean: judged.mean === null ? null : round(y(judged.mean)),
    path: path(months) ?? '',
    points: months.flatMap(({ period, end }) => (end === null ? [] : [{ x: round(at(period)), y: round(y(end)) }])),
    months: months.map(({ period, end }) => ({
      ...{ x: round(at(period)), text: monthName(period).slice(0, 3), isMissing: end === null },
    })),
    ticks: y
      .ticks(5)
      .filter(Number.isInteger)
      .map((tick) => ({ y: round(y(tick)), text: numberText(tick) })),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
