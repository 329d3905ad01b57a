// Delivering by file, for an office with many units: the file is checked and shown report by report, and the sound ones are
// delivered with one button. Between the two the file stays in the page; the server keeps nothing of it.

import { type Request, type RequestHandler, type Response, Router } from 'express';
import {
  checkFile,
  deliverFile,
  type DeliverFileResult,
  type FileOutcome,
  fileTemplate,
} from '../actions/deliver-file.ts';
import { ownUnits } from '../actions/list-owed.ts';
import { sendReceipts } from '../actions/send-notices.ts';
import type { Context } from '../context.ts';
import type { RowFault } from '../domain/delivery-file.ts';
import { parsePeriod } from '../domain/period.ts';
import { unitName } from '../domain/unit.ts';
import { monthText, startingCapital } from '../text/when.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { pathOf } from './report-where.ts';
import { readUpload, uploadOf } from './upload.ts';
import { actorOf, languageOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

export type FiledRow = {
  name: string;
  state: string;
  color: 'success' | 'info' | 'warning' | 'danger' | 'neutral';
  faults: string[];
  href: string | null;
  linkText: string;
};

export type UploadPage = {
  example: string;
  /** Why the file cannot be read at all. */
  faults: string[];
  rows: FiledRow[];
  /** What the button delivers; null when there is nothing to deliver. */
  ready: { count: number; content: string; seen: string } | null;
  /** How many were delivered; null before. */
  done: number | null;
};

const uploadView = view<UploadPage>('report-upload');
const largestFile = 300_000;
const example = [
  'unit;period;applications_received;applications_granted;…;participants_end;…;comment',
  '0101-3101;2026-10;2;1;…;13;…;',
].join('\n');

/** The page and the template. Mounted before the pages of a report, whose addresses are of the same shape. */
export function uploadPages(context: Context): Router {
  const router = Router();
  router.get('/reports/upload', requirePerson, requireOwnUnits(context), (req, res) => {
    render(req, res, uploadView, { example, faults: [], rows: [], ready: null, done: null });
  });
  router.get('/reports/upload/template.csv', requirePerson, requireOwnUnits(context), (req, res) => {
    const person = signedIn(req);
    if (!person) return;
    res.setHeader('Content-Type', 'text/csv; charset=utf-8');
    res.setHeader('Content-Disposition', 'attachment; filename="kvp-rapport.csv"');
    res.send(fileTemplate(context, actorOf(person)));
  });
  return router;
}

/** Mounted before the ordinary body reader. */
export function reportUpload(context: Context): Router {
  const router = Router();
  const steps = [requirePerson, requireOwnUnits(context), ...readUpload(largestFile)];
  router.post('/reports/upload', ...steps, (req, res) => take(context, req, res));
  return router;
}

function take(context: Context, req: Request, res: Response): void {
  const person = signedIn(req);
  if (!person) return;
  const t = textsOf(req).report.upload;
  const actor = actorOf(person);
  const { file, fields, tooLarge } = uploadOf(req);
  const seen = fields['seen'];
  const content = seen === undefined ? file && textIn(file.content) : (fields['content'] ?? '');
  const refused = (fault: string) =>
    render(req, res, uploadView, { example, faults: [fault], rows: [], ready: null, done: null }, 422);
  if (tooLarge) return refused(t.faults.tooLarge);
  if (content === null || (file !== null && file.content.length === 0)) return refused(t.faults.noFile);
  if (content.includes('\0')) return refused(t.faults.notCsv(1));
  const result = seen === undefined ? checkFile(context, actor, content) : deliverFile(context, actor, content, seen);
  if (!result.ok) {
    return refused(result.fault === 'notCsv' ? t.faults.notCsv(result.line) : t.faults[result.fault]);
  }
  const sound = result.outcomes.filter(({ kind }) => kind === 'delivered').length;
  const rows = rowsOf(req, result, seen !== undefined);
  const ready = seen === undefined && sound > 0 ? { count: sound, content, seen: result.seen } : null;
  const done = seen === undefined ? null : sound;
  render(
    req,
    res,
    uploadView,
    { example, faults: [], rows, ready, done },
    done === null && rows.some(({ color }) => color === 'danger') ? 422 : 200,
  );
  if (done) void sendReceipts(context);
}

/** UTF-8, or what an older Excel writes. */
function textIn(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('windows-1252').decode(content);
  }
}

function rowsOf(req: Request, { outcomes, faults }: DeliverFileResult & { ok: true }, isDone: boolean): FiledRow[] {
  const t = textsOf(req).report.upload;
  const byReport = Map.groupBy(faults, ({ unit, period }) => `${period} ${unit}`);
  const unread = [...byReport.values()].map((ofReport): FiledRow => {
    const [first] = ofReport;
    return {
      ...{ name: nameOf(first?.unit ?? '', first?.period ?? '', null), state: t.states.faulty, color: 'danger' },
      ...{ faults: ofReport.map((fault) => rowFault(req, fault)), href: null, linkText: '' },
    };
  });
  return [...outcomes.map((outcome) => rowOf(req, outcome, isDone)), ...unread];
}

function rowOf(req: Request, outcome: FileOutcome, isDone: boolean): FiledRow {
  const t = textsOf(req).report.upload;
  const language = languageOf(req);
  const { unit, period, line, unitThen } = outcome;
  const row = { name: nameOf(unit, period, unitThen && unitName(unitThen)), faults: [], href: null, linkText: '' };
  const receipt = (number: number) => ({
    href: `${pathOf({ unit, period })}/submissions/${number}`,
    linkText: textsOf(req).report.list.receipt,
  });
  switch (outcome.kind) {
    case 'delivered': {
      const { number, replaces } = outcome;
      if (isDone) return { ...row, state: t.states.delivered, color: 'success', ...receipt(number) };
      const faults = replaces ? [t.replaces(replaces.name)] : [];
      const state = number > 1 ? t.corrects(number) : t.states.ready;
      return { ...row, state, color: replaces ? 'warning' : 'info', faults };
    }
    case 'unchanged':
      return { ...row, state: t.states.unchanged, color: 'neutral', ...receipt(outcome.number) };
    case 'faulty': {
      const faults = outcome.findings.map(({ line: at, rule, kind, message }) =>
        t.onLine(at, kind === 'warning' ? `${message[language]} ${t.giveReason(rule)}` : message[language]),
      );
      return { ...row, state: t.states.faulty, color: 'danger', faults };
    }
    case 'notYours':
      return { ...row, state: t.states.notYours, color: 'danger', faults: [t.onLine(line, t.notYours)] };
    case 'closed':
      return { ...row, state: t.states.closed, color: 'danger', faults: [t.onLine(line, t.closed[outcome.reason])] };
    case 'changed':
      return { ...row, state: t.states.changed, color: 'warning', faults: [t.changed] };
  }
}

function rowFault(req: Request, { line, fault, detail }: RowFault): string {
  const t = textsOf(req).report.upload;
  return t.onLine(line, t.rowFaults[fault](detail.slice(0, 100)));
}

function nameOf(unit: string, period: string, name: string | null): string {
  const month = parsePeriod(period) === null ? period : startingCapital(monthText(period));
  return `${month} – ${name ?? unit}`;
}

function requireOwnUnits(context: Context): RequestHandler {
  return (req, res, next) => {
    const person = signedIn(req);
    return person && ownUnits(context, actorOf(person)).length > 0 ? next() : refuse(req, res, 'notFound');
  };
}
