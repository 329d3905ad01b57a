// Decides on a delivery: what was typed or sent becomes the content of a submission, or findings to mend or explain.

import { type Answers, type Input } from './answers.ts';
import { cleanText } from './canonical.ts';
import { figureCommentFindings, figureCommentsOf } from './figure-comment.ts';
import type { Form } from './form.ts';
import { type Finding, judge, parseAnswers, textFindings } from './rule.ts';

/** What counts as the same delivery when it comes again. */
export type Content = { answers: Answers; reasons: Record<string, string>; comment: string };

/** What the rules look at besides the input. */
export type Circumstances = {
  /** Delivered answers so many months before (1 = last month); undefined when that month has none. */
  month: (back: number) => Answers | undefined;
  carried: number | null;
  /** Delivered with "nothing to report". */
  zero: boolean;
  /** True when the unit gave a reason for the rule within so many months. */
  reasonsBefore: (rule: string, months: number) => boolean;
  /** The submission in force; its reasons are kept for warnings that arise again. */
  inForce: Content | null;
};

export type Decision = { ok: true; content: Content } | { ok: false; errors: Finding[]; warnings: Finding[] };

/**
 * Takes what was typed, and gives the content to store, or the errors and the warnings that still lack a reason. An
 * opening number that was left out altogether (not one emptied) is the carried one. Reasons for warnings that did not
 * arise are dropped; those of the submission in force are kept where none is given.
 */
export function decide(form: Form, input: Input, circumstances: Circumstances): Decision {
  const { values, findings } = parseAnswers(form, withOpening(form, input.answers, circumstances.carried));
  const judged = judge(form, { ...circumstances, values });
  const comment = cleanText(input.comment);
  const reasons: Record<string, string> = {};
  const unexplained: Finding[] = [];
  const warnings = judged.filter((finding) => finding.kind === 'warning');
  for (const warning of warnings) {
    const reason = cleanText(input.reasons[warning.rule] ?? '') || circumstances.inForce?.reasons[warning.rule];
    if (reason) reasons[warning.rule] = reason;
    else unexplained.push(warning);
  }
  const errors = [
    ...findings,
    ...judged.filter((finding) => finding.kind === 'error'),
    ...textFindings(form, comment, reasons),
    ...figureCommentFindings(form, figureCommentsOf(form, input.figureComments ?? {})),
  ];
  if (errors.length > 0 || unexplained.length > 0) return { ok: false, errors, warnings };
  return { ok: true, content: { answers: values, reasons, comment } };
}

/**
 * True when the input, sent again, is what was stored: the same answers and comment, and no other reason than those kept.
 * What the opening number was then stands for one left out now.
 */
export function isSameContent(form: Form, input: Input, stored: Content): boolean {
  const opening = form.questions.find((question) => question.kind === 'opening')?.id;
  const carried = opening === undefined ? null : (stored.answers[opening] ?? null);
  const { values, findings } = parseAnswers(form, withOpening(form, input.answers, carried));
  return (
    findings.length === 0 &&
    form.questions.every(({ id }) => values[id] === stored.answers[id]) &&
    cleanText(input.comment) === stored.comment &&
    Object.entries(stored.reasons).every(([rule, reason]) => {
      const given = cleanText(input.reasons[rule] ?? '');
      return given === '' || given === reason;
    })
  );
}

function withOpening(form: Form, answers: Record<string, string>, carried: number | null): Record<string, string> {
  const opening = form.questions.find((question) => question.kind === 'opening')?.id;
  if (opening === undefined || carried === null || answers[opening] !== undefined) return answers;
  return { ...answers, [opening]: String(carried) };
}
