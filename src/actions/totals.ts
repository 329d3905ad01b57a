// Totals over what the actor may see: the page's table and `GET /api/v1/totals` are the same answer.

import type { Context } from '../context.ts';
import { type Day, dayOf, type Instant, type Period } from '../domain/period.ts';
import { type Actor, reaches, readScope } from '../domain/person.ts';
import { type NotRebased, rebaseTo } from '../domain/rebase.ts';
import {
  type Area,
  type By,
  type Group,
  questionsOf,
  shapeTotals,
  type TotalsQuestion,
  type TotalsRow,
} from '../domain/totals.ts';
import type { Form } from '../domain/form.ts';
import type { Reach } from '../store/totals.ts';

export const geographies = ['reported', 'current'] as const;
export type Geography = (typeof geographies)[number];

/** An area that an answer is kept within. */
export type Within = { area: 'county' | 'municipality'; number: string };

export type TotalsOrder = {
  /** Both included, and from is not after to. */
  from: Period;
  to: Period;
  by: By;
  /** Areas as they were in each period, or walked to the map of the day of `asOf`. */
  geography: Geography;
  /** Null, or later than now: now. */
  asOf: Instant | null;
  /** Only what lies in this area, by the same map as the rows. */
  within?: Within | null;
};

export type Totals = {
  /** Asked again with this time, the same answer comes. */
  asOf: Instant;
  order: TotalsOrder;
  /** The day of the map; null when areas are as reported. */
  mapDay: Day | null;
  questions: TotalsQuestion[];
  /** The forms that the questions are from, oldest first. */
  forms: Form[];
  rows: TotalsRow[];
  /** What was split since it reported, and so stands under its old number on the later map. */
  notRebased: NotRebased[];
};

/** Never throws for what is asked; a range in which nothing was open gives an answer without figures. */
export function loadTotals(context: Pick<Context, 'store' | 'now'>, actor: Actor, order: TotalsOrder): Totals {
  const { store } = context;
  const { from, to, by, geography } = order;
  const moment = store.transaction(() => store.totals.moment(order.asOf, context.now()));
  const opened = store.totals.opened(from, to, moment.asOf);
  const versions = [...new Set(opened.map(({ form }) => form))];
  const forms =
    versions.length > 0 ? versions.map((version) => store.form.byVersion(version)) : store.form.all().slice(-1);
  const questions = questionsOf(forms);
  const mapOf = (area: Area) => (geography === 'current' ? laterMap(context, area, dayOf(moment.asOf)) : null);
  const map = by.area === null ? null : mapOf(by.area);
  const within = order.within ? placesIn(order.within, mapOf(order.within.area)?.areaOf) : null;
  const isCoarse = geography === 'reported' && order.within?.area !== 'municipality';

  const groups = store.totals.groups({
    ...{ from, to, moment },
    questions: questions.map(({ id }) => id),
    per: by.area === null && !within ? 'nation' : (by.area ?? 'county') === 'county' && isCoarse ? 'county' : 'report',
    reach: reachOf(context, actor),
  });
  const periods = opened.map(({ period }) => period);
  const areaOf = map?.areaOf ?? ((group: Group) => (by.area === null ? '' : group[by.area]));
  const inside = within ? groups.filter(within) : groups;
  const rows = shapeTotals(inside, { by, questions, periods, areaOf }).map((row) =>
    // To a municipality whoever is transferred has come or gone.
    order.within?.area === 'municipality' ? { ...row, new: null, ended: null } : row,
  );
  const mapDay = geography === 'current' ? dayOf(moment.asOf) : null;
  return { asOf: moment.asOf, order, mapDay, questions, forms, rows, notRebased: map?.notRebased() ?? [] };
}

function placesIn(
  { area, number }: Within,
  areaOf: (group: Group) => string = (group) => group[area],
): (group: Group) => boolean {
  return (group) => areaOf(group) === number;
}

function laterMap({ store }: Pick<Context, 'store'>, area: Area, day: Day) {
  const countyOf = new Map(store.reference.municipalities(day).map(({ number, county }) => [number, county]));
  const municipalityChanges = store.reference.municipalityChanges();
  return rebaseTo({ day, municipalityChanges, unitChanges: store.unit.changes(), countyOf }, area);
}

/**
 * What the actor may read, as the store takes it: the units that its offices, municipalities and governors answer for
 * today, and every report that was a governor's when its period opened. Null: everything.
 */
export function reachOf({ store, now }: Pick<Context, 'store' | 'now'>, actor: Actor): Reach {
  const today = dayOf(now());
  const scope = readScope(actor, today);
  if (scope.everything) return null;
  const units = store.totals.unitIds().filter((id) => {
    const unit = store.unit.find(id, today);
    if (!unit) return false;
    const governors = unit.governor === null ? [] : [unit.governor];
    return reaches(scope, { offices: unit.offices, municipality: unit.municipality, governors });
  });
  return { units, governors: scope.governors };
}
