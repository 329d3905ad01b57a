// Who asks, and in which language: found once per request, before the pages.

import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.ts';
import { type Day, dayOf } from '../domain/period.ts';
import { type Actor, type Language, type Person, rolesOn } from '../domain/person.ts';
import { isNextPath } from '../domain/sign-in.ts';

export type Visitor = {
  person: Person | null;
  language: Language;
  today: Day;
  synthetic: boolean;
  keptMail: boolean;
};

declare module 'express-serve-static-core' {
  interface Request {
    visitor?: Visitor;
  }
}

const year = 365 * 24 * 3600 * 1000;
const languageCookie = 'kvp-language';
const nextCookie = 'kvp-next';

/** Finds the person of the session and the language, and remembers a language asked for with `?lang=`. */
export function findVisitor({ config, store, now }: Context): RequestHandler {
  let minute = '';
  let today: Day = '';
  let synthetic = config.demo;
  return (req, res, next) => {
    // What changes with the minute at most is not worked out for each request.
    const at = now();
    if (at.slice(0, 16) !== minute) {
      minute = at.slice(0, 16);
      today = dayOf(at);
      synthetic = config.demo || store.service.get('history_is_synthetic') !== null;
    }
    const person = personOf(req, today);
    const asked = languageIn(req.query.lang);
    if (asked) {
      res.cookie(languageCookie, asked, { maxAge: year, httpOnly: true, sameSite: 'lax', secure: config.production });
      if (person && person.language !== asked && req.method === 'GET') store.person.setLanguage(person.id, asked);
    }
    req.visitor = {
      ...{ person, today, synthetic, keptMail: config.demo },
      language: asked ?? person?.language ?? languageIn(cookie(req, languageCookie)) ?? defaultLanguage(req),
    };
    next();
  };

  function personOf(req: Request, today: Day): Person | null {
    const id = req.session?.personId;
    const person = id === undefined ? null : store.person.byId(id);
    // Whoever has left has no role in force, and is signed out by that.
    return person && rolesOn(person.roles, today).length > 0 ? person : null;
  }
}

/** The written standard of the page; bokmål where the visitor is not known yet. */
export function languageOf(req: Request): Language {
  return req.visitor?.language ?? 'nb';
}

/** The signed-in person, or null. */
export function signedIn(req: Request): Person | null {
  return req.visitor?.person ?? null;
}

/** The day in Oslo on which the request came. */
export function todayOf(req: Request): Day {
  if (!req.visitor) throw new Error('The visitor has not been found yet');
  return req.visitor.today;
}

/** The person as the one who acts. */
export function actorOf(person: Person): Actor & { id: number } {
  return { id: person.id, name: person.name, who: `person:${person.id}`, roles: person.roles };
}

/** Whoever is signed in, as the one who acts. Throws when nobody is: for pages behind `requirePerson`. */
export function actorIn(req: Request): Actor & { id: number } {
  const person = signedIn(req);
  if (!person) throw new Error('Nobody is signed in');
  return actorOf(person);
}

/** Lets the signed-in through; sends others to sign in, and back here afterwards. */
export function requirePerson(req: Request, res: Response, next: NextFunction): void {
  if (signedIn(req)) return next();
  askToSignIn(req, res, req.method === 'GET' || req.method === 'HEAD' ? req.originalUrl : '/');
}

/** Sends the visitor to sign in, and afterwards to `path`: a page of ours, with its query. */
export function askToSignIn(req: Request, res: Response, path: string): void {
  if (isNextPath(path)) {
    const options = { maxAge: 3600_000, httpOnly: true, sameSite: 'lax', secure: req.secure } as const;
    res.cookie(nextCookie, path, options);
  }
  res.setHeader('Cache-Control', 'no-store');
  res.redirect(303, '/sign-in');
}

/** The page first asked for, when there is one. A cookie can be planted, so it is judged again. */
export function nextPathOf(req: Request): string | null {
  const path = cookie(req, nextCookie);
  return path !== null && isNextPath(path) ? path : null;
}

/** The page first asked for has been reached. */
export function forgetNextPath(res: Response): void {
  res.clearCookie(nextCookie);
}

/** The value of a cookie; null when there is none or it cannot be read. */
export function cookie(req: Request, name: string): string | null {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [key, value = ''] = part.trim().split('=', 2);
    if (key !== name) continue;
    try {
      return decodeURIComponent(value);
    } catch {
      return null;
    }
  }
  return null;
}

function languageIn(text: unknown): Language | null {
  return text === 'nb' || text === 'nn' ? text : null;
}

function defaultLanguage(req: Request): Language {
  if (req.session?.language) return req.session.language;
  return /^\s*nn\b/i.test(req.headers['accept-language'] ?? '') ? 'nn' : 'nb';
}
