// Reports as a file: the long format `unit,period,question,value`, one row per answer. Beside the questions of the form
// there are `submitted_at`, `comment` and `reason_<rule>`, so that what is exported can be imported again unchanged.

import { type Answers, largestNumber, parseNumber } from './answers.ts';
import { cleanText } from './canonical.ts';
import { type Form, openingQuestion } from './form.ts';
import { type Instant, type Period, parseInstant, parsePeriod } from './period.ts';
import { isConfirmedZero } from './report.ts';
import { judge, textFindings } from './rule.ts';
import type { Content } from './submission.ts';
import { parseUnitId } from './unit.ts';

export const fileColumns = ['unit', 'period', 'question', 'value'];
export type FileRow = [unit: string, period: string, question: string, value: string];

/** A report in force as it goes into a file. `submittedAt` is when it was first delivered: that decides on-time or late. */
export type FiledContent = Content & { unit: string; period: Period; submittedAt: Instant | null };

/** The rows of one report, always in the same order. */
export function rowsOf(form: Form, { unit, period, answers, reasons, comment, submittedAt }: FiledContent): FileRow[] {
  const row = (question: string, value: string): FileRow => [unit, period, question, value];
  return [
    ...(submittedAt === null ? [] : [row('submitted_at', submittedAt)]),
    ...form.questions.flatMap(({ id }) => (answers[id] === undefined ? [] : [row(id, String(answers[id]))])),
    ...(comment === '' ? [] : [row('comment', comment)]),
    ...Object.keys(reasons)
      .sort()
      .map((rule) => row(`reason_${rule}`, reasons[rule] ?? '')),
  ];
}

type Line = number;

/** What the rows of one unit and period say. Numbers are kept as parallel lists: a file may hold a million of them. */
export type FiledReport = {
  unit: string;
  period: Period;
  /** The first line that tells of it. */
  line: Line;
  questions: string[];
  values: number[];
  lines: Line[];
  submittedAt: Instant | null;
  texts: Map<string, { text: string; line: Line }>;
};

export type Fault = { line: Line; text: string };

/**
 * Collects rows, in any order, into reports. A faulty row takes its whole report out; `finish` gives the sound reports by
 * period and unit, so that a month is stored before the one that continues it, and the faults.
 */
export function reportCollector() {
  const reports = new Map<string, FiledReport>();
  const faulty = new Set<string>();
  const faults: Fault[] = [];
  const names = new Map<string, string>();

  function add(line: Line, fields: readonly string[]): void {
    const [unit = '', periodText = '', question = '', value = ''] = fields.map((field) => field.trim());
    const key = `${periodText} ${unit}`;
    const refuse = (text: string) => {
      faults.push({ line, text });
      faulty.add(key);
    };
    const period = parsePeriod(periodText);
    if (fields.length !== 4) return refuse(`has ${fields.length} fields, not the 4 of ${fileColumns.join(',')}`);
    if (parseUnitId(unit) === null) return refuse('unit is not of the form 0101-3124');
    if (period === null) return refuse('period is not a month as 2026-10');
    let report = reports.get(key);
    if (!report) {
      report = { unit, period, line, questions: [], values: [], lines: [], submittedAt: null, texts: new Map() };
      reports.set(key, report);
    }
    if (report.questions.includes(question) || report.texts.has(question)) {
      return refuse(`${unit} ${period}: ${question} is given twice`);
    }
    if (question === 'comment' || question.startsWith('reason_')) {
      report.texts.set(question, { text: cleanText(value), line });
      return;
    }
    const name = names.get(question) ?? question;
    names.set(name, name);
    report.questions.push(name);
    report.lines.push(line);
    const fault = question === 'submitted_at' ? addTime(report, value) : addNumber(report, value);
    if (fault) refuse(`${unit} ${period}: ${question} ${fault}`);
  }

  function finish(): { reports: FiledReport[]; faults: Fault[] } {
    const sound = [...reports].filter(([key]) => !faulty.has(key)).toSorted(([one], [other]) => (one < other ? -1 : 1));
    return { reports: sound.map(([, report]) => report), faults };
  }

  return { add, finish };
}

function addTime(report: FiledReport, value: string): string | null {
  report.values.push(0);
  report.submittedAt = parseInstant(value);
  return report.submittedAt === null ? 'is not a time as 2026-11-05T09:30:00Z' : null;
}

/** More digits than any count of people in the country; beyond them a value is a slip, and not to be stored. */
const largestDigits = 7;

