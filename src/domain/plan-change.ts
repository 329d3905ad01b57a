// Changing the plan: from what was typed to the next version, or to the faults that a person can mend.

import { addMonths, type Period, periodsFrom } from './period.ts';
import {
  datesOf,
  isOfOffice,
  type Plan,
  planDefinition,
  type PlanStep,
  type Receiver,
  type StepName,
  stepNames,
  type StepTexts,
  stepTexts,
} from './plan.ts';

/** As typed, by field: `deadlineDay`, `reminder-1_workingDays`, `reminder-1_to_reporters`, `reminder-1_subject_nn`, … */
export type PlanFields = Record<string, string>;

/** `field`: where the fault is shown. period: not one of the coming ones. order: see `other` and `month`. */
export type PlanFault = { field: string } & (
  | { kind: 'period' | 'time' | 'receiver' | 'noStep' | 'text' | 'placeholder' | 'nothing' }
  | { kind: 'number'; min: number; max: number }
  | { kind: 'order'; other: StepName; month: Period }
  | { kind: 'beforeOpening'; month: Period }
);

export type ChangeGiven = {
  /** The plan that is changed: what is not on the form stays as it is there. */
  base: Plan;
  version: number;
  /** The first period that may get the new version: the one after the latest opened. */
  first: Period;
  /** The service's own words: a step with these gets none of its own in the plan. */
  ownWords: (step: StepName) => StepTexts;
};

/** So many coming periods a plan must fit, and may wait for. */
const periodsAhead = 24;

const numbers = {
  deadlineDay: { min: 1, max: 28 },
  deadlineWorkingDay: { min: 1, max: 15 },
  closingMonths: { min: 0, max: 24 },
} as const;

/** Who may get a step: those that there is a mail for. */
export function receiversFor(step: StepName): Receiver[] {
  return step === 'escalation' ? ['governor', 'directorate'] : ['reporters', 'leader'];
}

/** The periods that a new version may be valid from. */
export function comingPeriods(first: Period): Period[] {
  return periodsFrom(first, addMonths(first, periodsAhead - 1));
}

/** The next version as typed; or what must be mended, in the order of the form. */
export function planFrom(fields: PlanFields, given: ChangeGiven): { plan: Plan } | { faults: PlanFault[] } {
  const { base, version, first } = given;
  const faults: PlanFault[] = [];
  const validFrom = fields.validFrom ?? '';
  if (!comingPeriods(first).includes(validFrom)) faults.push({ field: 'validFrom', kind: 'period' });
  const number = (field: keyof typeof numbers) => numberIn(fields, field, numbers[field], faults);
  const deadline = { dayOfMonth: number('deadlineDay'), workingDay: number('deadlineWorkingDay') };
  const closing = { monthsAfterDeadline: number('closingMonths') };
  const noticesFrom = (fields.noticesFrom ?? '').trim().replace('.', ':').padStart(5, '0');
  // Far from the nights on which the clock changes, and while people are at work.
  if (!/^(0[6-9]|1\d):[0-5]\d$/.test(noticesFrom)) faults.push({ field: 'noticesFrom', kind: 'time' });
  const used = stepNames.filter((step) => fields[`${step}_use`] !== undefined);
  const steps = used.map((step) => stepFrom(fields, step, given.ownWords(step), faults));
  const [firstStep] = stepNames;
  if (steps.length === 0) faults.push({ field: `${firstStep}_use`, kind: 'noStep' });
  if (faults.length > 0) return { faults };

  const { oldestStep } = base;
  const plan = planDefinition.parse({ version, validFrom, deadline, closing, noticesFrom, oldestStep, steps });
  const misfits = orderFaults(plan);
  return misfits.length > 0 ? { faults: misfits } : { plan };
}

