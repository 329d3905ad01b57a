// The overview of the month that is due, for the directorate (the nation) and the governors (their counties): loaded whole
// at each visit, so that it is never older than it says.

import type { Context } from '../context.ts';
import { heirOf } from '../domain/follow-up-cause.ts';
import {
  type Calendar,
  calendarsOf,
  type Coverage,
  coverageOf,
  daysSince,
  isOftenLate,
  missingSince,
  timesLate,
} from '../domain/overview.ts';
import { addMonths, type Day, dayOf, type Instant, lastDayOf, type Period, periodsFrom } from '../domain/period.ts';
import { type Actor, hasRole, reaches, readScope, type Scope } from '../domain/person.ts';
import { datesOf } from '../domain/plan.ts';
import { tickAgeMinutes, tickIsLate } from '../domain/service-health.ts';
import { byCountyAndOffice, type Unit } from '../domain/unit.ts';
import type { Contact, Explained } from '../store/overview.ts';
import { placeOf } from './load-report.ts';
import { mailPause, type MailPause } from './mail-pause.ts';
import { switchedOff } from './mail-switch.ts';

export type OverviewUnit = {
  unit: Unit;
  calendar: Calendar;
  /** Late or missing months among the twelve. */
  timesLate: number;
};

/** Nothing delivered for the month. */
type UndeliveredUnit = OverviewUnit & {
  /** The first of the months missing in a row; null before the deadline. */
  since: Period | null;
  contacts: Contact[];
};

export type CountyCoverage = { county: string; name: string; coverage: Coverage };

type MailHealth = {
  lastTickAt: Instant | null;
  tickIsLate: boolean;
  paused: MailPause | null;
  /** The kinds of mail that are switched off. */
  off: string[];
  /** Notices about the month by state, within the scope. */
  states: Map<string, number>;
  lastSentAt: Instant | null;
  /** People whose address mail is refused for good, and offices that nobody reports for, within the scope. */
  unreachable: Contact[];
  withoutReporter: Pick<Unit, 'office' | 'officeName'>[];
};

export type Overview = {
  madeAt: Instant;
  period: Period;
  deadline: Day;
  /** Days since the deadline; 0 on it, negative before it. */
  daysSince: number;
  /** The twelve months up to the period, the oldest first. */
  periods: Period[];
  coverage: Coverage;
  counties: CountyCoverage[];
  /** By county and office. */
  units: OverviewUnit[];
  undelivered: UndeliveredUnit[];
  oftenLate: OverviewUnit[];
  explained: (Explained & { of: OverviewUnit })[];
  mail: MailHealth;
};

/** What the overview shows of people's roles: nothing for anybody but directorate and governors. */
function overviewScope(actor: Actor, today: Day): Scope | null {
  if (!hasRole(actor, 'directorate', today) && !hasRole(actor, 'governor', today)) return null;
  return { ...readScope(actor, today), offices: [], municipalities: [] };
}

/**
 * Null when the actor is neither of the directorate nor a governor, or no month was ever opened. Without a period: the
 * month that is due, the latest one opened.
 */
