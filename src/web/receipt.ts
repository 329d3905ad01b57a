// The receipt of a submission: who delivered which numbers when, and what comes next. Any of the report's submissions has
// one, for everybody who may read the report.

import { type Request, Router } from 'express';
import { giveLateReason, isAskedWhy } from '../actions/late-reason.ts';
import { listOwed, type OwedReport } from '../actions/list-owed.ts';
import { loadForm } from '../actions/load-form.ts';
import type { LoadedReport } from '../actions/load-report.ts';
import type { Context } from '../context.ts';
import { type LateReason, lateReasons, parseLateReason } from '../domain/late-reason.ts';
import type { Submission } from '../domain/report.ts';
import { unitName } from '../domain/unit.ts';
import type { Texts } from '../text/text.ts';
import { dayText, momentText, monthText } from '../text/when.ts';
import { fieldOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import {
  changesOf,
  figureCommentsView,
  type NumberRow,
  type NumberSection,
  numbersOf,
  reasonsOf,
} from './report-numbers.ts';
import { confirmHref } from './report-confirm.ts';
import { isOpen, lastDayOf } from './report-page.ts';
import { pathOf, whereOf } from './report-where.ts';
import { actorOf, languageOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

export type ReceiptPage = {
  title: string;
  heading: string;
  unit: string;
  month: string;
  isInForce: boolean;
  facts: { name: string; value: string; mark?: 'onTime' | 'late' }[];
  hash: string;
  sections: NumberSection[];
  comment: string;
  reasons: { name: string; reason: string }[];
  figureComments: { name: string; text: string }[];
  /** The answers to why it was late, each a button; null when that is not asked. */
  askWhy: { value: LateReason; text: string }[] | null;
  whyLate: string | null;
  /** What was changed by a correction; null for the first submission. */
  changes: { since: number; rows: NumberRow[]; textChanged: boolean } | null;
  submissions: { number: number; text: string; href: string; isThis: boolean }[];
  replacedBy: { number: number; href: string } | null;
  breaks: string[];
  /** Where later months, which no longer agree, are confirmed; null when they agree. */
  confirmHref: string | null;
  /** Where it can be corrected; null when it cannot. */
  correct: { href: string; until: string } | null;
  next: { text: string; href: string; isLast: boolean } | null;
  allDone: boolean;
  path: string;
  /** The unit's own development. */
  unitPath: string;
};

const receiptView = view<ReceiptPage>('receipt');

export function receiptPages(context: Context): Router {
  const router = Router();
  router.get('/reports/:period/:unit/submissions/:number', requirePerson, (req, res) => {
    const [where, person] = [whereOf(req), signedIn(req)];
    const loaded = where && person && loadForm(context, actorOf(person), where.unit, where.period);
    const asked = String(req.params['number']);
    const number = /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 0;
    const submission = loaded ? loaded.submissions[number - 1] : undefined;
    if (!loaded || !submission) return refuse(req, res, 'notFound');
    const owed = loaded.mayDeliver ? listOwed(context, actorOf(person)) : null;
    render(req, res, receiptView, receiptOf(req, context, loaded, submission, owed));
  });

  router.post('/reports/:period/:unit/late-reason', requirePerson, (req, res) => {
    const [where, person] = [whereOf(req), signedIn(req)];
    const loaded = where && person && loadForm(context, actorOf(person), where.unit, where.period);
    const reason = parseLateReason(fieldOf(req, 'late_reason'));
    if (!where || !person || !loaded?.mayDeliver || !loaded.inForce) return refuse(req, res, 'notFound');
    if (reason === null) return refuse(req, res, 'badRequest');
    // Told already, by a double click or a colleague: the receipt shows what was told.
    giveLateReason(context, actorOf(person), where, reason);
    res.redirect(303, `${pathOf(where)}/submissions/${loaded.inForce.number}`);
  });
  return router;
}

function latenessOf(req: Request, context: Context, loaded: LoadedReport): Pick<ReceiptPage, 'askWhy' | 'whyLate'> {
  const t = textsOf(req).report.lateReason;
  const told = loaded.report && context.store.lateReason.ofReport(loaded.report.id);
  const isAsked = loaded.mayDeliver && isAskedWhy(context, loaded);
  return {
    askWhy: isAsked ? lateReasons.map((value) => ({ value, text: t.reasons[value] })) : null,
    whyLate: told && t.reasons[told],
  };
}

function receiptOf(
  req: Request,
  context: Context,
  loaded: LoadedReport,
  submission: Submission,
  owed: OwedReport[] | null,
): ReceiptPage {
  const t = textsOf(req).report.receipt;
  const language = languageOf(req);
  const { unit, period, inForce } = loaded;
  const form = context.store.form.byVersion(submission.form);
  const path = `/reports/${period}/${unit.id}`;
  const isInForce = submission.number === inForce?.number;
  const before = loaded.submissions[submission.number - 2];
  const [next] = owed ?? [];
  return {
    title: t.title(monthText(period), unitName(unit)),
    heading: isInForce ? t.heading : t.earlierHeading(submission.number),
    ...{ unit: unitName(unit), month: monthText(period), isInForce, path, unitPath: `/units/${unit.id}` },
    facts: factsOf(t, loaded, submission, form.name[language]),
    hash: submission.sha256,
    sections: numbersOf(form, language, submission.answers),
    comment: submission.comment,
    reasons: reasonsOf(form, language, submission.reasons),
    figureComments: figureCommentsView(form, language, context.store.figureComment.ofSubmission(submission.id)),
    ...latenessOf(req, context, loaded),
    changes: before
      ? {
          since: before.number,
          rows: changesOf(form, language, before, submission),
          textChanged: before.comment !== submission.comment,
        }
      : null,
    submissions: loaded.submissions.map((one) => ({
      number: one.number,
      text: `${t.numberOf(one.number, loaded.submissions.length)} – ${timeOf(t, one)}, ${one.submittedName}`,
      href: `${path}/submissions/${one.number}`,
      isThis: one.number === submission.number,
    })),
    replacedBy:
      isInForce || !inForce ? null : { number: inForce.number, href: `${path}/submissions/${inForce.number}` },
    breaks: submission.breaks,
    confirmHref: isInForce && loaded.mayDeliver ? confirmHref(context, { unit: unit.id, period }) : null,
    correct: isInForce && isOpen(loaded) ? { href: path, until: t.correctUntil(dayText(lastDayOf(loaded))) } : null,
    next: next
      ? {
          text: t.next(monthText(next.period), unitName(next.unit)),
          href: `/reports/${next.period}/${next.unit.id}`,
          isLast: owed?.length === 1,
        }
      : null,
    allDone: owed?.length === 0,
  };
}

type ReceiptTexts = Texts['report']['receipt'];

function factsOf(t: ReceiptTexts, loaded: LoadedReport, submission: Submission, form: string): ReceiptPage['facts'] {
  const { onTime, channel, number } = submission;
  const isOnTime = loaded.submissions[0]?.onTime ?? null;
  return [
    { name: t.deliveredBy, value: submission.submittedName },
    { name: t.deliveredAt, value: timeOf(t, submission), ...(number === 1 ? markOf(onTime) : {}) },
    { name: t.deadline, value: dayText(loaded.deadline), ...(number > 1 ? markOf(isOnTime) : {}) },
    { name: t.number, value: t.numberOf(number, loaded.submissions.length) },
    { name: t.channel, value: t.channels[channel] },
    { name: t.form, value: `${form} (${submission.form})` },
  ];
}

function markOf(onTime: boolean | null): { mark?: 'onTime' | 'late' } {
  return onTime === null ? {} : { mark: onTime ? 'onTime' : 'late' };
}

function timeOf(t: ReceiptTexts, { submittedAt }: Submission): string {
  return submittedAt === null ? t.unknownTime : momentText(submittedAt);
}
