// Confirms months again in one step: from a month on, every delivered month that no longer opens with what is carried to
// it is delivered once more, moved by the difference. Months that are closed stay as they are, and are named.

import type { Context } from '../context.ts';
import { shiftedInput, shiftOf } from '../domain/confirmation.ts';
import { openingQuestion } from '../domain/form.ts';
import { closingQuestion } from '../domain/opening.ts';
import { lastDayOf, type Period } from '../domain/period.ts';
import type { Actor } from '../domain/person.ts';
import type { Submission } from '../domain/report.ts';
import type { Finding } from '../domain/rule.ts';
import type { Unit } from '../domain/unit.ts';
import { deliverLoaded } from './deliver.ts';
import { loadForm } from './load-form.ts';
import type { LoadedReport } from './load-report.ts';
import { rehearse } from './rehearse.ts';

/** A month that does not agree. */
export type ConfirmStep = {
  unit: Unit;
  period: Period;
  /** Null for a month of an office that the person does not report for: its numbers are not the person's to see. */
  before: { number: number; opening: number; closing: number } | null;
  after: { opening: number; closing: number } | null;
  /**
   * moves: delivered again. closed: no longer open to correction. faulty: cannot be moved, to be corrected by hand. draft:
   * somebody has begun to correct it. others: it is another office's.
   */
  kind: 'moves' | 'closed' | 'faulty' | 'draft' | 'others';
  errors: Finding[];
  /** All that arise; those without a reason must get one. */
  warnings: Finding[];
  /** What was delivered; null in a preview and where nothing moved. */
  submission: Submission | null;
};

/** Reasons by period and rule: `reasons['2026-10']['W4']`. */
export type ConfirmReasons = Record<Period, Record<string, string>>;

export type ConfirmResult =
  | { kind: 'notFound' }
  | { kind: 'confirmed'; steps: ConfirmStep[] }
  /** Something else has been delivered since the preview. Nothing was stored. */
  | { kind: 'changed'; steps: ConfirmStep[] }
  /** A warning lacks its reason, or a reason is not one (rule E8). Nothing was stored. */
  | { kind: 'unexplained'; steps: ConfirmStep[] };

type Where = { unit: string; period: Period };

/** The months from this one on that do not agree, and what confirming would make of them; null as 404. */
export function previewChain(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor & { id: number },
  where: Where,
): ConfirmStep[] | null {
  const loaded = loadForm(context, actor, where.unit, where.period);
  if (!loaded?.mayDeliver) return null;
  return rehearse(context, () => walk(context, actor, where, {}, 'rehearse'));
}

/** `seen`: what `digestOf` gave for the preview that the person saw. */
export function confirmChain(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor & { id: number },
  where: Where,
  { seen, reasons }: { seen: string; reasons: ConfirmReasons },
): ConfirmResult {
  const steps = previewChain(context, actor, where);
  if (steps === null) return { kind: 'notFound' };
  if (digestOf(steps) !== seen) return { kind: 'changed', steps };
  const rehearsed = rehearse(context, () => walk(context, actor, where, reasons, 'rehearse'));
  if (rehearsed.some(({ kind, errors, warnings }) => kind === 'moves' && errors.length + warnings.length > 0)) {
    return { kind: 'unexplained', steps: rehearsed };
  }
  return { kind: 'confirmed', steps: context.store.transaction(() => walk(context, actor, where, reasons, 'store')) };
}

/** What a preview says, in one line: the same as long as nothing has changed. */
export function digestOf(steps: ConfirmStep[]): string {
  return steps
    .map(({ unit, period, kind, before, after }) =>
      [unit.id, period, kind, before?.number, before?.opening, after?.opening].join(':'),
    )
    .join(' ');
}

/**
 * Goes from month to month along the chain. rehearse: a month whose warnings lack a reason moves all the same, so that the
 * months after it are shown as they will be.
 */
