// Lists reports with status and flags, within what the actor may see: the pages' lists, `GET /api/v1/reports` and the files
// of them. Files hold ten years, so a month is read at a time, and only the next one ahead.

import type { Context } from '../context.ts';
import { addMonths, type Day, dayOf, type Instant, lastDayOf, type Period, periodsFrom } from '../domain/period.ts';
import { type Actor, reaches, readScope } from '../domain/person.ts';
import { datesOf } from '../domain/plan.ts';
import { type Status, statusOf } from '../domain/report.ts';
import { questionsOf } from '../domain/totals.ts';
import type { Unit } from '../domain/unit.ts';
import type { LineRange, ReportLine } from '../store/report-line.ts';
import { doubtsOf } from './doubt.ts';
import { placeOf } from './load-report.ts';

export type ListedReport = {
  /** As it is today, or was on its last day. */
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
  /** In force, one per question of `listedQuestions`; null where it was not asked. Empty when nothing is delivered. */
  figures: (number | null)[];
};

/**
 * Reports of the periods from..to (both included), by period and unit. A period that is not open yet lists the units
 * valid on its last day as `notOpen`.
 */
export function listReports(context: Pick<Context, 'store' | 'now'>, actor: Actor, range: LineRange): ListedReport[] {
  return [...monthsOfReports(context, actor, range)].flat();
}

/** As `listReports`, one month after the other, each read when it is asked for. */
export function* monthsOfReports(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  range: LineRange,
): Generator<ListedReport[]> {
  const { store } = context;
  const today = dayOf(context.now());
  const scope = readScope(actor, today);
  const questions = listedQuestions(context);
  const read = store.reportLine.reader(range, questions);
  const doubts = doubtsOf(context, questions);
  const reopened = store.reopening.openOn(today);
  const units = new Map(store.unit.on(today).map((unit) => [unit.id, unit]));

  let [lines, next] = [read(range.from), read(addMonths(range.from, 1))];
  for (const period of periodsFrom(range.from, range.to)) {
    if (lines.length === 0 && !store.period.find(period)) yield notOpened(period);
    else {
      const isToConfirm = doubts(period, next);
      yield lines.flatMap((line) => {
        const unit = units.get(line.unit) ?? store.unit.find(line.unit, today);
        if (!unit || !(scope.everything || reaches(scope, placeOf(unit, unit, line)))) return [];
        return [listed(unit, line, today, isToConfirm(line), reopened.get(line.id) ?? null)];
      });
    }
    [lines, next] = [next, period < range.to ? read(addMonths(period, 2)) : []];
  }

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
      ...{ imported: false, figures: [], reopenedUntil: null },
    }));
  }
}

/** The questions that `figures` answers, in their order: those of every form. */
function listedQuestions({ store }: Pick<Context, 'store'>): string[] {
  return questionsOf(store.form.all()).map(({ id }) => id);
}

function listed(
  unit: Unit,
  line: ReportLine,
  today: Day,
  toBeConfirmed: boolean,
  reopenedUntil: Day | null,
): ListedReport {
  const { deadline, exempt, hasDraft, firstOnTime, submissions, figures } = line;
  // Written out: tens of thousands are made for one file, and a spread costs as much as all the rest.
  return {
    unit,
    period: line.period,
    status: statusOf({ opened: true, exempt, hasDraft, deadline, firstOnTime }, today),
    deadline,
    closesOn: line.closesOn,
    reopenedUntil,
    submissions,
    firstSubmittedAt: line.firstSubmittedAt,
    onTime: firstOnTime ?? null,
    expectedParticipants: line.expectedParticipants,
    confirmedZero: submissions > 0 && figures.every((figure) => figure === 0 || figure === null),
    corrected: submissions > 1,
    toBeConfirmed,
    imported: line.imported,
    figures,
  };
}
