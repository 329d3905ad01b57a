// A governor starts a review of its own offices, and closes it with a conclusion.

import type { Context } from '../context.ts';
import type { TextFault } from '../domain/free-text.ts';
import { type Day, dayOf, parseDay } from '../domain/period.ts';
import { type Actor, readScope } from '../domain/person.ts';
import { parseConclusion, parseReview, type ReviewFault, type TypedReview } from '../domain/review.ts';
import type { Unit } from '../domain/unit.ts';
import { latestCriteria } from './review-criteria.ts';
import { loadReview } from './reviews.ts';

type Writes = Pick<Context, 'store' | 'now'>;

/** For which governors the actor may make one on the day. */
export function governorsOf(actor: Pick<Actor, 'roles'>, day: Day): string[] {
  return [...new Set(readScope(actor, day).governors)];
}

/** The governor's units of today, and of the last day of the span when that is a day: an office may have closed since. */
export function reviewableUnits({ store, now }: Writes, governor: string, to: string): Unit[] {
  const days = [dayOf(now()), parseDay(to)].filter((day) => day !== null);
  const units = days.toReversed().flatMap((day) => store.unit.on(day).filter((unit) => unit.governor === governor));
  return [...new Map(units.map((unit) => [unit.id, unit])).values()];
}

export type MakeReviewResult =
  | { kind: 'notFound' }
  | { kind: 'faulty'; faults: ReviewFault[] }
  | { kind: 'made'; id: number };

/** The same form (`key`) sent again gives what it made. */
export function makeReview(
  context: Writes,
  actor: Actor,
  { governor, typed, key }: { governor: string; typed: TypedReview; key: string },
): MakeReviewResult {
  const { store } = context;
  const at = context.now();
  const today = dayOf(at);
  if (!governorsOf(actor, today).includes(governor) || key === '') return { kind: 'notFound' };
  return store.transaction((): MakeReviewResult => {
    const before = store.review.byKey(key);
    if (before) return before.who === actor.who ? { kind: 'made', id: before.id } : { kind: 'notFound' };
    const own = new Set(reviewableUnits(context, governor, typed.to).map(({ id }) => id));
    const parsed = parseReview(typed, own, today);
    if (!parsed.ok) return { kind: 'faulty', faults: parsed.faults };
    const { who, name } = actor;
    const { title, from, to, units } = parsed;
    const id = store.review.add({ governor, title, from, to, units, criteria: latestCriteria(), who, name, at, key });
    const details = { from, to, units: units.length };
    store.event.record({ at, who, what: 'review.created', subject: `review:${id}`, details });
    return { kind: 'made', id };
  });
}

/** Nothing is registered or withdrawn afterwards, and it is never opened again. */
export function closeReview(
  context: Writes,
  actor: Actor,
  id: number,
  typed: string,
): 'notFound' | TextFault | 'closed' {
  const { store } = context;
  return store.transaction(() => {
    const found = loadReview(context, actor, id);
    if (!found?.mayClose) return 'notFound';
    const conclusion = parseConclusion(typed);
    if (!conclusion.ok) return conclusion.fault;
    const at = context.now();
    const { who, name } = actor;
    store.review.close(id, { conclusion: conclusion.text, who, name, at });
    const details = { decisions: found.all?.decisions ?? 0 };
    store.event.record({ at, who, what: 'review.closed', subject: `review:${id}`, details });
    return 'closed';
  });
}
