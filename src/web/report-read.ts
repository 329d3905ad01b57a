// The report of a unit and period to be read: for those who may not deliver it, and when it is not open for delivery.

import type { Request, Response } from 'express';
import type { LoadedReport } from '../actions/load-report.ts';
import type { Context } from '../context.ts';
import type { Inquiry } from '../domain/inquiry.ts';
import { addMonths, firstDayOf } from '../domain/period.ts';
import type { Status, Submission } from '../domain/report.ts';
import { unitName } from '../domain/unit.ts';
import type { Texts } from '../text/text.ts';
import { dayText, monthText } from '../text/when.ts';
import { render, textsOf } from './render.ts';
import { figureCommentsView, type NumberSection, numbersOf, reasonsOf } from './report-numbers.ts';
import type { ReopeningPart } from './report-reopening.ts';
import { view } from './views.ts';
import { languageOf } from './visitor.ts';

export type ReadPage = {
  title: string;
  heading: string;
  unit: string;
  status: Status;
  flags: LoadedReport['flags'];
  deadline: string;
  /** Why it cannot be filled in. */
  reason: string;
  sections: NumberSection[];
  comment: string;
  reasons: { name: string; reason: string }[];
  figureComments: { name: string; text: string }[];
  submissions: Pick<Submission, 'number' | 'submittedName' | 'submittedAt'>[];
  path: string;
  /** What was asked about the report, and answered. */
  inquiries: Inquiry[];
  reopening: ReopeningPart;
};

const readView = view<ReadPage>('report-read');

/** Answers with the report as it is read, and why it cannot be filled in. */
export function showReadOnly(
  context: Context,
  req: Request,
  res: Response,
  loaded: LoadedReport,
  reopening: ReopeningPart,
  status = 200,
): void {
  const t = textsOf(req).report.form;
  const language = languageOf(req);
  const { unit, period, inForce, form } = loaded;
  const data: ReadPage = {
    title: t.title(monthText(period), unitName(unit)),
    heading: t.heading(monthText(period)),
    unit: unitName(unit),
    status: loaded.status,
    flags: loaded.flags,
    deadline: t.deadline(dayText(loaded.deadline)),
    reason: reasonOf(t, loaded),
    sections: inForce ? numbersOf(form, language, inForce.answers) : [],
    comment: inForce?.comment ?? '',
    reasons: reasonsOf(form, language, inForce?.reasons ?? {}),
    figureComments: figureCommentsView(
      form,
      language,
      inForce ? context.store.figureComment.ofSubmission(inForce.id) : {},
    ),
    submissions: loaded.submissions.toReversed(),
    path: `/reports/${period}/${unit.id}`,
    inquiries: context.store.inquiry.ofReport(unit.id, period),
    reopening,
  };
  render(req, res, readView, data, status);
}

function reasonOf(t: Texts['report']['form'], loaded: LoadedReport): string {
  const { period } = loaded;
  if (loaded.closed === 'notOpen') return t.closed.notOpen(dayText(firstDayOf(addMonths(period, 1))));
  if (!loaded.mayDeliver) return loaded.inForce ? t.readOnlyLead : t.nothingDelivered;
  if (loaded.closed === 'final') return t.closed.final;
  return t.closed.closed(dayText(loaded.closesOn));
}
