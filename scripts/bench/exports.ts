// All reports of ten years as CSV and as a workbook, against the same numbers read raw and joined into lines; and how long
// the thread is held at a time, which is what other pages wait for.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { listReports } from '../../src/actions/list-reports.ts';
import { reportsFile } from '../../src/actions/reports-file.ts';
import { type FileFormat, tableFile } from '../../src/actions/table-file.ts';
import { addMonths, periodsFrom } from '../../src/domain/period.ts';
import { fileWords } from '../../src/text/file-words.ts';
import { type BenchData, lastPeriod } from './data.ts';
import { type Figure, inTurns } from './measure.ts';
import { directorate } from './totals.ts';

const first = addMonths(lastPeriod, -119);

export async function exportFigures({ context, db, questions }: BenchData): Promise<Figure[]> {
  const columns = questions.map((id) => `"${id}"`).join(', ');
  const raw = db.prepare<[], unknown[]>(`SELECT period, county, ${columns} FROM bench_wide`).raw();
  const floor = () => {
    const start = performance.now();
    const text = raw
      .all()
      .map((row) => row.join(','))
      .join('\r\n');
    if (text.length === 0) throw new Error('There is nothing to write');
    return performance.now() - start;
  };
  const figures: Figure[] = [];
  for (const format of ['csv', 'xlsx'] as const) {
    const held: number[] = [];
    const found = await inTurns(3, floor, () => written(context, format, held));
    const ratio = found.product / found.floor;
    const longest = Math.max(...held);
    const target = `≤ 3 ×, at most 50 ms at a time (${longest.toFixed(0)} ms)`;
    figures.push({ name: `${format}45000`, unit: 'ms', ...found, ratio, target, met: ratio <= 3 && longest <= 50 });
  }
  return figures;
}

async function written(context: BenchData['context'], format: FileFormat, held: number[]): Promise<number> {
  const forms = context.store.form.all();
  const words = fileWords('nb', forms);
  const months = periodsFrom(first, lastPeriod)
    .values()
    .map((period) => listReports(context, directorate, { from: period, to: period }));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  let size = 0;
  const content = reportsFile({ months, forms, words, from: first, to: lastPeriod });
  for await (const part of tableFile(format, content, words).body) size += part.length;
  const took = performance.now() - start;
  delay.disable();
  if (size === 0) throw new Error('Nothing was written');
  held.push(delay.max / 1e6);
  return took;
}
