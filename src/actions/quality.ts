// The quality of a month's reports, for the directorate and the governors: numbers unlike the unit's own, months that do
// not hang together, and warnings that were explained. It judges nobody: it says where a question may be worth asking.

import type { Context } from '../context.ts';
import type { Form } from '../domain/form.ts';
import { type Outlier, oddness, outlierMonths, outlierOf } from '../domain/outlier.ts';
import { addMonths, dayOf, lastDayOf, type Period, periodsFrom } from '../domain/period.ts';
import { type Actor, hasRole, reaches, readScope, type Scope } from '../domain/person.ts';
import type { Unit } from '../domain/unit.ts';
import { placeOf } from './load-report.ts';

export type Quality = {
  period: Period;
  periods: Period[];
  form: Form;
  received: number;
  /** The oddest first. */
  outliers: (Outlier & { unit: Unit; question: string })[];
  /** The opening number differs from what was carried. */
  openings: { unit: Unit; opening: number; carried: number; reason: string | null }[];
  /** Imported reports whose own numbers do not add up, with the rules they break. */
  broken: { unit: Unit; rules: string[] }[];
  /** Warnings explained in the last twelve months, by rule and by office, the most first. */
  byRule: { rule: string; count: number; offices: number }[];
  byOffice: { office: string; name: string; count: number; rules: string[] }[];
};

/** The governors' counties or everything; null for anybody else. */
export function qualityScope(actor: Actor, today: string): Scope | null {
  if (!hasRole(actor, 'directorate', today) && !hasRole(actor, 'governor', today)) return null;
  return { ...readScope(actor, today), offices: [], municipalities: [] };
}

/** Null when the actor is neither of the directorate nor a governor, or no month was ever opened. */
export function loadQuality(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  asked: Period | null,
): Quality | null {
  const { store } = context;
  const today = dayOf(context.now());
  const scope = qualityScope(actor, today);
  const periods = store.period.all().map((opened) => opened.period);
  const period = asked !== null && periods.includes(asked) ? asked : periods.at(-1);
  if (!scope || period === undefined) return null;

  const units = new Map(store.unit.on(lastDayOf(period)).map((unit) => [unit.id, unit]));
  const quality: Quality = {
    ...{ period, periods, form: store.form.inForce(period), received: 0 },
    ...{ outliers: [], openings: [], broken: [], byRule: [], byOffice: [] },
  };
  for (const { report, answersInForce } of store.report.withFacts(period, period)) {
    const unit = units.get(report.unit);
    if (!unit || answersInForce === null) continue;
    if (!reaches(scope, placeOf(unit, store.unit.find(unit.id, today), report))) continue;
    const submission = store.submission.inForce(report.id);
    if (!submission) continue;
    quality.received += 1;
    const { answers, breaks, reasons } = submission;
    const earlier = [...store.submission.earlierAnswers(unit.id, period, outlierMonths).values()];
    for (const [question, value] of Object.entries(answers)) {
      // What a month opened with is what the month before ended with: told of there already.
      if (question === 'participants_start') continue;
      const outlier = outlierOf(
        value,
        earlier.flatMap((month) => month[question] ?? []),
      );
      if (outlier) quality.outliers.push({ ...outlier, unit, question });
    }
    const carried = store.submission.carried(unit.id, period)?.number ?? null;
    const opening = answers.participants_start;
    if (carried !== null && opening !== undefined && opening !== carried)
      quality.openings.push({ unit, opening, carried, reason: reasons.W10 ?? null });
    if (breaks.length > 0) quality.broken.push({ unit, rules: breaks });
  }
  quality.outliers.sort((one, other) => oddness(other) - oddness(one));
  return { ...quality, ...warningsOf(context, scope, period) };
}

function warningsOf({ store, now }: Pick<Context, 'store' | 'now'>, scope: Scope, period: Period) {
  const today = dayOf(now());
  const given: { rule: string; office: string; name: string }[] = [];
  for (const month of periodsFrom(addMonths(period, -11), period)) {
    for (const { unit: id, reasons } of store.overview.explained(month)) {
      const unit = store.unit.find(id, lastDayOf(month));
      if (!unit || !reaches(scope, placeOf(unit, store.unit.find(id, today), null))) continue;
      const { office, officeName: name } = unit;
      given.push(...Object.keys(reasons).map((rule) => ({ rule, office, name })));
    }
  }
  const byCount = (one: { count: number }, other: { count: number }) => other.count - one.count;
  return {
    byRule: [...Map.groupBy(given, ({ rule }) => rule)]
      .map(([rule, own]) => ({ rule, count: own.length, offices: new Set(own.map(({ office }) => office)).size }))
      .sort(byCount),
    byOffice: [...Map.groupBy(given, ({ office }) => office)]
      .map(([office, own]) => {
        const rules = [...new Set(own.map(({ rule }) => rule))].sort();
        return { office, name: own[0]?.name ?? office, count: own.length, rules };
      })
      .sort(byCount),
  };
}
