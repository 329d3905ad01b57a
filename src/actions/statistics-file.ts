// Public statistics as files. What is hidden is told by a sign where there is room for one, and named in every format.

import type { Context } from '../context.ts';
import { type Cell, totalsTable } from '../domain/totals-table.ts';
import { definitionSheet, type FileWords, sheetOf } from './file-sheets.ts';
import type { LoadedStatistics } from './statistics.ts';
import type { CubeContent } from './table-file.ts';
import { areaNames, figureSheets, totalsCube } from './totals-file.ts';

export function statisticsFile(
  context: Pick<Context, 'store'>,
  { asOf, sources, rows, questions, forms, order }: LoadedStatistics,
  words: FileWords,
): CubeContent {
  const { by, from, to } = order;
  const plain = totalsTable({ by, questions, rows, asOf: asOf ?? '' });
  const table = {
    columns: [...plain.columns, 'suppressed'],
    rows: plain.rows.map((row, index): Cell[] => [...row, rows[index]?.suppressed.join(' ') ?? '']),
  };
  const nameOf = areaNames(context, by.area, to);
  const isSynthetic = context.store.service.get('history_is_synthetic') !== null;
  const { about } = words.files;
  return {
    ...{ columns: table.columns, parts: [table.rows] },
    sheets: () => [
      ...figureSheets({ by, columns: plain.columns, rows: signed(table, rows), areas: rows }, nameOf, words),
      definitionSheet(table.columns, forms, words),
      sheetOf(
        'extracts',
        ['period', 'extract', 'state', 'frozenAt', 'threshold', 'sha256'],
        sources.map(({ period, number, state, frozenAt, threshold, sha256 }) => [
          ...[period, number, state, frozenAt, threshold, sha256],
        ]),
        words,
      ),
      sheetOf(
        'about',
        ['item', 'value'],
        [
          [about.months, from === to ? from : `${from} – ${to}`],
          [about.geography, words.files.geography.reported],
          [about.asOf, asOf ?? ''],
          [about.hidden, about.hiddenMeans],
          [about.empty, about.emptyMeans],
          ...(isSynthetic ? [[about.synthetic, about.syntheticMeans]] : []),
        ],
        words,
      ),
    ],
    cube: () => ({
      ...totalsCube({ by, table, rows, nameOf, words }),
      ...{ label: words.files.titles.statistics, updated: asOf },
      extension: { from, to, asOf, synthetic: isSynthetic, extracts: sources },
    }),
  };
}

/** With `:` in the place of what is hidden. */
function signed({ columns, rows }: { columns: string[]; rows: Cell[][] }, told: { suppressed: string[] }[]): Cell[][] {
  return rows.map((row, index) =>
    row.map((cell, at) => (cell === null && told[index]?.suppressed.includes(columns[at] ?? '') ? ':' : cell)),
  );
}
