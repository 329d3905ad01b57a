// The public page of statistics: the nation and the counties, from frozen extracts, for anyone who comes by.

import { type Request, Router } from 'express';
import { externalFigures } from '../actions/external-figures.ts';
import { type LoadedStatistics, loadStatistics, publishedMonths } from '../actions/statistics.ts';
import type { Context } from '../context.ts';
import { dayOf, type Period, periodsFrom } from '../domain/period.ts';
import type { StatisticsRow } from '../domain/statistics.ts';
import { numberText } from '../text/number.ts';
import { dayText, monthText, startingCapital } from '../text/when.ts';
import { queryOf } from './body.ts';
import { type LineChart, lineChart } from './chart.ts';
import { monthOption } from './period.ts';
import { render, textsOf } from './render.ts';
import { view } from './views.ts';
import { languageOf } from './visitor.ts';

/** `hidden`: told by a sign; `unknown`: nothing was received. */
type Figure = { text: string; kind: 'shown' | 'hidden' | 'unknown' };

export type StatisticsPage = {
  month: null | {
    period: Period;
    heading: string;
    facts: { name: string; figure: Figure | null; text: string }[];
    chart: { drawing: LineChart; label: string };
    series: { month: string; figure: Figure; coverage: string }[];
    months: { value: Period; text: string }[];
    sections: { value: string; text: string }[];
    section: string;
    table: { caption: string; columns: string[]; rows: { name: string; coverage: string; figures: Figure[] }[] };
    downloads: { text: string; href: string }[];
  };
  method: string[];
  external: {
    counties: { name: string; participants: string }[];
    sum: string;
    published: string;
    difference: string;
    source: string;
    points: { date: string; what: string; figure: string; source: { text: string; href?: string } }[];
  };
};

const statisticsView = view<StatisticsPage>('statistics');

export function statisticsPages(context: Context): Router {
  const router = Router();
  router.get('/statistics', (req, res) => {
    const threshold = context.config.suppressionThreshold;
    const method = textsOf(req).statistics.method.texts(numberText(threshold - 1));
    render(req, res, statisticsView, { month: monthOf(context, req), method, external: externalOf(req) });
  });
  return router;
}

/** The month asked for, or the latest there is; null before anything is published. */
function monthOf(context: Context, req: Request): StatisticsPage['month'] {
  const published = publishedMonths(context);
  const [first, latest] = [published[0], published.at(-1)];
  if (!first || !latest) return null;
  const { statistics: t } = textsOf(req);
  const language = languageOf(req);
  const { period, ...head } = published.find((month) => month.period === queryOf(req, 'period')) ?? latest;
  const only = { from: period, to: period };
  const nation = loadStatistics(context, { ...only, by: { period: false, area: null } });
  const counties = loadStatistics(context, { ...only, by: { period: false, area: 'county' } });
  const series = loadStatistics(context, { from: first.period, to: latest.period, by: { period: true, area: null } });
  const [whole] = nation.rows;
  if (!whole) return null;

  const form = nation.forms.at(-1);
  const sections = (form?.sections ?? []).map(({ id, heading }) => ({ value: id, text: heading[language] }));
  const section = sections.find(({ value }) => value === queryOf(req, 'section')) ?? sections[1] ?? sections[0];
  const questions = (form?.questions ?? []).filter((question) => question.section === section?.value);
  const names = context.store.totals.names('county');
  const rowOf = (row: StatisticsRow, name: string) => ({
    name,
    coverage: coverageText(row),
    figures: questions.map(({ id }) => figureOf(row.totals[id] ?? null, row.suppressed.includes(id))),
  });
  const query = `from=${first.period}&to=${latest.period}&by=period,county`;
  return {
    ...{ period, heading: t.heading(monthText(period)), facts: factsOf(req, whole, head) },
    ...chartOf(req, series),
    months: published.map((month) => monthOption(month.period)).toReversed(),
    ...{ sections, section: section?.value ?? '' },
    table: {
      caption: t.table.caption(section?.text ?? '', monthText(period)),
      columns: questions.map(({ label }) => label[language]),
      rows: [
        rowOf(whole, t.table.nation),
        ...counties.rows.map((row) => rowOf(row, names.get(row.county ?? '') ?? row.county ?? '')),
      ],
    },
    downloads: (['xlsx', 'csv-excel', 'csv', 'json-stat', 'json'] as const).map((format) => ({
      text: t.download[format],
      href: `/api/v1/statistics?${query}&format=${format}`,
    })),
  };
}

