// The rules of signing in with a code sent by mail: its shape, how long it lives, and how often one may ask and try.
// And which mail address an identity provider (OpenID Connect) vouches for.

import { addMinutes, type Instant } from './period.ts';

/** Limits after OWASP ASVS 5.0, 6.5 and 6.6; see `limits`. */
export const limits = {
  codeDigits: 8,
  codeMinutes: 10,
  triesPerCode: 5,
  /** From leaving for the identity provider to coming back. */
  awayMinutes: 15,
  /** Unused codes per address within an hour, since its last sign-in. */
  codesPerAddress: 5,
  /** Unused codes and wrong tries per network address within an hour. A whole office, or a proxy, shares one. */
  codesPerNetwork: 2000,
  triesPerNetwork: 500,
  /** A session ends after an hour without use, and after twelve in any case (ASVS 7.3). */
  idleMinutes: 60,
  sessionMinutes: 12 * 60,
  /** The use of a session is written down this often at most, since every write waits for the disk. */
  touchMinutes: 5,
};

/** Takes what was typed; gives the address in lower case, or null when it is no mail address. */
export function parseEmail(text: string): string | null {
  const email = text.normalize('NFC').trim().toLowerCase();
  return email.length <= 254 &&
    /^[^\s@<>"',;:\\()[\]\p{C}]+@[^\s@<>"',;:\\()[\]\p{C}]+\.[^\s@<>"',;:\\()[\].\p{C}]+$/u.test(email)
    ? email
    : null;
}

/** Takes what was typed or pasted; gives the eight digits, or null. Spaces and hyphens between them are no fault. */
export function parseCode(text: string): string | null {
  const digits = text.slice(0, 100).replace(/[\s\u00ad\u200b\u2060\ufeff-]/g, '');
  return /^[0-9]{8}$/.test(digits) ? digits : null;
}

/**
 * The mail address, in lower case, that the provider's claims vouch for; null when they vouch for none. An address that
 * is said not to be verified is none, and then no other claim is asked either: whoever chose it may have chosen that too.
 * Without `email`, Entra ID gives the account's name in `preferred_username`, which is an address of the organisation's.
 */
export function emailOfClaims(claims: Record<string, unknown>): string | null {
  const { email, email_verified: verified, preferred_username: account } = claims;
  if (email === undefined) return typeof account === 'string' ? parseEmail(account) : null;
  // Some providers write the flag as text.
  return typeof email === 'string' && String(verified) !== 'false' ? parseEmail(email) : null;
}

/** What has been asked for and tried within the last hour, by the address and from the network address. */
export type RecentSignIns = { codesOfAddress: number; codesOfNetwork: number; triesOfNetwork: number };

export function mayAskForCode(recent: RecentSignIns): boolean {
  return recent.codesOfAddress < limits.codesPerAddress && recent.codesOfNetwork < limits.codesPerNetwork;
}

export function mayTryCode(recent: Pick<RecentSignIns, 'triesOfNetwork'>): boolean {
  return recent.triesOfNetwork < limits.triesPerNetwork;
}

export function codeExpiry(createdAt: Instant): Instant {
  return addMinutes(createdAt, limits.codeMinutes);
}

/** When a session ends if it is not used again. */
export function sessionExpiry(createdAt: Instant, lastUsedAt: Instant): Instant {
  const idle = addMinutes(lastUsedAt, limits.idleMinutes);
  const end = addMinutes(createdAt, limits.sessionMinutes);
  return idle < end ? idle : end;
}

const pages =
  'reports|overview|totals|units|targets|notices|follow-ups|reviews|announcements|people|offices|forms|plans|events|changes|' +
  'extracts|incidents|exemptions|practice|late-reasons|form-times|kostra|quality|inquiries';
const nextPath = new RegExp(`^/(?:${pages})(?:/[A-Za-z0-9-]{1,64}){0,5}(?:\\?[A-Za-z0-9=&,._:+%-]{0,500})?$`);

/** True for a path of our own pages that one may be sent to after signing in. Nothing else ever is. */
export function isNextPath(path: string): boolean {
  return nextPath.test(path);
}
