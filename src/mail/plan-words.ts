// The words of a step's mail: those that the plan sets for it, or the service's own.

import type { Day, Period } from '../domain/period.ts';
import type { Language } from '../domain/person.ts';
import type { StepName, StepTexts } from '../domain/plan.ts';
import { stepWords } from '../text/step-words.ts';
import { dayText, monthText } from '../text/when.ts';

/** `texts`: those of the step in the plan that the period was opened with, if it has any. */
export type PlanWords = { texts?: StepTexts | undefined };

/** Subject and first words, with the month and the deadline in them. */
export function wordsOf(
  { texts, period, deadline }: PlanWords & { period: Period; deadline: Day },
  step: StepName,
  language: Language,
): { subject: string; lead: string } {
  const month = monthText(period);
  if (texts === undefined) return stepWords(step, language, month, dayText(deadline));
  const filled = (text: string) =>
    text.replaceAll(/\{måned\}|\{månad\}/g, month).replaceAll('{frist}', dayText(deadline));
  return { subject: filled(texts.subject[language]), lead: filled(texts.lead[language]) };
}
