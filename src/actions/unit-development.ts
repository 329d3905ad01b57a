// One unit's own development over two years, beside its county and the nation: what a reporter gets back.

import type { Context } from '../context.ts';
import { type Announcement, lastUseOfFigures } from '../domain/announcement.ts';
import type { Answers } from '../domain/answers.ts';
import type { ExtractHead } from '../domain/extract.ts';
import type { Form } from '../domain/form.ts';
import { addMonths, dayOf, type Instant, lastDayOf, type Period, periodsFrom } from '../domain/period.ts';
import { type Actor, reaches, readScope } from '../domain/person.ts';
import { isConfirmedZero, type Status, statusOf } from '../domain/report.ts';
import { indexed, indexOfMany, shares, sumOfAnswers, unitsBehind } from '../domain/unit-development.ts';
import type { Unit } from '../domain/unit.ts';
import type { ReportWithFacts } from '../store/report.ts';
import type { WiderMonth } from '../store/wider.ts';
import { placeOf } from './load-report.ts';

export type DevelopmentMonth = {
  period: Period;
  /** Null where nothing was owed. */
  status: Status | null;
  flags: { confirmedZero: boolean; corrected: boolean; imported: boolean };
  /** Of all the units that make up this one's month; null unless all reported. */
  answers: Answers | null;
  /** The unit's own reports, or its predecessors'; with the number of the submission in force, 0 when there is none. */
  reports: { unit: string; submissions: number; firstSubmittedAt: Instant | null }[];
  /** The expected number of participants in force that month, for the only unit of a municipality; null when none was. */
  expected: number | null;
};

type Outcomes = { question: string; counts: number[]; percents: (number | null)[] }[];

export type UnitDevelopment = {
  unit: Unit;
  hasEnded: boolean;
  /** 24 months up to the latest one opened, the oldest first. */
  months: DevelopmentMonth[];
  form: Form;
  /** A target is for all units of the municipality together; a report has it only where there is one. */
  unitsOfMunicipality: number;
  hasTarget: boolean;
  /** Participants at month's end as a per cent of the own mean of these months. */
  index: { unit: (number | null)[]; county: (number | null)[]; nation: (number | null)[] };
  /** What participants went on to in the last twelve months: of the unit, its county and the nation, in that order. */
  outcomes: Outcomes;
  /** What the directorate last did with the numbers: its announcement of it, and the newest extract that is public. */
  use: { announcement: Announcement | null; extract: ExtractHead | null };
  /** The units that this one was renumbered or merged from, or is a part of. */
  predecessors: Unit[];
};

const monthsShown = 24;
const monthsOfOutcomes = 12;
const end = 'participants_end';

/** Null when the unit is unknown, not valid yet or out of the actor's reach: all told as 404. */
export function loadUnitDevelopment(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  id: string,
): UnitDevelopment | null {
  const { store } = context;
  const at = context.now();
  const today = dayOf(at);
  const unit = store.unit.find(id, today);
  if (!unit || !reaches(readScope(actor, today), placeOf(unit, unit, null))) return null;
  const last = store.period.latestOpened() ?? store.period.all().at(-1)?.period ?? addMonths(today.slice(0, 7), -1);
  const periods = periodsFrom(addMonths(last, 1 - monthsShown), last);
  const form = store.form.inForce(last);
  const unitsOfMunicipality = store.unit.on(today).filter((each) => each.municipality === unit.municipality).length;
  const months = monthsOf(context, unit, periods, unitsOfMunicipality <= 1);

  const outcomes = form.questions.map((question) => question.id).filter((question) => question.startsWith('outcome_'));
  const nation = store.wider.months(periods[0] ?? last, last, outcomes);
  const county = nation.filter((month) => month.county === unit.county);
  return {
    ...{ unit, months, form, unitsOfMunicipality, hasEnded: unit.validTo !== null && unit.validTo <= today },
    hasTarget: store.report.targetOn(unit.municipality, today) !== null,
    index: {
      unit: indexed(months.map(({ answers }) => answers?.[end] ?? null)),
      county: indexOfMany(county, periods),
      nation: indexOfMany(nation, periods),
    },
    outcomes: outcomesOf(outcomes, { months, county, nation }),
    use: {
      announcement: lastUseOfFigures(store.announcement.all()),
      extract: store.extract.all().findLast(({ withheld }) => !withheld) ?? null,
    },
    predecessors: store.unit.predecessors(id).flatMap((each) => store.unit.find(each.unit, today) ?? []),
  };
}

function monthsOf(
  { store, now }: Pick<Context, 'store' | 'now'>,
  unit: Unit,
  periods: Period[],
  isOnly: boolean,
): DevelopmentMonth[] {
  const today = dayOf(now());
  const changes = store.unit.changes();
  const read = new Map<string, Map<Period, ReportWithFacts>>();
  const reportsOf = (id: string) => {
    let rows = read.get(id);
    if (!rows) {
      const found = store.report.withFacts(periods[0] ?? '', periods.at(-1) ?? '', id);
      rows = new Map(found.map((row) => [row.report.period, row]));
      read.set(id, rows);
    }
    return rows;
  };
  const targetOf = (period: Period) => store.report.targetOn(unit.municipality, lastDayOf(period));
  const owed = (id: string, period: Period) => reportsOf(id).has(period);
  return periods.map((period) => {
    const rows = unitsBehind(unit.id, period, { owed, changes }).flatMap((id) => reportsOf(id).get(period) ?? []);
    const [first] = rows;
    const answers = sumOfAnswers(
      rows.map((row) => (row.answersInForce === null ? null : answersIn(row.answersInForce))),
    );
    const isOne = rows.length === 1;
    return {
      ...{ period, answers },
      status: first ? statusOf({ ...first, opened: true, deadline: first.report.deadline }, today) : null,
      flags: {
        confirmedZero: answers !== null && isConfirmedZero(answers),
        corrected: isOne && (first?.submissions ?? 0) > 1,
        imported: first?.imported ?? false,
      },
      reports: rows.map(({ report, submissions, firstSubmittedAt }) => ({
        ...{ unit: report.unit, submissions, firstSubmittedAt },
      })),
      // A target that was loaded after the month had opened is not frozen in its report, and was in force all the same.
      expected: isOne && isOnly ? (first?.report.expectedParticipants ?? targetOf(period)) : null,
    };
  });
}

function answersIn(text: string): Answers {
  return JSON.parse(text) as Answers;
}

function outcomesOf(
  questions: string[],
  read: { months: DevelopmentMonth[]; county: WiderMonth[]; nation: WiderMonth[] },
): Outcomes {
  const latest = read.months.slice(-monthsOfOutcomes);
  const periods = new Set(latest.map(({ period }) => period));
  const own = questions.map((question) => latest.reduce((sum, { answers }) => sum + (answers?.[question] ?? 0), 0));
  const sumsOf = (wider: WiderMonth[]) =>
    questions.map((_, index) =>
      wider.reduce((sum, month) => sum + (periods.has(month.period) ? (month.sums[index] ?? 0) : 0), 0),
    );
  const [county, nation] = [sumsOf(read.county), sumsOf(read.nation)];
  const percents = [shares(own, true), shares(county, false), shares(nation, false)];
  return questions.map((question, index) => ({
    question,
    counts: [own[index] ?? 0, county[index] ?? 0, nation[index] ?? 0],
    percents: percents.map((each) => each[index] ?? null),
  }));
}
