// All reports of ten years as CSV and as a workbook, against what is stored of the same cells, read raw and joined into
// lines; how long the thread is held at a time, which is what other pages wait for; and by how much memory grows meanwhile.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { monthsOfReports } from '../../src/actions/list-reports.ts';
import { reportsFile } from '../../src/actions/reports-file.ts';
import { cubeFile, type FileFormat } from '../../src/actions/table-file.ts';
import { addMonths } from '../../src/domain/period.ts';
import { fileWords } from '../../src/text/file-words.ts';
import { type BenchData, lastPeriod } from './data.ts';
import { type Figure, inTurns } from './measure.ts';
import { directorate } from './totals.ts';

const first = addMonths(lastPeriod, -119);

export async function exportFigures({ context, db, questions }: BenchData): Promise<Figure[]> {
  const raw = db
    .prepare<[], unknown[]>(
      `SELECT r.period, r.unit, r.deadline, r.closes_on, f.number, f.first_submitted_at, f.first_on_time,
         r.expected_participants, p.imported, ${questions.map((id) => `f."${id}"`).join(', ')}
       FROM period p JOIN report r ON r.period = p.period LEFT JOIN figure f ON f.report = r.id
       WHERE p.period >= '${first}' ORDER BY p.period`,
    )
    .raw();
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
    // Once before anything is counted: SQLite fills its cache of pages, and keeps it.
    await written(context, format, { longest: 0, growth: 0 });
    const seen: Seen = { longest: 0, growth: 0 };
    const found = await inTurns(3, floor, () => written(context, format, seen));
    const ratio = found.product / found.floor;
    const { longest, growth } = seen;
    const target = `≤ 3 ×, at most 50 ms at a time and 50 MB (${longest.toFixed(0)} ms, ${growth.toFixed(0)} MB)`;
    const met = ratio <= 3 && longest <= 50 && growth <= 50;
    figures.push({ name: `${format}45000`, unit: 'ms', ...found, ratio, target, met });
  }
  return figures;
}

/** The longest that the thread was held, in milliseconds, and by how many megabytes the process grew at most. */
type Seen = { longest: number; growth: number };

async function written(context: BenchData['context'], format: FileFormat, seen: Seen): Promise<number> {
  const forms = context.store.form.all();
  const words = fileWords('nb', forms);
  const before = process.memoryUsage.rss();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  let size = 0;
  let parts = 0;
  const months = monthsOfReports(context, directorate, { from: first, to: lastPeriod });
  const content = reportsFile({ months, forms, words, from: first, to: lastPeriod });
  for await (const part of cubeFile(format, content, words).body) {
    size += part.length;
    parts += 1;
    if (parts % 20 === 0) seen.growth = Math.max(seen.growth, (process.memoryUsage.rss() - before) / 1e6);
  }
  const took = performance.now() - start;
  delay.disable();
  if (size === 0) throw new Error('Nothing was written');
  seen.longest = Math.max(seen.longest, delay.max / 1e6);
  return took;
}
