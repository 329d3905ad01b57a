// What the form shows, made from the form definition: sections, fields with last month's number and their faults, and
// the summary on top. Knows nothing of requests; the same for a draft, a correction, and what was typed before a fault.

import { type Answers, emptyInput, type Input, parseNumber } from '../domain/answers.ts';
import { balancesOf, sumOf } from '../domain/balance.ts';
import type { Form, Question } from '../domain/form.ts';
import type { Language } from '../domain/person.ts';
import { type Finding, parseAnswers } from '../domain/rule.ts';
import type { report as text } from '../text/nb/report.ts';

export type WarningView = { rule: string; field: string; message: string; reason: string; faults: string[] };

export type FieldView = {
  question: Question;
  id: string;
  label: string;
  /** Indented, as one of those counted in the field above. */
  isPart: boolean;
  meaning: string;
  value: string;
  lastMonth: number | null;
  /** Said under the field from the start, as for the opening number. */
  hint: string | null;
  /** Room for a number that is worked out; its text so far. */
  computed: string | null;
  faults: string[];
  warnings: WarningView[];
  /** Something is said of this number alone, or was tried to. */
  hasComment: boolean;
  comment: { value: string; faults: string[] };
  /** Ids of what explains the field, for aria-describedby. */
  describedBy: string;
};

export type SectionView = {
  id: string;
  heading: string;
  note: string | null;
  groups: { id: string; heading: string | null; fields: FieldView[] }[];
  /** "3 of 4 shared out", for a section whose numbers share out others. */
  sum: { text: string; agrees: boolean } | null;
};

export type FormView = {
  sections: SectionView[];
  comment: { label: string; meaning: string; value: string; maxLength: number; faults: string[] };
  /** The faults and unanswered warnings, in the order of the fields. */
  summary: { href: string; message: string }[];
  /** Warnings that stand at no field of the form. */
  looseWarnings: WarningView[];
};

export type FormFacts = {
  form: Form;
  language: Language;
  t: typeof text;
  input: Input;
  lastMonth: Answers | undefined;
  /** The opening number as it was carried; null when there is none. */
  carried: number | null;
  errors: Finding[];
  warnings: Finding[];
};

/** Takes what was typed so far, last month and what was found wrong; gives all that the form shows. */
export function formView(facts: FormFacts): FormView {
  const { form, language, t, input, errors } = facts;
  const { values } = parseAnswers(form, input.answers);
  const balances = balancesOf(form);
  const warnings = facts.warnings.map((warning) => warningView(warning, facts));
  const field = (question: Question): FieldView => {
    const balance = balances.find((one) => one.kind === 'closing' && one.question === question.id);
    const computed =
      balance?.kind === 'closing' ? difference(sumOf(balance.plus, values), sumOf(balance.minus, values)) : null;
    const comment = {
      value: input.figureComments?.[question.id] ?? '',
      faults: messagesAt(errors, `comment_${question.id}`, language),
    };
    const view = {
      question,
      id: question.id,
      label: question.label[language],
      isPart: question.partOf !== undefined,
      meaning: question.meaning[language],
      value: input.answers[question.id] ?? '',
      lastMonth: facts.lastMonth?.[question.id] ?? null,
      hint: question.kind === 'opening' && facts.carried !== null ? t.form.carried : null,
      computed: balance ? (computed === null ? '' : t.form.computed(computed)) : null,
      faults: faultsOf(question.id, facts),
      warnings: warnings.filter((warning) => warning.field === question.id),
      hasComment: comment.value !== '' || comment.faults.length > 0,
      comment,
    };
    return { ...view, describedBy: explainersOf(view).join(' ') };
  };
  const sections = form.sections.map((section) => {
    const questions = form.questions.filter((question) => question.section === section.id);
    const shared = balances.find((one) => one.kind === 'shared' && one.section === section.id);
    return {
      id: section.id,
      heading: section.heading[language],
      note: section.note?.[language] ?? null,
      groups: groupsOf(questions).map(({ heading, questions: members }, index) => ({
        id: `group-${section.id}-${index}`,
        heading: heading?.[language] ?? null,
        fields: members.map(field),
      })),
      sum: shared?.kind === 'shared' ? sharedOut(t, sumOf(shared.parts, values), sumOf(shared.whole, values)) : null,
    };
  });
  return {
    sections,
    comment: {
      label: form.comment.label[language],
      meaning: form.comment.meaning[language],
      value: input.comment,
      maxLength: form.comment.maxLength,
      faults: messagesAt(errors, 'comment', language),
    },
    summary: summaryOf(facts, warnings),
    looseWarnings: warnings.filter((warning) => !form.questions.some(({ id }) => id === warning.field)),
  };
}

