// GET /totals: sums over many reports, with coverage and the time they were known at.

import type { RequestHandler } from 'express';
import { loadTotalsInTurns } from '../actions/totals.ts';
import { totalsFile } from '../actions/totals-file.ts';
import type { Context } from '../context.ts';
import { readQuery } from './input.ts';
import { sendJson, sendKept } from './problem.ts';
import { totalsQuery } from './schema.ts';
import { apiWords, sendTable } from './send-table.ts';
import { callerOf } from './token.ts';

export function getTotals(context: Context): RequestHandler {
  return async (req, res) => {
    const query = readQuery(req, res, totalsQuery);
    if (!query) return;
    const { from, to, by, geography, format } = query;
    const caller = callerOf(req);
    const totals = await loadTotalsInTurns(context, caller, { from, to, by, geography, asOf: query.asOf ?? null });
    const { asOf, mapDay, notRebased, rows } = totals;
    if (format === 'json') {
      const answer = { asOf, from, to, geography, mapDay, notRebased, rows };
      // As known at a time, it is the same whenever it is asked for: whoever has it need not fetch it again.
      return query.asOf === asOf ? sendKept(req, res, answer) : sendJson(res, 200, answer);
    }
    const words = apiWords(req, totals.forms);
    const content = totalsFile(context, caller, totals, words);
    return sendTable(res, { content, words, format, name: `totals-${from}-${to}` });
  };
}
