// The plan is data: when a period opens, when its reports are due, when they close, and the steps of chasing between.
// It is versioned and valid from a period; this file says what a plan may hold and works out its dates.

import { z } from 'zod';
import { addWorkingDays, workingDayOfMonth } from './calendar.ts';
import { addMonths, type Day, firstDayOf, lastDayOf, type Period } from './period.ts';

export const stepNames = ['opening', 'reminder-1', 'reminder-2', 'reminder-3', 'escalation'] as const;
export type StepName = (typeof stepNames)[number];

/**
 * Who gets a step. reporters and leader belong to the office, and their steps form one chain; governor and directorate
 * stand over it, and theirs form another.
 */
export const receivers = ['reporters', 'leader', 'governor', 'directorate'] as const;
export type Receiver = (typeof receivers)[number];

/** Stand for the month and the deadline in the texts of a step; the first two in either language. */
const placeholders = ['{måned}', '{månad}', '{frist}'];

const words = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => (text.match(/\{[^}]*\}?/g) ?? []).every((name) => placeholders.includes(name)), 'placeholder');

/** The subject of a step's mail and its first words, always in both languages. */
export const stepTexts = z.strictObject({
  subject: z.strictObject({ nb: words(120), nn: words(120) }),
  lead: z.strictObject({ nb: words(600), nn: words(600) }),
});
export type StepTexts = z.infer<typeof stepTexts>;

const step = z
  .strictObject({
    step: z.enum(stepNames),
    /** Counted from the day the period opens or from the deadline; 0 is that day or the first working day after it. */
    from: z.enum(['opening', 'deadline']),
    workingDays: z.int().min(-20).max(60),
    to: z.array(z.enum(receivers)).min(1),
    /** Without them, the mail has the service's own words. The mail to the directorate always has. */
    texts: stepTexts.optional(),
  })
  .refine(({ to }) => to.every(isOfOffice) || !to.some(isOfOffice), 'goes to the office or to those over it, not both');

export const planDefinition = z
  .strictObject({
    version: z.int().positive(),
    validFrom: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
    /** In the month after the period: the day of the month, or the n-th working day when that is later. */
    deadline: z.strictObject({ dayOfMonth: z.int().min(1).max(28), workingDay: z.int().min(1).max(15) }),
    /** The last day of the month so many months after the deadline's. */
    closing: z.strictObject({ monthsAfterDeadline: z.int().min(0).max(24) }),
    /** Oslo time from which notices go out on a working day. */
    noticesFrom: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    /** A step older than so many working days is skipped. */
    oldestStep: z.int().positive(),
    steps: z.array(step).min(1),
  })
  .refine(({ steps }) => new Set(steps.map((each) => each.step)).size === steps.length, 'each step is named once');

export type Plan = z.infer<typeof planDefinition>;
export type PlanStep = Plan['steps'][number];

/** The dates of one period; all are Oslo days, `deadline` and `closesOn` included. `steps` are in order of day. */
export type PlanDates = {
  opensOn: Day;
  deadline: Day;
  closesOn: Day;
  steps: { step: StepName; day: Day; to: Receiver[] }[];
};

/** Takes the plan in force for the period; gives the period's dates. */
export function datesOf(plan: Plan, period: Period): PlanDates {
  const month = addMonths(period, 1);
  const opensOn = firstDayOf(month);
  const deadline = deadlineIn(plan, month);
  const closesOn = lastDayOf(addMonths(month, plan.closing.monthsAfterDeadline));
  return { opensOn, deadline, closesOn, steps: stepsOf(plan, opensOn, deadline) };
}

/** The steps of a report whose dates are known, in order of day: for a period, or a unit with a deadline of its own. */
export function stepsOf(plan: Plan, opensOn: Day, deadline: Day): PlanDates['steps'] {
  return plan.steps
    .map(({ step, from, workingDays, to }) => ({
      step,
      day: addWorkingDays(from === 'opening' ? opensOn : deadline, workingDays),
      to,
    }))
    .toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
}

/** True for those at the office itself. */
export function isOfOffice(receiver: Receiver): boolean {
  return receiver === 'reporters' || receiver === 'leader';
}

function deadlineIn(plan: Plan, month: Period): Day {
  const dayOfMonth = `${month}-${String(plan.deadline.dayOfMonth).padStart(2, '0')}`;
  const workingDay = workingDayOfMonth(month, plan.deadline.workingDay);
  return addWorkingDays(dayOfMonth > workingDay ? dayOfMonth : workingDay, 0);
}
