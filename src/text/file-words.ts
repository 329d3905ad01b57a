// The words of a file of figures, in one language.

import type { Form } from '../domain/form.ts';
import type { Language } from '../domain/person.ts';
import { columnHead } from './column-head.ts';
import { texts } from './text.ts';

/** Takes the forms that the questions are from, oldest first: the newest wording is the head. */
export function fileWords(language: Language, forms: Form[]) {
  const t = texts[language];
  const labels = new Map(forms.flatMap((form) => form.questions.map(({ id, label }) => [id, label[language]])));
  const head = columnHead(t.totals, labels);
  return {
    ...{ language, yes: t.totals.yes, no: t.totals.no, files: t.files },
    head: (column: string) => t.files.columns[column] ?? head(column),
  };
}
