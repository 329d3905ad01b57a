// Who calls: the token of the Authorization header, and how often it may.

import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Context } from '../context.ts';
import type { Actor } from '../domain/person.ts';
import { problem } from './problem.ts';

declare module 'express-serve-static-core' {
  interface Request {
    caller?: Actor;
  }
}

/** A second holds 2,000 calls of one token on average; the contract promises room for 1,000. */
const callWindow = { seconds: 10, calls: 20_000 };
/** Wrong tokens from one address: more than a mistake in a script, far less than guessing needs. */
const failureWindow = { seconds: 60, calls: 300 };

/** Lets calls with a token in force through, as `callerOf(req)`; others get 401. */
export function requireToken({ store, now }: Pick<Context, 'store' | 'now'>): RequestHandler {
  const countFailure = limit(failureWindow, (req) => req.ip ?? '');
  return (req, res, next) => {
    const given = /^Bearer +([\w\-.~+/]+=*)$/i.exec(req.headers.authorization ?? '')?.[1];
    const token = given === undefined ? null : store.token.find(given);
    const isInForce =
      token !== null && token.revokedAt === null && (token.expiresAt === null || now() < token.expiresAt);
    if (!isInForce) {
      return countFailure(req, res, () => {
        const hint = given === undefined ? '' : ', error="invalid_token"';
        res.setHeader('WWW-Authenticate', `Bearer realm="kvp-rapport"${hint}`);
        const detail =
          given === undefined ? 'Send Authorization: Bearer <token>' : 'The token is unknown, expired or revoked';
        problem(res, 'unauthorized', { detail });
      });
    }
    const { id, name, role, scope } = token;
    req.caller = {
      id: null,
      name,
      who: `token:${id}`,
      roles: [{ role, scope, validFrom: '2000-01-01', validTo: null }],
    };
    next();
  };
}

/** Refuses a token that calls too often. */
export function limitCalls(): RequestHandler {
  return limit(callWindow, (req) => callerOf(req).who);
}

/** Refuses an address that calls too often what needs no token. */
export function limitStrangers(): RequestHandler {
  return limit(callWindow, (req) => req.ip ?? '');
}

/** Who calls. Throws when it is asked for before `requireToken`. */
export function callerOf(req: Request): Actor {
  if (!req.caller) throw new Error('The caller has not been found yet');
  return req.caller;
}

function limit(
  { seconds, calls }: { seconds: number; calls: number },
  keyOf: (req: Request) => string,
): RequestHandler {
  return rateLimit({
    ...{ windowMs: seconds * 1000, limit: calls, standardHeaders: false, legacyHeaders: false, validate: false },
    keyGenerator: keyOf,
    handler: (_req, res) => {
      res.setHeader('Retry-After', String(seconds));
      problem(res, 'tooMany', { detail: `At most ${calls} calls in ${seconds} seconds` });
    },
  });
}
