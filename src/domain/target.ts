// The expected number of participants a month for a municipality (måltall): an indicator from a dated source, with a
// band of 30 per cent to each side, and never a limit to anybody's right.

import { cleanText } from './canonical.ts';
import { type Day, parseDay } from './period.ts';

export type Target = { municipality: string; expectedParticipants: number; validFrom: Day; source: string };

export const targetColumns = ['municipality_number', 'expected_participants', 'valid_from', 'source'];

/** What can be wrong with a file of targets; `detail` is what was found. */
export type TargetFault = {
  fault: 'notCsv' | 'heading' | 'fields' | 'municipality' | 'expected' | 'day' | 'source' | 'repeated';
  detail: string;
};

/** Takes the four fields of a row of a targets file; gives the target or what is wrong. Decimal comma or point. */
export function parseTarget(fields: readonly string[], municipalities: Set<string>): Target | TargetFault {
  const [municipality = '', expected = '', from = '', source = ''] = fields.map((field) => oneLine(field));
  if (fields.length !== 4) return { fault: 'fields', detail: String(fields.length) };
  if (!municipalities.has(municipality)) return { fault: 'municipality', detail: municipality };
  if (!/^\d{1,4}(?:[.,]\d{1,6})?$/.test(expected)) return { fault: 'expected', detail: expected };
  const validFrom = parseDay(from);
  if (validFrom === null) return { fault: 'day', detail: from };
  if (source === '') return { fault: 'source', detail: '' };
  return { municipality, expectedParticipants: Number(expected.replace(',', '.')), validFrom, source };
}

/** A source as it is stored: clean text on one line. */
export function oneLine(text: string): string {
  return cleanText(text).replaceAll('\n', ' ');
}

/** The fault in English, for commands. */
export function targetFaultText({ fault, detail }: TargetFault): string {
  const texts: Record<TargetFault['fault'], string> = {
    notCsv: 'is not CSV from here on: look for a stray quote',
    heading: `the heading must be ${targetColumns.join(',')}`,
    fields: `has ${detail} fields, not the 4 of ${targetColumns.join(',')}`,
    municipality: 'municipality_number is not a municipality',
    expected: 'expected_participants is not a number as 5.9 or 5,9',
    day: 'valid_from is not a day as 2026-01-01',
    source: 'source is empty: a target without a source is nobody’s',
    repeated: detail,
  };
  return texts[fault];
}

/** The number in millionths, a whole number, so that it can be compared exactly; null when it has more decimals. */
export function targetMillionths(expected: number): number | null {
  const millionths = Math.round(expected * 1_000_000);
  return millionths / 1_000_000 === expected ? millionths : null;
}
