// Judges what was typed or sent: field by field (E1), by the linear relations of the form (E2–E6, W1–W10), and for
// national identity numbers in free text (E8). E7, whether the month is open, is the report's own matter.

import { type Answers, type Input, parseNumber } from './answers.ts';
import { type Bilingual, carriedName, type Comparison, type Form, type RuleCase, type Term } from './form.ts';
import { containsIdentityNumber } from './identity-number.ts';
import { identityMessage, lengthMessage, numberMessage, unknownMessage, written } from './rule-message.ts';

/** Something to mend (error), or to explain with a reason (warning). The first of `questions` gets the focus. */
export type Finding = { rule: string; questions: string[]; kind: 'error' | 'warning'; message: Bilingual };

/** What the rules are judged on, beside the form. */
export type Facts = {
  /** The valid numbers of this month; a question that is missing here is not judged. */
  values: Answers;
  /** The answers in force of an earlier month, 1 being last month; undefined when there are none. */
  month: (back: number) => Answers | undefined;
  /** The opening number carried over; null when there is none. */
  carried: number | null;
  /** True when the report is delivered with "nothing to report". */
  zero: boolean;
  /** True when a submission in force of the last so many months holds a reason for the rule. */
  reasonsBefore: (rule: string, months: number) => boolean;
};

/**
 * Reads every number of the form as typed. `values` holds those that are whole numbers from 0 to 9999; each of the
 * others gives an E1, and so does a field that the form does not have (a misspelt one would be lost in silence).
 */
export function parseAnswers(form: Form, typed: Input['answers']): { values: Answers; findings: Finding[] } {
  const values: Answers = {};
  const findings: Finding[] = [];
  for (const { id, label } of form.questions) {
    const parsed = parseNumber(Object.hasOwn(typed, id) ? (typed[id] ?? '') : '');
    if (parsed.ok) values[id] = parsed.value;
    else findings.push({ rule: 'E1', questions: [id], kind: 'error', message: numberMessage(parsed.fault, label) });
  }
  const asked = new Set(form.questions.map((question) => question.id));
  for (const id of Object.keys(typed).filter((key) => !asked.has(key))) {
    findings.push({
      rule: 'E1',
      questions: [id],
      kind: 'error',
      message: unknownMessage(id.slice(0, 64), form.version),
    });
  }
  return { values, findings };
}

/**
 * The errors and warnings that arise, in the form's order: every case of an error, the first case of a warning. A case is
 * judged only when every number that it names is known: a field that cannot be read is told of once, by its E1.
 */
export function judge(form: Form, facts: Facts): Finding[] {
  const findings: Finding[] = [];
  for (const rule of compiled(form)) {
    for (const ruleCase of rule.cases) {
      const message = arises(rule.id, ruleCase, facts);
      if (message === null) continue;
      findings.push({ rule: rule.id, questions: ruleCase.at, kind: rule.kind, message });
      if (rule.kind === 'warning') break;
    }
  }
  return findings;
}

/**
 * E8 for the comment (question `comment`) and the reasons (question `reason_W1`), and E1 for a text that is too long.
 * Give the texts as `cleanText` leaves them.
 */
export function textFindings(form: Form, comment: string, reasons: Input['reasons']): Finding[] {
  const texts = [
    { question: 'comment', text: comment, nb: 'Kommentaren', nn: 'Kommentaren' },
    ...Object.entries(reasons).map(([rule, text]) => ({
      ...{ question: `reason_${rule}`, text },
      ...{ nb: `Begrunnelsen for ${rule}`, nn: `Grunngivinga for ${rule}` },
    })),
  ];
  return texts.flatMap(({ question, text, nb, nn }) => {
    // By code points, as SQLite counts.
    const length = Array.from(text).length;
    const finding = (rule: string, message: Bilingual): Finding => ({
      rule,
      questions: [question],
      kind: 'error',
      message,
    });
    return [
      ...(containsIdentityNumber(text) ? [finding('E8', identityMessage(nb, nn))] : []),
      ...(length > form.comment.maxLength
        ? [finding('E1', lengthMessage(nb, nn, length, form.comment.maxLength))]
        : []),
    ];
  });
}

