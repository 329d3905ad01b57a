// The six letters in full, as they are written by hand in letter-texts.ts, against what the Word files hold and against
// what LibreOffice, where it is installed, reads from them; and what a template may hold.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isLibreOfficeHere, textsInLibreOffice } from '../scripts/libreoffice.ts';
import { type LetterKind, letterFaults, letterKinds, showsSmallCount } from '../src/domain/letter.ts';
import { fillTemplate, parseTemplatePart, templateFaults } from '../src/domain/letter-template.ts';
import { judgeMean, type MunicipalityMonth } from '../src/domain/target-mean.ts';
import { letterDocx } from '../src/mail/letter-docx.ts';
import { composeLetter, type LetterNumbers } from '../src/mail/letter-facts.ts';
import { docxText } from './docx-text.ts';
import { expectedLetters } from './letter-texts.ts';

const read = (name: string) =>
  parseTemplatePart(readFileSync(new URL(`../db/letters/${name}.txt`, import.meta.url), 'utf8'));
const templateOf = (kind: LetterKind) => ({ nb: read(`${kind}.nb`), nn: read(`${kind}.nn`) });

const months = [20, 20, 21, 20].map(
  (end, index): MunicipalityMonth => ({
    ...{ period: `2026-0${index + 1}`, units: 1, reported: 1, end, onLeave: 0 },
  }),
);
const target = { municipality: '3101', expectedParticipants: 32.5, validFrom: '2026-01-01', source: 'Nav, tabell 4' };

const numbers: LetterNumbers = {
  ...{ municipality: 'Halden', office: 'Nav Halden-Aremark', leader: 'Lars Lie' },
  governor: { nb: 'Statsforvalteren i Østfold', nn: 'Statsforvaltaren i Østfold' },
  missing: ['2026-05', '2026-06'],
  judgedPeriod: '2026-06',
  ...{ target, judged: judgeMean(months, target) },
  request: { dated: '2026-08-03', answerBy: '2026-09-07' },
  lastLetter: '2026-08-03',
  answer: { day: '2026-09-20', reference: '26/77' },
  ...{ date: '2026-09-28', answerBy: '2026-10-12', adviser: 'Guri Grov' },
};

const habits = {
  ourRef: '2026/12',
  phone: '69 24 70 00',
  firstName: 'Inger Indrebø',
  firstTitle: 'direktør',
  secondTitle: 'seniorrådgiver',
};

/** As each kind is written: a request before there is an answer, a closing letter without an answer date. */
const circumstances: Record<LetterKind, Partial<LetterNumbers>> = {
  request: { request: null, answer: null, lastLetter: null },
  reminder: { answer: null },
  closing: { missing: [], answerBy: null },
};

const six = letterKinds.flatMap((kind) => (['nb', 'nn'] as const).map((language) => ({ kind, language })));
const written = ({ kind, language }: (typeof six)[number]) =>
  composeLetter(templateOf(kind), { ...numbers, ...circumstances[kind] }, language, habits);

describe('a letter', () => {
  test.each(six)('of the kind $kind in $language reads in its Word file as it is written here', async (one) => {
    const content = written(one);
    expect(letterFaults(one.kind, content)).toEqual([]);
    expect(docxText(await letterDocx(content, one.language))).toBe(expectedLetters[one.kind][one.language]);
  });

  const isHere = isLibreOfficeHere();
  (isHere ? test : test.skip)(
    `of each of the six reads in LibreOffice as it is written here${isHere ? '' : ' (soffice is not in the path)'}`,
    async () => {
      const files = six.map(async (one) => ({
        name: `${one.kind}-${one.language}.docx`,
        content: await letterDocx(written(one), one.language),
      }));
      const seen = textsInLibreOffice(await Promise.all(files));
      for (const [index, { kind, language }] of six.entries())
        expect(seen[index]).toBe(expectedLetters[kind][language]);
    },
  );

  test('leaves out the target when there is none, and what is asked about it', () => {
    const none = { ...numbers, target: null, judged: judgeMean(months, null), ...circumstances.request };
    const { body } = composeLetter(templateOf('request'), none, 'nb', habits);
    expect(body).not.toMatch(/[Mm]åltall/);
    expect(body).toContain('– hvorfor rapportene for mai og juni 2026 mangler');
  });

  test('is exempt from disclosure when a mean of 1 to 4 shows in it', () => {
    const few = {
      ...numbers,
      judged: judgeMean(
        months.map((month) => ({ ...month, end: 3 })),
        target,
      ),
    };
    expect(composeLetter(templateOf('request'), few, 'nb', habits).exempt).toBe(
      'Unntatt offentlighet, jf. offentleglova § 13 og sosialtjenesteloven § 44',
    );
    expect(composeLetter(templateOf('reminder'), few, 'nb', habits).exempt).toBe('');
    expect([0, 0.5, 4.99, 5, null].map((count) => showsSmallCount([count]))).toEqual([false, true, true, false, false]);
  });

  test('is not finished without its number, with a fact unfilled, an identity number, or a past answer date', () => {
    const content = composeLetter(templateOf('request'), { ...numbers, ...circumstances.request }, 'nb', habits);
    const fault = (change: object) => letterFaults('request', { ...content, ...change });
    expect(fault({ ourRef: '' })).toEqual([{ field: 'ourRef', fault: 'empty' }]);
    expect(fault({ body: 'Det mangler {missingMonths}.' })).toEqual([{ field: 'body', fault: 'unfilled' }]);
    expect(fault({ body: 'Gjelder 01010750160.' })).toEqual([{ field: 'body', fault: 'identityNumber' }]);
    expect(fault({ answerBy: content.date })).toEqual([{ field: 'answerBy', fault: 'beforeDate' }]);
    expect(fault({ answerBy: '' })).toEqual([{ field: 'answerBy', fault: 'empty' }]);
  });
});

describe('a template', () => {
  const part = (body: string) => ({ subject: 'S', body, legalBasis: '' });

  test('leaves out a paragraph whose facts are not there, and no other', () => {
    const filled = fillTemplate(part('Først.\n\nMangler {missingMonths}.\n\n{office} har {mean}.'), {
      office: 'Nav Halden',
      mean: '5',
    });
    expect(filled.body).toBe('Først.\n\nNav Halden har 5.');
  });

  test('may not name a fact that there is not, nor a target without the sentence about targets', () => {
    const both = (body: string) => templateFaults({ nb: part(body), nn: part('Nei.') });
    expect(both('Hei {noe}.')).toEqual([{ language: 'nb', fault: 'unknownFact', name: 'noe' }]);
    expect(both('Måltallet er {target}.')).toEqual([
      { language: 'nb', fault: 'targetWithoutNote', name: 'targetNote' },
    ]);
    expect(both('Måltallet er {target}.\n\n{targetNote}')).toEqual([]);
  });

  test('of ours says the same in both languages: the same facts in the same order', () => {
    for (const kind of letterKinds) {
      const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name);
      const { nb, nn } = templateOf(kind);
      expect(names(nn.body)).toEqual(names(nb.body));
      expect(nn.body.split('\n\n').length).toBe(nb.body.split('\n\n').length);
    }
  });
});
