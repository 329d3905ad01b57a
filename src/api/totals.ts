// GET /totals: sums over many reports, with coverage and the time they were known at.

import type { RequestHandler } from 'express';
import { loadTotals } from '../actions/totals.ts';
import type { Context } from '../context.ts';
import { totalsTable } from '../domain/totals-table.ts';
import { readQuery } from './input.ts';
import { sendJson } from './problem.ts';
import { totalsQuery } from './schema.ts';
import { sendTable } from './send-table.ts';
import { callerOf } from './token.ts';

export function getTotals(context: Context): RequestHandler {
  return (req, res) => {
    const query = readQuery(req, res, totalsQuery);
    if (!query) return;
    const { from, to, by, geography, format } = query;
    const totals = loadTotals(context, callerOf(req), { from, to, by, geography, asOf: query.asOf ?? null });
    const { asOf, mapDay, notRebased, rows } = totals;
    if (format === 'json') return sendJson(res, 200, { asOf, from, to, geography, mapDay, notRebased, rows });
    const table = totalsTable({ ...totals, by });
    sendTable(req, res, { table, forms: totals.forms, format, name: `totals-${from}-${to}` });
  };
}
