// Delivers a report, or a correction of it: the one way in for page, API and file. Load, decide, and save the
// submission, its figures, the receipt and the event in one transaction.

import type { Context } from '../context.ts';
import type { Input } from '../domain/answers.ts';
import {
  type FigureComments,
  figureCommentsOf,
  isSameFigureComments,
  keptFigureComments,
} from '../domain/figure-comment.ts';
import { addMonths, dayOf, type Instant, type Period } from '../domain/period.ts';
import type { Actor } from '../domain/person.ts';
import type { Channel, Closed, Report, Submission } from '../domain/report.ts';
import type { Finding } from '../domain/rule.ts';
import { type Content, decide, isSameContent } from '../domain/submission.ts';
import { type LoadedReport, loadReport } from './load-report.ts';

export type Delivery = Where & Sending;
type Where = { unit: string; period: Period };

/** What is delivered, and how. */
export type Sending = {
  input: Input;
  /** Delivered with "nothing to report": every number is zero. */
  zero?: boolean;
  /** Idempotency key: the form's nonce, or the API's header within the token. Null: made from the content. */
  key: string | null;
  /** The number of the submission the sender has seen (0: none); null: not said. */
  ifMatch: number | null;
  channel: Channel;
};

export type DeliverResult = { kind: 'notFound' } | { kind: 'forbidden' } | SendingResult;

export type SendingResult =
  | { kind: 'closed'; reason: Closed }
  /** errors to mend; warnings: all that arose, those without a reason among them. */
  | { kind: 'faulty'; errors: Finding[]; warnings: Finding[] }
  | { kind: 'conflict'; reason: 'changed' | 'keyReused'; stored: Submission | null }
  | { kind: 'delivered'; created: boolean; submission: Submission; report: Report };

/**
 * Delivers within the actor's scope. The same key or the same content again gives the submission that is there
 * (`created: false`); nothing is stored unless `created` is true. Throws only when the database does.
 */
export function deliver(context: Pick<Context, 'store' | 'now'>, actor: Actor, delivery: Delivery): DeliverResult {
  return context.store.transaction(() => {
    const loaded = loadReport(context, actor, delivery.unit, delivery.period);
    if (!loaded) return { kind: 'notFound' };
    return loaded.mayDeliver ? deliverLoaded(context, actor, loaded, delivery) : { kind: 'forbidden' };
  });
}

/** As `deliver`, for a report that the actor may deliver and that was loaded in the transaction under way. */
export function deliverLoaded(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  loaded: LoadedReport,
  sending: Sending,
): SendingResult {
  const { report, inForce } = loaded;
  if (!report) return { kind: 'closed', reason: 'notOpen' };
  const input = sending.zero ? zeroInput(loaded, sending.input) : sending.input;

  const before = sending.key === null ? null : context.store.submission.byKey(sending.key);
  if (before) {
    const same = before.report === report.id && isSame(context, loaded, input, before.submission);
    if (!same) return { kind: 'conflict', reason: 'keyReused', stored: before.submission };
    return { kind: 'delivered', created: false, submission: before.submission, report };
  }
  if (inForce && isSame(context, loaded, input, inForce)) {
    return { kind: 'delivered', created: false, submission: inForce, report };
  }
  if (loaded.closed) return { kind: 'closed', reason: loaded.closed };
  if (sending.ifMatch !== null && sending.ifMatch !== (inForce?.number ?? 0)) {
    return { kind: 'conflict', reason: 'changed', stored: inForce };
  }
  const decision = decide(loaded.form, input, circumstancesOf(context, loaded, sending.zero ?? false));
  if (!decision.ok) return { kind: 'faulty', errors: decision.errors, warnings: decision.warnings };
  const comments = input.figureComments
    ? figureCommentsOf(loaded.form, input.figureComments)
    : keptFrom(context, inForce, decision.content);
  const submission = save(context, actor, { ...loaded, report }, sending, { ...decision.content, comments });
  return { kind: 'delivered', created: true, submission, report };
}

/** What the rules look at for a report; read once, when first asked for. Used by pages to judge a draft as well. */
export function circumstancesOf(context: Pick<Context, 'store'>, loaded: LoadedReport, zero: boolean) {
  const { store } = context;
  const { unit, period } = loaded;
  const longestBack = 23;
  let months: ReturnType<typeof store.submission.earlierAnswers> | undefined;
  const month = (back: number) => {
    months ??= store.submission.earlierAnswers(unit.id, period, longestBack);
    return months.get(addMonths(period, -back));
  };
  return {
    month,
    carried: loaded.carried?.number ?? null,
    zero,
    reasonsBefore: (rule: string, within: number) =>
      store.submission.reasonGiven(unit.id, addMonths(period, -within), period, rule),
    inForce: loaded.inForce,
  };
}

/** The same content, and the same comments on figures where the input speaks of them. */
function isSame({ store }: Pick<Context, 'store'>, { form }: LoadedReport, input: Input, stored: Submission): boolean {
  if (!isSameContent(form, input, stored)) return false;
  if (!input.figureComments) return true;
  return isSameFigureComments(
    figureCommentsOf(form, input.figureComments),
    store.figureComment.ofSubmission(stored.id),
  );
}

function keptFrom({ store }: Pick<Context, 'store'>, inForce: Submission | null, { answers }: Content): FigureComments {
  if (!inForce) return {};
  return keptFigureComments(
    { comments: store.figureComment.ofSubmission(inForce.id), answers: inForce.answers },
    answers,
  );
}

function zeroInput(loaded: LoadedReport, input: Input): Input {
  return { ...input, answers: Object.fromEntries(loaded.form.questions.map((question) => [question.id, '0'])) };
}

function save(
  { store, now }: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  loaded: LoadedReport & { report: Report },
  sending: Sending,
  { comments, ...content }: Content & { comments: FigureComments },
): Submission {
  const at: Instant = now();
  const { report } = loaded;
  const submission = store.submission.append(report, {
    ...content,
    form: loaded.form.version,
    breaks: [],
    key: sending.key ?? `${actor.who}:${report.id}:${loaded.submissions.length + 1}`,
    channel: sending.channel,
    submittedBy: actor.id,
    submittedName: actor.name,
    submittedAt: at,
    onTime: dayOf(at) <= report.deadline,
    at,
  });
  const hashes = store.figureComment.add(submission, comments);
  store.draft.remove(report.id);
  if (actor.id !== null) store.notice.planReceipt({ submission: submission.id, person: actor.id, at });
  store.event.record({
    at,
    who: actor.who,
    what: submission.number === 1 ? 'report.delivered' : 'report.corrected',
    subject: `report:${report.period}:${report.unit}`,
    details: {
      ...{ number: submission.number, sha256: submission.sha256, channel: sending.channel },
      ...(Object.keys(hashes).length > 0 ? { comments: hashes } : {}),
    },
  });
  return submission;
}
