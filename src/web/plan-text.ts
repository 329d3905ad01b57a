// What a plan says, in the visitor's words.

import type { Plan, PlanStep, Receiver } from '../domain/plan.ts';
import type { Texts } from '../text/text.ts';
import { stepText } from './notice-text.ts';

/** The rules of a plan, a line each. */
export function rulesText({ plans: t, notices }: Texts, plan: Plan): string[] {
  const { deadline, closing, noticesFrom, steps } = plan;
  return [
    t.rules.deadline(deadline.dayOfMonth, deadline.workingDay),
    t.rules.closing(closing.monthsAfterDeadline),
    t.rules.noticesFrom(noticesFrom),
    ...steps.map((step) => {
      const line = t.rules.step(stepText(notices, step.step), dayRule(t, step), receiversText(t, step.to));
      return step.texts ? `${line}, ${t.rules.ownTexts}` : line;
    }),
  ];
}

/** `rapportørene og lederen ved kontoret`. */
export function receiversText(t: Texts['plans'], to: Receiver[]): string {
  return to.map((receiver) => t.receivers[receiver]).join(` ${t.and} `);
}

function dayRule(t: Texts['plans'], { from, workingDays }: PlanStep): string {
  return from === 'opening' ? t.rules.opening(workingDays) : t.rules.afterDeadline(workingDays);
}
