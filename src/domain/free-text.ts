// Text that people write in their own words: an inquiry, a note, the reason for a decision.

import { cleanText } from './canonical.ts';
import { containsIdentityNumber } from './identity-number.ts';

export type TextFault = 'empty' | 'tooLong' | 'identityNumber';

/**
 * Takes what was typed and how many characters it may have; gives it without control characters and spaces around it, or
 * the first thing that is wrong with it. No national identity number is ever stored (E8).
 */
export function parseText(
  typed: string,
  longest: number,
): { ok: true; text: string } | { ok: false; fault: TextFault } {
  const text = cleanText(typed);
  if (text === '') return { ok: false, fault: 'empty' };
  if (text.length > longest) return { ok: false, fault: 'tooLong' };
  return containsIdentityNumber(text) ? { ok: false, fault: 'identityNumber' } : { ok: true, text };
}

/** The same for text on one line: line breaks and runs of spaces are one space. */
export function parseLine(typed: string, longest: number): ReturnType<typeof parseText> {
  return parseText(typed.replaceAll(/\s+/g, ' '), longest);
}
