// What moved since a time, for reading: corrections and deliveries, newest first, with who made them, why, and the numbers
// before and after. For the directorate and the governors, who watch over others' numbers.

import type { Context } from '../context.ts';
import { dayOf, type Instant, lastDayOf } from '../domain/period.ts';
import { type Actor, hasRole } from '../domain/person.ts';
import type { Submission } from '../domain/report.ts';
import type { Unit } from '../domain/unit.ts';
import type { Change } from '../store/change.ts';
import { listChanges } from './list-changes.ts';

export type ShownChange = {
  unit: Unit;
  change: Change;
  submission: Submission;
  /** What it replaced; null for a first delivery. */
  before: Submission | null;
};

export type ShownChanges = {
  asOf: Instant;
  /** How many there are of each, on all pages. */
  corrected: number;
  delivered: number;
  changes: ShownChange[];
};

/** Null when the actor is neither of the directorate nor a governor. `only`: null for both kinds. */
export function showChanges(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  order: { since: Instant; only: Change['kind'] | null; offset: number; limit: number },
): ShownChanges | null {
  const { store } = context;
  const today = dayOf(context.now());
  if (!hasRole(actor, 'directorate', today) && !hasRole(actor, 'governor', today)) return null;
  const { asOf, changes } = listChanges(context, actor, { since: order.since, asOf: null });
  const wanted = changes.filter(({ kind }) => order.only === null || kind === order.only).toReversed();
  const corrected = changes.filter(({ kind }) => kind === 'corrected').length;
  return {
    ...{ asOf, corrected, delivered: changes.length - corrected },
    changes: wanted.slice(order.offset, order.offset + order.limit).flatMap((change): ShownChange[] => {
      const unit = store.unit.find(change.unit, lastDayOf(change.period));
      const report = store.report.find(change.unit, change.period);
      const submissions = report ? store.submission.ofReport(report.id) : [];
      const submission = submissions[change.number - 1];
      return unit && submission ? [{ unit, change, submission, before: submissions[change.number - 2] ?? null }] : [];
    }),
  };
}
