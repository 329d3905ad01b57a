// Whether a form definition is complete and agrees with itself: what the schema of `form.ts` cannot say. Nothing is
// published before this finds no fault.

import { carriedName, type Form, type RuleCase, type Term } from './form.ts';

// Names that a column of figures, a field of a page, or a column of an extract has already.
const reservedNames = new Set(
  `answers asof carried closes_on code comment constructor county deadline ended expected expected_participants
   first_on_time first_submitted_at form key lang municipality municipality_name new number office office_name oid on_time period
   question reason received report rowid status submission submissions submitted_at unit value version zero`.split(
    /\s+/,
  ),
);
const reservedPrefixes = ['mean_', 'reason_'];

/** The faults of a definition, in English, for whoever writes the next version; empty when it can be published. */
export function checkForm(form: Form): string[] {
  const sections = form.sections.map((section) => section.id);
  const questions = form.questions.map((question) => question.id);
  return [
    ...doubles('section', sections),
    ...doubles('question', questions),
    ...doubles(
      'rule',
      form.rules.map((rule) => rule.id),
    ),
    ...form.questions.flatMap((question) => [
      ...fault(isReserved(question.id), `question ${question.id}: the name is reserved`),
      ...fault(
        !sections.includes(question.section),
        `question ${question.id}: there is no section ${question.section}`,
      ),
      ...fault(
        !isWhole(form, question.id),
        `question ${question.id}: partOf must name an earlier question, in the same section, that is no part itself`,
      ),
    ]),
    ...fault(
      form.questions.filter((question) => question.kind === 'opening').length > 1,
      'only one question can be the opening number',
    ),
    ...form.rules.flatMap((rule) => [
      ...fault((rule.kind === 'error') !== rule.id.startsWith('E'), `rule ${rule.id}: E is for errors, W for warnings`),
      ...fault(['E1', 'E7', 'E8'].includes(rule.id), `rule ${rule.id}: the service judges it itself`),
      ...rule.cases.flatMap((ruleCase) => caseFaults(ruleCase, questions).map((text) => `rule ${rule.id}: ${text}`)),
    ]),
  ];
}

function caseFaults({ when, at, message, numbers }: RuleCase, questions: string[]): string[] {
  const known = [...questions, carriedName];
  const terms = [...when.flatMap((comparison) => comparison.terms), ...Object.values(numbers ?? {}).flat()];
  const shown = placeholders(message.nb);
  return [
    ...at.filter((id) => !questions.includes(id)).map((id) => `stands at ${id}, which is not asked`),
    ...terms.flatMap((term) => termFaults(term, known)),
    ...Object.keys(numbers ?? {})
      .filter((name) => known.includes(name))
      .map((name) => `${name} is a question already`),
    ...shown.filter((name) => !known.includes(name) && !numbers?.[name]).map((name) => `{${name}} is not a number`),
    ...fault(shown.join() !== placeholders(message.nn).join(), 'the two languages show different numbers'),
  ];
}

function termFaults({ question, month, factor }: Term, known: string[]): string[] {
  const [from, to] = typeof month === 'number' ? [month, month] : month;
  return [
    ...fault(!known.includes(question), `names ${question}, which is not asked`),
    ...fault(question === carriedName && from !== 0, 'the carried number is that of the month itself'),
    ...fault(from > to, `months ${from} to ${to} are the wrong way round`),
    ...fault(factor === 0, `${question} counts for nothing`),
  ];
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
}

function isWhole(form: Form, id: string): boolean {
  const index = form.questions.findIndex((question) => question.id === id);
  const { partOf, section } = form.questions[index] ?? {};
  if (partOf === undefined) return true;
  const whole = form.questions.slice(0, index).find((question) => question.id === partOf);
  return whole !== undefined && whole.partOf === undefined && whole.section === section;
}

function isReserved(id: string): boolean {
  return reservedNames.has(id) || reservedPrefixes.some((prefix) => id.startsWith(prefix));
}

function doubles(what: string, ids: string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${what} ${id} is there twice`);
}

function fault(present: boolean, text: string): string[] {
  return present ? [text] : [];
}
