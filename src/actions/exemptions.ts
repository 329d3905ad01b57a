// Exemptions and extensions: the directorate frees a unit from a month's report, or gives it a later deadline. New rows
// only, each with an event; nothing changes for any other unit, and no verdict that was given is touched.

import type { Context } from '../context.ts';
import { type ExtensionFault, extensionFault } from '../domain/extension.ts';
import { parseText } from '../domain/free-text.ts';
import { addMonths, type Day, dayOf, lastDayOf, type Period, periodOf } from '../domain/period.ts';
import { type Actor, hasRole } from '../domain/person.ts';
import type { Report } from '../domain/report.ts';
import type { Unit } from '../domain/unit.ts';
import type { Decided } from '../store/exemption.ts';

export type Decision =
  | { kind: 'exempt' | 'expect' | 'ownDeadline'; unit: string; period: Period; reason: string }
  | { kind: 'extend'; unit: string; period: Period; reason: string; deadline: Day };

/**
 * report: the unit has no report for the month, or it is not open yet. delivered: there is nothing to decide, what was
 * delivered stands. final: the month is final. same: it stands that way already. reason: none, too long, or holding a
 * national identity number.
 */
export type DecisionFault = 'report' | 'delivered' | 'final' | 'same' | 'reason' | 'identity' | ExtensionFault;

export type DecisionResult = { ok: true } | { ok: false; fault: 'forbidden' | DecisionFault };

const longestReason = 500;

/**
 * exempt: no report is expected, and nobody is chased; expect takes that back. extend: a later deadline, with the verdict,
 * the steps and the closing day that follow from it; ownDeadline takes that back.
 */
export function decideOnReport(
  { store, now }: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  decision: Decision,
): DecisionResult {
  return store.transaction(() => {
    const at = now();
    const today = dayOf(at);
    const refuse = (fault: 'forbidden' | DecisionFault): DecisionResult => ({ ok: false, fault });
    if (!hasRole(actor, 'directorate', today)) return refuse('forbidden');
    const report = store.report.find(decision.unit, decision.period);
    if (report === null) return refuse('report');
    const parsed = parseText(decision.reason, longestReason);
    if (!parsed.ok) return refuse(parsed.fault === 'identityNumber' ? 'identity' : 'reason');
    const reason = parsed.text;
    if (store.submission.inForce(report.id) !== null) return refuse('delivered');
    if (store.period.find(decision.period)?.finalAt) return refuse('final');
    const fault = isNews(store, report, decision) ? dayFault(store, report, decision, today) : 'same';
    if (fault !== null) return refuse(fault);

    const row = { reason, who: actor.who, knownAt: store.submission.knownNow(at) };
    const { kind } = decision;
    if (kind === 'exempt' || kind === 'expect')
      store.exemption.exempt(report.id, { ...row, exempt: kind === 'exempt' });
    else store.exemption.extend(report.id, { ...row, ...datesAfter(store, report, decision) });
    const details = { reason, ...(kind === 'extend' ? { deadline: decision.deadline } : {}) };
    const subject = `report:${report.period}:${report.unit}`;
    store.event.record({ at, who: actor.who, what: deeds[kind], subject, details });
    return { ok: true };
  });
}

const deeds: Record<Decision['kind'], string> = {
  exempt: 'report.exempted',
  expect: 'report.exemptionTakenBack',
  extend: 'report.extended',
  ownDeadline: 'report.extensionTakenBack',
};

export type ListedDecision = Decided & { unitThen: Unit | null; whoName: string };

/** Every exemption and extension in force, the newest first; null for all but the directorate. */
export function listDecisions({ store, now }: Pick<Context, 'store' | 'now'>, actor: Actor): ListedDecision[] | null {
  if (!hasRole(actor, 'directorate', dayOf(now()))) return null;
  return store.exemption.inForce().map((decided) => {
    const person = /^person:(\d+)$/.exec(decided.who)?.[1];
    return {
      ...decided,
      unitThen: store.unit.find(decided.unit, lastDayOf(decided.period)),
      whoName: (person === undefined ? null : store.person.byId(Number(person))?.name) ?? decided.who,
    };
  });
}

function isNews(store: Context['store'], report: Report, decision: Decision): boolean {
  if (decision.kind === 'extend') return decision.deadline !== store.exemption.extensionOf(report.id)?.deadline;
  if (decision.kind === 'ownDeadline') return store.exemption.extensionOf(report.id) !== null;
  return (store.exemption.ofReport(report.id) !== null) !== (decision.kind === 'exempt');
}

function dayFault(store: Context['store'], report: Report, decision: Decision, today: Day): ExtensionFault | null {
  if (decision.kind !== 'extend') return null;
  return extensionFault(decision.deadline, store.exemption.ownDates(report.id).deadline, today);
}

/** The closing day moves with the deadline as the plan says, and never to an earlier day. */
function datesAfter(store: Context['store'], report: Report, decision: Decision): { deadline: Day; closesOn: Day } {
  const own = store.exemption.ownDates(report.id);
  if (decision.kind !== 'extend') return own;
  const opened = store.period.find(report.period);
  const plan = opened === null ? store.plan.inForce(report.period) : store.plan.byVersion(opened.plan);
  const closing = lastDayOf(addMonths(periodOf(decision.deadline), plan.closing.monthsAfterDeadline));
  return { deadline: decision.deadline, closesOn: closing > own.closesOn ? closing : own.closesOn };
}
