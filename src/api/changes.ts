// GET /changes: every report delivered or corrected since a time, with the numbers before and after.

import type { RequestHandler } from 'express';
import { listChanges } from '../actions/list-changes.ts';
import type { Context } from '../context.ts';
import { readQuery } from './input.ts';
import { sendJson, sendKept } from './problem.ts';
import { changesQuery } from './schema.ts';
import { callerOf } from './token.ts';

export function getChanges(context: Context): RequestHandler {
  return (req, res) => {
    const query = readQuery(req, res, changesQuery);
    if (!query) return;
    const { since, asOf = null, limit = null } = query;
    const answer = { since, ...listChanges(context, callerOf(req), { since, asOf, limit }) };
    // Between two times that have both been, it is the same whenever it is asked for.
    return asOf === answer.asOf ? sendKept(req, res, answer) : sendJson(res, 200, answer);
  };
}
