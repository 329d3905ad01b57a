// The plan as a calendar: what happens on which day, and the versions of the plan behind it.

import { type Request, Router } from 'express';
import { firstChangeable } from '../actions/change-plan.ts';
import { duePeriod } from '../actions/open.ts';
import type { Context } from '../context.ts';
import { addMonths, parsePeriod, type Period, periodOf, periodsFrom } from '../domain/period.ts';
import { hasRole } from '../domain/person.ts';
import { type CalendarDay, type CalendarEntry, type CalendarMonth, calendarOf } from '../domain/plan-calendar.ts';
import type { Plan } from '../domain/plan.ts';
import { comingPeriods } from '../domain/plan-change.ts';
import { momentText, monthText, shortDayText } from '../text/when.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { stepText, whoText } from './notice-text.ts';
import { planChangePages } from './plan-change.ts';
import { receiversText, rulesText } from './plan-text.ts';
import { render, textsOf } from './render.ts';
import { view } from './views.ts';
import { languageOf, requirePerson, signedIn, todayOf } from './visitor.ts';

type Mark = 'deadline' | 'step' | 'opens';

/** A day of the picture; null before the first and after the last of the month. */
export type DayCell = { number: number; off: boolean; today: boolean; marks: Mark[] } | null;

export type MonthView = {
  name: string;
  weeks: DayCell[][];
  /** The same in words: every day on which something happens, or nobody is at work though it is no weekend. */
  rows: { day: string; weekday: string; today: boolean; lines: { mark: Mark | 'dayOff'; text: string }[] }[];
};

export type VersionView = {
  name: string;
  state: 'inForce' | 'coming' | 'past' | 'replaced';
  from: string;
  published: string;
  rules: string[];
};

export type PlansPage = {
  done: string | null;
  months: MonthView[];
  earlier: string | null;
  later: string | null;
  versions: VersionView[];
};

const plansView = view<PlansPage>('plans/calendar');
const monthsShown = 6;
const firstMonth = '2018-01';
const lastMonth = '2098-12';

export function planPages(context: Context): Router {
  const router = Router();
  router.use('/plans', requirePerson, (req, res, next) => {
    const person = signedIn(req);
    return person && hasRole(person, 'directorate', todayOf(req)) ? next() : refuse(req, res, 'notFound');
  });
  router.get('/plans', (req, res) => render(req, res, plansView, plansPage(context, req)));
  router.use(planChangePages(context));
  return router;
}

function plansPage(context: Context, req: Request): PlansPage {
  const t = textsOf(req).plans;
  const { store } = context;
  const asked = parsePeriod(queryOf(req, 'from')) ?? periodOf(todayOf(req));
  const from = asked < firstMonth ? firstMonth : asked > lastMonth ? lastMonth : asked;
  const months = periodsFrom(from, addMonths(from, monthsShown - 1));
  const versions = store.plan.all();
  const planOf = (period: Period): Plan | null => {
    if (versions.every(({ validFrom }) => validFrom > period)) return null;
    const opened = store.period.find(period);
    return opened ? store.plan.byVersion(opened.plan) : store.plan.inForce(period);
  };
  const published = versions.find(({ version }) => String(version) === queryOf(req, 'published'));
  const href = (month: Period) => `/plans?from=${month}`;
  return {
    done: published ? t.published(published.version, monthText(published.validFrom)) : null,
    months: calendarOf(months, planOf).map((month) => monthView(req, month)),
    earlier: from > firstMonth ? href(addMonths(from, -monthsShown)) : null,
    later: from < lastMonth ? href(addMonths(from, monthsShown)) : null,
    versions: versions.toReversed().map((plan) => versionView(context, req, plan)),
  };
}

function monthView(req: Request, { month, days }: CalendarMonth): MonthView {
  const today = todayOf(req);
  const cells = days.map(
    ({ day, working, entries }): DayCell => ({
      ...{ number: Number(day.slice(8)), off: !working, today: day === today },
      marks: [...new Set(entries.map(markOf))],
    }),
  );
  const before = Array.from<DayCell>({ length: (days[0]?.weekday ?? 1) - 1 }).fill(null);
  const after = Array.from<DayCell>({ length: 7 - (days.at(-1)?.weekday ?? 7) }).fill(null);
  const all = [...before, ...cells, ...after];
  const rows = days.flatMap((each) => {
    const lines = linesOf(req, each);
    const weekday = textsOf(req).plans.weekdays[each.weekday - 1] ?? '';
    return lines.length > 0 ? [{ day: shortDayText(each.day), weekday, today: each.day === today, lines }] : [];
  });
  return {
    name: monthText(month),
    weeks: Array.from({ length: all.length / 7 }, (_, week) => all.slice(week * 7, week * 7 + 7)),
    rows,
  };
}

function linesOf(
  req: Request,
  { day, weekday, working, holiday, entries }: CalendarDay,
): MonthView['rows'][number]['lines'] {
  const t = textsOf(req).plans;
  const other = t.otherDaysOff[day.slice(5) as keyof typeof t.otherDaysOff];
  const name = holiday?.[languageOf(req)] ?? (other && (weekday < 6 || holiday !== null) ? other : null) ?? null;
  const off = name !== null && !working ? [{ mark: 'dayOff' as const, text: `${name}, ${t.noNotices}` }] : [];
  return [...off, ...entries.map((entry) => ({ mark: markOf(entry), text: entryText(req, entry) }))];
}

function markOf(entry: CalendarEntry): Mark {
  return entry.kind === 'closes' ? 'opens' : entry.kind;
}

function entryText(req: Request, entry: CalendarEntry): string {
  const { plans: t, notices } = textsOf(req);
  const month = monthText(entry.period);
  if (entry.kind !== 'step') return t.entries[entry.kind](month);
  return t.entries.step(stepText(notices, entry.step), month, receiversText(t, entry.to));
}

function versionView(context: Context, req: Request, plan: Plan): VersionView {
  const { plans: t, notices } = textsOf(req);
  const event = context.store.event.ofSubject(`plan:${plan.version}`)[0];
  return {
    name: t.versions.version(plan.version),
    state: stateOf(context, plan),
    from: monthText(plan.validFrom),
    published: event
      ? t.versions.byAt(whoText(context, notices, event.who), momentText(event.at))
      : t.versions.fromStart,
    rules: rulesText(textsOf(req), plan),
  };
}

function stateOf(context: Context, { version }: Plan): VersionView['state'] {
  const { store, now } = context;
  if (store.plan.inForce(duePeriod(now())).version === version) return 'inForce';
  const coming = comingPeriods(firstChangeable(context));
  if (coming.some((period) => store.plan.inForce(period).version === version)) return 'coming';
  return store.period.all().some(({ plan }) => plan === version) ? 'past' : 'replaced';
}
