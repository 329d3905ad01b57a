// GET /reports: what each unit owes for a month, and how it stands.

import type { RequestHandler } from 'express';
import { type ListedReport, monthsOfReports } from '../actions/list-reports.ts';
import { reportsFile } from '../actions/reports-file.ts';
import type { Context } from '../context.ts';
import { readQuery } from './input.ts';
import { reportsQuery } from './schema.ts';
import { sendList } from './send-list.ts';
import { apiWords, sendTable } from './send-table.ts';
import { callerOf } from './token.ts';

export function getReports(context: Context): RequestHandler {
  return (req, res) => {
    const query = readQuery(req, res, reportsQuery);
    if (!query) return;
    const from = query.period ?? query.from ?? '';
    const to = query.period ?? query.to ?? '';
    const range = { from, to };
    const isAsked = ({ status }: ListedReport) => query.status === undefined || status === query.status;
    const { format } = query;
    // Month by month, as they are read.
    const months = monthsOfReports(context, callerOf(req), range).map((reports) => reports.filter(isAsked));
    if (format === 'json') {
      return sendList(res, { rest: {}, name: 'reports', parts: months.map((reports) => reports.map(reportOf)) });
    }
    const forms = context.store.form.all();
    const words = apiWords(req, forms);
    const content = reportsFile({ months, forms, words, from, to });
    const name = from === to ? `reports-${from}` : `reports-${from}-${to}`;
    return sendTable(res, { content, words, format, name });
  };
}

/** What the contract promises, and nothing that the pages may come to need. */
function reportOf({
  unit,
  period,
  status,
  deadline,
  closesOn,
  submissions,
  firstSubmittedAt,
  onTime,
  ...rest
}: ListedReport) {
  const { expectedParticipants, confirmedZero, corrected, toBeConfirmed, imported } = rest;
  return {
    ...{ unit: unit.id, period, status, deadline, closesOn, submissions, firstSubmittedAt, onTime },
    ...{ expectedParticipants, confirmedZero, corrected, toBeConfirmed, imported },
  };
}
