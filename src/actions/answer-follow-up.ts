// A municipality's answer to a governor's letter: in the service, as text or a PDF, or on paper and recorded by the
// governor. What is a PDF its first bytes decide, not its name.

import type { Context } from '../context.ts';
import { cleanText } from '../domain/canonical.ts';
import { containsIdentityNumber } from '../domain/identity-number.ts';
import { type Day, dayOf } from '../domain/period.ts';
import type { Actor } from '../domain/person.ts';
import { loadFollowUp } from './follow-up.ts';

export const largestPdf = 10_000_000;
const longestText = 10_000;

export type AnswerFault = 'empty' | 'identityNumber' | 'tooLong' | 'notPdf' | 'tooLarge' | 'closed' | 'day';
export type AnswerResult =
  | { kind: 'notFound' }
  | { kind: 'faulty'; fault: AnswerFault }
  | { kind: 'answered'; id: number };

export type AnswerOrder = {
  text: string;
  reference: string;
  file: { name: string; content: Buffer } | null;
  /** For one that came by post: its date. Null: today, in the service. */
  answeredOn: Day | null;
};

/** The municipality answers in the service; the governor records what came by post. */
export function answerFollowUp(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  followUp: number,
  order: AnswerOrder,
): AnswerResult {
  const { store } = context;
  const at = context.now();
  const today = dayOf(at);
  const loaded = loadFollowUp(context, actor, followUp);
  if (!loaded || loaded.view === 'reader') return { kind: 'notFound' };
  const isByPost = loaded.view === 'desk';
  const answeredOn = isByPost ? order.answeredOn : today;
  const text = cleanText(order.text);
  const fault = faultOf({ ...order, text, answeredOn }, today, loaded.state.isOpen);
  if (fault !== null || answeredOn === null) return { kind: 'faulty', fault: fault ?? 'day' };
  const reference = cleanText(order.reference).replace(/\s+/g, ' ').slice(0, 200);
  const fileName = order.file && safeName(order.file.name);
  const file = order.file?.content ?? null;
  const { who, name } = actor;
  return store.transaction(() => {
    const channel = isByPost ? ('post' as const) : ('service' as const);
    const answer = { followUp, answeredOn, channel, reference, text, fileName, file, who, name };
    const { id, sha256 } = store.answer.add(answer, at);
    store.followUp.addEvent(followUp, { at, who, name, kind: 'answer', answer: id, day: answeredOn });
    const details = { answer: id, channel, sha256 };
    store.event.record({ at, who, what: 'followUp.answered', subject: `followUp:${followUp}`, details });
    return { kind: 'answered', id };
  });
}

function faultOf(order: AnswerOrder, today: Day, isOpen: boolean): AnswerFault | null {
  const { text, file, answeredOn, reference } = order;
  if (!isOpen) return 'closed';
  if (answeredOn === null || answeredOn > today) return 'day';
  if (text === '' && file === null) return 'empty';
  if (text.length > longestText) return 'tooLong';
  if (containsIdentityNumber(text) || containsIdentityNumber(reference)) return 'identityNumber';
  if (file && file.content.length > largestPdf) return 'tooLarge';
  return file && !isPdf(file.content) ? 'notPdf' : null;
}

/** A PDF begins with `%PDF-` and a version, and has its end mark near the end (ISO 32000-1, 7.5). */
function isPdf(content: Buffer): boolean {
  return /^%PDF-[12]\.\d/.test(content.subarray(0, 8).toString('latin1')) && content.subarray(-1024).includes('%%EOF');
}

/** The name without folders and anything that a header or a disk would stumble over. */
function safeName(name: string): string {
  const base = cleanText(name).split(/[/\\]/).at(-1) ?? '';
  const stem = base
    .replace(/\.pdf$/i, '')
    .replace(/[^\p{L}\p{N}._ -]/gu, '')
    .slice(0, 80)
    .trim();
  return `${stem || 'svar'}.pdf`;
}

/** The PDF of an answer, for everybody who may read the follow-up; null when there is none. */
export function answerFile(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  followUp: number,
  answer: number,
): { fileName: string; file: Buffer } | null {
  return loadFollowUp(context, actor, followUp) ? context.store.answer.file(followUp, answer) : null;
}
