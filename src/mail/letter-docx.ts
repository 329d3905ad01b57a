// A letter as a Word file: plain paragraphs in the order they are read, with a real title and a real list, so that the
// archive and a screen reader find their way in it.

import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import type { LetterContent } from '../domain/letter.ts';
import type { Language } from '../domain/person.ts';
import { type LetterParts, letterParts } from './letter-parts.ts';

/** Twentieths of a point. */
const gap = 200;

/** The bytes of the .docx file. */
export async function letterDocx(content: LetterContent, language: Language): Promise<Buffer> {
  const parts = letterParts(content, language);
  const children = [
    text(parts.sender, { isBold: true, after: parts.exempt === null ? 2 * gap : gap }),
    ...(parts.exempt === null ? [] : [text(parts.exempt, { after: 2 * gap })]),
    ...lines(parts.addressee, 2 * gap),
    ...lines(
      parts.references.map((reference) => `${reference.label}: ${reference.text}`),
      2 * gap,
    ),
    new Paragraph({ heading: HeadingLevel.HEADING_1, spacing: { after: gap }, children: [new TextRun(parts.subject)] }),
    ...parts.body.flatMap((part) => (part.kind === 'text' ? lines(part.text.split('\n'), gap) : list(part.texts))),
    new Paragraph({
      heading: HeadingLevel.HEADING_2,
      keepNext: true,
      children: [new TextRun(parts.legalBasis.heading)],
    }),
    ...parts.legalBasis.paragraphs.map((paragraph) => text(paragraph, { after: gap, isTied: true })),
    // Whoever signs stands on the same page, under a line of the letter at least.
    text(parts.greeting, { before: gap, after: gap, isTied: true }),
    ...parts.signatures.flatMap(({ name, title }) => [
      text(name, { isTied: true }),
      text(title, { after: gap, isTied: true }),
    ]),
    text(parts.approved, { after: 2 * gap, isItalic: true }),
    text(`${parts.copies.heading}:`),
    ...lines(parts.copies.lines, 0),
  ];
  const document = new Document({
    title: parts.subject,
    creator: parts.sender,
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 22, language: { value: `${language}-NO` } } },
        heading1: { run: { size: 28, bold: true, color: '000000' } },
        heading2: {
          run: { size: 22, bold: true, color: '000000' },
          paragraph: { spacing: { before: gap, after: 80 } },
        },
      },
    },
    numbering: {
      config: [
        {
          reference: 'dash',
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '–',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 400, hanging: 260 } } },
            },
          ],
        },
      ],
    },
    sections: [{ footers: { default: new Footer({ children: [pageNumber(parts.page)] }) }, children }],
  });
  return Packer.toBuffer(document);
}

/** isTied: on the same page as the paragraph after it. */
type Look = { before?: number; after?: number; isBold?: boolean; isItalic?: boolean; isTied?: boolean };

function text(content: string, look: Look = {}): Paragraph {
  const { before = 0, after = 0, isBold = false, isItalic = false, isTied = false } = look;
  const run = new TextRun({ text: content, bold: isBold, italics: isItalic });
  return new Paragraph({ spacing: { before, after }, keepNext: isTied, keepLines: isTied, children: [run] });
}

function lines(contents: string[], after: number): Paragraph[] {
  return contents.map((content, index) => text(content, { after: index === contents.length - 1 ? after : 0 }));
}

function list(points: string[]): Paragraph[] {
  return points.map(
    (point, index) =>
      new Paragraph({
        numbering: { reference: 'dash', level: 0 },
        spacing: { after: index === points.length - 1 ? gap : 80 },
        children: [new TextRun(point)],
      }),
  );
}

/** `Side 1 av 2`, from the words before and between the numbers. */
function pageNumber([page, of]: LetterParts['page']): Paragraph {
  const children = [`${page} `, PageNumber.CURRENT, ` ${of} `, PageNumber.TOTAL_PAGES];
  return new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun({ children, size: 18 })] });
}
