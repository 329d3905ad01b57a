// What a new version of the plan would change: in what it says, and in the dates of the coming periods.

import { addMonths, type Day, type Period, periodsFrom } from './period.ts';
import { datesOf, type Plan, type StepName, stepNames } from './plan.ts';

/** One date of a period before and after the change; null where there is none. */
export type MovedDate = { what: 'deadline' | 'closes' | StepName; old: Day | null; new: Day | null };

/** What the dates of the coming periods are as things stand, and what they would be. Periods before the change are left out. */
export function movedDates(
  planOf: (period: Period) => Plan,
  next: Plan,
  months: number,
): { period: Period; dates: MovedDate[] }[] {
  return periodsFrom(next.validFrom, addMonths(next.validFrom, months - 1)).map((period) => {
    const before = datesOf(planOf(period), period);
    const after = datesOf(next, period);
    const dayOfStep = (dates: typeof after, step: StepName) =>
      dates.steps.find((each) => each.step === step)?.day ?? null;
    const steps = stepNames.map((step) => ({ what: step, old: dayOfStep(before, step), new: dayOfStep(after, step) }));
    return {
      period,
      dates: [
        { what: 'deadline', old: before.deadline, new: after.deadline },
        ...steps.filter((step) => step.old !== null || step.new !== null),
        { what: 'closes', old: before.closesOn, new: after.closesOn },
      ],
    };
  });
}

/** What is said otherwise in the new version. */
export type PlanDifference =
  | { what: 'deadline' | 'closing' | 'noticesFrom' }
  | { what: 'added' | 'removed' | 'day' | 'receivers' | 'texts'; step: StepName };

export function planDifferences(old: Plan, next: Plan): PlanDifference[] {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const whole = (['deadline', 'closing', 'noticesFrom'] as const).filter((what) => !same(old[what], next[what]));
  const steps = stepNames.flatMap((step): PlanDifference[] => {
    const [before, after] = [old, next].map((plan) => plan.steps.find((each) => each.step === step));
    if (!before || !after) return before || after ? [{ what: before ? 'removed' : 'added', step }] : [];
    const { from, workingDays, to, texts } = before;
    return [
      ...(same([from, workingDays], [after.from, after.workingDays]) ? [] : [{ what: 'day' as const, step }]),
      ...(same(to.toSorted(), after.to.toSorted()) ? [] : [{ what: 'receivers' as const, step }]),
      ...(same(texts, after.texts) ? [] : [{ what: 'texts' as const, step }]),
    ];
  });
  return [...whole.map((what) => ({ what })), ...steps];
}
