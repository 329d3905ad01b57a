// What moved since a time: the pull of a system that keeps its own copy. The answer's `asOf` is the next call's `since`.

import type { Context } from '../context.ts';
import type { Instant } from '../domain/period.ts';
import type { Actor } from '../domain/person.ts';
import type { Change } from '../store/change.ts';
import { reachOf } from './totals.ts';

export type ChangesOrder = {
  since: Instant;
  asOf: Instant | null;
  /** At most so many; null for all. */
  limit?: number | null;
};

/**
 * One per submission that the service learned in (since, asOf], oldest first, of what the actor may see. When there are
 * more than the limit, `asOf` is when the last of them was known: the next call goes on from there.
 */
export function listChanges(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  { since, asOf, limit = null }: ChangesOrder,
): { asOf: Instant; changes: Change[]; more: boolean } {
  const { store } = context;
  const moment = store.transaction(() => store.totals.moment(asOf, context.now()));
  const found = store.change.since(since, moment, reachOf(context, actor), limit === null ? null : limit + 1);
  const last = limit !== null && found.length > limit ? found[limit - 1] : undefined;
  if (!last) return { asOf: moment.asOf, changes: found, more: false };
  // No two submissions are known at the same time.
  return { asOf: last.knownAt, changes: found.slice(0, -1), more: true };
}
