// Visits the pages as a browser without scripts does, and keeps the cookies.

import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Express } from 'express';
import supertest from 'supertest';
import { signInWithAddress } from '../../src/actions/sign-in.ts';
import { sessionExpiry } from '../../src/domain/sign-in.ts';
import { sessionCookie } from '../../src/web/session.ts';
import { codesSent } from '../../src/web/sign-in.ts';
import type { Name, World } from '../world.ts';

export type Visit = ReturnType<typeof supertest.agent>;

/** A browser in which nobody has signed in. */
export function visit(app: Express): Visit {
  return supertest.agent(app);
}

/** A browser in which the person has signed in. */
export async function visitAs(world: World, app: Express, name: Name): Promise<Visit> {
  const browser = visit(app);
  const { name: cookie, value } = sessionOf(world, world.people[name].email);
  browser.jar.setCookie(`${cookie}=${value}; Path=/`, '127.0.0.1', '/');
  return browser;
}

/**
 * Signs the person in as after signing in elsewhere, without the mail and the code, which take most of a test's time; gives
 * the cookie of the session.
 */
export function sessionOf({ context }: World, email: string): { name: string; value: string } {
  const signedIn = signInWithAddress(context, email);
  if (!signedIn) throw new Error(`${email} may not sign in`);
  const { sessionSecret, production } = context.config;
  const id = randomBytes(32).toString('base64url');
  const cookie = {
    originalMaxAge: null,
    expires: null,
    secure: production,
    httpOnly: true,
    path: '/',
    sameSite: 'lax',
  };
  const data = { cookie, personId: signedIn.person.id, ...(signedIn.language ? { language: signedIn.language } : {}) };
  const at = context.now();
  context.store.session.save({
    idHash: createHash('sha256').update(id).digest('hex'),
    person: signedIn.person.id,
    data: JSON.stringify(data),
    ...{ at, expiresAt: sessionExpiry(at, at) },
  });
  const signature = createHmac('sha256', sessionSecret).update(id).digest('base64').replace(/=+$/, '');
  return { name: sessionCookie(production), value: encodeURIComponent(`s:${id}.${signature}`) };
}

/** Asks for a code and types it; gives the answer to that. */
export async function signIn(world: World, browser: Visit, email: string) {
  await askForCode(browser, email);
  return typeCode(browser, newestCode(world, email) ?? '');
}

/** Asks for a code, and waits until its mail, if there is one, is out. */
export async function askForCode(browser: Visit, email: string) {
  const answer = await browser.post('/sign-in').type('form').send({ email });
  await codesSent();
  return answer;
}

export function typeCode(browser: Visit, code: string) {
  return browser.post('/sign-in/code').type('form').send({ code });
}

/** The newest code mailed to the address, though a receipt may have come after it; null when there is none. */
export function newestCode({ context }: World, email: string): string | null {
  const mails = context.store.keptMail.newest(50).filter(({ recipient }) => recipient === email);
  return mails.flatMap(({ text }) => /^\d{8}$/m.exec(text) ?? [])[0] ?? null;
}
