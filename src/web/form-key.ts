// The key of a form page: made by the server when the page is rendered, and signed for one person, unit and period. It
// is the idempotency key of what is delivered from the page, and it shows whose form it was when the session has ended.

import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Instant, Period } from '../domain/period.ts';

/** What a form page is about: whose it is, and which report. */
export type FormPage = { person: number; unit: string; period: Period };

/** What a key tells: whom the page was made for, and when it was opened. */
export type FormKey = { person: number; openedAt: Instant };

const keyPattern = /^(\d{1,15})\.(\d{1,15})\.([\w-]{36})\.([\w-]{43})$/;

/** A new key, different each time: `<person>.<opened, in milliseconds>.<random>.<signature>`. */
export function makeFormKey(config: Pick<Config, 'sessionSecret'>, page: FormPage, openedAt: Instant): string {
  const opened = Date.parse(openedAt);
  const random = randomUUID();
  return `${page.person}.${opened}.${random}.${signatureOf(config, page, opened, random)}`;
}

/** Takes the key of a posted form; gives what it tells, or null when it is not one of ours for this report. */
export function readFormKey(
  config: Pick<Config, 'sessionSecret'>,
  report: Omit<FormPage, 'person'>,
  key: string,
): FormKey | null {
  const [, person, opened, random, signature] = keyPattern.exec(key) ?? [];
  if (person === undefined || opened === undefined || random === undefined || signature === undefined) return null;
  const expected = signatureOf(config, { person: Number(person), ...report }, Number(opened), random);
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return null;
  return { person: Number(person), openedAt: new Date(Number(opened)).toISOString() };
}

function signatureOf(
  { sessionSecret }: Pick<Config, 'sessionSecret'>,
  page: FormPage,
  opened: number,
  random: string,
): string {
  const signed = ['form', page.person, page.unit, page.period, opened, random].join('\n');
  return createHmac('sha256', sessionSecret).update(signed).digest('base64url');
}
