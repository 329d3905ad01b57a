// What moved since a time: the pull of a system that keeps its own copy. The answer's `asOf` is the next call's `since`.

import type { Context } from '../context.ts';
import type { Instant } from '../domain/period.ts';
import type { Actor } from '../domain/person.ts';
import type { Change } from '../store/change.ts';
import { reachOf } from './totals.ts';

export type ChangesOrder = { since: Instant; asOf: Instant | null };

/** One per submission that the service learned in (since, asOf], oldest first, of what the actor may see. */
export function listChanges(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  order: ChangesOrder,
): { asOf: Instant; changes: Change[] } {
  const { store } = context;
  const moment = store.transaction(() => store.totals.moment(order.asOf, context.now()));
  const changes = store.change.since(order.since, moment, reachOf(context, actor));
  return { asOf: moment.asOf, changes };
}
