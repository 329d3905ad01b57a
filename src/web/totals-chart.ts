// The picture of totals: up to three questions month by month, with their table.

import { loadTotals } from '../actions/totals.ts';
import type { Context } from '../context.ts';
import { addMonths, periodsFrom } from '../domain/period.ts';
import type { Actor, Language } from '../domain/person.ts';
import { numberText } from '../text/number.ts';
import type { Texts } from '../text/text.ts';
import { monthText, startingCapital } from '../text/when.ts';
import { type LineChart, lineChart } from './chart.ts';
import { type Asked, narrowed } from './totals-choice.ts';

export type TotalsChart = {
  heading: string;
  label: string;
  chart: LineChart;
  table: { columns: { text: string; numeric?: true }[]; rows: ({ text: string; header?: true } | string)[][] };
};

/** Lines that can be told apart without colour. */
const mostLines = 3;
/** A month alone is shown with those before it. */
const monthsBefore = 11;

/** The questions named, or the one that says most; null when fewer than two months were open. */
export function chartOf(
  context: Context,
  actor: Actor,
  { order, narrowing }: Asked,
  { language, t }: { language: Language; t: Texts['totals'] },
): TotalsChart | null {
  const from = order.from === order.to ? addMonths(order.to, -monthsBefore) : order.from;
  const totals = loadTotals(context, actor, { ...order, from, by: { period: true, area: null } });
  if (totals.rows.length < 2) return null;
  const { questions } = narrowed(totals, narrowing);
  const named = questions.filter(({ id }) => narrowing.questions.includes(id));
  const first = questions.find(({ id }) => id === (narrowing.kind === 'flow' ? 'started' : 'participants_end'));
  const drawn = (named.length > 0 ? named : [first ?? questions[0]]).filter((each) => each !== undefined);
  const labels = new Map(
    totals.forms.flatMap(({ questions }) => questions.map(({ id, label }) => [id, label[language]])),
  );
  const open = new Map(totals.rows.map((row) => [row.period ?? '', row]));
  // A month that was not open is a gap, not a leap.
  const months = periodsFrom(totals.rows[0]?.period ?? '', totals.rows.at(-1)?.period ?? '');
  const series = drawn.slice(0, mostLines).map(({ id }) => ({
    name: labels.get(id) ?? id,
    values: months.map((month) => open.get(month)?.totals[id] ?? null),
  }));
  const heading = t.chart.heading(series.map(({ name }) => name).join(', '));
  return {
    ...{ heading, label: t.chart.label(heading, monthText(months[0] ?? ''), monthText(months.at(-1) ?? '')) },
    chart: lineChart(months, series),
    table: {
      columns: [
        { text: t.columns['period'] ?? '' },
        ...series.map(({ name }) => ({ text: name, numeric: true as const })),
        { text: t.coverage, numeric: true },
      ],
      rows: months
        .map((month, index) => {
          const row = open.get(month);
          return [
            { text: startingCapital(monthText(month)), header: true as const },
            ...series.map(({ values }) => figureText(values[index] ?? null, t)),
            row ? t.received(numberText(row.received), numberText(row.expected)) : t.unknown,
          ];
        })
        .toReversed(),
    },
  };
}

function figureText(value: number | null, t: Texts['totals']): string {
  return value === null ? t.unknown : numberText(value);
}
