// A unit's own development: pictures with their tables, how its deadlines were kept, and the way to every receipt.

import { Router } from 'express';
import { type DevelopmentMonth, loadUnitDevelopment, type UnitDevelopment } from '../actions/unit-development.ts';
import type { Context } from '../context.ts';
import { textFor } from '../domain/announcement.ts';
import { dayOf, type Instant } from '../domain/period.ts';
import type { Language } from '../domain/person.ts';
import { bandOf } from '../domain/target-mean.ts';
import { endedIn, fewestForIndex } from '../domain/unit-development.ts';
import { parseUnitId, unitName } from '../domain/unit.ts';
import { numberText } from '../text/number.ts';
import type { Texts } from '../text/text.ts';
import { dayText, momentText, monthText, startingCapital } from '../text/when.ts';
import { type BarChart, barChart, type LineChart, lineChart } from './chart.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { actorOf, languageOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

type Row = (string | { text: string; header?: true; href?: string; status?: string; flags?: object })[];
type Pictured<Chart> = { chart: Chart; label: string; rows: Row[] };

type UnitPage = {
  name: string;
  development: UnitDevelopment;
  nameOf: (unit: UnitDevelopment['unit']) => string;
  first: string;
  last: string;
  hasReports: boolean;
  participants: Pictured<LineChart> & { band: 'drawn' | 'notDrawn' | null };
  flow: Pictured<BarChart> & { started: string; ended: string };
  /** `tooFew`: fewer participants than this on average, so that the unit itself is not drawn; null when it is. */
  index: Pictured<LineChart> & { tooFew: number | null };
  outcomes: { label: string; count: number; percents: (number | null)[] }[];
  use: {
    announcement: { subject: string; body: string; language: Language; by: string } | null;
    statistics: string | null;
  };
  deadlines: { onTime: number; owed: number };
  /** Newest first. */
  reports: Row[];
};

const unitView = view<UnitPage>('units/page');
const latestYear = 12;

export function unitPages(context: Context): Router {
  const router = Router();
  router.get('/units/:unit', requirePerson, (req, res) => {
    const person = signedIn(req);
    const id = parseUnitId(String(req.params['unit']));
    const development = id && person && loadUnitDevelopment(context, actorOf(person), id);
    if (!development) return refuse(req, res, 'notFound');
    return render(req, res, unitView, pageOf(development, textsOf(req), languageOf(req)));
  });
  return router;
}

function pageOf(development: UnitDevelopment, texts: Texts, language: Language): UnitPage {
  const { unit, months, form, outcomes } = development;
  const t = texts.unit;
  const owed = months.filter(({ status }) => status === 'onTime' || status === 'late' || status === 'missing');
  const labels = new Map(form.questions.map(({ id, label }) => [id, label[language]]));
  return {
    ...{ name: unitName(unit), development },
    nameOf: (other) => `${unitName(other)} (${other.id})`,
    first: monthText(months[0]?.period ?? ''),
    last: monthText(months.at(-1)?.period ?? ''),
    hasReports: months.some(({ status }) => status !== null),
    participants: participantsOf(development, t),
    flow: flowOf(development, t),
    index: indexOf(development, t),
    outcomes: outcomes.map(({ question, counts, percents }) => ({
      ...{ label: labels.get(question) ?? question, count: counts[0] ?? 0, percents },
    })),
    use: useOf(development, texts, language),
    deadlines: { onTime: owed.filter(({ status }) => status === 'onTime').length, owed: owed.length },
    reports: months.toReversed().flatMap((month) => rowsOf(month, t)),
  };
}

