// Reopening: after the closing day the directorate opens a delivered report for correction until a day, with a reason, or
// closes it again. New rows only, each with an event; what was delivered stays in force until the office corrects it.

import type { Context } from '../context.ts';
import { parseText } from '../domain/free-text.ts';
import { type Day, dayOf, type Period } from '../domain/period.ts';
import { type Actor, hasRole } from '../domain/person.ts';
import { mayReopenUntil } from '../domain/report.ts';

/** until: null closes the report again. */
export type ReopenOrder = { unit: string; period: Period; until: Day | null; reason: string };

/**
 * notDelivered: nothing to correct, and delivering late is open anyway. day: passed, not after the closing day, or further
 * off than half a year. reason: none, or too long. identity: the reason holds a national identity number. same: it stands
 * that way already.
 */
export type ReopenFault = 'notDelivered' | 'day' | 'reason' | 'identity' | 'same';

export type ReopenResult = { ok: true } | { ok: false; fault: 'notFound' | ReopenFault };

const longestReason = 500;

export function reopen(
  { store, now }: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  { unit, period, until, reason: typed }: ReopenOrder,
): ReopenResult {
  return store.transaction(() => {
    const at = now();
    const today = dayOf(at);
    const refuse = (fault: 'notFound' | ReopenFault): ReopenResult => ({ ok: false, fault });
    const report = store.report.find(unit, period);
    if (!mayReopen(actor, today) || report === null) return refuse('notFound');
    if (store.submission.inForce(report.id) === null) return refuse('notDelivered');
    if (until !== null && !mayReopenUntil(until, report.closesOn, today)) return refuse('day');
    const parsed = parseText(typed, longestReason);
    if (!parsed.ok) return refuse(parsed.fault === 'identityNumber' ? 'identity' : 'reason');
    const reason = parsed.text;
    const before = store.reopening.ofReport(report.id)?.until ?? null;
    if (until === (before !== null && before >= today ? before : null)) return refuse('same');
    store.reopening.add({ report: report.id, until, reason, who: actor.who, at });
    const what = until === null ? 'report.reopeningTakenBack' : 'report.reopened';
    const details = { reason, ...(until === null ? {} : { until }) };
    store.event.record({ at, who: actor.who, what, subject: `report:${period}:${unit}`, details });
    return { ok: true };
  });
}

export function mayReopen(actor: Actor, today: Day): boolean {
  return hasRole(actor, 'directorate', today);
}