/**
 * What the form is filled with from the start: a correction with what was delivered, anything else with the opening
 * number alone: nothing else is ever filled in beforehand.
 */
export function startingInput(form: Form, carried: number | null, delivered: (Input | null) | undefined = null): Input {
  if (delivered) return delivered;
  const opening = form.questions.find((question) => question.kind === 'opening');
  if (!opening || carried === null) return emptyInput;
  return { ...emptyInput, answers: { [opening.id]: String(carried) } };
}

/** "No changes this month": flows 0, stocks as last month, the opening number carried. Null without a last month. */
export function unchangedInput(form: Form, lastMonth: Answers | undefined, carried: number | null): Input | null {
  if (lastMonth === undefined) return null;
  const answers: Record<string, string> = {};
  for (const { id, kind } of form.questions) {
    const value = kind === 'flow' ? 0 : kind === 'stock' ? lastMonth[id] : carried;
    if (value !== undefined && value !== null) answers[id] = String(value);
  }
  return { ...emptyInput, answers };
}

function warningView(warning: Finding, { language, input, errors }: FormFacts): WarningView {
  return {
    rule: warning.rule,
    field: warning.questions[0] ?? '',
    message: warning.message[language],
    reason: input.reasons[warning.rule] ?? '',
    faults: messagesAt(errors, `reason_${warning.rule}`, language),
  };
}

/** At the field itself its name need not be said again, as it is in the summary. */
function faultsOf(question: string, { errors, language, t, input }: FormFacts): string[] {
  const parsed = parseNumber(input.answers[question] ?? '');
  return errors
    .filter(({ questions }) => questions[0] === question)
    .map(({ rule, message }) => (rule === 'E1' && !parsed.ok ? t.form[parsed.fault] : message[language]));
}

function messagesAt(findings: Finding[], field: string, language: Language): string[] {
  return findings.filter(({ questions }) => questions[0] === field).map(({ message }) => message[language]);
}

function explainersOf(field: Omit<FieldView, 'describedBy'>): string[] {
  return [
    `${field.id}-error`,
    ...(field.lastMonth === null ? [] : [`${field.id}-last`]),
    ...(field.hint === null ? [] : [`${field.id}-hint`]),
    ...(field.computed === null ? [] : [`${field.id}-computed`]),
  ];
}

/** A heading goes on over the questions that follow it, as long as they are of the same kind. */
export function groupsOf(questions: Question[]): { heading: Question['heading']; questions: Question[] }[] {
  const groups: { heading: Question['heading']; questions: Question[] }[] = [];
  for (const question of questions) {
    const current = groups.at(-1);
    const ends = current?.heading !== undefined && current.questions[0]?.kind !== question.kind;
    if (!current || question.heading !== undefined || ends)
      groups.push({ heading: question.heading, questions: [question] });
    else current.questions.push(question);
  }
  return groups;
}

function difference(plus: number | null, minus: number | null): number | null {
  return plus === null || minus === null ? null : plus - minus;
}

function sharedOut(t: typeof text, sum: number | null, whole: number | null): { text: string; agrees: boolean } {
  if (sum === null || whole === null) return { text: '', agrees: true };
  return { text: t.form.sumOf(sum, whole), agrees: sum === whole };
}

function summaryOf({ form, language, errors, input }: FormFacts, warnings: WarningView[]): FormView['summary'] {
  const places = [...form.questions.map(({ id }) => id), 'comment'];
  const lines = [
    ...errors.map(({ questions, message }) => ({ href: questions[0] ?? '', message: message[language] })),
    ...warnings
      .filter(({ rule }) => (input.reasons[rule] ?? '').trim() === '')
      .map(({ rule, message }) => ({ href: `reason_${rule}`, message })),
  ];
  const placeOf = (href: string) => {
    const warning = warnings.find(({ rule }) => href === `reason_${rule}`);
    return places.indexOf(warning ? warning.field : href.replace(/^comment_/, ''));
  };
  return lines.toSorted((one, other) => placeOf(one.href) - placeOf(other.href));
}
