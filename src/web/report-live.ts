// The part of a form's rules that the page can judge while it is filled in: errors over this month's numbers alone. The
// server judges them all again; this only tells earlier.

import { balancesOf } from '../domain/balance.ts';
import type { Form, RuleCase, Term } from '../domain/form.ts';
import type { Language } from '../domain/person.ts';

type LiveTerms = [question: string, factor: number][];

export type LiveRules = {
  cases: {
    when: { terms: LiveTerms; is: string; than: number }[];
    at: string;
    message: string;
    numbers: Record<string, LiveTerms>;
  }[];
  balances: ReturnType<typeof balancesOf>;
};

const known = new WeakMap<Form, { nb: LiveRules; nn: LiveRules }>();

/** Made once per form version: a form is published once and shown for years. */
export function liveRules(form: Form, language: Language): LiveRules {
  let rules = known.get(form);
  if (!rules) {
    rules = { nb: make(form, 'nb'), nn: make(form, 'nn') };
    known.set(form, rules);
  }
  return rules[language];
}

function make(form: Form, language: Language): LiveRules {
  const questions = new Set(form.questions.map(({ id }) => id));
  const isLive = ({ question, month }: Term) => month === 0 && questions.has(question);
  const cases = form.rules
    .filter(({ kind }) => kind === 'error')
    .flatMap((rule) => rule.cases)
    .filter(({ when, numbers }) =>
      [...when.map(({ terms }) => terms), ...Object.values(numbers ?? {})].flat().every(isLive),
    );
  return { cases: cases.map((one) => liveCase(one, language)), balances: balancesOf(form) };
}

function liveCase({ when, at, message, numbers = {} }: RuleCase, language: Language): LiveRules['cases'][number] {
  const live = (terms: Term[]): LiveTerms => terms.map(({ question, factor }) => [question, factor]);
  return {
    when: when.map(({ terms, is, than }) => ({ terms: live(terms), is, than })),
    at: at[0] ?? '',
    message: message[language],
    numbers: Object.fromEntries(Object.entries(numbers).map(([name, terms]) => [name, live(terms)])),
  };
}
