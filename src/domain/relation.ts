// The linear relations that every delivered report obeys, read from the error rules of its form. They hold for sums of
// reports too, so whoever reads public figures can use them to work out what is not shown.

import { carriedName, type Comparison, type Form, openingQuestion, type Term } from './form.ts';
import { closingQuestion } from './opening.ts';

export type Factor = { question: string; factor: number };

/** A sum of the terms; what it is compared with is `than`. */
export type Relation = { terms: Factor[]; than: number };

export type Relations = {
  /** The sum is `than`. */
  equal: Relation[];
  /** The sum is at most `than`. */
  atMost: Relation[];
  /** A part can never be more than its whole. */
  parts: { part: string; whole: string }[];
  /** Questions that split others up: their sum is the sum of those. */
  breakdowns: { of: string[]; into: string[] }[];
  /** Last month's closing number is this month's opening number. */
  opening: string | null;
  closing: string | null;
};

/** The relations of a form: a rule with one comparison over one month is one; others bind nothing that sums keep. */
export function relationsOf(form: Form): Relations {
  const equal: Relation[] = [];
  const atMost: Relation[] = [];
  const comparisons = form.rules
    .filter((rule) => rule.kind === 'error')
    .flatMap((rule) => rule.cases)
    .flatMap(({ when: [only, ...more] }) => (only && more.length === 0 && isOfOneMonth(only) ? [only] : []));
  for (const { terms, is, than } of comparisons) {
    const sum = factorsOf(terms);
    const negated = sum.map(({ question, factor }) => ({ question, factor: -factor }));
    // A rule tells when it is broken: the relation is its opposite.
    if (is === '!=') equal.push({ terms: sum, than });
    if (is === '>') atMost.push({ terms: sum, than });
    if (is === '>=') atMost.push({ terms: sum, than: than - 1 });
    if (is === '<') atMost.push({ terms: negated, than: -than });
    if (is === '<=') atMost.push({ terms: negated, than: -than - 1 });
  }
  const kinds = new Map(form.questions.map(({ id, kind }) => [id, kind]));
  return {
    equal,
    atMost,
    parts: atMost.flatMap(partOf),
    breakdowns: equal
      .filter(({ terms }) => terms.every(({ question }) => kinds.get(question) === 'flow'))
      .flatMap(splitOf),
    opening: openingQuestion(form)?.id ?? null,
    closing: kinds.has(closingQuestion) ? closingQuestion : null,
  };
}

function isOfOneMonth({ terms }: Comparison): boolean {
  return terms.every(({ month, question }) => month === 0 && question !== carriedName);
}

/** A question that is named twice counts once, with both its factors. */
function factorsOf(terms: Term[]): Factor[] {
  const factors = new Map<string, number>();
  for (const { question, factor } of terms) factors.set(question, (factors.get(question) ?? 0) + factor);
  return [...factors].map(([question, factor]) => ({ question, factor })).filter(({ factor }) => factor !== 0);
}

function partOf({ terms, than }: Relation): { part: string; whole: string }[] {
  const part = terms.find(({ factor }) => factor === 1);
  const whole = terms.find(({ factor }) => factor === -1);
  if (terms.length !== 2 || than !== 0 || !part || !whole) return [];
  return [{ part: part.question, whole: whole.question }];
}

/** The side with more questions splits up the other. */
function splitOf({ terms, than }: Relation): { of: string[]; into: string[] }[] {
  const side = (sign: number) => terms.filter(({ factor }) => factor === sign).map(({ question }) => question);
  const [one, other] = [side(1), side(-1)];
  if (than !== 0 || one.length + other.length !== terms.length) return [];
  return one.length < other.length ? [{ of: one, into: other }] : [{ of: other, into: one }];
}
