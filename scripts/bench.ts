// The benchmark: `npm run bench`, with `-- --json` for one line of JSON at the end, with `-- totals exports http` for some of
// it. Each figure is a ratio to a floor that is measured in the same run, in turns with it, since absolute figures drift
// from machine to machine.

import { makeBenchData } from './bench/data.ts';
import { exportFigures } from './bench/exports.ts';
import { httpFigures } from './bench/http.ts';
import type { Figure } from './bench/measure.ts';
import { totalsFigures } from './bench/totals.ts';

const asJson = process.argv.includes('--json');
const tell = (line: string) => (asJson ? process.stderr : process.stdout).write(`${line}\n`);

/** Rounds of a floor further apart than this mean that something else was using the machine. */
const unrestTrusted = 0.3;

const parts = { totals: totalsFigures, exports: exportFigures, http: httpFigures };
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));

tell('Making ten years of reports …');
const data = makeBenchData();
const figures: Figure[] = [];
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(name)) figures.push(...(await measure(data)));
  }
} finally {
  data.close();
}

const number = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
tell('');
tell('                    floor     product    ratio  to reach');
for (const { name, unit, floor, product, ratio, target, met, unrest } of figures) {
  const columns = [name.padEnd(14), `${number(floor)} ${unit}`.padStart(11), `${number(product)} ${unit}`.padStart(11)];
  const restless = unrest > unrestTrusted ? `  (floor varied by ${Math.round(unrest * 100)} %)` : '';
  tell(`${columns.join(' ')} ${String(number(ratio)).padStart(8)}  ${target} ${met ? '✓' : '✗'}${restless}`);
}
const restless = figures.filter(({ unrest }) => unrest > unrestTrusted).length;
const isTrusted = restless === 0;
if (!isTrusted)
  tell(`\nThe machine was too busy to trust ${restless} of ${figures.length} figures: run it again when it rests.`);
if (asJson) {
  const ratios = Object.fromEntries(figures.map(({ name, ratio }) => [name, number(ratio)]));
  process.stdout.write(`${JSON.stringify({ ratios, trusted: isTrusted, figures })}\n`);
}
