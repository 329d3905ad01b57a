// One month of chasing as the oracle reads the plan: its days, and what is too late to be sent on a day.

import { addMonths, type Day, type Instant, workingDaysAfter, workingDaysFrom } from './almanac.ts';
import type { Plan } from './happening.ts';

/** `units`: those that owed a report when it was opened. */
export type Round = { period: string; plan: Plan; units: string[]; deadline: Day; openedAt: Instant };

export function openRound(plan: Plan, period: string, units: string[], openedAt: Instant): Round {
  const month = addMonths(period, 1);
  const first = workingDaysFrom(`${month}-01`, 0);
  const { workingDay, dayOfMonth } = plan.deadline;
  const sixth = workingDay === 1 ? first : workingDaysFrom(first, workingDay - 1);
  const tenth = `${month}-${String(dayOfMonth).padStart(2, '0')}`;
  return { period, plan, units, deadline: workingDaysFrom(tenth > sixth ? tenth : sixth, 0), openedAt };
}

export function stepOf({ plan }: Round, step: string): Plan['steps'][number] {
  const found = plan.steps.find((each) => each.step === step);
  if (found === undefined) throw new Error(`No step ${step}`);
  return found;
}

/** The day of a step, by the deadline of the unit's own (null: the period's). */
export function dayOfStep(round: Round, step: string, ownDeadline: Day | null): Day {
  const { from, workingDays } = stepOf(round, step);
  const opening = `${addMonths(round.period, 1)}-01`;
  return workingDaysFrom(from === 'opening' ? opening : (ownDeadline ?? round.deadline), workingDays);
}

export function isTooOld({ plan }: Round, fallsOn: Day, day: Day): boolean {
  return workingDaysAfter(fallsOn, day) > plan.oldestStep;
}

export type Lateness = 'beforeFirstStart' | 'tooOld' | 'laterStep';

/** Every reason of time that a step is not sent on the day. */
export function latenessOf(
  round: Round,
  step: string,
  ownDeadline: Day | null,
  { day, firstDay }: { day: Day; firstDay: Day },
): Lateness[] {
  const reasons: Lateness[] = [];
  const fallsOn = dayOfStep(round, step, ownDeadline);
  if (fallsOn < firstDay) reasons.push('beforeFirstStart');
  if (isTooOld(round, fallsOn, day)) reasons.push('tooOld');
  if (round.plan.steps.some((other) => other.step !== step && takesOver(other.step))) reasons.push('laterStep');
  return reasons;

  /** The steps to an office follow each other; the escalation waits for none of them, nor they for it. */
  function takesOver(other: string): boolean {
    if ((other === 'escalation') !== (step === 'escalation')) return false;
    const otherDay = dayOfStep(round, other, ownDeadline);
    const position = (name: string) => round.plan.steps.findIndex((each) => each.step === name);
    return otherDay <= day && (otherDay > fallsOn || (otherDay === fallsOn && position(other) > position(step)));
  }
}
