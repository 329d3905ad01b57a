// SSB's yearly file 11CF: one line of fixed width per participant, read by the layout of its year. What it says of single
// persons stays in here: out come counts per municipality, and faults by line and field that repeat nothing of a line.

import { parseDay } from './period.ts';

/** from counts from 1. codes: what the field may hold; empty when anything goes. */
type KostraField = {
  name: string;
  from: number;
  length: number;
  type: 'string' | 'integer' | 'date';
  mandatory: boolean;
  datePattern: 'ddMMyy' | 'ddMMyyyy' | null;
  codes: string[];
};

export type KostraLayout = { year: number; fields: KostraField[]; length: number };

/** Takes the rows of db/reference/kostra_11cf_layouts.csv by column name; gives the layouts by reporting year. */
export function kostraLayouts(rows: Record<string, string>[]): Map<number, KostraLayout> {
  const byYear = Map.groupBy(rows, (row) => Number(row.reporting_year));
  return new Map(
    [...byYear].map(([year, own]) => {
      const fields = own.map(fieldOf);
      return [year, { year, fields, length: Math.max(...fields.map(({ from, length }) => from + length - 1)) }];
    }),
  );
}

function fieldOf(row: Record<string, string>): KostraField {
  const { field = '', type, date_pattern: pattern, codes = '' } = row;
  return {
    ...{ name: field, from: Number(row.from), length: Number(row.length), mandatory: row.mandatory === 'true' },
    type: type === 'integer' || type === 'date' ? type : 'string',
    datePattern: pattern === 'ddMMyy' || pattern === 'ddMMyyyy' ? pattern : null,
    codes: codes === '' ? [] : codes.split(';').map((code) => (code.split('=')[0] ?? '').trim()),
  };
}

/** A line as the counts need it: the value of a field without spaces, '' for blank or not in the layout. */
export type KostraLine = (field: string) => string;

/** A number of persons; low and high differ where several crosses leave open which one is the main one. */
export type KostraCount = { low: number; high: number };

/** What is wrong with a line, or with one of its fields. 'again': the person is on an earlier line too, and is counted. */
export type KostraFault = {
  line: number;
  field: string | null;
  fault: 'tooLong' | 'tooShort' | 'blank' | 'code' | 'number' | 'date' | 'otherYear' | 'again';
};

export type KostraReading = {
  lines: number;
  /** Counts by municipality number, of the lines without faults in what is counted. */
  counts: Map<string, Map<string, KostraCount>>;
  /** Lines by municipality, those left out for a fault too. */
  linesOf: Map<string, number>;
  faults: KostraFault[];
  /** Reading stopped, since the file is not what it should be. */
  stopped: boolean;
};

const mostFaults = 500;

/**
 * Reads the text of a file. A line with a fault is left out of the counts, except when the person is there twice.
 * `counters` says what to count. Reading stops at 500 faults.
 */
export function readKostra(
  layout: KostraLayout,
  text: string,
  counters: Record<string, (line: KostraLine) => KostraCount>,
): KostraReading {
  const reading: KostraReading = { lines: 0, counts: new Map(), linesOf: new Map(), faults: [], stopped: false };
  const seen = new Set<string>();
  const fields = new Map(layout.fields.map((field) => [field.name, field]));
  let number = 0;
  for (const raw of linesIn(text)) {
    number += 1;
    const content = raw.trimEnd();
    if (content === '') continue;
    reading.lines += 1;
    const line: KostraLine = (name) => {
      const field = fields.get(name);
      return field ? content.slice(field.from - 1, field.from - 1 + field.length).trim() : '';
    };
    const faults = faultsOf(layout, content, line);
    const municipality = line('KOMMUNE_NR');
    if (/^\d{4}$/.test(municipality)) {
      reading.linesOf.set(municipality, (reading.linesOf.get(municipality) ?? 0) + 1);
    }
    reading.faults.push(...faults.map((fault) => ({ line: number, ...fault })));
    if (faults.length === 0) {
      const person = `${municipality} ${line('PERSON_FODSELSNR')}`;
      if (seen.has(person)) reading.faults.push({ line: number, field: 'PERSON_FODSELSNR', fault: 'again' });
      seen.add(person);
      const counts = reading.counts.get(municipality) ?? new Map<string, KostraCount>();
      reading.counts.set(municipality, counts);
      for (const [id, count] of Object.entries(counters)) add(counts, id, count(line));
    }
    if (reading.faults.length >= mostFaults) return { ...reading, stopped: true };
  }
  return reading;
}

/** One after the other, so that a file of nothing but line ends takes no more room than it has. */
function* linesIn(text: string): Generator<string> {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    yield text.slice(start, end);
    start = end + 1;
  }
}

function add(counts: Map<string, KostraCount>, id: string, { low, high }: KostraCount): void {
  const sum = counts.get(id) ?? { low: 0, high: 0 };
  counts.set(id, { low: sum.low + low, high: sum.high + high });
}

function faultsOf(layout: KostraLayout, content: string, line: KostraLine): Omit<KostraFault, 'line'>[] {
  if (content.length > layout.length) return [{ field: null, fault: 'tooLong' }];
  // Blanks at the end may have been cut off, but not what every line must hold.
  const last = layout.fields.findLast(({ mandatory }) => mandatory);
  if (last && content.length < last.from + last.length - 1) return [{ field: null, fault: 'tooShort' }];
  if (line('VERSION') !== String(layout.year).slice(2)) return [{ field: 'VERSION', fault: 'otherYear' }];
  return layout.fields.flatMap((field) => {
    const fault = faultIn(field, line(field.name));
    return fault ? [{ field: field.name, fault }] : [];
  });
}

function faultIn(field: KostraField, value: string): KostraFault['fault'] | null {
  if (value === '') return field.mandatory ? 'blank' : null;
  if (field.codes.length > 0) return isCode(field, value) ? null : 'code';
  if (field.name === 'KOMMUNE_NR') return /^\d{4}$/.test(value) ? null : 'number';
  if (field.name === 'PERSON_FODSELSNR') return /^\d{11}$/.test(value) ? null : 'number';
  if (field.type === 'integer') return /^\d+$/.test(value) ? null : 'number';
  if (field.type === 'date') return (!field.mandatory && isNone(value)) || kostraDay(field, value) ? null : 'date';
  return null;
}

/** Zeros stand for "not answered" in fields that need not be filled. */
function isCode({ codes, mandatory }: KostraField, value: string): boolean {
  return codes.includes(value) || (!mandatory && isNone(value));
}

function isNone(value: string): boolean {
  return /^0+$/.test(value);
}

function kostraDay({ datePattern }: KostraField, value: string): string | null {
  if (!/^\d+$/.test(value) || value.length !== datePattern?.length) return null;
  const [day, month] = [value.slice(0, 2), value.slice(2, 4)];
  if (datePattern === 'ddMMyy') return parseDay(`20${value.slice(4)}-${month}-${day}`);
  const year = value.slice(4);
  // Days of birth may lie in the century before, which parseDay does not know; leap years are the same 100 years on.
  return parseDay(`20${year.slice(2)}-${month}-${day}`) && /^(19|20)/.test(year) ? `${year}-${month}-${day}` : null;
}

/** The day `2026-03-01` in a field of a line that was found without faults; null when it is blank. */
export function dayIn(layout: KostraLayout, line: KostraLine, name: string): string | null {
  const field = layout.fields.find((each) => each.name === name);
  return field ? kostraDay(field, line(name)) : null;
}
