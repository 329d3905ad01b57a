// Answers: question → whole number. Blank is not zero, and nothing but digits is a number.

/** What was delivered: every number question of the form, and nothing else. */
export type Answers = Record<string, number>;

/** What was typed or sent, field by field, as text; kept as it is in drafts and shown again after a fault. */
export type Input = {
  answers: Record<string, string>;
  reasons: Record<string, string>;
  comment: string;
  /** Question → comment on its number; left out by a sender that does not speak of them. */
  figureComments?: Record<string, string>;
};

export const emptyInput: Input = { answers: {}, reasons: {}, comment: '' };

export const largestNumber = 9999;

export type ParsedNumber = { ok: true; value: number } | { ok: false; fault: 'empty' | 'notWhole' | 'tooLarge' };

/**
 * Takes one field as typed. Surrounding spaces and spaces between thousands (also no-break and thin ones, as pasted from
 * a spreadsheet) are accepted, and nothing else but digits is: `1e3`, `-1`, `3,5`, `٣`, `007` are faults.
 */
export function parseNumber(text: string): ParsedNumber {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, fault: 'empty' };
  const digits = /^\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+$/.test(trimmed) ? trimmed.replace(/\D/g, '') : trimmed;
  if (!/^(?:0|[1-9]\d*)$/.test(digits)) return { ok: false, fault: 'notWhole' };
  if (digits.length > 4) return { ok: false, fault: 'tooLarge' };
  return { ok: true, value: Number(digits) };
}
