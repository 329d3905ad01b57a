// The part of a form's rules that the page can judge while it is filled in: errors over this month's numbers alone. The
// server judges them all again; this only tells earlier.

import { balancesOf } from '../domain/balance.ts';
import type { Form, RuleCase, Term } from '../domain/form.ts';
import type { Language } from '../domain/person.ts';
import type { reportForm as text } from '../text/nb/report-form.ts';

type LiveTerms = [question: string, factor: number][];

type LiveRules = {
  cases: {
    when: { terms: LiveTerms; is: string; than: number }[];
    at: string;
    message: string;
    numbers: Record<string, LiveTerms>;
  }[];
  balances: ReturnType<typeof balancesOf>;
};

/** What the scripts of the form go by, as JSON. */
export type Live = { json: string };

const known = { nb: new WeakMap<Form, Live>(), nn: new WeakMap<Form, Live>() };

/** Made once per form version and language: a form is published once and shown for years. */
export function liveOf(form: Form, language: Language, t: typeof text): Live {
  const made = known[language].get(form);
  if (made) return made;
  const live = { json: JSON.stringify({ rules: liveRules(form, language), texts: liveTexts(t) }) };
  known[language].set(form, live);
  return live;
}

function liveTexts(t: typeof text) {
  const { notWhole, tooLarge, notSaved, signedOut, elsewhere, textDropped } = t;
  return {
    ...{ notWhole, tooLarge, notSaved, signedOut, elsewhere, textDropped },
    computed: t.computed('{n}'),
    sumOf: t.sumOf('{sum}', '{of}'),
  };
}

function liveRules(form: Form, language: Language): LiveRules {
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
