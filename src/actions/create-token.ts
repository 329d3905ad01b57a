// Makes tokens for systems that use the API. A token is shown once; only its hash is kept.

import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { cleanText } from '../domain/canonical.ts';
import { checkRoleScope } from './role-scope.ts';

export type CreateTokenResult = { ok: true; id: number; token: string } | { ok: false; fault: string };

/** `who` is who makes it, as in the record of events. */
export function createToken(
  context: Pick<Context, 'store' | 'now'>,
  given: { name: string; role: string; scope: string },
  who: string,
): CreateTokenResult {
  const { store, now } = context;
  const name = cleanText(given.name).replaceAll('\n', ' ');
  if (name === '' || [...name].length > 200) return { ok: false, fault: 'name must have 1 to 200 characters' };
  const checked = checkRoleScope(context, given.role, given.scope);
  if (!checked.ok) return checked;
  const { role, scope } = checked;
  // 256 bits cannot be guessed, so a plain hash is enough. The prefix lets scanners for secrets find a leaked one.
  const token = `kvp_${randomBytes(32).toString('base64url')}`;
  return store.transaction(() => {
    const at = now();
    const id = store.token.add({ name, role, scope, hash: tokenHash(token), createdAt: at, expiresAt: null });
    store.event.record({ at, who, what: 'token.created', subject: `token:${id}`, details: { name, role, scope } });
    return { ok: true, id, token };
  });
}

/** What is kept of a token: SHA-256, in hexadecimal. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
