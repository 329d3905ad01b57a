// Writes every report in force to a CSV file in the long format of `domain/report-file.ts`, one month in memory at a time.

import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import type { Context } from '../context.ts';
import { fileColumns, rowsOf } from '../domain/report-file.ts';

/**
 * Gives the number of reports written. The file gets its name when it is whole, so a broken export never looks like one.
 * Throws when it cannot be written.
 */
export async function exportReports(context: Pick<Context, 'store'>, file: string): Promise<number> {
  let reports = 0;
  function* parts(): Generator<string> {
    yield stringify([fileColumns]);
    for (const { period } of context.store.period.all()) {
      const contents = context.store.reportFile.inForce(period);
      reports += contents.length;
      yield stringify(contents.flatMap((content) => rowsOf(context.store.form.byVersion(content.form), content)));
    }
  }
  // A pipe or /dev/stdout cannot be renamed.
  const isPlain = !existsSync(file) || statSync(file).isFile();
  const target = isPlain ? `${file}.part` : file;
  try {
    await pipeline(Readable.from(parts()), createWriteStream(target, { flush: isPlain }));
    if (isPlain) renameSync(target, file);
  } catch (error) {
    if (isPlain) rmSync(target, { force: true });
    throw error;
  }
  return reports;
}
