// Totals as a plain table, for files: the row's own keys, the counts, a column per question, then the means.

import type { Instant } from './period.ts';
import type { By, TotalsQuestion, TotalsRow } from './totals.ts';

export type Cell = string | number | boolean | null;

/** Columns are named by what they hold: `period`, `expected`, a question id, `mean_<id>`. */
export type Table = { columns: string[]; rows: Cell[][] };

const counts = ['expected', 'received', 'onTime', 'stockPeriod', 'stockExpected', 'stockReceived'] as const;
const openings = ['openingPeriod', 'openingExpected', 'openingReceived'] as const;

export function totalsTable(totals: { by: By; questions: TotalsQuestion[]; rows: TotalsRow[]; asOf: Instant }): Table {
  const { by, questions, rows, asOf } = totals;
  const keys = [...(by.period ? (['period'] as const) : []), ...(by.area === null ? [] : [by.area])];
  const stocks = questions.filter(({ kind }) => kind === 'stock');
  return {
    columns: [
      ...[...keys, ...counts, ...openings],
      ...questions.map(({ id }) => id),
      ...stocks.map(({ id }) => `mean_${id}`),
      ...['new', 'ended', 'asOf'],
    ],
    rows: rows.map((row) => [
      ...keys.map((key) => row[key] ?? null),
      ...counts.map((name) => row[name]),
      ...openings.map((name) => row[name]),
      ...questions.map(({ id }) => row.totals[id] ?? null),
      ...stocks.map(({ id }) => row.means[id] ?? null),
      ...[row.new, row.ended, asOf],
    ]),
  };
}
