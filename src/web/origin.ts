// Refuses what another site makes the browser send (CSRF), after Go's CrossOriginProtection: browsers say where a request
// comes from in Sec-Fetch-Site, older ones in Origin. Programs that send neither hold no cookies of a victim.

import type { NextFunction, Request, Response } from 'express';
import { refuse } from './errors.ts';

/** Lets GET and HEAD through, since they never change anything, and everything that comes from our own pages. */
export function requireOwnOrigin(req: Request, res: Response, next: NextFunction): void {
  return req.method === 'GET' || req.method === 'HEAD' || isOwn(req) ? next() : refuse(req, res, 'foreignOrigin');
}

function isOwn(req: Request): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = req.get('origin');
  return origin === undefined || (URL.parse(origin)?.host ?? '') === req.get('host');
}
