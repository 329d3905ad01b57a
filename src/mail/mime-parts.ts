// Takes a mail that came in apart, as far as a delivery status notification asks for it: headers, and the parts of a
// multipart. Text is kept as bytes (latin1) until somebody reads it.

export type Headers = Map<string, string>;
export type Part = { type: string; headers: Headers; body: string };

const deepest = 5;
const mostParts = 50;

/** The headers, by name in lower case and unfolded, and what follows the empty line. The first of a name counts. */
export function readMessage(text: string): { headers: Headers; body: string } {
  const lines = text.replace(/\r\n?/g, '\n').replace(/^(?:From .*\n|\n)+/, '');
  const end = lines.indexOf('\n\n');
  const head = end < 0 ? lines : lines.slice(0, end);
  return { headers: readFields(head), body: end < 0 ? '' : lines.slice(end + 2) };
}

/** A block of `Name: value` lines, folded ones put together. */
export function readFields(block: string): Headers {
  const fields: Headers = new Map();
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const match = /^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/.exec(line);
    const name = match?.[1]?.toLowerCase();
    if (name !== undefined && !fields.has(name)) fields.set(name, (match?.[2] ?? '').trim());
  }
  return fields;
}

/** Every part that is no multipart itself, in order, decoded. */
export function partsOf({ headers, body }: { headers: Headers; body: string }, depth = 0): Part[] {
  const type = (headers.get('content-type') ?? 'text/plain').toLowerCase();
  const boundary = boundaryOf(headers.get('content-type') ?? '');
  if (!type.startsWith('multipart/') || boundary === null || depth >= deepest) {
    return [{ type: (type.split(';')[0] ?? '').trim(), headers, body: decoded(headers, body) }];
  }
  // Between the marks: no preamble, and nothing after the last one.
  const [, ...inner] = `\n${body}`.split(`\n--${boundary}`);
  const closed = inner.findIndex((part) => part.startsWith('--'));
  const parts = (closed < 0 ? inner : inner.slice(0, closed)).slice(0, mostParts);
  return parts.flatMap((part) => partsOf(innerMessage(part), depth + 1)).slice(0, mostParts);
}

/** A part may begin with an empty line: then it has no headers. */
function innerMessage(part: string): { headers: Headers; body: string } {
  const text = part.replace(/^[ \t]*\n/, '');
  return text.startsWith('\n') ? { headers: new Map(), body: text.slice(1) } : readMessage(text);
}

function boundaryOf(contentType: string): string | null {
  const match = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  return match?.[1] ?? match?.[2] ?? null;
}

/** Header text with its encoded words (RFC 2047) read, as far as they are UTF-8 or Latin 1. */
export function headerText(value: string): string {
  const words = value.replace(/\?=\s+=\?/g, '?==?');
  const read = words.replace(
    /=\?(utf-8|us-ascii|iso-8859-1|iso-8859-15|windows-1252)\?([bq])\?([^?\s]*)\?=/gi,
    (_, charset: string, encoding: string, text: string) => {
      const bytes = /b/i.test(encoding) ? Buffer.from(text, 'base64') : Buffer.from(quoted(text), 'latin1');
      return /^utf/i.test(charset)
        ? bytes.toString('latin1')
        : Buffer.from(bytes.toString('latin1')).toString('latin1');
    },
  );
  return Buffer.from(read, 'latin1').toString('utf8');
}

/** Quoted-printable as headers have it: `_` is a space. */
function quoted(text: string): string {
  return text
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function decoded(headers: Headers, body: string): string {
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1').replace(/\r\n?/g, '\n');
  if (encoding !== 'quoted-printable') return body;
  return body
    .replace(/[ \t]+$/gm, '')
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
