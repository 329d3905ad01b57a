// Templates of letters: plain text with named facts in braces. What has no fact to tell is left out, paragraph by
// paragraph, so that one template serves every cause.

import type { Language } from './person.ts';
import type { LetterTemplate } from './letter.ts';

export const factNames = [
  ...(['municipality', 'office', 'governor', 'missingMonths', 'reportedThrough'] as const),
  ...(['target', 'targetLow', 'targetHigh', 'targetSource', 'targetDate', 'targetNote'] as const),
  ...(['mean', 'meanBelow', 'meanAbove', 'meanMonths'] as const),
  ...(['requestDate', 'requestAnswerBy', 'lastLetterDate', 'answerDate', 'answerBy'] as const),
] as const;
export type FactName = (typeof factNames)[number];

/** Facts as the letter writes them; what is not known, or not so, is not there. */
export type LetterFacts = Partial<Record<FactName, string>>;

export type TemplatePart = LetterTemplate[Language];
export type TemplateFault = { language: Language; fault: 'unknownFact' | 'targetWithoutNote'; name: string };

const fact = /\{([A-Za-z]*)\}/g;

/** Fills the template; a paragraph that names a fact which is not there is left out. */
export function fillTemplate({ subject, body, legalBasis }: TemplatePart, facts: LetterFacts): TemplatePart {
  return { subject: fill(subject, facts), body: fill(body, facts), legalBasis: fill(legalBasis, facts) };
}

function fill(text: string, facts: LetterFacts): string {
  const told = (name: string) => facts[name as FactName] ?? '';
  const paragraphs = text.trim().split(/\n{2,}/);
  return paragraphs
    .filter((paragraph) => namesIn(paragraph).every((name) => told(name) !== ''))
    .map((paragraph) => paragraph.replace(fact, (_, name: string) => told(name)))
    .join('\n\n');
}

/** What is wrong with a template: a fact that there is not, or a target without the sentence that belongs to it. */
export function templateFaults(template: LetterTemplate): TemplateFault[] {
  return (['nb', 'nn'] as const).flatMap((language) => {
    const { subject, body, legalBasis } = template[language];
    const names = namesIn(`${subject}\n${body}\n${legalBasis}`);
    const unknown = [...new Set(names)].filter((name) => !factNames.some((known) => known === name));
    const isBare = names.some((name) => /^target(?!Note$)/.test(name)) && !names.includes('targetNote');
    return [
      ...unknown.map((name): TemplateFault => ({ language, fault: 'unknownFact', name })),
      ...(isBare ? [{ language, fault: 'targetWithoutNote' as const, name: 'targetNote' }] : []),
    ];
  });
}

function namesIn(text: string): string[] {
  return [...text.matchAll(fact)].map((match) => match[1] ?? '');
}

/** Reads a template file: the subject on the first line, the body, and after a line `---` the legal basis. */
export function parseTemplatePart(text: string): TemplatePart {
  const [subject = '', ...rest] = text.trim().split('\n');
  const [body = '', legalBasis = ''] = rest.join('\n').split(/^---$/m);
  return { subject: subject.trim(), body: body.trim(), legalBasis: legalBasis.trim() };
}
