// What a page may be sent: a small urlencoded form in which every field comes once.

import { type NextFunction, type Request, type Response, urlencoded } from 'express';
import { refuse } from './errors.ts';

const parse = urlencoded({ extended: false, limit: '32kb', parameterLimit: 200 });

/** Reads the form of a POST into `req.body`, as text by field. Other methods than GET, HEAD and POST are refused. */
export function readBody(req: Request, res: Response, next: NextFunction): void {
  if (req.method === 'GET' || req.method === 'HEAD') return next();
  if (req.method !== 'POST') {
    res.setHeader('Allow', 'GET, HEAD, POST');
    return refuse(req, res, 'methodNotAllowed');
  }
  const isEmpty = req.headers['transfer-encoding'] === undefined && (req.headers['content-length'] ?? '0') === '0';
  if (!isEmpty && !req.is('application/x-www-form-urlencoded')) return refuse(req, res, 'unsupportedType');
  return parse(req, res, (fault?: unknown) => {
    if (fault) return next(fault);
    req.body ??= {};
    return Object.values(req.body).some((value) => typeof value !== 'string')
      ? refuse(req, res, 'repeatedField')
      : next();
  });
}

/** A field of the posted form; '' when it is not there. */
export function fieldOf(req: Request, name: string): string {
  const body = req.body as Record<string, unknown> | undefined;
  const value = body && Object.hasOwn(body, name) ? body[name] : '';
  return typeof value === 'string' ? value : '';
}

/** The number of something, in an address or a field; null when it is none. */
export function numberIn(text: unknown): number | null {
  return typeof text === 'string' && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** A field of the query; '' when it is not there or comes more than once. */
export function queryOf(req: Request, name: string): string {
  const value = req.query[name];
  return typeof value === 'string' ? value : '';
}
