// What the chasing is decided on: the periods it covers, what is owed for them, who answers for each unit today.

import type { Context } from '../context.ts';
import { addWorkingDays } from '../domain/calendar.ts';
import type { Owed, Recipient, Round } from '../domain/notice.ts';
import { addMonths, type Day, dayOf, type Instant, lastDayOf, type Period, periodsFrom } from '../domain/period.ts';
import { datesOf, type Plan, stepsOf } from '../domain/plan.ts';
import type { Unit } from '../domain/unit.ts';
import { duePeriod } from './open.ts';

type Store = Context['store'];

/** A unit with the office that answers for it today: its own, or the last successor. */
export type ChasedUnit = { unit: Unit; office: string; officeName: string };

export type ChaseFacts = {
  today: Day;
  /** Steps of days before this are skipped. */
  firstStart: Day;
  /** Everyone who may get a notice; read once. */
  people: () => Recipient[];
  /** The round of a period that the service opened; null for others. Read once. */
  round: (period: Period) => Round | null;
  unit: (id: string) => ChasedUnit;
};

/** Reads what a tick at the instant needs; periods are read when first asked for. */
export function readChaseFacts(store: Store, at: Instant): ChaseFacts {
  const today = dayOf(at);
  const rounds = new Map<Period, Round | null>();
  const units = new Map<string, ChasedUnit>();
  const unit = (id: string) => kept(units, id, () => chasedUnit(store, id, today));
  const firstStart = dayOf(store.service.get('first_started_at') ?? at);
  let read: Recipient[] | undefined;
  const people = () => (read ??= store.owed.recipients(today));
  return { today, firstStart, people, unit, round: (period) => kept(rounds, period, () => readRound(period)) };

  function readRound(period: Period): Round | null {
    const opened = store.period.find(period);
    if (opened === null ? period !== duePeriod(at) && !isOverdue(store, period, at) : opened.imported) return null;
    const plan = opened === null ? store.plan.inForce(period) : store.plan.byVersion(opened.plan);
    const owing =
      opened === null
        ? store.unit.on(lastDayOf(period)).map(({ id }) => ({ unit: id, ownDeadline: null }))
        : store.owed.units(period);
    const owed = owing.map(({ unit: id, ownDeadline }) => owedBy(unit(id), ownDeadline));
    return { period, plan, steps: datesOf(plan, period).steps, owed };
  }
}

/**
 * The periods whose steps may still have something to plan: those whose last step was not yet too old at the last tick
 * that planned. Whatever downtime came after, no step goes unrecorded. Due periods that are not open yet count too: a dry
 * run opens none.
 */
export function chasedPeriods(store: Store, at: Instant): Period[] {
  const opened = store.period.all().filter((period) => !period.imported);
  const lastPlanned = store.service.get('last_planned_at');
  const since = lastPlanned === null || lastPlanned > at ? null : dayOf(lastPlanned);
  const last = duePeriod(at);
  const extended = store.owed.lastExtended();
  const until = (plan: number, period: Period) =>
    chasedUntil(store.plan.byVersion(plan), period, extended.get(period) ?? null);
  const chased = opened
    .filter(({ period }) => period <= last)
    .filter(({ period, plan }) => since === null || until(plan, period) >= since)
    .map(({ period }) => period);
  const latest = store.period.latestOpened();
  return [...chased, ...(latest === null ? [last] : periodsFrom(addMonths(latest, 1), last))];
}

/**
 * Well past the day its last step grows too old, for those who come to it late. `extended`: the latest deadline of a
 * unit's own.
 */
function chasedUntil(plan: Plan, period: Period, extended: Day | null): Day {
  const ofPlan = chasedDays.get(plan) ?? new Map<string, Day>();
  chasedDays.set(plan, ofPlan);
  return kept(ofPlan, `${period} ${extended}`, () => {
    const { opensOn, steps, deadline } = datesOf(plan, period);
    const last = extended === null || extended < deadline ? steps : stepsOf(plan, opensOn, extended);
    return addWorkingDays(last.at(-1)?.day ?? deadline, plan.oldestStep + 10);
  });
}

/** The last day of each period: every tick asks it of every month there ever was. */
const chasedDays = new WeakMap<Plan, Map<string, Day>>();

function isOverdue(store: Store, period: Period, at: Instant): boolean {
  const latest = store.period.latestOpened();
  return latest !== null && period > latest && period <= duePeriod(at);
}

function chasedUnit(store: Store, id: string, today: Day): ChasedUnit {
  const unit = store.unit.find(id, today);
  if (unit === null) throw new Error(`A report is about the unit ${id}, which is unknown on ${today}`);
  const office = unit.offices.at(-1) ?? unit.office;
  return { unit, office, officeName: store.unit.officeName(office) ?? unit.officeName };
}

function owedBy({ unit, office }: ChasedUnit, ownDeadline: Day | null): Owed {
  return { unit: unit.id, office, governor: unit.governor, ownDeadline };
}

function kept<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  if (!map.has(key)) map.set(key, make());
  return map.get(key) as Value;
}
