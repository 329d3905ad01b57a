// Why a unit got a notice for a period, or got none: step by step and person by person, from the same facts that the
// chasing is decided on and from what the ledger holds. Pure; the page only puts it into words.

import type { NoticeState } from './attempt.ts';
import { lateness, type Owed, ownDeadlineIn, type Recipient, receiversOf, skipReasons } from './notice.ts';
import { type Day, dayOf, type Instant, instantAt } from './period.ts';
import { isOfOffice, type Plan, type PlanDates, type StepName } from './plan.ts';

/** A row of the ledger for the period. */
export type LedgerRow = {
  id: number;
  key: string;
  step: string;
  office: string | null;
  governor: string | null;
  person: number | null;
  state: NoticeState;
  reason: string | null;
  attempts: number;
  sentAt: Instant | null;
  nextAt: Instant | null;
  smtpAnswer: string | null;
};

export type ExplanationFacts = {
  at: Instant;
  /** imported: opened by an import of history, which gets no notices. */
  period: 'notOpen' | 'imported' | 'opened';
  plan: Plan;
  /** The steps of the unit's own report. */
  steps: PlanDates['steps'];
  /** When the service learned of the first delivery; null while nothing is delivered. */
  deliveredAt: Instant | null;
  exemptSince: Instant | null;
  /** When the unit got the deadline of its own; null when it has the period's. */
  extendedAt: Instant | null;
  /** Who answers for the unit today. */
  unit: Owed;
  people: Recipient[];
  ledger: LedgerRow[];
  /** Kinds of mail that are off now. */
  off: ReadonlySet<string>;
  firstStart: Day;
  paused: boolean;
};

/**
 * sent and the ends of a notice: see the ledger. delivered, exempt: the unit owed nothing by then. waiting: planned, and
 * goes at `nextAt` or, when paused, once mail is released. next: fell due and is planned by the next tick. notDue: its
 * day has not come. nobody: no person holds the role. addressDead: mail to the person was refused earlier.
 */
export type Why =
  | { kind: 'sent'; at: Instant; answer: string | null }
  | { kind: 'unknown' | 'refused' | 'failed' | 'bounced'; answer: string | null }
  | { kind: 'skipped'; reason: string }
  | { kind: 'waiting' | 'paused' | 'retrying'; nextAt: Instant | null; answer: string | null }
  | { kind: 'delivered' | 'exempt'; at: Instant }
  | { kind: 'notDue'; day: Day }
  | {
      kind: 'notOpen' | 'imported' | 'beforeFirstStart' | 'switchedOff' | 'nobody' | 'addressDead' | 'next';
    };

/** `person` and `notice` are null where there is none. */
export type ExplainedLine = { person: number | null; notice: number | null; why: Why };
export type ExplainedStep = { step: StepName; day: Day; lines: ExplainedLine[] };

/** Every step of the plan in order of day, each with at least one line. */
export function explain(facts: ExplanationFacts): ExplainedStep[] {
  return facts.steps.map((step) => ({ step: step.step, day: step.day, lines: linesOf(facts, step) }));
}

type Step = PlanDates['steps'][number];

function linesOf(facts: ExplanationFacts, step: Step): ExplainedLine[] {
  const { period, unit, people, ledger } = facts;
  if (period !== 'opened') return [{ person: null, notice: null, why: { kind: period } }];
  const ofStep = ledger.filter((row) => row.step === step.step);
  const rows = ofStep.filter((row) => isCountedAs(facts, row));
  const about = rows.filter((row) => isAbout(unit, step, row));
  const ifAllWereReachable = receiversOf(
    step.to,
    [unit],
    people.map((each) => ({ ...each, reachable: true })),
  );
  const persons = new Set([
    ...receiversOf(step.to, [unit], people).byPerson.keys(),
    ...ifAllWereReachable.byPerson.keys(),
    ...about.flatMap((row) => row.person ?? []),
  ]);
  const told = [...persons].map((person): ExplainedLine => {
    const row = rows.find((each) => each.person === person);
    return { person, notice: row?.id ?? null, why: row ? whyOfRow(facts, row) : whyWithout(facts, step, person) };
  });
  const earlier = ofStep.filter(
    (row) => !rows.includes(row) && isAbout(unit, step, row) && wentBeforeExtension(facts, row),
  );
  told.push(...earlier.map((row) => ({ person: row.person, notice: row.id, why: whyOfRow(facts, row) })));
  const untold = about.filter((row) => row.person === null);
  const recorded = untold.map((row) => ({ person: null, notice: row.id, why: whyOfRow(facts, row) }));
  if (recorded.length > 0 || ifAllWereReachable.nobody.length === 0) return [...told, ...recorded];
  const why = whyWithout(facts, step, null);
  const isToCome = why.kind === 'notDue' || why.kind === 'next';
  return [...told, { person: null, notice: null, why: isToCome ? { kind: 'nobody' } : why }];
}

