// Opens follow-ups: by rule on the escalation day of a month, or by a governor's hand. One per unit: a cause that comes
// beside another is added, one that comes back reopens.

import type { Context } from '../context.ts';
import { canonical } from '../domain/canonical.ts';
import { longestNote, openingKind, stateOf } from '../domain/follow-up.ts';
import { type Cause, heirFinder, missingUpTo, opensFollowUp } from '../domain/follow-up-cause.ts';
import { parseText, type TextFault } from '../domain/free-text.ts';
import { addMonths, type Day, dayOf, type Instant, type Period } from '../domain/period.ts';
import { type Actor, readScope } from '../domain/person.ts';
import { datesOf } from '../domain/plan.ts';
import { missingReads } from './follow-up-facts.ts';

type Store = Context['store'];
type Opening = {
  unit: string;
  cause: Cause;
  period: Period | null;
  text: string;
  at: Instant;
  who: string;
  name: string;
};

/**
 * Opens what the missing reports of the period open, once the period's escalation day has come; gives how many follow-ups
 * it opened, reopened or added the cause to. Safe to call at every tick: a period is done once, by whichever process is
 * first. An imported period opens none.
 */
export function followUpsAfterEscalation({ store }: Pick<Context, 'store'>, period: Period, at: Instant): number {
  const today = dayOf(at);
  const mark = `follow_ups:${period}`;
  if (store.service.get(mark) !== null) return 0;
  return store.transaction(() => {
    const opened = store.period.find(period);
    if (!opened || opened.imported || store.service.get(mark) !== null) return 0;
    const escalation = datesOf(store.plan.byVersion(opened.plan), period).steps.find(
      ({ step }) => step === 'escalation',
    );
    if (!escalation || escalation.day > today) return 0;
    store.service.set(mark, at);
    const owed = store.unitMonth.between(addMonths(period, -12), period);
    // A unit that got a longer deadline is not missing yet.
    const states = missingReads(store, owed, (month) => month.deadline < today);
    const found = followUpFinder(store, today);
    const missing = owed.filter((month) => month.period === period && states(month.unit, period) === 'missing');
    return missing.filter(({ unit }) => {
      const months = missingUpTo((month) => states(unit, month), period);
      if (!opensFollowUp(months, period)) return false;
      const opening = { unit, cause: 'missing' as const, period, text: '', at, who: 'job', name: '' };
      return addOpening(store, opening, found(unit)) !== null;
    }).length;
  });
}

export type OpenResult = { kind: 'notFound' } | { kind: 'faulty'; fault: TextFault } | { kind: 'opened'; id: number };

/** By a governor for a unit of its counties; `text` says why, and is needed for the cause `other`. */
export function openFollowUp(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  order: { unit: string; cause: Cause; text: string },
): OpenResult {
  const { store } = context;
  const at = context.now();
  const today = dayOf(at);
  const unit = store.unit.find(order.unit, today);
  const { governors } = readScope(actor, today);
  if (!unit || unit.governor === null || !governors.includes(unit.governor)) return { kind: 'notFound' };
  const written = parseText(order.text, longestNote);
  const needsNone = order.cause !== 'other';
  if (!written.ok && !(written.fault === 'empty' && needsNone)) return { kind: 'faulty', fault: written.fault };
  const text = written.ok ? written.text : '';
  return store.transaction(() => {
    const { who, name } = actor;
    const opening = { unit: unit.id, cause: order.cause, period: null, text, at, who, name };
    const found = followUpFinder(store, today)(unit.id);
    const id = addOpening(store, opening, found) ?? found;
    return id === null ? { kind: 'notFound' } : { kind: 'opened', id };
  });
}

/**
 * Finds the follow-up that goes on for a unit: its own, or that of one it continues; open ones first. Reads all once,
 * since on an escalation day every unit may ask.
 */
function followUpFinder(store: Store, today: Day): (unit: string) => number | null {
  const heir = heirFinder(today, store.unit.changes());
  const byHeir = Map.groupBy(store.followUp.all(), ({ unit }) => heir(unit));
  const isOpen = (id: number) => stateOf(store.followUp.events(id)).isOpen;
  return (unit) => {
    const own = byHeir.get(heir(unit)) ?? [];
    return (own.find(({ id }) => isOpen(id)) ?? own.at(-1))?.id ?? null;
  };
}

/** Gives the follow-up's id, or null when it is open for the cause already. Call it in a transaction. */
function addOpening(store: Store, opening: Opening, found: number | null): number | null {
  const { unit, cause, period, text, at, who, name } = opening;
  const kind = openingKind(found === null ? null : stateOf(store.followUp.events(found)), cause);
  if (kind === null) return null;
  const id = found ?? store.followUp.add(unit, at);
  const key = period === null ? {} : { key: `${cause}:${period}` };
  if (!store.followUp.addEvent(id, { at, who, name, kind, cause, period, text, ...key })) return null;
  const details = JSON.parse(canonical({ unit, cause, period: period ?? undefined })) as Record<string, unknown>;
  store.event.record({ at, who, what: `followUp.${kind}`, subject: `followUp:${id}`, details });
  return id;
}
