// The offices of a governor's counties beside each other: the page, and the same as a file.

import { type Request, type Response, Router } from 'express';
import { type ComparedUnit, type Comparison, loadComparison } from '../actions/comparison.ts';
import { comparisonFile, comparisonFormats, type ComparisonFormat } from '../actions/comparison-file.ts';
import type { Context } from '../context.ts';
import { changeOf, onTimeShare, type Sort, sortUnits, sorts } from '../domain/comparison.ts';
import { wholePercent } from '../domain/overview.ts';
import { parsePeriod, type Period } from '../domain/period.ts';
import type { Verdict } from '../domain/target-mean.ts';
import { unitName } from '../domain/unit.ts';
import { numberText } from '../text/number.ts';
import { monthText } from '../text/when.ts';
import { queryOf } from './body.ts';
import { type LineChart, lineChart } from './chart.ts';
import { refuse } from './errors.ts';
import { openedPeriods } from './period.ts';
import { render, textsOf } from './render.ts';
import { streamFile } from './send-file.ts';
import { sourcesOf } from './target-sources.ts';
import { actorOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

export type ComparisonRow = {
  name: string;
  href: string;
  /** In the order of the columns: end, mean, the year before, change, started, granted, received, on time. */
  figures: string[];
  target: string;
  status: Verdict;
};

export type ComparisonPage = {
  from: string;
  to: string;
  choice: { period: string; county: string; sort: Sort };
  periods: Period[];
  counties: { value: string; text: string }[];
  rows: ComparisonRow[];
  sum: string[];
  sources: string[];
  chart: LineChart;
  months: { month: string; end: string; received: string }[];
  downloads: { text: string; href: string }[];
};

const comparisonView = view<ComparisonPage>('overview/comparison');
const path = '/overview/offices';

export function comparisonPages(context: Context): Router {
  const router = Router();
  router.get(path, requirePerson, (req, res) => {
    const found = comparisonIn(context, req);
    if (!found) return refuse(req, res, 'notFound');
    render(req, res, comparisonView, pageOf(context, req, found));
  });

  router.get(`${path}/file`, requirePerson, async (req, res) => {
    const found = comparisonIn(context, req);
    const format = comparisonFormats.find((one) => one === queryOf(req, 'format'));
    if (!found || !format) return refuse(req, res, 'notFound');
    await send(context, req, res, found, format);
  });
  return router;
}

type Found = Comparison & { shown: ComparedUnit[]; choice: ComparisonPage['choice'] };

/** What is compared, as the query narrows it down and sorts it; null for those who oversee nothing. */
function comparisonIn(context: Context, req: Request): Found | null {
  const person = signedIn(req);
  const found = person && loadComparison(context, actorOf(person), parsePeriod(queryOf(req, 'period')));
  if (!found) return null;
  const county = found.units.find(({ unit }) => unit.county === queryOf(req, 'county'))?.unit.county ?? '';
  const sort = sorts.find((one) => one === queryOf(req, 'sort')) ?? 'office';
  const shown = sortUnits(
    found.units.filter(({ unit }) => county === '' || unit.county === county),
    sort,
  );
  return { ...found, shown, choice: { period: found.period, county, sort } };
}

function pageOf(context: Context, req: Request, found: Found): ComparisonPage {
  const t = textsOf(req).comparison;
  const { shown, months, choice } = found;
  const query = new URLSearchParams(choice).toString();
  const counties = new Map(found.units.map(({ unit }) => [unit.county, unit.countyName]));
  return {
    ...{ choice, from: monthText(found.from), to: monthText(found.period), sum: sumOf(shown) },
    periods: openedPeriods(context),
    counties: [...counties].map(([value, text]) => ({ value, text })),
    rows: shown.map(rowOf),
    sources: sourcesOf(shown.map(({ target }) => target)),
    chart: lineChart(
      months.map(({ period }) => period),
      [{ name: t.development.series, values: months.map(({ end }) => end) }],
    ),
    months: months.toReversed().map(({ period, end, expected, received }) => ({
      month: monthText(period),
      end: end === null ? '–' : numberText(end),
      received: t.development.received(numberText(received), numberText(expected)),
    })),
    downloads: comparisonFormats.map((format) => ({
      text: t.formats[format],
      href: `${path}/file?${query}&format=${format}`,
    })),
  };
}

function rowOf(one: ComparedUnit): ComparisonRow {
  const whole = (value: number | null) => (value === null ? '–' : numberText(value));
  const mean = (value: number | null) => (value === null ? '–' : numberText(value, 1));
  const change = changeOf(one);
  const share = onTimeShare(one);
  return {
    ...{ name: unitName(one.unit), href: `/units/${one.unit.id}`, status: one.status },
    figures: [
      ...[whole(one.end), mean(one.mean), mean(one.meanBefore)],
      change === null ? '–' : `${change > 0 ? '+' : ''}${numberText(change, 1)}`,
      ...[whole(one.started), whole(one.granted), `${one.received}/${one.expected}`],
      share === null ? '–' : `${wholePercent(share)} %`,
    ],
    target: one.target ? numberText(one.target.expectedParticipants, 2) : '–',
  };
}

/** Sums of what can be summed: a mean over offices would say nothing about any of them. */
function sumOf(units: ComparedUnit[]): string[] {
  const sum = (of: (one: ComparedUnit) => number | null) => units.reduce((total, one) => total + (of(one) ?? 0), 0);
  const [expected, received, onTime] = [
    sum((one) => one.expected),
    sum((one) => one.received),
    sum((one) => one.onTime),
  ];
  return [
    ...[numberText(sum(({ end }) => end)), '', '', ''],
    ...[numberText(sum(({ started }) => started)), numberText(sum(({ granted }) => granted))],
    ...[`${numberText(received)}/${numberText(expected)}`],
    expected === 0 ? '–' : `${wholePercent(onTime / expected)} %`,
  ];
}

async function send(
  context: Context,
  req: Request,
  res: Response,
  found: Found,
  format: ComparisonFormat,
): Promise<void> {
  const { comparison: t, target, totals } = textsOf(req);
  const file = comparisonFile({ units: found.shown, months: found.months }, format, {
    ...{ yes: totals.yes, no: totals.no, sheets: [t.sheet, t.developmentSheet] },
    head: (column) => t.columns[column] ?? column,
    verdict: (status) => target.verdict[status],
  });
  const person = signedIn(req);
  const details = { ...found.choice, format };
  const who = person ? actorOf(person).who : '';
  context.store.event.record({ at: context.now(), who, what: 'comparison.exported', subject: 'totals', details });
  await streamFile(req, res, `${t.file}-${found.period}`, file);
}
