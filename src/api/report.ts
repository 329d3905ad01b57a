// GET and PUT /reports/<period>/<unit>: one report read, and delivered or corrected by the same action as the page.

import type { Request, RequestHandler, Response } from 'express';
import { type Delivery, deliver } from '../actions/deliver.ts';
import { type LoadedReport, loadReport } from '../actions/load-report.ts';
import type { Context } from '../context.ts';
import type { Input } from '../domain/answers.ts';
import { addMonths, firstDayOf, parsePeriod } from '../domain/period.ts';
import type { Closed } from '../domain/report.ts';
import type { Finding } from '../domain/rule.ts';
import { parseUnitId } from '../domain/unit.ts';
import { texts } from '../text/text.ts';
import { dayText } from '../text/when.ts';
import { readBody, readQuery } from './input.ts';
import { problem, sendJson } from './problem.ts';
import { deliveryBody, noQuery } from './schema.ts';
import { languageOf } from './send-table.ts';
import { callerOf } from './token.ts';

export function getReport(context: Context): RequestHandler {
  return (req, res) => {
    if (!readQuery(req, res, noQuery)) return;
    const loaded = loadFrom(context, req);
    if (!loaded) return problem(res, 'notFound');
    sendReport(res, 200, loaded);
  };
}

export function putReport(context: Context): RequestHandler {
  return (req, res) => {
    if (!readQuery(req, res, noQuery)) return;
    const where = whereOf(req);
    if (!where) return problem(res, 'notFound');
    const delivery = deliveryOf(req, where);
    if ('fault' in delivery) {
      // Outside the scope there is nothing, whatever the body says.
      return loadFrom(context, req) ? problem(res, 'badRequest', { detail: delivery.fault }) : problem(res, 'notFound');
    }
    const result = deliver(context, callerOf(req), delivery);
    switch (result.kind) {
      case 'notFound':
        return problem(res, 'notFound');
      case 'forbidden':
        return problem(res, 'forbidden');
      case 'closed': {
        const message = closedMessage(req, loadAgain(context, req), result.reason);
        return problem(res, 'closed', { errors: [{ rule: 'E7', message }] });
      }
      case 'faulty':
        return problem(res, 'faulty', findingsOf(req, result));
      case 'conflict':
        if (result.stored) res.setHeader('ETag', `"${result.stored.number}"`);
        return problem(res, result.reason, { number: result.stored?.number ?? 0 });
      case 'delivered':
        return sendReport(res, result.created ? 201 : 200, loadAgain(context, req));
    }
  };
}

type Where = Pick<Delivery, 'unit' | 'period'>;

/** Null when the address names no unit or period that there can be. */
function whereOf(req: Request): Where | null {
  const period = parsePeriod(String(req.params.period));
  const unit = parseUnitId(String(req.params.unit));
  return period === null || unit === null ? null : { unit, period };
}

function loadFrom(context: Context, req: Request): LoadedReport | null {
  const where = whereOf(req);
  return where && loadReport(context, callerOf(req), where.unit, where.period);
}

/** Of a report that was just found. */
function loadAgain(context: Context, req: Request): LoadedReport {
  const loaded = loadFrom(context, req);
  if (!loaded) throw new Error('A report that was found a moment ago cannot be read');
  return loaded;
}

/**
 * The number in the ETag is what If-Match is compared with; "0" is a report that nothing was delivered for. Whether it was
 * on time is told by the first delivery, for ever: a later correction does not make it late.
 */
function sendReport(res: Response, status: number, loaded: LoadedReport): void {
  const { unit, period, form, deadline, closesOn, carried, flags, inForce, submissions } = loaded;
  res.setHeader('ETag', `"${inForce?.number ?? 0}"`);
  sendJson(res, status, {
    ...{ unit: unit.id, period, form: form.version, status: loaded.status, deadline, closesOn },
    carried: carried?.number ?? null,
    ...flags,
    submission: inForce && {
      ...{ number: inForce.number, answers: inForce.answers, reasons: inForce.reasons, comment: inForce.comment },
      ...{ submittedAt: inForce.submittedAt, onTime: submissions[0]?.onTime ?? null, sha256: inForce.sha256 },
    },
  });
}

/** The idempotency key counts within the token, so that two systems never meet in it. */
function deliveryOf(req: Request, where: Where): Delivery | { fault: string } {
  const read = readBody(req, deliveryBody);
  if ('fault' in read) return read;
  const key = req.get('Idempotency-Key');
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key)) {
    return { fault: 'Idempotency-Key must be 1 to 200 visible ASCII characters without spaces' };
  }
  const match = req.get('If-Match');
  const number = /^"?(\d{1,9})"?$/.exec(match ?? '')?.[1];
  if (match !== undefined && number === undefined) {
    return { fault: 'If-Match must be the number of the submission in quotes, as "1"; "0" when there is none' };
  }
  const input: Input = { ...read.data, answers: asTyped(read.data.answers) };
  return {
    ...{ ...where, input, channel: 'api' },
    key: key === undefined ? null : `api:${callerOf(req).who}:${key}`,
    ifMatch: number === undefined ? null : Number(number),
  };
}

/**
 * The numbers as they would be typed, since one action takes deliveries from page and API. Anything but a JSON number is
 * given as a text that is no number, so that it is refused at its question (E1); null and "" are told as missing.
 */
function asTyped(answers: Record<string, unknown>): Record<string, string> {
  const typed = (value: unknown) => {
    if (typeof value === 'number') return String(value);
    return value === null || value === '' ? '' : 'not a number';
  };
  return Object.fromEntries(Object.entries(answers).map(([question, value]) => [question, typed(value)]));
}

function findingsOf(req: Request, { errors, warnings }: { errors: Finding[]; warnings: Finding[] }) {
  const language = languageOf(req);
  return {
    errors: errors.map(({ rule, questions: [question], message }) => ({
      ...(question === undefined ? {} : { question }),
      ...{ rule, message: message[language] },
    })),
    warnings: warnings.map(({ rule, message }) => ({ rule, message: message[language] })),
  };
}

function closedMessage(req: Request, { period, closesOn }: LoadedReport, reason: Closed): string {
  const t = texts[languageOf(req)].report.form.closed;
  if (reason === 'notOpen') return t.notOpen(dayText(firstDayOf(addMonths(period, 1))));
  return reason === 'closed' ? t.closed(dayText(closesOn)) : t.final;
}
