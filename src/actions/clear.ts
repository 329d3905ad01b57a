// The nightly clearing: what the service has no more use for, or may not keep, goes. Submissions, the ledger, events and
// everything decided are kept.

import type { Context } from '../context.ts';
import { addMinutes, dayOf, type Instant } from '../domain/period.ts';

export type Cleared = { sessions: number; codes: number; keptForms: number; drafts: number; unreadBounces: number };

const day = 24 * 60;
/** Days after a report's closing day that its draft is kept, and that a deleted one is remembered. */
const draftDays = 90;
/** Days that a bounce waits for a reader. */
const unreadDays = 90;

/** Clears once a day in Oslo, and records what; null when it is done for the day. */
export function clearOld({ store, now }: Pick<Context, 'store' | 'now'>): Cleared | null {
  return store.transaction(() => {
    const at = now();
    const last = store.service.get('last_cleared_at');
    if (last !== null && dayOf(last) >= dayOf(at)) return null;
    const ago = (days: number): Instant => addMinutes(at, -days * day);
    const cleared: Cleared = {
      sessions: store.session.removeExpired(at),
      codes: store.signIn.removeBefore(ago(1)),
      keptForms: store.keptForm.removeOld(at),
      drafts: store.draft.removeClosedBefore(dayOf(ago(draftDays))),
      unreadBounces: store.incident.removeUnreadBefore(ago(unreadDays)),
    };
    store.draft.forgetEndedBefore(ago(draftDays));
    store.service.set('last_cleared_at', at);
    store.event.record({ at, who: 'job', what: 'data.cleared', subject: 'service', details: cleared });
    return cleared;
  });
}
