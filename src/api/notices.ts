// GET /notices: the ledger of a month, as far as the token reaches.

import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { dayOf } from '../domain/period.ts';
import { readScope, type Scope } from '../domain/person.ts';
import { readQuery } from './input.ts';
import { sendJson } from './problem.ts';
import { noticesQuery } from './schema.ts';
import { callerOf } from './token.ts';

export function getNotices({ store, now }: Context): RequestHandler {
  return (req, res) => {
    const query = readQuery(req, res, noticesQuery);
    if (!query) return;
    const today = dayOf(now());
    const scope = readScope(callerOf(req), today);
    const officesOf = new Set(
      store.unit
        .on(today)
        .flatMap(({ office, governor }) => (governor !== null && scope.governors.includes(governor) ? [office] : [])),
    );
    const notices = store.notice
      .ofPeriod(query.period)
      .filter((notice) => isWithin(scope, officesOf, notice))
      .map(({ step, period, office, governor, recipient, state, due, sentAt, reason, messageId }) => ({
        ...{ step, period, office, governor, recipient, state, due, sentAt, reason, messageId },
      }));
    sendJson(res, 200, { notices });
  };
}

/** An office sees what went to it, a governor what went to it and to its offices. */
function isWithin(
  scope: Scope,
  officesOf: Set<string>,
  notice: { office: string | null; governor: string | null },
): boolean {
  const { office, governor } = notice;
  if (scope.everything) return true;
  if (office !== null && (scope.offices.includes(office) || officesOf.has(office))) return true;
  return governor !== null && scope.governors.includes(governor);
}
