// Reviews as they are read: who sees which, which of its offices one by one, and who may register decisions.

import type { Context } from '../context.ts';
import { dayOf } from '../domain/period.ts';
import { type Actor, readScope, type Scope } from '../domain/person.ts';
import { type Concern, concernsOf, type Review, type ReviewEntry, resultOf, type Tally } from '../domain/review.ts';
import type { Criterion } from '../domain/review-criteria.ts';
import { byCountyAndOffice, type Unit } from '../domain/unit.ts';
import { criteriaOf } from './review-criteria.ts';

type Reads = Pick<Context, 'store' | 'now'>;

export type ReviewedUnit = {
  unit: Unit;
  tally: Tally;
  /** Sees each decision, not only what they come to. */
  readsEntries: boolean;
  /** Registers and withdraws: never once the review is closed. */
  mayEnter: boolean;
};

export type LoadedReview = {
  review: Review;
  criteria: Criterion[];
  /** Those that the actor sees one by one, by county and office. */
  units: ReviewedUnit[];
  /** Of `units` together. */
  own: Tally;
  /**
   * Of all the offices. Null for those who do not see them one by one, as long as another office can be worked out from
   * it: by taking away one's own from two, or by looking before and after a decision is registered.
   */
  all: Tally | null;
  /** What to supervise next; null for those who do not see all the offices. */
  concerns: Concern[] | null;
  /** Of the governor whose review it is, and it is open. */
  mayClose: boolean;
  /** Of the units whose decisions the actor reads. */
  entries: ReviewEntry[];
};

/** The newest first; without those that the actor has no part in. */
export function listReviews(context: Reads, actor: Actor): LoadedReview[] {
  return context.store.review.all().flatMap((review) => loaded(context, actor, review) ?? []);
}

/** True when there is a review for the actor to see. */
export function hasReviews(context: Reads, actor: Actor): boolean {
  const scope = readScope(actor, dayOf(context.now()));
  return context.store.review.all().some((review) => seenUnits(context, scope, review).length > 0);
}

/** Null: 404. */
export function loadReview(context: Reads, actor: Actor, id: number): LoadedReview | null {
  const review = context.store.review.find(id);
  return review && loaded(context, actor, review);
}

function loaded(context: Reads, actor: Actor, review: Review): LoadedReview | null {
  const scope = readScope(actor, dayOf(context.now()));
  const seen = seenUnits(context, scope, review);
  if (seen.length === 0) return null;
  const criteria = criteriaOf(review.criteria);
  const entries = context.store.review.entries(review.id);
  const seenIds = new Set(seen.map(({ unit }) => unit.id));
  // In the order they are shown.
  const ids = [...seenIds, ...review.units.filter((unit) => !seenIds.has(unit))];
  const result = resultOf(criteria, ids, entries);
  const tallies = new Map(result.units.map(({ unit, tally }) => [unit, tally]));
  const units = seen.flatMap((one): ReviewedUnit[] => {
    const tally = tallies.get(one.unit.id);
    return tally ? [{ ...one, tally }] : [];
  });
  const others = result.units.filter(({ unit, tally }) => !seenIds.has(unit) && tally.decisions > 0);
  const own = entries.filter(({ unit }) => seenIds.has(unit));
  const seesAll = oversees(scope, review);
  const readable = new Set(units.filter(({ readsEntries }) => readsEntries).map(({ unit }) => unit.id));
  return {
    ...{ review, criteria, units },
    own: resultOf(criteria, [], own).all,
    all: seesAll || (review.closed !== null && others.length > 1) ? result.all : null,
    concerns: seesAll ? concernsOf(criteria, result) : null,
    mayClose: review.closed === null && scope.governors.includes(review.governor),
    entries: entries.filter(({ unit }) => readable.has(unit)),
  };
}

function oversees(scope: Scope, { governor }: Review): boolean {
  return scope.everything || scope.governors.includes(governor);
}

/** The governor and the directorate see all, an office its own, a municipality its own once the review is closed. */
function seenUnits(context: Reads, scope: Scope, review: Review): Omit<ReviewedUnit, 'tally'>[] {
  const sees = oversees(scope, review);
  const registers = scope.governors.includes(review.governor);
  return unitsOf(context, review).flatMap((unit) => {
    const isOwn = unit.offices.some((office) => scope.offices.includes(office));
    const isMunicipality = review.closed !== null && scope.municipalities.includes(unit.municipality);
    if (!sees && !isOwn && !isMunicipality) return [];
    return [{ unit, readsEntries: sees || isOwn, mayEnter: review.closed === null && (registers || isOwn) }];
  });
}

/** As they are today; one that has ended, as on its last day, with the office that answers for it now. */
function unitsOf({ store, now }: Reads, { units, to }: Review): Unit[] {
  const today = dayOf(now());
  return units.flatMap((id) => store.unit.find(id, today) ?? store.unit.find(id, to) ?? []).toSorted(byCountyAndOffice);
}
