// Days as people type them: 31.05.2027, or as a machine writes them.

import { type Day, parseDay } from '../domain/period.ts';
import { dottedDayText } from '../text/when.ts';

/** The day; null when it is none. Surrounding spaces, and a missing zero before a digit, are accepted. */
export function typedDay(text: string): Day | null {
  const typed = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text.trim());
  if (!typed) return parseDay(text.trim());
  const [, day = '', month = '', year = ''] = typed;
  return parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** As it is shown in a field; '' for none. */
export function dayInField(day: Day | null): string {
  return day ? dottedDayText(day) : '';
}
