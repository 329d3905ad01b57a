// History from SurveyXact: one row per respondent, a column per variable, and a mapping file that says which variable is
// which question, and where unit and month stand. Gives rows of the long format, which go the way of all imports.

import { z } from 'zod';
import { type Instant, instantAt, parseDay, parseInstant, parsePeriod, type Period } from './period.ts';
import { type Fault, type FileRow } from './report-file.ts';
import { parseUnitId } from './unit.ts';

const column = z.string().trim().min(1);
const unitId = z.string().regex(/^\d{4}-\d{4}$/, 'must be as 0101-3124');
const digits = (count: number) => z.string().regex(new RegExp(`^\\d{${count}}$`), `must be ${count} digits`);

/** The mapping file. `labelRows`: rows after the heading that hold texts of questions, and no respondent. */
const surveyMapping = z.strictObject({
  labelRows: z.number().int().min(0).max(5).default(0),
  unit: z.union([
    /** The cell is the unit's id, or a text that `values` knows: several ids for a unit that was renumbered. */
    z.strictObject({ column, values: z.record(z.string(), z.union([unitId, z.array(unitId).min(1)])).default({}) }),
    z.strictObject({ office: column, municipality: column }),
  ]),
  period: z.union([
    /** The cell is `2019-03`, `03.2019`, `201903`, a day in the month, or a text that `values` knows. */
    z.strictObject({ column, values: z.record(z.string(), z.string().regex(/^20\d\d-\d\d$/)).default({}) }),
    /** The month is a number or a Norwegian name. */
    z.strictObject({ year: z.union([column, z.strictObject({ is: digits(4) })]), month: column }),
    z.strictObject({ is: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/) }),
  ]),
  submittedAt: column.optional(),
  comment: column.optional(),
  /** Column → question. */
  questions: z.record(column, z.string().regex(/^[a-z][a-z0-9_]*$/)),
  /** Columns that are left out on purpose, so that they are not listed. */
  ignore: z.array(column).default([]),
});

export type SurveyMapping = z.infer<typeof surveyMapping>;

/** Takes the text of a mapping file; gives the mapping, or one line per fault. */
export function parseMapping(text: string): { ok: true; mapping: SurveyMapping } | { ok: false; faults: string[] } {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, faults: ['the mapping is not JSON'] };
  }
  const parsed = surveyMapping.safeParse(content);
  if (!parsed.success) {
    const faultOf = ({ path, message }: z.core.$ZodIssue) => `mapping ${path.join('.') || 'as a whole'}: ${message}`;
    return { ok: false, faults: parsed.error.issues.map(faultOf) };
  }
  const twice = repeated(Object.values(parsed.data.questions));
  if (twice.length > 0) return { ok: false, faults: twice.map((id) => `mapping questions: ${id} is given twice`) };
  return { ok: true, mapping: parsed.data };
}

export type ColumnFit = {
  /** What keeps the file from being read: columns of the mapping that are not there, or there twice. */
  faults: string[];
  /** What does not fit, and is left out. */
  remarks: string[];
};

/** Compares the heading with the mapping; `asked` are the questions of the form, to tell which no column gives. */
export function fitColumns(mapping: SurveyMapping, heading: string[], asked: string[]): ColumnFit {
  const names = heading.map(nameOf);
  const wanted = columnsOf(mapping);
  const missing = wanted.filter((name) => !names.includes(nameOf(name)));
  const twice = repeated(names).filter((name) => wanted.some((each) => nameOf(each) === name));
  const known = new Set([...wanted, ...mapping.ignore].map(nameOf));
  const left = names.filter((name) => name !== '' && !known.has(name));
  const given = Object.values(mapping.questions);
  return {
    faults: [
      ...missing.map((name) => `line 1: there is no column ${name}`),
      ...twice.map((name) => `line 1: the column ${name} is there twice`),
    ],
    remarks: [
      ...left.map((name) => `column ${name}: in no part of the mapping, left out`),
      ...asked.filter((id) => !given.includes(id)).map((id) => `question ${id}: no column gives it, stays unanswered`),
    ],
  };
}

function columnsOf({ unit, period, submittedAt, comment, questions }: SurveyMapping): string[] {
  return [
    ...('column' in unit ? [unit.column] : [unit.office, unit.municipality]),
    ...('column' in period ? [period.column] : []),
    ...('month' in period ? [period.month, ...(typeof period.year === 'string' ? [period.year] : [])] : []),
    ...[submittedAt, comment].filter((name) => name !== undefined),
    ...Object.keys(questions),
  ];
}

/** The same letters written in two ways, and spaces around them, make no other name. */
function nameOf(text: string): string {
  return text.normalize('NFC').trim();
}

function repeated(list: string[]): string[] {
  return [...new Set(list.filter((each, index) => list.indexOf(each) !== index))];
}

export type Respondent = { line: number; key: string; rows: FileRow[] };

