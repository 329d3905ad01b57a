// Reads what it takes to say why a unit got its notices for a period, or got none.

import type { Context } from '../context.ts';
import { type ExplainedStep, type ExplanationFacts, explain } from '../domain/notice-explanation.ts';
import { addMonths, firstDayOf, type Period } from '../domain/period.ts';
import type { Actor } from '../domain/person.ts';
import { datesOf, stepsOf } from '../domain/plan.ts';
import type { Unit } from '../domain/unit.ts';
import { readChaseFacts } from './chase-facts.ts';
import { loadReport } from './load-report.ts';
import { mailPause } from './mail-pause.ts';
import { switchedOff } from './mail-switch.ts';

export type ExplainedNotices = {
  unit: Unit;
  /** Today's, for a unit that has ended: of its last successor. */
  office: string;
  period: Period;
  steps: ExplainedStep[];
};

/** Null when the actor may not see the unit, or when it has nothing to do with the period. */
export function explainNotices(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  asked: { unit: string; period: Period },
): ExplainedNotices | null {
  const { store, now } = context;
  const { period } = asked;
  const opened = store.period.find(period);
  const loaded = loadReport(context, actor, asked.unit, period);
  if (loaded === null) return null;
  const at = now();
  const chased = readChaseFacts(store, at);
  const { unit, office } = chased.unit(asked.unit);
  const plan = opened ? store.plan.byVersion(opened.plan) : store.plan.inForce(period);
  const { report, submissions } = loaded;
  const extension = report && store.exemption.extensionOf(report.id);
  const steps = report ? stepsOf(plan, firstDayOf(addMonths(period, 1)), loaded.deadline) : datesOf(plan, period).steps;
  const facts: ExplanationFacts = {
    ...{ at, plan, steps },
    period: opened === null ? 'notOpen' : opened.imported ? 'imported' : 'opened',
    deliveredAt: submissions[0]?.knownAt ?? null,
    exemptSince: (report && store.exemption.ofReport(report.id)?.knownAt) ?? null,
    extendedAt: extension?.knownAt ?? null,
    unit: { unit: unit.id, office, governor: unit.governor, ownDeadline: extension?.deadline ?? null },
    people: chased.people(),
    ledger: store.noticeSearch.ofPeriod(period),
    off: switchedOff(context),
    firstStart: chased.firstStart,
    paused: mailPause(context) !== null,
  };
  return { unit: loaded.unit, office, period, steps: explain(facts) };
}
