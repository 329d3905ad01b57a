// Loads one report with all that a page, a call or a delivery needs to know of it, within what the actor may see.

import type { Context } from '../context.ts';
import type { Answers } from '../domain/answers.ts';
import type { Draft } from '../domain/draft.ts';
import type { Form } from '../domain/form.ts';
import type { Carried } from '../domain/opening.ts';
import { type Day, dayOf, lastDayOf, type Period } from '../domain/period.ts';
import { type Actor, type Place, reaches, readScope, writeScope } from '../domain/person.ts';
import { datesOf } from '../domain/plan.ts';
import {
  type Closed,
  closedReason,
  isConfirmedZero,
  type Reopening,
  type Report,
  type Status,
  statusOf,
  type Submission,
} from '../domain/report.ts';
import { isValidOn } from '../domain/span.ts';
import type { Unit } from '../domain/unit.ts';
import { isDoubted } from './doubt.ts';

export type LoadedReport = {
  unit: Unit;
  period: Period;
  /** Null before the period opens. */
  report: Report | null;
  form: Form;
  status: Status;
  flags: { confirmedZero: boolean; corrected: boolean; toBeConfirmed: boolean; imported: boolean };
  deadline: Day;
  closesOn: Day;
  /** Opened for correction by the directorate, the last day not yet over; null when it is not. */
  reopening: Reopening | null;
  /** Oldest first. */
  submissions: Submission[];
  inForce: Submission | null;
  carried: Carried | null;
  /** Last month's delivered answers. */
  lastMonth: Answers | undefined;
  draft: Draft | null;
  /** An inquiry about it waits for its answer. */
  isAskedAbout: boolean;
  mayDeliver: boolean;
  /** Why nothing can be delivered now (rule E7); null when it can. */
  closed: Closed | null;
};

/** Gives null when the unit is unknown, not valid in the period, or outside what the actor may read: all told as 404. */
export function loadReport(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  unit: string,
  period: Period,
): LoadedReport | null {
  return context.store.snapshot(() => load(context, actor, unit, period));
}

function load(
  { store, now }: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  unitId: string,
  period: Period,
): LoadedReport | null {
  const today = dayOf(now());
  const unit = store.unit.find(unitId, lastDayOf(period));
  const report = store.report.find(unitId, period);
  if (!unit || (!report && !isValidOn(unit, lastDayOf(period)))) return null;
  const place = placeOf(unit, store.unit.find(unitId, today), report);
  if (!reaches(readScope(actor, today), place)) return null;
  const opened = store.period.find(period);
  // A period opened before the unit was known has no report for it, and none is owed.
  if (opened && !report) return null;

  const { exempt, isAskedAbout, submissions, draft, reopened } = report ? detailsOf(store, report) : noDetails;
  const inForce = submissions.at(-1) ?? null;
  const { carried, lastMonth } = store.submission.before(unitId, period);
  const dates = report ?? datesOf(store.plan.inForce(period), period);
  const reopening = reopened && reopened.until >= today ? reopened : null;
  const form = report ? store.form.byVersion(report.form) : store.form.inForce(period);
  return {
    unit,
    period,
    report,
    form,
    status: statusOf(
      {
        opened: report !== null,
        exempt,
        hasDraft: draft !== null,
        deadline: dates.deadline,
        firstOnTime: submissions[0]?.onTime,
      },
      today,
    ),
    flags: {
      confirmedZero: inForce !== null && isConfirmedZero(inForce.answers),
      corrected: submissions.length > 1,
      toBeConfirmed: inForce !== null && isDoubted(store, { unit: unitId, period, inForce, carried }),
      imported: opened?.imported ?? false,
    },
    deadline: dates.deadline,
    closesOn: dates.closesOn,
    reopening,
    submissions,
    inForce,
    carried,
    lastMonth,
    draft,
    isAskedAbout,
    mayDeliver: reaches(writeScope(actor, today), place),
    closed: closedReason({
      opened: report !== null,
      delivered: submissions.length > 0,
      closesOn: dates.closesOn,
      reopenedUntil: reopening?.until ?? null,
      final: opened?.finalAt !== null && opened?.finalAt !== undefined,
      today,
    }),
  };
}

type Details = {
  exempt: boolean;
  isAskedAbout: boolean;
  submissions: Submission[];
  draft: Draft | null;
  reopened: Reopening | null;
};

const noDetails: Details = { exempt: false, isAskedAbout: false, submissions: [], draft: null, reopened: null };

/** Reads of a report only what there is, which for most is little. */
function detailsOf({ report, submission, draft, reopening }: Context['store'], { id }: Report): Details {
  const { exempt, isAskedAbout, isDelivered, hasDraft, wasReopened } = report.standing(id);
  return {
    ...{ exempt, isAskedAbout },
    submissions: isDelivered ? submission.ofReport(id) : [],
    draft: hasDraft ? draft.find(id) : null,
    reopened: wasReopened ? reopening.ofReport(id) : null,
  };
}

/** What the scopes are compared with: the report's governor and, since chasing goes there, the one of today. */
export function placeOf(unit: Unit, today: Unit | null, report: Pick<Report, 'governor'> | null): Place {
  const governors = [report?.governor, unit.governor, today?.governor].filter((code) => typeof code === 'string');
  return { offices: today?.offices ?? unit.offices, municipality: unit.municipality, governors };
}
