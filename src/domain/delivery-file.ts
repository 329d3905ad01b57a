// Reports delivered as a file by an office: the rows of a CSV become deliveries, in one of two shapes. Long: `unit, period,
// question, value`. Wide: one row per report, `unit, period` and a column per question. Values stay as they were typed;
// the rules of the form judge them as they judge the form page.

import type { Input } from './answers.ts';
import { type Period, parsePeriod } from './period.ts';
import { parseUnitId } from './unit.ts';

export type FileRow = { line: number; fields: string[] };

export type FiledDelivery = {
  unit: string;
  period: Period;
  /** The first line that tells of it. */
  line: number;
  /** Field (as in the form: question, `reason_W1`, `comment`, …) → its line. */
  lines: Map<string, number>;
  input: Input;
};

/** unit, period: '' where the row does not tell. */
export type RowFault = {
  line: number;
  unit: string;
  period: string;
  fault: 'fields' | 'unit' | 'period' | 'twice';
  detail: string;
};

export type FileReading =
  | { ok: false; fault: 'heading' | 'empty' | 'tooMany' }
  | { ok: true; deliveries: FiledDelivery[]; faults: RowFault[] };

const longColumns = ['unit', 'period', 'question', 'value'];
/** What a file may hold and a delivery does not: the name of the unit, for people; the time, which the service knows. */
const ignored = new Set(['name', 'submitted_at']);
/** Far above the largest office for a year. */
const mostReports = 200;

/**
 * Reads the rows, the heading first. Deliveries come by period and unit, so that a month is delivered before the one that
 * continues it; a report with a faulty row is left out of them. `openings`: the opening questions of the forms, which may
 * be left blank in a wide file.
 */
export function readDeliveries(rows: FileRow[], openings: Set<string>): FileReading {
  const [heading, ...rest] = rows;
  const columns = heading?.fields.map(fieldName) ?? [];
  const isLong = columns.join() === longColumns.join();
  const isWide = !isLong && columns.includes('unit') && columns.includes('period') && columns.length > 2;
  const isTwice = new Set(columns).size < columns.length;
  if (isTwice || (!isLong && !isWide) || columns.includes('')) return { ok: false, fault: 'heading' };
  if (rest.length === 0) return { ok: false, fault: 'empty' };

  const found = new Map<string, FiledDelivery>();
  const faulty = new Set<string>();
  const faults: RowFault[] = [];
  for (const { line, fields } of rest) {
    const cell = (name: string) => fields[columns.indexOf(name)] ?? '';
    const [unit, period] = [cell('unit').trim(), cell('period').trim()];
    const refuse = (fault: RowFault['fault'], detail: string) => {
      faults.push({ line, unit, period, fault, detail });
      faulty.add(`${period} ${unit}`);
    };
    const filed = deliveryAt(found, unit, period, line);
    if (fields.length !== columns.length) refuse('fields', `${fields.length}/${columns.length}`);
    else if (parseUnitId(unit) === null) refuse('unit', unit);
    else if (parsePeriod(period) === null) refuse('period', period);
    else {
      const told = isLong
        ? [[fieldName(cell('question')), cell('value')] as const]
        : wideFields(columns, fields, openings);
      for (const [field, text] of told) if (!put(filed, field, text, line)) refuse('twice', field);
    }
  }
  if (found.size > mostReports) return { ok: false, fault: 'tooMany' };
  const sound = [...found].filter(([key]) => !faulty.has(key)).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { ok: true, deliveries: sound.map(([, filed]) => filed), faults };
}

/** As the form names it: small letters, but for the id of a rule. */
function fieldName(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^reason_w/, 'reason_W');
}

function deliveryAt(found: Map<string, FiledDelivery>, unit: string, period: Period, line: number): FiledDelivery {
  const key = `${period} ${unit}`;
  let filed = found.get(key);
  if (!filed) {
    filed = { unit, period, line, lines: new Map(), input: { answers: {}, reasons: {}, comment: '' } };
    found.set(key, filed);
  }
  return filed;
}

function wideFields(columns: string[], fields: string[], openings: Set<string>): [string, string][] {
  return columns.flatMap((name, index): [string, string][] => {
    const text = fields[index] ?? '';
    if (name === 'unit' || name === 'period') return [];
    // An empty cell is how a wide file leaves out; only what is asked of everybody must be filled.
    const isOptional = openings.has(name) || name === 'comment' || /^(reason|comment)_/.test(name);
    return isOptional && text.trim() === '' ? [] : [[name, text]];
  });
}

/** Puts a field where it belongs; false when it was there already. What the form does not know, its rules refuse. */
function put({ lines, input }: FiledDelivery, field: string, text: string, line: number): boolean {
  if (lines.has(field)) return false;
  lines.set(field, line);
  const rule = /^reason_(W\d{1,3})$/.exec(field)?.[1];
  const commented = /^comment_([a-z][a-z0-9_]{1,62})$/.exec(field)?.[1];
  if (ignored.has(field)) return true;
  if (field === 'comment') input.comment = text;
  else if (rule) input.reasons[rule] = text;
  else if (commented) input.figureComments = { ...input.figureComments, [commented]: text };
  else
    Object.defineProperty(input.answers, field, { value: text, enumerable: true, writable: true, configurable: true });
  return true;
}