/**
 * Gives a reader of respondents for a heading that fits. A cell that is blank is no answer, and no zero. `isValid` tells
 * which of a unit's numbers was in force in a month.
 */
export function respondentReader(
  mapping: SurveyMapping,
  heading: string[],
  isValid: (unit: string, period: Period) => boolean,
) {
  const places = new Map(heading.map((name, index) => [nameOf(name), index]));
  const questions = Object.entries(mapping.questions);
  return (line: number, cells: readonly string[]): Respondent | Fault => {
    const cell = (name: string) => (cells[places.get(nameOf(name)) ?? -1] ?? '').normalize('NFC').trim();
    if (cells.length !== heading.length) {
      return { line, text: `has ${cells.length} fields where the heading has ${heading.length}` };
    }
    const units = unitsIn(mapping, cell);
    const [only] = units;
    if (only === undefined) return { line, text: 'the unit is not known to the mapping' };
    const period = periodIn(mapping, cell);
    if (period === null) return { line, text: 'the month cannot be read' };
    const unit = units.find((id) => isValid(id, period)) ?? only;
    const row = (question: string, value: string): FileRow => [unit, period, question, value];
    const rows = questions.flatMap(([name, id]) => (cell(name) === '' ? [] : [row(id, cell(name))]));
    if (rows.length === 0) return { line, text: `${unit} ${period}: has no answers` };
    const time = mapping.submittedAt === undefined ? '' : cell(mapping.submittedAt);
    const submittedAt = time === '' ? null : instantIn(time);
    if (time !== '' && submittedAt === null) return { line, text: `${unit} ${period}: the time cannot be read` };
    if (submittedAt !== null) rows.push(row('submitted_at', submittedAt));
    if (mapping.comment !== undefined && cell(mapping.comment) !== '') rows.push(row('comment', cell(mapping.comment)));
    return { line, key: `${unit} ${period}`, rows };
  };
}

type Cell = (name: string) => string;

/** The ids that the cells may mean; none when they cannot be read. */
function unitsIn({ unit }: SurveyMapping, cell: Cell): string[] {
  const known = 'column' in unit && Object.hasOwn(unit.values, cell(unit.column)) ? unit.values[cell(unit.column)] : [];
  if (known !== undefined && known.length > 0) return [known].flat();
  const text = 'column' in unit ? cell(unit.column) : `${padded(cell(unit.office))}-${padded(cell(unit.municipality))}`;
  const id = parseUnitId(text);
  return id === null ? [] : [id];
}

/** Spreadsheets drop the zero in front of `0101`. */
function padded(text: string): string {
  return /^\d{3}$/.test(text) ? `0${text}` : text;
}

const months = ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'des'];
const monthNames =
  /^(jan(uar)?|feb(ruar)?|mars?|apr(il)?|mai|juni?|juli?|aug(ust)?|sep(t|tember)?|okt(ober)?|nov(ember)?|des(ember)?)\.?$/i;

function periodIn({ period }: SurveyMapping, cell: Cell): string | null {
  if ('is' in period) return period.is;
  if ('month' in period) {
    const year = typeof period.year === 'string' ? cell(period.year) : period.year.is;
    return parsePeriod(`${year}-${monthIn(cell(period.month)) ?? ''}`);
  }
  const text = cell(period.column);
  const known = Object.hasOwn(period.values, text) ? period.values[text] : undefined;
  if (known !== undefined) return parsePeriod(known);
  const compact = /^(20\d\d)(\d\d)$/.exec(text);
  const turned = /^(\d{1,2})[./](20\d\d)$/.exec(text);
  const named = /^(\p{L}+)\.? (20\d\d)$/u.exec(text);
  if (compact) return parsePeriod(`${compact[1]}-${compact[2]}`);
  if (turned) return parsePeriod(`${turned[2]}-${monthIn(turned[1] ?? '') ?? ''}`);
  if (named) return parsePeriod(`${named[2]}-${monthIn(named[1] ?? '') ?? ''}`);
  return parsePeriod(text) ?? dayIn(text)?.slice(0, 7) ?? null;
}

function monthIn(text: string): string | null {
  if (/^\d{1,2}$/.test(text)) return text.padStart(2, '0');
  if (!monthNames.test(text)) return null;
  return String(months.indexOf(text.slice(0, 3).toLowerCase()) + 1).padStart(2, '0');
}

function dayIn(text: string): string | null {
  const turned = /^(\d{1,2})\.(\d{1,2})\.(20\d\d)$/.exec(text);
  if (!turned) return parseDay(text);
  const [, day = '', month = '', year = ''] = turned;
  return parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** `05.11.2019 14:30` and `2019-11-05 14:30:00` are what the clocks of Oslo showed. */
function instantIn(text: string): Instant | null {
  const local = /^(\S+)[ T](([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)$/.exec(text);
  const day = local && dayIn(local[1] ?? '');
  return day && local ? instantAt(day, local[2] ?? '') : parseInstant(text);
}
