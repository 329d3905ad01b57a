// One decision of an office gone through: registered, or taken out again. Nothing is ever changed.

import type { Context } from '../context.ts';
import { canonical } from '../domain/canonical.ts';
import type { Actor } from '../domain/person.ts';
import { parseEntry, type ReviewAnswers, withdrawalReasons } from '../domain/review.ts';
import { type LoadedReview, loadReview, type ReviewedUnit } from './reviews.ts';

type Writes = Pick<Context, 'store' | 'now'>;

/** The review with one of the units whose decisions the actor reads; null: 404. */
export function loadReviewUnit(
  context: Writes,
  actor: Actor,
  id: number,
  unit: string,
): { found: LoadedReview; own: ReviewedUnit } | null {
  const found = loadReview(context, actor, id);
  const own = found?.units.find((one) => one.unit.id === unit && one.readsEntries);
  return found && own ? { found, own } : null;
}

export type EnterResult =
  | { kind: 'notFound' }
  | { kind: 'closed' }
  | { kind: 'faulty'; unanswered: string[] }
  /** The same form was sent before, with other answers: they are not stored. */
  | { kind: 'storedBefore'; number: number }
  | { kind: 'entered'; number: number };

/** The same form (`key`) sent again stores nothing, and gives the number it got. */
export function enterDecision(
  context: Writes,
  actor: Actor,
  { review, unit, typed, key }: { review: number; unit: string; typed: ReviewAnswers; key: string },
): EnterResult {
  const { store } = context;
  return store.transaction((): EnterResult => {
    const loaded = loadReviewUnit(context, actor, review, unit);
    if (!loaded || key === '') return { kind: 'notFound' };
    const { found, own } = loaded;
    const parsed = parseEntry(found.criteria, typed);
    const before = store.review.entryByKey(key);
    if (before) {
      if (before.who !== actor.who || before.review !== review || before.unit !== unit) return { kind: 'notFound' };
      const isSame = parsed.ok && canonical(parsed.answers) === canonical(before.answers);
      return { kind: isSame ? 'entered' : 'storedBefore', number: before.number };
    }
    if (found.review.closed) return { kind: 'closed' };
    if (!own.mayEnter) return { kind: 'notFound' };
    if (!parsed.ok) return { kind: 'faulty', unanswered: parsed.unanswered };
    const at = context.now();
    const { who, name } = actor;
    const number = store.review.addEntry({ review, unit, answers: parsed.answers, who, name, at, key });
    const details = { unit, decision: number };
    store.event.record({ at, who, what: 'review.entered', subject: `review:${review}`, details });
    return { kind: 'entered', number };
  });
}

/** Takes a decision out of the result. Gives its unit; null: 404. */
export function withdrawDecision(
  context: Writes,
  actor: Actor,
  order: { review: number; entry: number; reason: string },
): { unit: string; isDone: boolean } | null {
  const { store } = context;
  return store.transaction(() => {
    const found = loadReview(context, actor, order.review);
    const entry = found?.entries.find(({ id }) => id === order.entry);
    const mayEnter = found?.units.some((one) => one.unit.id === entry?.unit && one.mayEnter);
    if (!entry || !mayEnter) return null;
    const { unit, number } = entry;
    const reason = withdrawalReasons.find((one) => one === order.reason);
    if (!reason) return { unit, isDone: false };
    const at = context.now();
    const { who, name } = actor;
    if (store.review.withdrawEntry(entry.id, { reason, who, name, at })) {
      const details = { unit, decision: number, reason };
      store.event.record({ at, who, what: 'review.withdrawn', subject: `review:${order.review}`, details });
    }
    return { unit, isDone: true };
  });
}