function walk(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  from: Where,
  reasons: ConfirmReasons,
  mode: 'store' | 'rehearse',
): ConfirmStep[] {
  const { store } = context;
  const steps: ConfirmStep[] = [];
  for (let at: Where | null = from; at !== null; at = store.submission.nextDelivered(at.unit, at.period)) {
    const loaded = loadForm(context, actor, at.unit, at.period);
    if (!loaded?.mayDeliver) {
      const step = ofOthers(context, at);
      if (step) steps.push(step);
      break;
    }
    const by = loaded.inForce && shiftOf(loaded.form, loaded.inForce, loaded.carried);
    if (loaded.inForce && by !== null) {
      steps.push(stepOf(context, actor, { ...loaded, inForce: loaded.inForce }, by, reasons[at.period] ?? {}, mode));
    }
  }
  return steps;
}

function stepOf(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  loaded: LoadedReport & { inForce: Submission },
  by: number,
  reasons: Record<string, string>,
  mode: 'store' | 'rehearse',
): ConfirmStep {
  const { unit, period, form, inForce } = loaded;
  const before = { number: inForce.number, ...endsOf(loaded, inForce) };
  const moved = { opening: before.opening + by, closing: before.closing + by };
  const step = { unit, period, before, after: moved, errors: [], warnings: [], submission: null };
  if (loaded.closed) return { ...step, kind: 'closed', after: null };
  if (loaded.draft) return { ...step, kind: 'draft', after: null };
  const input = shiftedInput(form, inForce, by);
  const given = { ...input, reasons: { ...input.reasons, ...reasons } };
  const send = (with_: typeof input) =>
    deliverLoaded(context, actor, loaded, { input: with_, key: null, ifMatch: before.number, channel: 'page' });
  const result = send(given);
  if (result.kind === 'delivered') return { ...step, kind: 'moves', submission: result.submission };
  if (result.kind !== 'faulty') throw new Error(`${unit.id} ${period} cannot be confirmed: ${result.kind}`);
  const { errors, warnings } = result;
  const unexplained = warnings.filter(({ rule }) => !given.reasons[rule]?.trim());
  const isAboutReasons = errors.every(({ questions: [at = ''] }) => at.startsWith('reason_'));
  if (!isAboutReasons) return { ...step, kind: 'faulty', after: null, errors };
  if (mode === 'store') throw new Error(`${unit.id} ${period} was rehearsed, and is faulty now`);
  const placeholders = Object.fromEntries(warnings.map(({ rule }) => [rule, '–']));
  send({ ...given, reasons: { ...given.reasons, ...placeholders } });
  const told = new Set([
    ...unexplained.map(({ rule }) => rule),
    ...errors.map(({ questions }) => questions[0]?.slice(7)),
  ]);
  return { ...step, kind: 'moves', errors, warnings: warnings.filter(({ rule }) => told.has(rule)) };
}

function endsOf({ form }: LoadedReport, { answers }: Submission): { opening: number; closing: number } {
  return { opening: answers[openingQuestion(form)?.id ?? ''] ?? 0, closing: answers[closingQuestion] ?? 0 };
}

/** True when the month no longer opens with what is carried to it, since an earlier month was corrected. */
export function isToBeMoved({ store }: Pick<Context, 'store'>, { unit, period }: Where): boolean {
  const report = store.report.find(unit, period);
  const inForce = report && store.submission.inForce(report.id);
  if (!report || !inForce) return false;
  return shiftOf(store.form.byVersion(report.form), inForce, store.submission.carried(unit, period)) !== null;
}

/** The chain goes on at another office: told by name when it does not agree. */
function ofOthers(context: Pick<Context, 'store'>, { unit: id, period }: Where): ConfirmStep | null {
  const unit = context.store.unit.find(id, lastDayOf(period));
  if (!unit || !isToBeMoved(context, { unit: id, period })) return null;
  return { unit, period, before: null, after: null, kind: 'others', errors: [], warnings: [], submission: null };
}
