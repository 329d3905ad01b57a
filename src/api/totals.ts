// GET /totals: sums over many reports, with coverage and the time they were known at.

import type { RequestHandler } from 'express';
import { inParts, loadTotalsInTurns } from '../actions/totals.ts';
import { totalsFile } from '../actions/totals-file.ts';
import type { Context } from '../context.ts';
import { readQuery } from './input.ts';
import { totalsQuery } from './schema.ts';
import { sendKeptList, sendList } from './send-list.ts';
import { apiWords, sendTable } from './send-table.ts';
import { callerOf } from './token.ts';

const rowsAtATime = 500;

export function getTotals(context: Context): RequestHandler {
  return async (req, res) => {
    const query = readQuery(req, res, totalsQuery);
    if (!query) return;
    const { from, to, by, geography, format } = query;
    const caller = callerOf(req);
    const totals = await loadTotalsInTurns(context, caller, { from, to, by, geography, asOf: query.asOf ?? null });
    const { asOf, mapDay, notRebased, rows } = totals;
    if (format === 'json') {
      const rest = { asOf, from, to, geography, mapDay, notRebased };
      const listing = { rest, name: 'rows', parts: inParts(rows, rowsAtATime) };
      // As known at a time, it is the same whenever it is asked for: whoever has it need not fetch it again.
      return query.asOf === asOf ? sendKeptList(req, res, listing) : sendList(res, listing);
    }
    const words = apiWords(req, totals.forms);
    const content = totalsFile(context, caller, totals, words);
    return sendTable(res, { content, words, format, name: `totals-${from}-${to}` });
  };
}