function factsOf(
  req: Request,
  row: StatisticsRow,
  { number, state, frozenAt }: { number: number; state: 'provisional' | 'final'; frozenAt: string },
): NonNullable<StatisticsPage['month']>['facts'] {
  const { statistics: t } = textsOf(req);
  const participants = figureOf(row.totals.participants_end ?? null, row.suppressed.includes('participants_end'));
  const told = (name: 'new' | 'ended') => figureOf(row[name], row.suppressed.includes(name));
  const { received, expected } = row;
  return [
    { name: t.facts.participants, figure: participants, text: '' },
    // Few come from programmes elsewhere; where they are hidden, so are the others. Those who started are told then.
    row.new === null
      ? {
          name: t.facts.started,
          figure: figureOf(row.totals.started ?? null, row.suppressed.includes('started')),
          text: '',
        }
      : { name: t.facts.new, figure: told('new'), text: '' },
    { name: t.facts.ended, figure: told('ended'), text: '' },
    { name: t.facts.coverage, figure: null, text: t.facts.received(numberText(received), numberText(expected)) },
    { name: t.facts.extract, figure: null, text: t.facts.extractOf(number, t.state[state], dayText(dayOf(frozenAt))) },
  ];
}

function chartOf(
  req: Request,
  { rows }: LoadedStatistics,
): Pick<NonNullable<StatisticsPage['month']>, 'chart' | 'series'> {
  const { statistics: t } = textsOf(req);
  const told = rows.map((row) => ({
    period: row.period ?? '',
    row,
    figure: figureOf(row.totals.participants_end ?? null, row.suppressed.includes('participants_end')),
  }));
  const [first, last] = [told[0], told.at(-1)];
  const label =
    first && last
      ? t.chart.label(monthText(first.period), monthText(last.period), first.figure.text, last.figure.text)
      : t.chart.heading;
  // A month that is not frozen is a gap, as one that is hidden is.
  const values = new Map(told.map(({ period, row }) => [period, row.totals.participants_end ?? null]));
  const months = first && last ? periodsFrom(first.period, last.period) : [];
  const participants = { name: t.chart.participants, values: months.map((month) => values.get(month) ?? null) };
  return {
    chart: { drawing: lineChart(months, [participants]), label },
    series: told
      .map(({ period, figure, row }) => ({
        month: startingCapital(monthText(period)),
        figure,
        coverage: coverageText(row),
      }))
      .toReversed(),
  };
}

function figureOf(value: number | null, isHidden: boolean): Figure {
  if (isHidden) return { text: '', kind: 'hidden' };
  return value === null ? { text: '', kind: 'unknown' } : { text: numberText(value), kind: 'shown' };
}

function coverageText({ received, expected }: StatisticsRow): string {
  return `${numberText(received)} / ${numberText(expected)}`;
}

function externalOf(req: Request): StatisticsPage['external'] {
  const { external: t } = textsOf(req).statistics;
  const { counties, published, sum, source, points } = externalFigures();
  return {
    counties: counties.map(({ name, participants }) => ({ name, participants: numberText(participants) })),
    ...{ sum: numberText(sum), published: numberText(published), difference: numberText(published - sum), source },
    points: points.map((point) => ({
      date: dayText(point.date),
      what: t.pointNames[point.description] ?? point.description,
      figure: [t.qualifier[point.qualifier], numberText(point.value), t.unit[point.unit]]
        .filter((part) => part !== undefined && part !== '')
        .join(' '),
      source: sourceOf(point.source),
    })),
  };
}

/** An address is shown by its site, and leads there. */
function sourceOf(source: string): { text: string; href?: string } {
  const url = source.startsWith('https:') ? URL.parse(source) : null;
  return url ? { text: url.hostname.replace(/^www\./, ''), href: url.href } : { text: source };
}