export function loadOverview(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  asked: Period | null,
): Overview | null {
  const { store } = context;
  const madeAt = context.now();
  const today = dayOf(madeAt);
  const scope = overviewScope(actor, today);
  const opened = asked === null ? null : store.period.find(asked);
  const period = opened ? opened.period : (store.period.latestOpened() ?? store.period.all().at(-1)?.period ?? null);
  if (!scope || period === null) return null;

  const periods = periodsFrom(addMonths(period, -11), period);
  const reports = store.overview.reports(periods[0] ?? period, period);
  const unitsThen = store.unit.on(lastDayOf(period));
  const rank = rankOf(unitsThen);
  const unitsToday = new Map(store.unit.on(today).map((unit) => [unit.id, unit]));
  // A unit that has ended since: whoever answers for it today.
  const asToday = (unit: Unit) => unitsToday.get(unit.id) ?? store.unit.find(unit.id, today) ?? unit;
  const changes = store.unit.changes();
  const changed = new Set(changes.map((change) => change.old));
  const heir = (unit: string) => (changed.has(unit) ? heirOf(unit, lastDayOf(period), changes) : unit);
  const calendars = calendarsOf(reports, { periods, heirOf: heir, today });

  const units = unitsThen
    .flatMap((unit): OverviewUnit[] => {
      const calendar = calendars.get(unit.id);
      if (!calendar || calendar.at(-1) === null) return [];
      if (!scope.everything && !reaches(scope, placeOf(unit, asToday(unit), null))) return [];
      return [{ unit, calendar, timesLate: timesLate(calendar) }];
    })
    .sort((one, other) => (rank.get(one.unit.id) ?? 0) - (rank.get(other.unit.id) ?? 0));
  // A report whose deadline was put off has a later one.
  const deadlines = reports.flatMap((report) => (report.period === period ? [report.deadline] : []));
  const deadline = deadlines.toSorted()[0] ?? datesOf(store.plan.inForce(period), period).deadline;
  const offices = [...new Set(units.flatMap(({ unit }) => asToday(unit).offices))];
  const contacts = Map.groupBy(store.overview.contacts(offices, today), ({ office }) => office);
  const byId = new Map(units.map((one) => [one.unit.id, one]));
  return {
    ...{ madeAt, period, deadline, periods, units, daysSince: daysSince(deadline, today) },
    coverage: coverageOf(units.map(lastOf)),
    counties: countiesOf(units),
    undelivered: units
      .filter(({ calendar }) => ['missing', 'draft', 'open'].includes(calendar.at(-1) ?? ''))
      .map((one) => ({
        ...one,
        since: missingSince(one.calendar, periods),
        contacts: asToday(one.unit).offices.flatMap((each) => contacts.get(each) ?? []),
      })),
    oftenLate: units.filter(({ calendar }) => isOftenLate(calendar)),
    explained: store.overview.explained(period).flatMap((one) => {
      const of = byId.get(one.unit);
      return of ? [{ ...one, of }] : [];
    }),
    mail: mailHealth(context, {
      period,
      units: units.map(({ unit }) => asToday(unit)),
      contacts,
      everything: scope.everything,
      now: madeAt,
    }),
  };
}

function countiesOf(units: OverviewUnit[]): CountyCoverage[] {
  return [...Map.groupBy(units, ({ unit }) => unit.county)].map(([county, own]) => ({
    county,
    name: own[0]?.unit.countyName ?? county,
    coverage: coverageOf(own.map(lastOf)),
  }));
}

function lastOf({ calendar }: OverviewUnit) {
  return calendar.at(-1) ?? null;
}

function mailHealth(
  context: Pick<Context, 'store' | 'now'>,
  seen: {
    period: Period;
    units: Unit[];
    contacts: Map<string, Contact[]>;
    everything: boolean;
    now: Instant;
  },
): MailHealth {
  const { store } = context;
  const lastTickAt = store.service.get('last_tick_at');
  const answerFor = new Map(seen.units.map((unit) => [unit.office, unit]));
  const isReported = ({ offices }: Unit) =>
    offices.some((office) => seen.contacts.get(office)?.some(({ role }) => role === 'reporter'));
  return {
    ...{ lastTickAt, tickIsLate: tickIsLate(tickAgeMinutes(lastTickAt, seen.now)), paused: mailPause(context) },
    off: [...switchedOff(context)],
    states: store.overview.noticeStates(seen.period, seen.everything ? null : [...answerFor.keys()]),
    lastSentAt: store.overview.lastSentAt(),
    unreachable: [...seen.contacts.values()].flat().filter(({ reachable }) => !reachable),
    withoutReporter: [...answerFor.values()].filter((unit) => !isReported(unit)),
  };
}

const ranks = new WeakMap<readonly Unit[], Map<string, number>>();

/** By county and office as the alphabet has it; worked out once per list, which the store shares from visit to visit. */
function rankOf(units: readonly Unit[]): Map<string, number> {
  let rank = ranks.get(units);
  if (!rank) {
    rank = new Map(units.toSorted(byCountyAndOffice).map(({ id }, index) => [id, index]));
    ranks.set(units, rank);
  }
  return rank;
}
