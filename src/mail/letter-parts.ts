// A letter as it is laid out, part by part from the top: what the preview, the print and the Word file all show.

import type { LetterContent } from '../domain/letter.ts';
import type { Language } from '../domain/person.ts';
import { texts } from '../text/text.ts';
import { dottedDayText } from '../text/when.ts';

export type LetterParts = {
  sender: string;
  exempt: string | null;
  addressee: string[];
  references: { label: string; text: string }[];
  subject: string;
  /** A list has the texts of its points, without their dashes. */
  body: ({ kind: 'text'; text: string } | { kind: 'list'; texts: string[] })[];
  legalBasis: { heading: string; paragraphs: string[] };
  greeting: string;
  signatures: { name: string; title: string }[];
  approved: string;
  copies: { heading: string; lines: string[] };
  /** The words before and between the numbers of a page. */
  page: readonly [string, string];
};

export function letterParts(content: LetterContent, language: Language): LetterParts {
  const t = texts[language].letter;
  const dated = (day: string) => (day === '' ? '' : dottedDayText(day));
  const references = [
    { label: t.ourRef, text: content.ourRef },
    { label: t.yourRef, text: content.yourRef },
    { label: t.date, text: dated(content.date) },
    { label: t.answerBy, text: dated(content.answerBy) },
    { label: t.adviser, text: [content.adviser, content.phone && t.phone(content.phone)].filter(Boolean).join(', ') },
  ];
  const first = {
    name: [content.firstName, content.firstName && content.firstOnBehalf && `(${t.onBehalf})`]
      .filter(Boolean)
      .join(' '),
    title: content.firstTitle,
  };
  return {
    sender: content.sender,
    exempt: content.exempt || null,
    addressee: [content.addressee, content.attention && `${t.attention} ${content.attention}`].filter(Boolean),
    references: references.filter(({ text }) => text !== ''),
    subject: content.subject,
    body: bodyOf(content.body),
    legalBasis: { heading: t.legalBasis, paragraphs: paragraphsIn(content.legalBasis) },
    greeting: t.greeting,
    signatures: [first, { name: content.secondName, title: content.secondTitle }],
    approved: t.approved,
    copies: { heading: t.copies, lines: content.copies.split('\n').filter(Boolean) },
    page: t.pageOf,
  };
}

function paragraphsIn(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
}

function bodyOf(text: string): LetterParts['body'] {
  const body: LetterParts['body'] = [];
  for (const paragraph of paragraphsIn(text)) {
    const lines = paragraph.split('\n');
    const isList = lines.every((line) => /^[–-] /.test(line));
    const last = body.at(-1);
    if (!isList) body.push({ kind: 'text', text: paragraph });
    else if (last?.kind === 'list') last.texts.push(...lines.map((line) => line.slice(2)));
    else body.push({ kind: 'list', texts: lines.map((line) => line.slice(2)) });
  }
  return body;
}
