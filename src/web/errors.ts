// The one table of what can be wrong with a request: name → status; the texts are in src/text/*/common.ts under the same
// name. Everything that is thrown ends here too.

import type { NextFunction, Request, Response } from 'express';
import type { CommonTexts } from '../text/nb/common.ts';
import { render } from './render.ts';
import { view } from './views.ts';

export const faults = {
  badRequest: 400,
  repeatedField: 400,
  foreignOrigin: 403,
  notFound: 404,
  methodNotAllowed: 405,
  tooLarge: 413,
  unsupportedType: 415,
  tooMany: 429,
  unexpected: 500,
  unavailable: 503,
} as const;

export type FaultName = keyof typeof faults & keyof CommonTexts['faults'];

const faultView = view<{ fault: FaultName; reference: string | null }>('fault');

/** Answers with the page of the fault. */
export function refuse(req: Request, res: Response, fault: FaultName, reference: string | null = null): void {
  if (fault === 'unavailable') res.setHeader('Retry-After', '30');
  render(req, res, faultView, { fault, reference }, faults[fault]);
}

/** The page for every address that nothing else answers. */
export function notFoundPage(req: Request, res: Response): void {
  res.locals['isNowhere'] = true;
  refuse(req, res, 'notFound');
}

/** The last handler: whatever was thrown becomes a page; what was not foreseen is logged with its cause. */
export function errorPage(fault: unknown, req: Request, res: Response, next: NextFunction): void {
  const name = faultNameOf(fault);
  if (faults[name] >= 500) req.log?.error({ err: fault }, name);
  // Too late for a page: Express breaks the connection, so that half an answer is not taken for a whole one.
  if (res.headersSent) return next(fault);
  refuse(req, res, name, name === 'unexpected' && typeof req.id === 'string' ? req.id : null);
}

/** Which fault a thrown value is. SQLite's and the body parser's own codes are told apart by text, never by class. */
export function faultNameOf(fault: unknown): FaultName {
  const { code, status, type } = (fault ?? {}) as { code?: unknown; status?: unknown; type?: unknown };
  if (typeof code === 'string' && /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY)/.test(code)) return 'unavailable';
  if (type === 'parameters.too.many' || status === 413) return 'tooLarge';
  if (status === 415) return 'unsupportedType';
  return typeof status === 'number' && status >= 400 && status < 500 ? 'badRequest' : 'unexpected';
}
