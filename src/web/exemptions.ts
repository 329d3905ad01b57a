// The directorate's page of exemptions and extensions: what is in force, a form for a new one, and taking one back.

import { type Request, type Response, Router } from 'express';
import { decideOnReport, type Decision, type DecisionFault, listDecisions } from '../actions/exemptions.ts';
import type { Context } from '../context.ts';
import { parsePeriod, type Period } from '../domain/period.ts';
import { hasRole } from '../domain/person.ts';
import { unitName } from '../domain/unit.ts';
import { dayText, momentText, monthText, startingCapital } from '../text/when.ts';
import { fieldOf, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { monthOption } from './period.ts';
import { render, textsOf } from './render.ts';
import { typedDay } from './typed-day.ts';
import { actorIn, requirePerson, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type ExemptionRow = {
  unit: string;
  period: Period;
  name: string;
  month: string;
  decision: string;
  reason: string;
  by: string;
  /** What taking it back is called; null when the unit has delivered. */
  takeBack: 'expect' | 'ownDeadline' | null;
};

export type Typed = { unit: string; period: string; kind: string; deadline: string; reason: string };

export type ExemptionPage = {
  periods: { value: Period; text: string }[];
  typed: Typed;
  /** Field → what is wrong with it. */
  errors: Partial<Record<keyof Typed, string>>;
  faults: { href: string; message: string }[];
  done: string | null;
  rows: ExemptionRow[];
};

type Fault = { field: keyof Typed; message: string };

const exemptionView = view<ExemptionPage>('exemptions');
const kinds = ['exempt', 'extend', 'expect', 'ownDeadline'] as const;

export function exemptionPages(context: Context): Router {
  const router = Router();

  router.use('/exemptions', requirePerson, (req, res, next) =>
    hasRole(actorIn(req), 'directorate', todayOf(req)) ? next() : refuse(req, res, 'notFound'),
  );

  router.get('/exemptions', (req, res) => {
    const [unit, period] = [queryOf(req, 'unit'), queryOf(req, 'period')];
    show(context, req, res, { unit, period, kind: '', deadline: '', reason: '' }, null);
  });

  router.post('/exemptions', (req, res) => {
    const typed = typedIn(req);
    const decision = decisionOf(typed);
    const t = textsOf(req).exemption.faults;
    if (decision === 'kind' || decision === 'day') {
      const field = decision === 'kind' ? 'kind' : 'deadline';
      return show(context, req, res, typed, { field, message: t[decision] });
    }
    const result = decideOnReport(context, actorIn(req), decision);
    if (result.ok) return res.redirect(303, `/exemptions?done=${decision.kind}`);
    if (result.fault === 'forbidden') return refuse(req, res, 'notFound');
    return show(context, req, res, typed, { field: fieldOfFault[result.fault], message: t[result.fault] });
  });

  return router;
}

const fieldOfFault: Record<DecisionFault, keyof Typed> = {
  ...{ report: 'unit', delivered: 'unit', final: 'period', same: 'kind', reason: 'reason', identity: 'reason' },
  ...{ notLater: 'deadline', past: 'deadline', notWorkingDay: 'deadline', tooLate: 'deadline' },
};

function show(context: Context, req: Request, res: Response, typed: Typed, fault: Fault | null): void {
  const t = textsOf(req).exemption;
  const periods = context.store.period.all().toSorted((one, other) => (one.period < other.period ? 1 : -1));
  const done = kinds.find((kind) => kind === queryOf(req, 'done'));
  // Taking back has a form of its own, at its row: a fault there stands on top of the page alone.
  const isNew = typed.kind !== 'expect' && typed.kind !== 'ownDeadline';
  const blank = { unit: '', period: '', kind: '', deadline: '', reason: '' };
  const target = fault?.field === 'kind' ? 'kind-0' : fault?.field;
  const data: ExemptionPage = {
    periods: periods.filter(({ finalAt }) => finalAt === null).map(({ period }) => monthOption(period)),
    typed: isNew ? typed : blank,
    errors: fault && isNew ? { [fault.field]: fault.message } : {},
    faults: fault ? [{ href: isNew ? `#${target}` : '#in-force', message: fault.message }] : [],
    done: done && req.method === 'GET' ? t.done[done] : null,
    rows: (listDecisions(context, actorIn(req)) ?? []).map((decided) => ({
      ...{ unit: decided.unit, period: decided.period, reason: decided.reason },
      name: decided.unitThen ? `${unitName(decided.unitThen)} (${decided.unit})` : decided.unit,
      month: startingCapital(monthText(decided.period)),
      decision: decided.deadline === null ? t.exempt : t.extendedTo(dayText(decided.deadline)),
      by: t.by(decided.whoName, momentText(decided.knownAt)),
      takeBack: decided.delivered ? null : decided.deadline === null ? 'expect' : 'ownDeadline',
    })),
  };
  render(req, res, exemptionView, data, fault ? 422 : 200);
}

function typedIn(req: Request): Typed {
  const field = (name: keyof Typed) => fieldOf(req, name).slice(0, 2000);
  return {
    unit: field('unit').trim(),
    period: field('period'),
    kind: field('kind'),
    deadline: field('deadline'),
    reason: field('reason'),
  };
}

/** The field that keeps it from being one: 'kind', or 'day' when the deadline is none. */
function decisionOf({ unit, period, kind, deadline, reason }: Typed): Decision | 'kind' | 'day' {
  const known = kinds.find((one) => one === kind);
  if (known === undefined) return 'kind';
  const about = { unit, period: parsePeriod(period) ?? '', reason };
  if (known !== 'extend') return { kind: known, ...about };
  const day = typedDay(deadline);
  return day === null ? 'day' : { kind: known, ...about, deadline: day };
}
