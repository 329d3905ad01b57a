// Shows the form page: fresh, with a draft, as a correction, filled in without changes, or again after a fault with all
// that was typed. Every way of showing it ends in `showForm`.

import type { Request, Response } from 'express';
import { isToBeMoved } from '../actions/confirm-chain.ts';
import { circumstancesOf } from '../actions/deliver.ts';
import type { LoadedReport } from '../actions/load-report.ts';
import type { Context } from '../context.ts';
import { inquiryNotices } from './inquiries.ts';
import type { Input } from '../domain/answers.ts';
import type { Draft } from '../domain/draft.ts';
import { type LateReason, lateReasons } from '../domain/late-reason.ts';
import { mayReportNothing } from '../domain/opening.ts';
import { addMonths, type Day, dayOf } from '../domain/period.ts';
import type { Person } from '../domain/person.ts';
import { lastDayOfCorrection, type Submission } from '../domain/report.ts';
import { type Finding, judge, parseAnswers } from '../domain/rule.ts';
import { unitName } from '../domain/unit.ts';
import type { Texts } from '../text/text.ts';
import { clockText, dayText, momentText, monthName, monthText, startingCapital } from '../text/when.ts';
import { makeFormKey } from './form-key.ts';
import { render, textsOf } from './render.ts';
import { type FormView, formView, startingInput, unchangedInput } from './report-form.ts';
import { type Live, liveOf } from './report-live.ts';
import { view } from './views.ts';
import { languageOf } from './visitor.ts';

export type Notice = { kind: 'info' | 'warning' | 'success' | 'error'; text: string };

export type ReportPage = {
  title: string;
  hasFaults: boolean;
  heading: string;
  unit: string;
  month: string;
  lastMonth: string;
  thisMonth: string;
  facts: string[];
  notices: Notice[];
  /** The oldest month before this one that is not delivered; null when there is none. */
  skipped: { text: string; href: string } | null;
  /** Where this month and those after it are confirmed in one step; null when that is not what they need. */
  confirmHref: string | null;
  /** The heading of the summary of faults; null when there are none. */
  summaryHeading: string | null;
  form: FormView;
  path: string;
  hidden: { key: string; sequence: number; draft: number; inForce: number } | { form: string };
  mayReportNothing: boolean;
  mayBeUnchanged: boolean;
  /** Filled in as "no changes": the page leads straight to the button. */
  isFilled: boolean;
  isCorrection: boolean;
  /** The field that has the focus when the page opens. */
  focus: string | null;
  /** Why it is late, asked when it is; null else. */
  late: { value: string; options: { value: LateReason; text: string }[] } | null;
  draft: string | null;
  live: Live;
  /** Of a practice report, which is stored nowhere: the forms to practise on; null for a report. */
  practice: { forms: { href: string; text: string; isThis: boolean }[] } | null;
};

export type Shown = {
  input: Input;
  errors?: Finding[];
  warnings?: Finding[];
  notices?: Notice[];
  /** What the page has seen, when that is not what is stored now: what is posted from it is compared with this. */
  seen?: { version: number; submission: number };
  /** The page shown again is the page that was posted: it keeps its key, and goes on counting its saves. */
  again?: { key: string; sequence: number };
  isFilled?: boolean;
  lateReason?: LateReason | null;
  status?: number;
};

export const reportView = view<ReportPage>('report');

