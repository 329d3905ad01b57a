// One way to write data as text, so that a hash of it can be compared for ever, and one way to clean what people type.

/**
 * JSON with the keys of every object sorted by code unit and no whitespace (RFC 8785); undefined members are left out.
 * Throws on what would not come back the same: NaN, infinities, lone surrogates, anything that is not plain data.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return finite(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isPlainObject(value)) throw new Error(`Not plain data: ${typeof value}`);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${quoted(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new Error('Text with half a character (a lone surrogate) cannot be stored');
  return JSON.stringify(text);
}

function finite(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`${value} cannot be stored`);
  return JSON.stringify(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  // An object from another realm (a test runner's) has an Object.prototype of its own, whose prototype is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

// C0 and C1 controls but tab and newline; marks, embeddings and isolates that turn the direction of text; zero-width
// space, word joiner and its invisible kin, byte order mark, soft hyphen, line and paragraph separator, and
// what Unicode keeps for itself. The zero-width joiner and non-joiner stay: emoji and some scripts are spelt with them.
const unwanted =
  /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Noncharacter_Code_Point}/gu;

/**
 * Free text as it is stored: NFC, lines ended by one newline, no controls and no invisible marks, no half characters,
 * trimmed. The same text again changes nothing.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(unwanted, '')
    .normalize('NFC')
    .trim();
}
