// What a form version says, for reading: what changed since the version before, and its rules as relations that a person
// can follow.

import { canonical } from './canonical.ts';
import type { Comparison, Form, Question } from './form.ts';

/** How a question stands to the version before. */
export type QuestionChange = 'first' | 'same' | 'new' | 'changed';

export type FormChanges = { of: Map<string, QuestionChange>; removed: Question[] };

/** Compares two versions, the later first; with no earlier one, everything is of the first version. */
export function formChanges(form: Form, before: Form | null): FormChanges {
  const old = new Map((before?.questions ?? []).map((question) => [question.id, question]));
  const changeOf = (question: Question): QuestionChange => {
    if (before === null) return 'first';
    const earlier = old.get(question.id);
    if (!earlier) return 'new';
    return canonical(earlier) === canonical(question) ? 'same' : 'changed';
  };
  const ids = new Set(form.questions.map(({ id }) => id));
  return {
    of: new Map(form.questions.map((question) => [question.id, changeOf(question)])),
    removed: [...old.values()].filter(({ id }) => !ids.has(id)),
  };
}

/** One number of a relation: factor × the question's value, over the months `from`..`to` counted back from the report's. */
export type Part = { question: string; factor: number; from: number; to: number };
/** `left is right + than`, where all factors are positive. */
export type Relation = { left: Part[]; is: Comparison['is']; right: Part[]; than: number };

const mirrored: Record<Comparison['is'], Comparison['is']> = {
  ...{ '<': '>', '<=': '>=', '=': '=', '!=': '!=', '>=': '<=', '>': '<' },
};

/** Moves what is taken away to the other side, so that nothing is negative, and something stands to the left. */
export function relationOf({ terms, is, than }: Comparison): Relation {
  const parts = terms.map(({ question, factor, month }): Part => {
    const [from, to] = typeof month === 'number' ? [month, month] : month;
    return { question, factor, from, to };
  });
  const added = parts.filter(({ factor }) => factor > 0);
  const taken = parts.filter(({ factor }) => factor < 0).map((part) => ({ ...part, factor: -part.factor }));
  if (added.length > 0) return { left: added, is, right: taken, than };
  return { left: taken, is: mirrored[is], right: [], than: -than };
}