/** The form as it is when it is opened: a kept form before a draft, before what was delivered. */
export function showFreshForm(context: Context, req: Request, res: Response, person: Person, loaded: OpenReport): void {
  const { store, now } = context;
  const t = textsOf(req).report.form;
  const where = { person: person.id, unit: loaded.unit.id, period: loaded.period };
  const { form, inForce, carried } = loaded;
  if (req.query['fill'] === 'unchanged') {
    const input = unchangedInput(form, loaded.lastMonth, carried?.number ?? null);
    const notices: Notice[] = input ? [] : [{ kind: 'warning', text: t.noChangesImpossible }];
    const shown = { input: input ?? startingInput(form, carried?.number ?? null), notices };
    return showForm(context, req, res, person, loaded, { ...shown, isFilled: input !== null });
  }
  const kept = store.keptForm.find(where, now());
  const input =
    kept?.input ??
    loaded.draft?.input ??
    startingInput(form, carried?.number ?? null, inForce && inputOf(context, inForce));
  const notices: Notice[] = inquiryNotices(req, loaded);
  if (kept) notices.push({ kind: 'info', text: t.restored });
  if (req.query['discarded'] !== undefined) notices.push({ kind: 'success', text: t.discarded });
  if ((kept && kept.dropped.length > 0) || req.query['dropped'] !== undefined) {
    notices.push({ kind: 'warning', text: t.textDropped });
  }
  showForm(context, req, res, person, loaded, {
    ...{ input, notices, warnings: explainedWarnings(context, loaded, input) },
    ...(kept ? { seen: kept } : {}),
  });
}

/** A report that is open for delivery or correction now. */
export type OpenReport = LoadedReport & { report: NonNullable<LoadedReport['report']> };

/** Whether the person may deliver or correct it now. */
export function isOpen(loaded: LoadedReport): loaded is OpenReport {
  return loaded.report !== null && loaded.mayDeliver && loaded.closed === null;
}

/** Answers with the form, filled with `shown.input`. */
export function showForm(
  context: Context,
  req: Request,
  res: Response,
  person: Person,
  loaded: OpenReport,
  shown: Shown,
): void {
  const language = languageOf(req);
  const t = textsOf(req).report;
  const { unit, period, form, inForce, lastMonth, draft } = loaded;
  const carried = loaded.carried?.number ?? null;
  const { input, errors = [], warnings = [] } = shown;
  const formData = formView({ form, language, t, input, lastMonth, carried, errors, warnings });
  const hasFaults = errors.length > 0 || formData.summary.length > 0;
  const name = unitName(unit);
  const moves = loaded.flags.toBeConfirmed && isToBeMoved(context, { unit: unit.id, period });
  const isUntouched = inForce === null && draft === null && !hasFaults;
  const data: ReportPage = {
    title: (inForce ? t.form.correctTitle : t.form.title)(monthText(period), name),
    ...{ hasFaults, unit: name, form: formData },
    heading: inForce ? t.form.correctHeading : t.form.heading(monthText(period)),
    month: monthText(period),
    lastMonth: startingCapital(monthName(addMonths(period, -1))),
    thisMonth: startingCapital(monthName(period)),
    facts: [
      t.form.deadline(dayText(loaded.deadline)),
      ...(inForce ? [t.form.closesOn(dayText(lastDayOf(loaded)))] : [t.form.estimated(form.estimatedMinutes)]),
    ],
    notices: [...(shown.notices ?? []), ...standingNotices(t, loaded, moves)],
    confirmHref: moves ? `/reports/${period}/${unit.id}/confirm` : null,
    skipped: inForce ? null : skippedBefore(context, t.form, loaded),
    summaryHeading: hasFaults ? summaryHeading(t.form, formData.summary.length, errors.length > 0) : null,
    path: `/reports/${period}/${unit.id}`,
    hidden: {
      key: shown.again?.key ?? makeFormKey(context.config, { person: person.id, unit: unit.id, period }, context.now()),
      sequence: shown.again?.sequence ?? 0,
      draft: shown.seen?.version ?? draft?.version ?? 0,
      inForce: shown.seen?.submission ?? inForce?.number ?? 0,
    },
    mayReportNothing: isUntouched && mayReportNothing(loaded.carried),
    mayBeUnchanged: isUntouched && lastMonth !== undefined && !shown.isFilled,
    isFilled: shown.isFilled ?? false,
    isCorrection: inForce !== null,
    focus: hasFaults || shown.isFilled || inForce ? null : firstEmpty(formData),
    late: isLate(context, loaded)
      ? {
          value: shown.lateReason ?? '',
          options: lateReasons.map((value) => ({ value, text: t.lateReason.reasons[value] })),
        }
      : null,
    draft: draft && draftText(t.form, draft, dayOf(context.now())),
    live: liveOf(form, language, t.form),
    practice: null,
  };
  render(req, res, reportView, data, shown.status ?? 200);
}

