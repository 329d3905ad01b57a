// The numbers of a submission as they are read: section by section, beside those of the submission before when wanted.

import type { Answers } from '../domain/answers.ts';
import type { FigureComments } from '../domain/figure-comment.ts';
import type { Form } from '../domain/form.ts';
import type { Language } from '../domain/person.ts';
import type { Submission } from '../domain/report.ts';
import { groupsOf } from './report-form.ts';

export type NumberRow = {
  label: string;
  isPart: boolean;
  value: number | null;
  before: number | null;
};
export type NumberSection = { heading: string; groups: { heading: string | null; rows: NumberRow[] }[] };

/** Every question of the form with its answer; null where it was not asked then. */
export function numbersOf(
  form: Form,
  language: Language,
  answers: Answers,
  before: Answers | null = null,
): NumberSection[] {
  return form.sections.map(({ id, heading }) => ({
    heading: heading[language],
    groups: groupsOf(form.questions.filter(({ section }) => section === id)).map((group) => ({
      heading: group.heading?.[language] ?? null,
      rows: group.questions.map((question) => ({
        label: question.label[language],
        isPart: question.partOf !== undefined,
        value: answers[question.id] ?? null,
        before: before?.[question.id] ?? null,
      })),
    })),
  }));
}

/** The reasons of a submission, each under the name of the number it explains. */
export function reasonsOf(
  form: Form,
  language: Language,
  reasons: Record<string, string>,
): { name: string; reason: string }[] {
  return Object.entries(reasons).map(([rule, reason]) => {
    const at = form.rules.find(({ id }) => id === rule)?.cases[0]?.at[0];
    const label = form.questions.find(({ id }) => id === at)?.label[language];
    return { name: label ? `${label} (${rule})` : rule, reason };
  });
}

/** The comments on single figures, each under the name of its number. */
export function figureCommentsView(
  form: Form,
  language: Language,
  comments: FigureComments,
): { name: string; text: string }[] {
  return form.questions.flatMap(({ id, label }) => {
    const text = comments[id];
    return text === undefined ? [] : [{ name: label[language], text }];
  });
}

/** What differs between two submissions of a report, field by field. */
export function changesOf(form: Form, language: Language, before: Submission, after: Submission): NumberRow[] {
  return numbersOf(form, language, after.answers, before.answers)
    .flatMap(({ groups }) => groups.flatMap(({ rows }) => rows))
    .filter((row) => row.value !== row.before);
}
