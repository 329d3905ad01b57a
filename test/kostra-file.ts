// Makes lines of a file 11CF from SSB's layout, about people who do not exist.

import { knownLayouts } from '../src/actions/kostra.ts';
import type { KostraLayout } from '../src/domain/kostra.ts';

export function layoutOf(year: number): KostraLayout {
  const layout = knownLayouts().get(year);
  if (!layout) throw new Error(`No layout for ${year}`);
  return layout;
}

let person = 0;

/** A participant since the year before, still in the programme, with other values for what is given. Days: `2026-03-01`. */
export function kostraLine(year: number, given: Record<string, string> = {}): string {
  const layout = layoutOf(year);
  person += 1;
  const values: Record<string, string> = {
    ...{ KOMMUNE_NR: '3101', VERSION: String(year).slice(2), PERSON_JOURNALNR: String(person).padStart(8, '0') },
    ...{
      PERSON_FODSELSNR: String(90000000000 + person),
      FODSELSDATO: '1980-02-29',
      KJONN: '1',
      EKTSTAT: '1',
      BU18: '2',
    },
    ...{
      REG_DATO: `${year - 1}-09-01`,
      VEDTAK_DATO: `${year - 1}-09-15`,
      BEGYNT_DATO: `${year - 1}-10-01`,
      STATUS: '1',
    },
    ...given,
  };
  let line = ' '.repeat(layout.length);
  for (const { name, from, length, datePattern } of layout.fields) {
    const value = values[name] ?? '';
    const written = datePattern === null ? value : dateIn(value, datePattern);
    line = line.slice(0, from - 1) + written.slice(0, length).padEnd(length) + line.slice(from - 1 + length);
  }
  return line;
}

function dateIn(day: string, pattern: 'ddMMyy' | 'ddMMyyyy'): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!match) return day;
  const [, year = '', month = '', date = ''] = match;
  return `${date}${month}${pattern === 'ddMMyy' ? year.slice(2) : year}`;
}
