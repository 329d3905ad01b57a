// GET /reports: what each unit owes for a month, and how it stands.

import type { RequestHandler } from 'express';
import { type ListedReport, listReports } from '../actions/list-reports.ts';
import type { Context } from '../context.ts';
import type { Form } from '../domain/form.ts';
import { questionsOf } from '../domain/totals.ts';
import type { Table } from '../domain/totals-table.ts';
import { readQuery } from './input.ts';
import { sendJson } from './problem.ts';
import { reportsQuery } from './schema.ts';
import { sendTable } from './send-table.ts';
import { callerOf } from './token.ts';

export function getReports(context: Context): RequestHandler {
  return (req, res) => {
    const query = readQuery(req, res, reportsQuery);
    if (!query) return;
    const from = query.period ?? query.from ?? '';
    const to = query.period ?? query.to ?? '';
    const listed = listReports(context, callerOf(req), { from, to }).filter(
      ({ status }) => query.status === undefined || status === query.status,
    );
    const { format } = query;
    if (format === 'json') return sendJson(res, 200, { reports: listed.map(reportOf) });
    const forms = context.store.form.all();
    const name = from === to ? `reports-${from}` : `reports-${from}-${to}`;
    sendTable(req, res, { table: tableOf(listed, forms), forms, format, name });
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

const columns = [
  ...['period', 'unit', 'status', 'deadline', 'closesOn', 'submissions', 'firstSubmittedAt', 'onTime'],
  ...['expectedParticipants', 'confirmedZero', 'corrected', 'toBeConfirmed', 'imported'],
] as (keyof ReturnType<typeof reportOf>)[];

function tableOf(listed: ListedReport[], forms: Form[]): Table {
  const questions = questionsOf(forms).map(({ id }) => id);
  return {
    columns: [...columns, ...questions],
    rows: listed.map((report) => [
      ...columns.map((column) => reportOf(report)[column]),
      ...questions.map((question) => report.answers?.[question] ?? null),
    ]),
  };
}
