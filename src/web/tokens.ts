// The directorate's page of tokens: what systems may call the API, a form for a new token, and revoking one.

import { type Request, type Response, Router } from 'express';
import { listTokens, makeToken, revokeToken, type TokenFault, type TokenState } from '../actions/tokens.ts';
import type { Context } from '../context.ts';
import { roleNames } from '../domain/person.ts';
import type { Texts } from '../text/text.ts';
import { momentText } from '../text/when.ts';
import { fieldOf, numberIn, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { dayInField, typedDay } from './typed-day.ts';
import { actorIn, requirePerson, todayOf } from './visitor.ts';
import { view } from './views.ts';

type Typed = { name: string; role: string; scope: string; lastDay: string };

export type TokensPage = {
  roles: { value: string; text: string }[];
  typed: Typed;
  /** Field → what is wrong with it. */
  errors: Partial<Record<keyof Typed, string>>;
  faults: { href: string; message: string }[];
  /** Shown this once. */
  made: { name: string; token: string } | null;
  isRevoked: boolean;
  tokens: { id: number; name: string; reach: string; state: TokenState; stateText: string; lines: string[] }[];
};

const tokensView = view<TokensPage>('tokens');

export function tokenPages(context: Context): Router {
  const router = Router();

  router.get('/tokens', requirePerson, (req, res) => show(context, req, res, {}));

  router.post('/tokens', requirePerson, (req, res) => {
    const typed = typedIn(req);
    const { name, role } = typed;
    const scope = typed.scope.trim().toUpperCase();
    const result = makeToken(context, actorIn(req), { name, role, scope, lastDay: typedDay(typed.lastDay) });
    if (result.ok) return show(context, req, res, { made: { name, token: result.token } });
    return show(context, req, res, { typed, fault: result.fault });
  });

  router.post('/tokens/:token/revoke', requirePerson, (req, res) => {
    const id = numberIn(req.params['token']) ?? 0;
    if (!revokeToken(context, actorIn(req), id)) return refuse(req, res, 'notFound');
    return res.redirect(303, '/tokens?done=revoked');
  });

  return router;
}

const fieldOfFault: Record<Exclude<TokenFault, 'forbidden'>, keyof Typed> = {
  ...{ name: 'name', taken: 'name', role: 'role', scope: 'scope', lastDay: 'lastDay' },
};

function show(
  context: Context,
  req: Request,
  res: Response,
  { typed, made = null, fault }: { typed?: Typed; made?: TokensPage['made']; fault?: TokenFault },
): void {
  const listed = listTokens(context, actorIn(req));
  if (!listed || fault === 'forbidden') return refuse(req, res, 'notFound');
  const t = textsOf(req).tokens;
  const field = fault && fieldOfFault[fault];
  const message = fault && t.faults[fault];
  const data: TokensPage = {
    roles: [{ value: '', text: textsOf(req).common.choose }, ...roleNames.map((role) => roleOption(role, t))],
    typed: typed ?? { name: '', role: '', scope: '', lastDay: dayInField(inAYear(todayOf(req))) },
    errors: field && message ? { [field]: message } : {},
    faults: field && message ? [{ href: `#${field}`, message }] : [],
    ...{ made, isRevoked: req.method === 'GET' && queryOf(req, 'done') === 'revoked' },
    tokens: listed.map(({ id, name, role, scope, state, createdAt, expiresAt, revokedAt }) => ({
      ...{ id, name, state, stateText: t.state[state] },
      reach: scope === '' ? t.roles[role] : `${t.roles[role]}, ${scope}`,
      lines: [
        t.made(momentText(createdAt)),
        ...(expiresAt === null ? [t.noEnd] : [t.expires(momentText(expiresAt))]),
        ...(revokedAt === null ? [] : [t.revoked(momentText(revokedAt))]),
      ],
    })),
  };
  render(req, res, tokensView, data, fault ? 422 : 200);
}

function roleOption(role: (typeof roleNames)[number], t: Texts['tokens']) {
  return { value: role, text: t.roles[role] };
}

function inAYear(today: string): string {
  return Temporal.PlainDate.from(today).add({ years: 1 }).toString();
}

function typedIn(req: Request): Typed {
  const field = (name: keyof Typed) => fieldOf(req, name).slice(0, 300);
  return { name: field('name'), role: field('role'), scope: field('scope'), lastDay: field('lastDay') };
}