// Linear relations ---------------------------------------------------------------------------------------------------

type Sum = { question: string; factor: number; from: number; to: number }[];
type CompiledComparison = { sum: Sum; is: Comparison['is']; than: number };
type CompiledCase = Pick<RuleCase, 'at' | 'askedOnceIn' | 'notOnZero'> & {
  when: CompiledComparison[];
  message: { nb: (string | Sum)[]; nn: (string | Sum)[] };
};
type CompiledRule = { id: string; kind: 'error' | 'warning'; cases: CompiledCase[] };

const compiledForms = new WeakMap<Form, CompiledRule[]>();

/** A form version is published once and read for years: its rules are made ready on first use. */
function compiled(form: Form): CompiledRule[] {
  const known = compiledForms.get(form);
  if (known !== undefined) return known;
  const rules = form.rules.map(({ id, kind, cases }) => ({ id, kind, cases: cases.map(compileCase) }));
  compiledForms.set(form, rules);
  return rules;
}

function compileCase({ when, at, message, numbers, askedOnceIn, notOnZero }: RuleCase): CompiledCase {
  const parts = (text: string) =>
    text.split(/\{(\w+)\}/).map((part, index) => {
      if (index % 2 === 0) return part;
      return compileSum(numbers?.[part] ?? [{ question: part, factor: 1, month: 0 }]);
    });
  return {
    when: when.map(({ terms, is, than }) => ({ sum: compileSum(terms), is, than })),
    message: { nb: parts(message.nb), nn: parts(message.nn) },
    ...{ at, askedOnceIn, notOnZero },
  };
}

function compileSum(terms: Term[]): Sum {
  return terms.map(({ question, factor, month }) => {
    const [from, to] = typeof month === 'number' ? [month, month] : month;
    return { question, factor, from, to };
  });
}

/** The message when the case arises; null when it does not, or cannot be judged. */
function arises(rule: string, { when, message, askedOnceIn, notOnZero }: CompiledCase, facts: Facts): Bilingual | null {
  if (notOnZero && facts.zero) return null;
  if (!when.every((comparison) => holds(comparison, facts))) return null;
  if (askedOnceIn !== undefined && facts.reasonsBefore(rule, askedOnceIn)) return null;
  const [nb, nn] = [filled(message.nb, facts), filled(message.nn, facts)];
  return nb === null || nn === null ? null : { nb, nn };
}

function holds({ sum, is, than }: CompiledComparison, facts: Facts): boolean {
  const value = valueOf(sum, facts);
  if (value === null) return false;
  switch (is) {
    case '<':
      return value < than;
    case '<=':
      return value <= than;
    case '=':
      return value === than;
    case '!=':
      return value !== than;
    case '>=':
      return value >= than;
    case '>':
      return value > than;
  }
}

/** The sum of the terms; null when one of its numbers is not known. */
function valueOf(sum: Sum, facts: Facts): number | null {
  let total = 0;
  for (const { question, factor, from, to } of sum) {
    for (let month = from; month <= to; month += 1) {
      const number = numberOf(question, month, facts);
      if (number === undefined) return null;
      total += factor * number;
    }
  }
  return total;
}

function numberOf(question: string, month: number, facts: Facts): number | undefined {
  if (question === carriedName) return facts.carried ?? undefined;
  return month === 0 ? facts.values[question] : facts.month(-month)?.[question];
}

function filled(parts: (string | Sum)[], facts: Facts): string | null {
  let text = '';
  for (const part of parts) {
    const value = typeof part === 'string' ? part : valueOf(part, facts);
    if (value === null) return null;
    text += typeof value === 'string' ? value : written(value);
  }
  return text;
}
