// A letter from a governor to a municipality: what it holds, and what must be there before it gets its number and date.

import { z } from 'zod';
import { containsIdentityNumber } from './identity-number.ts';
import { type Day, type Instant, parseDay } from './period.ts';
import type { Language } from './person.ts';

/** request: asks for an account. reminder: the answer is late. closing: replies to the answer and closes. */
export const letterKinds = ['request', 'reminder', 'closing'] as const;
export type LetterKind = (typeof letterKinds)[number];

const line = z.string().max(200);
const day = z.string().refine((text) => text === '' || parseDay(text) !== null);

/** Everything is text as it is typed; `body` and `legalBasis` have paragraphs parted by empty lines. */
export const letterContent = z.strictObject({
  sender: line,
  /** The governor's own number in its archive. */
  ourRef: line,
  yourRef: line,
  date: day,
  adviser: line,
  phone: line,
  addressee: line,
  /** Who it is for the attention of: `v/ …`. */
  attention: line,
  subject: line,
  body: z.string().max(10_000),
  legalBasis: z.string().max(2000),
  /** The last day for the answer; '' for none. */
  answerBy: day,
  /** e.f.: signed by someone with the power to do so for the one whose post it is. */
  firstName: line,
  firstTitle: line,
  firstOnBehalf: z.boolean(),
  secondName: line,
  secondTitle: line,
  copies: z.string().max(1000),
  /** Why it is exempt from public disclosure; '' for a public letter. */
  exempt: line,
});

export type LetterContent = z.infer<typeof letterContent>;
export type LetterField = keyof LetterContent;

export type Letter = {
  id: number;
  followUp: number;
  kind: LetterKind;
  language: Language;
  governor: string;
  template: number;
  content: LetterContent;
  /** Rises by one each time the draft is saved. */
  version: number;
  savedAt: Instant;
  frozenAt: Instant | null;
  sha256: string | null;
};

export type MunicipalityAnswer = {
  id: number;
  answeredOn: Day;
  channel: 'service' | 'post';
  /** The municipality's own reference; '' when it gave none. */
  reference: string;
  text: string;
  fileName: string | null;
  sha256: string;
  name: string;
  receivedAt: Instant;
};

const part = z.strictObject({
  subject: line.min(1),
  body: z.string().min(1).max(10_000),
  legalBasis: z.string().max(2000),
});
/** A template says the same in both languages. */
export const letterTemplate = z.strictObject({ nb: part, nn: part });
export type LetterTemplate = z.infer<typeof letterTemplate>;

export type LetterFault = { field: LetterField; fault: 'empty' | 'identityNumber' | 'beforeDate' | 'unfilled' };

const needed: LetterField[] = [
  ...(['sender', 'ourRef', 'date', 'adviser', 'phone', 'addressee', 'attention', 'subject', 'body'] as const),
  ...(['legalBasis', 'firstName', 'firstTitle', 'secondName', 'secondTitle'] as const),
];

/** What must be mended before the letter can be frozen; empty when nothing. A closing letter needs no answer date. */
export function letterFaults(kind: LetterKind, content: LetterContent): LetterFault[] {
  const wanted: LetterField[] = kind === 'closing' ? needed : [...needed, 'answerBy'];
  const empty = wanted.filter((field) => content[field] === '');
  const fields = Object.keys(content) as LetterField[];
  const texts = fields.filter((field) => typeof content[field] === 'string');
  const isEarly = content.answerBy !== '' && content.date !== '' && content.answerBy <= content.date;
  return [
    ...empty.map((field): LetterFault => ({ field, fault: 'empty' })),
    ...identityFaults(texts, content),
    ...texts
      .filter((field) => /\{[A-Za-z]*\}/.test(String(content[field])))
      .map((field): LetterFault => ({ field, fault: 'unfilled' })),
    ...(isEarly ? [{ field: 'answerBy' as const, fault: 'beforeDate' as const }] : []),
  ];
}

/** Rule E8 holds for letters too: no national identity number in any text. */
export function identityFaults(fields: LetterField[], content: LetterContent): LetterFault[] {
  return fields
    .filter((field) => containsIdentityNumber(String(content[field])))
    .map((field): LetterFault => ({ field, fault: 'identityNumber' }));
}

/** True when a number of 1 to 4 shows in the letter: then people could be recognised, and it is exempt from disclosure. */
export function showsSmallCount(counts: (number | null)[]): boolean {
  return counts.some((count) => count !== null && count > 0 && count < 5);
}
