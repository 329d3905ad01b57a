// Signing in: with a code sent by mail, or with an address that an identity provider vouches for. With a code, known and
// unknown addresses take the same way, up to the mail: nobody can learn from the answer who is registered.

import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.ts';
import { addMinutes, type Day, dayOf, type Instant } from '../domain/period.ts';
import { type Language, type Person, reaches, readScope, rolesOn } from '../domain/person.ts';
import { codeExpiry, limits, mayAskForCode, mayTryCode } from '../domain/sign-in.ts';
import type { SendResult } from '../mail/mailer.ts';
import { signInCodeMessage } from '../mail/access-message.ts';
import { confirmInvitations } from './people.ts';

/** Who asks: the network address, and the random value that the asking browser holds in a cookie. */
export type Asker = { ip: string; browser: string };

/** What is left to do when the answer has been given. */
export type CodeMail = { person: Person; code: string; language: Language };

/** language: that of the person's offices, for whoever has not chosen one. */
export type SignedIn = { kind: 'signedIn'; person: Person; language: Language | null };

export type TryResult = SignedIn | { kind: 'wrong' | 'over' | 'tooMany' };

/**
 * Makes a code for the address (in lower case). Gives the mail to send, or null when the address is unknown or has asked
 * too often; the caller answers the same either way, and sends afterwards.
 */
export async function askForCode(
  { store, now }: Context,
  { email, ip, browser }: Asker & { email: string },
  language: Language,
): Promise<CodeMail | null> {
  const at = now();
  const person = mayComeIn({ store }, store.person.byEmail(email), at);
  const code = String(randomInt(10 ** limits.codeDigits)).padStart(limits.codeDigits, '0');
  const salt = randomBytes(16).toString('base64url');
  const codeHash = await hashOfCode(code, salt);
  // Counted and added in one go, so that many requests at once cannot slip past the limit together.
  return store.transaction(() => {
    store.signIn.removeBefore(addMinutes(at, -24 * 60));
    if (!mayAskForCode(store.signIn.recent(email, ip, addMinutes(at, -60)))) return null;
    const browserHash = hashOfBrowser(browser);
    const expiresAt = codeExpiry(at);
    store.signIn.add({ email, person: person?.id ?? null, codeHash, salt, browserHash, ip, createdAt: at, expiresAt });
    return person && { person, code, language: person.language ?? language };
  });
}

/** Sends the mail with the code. What the mail server says is for the log: the person asks again. */
export async function sendCode({ mailer }: Context, { person, code, language }: CodeMail): Promise<SendResult> {
  return mailer.send(signInCodeMessage({ code, language, to: { name: person.name, address: person.email } }));
}

/** Compares the code (eight digits) with the newest one that this browser asked for. Each comparison costs a try. */
export async function tryCode(context: Context, { ip, browser }: Asker, code: string): Promise<TryResult> {
  const { store, now } = context;
  const at = now();
  if (!mayTryCode(store.signIn.recent('', ip, addMinutes(at, -60)))) return { kind: 'tooMany' };
  const pending = store.signIn.takeTry(hashOfBrowser(browser), at, limits.triesPerCode);
  if (!pending) return { kind: 'over' };
  const hash = await hashOfCode(code, pending.salt);
  const isRight = timingSafeEqual(Buffer.from(hash), Buffer.from(pending.codeHash));
  const person = pending.person === null ? null : mayComeIn({ store }, store.person.byId(pending.person), at);
  if (!isRight || !person) return { kind: 'wrong' };
  return store.transaction(() => (store.signIn.use(pending.id, at) ? letIn(context, person, at) : { kind: 'over' }));
}

/** Signs in whoever has the address (in lower case), which somebody trusted vouches for; null when nobody may come in. */
export function signInWithAddress(context: Context, email: string): SignedIn | null {
  const { store, now } = context;
  const at = now();
  return store.transaction(() => {
    const person = mayComeIn({ store }, store.person.byEmail(email), at);
    return person && letIn(context, person, at);
  });
}

/** What every way in does when the person is known. Call it inside a transaction. */
function letIn(context: Context, known: Person, at: Instant): SignedIn {
  const { store } = context;
  const who = `person:${known.id}`;
  confirmInvitations({ store }, known, at);
  store.event.record({ at, who, what: 'person.signedIn', subject: who, details: {} });
  // Read again: an invitation that was confirmed is a role now.
  const person = store.person.byId(known.id) ?? known;
  return { kind: 'signedIn', person, language: officeLanguage(context, person, dayOf(at)) };
}

/** The address that the browser last asked with; null when it has not asked. */
export function askedAddress({ store }: Context, browser: string): string | null {
  return store.signIn.askedWith(hashOfBrowser(browser));
}

/** Nynorsk when every municipality that the person has to do with has chosen it (språklova § 15); else null. */
function officeLanguage({ store }: Context, person: Person, day: Day): Language | null {
  const scope = readScope(person, day);
  const units = store.unit
    .on(day)
    .filter(({ offices, municipality, governor }) =>
      reaches(scope, { offices, municipality, governors: governor === null ? [] : [governor] }),
    );
  return units.length > 0 && units.every(({ language }) => language === 'nn') ? 'nn' : null;
}

/** Only people with a role in force can sign in, and those who have been let in and confirm it by that. */
function mayComeIn({ store }: Pick<Context, 'store'>, person: Person | null, at: Instant): Person | null {
  if (!person) return null;
  const isIn = rolesOn(person.roles, dayOf(at)).length > 0 || store.invitation.ofPerson(person.id, at).length > 0;
  return isIn ? person : null;
}

function hashOfCode(code: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, 32, (fault, key) => (fault ? reject(fault) : resolve(key.toString('base64url'))));
  });
}

function hashOfBrowser(browser: string): string {
  return createHash('sha256').update(browser).digest('hex');
}
