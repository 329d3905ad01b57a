// Means against targets, within what the actor may see: the pages, `GET /api/v1/targets`, and what follow-ups are judged by.

import type { Context } from '../context.ts';
import { type Day, dayOf, lastDayOf, type Period } from '../domain/period.ts';
import { type Actor, hasRole, reaches, readScope } from '../domain/person.ts';
import type { Target } from '../domain/target.ts';
import {
  judgeMean,
  type MunicipalityMonth,
  municipalityMonths,
  type TargetMean,
  targetOn,
  windowOf,
} from '../domain/target-mean.ts';
import type { Unit } from '../domain/unit.ts';
import { placeOf } from './load-report.ts';

export type MunicipalityTarget = {
  municipality: string;
  name: string;
  county: string;
  countyName: string;
  units: Unit[];
  target: Target | null;
  /** Every version of the target, the oldest first. */
  versions: Target[];
  /** The twelve months up to the period. */
  months: MunicipalityMonth[];
  judged: TargetMean;
};

export type Targets = { period: Period; day: Day; municipalities: MunicipalityTarget[] };

/** The latest month that is open, imported ones too; null before there is any. */
export function latestPeriod({ store }: Pick<Context, 'store'>): Period | null {
  return store.period.all().at(-1)?.period ?? null;
}

/**
 * The municipalities within the actor's scope, by number. With a period: the twelve months up to it, and the target in
 * force on its last day. Without: as it stands today, up to the latest month that is open.
 */
export function loadTargets(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  order: { period: Period | null; municipality?: string },
): Targets {
  const { store } = context;
  const today = dayOf(context.now());
  const period = order.period ?? latestPeriod(context) ?? today.slice(0, 7);
  const day = order.period === null ? today : lastDayOf(order.period);
  const scope = readScope(actor, today);
  const units = store.unit
    .on(lastDayOf(period))
    .filter(({ municipality }) => order.municipality === undefined || municipality === order.municipality);
  const reached = new Set(
    units
      .filter((unit) => reaches(scope, placeOf(unit, store.unit.find(unit.id, today), null)))
      .map(({ municipality }) => municipality),
  );
  const byMunicipality = Map.groupBy(units, ({ municipality }) => municipality);
  const judge = targetJudge(context, period, day);
  const municipalities = [...reached].sort().flatMap((number) => {
    const own = byMunicipality.get(number) ?? [];
    const [first] = own;
    if (!first) return [];
    const { municipalityName: name, county, countyName } = first;
    return [{ municipality: number, name, county, countyName, units: own, ...judge(number) }];
  });
  return { period, day, municipalities };
}

/** Reads once what judging any municipality needs; gives the judge. */
export function targetJudge({ store }: Pick<Context, 'store'>, period: Period, day: Day) {
  const [from = period] = windowOf(period);
  const months = municipalityMonths(
    store.unitMonth.between(from, period),
    period,
    store.reference.municipalityChanges(),
  );
  const versionsOf = Map.groupBy(store.target.all(), ({ municipality }) => municipality);
  return (municipality: string): Pick<MunicipalityTarget, 'target' | 'versions' | 'months' | 'judged'> => {
    const versions = versionsOf.get(municipality) ?? [];
    const target = targetOn(versions, day);
    const own = months.get(municipality) ?? windowOf(period).map(emptyMonth);
    return { target, versions, months: own, judged: judgeMean(own, target) };
  };
}

function emptyMonth(period: Period): MunicipalityMonth {
  return { period, units: 0, reported: 0, end: null, onLeave: null };
}

export type PutTargetResult = { kind: 'notFound' } | { kind: 'put'; changed: boolean };

/** Adds one target, or replaces that of the same municipality and day; the directorate's alone. */
export function putTarget(context: Pick<Context, 'store' | 'now'>, actor: Actor, target: Target): PutTargetResult {
  const { store } = context;
  const at = context.now();
  if (!mayLoadTargets(actor, dayOf(at))) return { kind: 'notFound' };
  if (!store.target.municipalities().has(target.municipality)) return { kind: 'notFound' };
  return store.transaction(() => {
    const changed = store.target.put(target, actor.who, at);
    const { municipality, ...details } = target;
    if (changed)
      store.event.record({ at, who: actor.who, what: 'target.put', subject: `target:${municipality}`, details });
    return { kind: 'put', changed };
  });
}

export function mayLoadTargets(actor: Actor, today: Day): boolean {
  return hasRole(actor, 'directorate', today);
}
