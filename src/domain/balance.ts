// The sums that a form adds up while it is filled in, read out of its own rules: an error rule that says that two sides
// over this month's numbers must be equal is a balance.

import type { Answers } from './answers.ts';
import type { Form, Term } from './form.ts';
import { closingQuestion } from './opening.ts';

/**
 * closing: the number of `question` is counted by hand, and compared with plus − minus (E3). shared: `parts` of one
 * section share out `whole` (E6).
 */
export type Balance =
  | { kind: 'closing'; question: string; plus: string[]; minus: string[] }
  | { kind: 'shared'; section: string; parts: string[]; whole: string[] };

/** The balances of a form. A relation with other factors than 1 and −1, or over several months, is not one. */
export function balancesOf(form: Form): Balance[] {
  const relations = form.rules
    .filter(({ kind }) => kind === 'error')
    .flatMap(({ cases }) => cases.flatMap(({ when }) => (when.length === 1 ? when : [])))
    .filter(({ is, than, terms }) => is === '!=' && than === 0 && terms.every(isPlain));
  return relations.flatMap(({ terms }): Balance[] => {
    const [first] = terms;
    if (!first) return [];
    const named = (sameSide: boolean) =>
      terms.filter((term) => (term.factor === first.factor) === sameSide).map((term) => term.question);
    const [parts, whole] = [named(true), named(false)];
    if (first.question === closingQuestion) {
      return [{ kind: 'closing', question: first.question, plus: whole, minus: parts.slice(1) }];
    }
    const section = form.questions.find(({ id }) => id === first.question)?.section ?? '';
    return [{ kind: 'shared', section, parts, whole }];
  });
}

function isPlain({ month, factor }: Term): boolean {
  return month === 0 && Math.abs(factor) === 1;
}

/** The sum of the questions; null when one of them has no valid number yet. */
export function sumOf(questions: string[], values: Answers): number | null {
  let sum = 0;
  for (const question of questions) {
    const value = values[question];
    if (value === undefined) return null;
    sum += value;
  }
  return sum;
}
