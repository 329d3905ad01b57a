// The figures as files: the answer of the page of totals, and every report behind it one by one. They may hold small
// numbers, so it is recorded who took them out.

import { type Request, type Response, Router } from 'express';
import { monthsOfReports } from '../actions/list-reports.ts';
import { reportsFile } from '../actions/reports-file.ts';
import { type CubeContent, cubeFile, type FileFormat, fileFormats } from '../actions/table-file.ts';
import { loadTotalsInTurns } from '../actions/totals.ts';
import { totalsFile } from '../actions/totals-file.ts';
import type { Context } from '../context.ts';
import type { Form } from '../domain/form.ts';
import { fileWords } from '../text/file-words.ts';
import type { Texts } from '../text/text.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { textsOf } from './render.ts';
import { streamFile } from './send-file.ts';
import { type Asked, askedOf, choiceOf, hrefOf, narrowed } from './totals-choice.ts';
import { actorOf, languageOf, requirePerson, signedIn } from './visitor.ts';

export type Download = { text: string; href: string };

export function totalsExports(context: Context): Router {
  const router = Router();
  router.get('/totals/file', requirePerson, (req, res) => sendTotals(context, req, res));
  router.get('/totals/reports', requirePerson, (req, res) => sendReports(context, req, res));
  return router;
}

/** The same answer in each format, and the reports of its months. `asked` says when it was known. */
export function downloadsOf(asked: Asked, t: Texts['totals']) {
  const { from, to } = asked.order;
  const reports = new URLSearchParams({ from, to });
  return {
    totals: fileFormats.map((format) => ({
      text: t.downloads[format],
      href: `${hrefOf('/totals/file', asked)}&format=${format}`,
    })),
    reports: (['xlsx', 'csv-excel', 'csv'] as const).map((format) => ({
      text: t.downloads[format],
      href: `/totals/reports?${reports.toString()}&format=${format}`,
    })),
  };
}

async function sendTotals(context: Context, req: Request, res: Response): Promise<void> {
  const person = signedIn(req);
  const { asked, format } = orderOf(req);
  if (!person || !asked || !format) return refuse(req, res, 'badRequest');
  const { order, narrowing } = asked;
  const actor = actorOf(person);
  const totals = narrowed(await loadTotalsInTurns(context, actor, order), narrowing);
  const words = fileWords(languageOf(req), totals.forms);
  const details = { ...order, ...narrowing, asOf: totals.asOf, format };
  record(context, actor.who, 'totals.exported', details);
  const name = `${textsOf(req).totals.file}-${order.from}-${order.to}`;
  return send(req, res, { content: totalsFile(context, actor, totals, words), format, forms: totals.forms, name });
}

function sendReports(context: Context, req: Request, res: Response): Promise<void> | void {
  const person = signedIn(req);
  const { asked, format } = orderOf(req);
  if (!person || !asked || !format || format === 'json-stat') return refuse(req, res, 'badRequest');
  const { from, to } = asked.order;
  const actor = actorOf(person);
  const forms = context.store.form.all();
  const statuses = format === 'csv' ? {} : { statuses: textsOf(req).common.status };
  const words = { ...fileWords(languageOf(req), forms), ...statuses };
  const months = monthsOfReports(context, actor, { from, to });
  record(context, actor.who, 'reports.exported', { from, to, format });
  const name = `${textsOf(req).totals.reportsFile}-${from}-${to}`;
  return send(req, res, { content: reportsFile({ months, forms, words, from, to }), format, forms, name });
}

function orderOf(req: Request): { asked: Asked | null; format: FileFormat | undefined } {
  const { asked } = askedOf(choiceOf(req, [], true), textsOf(req).totals.choose);
  return { asked, format: fileFormats.find((each) => each === queryOf(req, 'format')) };
}

function record(
  { store, now }: Context,
  who: string,
  what: 'totals.exported' | 'reports.exported',
  details: object,
): void {
  store.event.record({ at: now(), who, what, subject: 'totals', details: { ...details } });
}

async function send(
  req: Request,
  res: Response,
  file: { content: CubeContent; format: FileFormat; forms: Form[]; name: string },
): Promise<void> {
  const words = fileWords(languageOf(req), file.forms);
  await streamFile(req, res, file.name, cubeFile(file.format, file.content, words));
}
