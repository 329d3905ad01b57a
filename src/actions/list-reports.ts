// Lists reports with status and flags, within what the actor may see: the pages' lists and `GET /api/v1/reports`.

import type { Context } from '../context.ts';
import type { Answers } from '../domain/answers.ts';
import { type Day, dayOf, type Instant, lastDayOf, type Period, periodsFrom } from '../domain/period.ts';
import { type Actor, reaches, readScope } from '../domain/person.ts';
import { datesOf } from '../domain/plan.ts';
import { isConfirmedZero, type Status, statusOf } from '../domain/report.ts';
import type { Unit } from '../domain/unit.ts';
import type { ReportWithFacts } from '../store/report.ts';
import { isDoubted, placeOf } from './load-report.ts';

export type ListedReport = {
  unit: Unit;
  period: Period;
  status: Status;
  deadline: Day;
  closesOn: Day;
  /** The last day of a reopening that is not over; null when there is none. */
  reopenedUntil: Day | null;
  /** How many submissions there are. */
  submissions: number;
  firstSubmittedAt: Instant | null;
  onTime: boolean | null;
  expectedParticipants: number | null;
  confirmedZero: boolean;
  corrected: boolean;
  toBeConfirmed: boolean;
  imported: boolean;
  answers: Answers | null;
};

/**
 * Reports of the periods from..to (both included), by period and unit. A period that is not open yet lists the units
 * valid on its last day as `notOpen`.
 */
export function listReports(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  range: { from: Period; to: Period; unit?: string },
): ListedReport[] {
  const { store } = context;
  const today = dayOf(context.now());
  const scope = readScope(actor, today);
  const rows = store.report.withFacts(range.from, range.to, range.unit);
  const reopened = store.reopening.openOn(today);
  const byPeriod = Map.groupBy(rows, (row) => row.report.period);
  return periodsFrom(range.from, range.to).flatMap((period) => {
    const opened = byPeriod.get(period);
    if (!opened) return store.period.find(period) ? [] : notOpened(period);
    return opened.flatMap((row) => {
      const unit = store.unit.find(row.report.unit, lastDayOf(period));
      const isReached = unit && reaches(scope, placeOf(unit, store.unit.find(unit.id, today), row.report));
      return isReached ? [listed(store, unit, row, today, reopened.get(row.report.id) ?? null)] : [];
    });
  });

  function notOpened(period: Period): ListedReport[] {
    const { deadline, closesOn } = datesOf(store.plan.inForce(period), period);
    const inScope = store.unit
      .on(lastDayOf(period))
      .filter(
        (unit) =>
          (range.unit === undefined || unit.id === range.unit) &&
          reaches(scope, placeOf(unit, store.unit.find(unit.id, today), null)),
      );
    return inScope.map((unit) => ({
      ...{ unit, period, deadline, closesOn, status: 'notOpen' as const, submissions: 0, firstSubmittedAt: null },
      ...{ onTime: null, expectedParticipants: null, confirmedZero: false, corrected: false, toBeConfirmed: false },
      ...{ imported: false, answers: null, reopenedUntil: null },
    }));
  }
}

function listed(
  store: Context['store'],
  unit: Unit,
  row: ReportWithFacts,
  today: Day,
  reopenedUntil: Day | null,
): ListedReport {
  const { report, submissions } = row;
  const { period, deadline, closesOn, expectedParticipants } = report;
  const answers = row.answersInForce === null ? null : (JSON.parse(row.answersInForce) as Answers);
  return {
    ...{ unit, period, deadline, closesOn, reopenedUntil, submissions, expectedParticipants, answers },
    status: statusOf({ ...row, opened: true, deadline }, today),
    firstSubmittedAt: row.firstSubmittedAt,
    onTime: row.firstOnTime ?? null,
    confirmedZero: answers !== null && isConfirmedZero(answers),
    corrected: submissions > 1,
    toBeConfirmed: !row.agrees && toBeConfirmed(store, report.id, unit.id, period),
    imported: row.imported,
  };
}

function toBeConfirmed(store: Context['store'], reportId: number, unit: string, period: Period): boolean {
  const inForce = store.submission.inForce(reportId);
  return (
    inForce !== null && isDoubted(store, { unit, period, inForce, carried: store.submission.carried(unit, period) })
  );
}
