// Confirming a month again: an earlier month was corrected, so this one opens with a number that is no longer the one
// carried. Opening and closing number move by the same; what happened in the month stays as it was delivered.

import type { Input } from './answers.ts';
import { type Form, openingQuestion } from './form.ts';
import { type Carried, closingQuestion, doubted } from './opening.ts';
import type { Submission } from './report.ts';

/**
 * By how much a delivered month must move to agree with what is carried to it; null when it agrees, or when it is the
 * earlier month that is in doubt (that one is corrected by hand).
 */
export function shiftOf(form: Form, inForce: Submission, carried: Carried | null): number | null {
  const opening = inForce.answers[openingQuestion(form)?.id ?? ''];
  if (opening === undefined || carried === null) return null;
  const doubt = doubted({ submission: inForce.id, opening }, carried);
  return doubt === 'later' ? carried.number - opening : null;
}

/** The month as it is delivered again, moved: opening and closing number, and nothing else. */
export function shiftedInput(form: Form, inForce: Submission, by: number): Input {
  const moved = new Set([openingQuestion(form)?.id, closingQuestion]);
  const answers = Object.entries(inForce.answers).map(([id, value]) => [
    id,
    String(moved.has(id) ? value + by : value),
  ]);
  return { answers: Object.fromEntries(answers), reasons: inForce.reasons, comment: inForce.comment };
}
