// Visits the pages as a browser without scripts does: signs in with the code from the mail, and keeps the cookies.

import type { Express } from 'express';
import supertest from 'supertest';
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
  const answer = await signIn(world, browser, world.people[name].email);
  if (answer.status !== 303) throw new Error(`${name} could not sign in: ${answer.status}`);
  return browser;
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

/** The code in the newest mail to the address; null when there is none. */
export function newestCode({ context }: World, email: string): string | null {
  const mail = context.store.keptMail.newest(50).find(({ recipient }) => recipient === email);
  return mail ? (/^\d{8}$/m.exec(mail.text)?.[0] ?? null) : null;
}
