// Refuses what another site makes the browser send (CSRF), after Go's CrossOriginProtection: browsers say where a request
// comes from in Sec-Fetch-Site, older ones in Origin. Programs that send neither hold no cookies of a victim.

import type { Request, RequestHandler } from 'express';
import { refuse } from './errors.ts';

/**
 * Lets GET and HEAD through, since they never change anything, and everything that comes from our own pages. A proxy in
 * front may ask us by a name of its own: where people reach us is `baseUrl`.
 */
export function requireOwnOrigin(baseUrl: string): RequestHandler {
  const known = new URL(baseUrl).host;
  return (req, res, next) =>
    req.method === 'GET' || req.method === 'HEAD' || isOwn(req, known) ? next() : refuse(req, res, 'foreignOrigin');
}

function isOwn(req: Request, known: string): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = req.get('origin');
  return origin === undefined || [req.get('host'), known].includes(URL.parse(origin)?.host ?? '');
}
