// Totals over what the actor may see: the page's table and `GET /api/v1/totals` are the same answer.

import { setImmediate } from 'node:timers/promises';
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
  const steps = totalsInSteps(context, actor, order);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** As `loadTotals`, and others get their turn between the years: ten of them, unit by unit, are 45,000 reports. */
export async function loadTotalsInTurns(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  order: TotalsOrder,
): Promise<Totals> {
  const steps = totalsInSteps(context, actor, order);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await setImmediate();
  }
}

const monthsAtATime = 12;

/** Every step is of the same moment: what is delivered between two of them is in none. */
function* totalsInSteps(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  order: TotalsOrder,
): Generator<void, Totals> {
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
  const per =
    by.area === null && !within ? 'nation' : (by.area ?? 'county') === 'county' && isCoarse ? 'county' : 'report';
  const query = { moment, questions: questions.map(({ id }) => id), per, reach: reachOf(context, actor) } as const;
  const areaOf = map?.areaOf ?? ((group: Group) => (by.area === null ? '' : group[by.area]));
  const rowsOf = (groups: Group[], periods: Period[]) =>
    shapeTotals(within ? groups.filter(within) : groups, { by, questions, periods, areaOf });

  const periods = opened.map(({ period }) => period);
  const rows: TotalsRow[] = [];
  let groups: Group[] = [];
  const steps = per === 'report' ? inParts(periods, monthsAtATime) : [periods];
  for (const part of steps) {
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) continue;
    const read = store.totals.groups({ ...query, from: first, to: last });
    // Month by month the rows of a part are whole; those of the whole range need all of it.
    if (by.period) rows.push(...rowsOf(read, part));
    else groups = groups.length === 0 ? read : groups.concat(read);
    if (steps.length > 1) yield;
  }
  if (!by.period) rows.push(...rowsOf(groups, periods));
  // To a municipality whoever is transferred has come or gone.
  const shown = order.within?.area === 'municipality' ? rows.map((row) => ({ ...row, new: null, ended: null })) : rows;
  const mapDay = geography === 'current' ? dayOf(moment.asOf) : null;
  return { asOf: moment.asOf, order, mapDay, questions, forms, rows: shown, notRebased: map?.notRebased() ?? [] };
}

/** The list in pieces of a length, in order; the last may be shorter. */
export function inParts<One>(all: One[], length: number): One[][] {
  const starts = all.keys().filter((index) => index % length === 0);
  return [...starts.map((start) => all.slice(start, start + length))];
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
