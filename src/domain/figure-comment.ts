// A comment on one single figure, for those who read the numbers: optional, part of a submission, and without personal
// data like every text (rule E8).

import type { Answers } from './answers.ts';
import { cleanText } from './canonical.ts';
import type { Form } from './form.ts';
import { containsIdentityNumber } from './identity-number.ts';
import type { Finding } from './rule.ts';
import { identityMessage, lengthMessage } from './rule-message.ts';

/** Question → the comment on its number. */
export type FigureComments = Record<string, string>;

/** In code points, as SQLite counts. */
const longestFigureComment = 500;

/** What was typed, cleaned; empty comments, and those on what the form does not ask, are left out. */
export function figureCommentsOf(form: Form, typed: FigureComments): FigureComments {
  const cleaned = form.questions.map(
    ({ id }) => [id, Object.hasOwn(typed, id) ? cleanText(typed[id] ?? '') : ''] as const,
  );
  return Object.fromEntries(cleaned.filter(([, text]) => text !== ''));
}

/**
 * The comments of a correction that does not speak of them (from a system, or by one button): those of the submission
 * before, on every number that is still the same.
 */
export function keptFigureComments(
  before: { comments: FigureComments; answers: Answers },
  answers: Answers,
): FigureComments {
  const kept = Object.entries(before.comments).filter(([question]) => before.answers[question] === answers[question]);
  return Object.fromEntries(kept);
}

/** True when the same is said of the same figures. */
export function isSameFigureComments(one: FigureComments, other: FigureComments): boolean {
  const questions = Object.keys(one);
  return (
    questions.length === Object.keys(other).length && questions.every((question) => one[question] === other[question])
  );
}

/** E8 and too long texts, at `comment_<question>`. Give the comments as `figureCommentsOf` leaves them. */
export function figureCommentFindings(form: Form, comments: FigureComments): Finding[] {
  return form.questions.flatMap(({ id, label }) => {
    const text = comments[id] ?? '';
    const [nb, nn] = [`Kommentaren til «${label.nb}»`, `Kommentaren til «${label.nn}»`];
    const length = Array.from(text).length;
    const finding = (rule: string, message: Finding['message']): Finding => ({
      ...{ rule, questions: [`comment_${id}`], kind: 'error', message },
    });
    return [
      ...(containsIdentityNumber(text) ? [finding('E8', identityMessage(nb, nn))] : []),
      ...(length > longestFigureComment ? [finding('E1', lengthMessage(nb, nn, length, longestFigureComment))] : []),
    ];
  });
}
