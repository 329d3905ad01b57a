// Reads the body of a posted form. Only what the form asks for is taken; everything else in the body is ignored.

import type { Input } from '../domain/answers.ts';
import type { Form } from '../domain/form.ts';
import { type LateReason, parseLateReason } from '../domain/late-reason.ts';

export type PostedForm = {
  input: Input;
  /** The key of the page it comes from; '' when there is none. */
  key: string;
  /** The draft version and the number of the submission in force that the page was showing; null when not told. */
  draft: number | null;
  submission: number | null;
  /** Counts the saves of a page with scripts from 1; null from one without. */
  sequence: number | null;
  /** The button "nothing to report". */
  zero: boolean;
  /** The button "delete the draft". */
  discard: boolean;
  lateReason: LateReason | null;
};

/** Takes `req.body` as the body parser leaves it: text by field. */
export function readPostedForm(form: Form, body: unknown): PostedForm {
  const fields = new Map(
    Object.entries(body ?? {}).filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
  const input: Input = { answers: {}, reasons: {}, comment: typedText(fields.get('comment') ?? '') };
  for (const { id } of form.questions) {
    const text = fields.get(id);
    if (text !== undefined) input.answers[id] = typedText(text);
    const comment = fields.get(`comment_${id}`);
    if (comment === undefined) continue;
    input.figureComments ??= {};
    if (comment.trim() !== '') input.figureComments[id] = typedText(comment);
  }
  for (const { id, kind } of form.rules) {
    const reason = fields.get(`reason_${id}`);
    if (kind === 'warning' && reason !== undefined && reason.trim() !== '') input.reasons[id] = typedText(reason);
  }
  return {
    input,
    key: fields.get('key') ?? '',
    draft: count(fields.get('draft')),
    submission: count(fields.get('inForce')),
    sequence: count(fields.get('sequence')) || null,
    zero: fields.get('zero') === '1',
    discard: fields.get('discard') === '1',
    lateReason: parseLateReason(fields.get('late_reason') ?? ''),
  };
}

/** As typed; only the line ends that browsers send become plain ones. Cleaning is for what is delivered. */
function typedText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd').toWellFormed();
}

function count(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
