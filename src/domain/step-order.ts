// A step that a person orders to be sent at once, before the tick has planned it: at an hour or on a day when no notices
// go, or before its day has come. Pure.

import {
  byDeadline,
  type DueNotice,
  isInChain,
  lateness,
  noticesOf,
  type Recipient,
  reportsFor,
  type Round,
} from './notice.ts';
import { type Day, dayOf, type Instant, type Period } from './period.ts';
import { datesOf, type PlanDates, type StepName } from './plan.ts';

/** `unit`: one of those that the mail is about; it names all that the person owes by the same deadline. */
export type StepOrder = { step: StepName; period: Period; unit: string; person: number };

/** The notice that is ordered; null when the person does not get the step, or when it cannot go now. */
export function orderedNotice(
  round: Round,
  order: Omit<StepOrder, 'period'>,
  people: Recipient[],
  { at, firstStart }: { at: Instant; firstStart: Day },
): DueNotice | null {
  const today = dayOf(at);
  const part = byDeadline(round).find(({ owed }) => owed.some(({ unit }) => unit === order.unit));
  const step = part?.steps.find((each) => each.step === order.step);
  if (!part || !step || !hasItsTurn(part, step, today) || lateness(part, step, today, firstStart)) return null;
  const about = reportsFor(order.person, step.to, part.owed, people);
  if (!about.some(({ unit }) => unit === order.unit)) return null;
  const found = noticesOf(part, step, people).find(({ person }) => person === order.person);
  return found && found.skipped === null ? { ...found, due: at } : null;
}

/** It is the next one of its chain, and its words, which speak of the deadline as past or to come, are true today. */
function hasItsTurn(part: Round, step: PlanDates['steps'][number], today: Day): boolean {
  if (step.day <= today) return true;
  const next = part.steps.find((each) => each.day > today && isInChain(each, step));
  const deadline = part.ownDeadline ?? datesOf(part.plan, part.period).deadline;
  return next?.step === step.step && step.day > deadline === today > deadline;
}
