// The list of reports. A reporter sees what is due first, then what is missing, then what was delivered; those who follow
// up see one month at a time, by status.

import { type Request, Router } from 'express';
import { listIncidents } from '../actions/incidents.ts';
import { isToBeMoved } from '../actions/confirm-chain.ts';
import { listOwed, ownUnits } from '../actions/list-owed.ts';
import { type ListedReport, listReports } from '../actions/list-reports.ts';
import { hasReviews } from '../actions/reviews.ts';
import type { Context } from '../context.ts';
import { daysSince } from '../domain/overview.ts';
import { type Day, dayOf, type Period, parsePeriod } from '../domain/period.ts';
import { type Actor, hasRole, readScope } from '../domain/person.ts';
import { lastDayOfCorrection, type Status, statuses } from '../domain/report.ts';
import { unitName } from '../domain/unit.ts';
import { dayText, monthText, shortDayText, startingCapital } from '../text/when.ts';
import { type AnnouncementRow, newsOf } from './announcements.ts';
import { queryOf } from './body.ts';
import { monthOption, openedPeriods } from './period.ts';
import { render, textsOf } from './render.ts';
import { actorOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type ReportRow = {
  month: string;
  unit: string;
  status: Status;
  flags: Pick<ListedReport, 'confirmedZero' | 'corrected' | 'toBeConfirmed' | 'imported'>;
  deadline: string;
  /** "4 days left"; null when nothing is to be done. */
  timeLeft: string | null;
  href: string;
  /** The receipt of what is in force; null when nothing was delivered. */
  receipt: string | null;
  /** Where it is corrected; null when it cannot be. */
  correct: string | null;
};

export type ReportListPage = {
  /** From the governor and the directorate, to the person's own offices. */
  news: AnnouncementRow[];
  /** Colleagues whom mail does not reach; '' when it reaches all. */
  unreached: string;
  /** Where else the person may want to go from here. */
  links: { href: string; text: string }[];
  /** The reports of the person's own offices; null for those who only read. */
  own: {
    due: ReportRow[];
    missing: ReportRow[];
    doubted: ReportRow[];
    /** Where a unit's doubted months are confirmed in one step. */
    confirm: { text: string; href: string }[];
    /** Opened for correction by the directorate. */
    reopened: ReportRow[];
    years: { year: string; rows: ReportRow[] }[];
    /** Where each unit's own development is shown. */
    units: { name: string; href: string }[];
  } | null;
  /** The reports of a month within the person's scope; null for those who only report. */
  others: {
    period: Period;
    periods: { value: Period; text: string }[];
    status: Status | '';
    statuses: readonly Status[];
    rows: ReportRow[];
    counts: { status: Status; count: number }[];
  } | null;
};

const listView = view<ReportListPage>('reports');

export function reportListPages(context: Context): Router {
  const router = Router();
  router.get('/reports', requirePerson, (req, res) => {
    const person = signedIn(req);
    if (!person) return;
    const actor = actorOf(person);
    const scope = readScope(actor, todayOf(req));
    const readsOthers = scope.everything || scope.municipalities.length > 0 || scope.governors.length > 0;
    const data: ReportListPage = {
      news: scope.offices.length > 0 ? newsOf(context, req) : [],
      links: linksOf(context, req, actor, scope.offices.length > 0),
      unreached: scope.offices.length > 0 ? unreachedNames(context, actor) : '',
      own: scope.offices.length > 0 ? ownReports(context, req, actor) : null,
      others: readsOthers ? reportsOfMonth(context, req, actor) : null,
    };
    render(req, res, listView, data);
  });
  return router;
}

function linksOf(context: Context, req: Request, actor: Actor, reports: boolean): ReportListPage['links'] {
  const t = textsOf(req).report;
  const decides = hasRole(actor, 'directorate', todayOf(req));
  const finds = decides || hasRole(actor, 'governor', todayOf(req));
  return [
    ...(reports ? [{ href: '/reports/upload', text: t.upload.link }] : []),
    ...(reports || decides ? [{ href: '/practice', text: t.practice.link }] : []),
    // Those who oversee find it in the frame.
    ...(!finds && hasReviews(context, actor) ? [{ href: '/reviews', text: textsOf(req).review.title }] : []),
    ...(decides ? [{ href: '/late-reasons', text: t.lateReason.page.title }] : []),
    ...(decides ? [{ href: '/form-times', text: t.formTime.title }] : []),
  ];
}

function unreachedNames(context: Context, actor: Actor): string {
  return listIncidents(context, actor)
    .map(({ name }) => name)
    .join(', ');
}

function ownReports(context: Context, req: Request, actor: Actor): ReportListPage['own'] {
  const today = dayOf(context.now());
  const latest = context.store.period.latestOpened();
  const first = context.store.period.all()[0]?.period;
  if (latest === null || first === undefined) return noReports;
  const owed = new Set(listOwed(context, actor).map(({ period, unit }) => `${period} ${unit.id}`));
  const units = ownUnits(context, actor);
  const all = units.flatMap((unit) => listReports(context, actor, { from: first, to: latest, unit: unit.id }));
  const isOwed = ({ period, unit }: ListedReport) => owed.has(`${period} ${unit.id}`);
  const row = (listed: ListedReport) => rowOf(req, listed, today, isOwed(listed));
  const newestFirst = all.toSorted((one, other) => (sortKey(one) < sortKey(other) ? 1 : -1));
  const settled = newestFirst.filter((listed) => !isOwed(listed));
  const doubted = newestFirst.filter((listed) => listed.toBeConfirmed && lastDayOfCorrection(listed) >= today);
  const years = Map.groupBy(settled, ({ period }) => period.slice(0, 4));
  return {
    due: all.filter((listed) => isOwed(listed) && listed.period === latest).map(row),
    missing: all.filter((listed) => isOwed(listed) && listed.period !== latest).map(row),
    doubted: doubted.map(row),
    confirm: confirmLinks(context, req, doubted.toReversed(), units.length > 1),
    reopened: newestFirst.filter(({ reopenedUntil }) => reopenedUntil !== null).map(row),
    years: [...years].map(([year, rows]) => ({ year, rows: rows.map(row) })),
    units: units.map((unit) => ({ name: unitName(unit), href: `/units/${unit.id}` })),
  };
}

const noReports = { due: [], missing: [], doubted: [], confirm: [], reopened: [], years: [], units: [] };

/** Per unit, from its first month that must follow an earlier one. */
function confirmLinks(context: Context, req: Request, doubted: ListedReport[], named: boolean) {
  const t = textsOf(req).report.confirmation;
  return [...Map.groupBy(doubted, ({ unit }) => unit.id).values()].flatMap((months) => {
    const first = months.find(({ unit, period }) => isToBeMoved(context, { unit: unit.id, period }));
    if (!first) return [];
    const text = named ? t.openFor(unitName(first.unit)) : t.open;
    return [{ text, href: `/reports/${first.period}/${first.unit.id}/confirm` }];
  });
}

function reportsOfMonth(context: Context, req: Request, actor: Actor): ReportListPage['others'] {
  const today = dayOf(context.now());
  const periods = openedPeriods(context);
  const asked = parsePeriod(queryOf(req, 'period'));
  const period = asked && periods.includes(asked) ? asked : periods[0];
  if (period === undefined) return null;
  const status = statuses.find((one) => one === queryOf(req, 'status')) ?? '';
  const listed = listReports(context, actor, { from: period, to: period });
  const counts = statuses.map((one) => ({
    status: one,
    count: listed.filter((report) => report.status === one).length,
  }));
  return {
    ...{ period, status, statuses },
    periods: periods.map(monthOption),
    rows: listed
      .filter((report) => status === '' || report.status === status)
      .map((report) => rowOf(req, report, today, false)),
    counts: counts.filter(({ count }) => count > 0),
  };
}

function rowOf(req: Request, listed: ListedReport, today: Day, isOwed: boolean): ReportRow {
  const { unit, period, deadline, submissions } = listed;
  const href = `/reports/${period}/${unit.id}`;
  const daysLeft = -daysSince(deadline, today);
  return {
    ...{ month: startingCapital(monthText(period)), unit: unitName(unit), status: listed.status, flags: listed, href },
    deadline: deadline.slice(0, 4) === today.slice(0, 4) ? shortDayText(deadline) : dayText(deadline),
    timeLeft: isOwed && daysLeft >= 0 ? textsOf(req).report.list.daysLeft(daysLeft) : null,
    receipt: submissions > 0 ? `${href}/submissions/${submissions}` : null,
    correct: submissions > 0 && today <= lastDayOfCorrection(listed) ? href : null,
  };
}

function sortKey({ period, unit }: ListedReport): string {
  // Newest month first, and within it the units in their order.
  return `${period} ${9999 - Number(unit.id.slice(-4))}`;
}
