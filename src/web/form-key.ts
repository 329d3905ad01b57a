// The key of a form page: made by the server when the page is rendered, and signed for one person, unit and period. It
// is the idempotency key of what is delivered from the page, and it shows whose form it was when the session has ended.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Period } from '../domain/period.ts';

/** What a form page is about: whose it is, and which report. */
export type FormPage = { person: number; unit: string; period: Period };

const keyPattern = /^(\d{1,15})\.([\w-]{22})\.([\w-]{43})$/;

/** A new key, different each time: `<person>.<random>.<signature>`. */
export function makeFormKey(config: Pick<Config, 'sessionSecret'>, page: FormPage): string {
  const random = randomBytes(16).toString('base64url');
  return `${page.person}.${random}.${signatureOf(config, page, random)}`;
}

/** Takes the key of a posted form; gives the id of the person it was made for, or null when it is not one of ours. */
export function readFormKey(
  config: Pick<Config, 'sessionSecret'>,
  report: Omit<FormPage, 'person'>,
  key: string,
): number | null {
  const [, person, random, signature] = keyPattern.exec(key) ?? [];
  if (person === undefined || random === undefined || signature === undefined) return null;
  const expected = signatureOf(config, { person: Number(person), ...report }, random);
  return timingSafeEqual(Buffer.from(signature), Buffer.from(expected)) ? Number(person) : null;
}

function signatureOf({ sessionSecret }: Pick<Config, 'sessionSecret'>, page: FormPage, random: string): string {
  const signed = ['form', page.person, page.unit, page.period, random].join('\n');
  return createHmac('sha256', sessionSecret).update(signed).digest('base64url');
}