/** The plan as the form shows it. `ownWords` stand where the plan has no texts. */
export function fieldsOf(plan: Plan, ownWords: (step: StepName) => StepTexts): PlanFields {
  const steps = stepNames.flatMap((step) => {
    const held = plan.steps.find((each) => each.step === step);
    const { subject, lead } = held?.texts ?? ownWords(step);
    return [
      ...(held ? [[`${step}_use`, 'on']] : []),
      [`${step}_from`, held?.from ?? 'deadline'],
      [`${step}_workingDays`, String(held?.workingDays ?? '')],
      ...(held?.to ?? []).map((receiver) => [`${step}_to_${receiver}`, 'on']),
      ...(['nb', 'nn'] as const).flatMap((language) => [
        [`${step}_subject_${language}`, subject[language]],
        [`${step}_lead_${language}`, lead[language]],
      ]),
    ];
  });
  return Object.fromEntries([
    ['validFrom', plan.validFrom],
    ['deadlineDay', String(plan.deadline.dayOfMonth)],
    ['deadlineWorkingDay', String(plan.deadline.workingDay)],
    ['closingMonths', String(plan.closing.monthsAfterDeadline)],
    ['noticesFrom', plan.noticesFrom],
    ...steps,
  ]) as PlanFields;
}

function stepFrom(fields: PlanFields, step: StepName, ownWords: StepTexts, faults: PlanFault[]): PlanStep {
  const from = fields[`${step}_from`] === 'opening' ? ('opening' as const) : ('deadline' as const);
  const range = from === 'opening' ? { min: 0, max: 60 } : { min: -20, max: 60 };
  const workingDays = numberIn(fields, `${step}_workingDays`, range, faults);
  const to = receiversFor(step).filter((receiver) => fields[`${step}_to_${receiver}`] !== undefined);
  if (to.length === 0) faults.push({ field: `${step}_to_${receiversFor(step)[0]}`, kind: 'receiver' });
  const text = (name: 'subject' | 'lead', language: 'nb' | 'nn') =>
    (fields[`${step}_${name}_${language}`] ?? ownWords[name][language]).replaceAll(/\s+/g, ' ').trim();
  const both = (name: 'subject' | 'lead') => ({ nb: text(name, 'nb'), nn: text(name, 'nn') });
  const texts = { subject: both('subject'), lead: both('lead') };
  if (JSON.stringify(texts) === JSON.stringify(ownWords)) return { step, from, workingDays, to };
  faults.push(...textFaults(step, texts));
  return { step, from, workingDays, to, texts };
}

function textFaults(step: StepName, texts: StepTexts): PlanFault[] {
  const shape = stepTexts.safeParse(texts);
  return (shape.error?.issues ?? []).map(({ path, message }) => ({
    field: `${step}_${path.join('_')}`,
    kind: message === 'placeholder' ? 'placeholder' : 'text',
  }));
}

function numberIn(fields: PlanFields, field: string, range: { min: number; max: number }, faults: PlanFault[]): number {
  const text = (fields[field] ?? '').trim().replace('−', '-');
  const number = /^[+-]?\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= range.min && number <= range.max)) faults.push({ field, kind: 'number', ...range });
  return number;
}

/** In every coming period the steps of a chain come after each other, on days of their own, and none before the opening. */
function orderFaults(plan: Plan): PlanFault[] {
  for (const period of periodsFrom(plan.validFrom, addMonths(plan.validFrom, periodsAhead - 1))) {
    const { opensOn, steps } = datesOf(plan, period);
    const early = steps.find(({ day }) => day < opensOn);
    if (early) return [{ field: `${early.step}_workingDays`, kind: 'beforeOpening', month: period }];
    for (const ofOffice of [true, false]) {
      const chain = steps
        .filter(({ to }) => to.some(isOfOffice) === ofOffice)
        .toSorted((one, other) => stepNames.indexOf(one.step) - stepNames.indexOf(other.step));
      for (const [index, { step, day }] of chain.entries()) {
        const before = chain[index - 1];
        if (before && before.day >= day) {
          return [{ field: `${step}_workingDays`, kind: 'order', other: before.step, month: period }];
        }
      }
    }
  }
  return [];
}
