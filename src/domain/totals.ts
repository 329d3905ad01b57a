// Totals over many reports: what is summed, what is not, and how complete it is (domain.md, "Totals"). Pure: it gets sums
// per month, and gives the rows of the answer.

import type { Form } from './form.ts';
import type { Period } from './period.ts';

export const areas = ['county', 'municipality', 'unit'] as const;
export type Area = (typeof areas)[number];

/** What one row is about: a month or the whole range, and an area or the nation. */
export type By = { period: boolean; area: Area | null };

export type TotalsQuestion = { id: string; kind: 'flow' | 'stock' | 'opening' };

/**
 * Reports of one month and one place, summed; a single report is a group too, and so is what must be added to or taken
 * from other groups (a report that is exempt: `expected: -1`). Place names that were not asked for are ''.
 */
export type Group = {
  period: Period;
  county: string;
  municipality: string;
  unit: string;
  expected: number;
  received: number;
  onTime: number;
  /** One per question, in their order; null where nothing was received or the question was not asked. */
  sums: (number | null)[];
};

export type Coverage = { expected: number; received: number; onTime: number };

export type TotalsRow = Coverage & {
  period?: Period;
  county?: string;
  municipality?: string;
  unit?: string;
  totals: Record<string, number | null>;
  /** Started and not transferred; ended and not moved. For nation and county only, else null. */
  new: number | null;
  ended: number | null;
  /** The month that the stocks are of, with its own coverage; null when no month of the range was open. */
  stockPeriod: Period | null;
  stockExpected: number;
  stockReceived: number;
  /** The month that the opening number is of, with its own coverage. */
  openingPeriod: Period | null;
  openingExpected: number;
  openingReceived: number;
  means: Record<string, number | null>;
};

/** The questions of the forms, in their order; of one that is asked in several versions the latest kind counts. */
export function questionsOf(forms: Form[]): TotalsQuestion[] {
  const kinds = new Map<string, TotalsQuestion['kind']>();
  for (const form of forms) for (const { id, kind } of form.questions) kinds.set(id, kind);
  return [...kinds].map(([id, kind]) => ({ id, kind }));
}

export type Shape = {
  by: By;
  questions: TotalsQuestion[];
  /** The months of the range that were open, in order. */
  periods: Period[];
  /** The area that a group is counted in; '' for the nation. */
  areaOf: (group: Group) => string;
};

/**
 * The rows, by month and area. An area that owed a report keeps its row though nothing was received; the nation has one
 * even where nothing was open.
 */
export function shapeTotals(groups: Group[], shape: Shape): TotalsRow[] {
  const { by, periods } = shape;
  const first = periods[0] ?? null;
  const last = periods.at(-1) ?? null;
  const byArea = monthsByArea(groups, shape);
  if (by.area === null && !by.period && byArea.size === 0) byArea.set('', new Map());
  const rows = [...byArea].flatMap(([area, months]) => {
    const place = by.area === null ? {} : { [by.area]: area };
    if (!by.period) return [{ ...place, ...rowOf([...months.values()], { first, last }, shape) }];
    return [...months].map(([period, month]) => ({
      period,
      ...place,
      ...rowOf([month], { first: period, last: period }, shape),
    }));
  });
  const keyOf = (row: TotalsRow) => `${row.period ?? ''} ${by.area === null ? '' : row[by.area]}`;
  return rows.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

type Month = Coverage & { period: Period; sums: (number | null)[] };

function monthsByArea(groups: Group[], { areaOf, periods }: Shape): Map<string, Map<Period, Month>> {
  const open = new Set(periods);
  const byArea = new Map<string, Map<Period, Month>>();
  for (const group of groups) {
    const { period, expected, received, onTime, sums } = group;
    if (!open.has(period)) continue;
    const area = areaOf(group);
    let months = byArea.get(area);
    if (!months) byArea.set(area, (months = new Map()));
    const month = months.get(period);
    if (!month) {
      months.set(period, { period, expected, received, onTime, sums: [...sums] });
      continue;
    }
    month.expected += expected;
    month.received += received;
    month.onTime += onTime;
    for (let index = 0; index < sums.length; index += 1) {
      const value = sums[index] ?? null;
      if (value !== null) month.sums[index] = (month.sums[index] ?? 0) + value;
    }
  }
  return byArea;
}

/** One row from its months (in any order). A stock is never summed over months, and a missing report is never 0. */
function rowOf(
  months: Month[],
  range: { first: Period | null; last: Period | null },
  { questions, by }: Shape,
): Omit<TotalsRow, 'period' | Area> {
  const opening = months.find((month) => month.period === range.first);
  const stock = months.find((month) => month.period === range.last);
  const totals: TotalsRow['totals'] = {};
  const means: TotalsRow['means'] = {};
  for (const [index, { id, kind }] of questions.entries()) {
    const values = months.map((month) => month.sums[index] ?? null);
    if (kind === 'flow') totals[id] = sumOf(values);
    else totals[id] = (kind === 'stock' ? stock : opening)?.sums[index] ?? null;
    if (kind === 'stock') means[id] = meanOf(values);
  }
  const transfersCount = by.area !== null && by.area !== 'county';
  return {
    expected: months.reduce((sum, month) => sum + month.expected, 0),
    received: months.reduce((sum, month) => sum + month.received, 0),
    onTime: months.reduce((sum, month) => sum + month.onTime, 0),
    totals,
    ...(transfersCount ? { new: null, ended: null } : withoutTransfers(totals)),
    stockPeriod: range.last,
    stockExpected: stock?.expected ?? 0,
    stockReceived: stock?.received ?? 0,
    openingPeriod: range.first,
    openingExpected: opening?.expected ?? 0,
    openingReceived: opening?.received ?? 0,
    means,
  };
}

const endings = ['ended_completed', 'ended_absence', 'ended_after_break', 'ended_other'];

/** Whoever moves from one municipality to another neither starts nor ends as the county or the nation sees it. */
function withoutTransfers(totals: TotalsRow['totals']): { new: number | null; ended: number | null } {
  const started = totals.started ?? null;
  return {
    new: started === null ? null : started - (totals.started_transferred ?? 0),
    ended: sumOf(endings.map((id) => totals[id] ?? null)),
  };
}

function sumOf(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function meanOf(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
