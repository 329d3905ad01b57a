// Changing the plan: a form, what the change would move, and the next version. Nothing is published unseen.

import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { changePlan, firstChangeable, nextVersion } from '../actions/change-plan.ts';
import type { Context } from '../context.ts';
import type { Period } from '../domain/period.ts';
import { type Plan, type Receiver, type StepName, stepNames, type StepTexts } from '../domain/plan.ts';
import {
  comingPeriods,
  fieldsOf,
  type PlanFault,
  type PlanFields,
  planFrom,
  receiversFor,
} from '../domain/plan-change.ts';
import { movedDates, type PlanDifference, planDifferences } from '../domain/plan-difference.ts';
import { stepWords } from '../text/step-words.ts';
import { monthText, shortDayText } from '../text/when.ts';
import { fieldOf } from './body.ts';
import { stepText } from './notice-text.ts';
import { render, textsOf } from './render.ts';
import { view } from './views.ts';
import { actorOf, signedIn } from './visitor.ts';

export type PlanChangePage = {
  fields: PlanFields;
  version: number;
  periods: Period[];
  steps: { step: StepName; name: string; to: Receiver[] }[];
  faults: { href: string; message: string }[];
  /** By field. */
  errors: Record<string, string>;
  /** Null until what was typed makes a plan. */
  preview: PlanPreview | null;
};

export type PlanPreview = {
  lead: string;
  differences: string[];
  moved: string;
  heads: string[];
  /** `was`: set where the date moves. */
  rows: { month: string; dates: { day: string; was: string | null }[] }[];
  /** Tells whether what is published is what was seen. */
  seen: string;
};

const changeView = view<PlanChangePage>('plans/change');
const monthsShown = 12;

export function planChangePages(context: Context): Router {
  const router = Router();
  const { store } = context;

  router.get('/plans/change', (req, res) => {
    const first = firstChangeable(context);
    show(req, res, { fields: { ...fieldsOf(store.plan.inForce(first), ownWords), validFrom: first } });
  });

  router.post('/plans/change', (req, res) => {
    const person = signedIn(req);
    if (!person) return;
    const first = firstChangeable(context);
    const fields = Object.fromEntries(Object.entries(req.body as PlanFields));
    const version = nextVersion(context);
    const result = planFrom(fields, { base: store.plan.inForce(first), version, first, ownWords });
    if ('faults' in result) return show(req, res, { fields, faults: result.faults });
    const { plan } = result;
    const { faults: t } = textsOf(req).plans;
    if (planDifferences(store.plan.inForce(plan.validFrom), plan).length === 0) {
      return show(req, res, { fields, faults: [{ field: 'validFrom', kind: 'nothing' }] });
    }
    if (fieldOf(req, 'order') !== 'publish') return show(req, res, { fields, plan });
    if (fieldOf(req, 'version') !== String(version)) return show(req, res, { fields, plan, stale: t.meanwhile });
    if (fieldOf(req, 'seen') !== digestOf(plan)) return show(req, res, { fields, plan, stale: t.changedSince });
    if (!changePlan(context, { plan, who: actorOf(person).who }))
      return show(req, res, { fields, plan, stale: t.meanwhile });
    return res.redirect(303, `/plans?from=${plan.validFrom}&published=${version}`);
  });

  return router;

  function show(
    req: Request,
    res: Response,
    given: { fields: PlanFields; faults?: PlanFault[]; plan?: Plan; stale?: string },
  ): void {
    const { fields, faults = [], plan, stale } = given;
    const { notices } = textsOf(req);
    const told = faults.map((fault) => ({ field: fault.field, message: faultText(req, fault) }));
    const page: PlanChangePage = {
      ...{ fields, version: nextVersion(context), periods: comingPeriods(firstChangeable(context)) },
      steps: stepNames.map((step) => ({ step, name: stepText(notices, step), to: receiversFor(step) })),
      faults: [
        ...told.map(({ field, message }) => ({ href: `#${field}`, message })),
        ...(stale === undefined ? [] : [{ href: '#preview', message: stale }]),
      ],
      errors: Object.fromEntries(told.toReversed().map(({ field, message }) => [field, message])),
      preview: plan ? previewOf(context, req, plan) : null,
    };
    render(req, res, changeView, page, page.faults.length > 0 ? 422 : 200);
  }
}

/** The service's own words of a step, as they are typed in the form. */
function ownWords(step: StepName): StepTexts {
  const nb = stepWords(step, 'nb', '{måned}', '{frist}');
  const nn = stepWords(step, 'nn', '{månad}', '{frist}');
  return { subject: { nb: nb.subject, nn: nn.subject }, lead: { nb: nb.lead, nn: nn.lead } };
}

function previewOf({ store }: Context, req: Request, plan: Plan): PlanPreview {
  const { plans: t, notices } = textsOf(req);
  const periods = movedDates((period) => store.plan.inForce(period), plan, monthsShown);
  const named = { deadline: t.preview.deadline, closes: t.preview.closes };
  const moved = periods.flatMap(({ dates }) => dates).filter((date) => date.old !== date.new).length;
  return {
    lead: t.preview.from(plan.version, monthText(plan.validFrom)),
    differences: planDifferences(store.plan.inForce(plan.validFrom), plan).map((each) => differenceText(req, each)),
    moved: moved === 0 ? t.preview.same : t.preview.moved(moved),
    heads: (periods[0]?.dates ?? []).map(({ what }) =>
      what === 'deadline' || what === 'closes' ? named[what] : stepText(notices, what),
    ),
    rows: periods.map(({ period, dates }) => ({
      month: monthText(period),
      dates: dates.map((date) => ({
        day: date.new === null ? t.preview.gone : shortDayText(date.new),
        was:
          date.old === date.new ? null : date.old === null ? t.preview.wasNone : t.preview.was(shortDayText(date.old)),
      })),
    })),
    seen: digestOf(plan),
  };
}

function differenceText(req: Request, difference: PlanDifference): string {
  const { plans, notices } = textsOf(req);
  const t = plans.preview.differences;
  if (!('step' in difference)) return t[difference.what];
  return t[difference.what](stepText(notices, difference.step));
}

function faultText(req: Request, fault: PlanFault): string {
  const { plans, notices } = textsOf(req);
  const t = plans.faults;
  const step = stepNames.find((name) => fault.field.startsWith(`${name}_`));
  const name = step === undefined ? '' : stepText(notices, step);
  switch (fault.kind) {
    case 'number':
      return step === undefined ? t.number(fault.min, fault.max) : t.at(name, t.number(fault.min, fault.max));
    case 'order':
      return t.order(name, stepText(notices, fault.other), monthText(fault.month));
    case 'beforeOpening':
      return t.beforeOpening(name, monthText(fault.month));
    case 'receiver':
    case 'text':
    case 'placeholder':
      return t.at(name, t[fault.kind]);
    case 'period':
    case 'time':
    case 'noStep':
    case 'nothing':
      return t[fault.kind];
  }
}

function digestOf(plan: Plan): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex');
}
