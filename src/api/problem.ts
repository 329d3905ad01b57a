// The one table of what the API refuses with: name → status and title, told as problem details (RFC 9457).

import { createHash } from 'node:crypto';
import type { ErrorRequestHandler, Request, Response } from 'express';

export const problems = {
  badRequest: { status: 400, title: 'The request cannot be understood' },
  unauthorized: { status: 401, title: 'A valid bearer token is needed' },
  forbidden: { status: 403, title: 'The token may read this, not write it' },
  notFound: { status: 404, title: 'There is nothing here within the scope of the token' },
  methodNotAllowed: { status: 405, title: 'The method is not allowed here' },
  closed: { status: 409, title: 'The report cannot be delivered now' },
  changed: { status: 409, title: 'The report has changed since it was read' },
  keyReused: { status: 409, title: 'The idempotency key has been used for another content' },
  tooLarge: { status: 413, title: 'The body is too large' },
  unsupportedType: { status: 415, title: 'The body must be JSON in UTF-8' },
  faulty: { status: 422, title: 'Something must be mended or explained' },
  tooMany: { status: 429, title: 'Too many calls' },
  unexpected: { status: 500, title: 'Something went wrong that we had not foreseen' },
  unavailable: { status: 503, title: 'The service cannot answer at the moment; nothing was stored' },
} as const;

export type ProblemName = keyof typeof problems;

/** Sends JSON that nobody may keep. Express's own would answer 304 to an ETag that covers only a part of the answer. */
export function sendJson(res: Response, status: number, body: unknown, type = 'application/json'): void {
  const text = Buffer.from(JSON.stringify(body));
  res.statusCode = status;
  res.setHeader('Content-Type', type);
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('Content-Length', text.length);
  res.end(text);
}

/**
 * Sends JSON that the caller may keep and ask about again (RFC 9110, 13.1.2); `public`: so may whoever stands between. The
 * ETag covers the whole answer.
 */
export function sendKept(req: Request, res: Response, body: unknown, by: 'private' | 'public' = 'private'): void {
  const text = Buffer.from(JSON.stringify(body));
  sendUnlessKnown(req, res, { pieces: [text], etag: createHash('sha256').update(text).digest('base64url'), by });
}

/** Sends JSON that is written already, or says that the caller has it. */
export function sendUnlessKnown(
  req: Request,
  res: Response,
  answer: { pieces: Buffer[]; etag: string; by: 'private' | 'public' },
): void {
  const etag = `"${answer.etag}"`;
  res.setHeader('ETag', etag);
  res.setHeader('Cache-Control', `${answer.by}, no-cache`);
  const known = (req.headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  res.statusCode = known.includes(etag) || known.includes('*') ? 304 : 200;
  if (res.statusCode === 304) return void res.end();
  res.setHeader('Content-Type', 'application/json');
  res.setHeader(
    'Content-Length',
    answer.pieces.reduce((sum, { length }) => sum + length, 0),
  );
  for (const piece of answer.pieces) res.write(piece);
  res.end();
}

/** Refuses. `told` says what is wrong with this very request: `detail`, `errors`, `warnings`. */
export function problem(res: Response, name: ProblemName, told: Record<string, unknown> = {}): void {
  const { status, title } = problems[name];
  if (name === 'unavailable') res.setHeader('Retry-After', '5');
  sendJson(res, status, { type: `urn:kvp-rapport:${name}`, title, status, ...told }, 'application/problem+json');
}

/** The last handler: whatever was thrown becomes a problem; what was not foreseen is logged with its cause. */
export const problemOfFault: ErrorRequestHandler = (fault: unknown, req, res, next) => {
  const name = nameOf(fault);
  if (problems[name].status >= 500) req.log?.error({ err: fault }, name);
  // Too late to say so: Express breaks the connection, so that half an answer is not taken for a whole one.
  if (res.headersSent) return next(fault);
  problem(res, name, name === 'badRequest' ? { detail: detailOf(fault) } : {});
};

/** SQLite's and the body parser's own codes, told apart by text, never by class. */
function nameOf(fault: unknown): ProblemName {
  const { code, status } = (fault ?? {}) as { code?: unknown; status?: unknown };
  if (typeof code === 'string' && /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY)/.test(code)) return 'unavailable';
  if (status === 413) return 'tooLarge';
  if (status === 415) return 'unsupportedType';
  return typeof status === 'number' && status >= 400 && status < 500 ? 'badRequest' : 'unexpected';
}

function detailOf(fault: unknown): string {
  const type = (fault as { type?: unknown }).type;
  return type === 'entity.parse.failed' ? 'The body is not JSON' : 'The address or the body cannot be read';
}
