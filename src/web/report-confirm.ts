// The page that confirms months again in one step: what will change month by month, what will not and why, one button.

import { type Request, type Response, Router } from 'express';
import {
  confirmChain,
  type ConfirmReasons,
  type ConfirmStep,
  digestOf,
  isToBeMoved,
  previewChain,
} from '../actions/confirm-chain.ts';
import { loadForm } from '../actions/load-form.ts';
import { sendReceiptsSoon } from '../actions/send-notices.ts';
import type { Context } from '../context.ts';
import { parsePeriod } from '../domain/period.ts';
import type { Person } from '../domain/person.ts';
import { unitName } from '../domain/unit.ts';
import { monthText, startingCapital } from '../text/when.ts';
import { fieldOf, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import type { WarningView } from './report-form.ts';
import { pathOf, type Where, whereOf } from './report-where.ts';
import { actorOf, languageOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

export type ConfirmPage = {
  title: string;
  unit: string;
  path: string;
  seen: string;
  moves: { month: string; opening: string; closing: string; warnings: WarningView[] }[];
  left: { month: string; why: string; href: string | null }[];
  /** "2 months are confirmed"; null before. */
  done: string | null;
  changed: boolean;
  /** Said when there is nothing to confirm here. */
  nothing: string | null;
  summary: { heading: string; errors: { href: string; message: string }[] };
};

type Shown = { reasons?: ConfirmReasons; changed?: boolean; unexplained?: boolean; done?: number; status?: number };

const confirmView = view<ConfirmPage>('report-confirm');

export function confirmPages(context: Context): Router {
  const router = Router();

  router.get('/reports/:period/:unit/confirm', requirePerson, (req, res) => {
    const [where, person] = [whereOf(req), signedIn(req)];
    const steps = where && person && previewChain(context, actorOf(person), where);
    if (!steps || !where || !person) return refuse(req, res, 'notFound');
    const done = /^[1-9]\d{0,2}$/.test(queryOf(req, 'confirmed')) ? Number(queryOf(req, 'confirmed')) : undefined;
    show(context, req, res, person, where, steps, done === undefined ? {} : { done });
  });

  router.post('/reports/:period/:unit/confirm', requirePerson, (req, res) => {
    const [where, person] = [whereOf(req), signedIn(req)];
    if (!where || !person) return refuse(req, res, 'notFound');
    const reasons = reasonsIn(req);
    const result = confirmChain(context, actorOf(person), where, { seen: fieldOf(req, 'seen'), reasons });
    if (result.kind === 'notFound') return refuse(req, res, 'notFound');
    if (result.kind === 'changed') {
      return show(context, req, res, person, where, result.steps, { reasons, changed: true, status: 409 });
    }
    if (result.kind === 'unexplained') {
      return show(context, req, res, person, where, result.steps, { reasons, unexplained: true, status: 422 });
    }
    const count = result.steps.filter(({ submission }) => submission !== null).length;
    res.redirect(303, `${pathOf(where)}/confirm${count > 0 ? `?confirmed=${count}` : ''}`);
    if (count > 0) sendReceiptsSoon(context);
  });
  return router;
}

/** Where the months after a delivered one are confirmed; null when they agree. */
export function confirmHref(context: Context, { unit, period }: Where): string | null {
  const next = context.store.submission.nextDelivered(unit, period);
  return next && isToBeMoved(context, next) ? `${pathOf(next)}/confirm` : null;
}

function show(
  context: Context,
  req: Request,
  res: Response,
  person: Person,
  where: Where,
  steps: ConfirmStep[],
  shown: Shown,
): void {
  const { confirmation: t, form: formTexts } = textsOf(req).report;
  const loaded = loadForm(context, actorOf(person), where.unit, where.period);
  if (!loaded) return refuse(req, res, 'notFound');
  const moves = steps.filter(({ kind }) => kind === 'moves');
  const warnings = moves.flatMap((step) => warningsOf(req, step, shown));
  const nameOf = ({ unit, period }: ConfirmStep) =>
    startingCapital(monthText(period)) + (unit.id === where.unit ? '' : ` – ${unitName(unit)}`);
  const data: ConfirmPage = {
    ...{ title: t.title(unitName(loaded.unit)), unit: unitName(loaded.unit) },
    path: pathOf(where),
    seen: digestOf(steps),
    moves: moves.map((step) => ({
      month: nameOf(step),
      opening: t.change(step.before?.opening ?? 0, step.after?.opening ?? 0),
      closing: t.change(step.before?.closing ?? 0, step.after?.closing ?? 0),
      warnings: warningsOf(req, step, shown),
    })),
    left: steps.flatMap((step) =>
      step.kind === 'moves' ? [] : [{ month: nameOf(step), why: whyOf(req, step), href: hrefOf(step) }],
    ),
    done: shown.done === undefined ? null : t.done(shown.done),
    changed: shown.changed ?? false,
    nothing:
      steps.length > 0 || shown.done !== undefined ? null : loaded.flags.toBeConfirmed ? t.laterDoubt : t.nothing,
    summary: {
      heading: formTexts.warningHeading(warnings.length),
      errors: shown.unexplained
        ? warnings.map(({ rule, message, faults }) => ({ href: `#reason_${rule}`, message: faults[0] ?? message }))
        : [],
    },
  };
  render(req, res, confirmView, data, shown.status ?? 200);
}

/** Named by rule and month, since the same warning may arise in several. */
function warningsOf(req: Request, { period, warnings, errors }: ConfirmStep, { reasons }: Shown): WarningView[] {
  const language = languageOf(req);
  return warnings.map(({ rule, message }) => ({
    rule: `${rule}_${period}`,
    field: '',
    message: message[language],
    reason: reasons?.[period]?.[rule] ?? '',
    faults: errors.filter(({ questions }) => questions[0] === `reason_${rule}`).map((error) => error.message[language]),
  }));
}

function whyOf(req: Request, { kind, errors }: ConfirmStep): string {
  const t = textsOf(req).report.confirmation.why;
  if (kind === 'moves') return '';
  const language = languageOf(req);
  return [t[kind], ...errors.map(({ message }) => message[language])].join(' ');
}

function hrefOf({ kind, unit, period }: ConfirmStep): string | null {
  return kind === 'others' ? null : `/reports/${period}/${unit.id}`;
}

function reasonsIn(req: Request): ConfirmReasons {
  const reasons: ConfirmReasons = {};
  for (const name of Object.keys((req.body ?? {}) as object)) {
    const [, rule, month] = /^reason_(W\d{1,3})_(.+)$/.exec(name) ?? [];
    const period = parsePeriod(month ?? '');
    if (rule && period) reasons[period] = { ...reasons[period], [rule]: fieldOf(req, name) };
  }
  return reasons;
}