/** True when the notice was counted from the deadline that the unit has; those from the opening are for all. */
function isCountedAs({ plan, unit }: ExplanationFacts, row: LedgerRow): boolean {
  const fromOpening = plan.steps.some(({ step, from }) => step === row.step && from === 'opening');
  return fromOpening || ownDeadlineIn(row.key) === (unit.ownDeadline ?? null);
}

/** What came by the deadline that the unit had at first. */
function wentBeforeExtension({ extendedAt }: ExplanationFacts, { key, sentAt }: LedgerRow): boolean {
  return ownDeadlineIn(key) === null && sentAt !== null && extendedAt !== null && sentAt < extendedAt;
}

/** Notices to the directorate are about all units. */
function isAbout(unit: Owed, step: Step, row: LedgerRow): boolean {
  if (step.to.some(isOfOffice)) return row.office === unit.office;
  return row.governor === null ? row.office === null : row.governor === unit.governor;
}

/** A mail names all of a person's missing units: it was not about this one when that owed nothing at the time. */
function whyOfRow(facts: ExplanationFacts, row: LedgerRow): Why {
  const { paused } = facts;
  const until = row.sentAt ?? facts.at;
  const settledBefore = settled(facts, until);
  const answer = row.smtpAnswer;
  switch (row.state) {
    case 'sent':
      return settledBefore ?? { kind: 'sent', at: until, answer };
    case 'planned':
    case 'claimed':
      if (settledBefore) return settledBefore;
      if (paused) return { kind: 'paused', nextAt: row.nextAt, answer };
      return { kind: row.attempts > 0 && row.state === 'planned' ? 'retrying' : 'waiting', nextAt: row.nextAt, answer };
    case 'skipped':
      return whyNotOwed(facts, row) ?? { kind: 'skipped', reason: row.reason ?? '' };
    case 'unknown':
    case 'refused':
    case 'failed':
    case 'bounced':
      return { kind: row.state, answer };
  }
}

/**
 * What came of the unit itself, when the notice was skipped since nothing was owed by its deadline any more. That a
 * deadline was moved is another unit's story: this one's is the deadline that the notice was counted from.
 */
function whyNotOwed({ deliveredAt, exemptSince }: ExplanationFacts, { reason }: LedgerRow): Why | null {
  if (reason !== skipReasons.delivered && reason !== skipReasons.deadlineMoved) return null;
  if (deliveredAt !== null) return { kind: 'delivered', at: deliveredAt };
  return exemptSince === null ? null : { kind: 'exempt', at: exemptSince };
}

function whyWithout(facts: ExplanationFacts, step: Step, person: number | null): Why {
  const { at, plan, people, firstStart, off } = facts;
  const dueAt = instantAt(step.day, plan.noticesFrom);
  const before = settled(facts, dueAt);
  if (before) return before;
  if (step.day < firstStart) return { kind: 'beforeFirstStart' };
  // For a step to come, and for one that fell due while the unit still owed its report.
  const isDead = person !== null && people.every((each) => each.person !== person || !each.reachable);
  if (isDead) return { kind: 'addressDead' };
  const since = settled(facts, at);
  if (since) return since;
  if (off.has(step.step)) return { kind: 'switchedOff' };
  if (at < dueAt) return { kind: 'notDue', day: step.day };
  const late = lateness({ plan, steps: facts.steps }, step, dayOf(at), firstStart);
  return late === null ? { kind: 'next' } : { kind: 'skipped', reason: late };
}

/** Delivered or exempt by the instant; null when the report was still owed. */
function settled({ deliveredAt, exemptSince }: ExplanationFacts, by: Instant): Why | null {
  if (deliveredAt !== null && deliveredAt <= by) return { kind: 'delivered', at: deliveredAt };
  return exemptSince !== null && exemptSince <= by ? { kind: 'exempt', at: exemptSince } : null;
}
