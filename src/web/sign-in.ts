// The pages for signing in and out.

import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { askedAddress, askForCode, type Asker, type CodeMail, sendCode, tryCode } from '../actions/sign-in.ts';
import type { Context } from '../context.ts';
import { limits, parseCode, parseEmail } from '../domain/sign-in.ts';
import { fieldOf } from './body.ts';
import { oidcPages } from './oidc.ts';
import { render, textsOf } from './render.ts';
import { endSession, sessionCookie, startSession } from './session.ts';
import { cookie, forgetNextPath, languageOf, nextPathOf, signedIn } from './visitor.ts';
import { view } from './views.ts';

const emailView = view<{
  email: string;
  fault: string | null;
  mustSignIn: boolean;
  signedOut: boolean;
  /** An identity provider is the first way in, and the code the second. */
  hasProvider: boolean;
}>('sign-in/email');
const codeView = view<{ email: string; fault: string | null }>('sign-in/code');

export function signInPages(context: Context): Router {
  const { production } = context.config;
  const browserCookie = production ? '__Host-kvp-sign-in' : 'kvp-sign-in';
  const browserOptions = { httpOnly: true, sameSite: 'lax', secure: production, path: '/' } as const;
  const hasProvider = context.config.oidc !== null;
  const router = Router();
  router.use(oidcPages(context));

  router.get('/sign-in', (req, res) => {
    if (signedIn(req)) return res.redirect(303, '/');
    const data = {
      email: '',
      fault: null,
      mustSignIn: nextPathOf(req) !== null,
      signedOut: req.query.signedOut === '1',
      hasProvider,
    };
    return render(req, res, emailView, data);
  });

  router.post('/sign-in', async (req, res) => {
    const email = parseEmail(fieldOf(req, 'email'));
    if (!email) {
      const data = { email: fieldOf(req, 'email'), mustSignIn: false, signedOut: false, hasProvider };
      return render(req, res, emailView, { ...data, fault: textsOf(req).signIn.emailFault }, 422);
    }
    const asker = { ...askerOf(req), browser: browserOf(req) ?? randomBytes(32).toString('base64url') };
    const mail = await askForCode(context, { ...asker, email }, languageOf(req));
    res.cookie(browserCookie, asker.browser, { ...browserOptions, maxAge: limits.sessionMinutes * 60_000 });
    res.redirect(303, '/sign-in/code');
    if (mail) underWay(sendAndLog(req, mail));
  });

  router.get('/sign-in/code', (req, res) => {
    if (signedIn(req)) return res.redirect(303, '/');
    const browser = browserOf(req);
    const email = browser && askedAddress(context, browser);
    if (!email) return res.redirect(303, '/sign-in');
    return render(req, res, codeView, { email, fault: null });
  });

  router.post('/sign-in/code', async (req, res) => {
    const t = textsOf(req).signIn;
    const typed = fieldOf(req, 'code');
    const code = parseCode(typed);
    const browser = browserOf(req);
    if (!code) return again(req, res, typed.trim() === '' ? t.codeEmpty : t.codeShape);
    if (!browser) return again(req, res, t.codeOver);
    const result = await tryCode(context, { ...askerOf(req), browser }, code);
    if (result.kind !== 'signedIn') {
      const fault = { wrong: t.codeWrong, over: t.codeOver, tooMany: t.tooMany }[result.kind];
      return again(req, res, fault, result.kind === 'tooMany' ? 429 : 422);
    }
    await startSession(req, result.person.id, result.language);
    res.clearCookie(browserCookie, browserOptions);
    forgetNextPath(res);
    return res.redirect(303, nextPathOf(req) ?? '/');
  });

  router.post('/sign-out', async (req, res) => {
    await endSession(req);
    res.clearCookie(sessionCookie(production), browserOptions);
    res.setHeader('Clear-Site-Data', '"cache", "storage"');
    res.redirect(303, '/sign-in?signedOut=1');
  });

  return router;

  function again(req: Request, res: Response, fault: string, status = 422): void {
    const browser = browserOf(req);
    render(req, res, codeView, { email: (browser && askedAddress(context, browser)) ?? '', fault }, status);
  }

  function browserOf(req: Request): string | null {
    const value = cookie(req, browserCookie);
    return value !== null && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
  }

  /** Never throws: nobody waits for it, and a rejection nobody takes would end the process. */
  async function sendAndLog(req: Request, mail: CodeMail): Promise<void> {
    try {
      const { outcome, answer } = await sendCode(context, mail);
      if (outcome !== 'sent')
        req.log.warn({ person: mail.person.id, outcome, answer }, 'the mail with a code was not sent');
    } catch (fault) {
      req.log.error({ err: fault }, 'the mail with a code was not sent');
    }
  }
}

/** Mails with codes that are on their way, so that the page of kept mails never misses the newest. */
const mailsUnderWay = new Set<Promise<void>>();

function underWay(mail: Promise<void>): void {
  const done = mail.finally(() => mailsUnderWay.delete(done));
  mailsUnderWay.add(done);
}

/** Resolves when every code asked for so far has been handed over. */
export async function codesSent(): Promise<void> {
  await Promise.all(mailsUnderWay);
}

function askerOf(req: Request): Omit<Asker, 'browser'> {
  return { ip: req.ip ?? '' };
}