function isLate({ now }: Pick<Context, 'now'>, { inForce, deadline }: OpenReport): boolean {
  return inForce === null && dayOf(now()) > deadline;
}

/** A submission as it stands in the form when it is corrected. */
export function inputOf({ store }: Pick<Context, 'store'>, { id, answers, reasons, comment }: Submission): Input {
  const texts = Object.entries(answers).map(([question, value]) => [question, String(value)] as const);
  return { answers: Object.fromEntries(texts), reasons, comment, figureComments: store.figureComment.ofSubmission(id) };
}

/** The warnings that still arise, of those a reason is given for: so that the reasons stand in the form. */
function explainedWarnings(context: Context, loaded: LoadedReport, input: Input): Finding[] {
  if (Object.keys(input.reasons).length === 0) return [];
  const { values } = parseAnswers(loaded.form, input.answers);
  const findings = judge(loaded.form, { ...circumstancesOf(context, loaded, false), values });
  return findings.filter(({ kind, rule }) => kind === 'warning' && input.reasons[rule]);
}

type FormTexts = Texts['report']['form'];

/** moves: it is this month that must follow an earlier one, and not the other way round. */
function standingNotices(
  { form: t, confirmation, reopening: reopened }: Texts['report'],
  { inForce, flags, reopening }: OpenReport,
  moves: boolean,
): Notice[] {
  if (!inForce) return [];
  const when = momentText(inForce.submittedAt ?? inForce.knownAt);
  const doubt = moves ? t.toBeConfirmed : confirmation.laterDoubt;
  return [
    ...(reopening
      ? [{ kind: 'info' as const, text: reopened.opened(dayText(reopening.until), reopening.reason) }]
      : []),
    ...(flags.toBeConfirmed ? [{ kind: 'warning' as const, text: doubt }] : []),
    { kind: 'info' as const, text: t.correctLead(inForce.number, when, inForce.submittedName) },
  ];
}

/** The last day on which the delivered report can be corrected. */
export function lastDayOf({ closesOn, reopening }: Pick<LoadedReport, 'closesOn' | 'reopening'>): Day {
  return lastDayOfCorrection({ closesOn, reopenedUntil: reopening?.until ?? null });
}

/** Months skipped are named, and offered first: their closing number is this one's opening number. */
function skippedBefore(context: Context, t: FormTexts, loaded: OpenReport): ReportPage['skipped'] {
  const first = context.store.report.skippedBefore(loaded.unit.id, loaded.period);
  if (first === null) return null;
  return { text: t.skipped(startingCapital(monthText(first))), href: `/reports/${first}/${loaded.unit.id}` };
}

/** The heading over faults and unanswered warnings; `count`: how many there are together. */
export function summaryHeading(t: FormTexts, count: number, hasErrors: boolean): string {
  return hasErrors ? t.faultHeading(count) : t.warningHeading(count);
}

/** The id of the first field without a number; null when all are filled in. */
export function firstEmpty(form: FormView): string | null {
  const fields = form.sections.flatMap(({ groups }) => groups.flatMap((group) => group.fields));
  return fields.find(({ value }) => value === '')?.id ?? null;
}

function draftText(t: FormTexts, draft: Draft, today: string): string {
  const day = dayOf(draft.savedAt);
  const clock = clockText(draft.savedAt);
  return day === today ? t.savedBy(clock, draft.savedByName) : t.savedByOn(dayText(day), clock, draft.savedByName);
}
