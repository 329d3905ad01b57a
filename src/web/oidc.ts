// Signing in at an identity provider: a link that leaves for it (a form could not: the content security policy lets forms
// go to ourselves only), and the page that the browser comes back to. That is the one GET that changes anything; it does
// so once per departure, and only in the browser that left.

import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { type Attempt, attemptOf, oidcProvider } from '../actions/oidc.ts';
import { signInWithAddress } from '../actions/sign-in.ts';
import type { Context } from '../context.ts';
import { addMinutes, type Instant } from '../domain/period.ts';
import { limits } from '../domain/sign-in.ts';
import { render } from './render.ts';
import { startSession } from './session.ts';
import { cookie, forgetNextPath, nextPathOf, signedIn } from './visitor.ts';
import { view } from './views.ts';

const refusals = { over: 400, denied: 403, noAddress: 403, unknown: 403, failed: 502 } as const;

type Refusal = keyof typeof refusals;

const refusedView = view<{ refusal: Refusal; email: string | null; reference: string | null }>('sign-in/refused');

/** No pages when no provider is set. */
export function oidcPages(context: Context): Router {
  const { production, sessionSecret } = context.config;
  const awayCookie = production ? '__Host-kvp-oidc' : 'kvp-oidc';
  const awayOptions = { httpOnly: true, sameSite: 'lax', secure: production, path: '/' } as const;
  const cameBack = usedOnce();
  const provider = oidcProvider(context.config);
  const router = Router();
  if (!provider) return router;

  router.get('/sign-in/oidc', async (req, res) => {
    if (signedIn(req)) return res.redirect(303, '/');
    const away = `${randomBytes(32).toString('base64url')}.${addMinutes(context.now(), limits.awayMinutes)}`;
    try {
      const address = await provider.addressToLeaveFor(attemptOf(sessionSecret, away));
      res.cookie(awayCookie, away, { ...awayOptions, maxAge: limits.awayMinutes * 60_000 });
      return res.redirect(303, address);
    } catch (fault) {
      return fail(req, res, fault);
    }
  });

  router.get('/sign-in/callback', async (req, res) => {
    const attempt = takeAttempt(req);
    if (!attempt) return refuse(req, res, 'over');
    res.clearCookie(awayCookie, awayOptions);
    if (req.query['error'] === 'access_denied') return refuse(req, res, 'denied');
    let vouched;
    try {
      vouched = await provider.vouchFor(req.originalUrl.split('?')[1] ?? '', attempt);
    } catch (fault) {
      return fail(req, res, fault);
    }
    if (vouched.kind !== 'address') return refuse(req, res, vouched.kind);
    const result = signInWithAddress(context, vouched.email);
    if (!result) return refuse(req, res, 'unknown', { email: vouched.email });
    await startSession(req, result.person.id, result.language);
    forgetNextPath(res);
    return res.redirect(303, nextPathOf(req) ?? '/');
  });

  return router;

  /** What the browser left with, when the state it came back with is of that, in time, and for the first time. */
  function takeAttempt(req: Request): Attempt | null {
    const away = cookie(req, awayCookie) ?? '';
    const expiresAt = /^[\w-]{43}\.(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/.exec(away)?.[1];
    const at = context.now();
    if (expiresAt === undefined || expiresAt <= at) return null;
    const attempt = attemptOf(sessionSecret, away);
    return req.query['state'] === attempt.state && cameBack(attempt.state, expiresAt, at) ? attempt : null;
  }
}

/** Remembers states until they expire; true for the first who asks with one. A restart forgets: the code is used by then. */
function usedOnce(): (state: string, expiresAt: Instant, at: Instant) => boolean {
  const used = new Map<string, Instant>();
  return (state, expiresAt, at) => {
    for (const [old, expired] of used) {
      if (expired > at) break;
      used.delete(old);
    }
    if (used.has(state)) return false;
    used.set(state, expiresAt);
    return true;
  };
}

function refuse(
  req: Request,
  res: Response,
  refusal: Refusal,
  { email = null, reference = null }: { email?: string | null; reference?: string | null } = {},
): void {
  render(req, res, refusedView, { refusal, email, reference }, refusals[refusal]);
}

/** The page for a provider that does not answer, or wrongly. The log gets the cause, never claims or tokens. */
function fail(req: Request, res: Response, fault: unknown): void {
  const { message, code, error, cause } = (fault ?? {}) as Record<string, unknown>;
  const { message: because, code: reason } = (Error.isError(cause) ? cause : {}) as Record<string, unknown>;
  req.log.error({ provider: { message, code, error, because, reason } }, 'the identity provider failed');
  refuse(req, res, 'failed', { reference: typeof req.id === 'string' ? req.id : null });
}