function participantsOf({ unit, months, hasTarget }: UnitDevelopment, t: Texts['unit']): UnitPage['participants'] {
  const ends = months.map(({ answers }) => answers?.['participants_end'] ?? null);
  const bands = months.map(({ expected }) => (expected === null ? null : bandOf({ expectedParticipants: expected })));
  const isDrawn = bands.some((band) => band !== null);
  const known = months.filter((_, index) => ends[index] !== null);
  const told = [known[0], known.at(-1)].map((month) =>
    month ? t.participants.at(number(month.answers?.['participants_end']), monthText(month.period)) : '–',
  );
  return {
    label: t.participants.label(unitName(unit), told[0] ?? '', told[1] ?? ''),
    chart: lineChart(
      months.map(({ period }) => period),
      [{ name: t.participants.series, values: ends }],
      {
        band: isDrawn
          ? {
              name: t.participants.band,
              low: bands.map((band) => band?.low ?? null),
              high: bands.map((band) => band?.high ?? null),
            }
          : null,
      },
    ),
    band: isDrawn ? 'drawn' : hasTarget ? 'notDrawn' : null,
    rows: months.map(({ period, answers }, index) => {
      const band = bands[index];
      return [
        { text: monthText(period), header: true },
        number(answers?.['participants_end']),
        number(answers?.['on_leave_end']),
        ...(isDrawn ? [band ? t.participants.bandOf(numberText(band.low, 1), numberText(band.high, 1)) : '–'] : []),
      ];
    }),
  };
}

function flowOf({ unit, months }: UnitDevelopment, t: Texts['unit']): UnitPage['flow'] {
  const started = months.map(({ answers }) => answers?.['started'] ?? null);
  const ended = months.map(({ answers }) => answers && endedIn(answers));
  const sum = (values: (number | null)[]) =>
    numberText(values.slice(-latestYear).reduce<number>((total, value) => total + (value ?? 0), 0));
  const [begun, gone] = [sum(started), sum(ended)];
  return {
    ...{ started: begun, ended: gone, label: t.flow.label(unitName(unit), begun, gone) },
    chart: barChart(
      months.map(({ period }) => period),
      { name: t.flow.started, values: started },
      { name: t.flow.ended, values: ended },
    ),
    rows: months.map(({ period }, at) => [
      { text: monthText(period), header: true },
      number(started[at]),
      number(ended[at]),
    ]),
  };
}

function indexOf({ unit, months, index }: UnitDevelopment, t: Texts['unit']): UnitPage['index'] {
  const tooFew = index.unit.every((value) => value === null) ? fewestForIndex : null;
  const series = [
    { name: unitName(unit), values: index.unit },
    { name: unit.countyName, values: index.county },
    { name: t.index.nation, values: index.nation },
  ];
  const known = series.flatMap(({ values }) => values).filter((value) => value !== null);
  const from = Math.max(0, Math.floor(Math.min(90, ...known) / 10) * 10);
  return {
    tooFew,
    label: t.index.label(unitName(unit)),
    chart: lineChart(
      months.map(({ period }) => period),
      series,
      { from },
    ),
    rows: months.map(({ period }, at) => [
      { text: monthText(period), header: true },
      ...series.map(({ values }) => number(values[at])),
    ]),
  };
}

function useOf({ unit, use }: UnitDevelopment, texts: Texts, language: Language): UnitPage['use'] {
  const t = texts.unit.use;
  const { announcement, extract } = use;
  const day = (at: Instant) => dayText(dayOf(at));
  return {
    announcement: announcement && {
      ...textFor(announcement.texts, [unit.language], language),
      by: t.by(texts.announcement.directorate, day(announcement.publishedAt)),
    },
    statistics: extract && t.statistics[extract.state](monthText(extract.period), day(extract.frozenAt)),
  };
}

function rowsOf({ period, status, flags, reports }: DevelopmentMonth, t: Texts['unit']): Row[] {
  if (status === null) return [];
  return reports.map(({ unit, submissions, firstSubmittedAt }) => {
    const month = startingCapital(monthText(period));
    const href = `/reports/${period}/${unit}`;
    return [
      { text: month, header: true, href },
      { text: '', status, flags },
      submissions === 0
        ? '–'
        : {
            text: firstSubmittedAt === null ? t.deadlines.unknown : momentText(firstSubmittedAt),
            href: `${href}/submissions/${submissions}`,
          },
    ];
  });
}

function number(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : numberText(value);
}
