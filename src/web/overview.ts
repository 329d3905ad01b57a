// The overview: the month that is due at a glance, for those who follow up.

import { type Request, Router } from 'express';
import { loadOverview, type Overview, type OverviewUnit } from '../actions/overview.ts';
import { type DeskWork, deskWork } from '../actions/desk-work.ts';
import type { Context } from '../context.ts';
import { type Coverage, share, wholePercent } from '../domain/overview.ts';
import { monthsBetween, parsePeriod, type Period } from '../domain/period.ts';
import type { Status } from '../domain/report.ts';
import { unitName } from '../domain/unit.ts';
import { monthName, monthsText } from '../text/when.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { openedPeriods } from './period.ts';
import { render } from './render.ts';
import type { Contact } from '../store/overview.ts';
import { reasonsOf } from './report-numbers.ts';
import { type TileMap, tileMap } from './tile-map.ts';
import { actorOf, languageOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

type CalendarGroup = {
  county: string;
  name: string;
  coverage: Coverage;
  rows: { name: string; href: string; cells: (Status | null)[] }[];
};

/** The units of an office that have not delivered since the same month. */
type UndeliveredRow = {
  office: string;
  county: string;
  units: { name: string; href: string }[];
  status: Status;
  /** The first month missing, and how many in a row up to this one; null before the deadline. */
  since: { period: Period; months: number } | null;
  contacts: Contact[];
};

type OverviewPage = {
  overview: Overview;
  /** Null for the directorate. */
  desk: DeskWork | null;
  percent: number | null;
  map: TileMap;
  /** Months of the calendar, short: `nov`; the year where it begins. */
  months: { text: string; year: string | null }[];
  calendar: CalendarGroup[];
  /** Units that the filter leaves out. */
  hidden: number;
  undelivered: UndeliveredRow[];
  filter: { period: string; county: string; trouble: boolean };
  periods: Period[];
  /** Warnings by the number they are about, the most frequent first. */
  warnings: { name: string; rows: { unit: string; href: string; reason: string }[] }[];
  unitName: (unit: OverviewUnit['unit']) => string;
  percentOf: (coverage: Coverage) => number;
  /** `desember, januar og mai`: the months that were late or are missing. */
  lateMonths: (unit: OverviewUnit) => string;
  /** Whether the page reloads by itself: null when it is not the day for it. */
  reloads: boolean | null;
  /** The query that the page was asked for with, for links that change one thing of it. */
  link: (changes: Record<string, string>) => string;
};

const overviewView = view<OverviewPage>('overview/page');
const reloadSeconds = 120;

export function overviewPages(context: Context): Router {
  const router = Router();
  router.get('/overview', requirePerson, (req, res) => {
    const person = signedIn(req);
    const overview = person && loadOverview(context, actorOf(person), parsePeriod(queryOf(req, 'period')));
    if (!overview) return refuse(req, res, 'notFound');
    const desk = person && deskWork(context, actorOf(person));
    const page = { ...pageOf(req, context, overview), desk };
    if (page.reloads) res.setHeader('Refresh', String(reloadSeconds));
    return render(req, res, overviewView, page);
  });
  return router;
}

function pageOf(req: Request, context: Context, overview: Overview): Omit<OverviewPage, 'desk'> {
  const county = overview.counties.some((one) => one.county === queryOf(req, 'county')) ? queryOf(req, 'county') : '';
  const filter = { period: queryOf(req, 'period'), county, trouble: queryOf(req, 'trouble') === '1' };
  const part = share(overview.coverage);
  const calendar = calendarOf(overview, filter);
  return {
    ...{ overview, filter, calendar, unitName },
    undelivered: undeliveredOf(overview),
    percentOf: (coverage) => wholePercent(share(coverage) ?? 0),
    lateMonths: ({ calendar: months }) =>
      monthsText(overview.periods.filter((_, index) => months[index] === 'late' || months[index] === 'missing')),
    percent: part === null ? null : wholePercent(part),
    map: tileMap(overview.counties),
    months: overview.periods.map((period, index) => ({
      text: monthName(period).slice(0, 3),
      year: index === 0 || period.endsWith('-01') ? period.slice(0, 4) : null,
    })),
    hidden: overview.units.length - calendar.reduce((sum, { rows }) => sum + rows.length, 0),
    periods: openedPeriods(context),
    warnings: warningsOf(req, context, overview),
    reloads: overview.daysSince === 0 && filter.period === '' ? queryOf(req, 'reload') !== '0' : null,
    link: (changes) => linkTo({ ...filter, trouble: filter.trouble ? '1' : '', ...changes }),
  };
}

function calendarOf(overview: Overview, filter: OverviewPage['filter']): CalendarGroup[] {
  const shown = overview.units.filter(
    ({ unit, timesLate }) =>
      (filter.county === '' || unit.county === filter.county) && (!filter.trouble || timesLate > 0),
  );
  const unitsOf = Map.groupBy(overview.units, ({ unit }) => unit.office);
  const counties = new Map(overview.counties.map((county) => [county.county, county]));
  return [...Map.groupBy(shown, ({ unit }) => unit.county)].flatMap(([county, units]) => {
    const of = counties.get(county);
    if (!of) return [];
    const rows = units.map(({ unit, calendar }) => ({
      name: shortName(unit, unitsOf.get(unit.office)?.length === 1),
      href: `/units/${unit.id}`,
      cells: calendar,
    }));
    return [{ county, name: of.name, coverage: of.coverage, rows }];
  });
}

function undeliveredOf({ undelivered, period }: Overview): UndeliveredRow[] {
  const groups = Map.groupBy(undelivered, ({ unit, since, calendar }) => `${unit.office} ${since} ${calendar.at(-1)}`);
  return [...groups.values()].flatMap((units) => {
    const [first] = units;
    const status = first?.calendar.at(-1);
    if (!first || !status) return [];
    return [
      {
        ...{ office: first.unit.officeName, county: first.unit.countyName, contacts: first.contacts, status },
        units: units.map(({ unit }) => ({
          name: unit.districtName ?? unit.municipalityName,
          href: `/units/${unit.id}`,
        })),
        since: first.since === null ? null : { period: first.since, months: monthsBetween(first.since, period) + 1 },
      },
    ];
  });
}

/** The office, or, where it has several units, first the place that the unit is about. */
function shortName(unit: OverviewUnit['unit'], isOnly: boolean): string {
  return isOnly ? unit.officeName : `${unit.districtName ?? unit.municipalityName} (${unit.officeName})`;
}

function warningsOf(req: Request, context: Context, { explained, period }: Overview): OverviewPage['warnings'] {
  const language = languageOf(req);
  const all = explained.flatMap(({ of, form, number, reasons }) =>
    reasonsOf(context.store.form.byVersion(form), language, reasons).map(({ name, reason }) => ({
      ...{ name, reason, unit: unitName(of.unit), href: `/reports/${period}/${of.unit.id}/submissions/${number}` },
    })),
  );
  return [...Map.groupBy(all, ({ name }) => name)]
    .map(([name, rows]) => ({ name, rows }))
    .sort((one, other) => other.rows.length - one.rows.length);
}

function linkTo(query: Record<string, string>): string {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return `/overview${given.length > 0 ? `?${new URLSearchParams(given).toString()}` : ''}`;
}
