// A practice report: judged by the rules of the form against a month that is made up, and counting nowhere.

import type { Answers, Input } from './answers.ts';
import type { Form } from './form.ts';
import { closingQuestion } from './opening.ts';
import { randomFrom } from './random.ts';
import { type Decision, decide } from './submission.ts';
import { makeMonth } from './synthetic-month.ts';

const nature = { size: 14, women: 0.55, under30: 0.3, providers: 0.5, language: 'nb' as const };

/** The month before, made up: always the same, so that two who practise together see the same. */
export function practiceMonth(form: Form): Answers {
  const { answers } = makeMonth(randomFrom('practice 41'), nature, 14, 9, { answers: null, emptyMonths: 0 });
  // What the made-up months know nothing of, in a form to come, is a small number.
  const other = { flow: 1, stock: 2, opening: 14 };
  return Object.fromEntries(form.questions.map(({ id, kind }) => [id, answers[id] ?? other[kind]]));
}

/** The opening number of the practice report. */
export function practiceOpening(form: Form): number {
  return practiceMonth(form)[closingQuestion] ?? 0;
}

/** As a first delivery would be judged. */
export function practise(form: Form, input: Input): Decision {
  return decide(form, input, {
    month: (back) => (back === 1 ? practiceMonth(form) : undefined),
    carried: practiceOpening(form),
    zero: false,
    reasonsBefore: () => false,
    inForce: null,
  });
}
