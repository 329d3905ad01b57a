// Makes a token for a system that calls the API: shown once, kept as a hash.

import { randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { cleanText } from '../domain/canonical.ts';
import type { Instant } from '../domain/period.ts';
import { checkRoleScope } from './role-scope.ts';

/** expiresAt: null or left out for a token that lasts until it is revoked. */
export type TokenOrder = { name: string; role: string; scope: string; expiresAt?: Instant | null };

export type CreateTokenResult = { ok: true; id: number; token: string } | { ok: false; fault: string };

/** Gives the token, which is kept nowhere else. `who` is who makes it, as in the record of events. */
export function createToken(
  context: Pick<Context, 'store' | 'now'>,
  order: TokenOrder,
  who: string,
): CreateTokenResult {
  const { store } = context;
  const name = cleanText(order.name).replaceAll('\n', ' ');
  if (name === '' || name.length > 200) return { ok: false, fault: 'name must have 1 to 200 characters' };
  const checked = checkRoleScope(context, order.role, order.scope);
  if (!checked.ok) return checked;

  const token = `kvp_${randomBytes(32).toString('base64url')}`;
  return store.transaction(() => {
    const at = context.now();
    const { role, scope } = checked;
    const expiresAt = order.expiresAt ?? null;
    const id = store.token.add(token, { name, role, scope, createdAt: at, expiresAt });
    store.event.record({
      at,
      who,
      what: 'token.created',
      subject: `token:${id}`,
      details: { name, role, scope, expiresAt },
    });
    return { ok: true, id, token };
  });
}
