// The directorate's tokens for systems: makes one with an end, lists all there have been, revokes one. Each is recorded.

import type { Context } from '../context.ts';
import { cleanText } from '../domain/canonical.ts';
import { addMinutes, type Day, dayOf, type Instant, instantAt } from '../domain/period.ts';
import { type Actor, hasRole } from '../domain/person.ts';
import type { ApiToken } from '../store/token.ts';
import { createToken } from './create-token.ts';
import { checkRoleScope } from './role-scope.ts';

export type TokenState = 'inForce' | 'expired' | 'revoked';
export type ListedToken = ApiToken & { state: TokenState };

/** The longest life of a token: forgotten ones end by themselves. */
const longestYears = 2;

export type TokenFault = 'forbidden' | 'name' | 'taken' | 'role' | 'scope' | 'lastDay';
export type MakeTokenResult = { ok: true; id: number; token: string } | { ok: false; fault: TokenFault };

/** Those in force first, then the newest; null when the actor is not of the directorate. */
export function listTokens(context: Pick<Context, 'store' | 'now'>, actor: Actor): ListedToken[] | null {
  if (!isOfDirectorate(context, actor)) return null;
  const now = context.now();
  const listed = context.store.token.all().map((token) => ({ ...token, state: stateOf(token, now) }));
  const rank = ({ state }: ListedToken) => (state === 'inForce' ? 0 : 1);
  return listed.toSorted((one, other) => rank(one) - rank(other) || other.id - one.id);
}

/** The token lasts through its last day. It is in the answer, and nowhere else. */
export function makeToken(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  order: { name: string; role: string; scope: string; lastDay: Day | null },
): MakeTokenResult {
  const refuse = (fault: TokenFault): MakeTokenResult => ({ ok: false, fault });
  if (!isOfDirectorate(context, actor)) return refuse('forbidden');
  const name = cleanText(order.name).replaceAll('\n', ' ');
  if (name === '' || name.length > 200) return refuse('name');
  // Two of one name cannot be told apart on the day one of them must be revoked; nor can a form be sent twice by mistake.
  if (listTokens(context, actor)?.some((token) => token.name === name && token.state === 'inForce')) {
    return refuse('taken');
  }
  if (order.role === '') return refuse('role');
  if (!checkRoleScope(context, order.role, order.scope).ok) return refuse('scope');
  const today = dayOf(context.now());
  const latest = Temporal.PlainDate.from(today).add({ years: longestYears }).toString();
  if (order.lastDay === null || order.lastDay < today || order.lastDay > latest) return refuse('lastDay');
  const expiresAt = addMinutes(instantAt(order.lastDay, '23:59'), 1);
  const made = createToken(context, { ...order, name, expiresAt }, actor.who);
  return made.ok ? made : refuse('role');
}

/** False when there is no such token in force, or the actor is not of the directorate. */
export function revokeToken(context: Pick<Context, 'store' | 'now'>, actor: Actor, id: number): boolean {
  const { store, now } = context;
  if (!isOfDirectorate(context, actor)) return false;
  return store.transaction(() => {
    const at = now();
    if (!store.token.revoke(id, at)) return false;
    const name = store.token.all().find((token) => token.id === id)?.name ?? '';
    store.event.record({ at, who: actor.who, what: 'token.revoked', subject: `token:${id}`, details: { name } });
    return true;
  });
}

function isOfDirectorate({ now }: Pick<Context, 'now'>, actor: Actor): boolean {
  return hasRole(actor, 'directorate', dayOf(now()));
}

function stateOf({ expiresAt, revokedAt }: ApiToken, now: Instant): TokenState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'inForce';
}