function addNumber(report: FiledReport, value: string): string | null {
  const parsed = parseNumber(value);
  const isLarge = !parsed.ok && parsed.fault === 'tooLarge' && value.length <= largestDigits;
  report.values.push(parsed.ok ? parsed.value : isLarge ? Number(value) : 0);
  if (parsed.ok || isLarge) return null;
  return parsed.fault === 'empty' ? 'is empty (blank is not zero)' : 'is not a whole number';
}

export type FiledDecision =
  | { ok: false; faults: Fault[] }
  | { ok: true; content: Content; breaks: string[]; remarks: Fault[] };

/**
 * Takes one report of a file; gives what to store, with the ids of the error rules that it breaks: history is imported
 * and marked, never dropped, also when a question is missing (blank is not zero: it stays unanswered) or a number is above
 * 9999 (E1). Only what cannot be stored is a fault: an unknown question, no number at all, a text too long. A text with a national identity number is left out and told of (E8). `carried` and `month` as for `judge`.
 */
export function decideFiled(
  form: Form,
  filed: FiledReport,
  facts: { carried: number | null; month: (back: number) => Answers | undefined },
): FiledDecision {
  const name = `${filed.unit} ${filed.period}`;
  const answers: Answers = {};
  const asked = new Set(form.questions.map(({ id }) => id));
  const faults: Fault[] = [];
  for (const [index, question] of filed.questions.entries()) {
    if (asked.has(question)) answers[question] = filed.values[index] ?? 0;
    else if (question !== 'submitted_at') {
      faults.push({
        line: filed.lines[index] ?? filed.line,
        text: `${name}: ${form.version} has no question ${question}`,
      });
    }
  }
  const opening = openingQuestion(form)?.id;
  if (opening !== undefined && answers[opening] === undefined && facts.carried !== null)
    answers[opening] = facts.carried;
  if (Object.keys(answers).length === 0) faults.push({ line: filed.line, text: `${name}: has no answers` });

  const texts = textsOf(form, filed, name);
  faults.push(...texts.faults);
  if (faults.length > 0) return { ok: false, faults };
  const zero = isConfirmedZero(answers);
  // A number above the largest is no valid one, so no rule that names it is judged.
  const values = Object.fromEntries(Object.entries(answers).filter(([, value]) => value <= largestNumber));
  const found = judge(errorsOnly(form), { values, ...facts, zero, reasonsBefore: () => false });
  const isWhole = form.questions.every(({ id }) => values[id] !== undefined);
  const marks = [...(isWhole ? [] : ['E1']), ...(texts.remarks.length > 0 ? ['E8'] : [])];
  const breaks = new Set([...found.map(({ rule }) => rule), ...marks]);
  const { comment, reasons, remarks } = texts;
  return { ok: true, content: { answers, reasons, comment }, breaks: [...breaks].sort(), remarks };
}

function textsOf(form: Form, filed: FiledReport, name: string) {
  const faults: Fault[] = [];
  const remarks: Fault[] = [];
  const reasons: Record<string, string> = {};
  let comment = '';
  const warnings = new Set(form.rules.filter(({ kind }) => kind === 'warning').map(({ id }) => id));
  for (const [question, { text, line }] of filed.texts) {
    const rule = question === 'comment' ? null : question.slice('reason_'.length);
    if (rule !== null && !warnings.has(rule)) {
      faults.push({ line, text: `${name}: ${form.version} has no warning ${rule}` });
      continue;
    }
    const findings = rule === null ? textFindings(form, text, {}) : textFindings(form, '', { [rule]: text });
    if (findings.some((finding) => finding.rule === 'E1')) {
      faults.push({ line, text: `${name}: ${question} is longer than ${form.comment.maxLength} characters` });
    } else if (findings.length > 0) {
      remarks.push({ line, text: `${name}: ${question} left out, it holds a national identity number` });
    } else if (rule === null) comment = text;
    else if (text !== '') reasons[rule] = text;
  }
  return { faults, remarks, reasons, comment };
}

const formsOfErrors = new WeakMap<Form, Form>();

/** The form with its error rules alone; warnings on history are nobody's to explain any more. */
function errorsOnly(form: Form): Form {
  const known = formsOfErrors.get(form) ?? { ...form, rules: form.rules.filter(({ kind }) => kind === 'error') };
  formsOfErrors.set(form, known);
  return known;
}

/** True when the content is what is in force: the same answers, reasons and comment. */
export function isSame(one: Content, other: Content): boolean {
  const same = (some: Record<string, string | number>, others: Record<string, string | number>) =>
    Object.keys(some).length === Object.keys(others).length &&
    Object.entries(some).every(([key, value]) => others[key] === value);
  return same(one.answers, other.answers) && same(one.reasons, other.reasons) && one.comment === other.comment;
}
