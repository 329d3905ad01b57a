// Public statistics: the rows of totals, made from what the extracts show and nothing else. A figure over several months
// is there only when every month of it is shown, so that no row tells more than the extracts do.

import { type Extract, type ExtractHead, shownValue } from './extract.ts';
import type { Instant, Period } from './period.ts';
import { nation } from './suppression-network.ts';
import { type Group, shapeTotals, type TotalsQuestion, type TotalsRow } from './totals.ts';

export type StatisticsBy = { period: boolean; area: 'county' | null };

export type StatisticsRow = Omit<TotalsRow, 'municipality' | 'unit'> & {
  /** What is not told: ids of questions, `new`, `ended`, `mean_<id>`. */
  suppressed: string[];
};

/** One extract as it is told of in public. */
export type Source = Pick<ExtractHead, 'period' | 'number' | 'state' | 'frozenAt' | 'threshold' | 'sha256'>;

export type Statistics = {
  /** When the newest of the extracts was frozen; null when there are none. */
  asOf: Instant | null;
  questions: TotalsQuestion[];
  sources: Source[];
  rows: StatisticsRow[];
};

/** Takes the extract of each month that the public sees, in order. */
export function statisticsOf(extracts: Extract[], by: StatisticsBy, questions: TotalsQuestion[]): Statistics {
  const groups = extracts.flatMap((extract) => groupsOf(extract, by, questions));
  const periods = extracts.map(({ period }) => period);
  const rows = shapeTotals(groups, { by, questions, periods, areaOf: ({ county }) => county });
  const times = extracts.map(({ frozenAt }) => frozenAt).toSorted();
  return {
    asOf: times.at(-1) ?? null,
    questions,
    sources: extracts.map(({ period, number, state, frozenAt, threshold, sha256 }) => ({
      ...{ period, number, state, frozenAt, threshold, sha256 },
    })),
    rows: rows.map((row) => withoutHidden(row, extracts, questions)),
  };
}

function groupsOf(
  { period, questions: asked, areas }: Extract,
  by: StatisticsBy,
  questions: TotalsQuestion[],
): Group[] {
  const indices = questions.map(({ id }) => asked.indexOf(id));
  return areas
    .filter(({ area }) => (area === nation) === (by.area === null))
    .map((figures) => ({
      ...{ period, county: figures.area, municipality: '', unit: '' },
      ...{ expected: figures.expected, received: figures.received, onTime: figures.onTime },
      sums: indices.map((index) => shownValue(figures, index)),
    }));
}

/** Takes out every figure of a row that a hidden one is part of. */
function withoutHidden(row: TotalsRow, extracts: Extract[], questions: TotalsQuestion[]): StatisticsRow {
  const months = extracts.filter(({ period }) => row.period === undefined || period === row.period);
  const isHidden = (id: string, period?: Period | null) =>
    months.some((month) => (period === undefined || month.period === period) && hides(month, row.county ?? nation, id));
  const suppressed: string[] = [];
  const [totals, means] = [{ ...row.totals }, { ...row.means }];
  for (const { id, kind } of questions) {
    const told = kind === 'flow' ? isHidden(id) : isHidden(id, kind === 'stock' ? row.stockPeriod : row.openingPeriod);
    if (told) {
      totals[id] = null;
      suppressed.push(id);
    }
    if (kind === 'stock' && isHidden(id)) {
      means[id] = null;
      suppressed.push(`mean_${id}`);
    }
  }
  const shown = { ...row, totals, means };
  for (const [name, parts] of Object.entries(derived)) {
    if (!parts.some((id) => isHidden(id))) continue;
    shown[name as keyof typeof derived] = null;
    suppressed.push(name);
  }
  return { ...shown, suppressed };
}

/** What the extra figures are reckoned from (domain.md, "Totals"). */
const derived = {
  new: ['started', 'started_transferred'],
  ended: ['ended_completed', 'ended_absence', 'ended_after_break', 'ended_other'],
};

function hides({ questions, areas }: Extract, area: string, id: string): boolean {
  const figures = areas.find((one) => one.area === area);
  return figures?.hidden[questions.indexOf(id)] ?? false;
}
