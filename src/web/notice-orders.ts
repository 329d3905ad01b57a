// What the directorate may order at the pages of notices: pause and release mail, turn a switch, send a notice or a step
// at once, send a test. Each is recorded with who did it.

import { setTimeout as wait } from 'node:timers/promises';
import { type Request, type Response, Router } from 'express';
import { pauseMail, releaseMail } from '../actions/mail-pause.ts';
import { sendPlanned, sendStep, sendTest } from '../actions/mail-orders.ts';
import { turnSwitch } from '../actions/mail-switch.ts';
import type { Context } from '../context.ts';
import type { TextFault } from '../domain/free-text.ts';
import { parseMailKind, parseMailReason } from '../domain/mail-switch.ts';
import { parsePeriod } from '../domain/period.ts';
import { stepNames } from '../domain/plan.ts';
import type { StepOrder } from '../domain/step-order.ts';
import { fieldOf, numberIn } from './body.ts';
import { refuse } from './errors.ts';
import { reachIn } from './notice-frame.ts';
import { showOverview } from './notice-overview.ts';
import { textsOf } from './render.ts';
import { actorIn } from './visitor.ts';

/** A person waits for a mail server so long, and looks again later. */
const longestWait = 5000;

export function noticeOrderPages(context: Context): Router {
  const router = Router();
  const { store, now } = context;

  router.post('/notices/*rest', (req, res, next) => (reachIn(req).everything ? next() : refuse(req, res, 'notFound')));

  router.post('/notices/release', (req, res) => {
    releaseMail(context, { at: now(), who: whoIn(req) });
    res.redirect(303, '/notices?done=released');
  });

  router.post('/notices/pause', (req, res) => {
    const reason = parseMailReason(fieldOf(req, 'reason'));
    if (!reason.ok) return showFault(req, res, 'pause', reason.fault);
    pauseMail(context, { at: now(), reason: reason.text }, whoIn(req));
    return res.redirect(303, '/notices');
  });

  router.post('/notices/switches', (req, res) => {
    const kind = parseMailKind(fieldOf(req, 'kind'));
    const on = fieldOf(req, 'turn') === 'on';
    if (kind === null) return refuse(req, res, 'badRequest');
    const reason = on ? { ok: true as const, text: '' } : parseMailReason(fieldOf(req, 'reason'));
    if (!reason.ok) return showFault(req, res, 'switch', reason.fault);
    turnSwitch(context, { kind, on, reason: reason.text, who: whoIn(req), at: now() });
    return res.redirect(303, `/notices?done=${on ? 'on' : 'off'}:${kind}`);
  });

  router.post('/notices/test', async (req, res) => {
    const { id, sending } = sendTest(context, operatorIn(req));
    const sent = await withinReason(sending);
    res.redirect(303, `/notices/${id}?tried=${sent === null ? 'slow' : 'done'}`);
  });

  router.post('/notices/:id/send', async (req, res) => {
    const id = numberIn(req.params.id);
    if (id === null || store.noticeSearch.byId(id) === null) return refuse(req, res, 'notFound');
    const sent = await withinReason(sendPlanned(context, id, operatorIn(req)));
    return res.redirect(303, `/notices/${id}?tried=${sent === null ? 'slow' : sent ? 'done' : 'not'}`);
  });

  router.post('/notices/steps', async (req, res) => {
    const order = stepIn(req);
    if (order === null) return refuse(req, res, 'badRequest');
    const ordered = sendStep(context, order, operatorIn(req));
    if (ordered === null) return res.redirect(303, `/notices/why?unit=${order.unit}&period=${order.period}&tried=not`);
    const sent = await withinReason(ordered.sending);
    return res.redirect(303, `/notices/${ordered.id}?tried=${sent === null ? 'slow' : sent ? 'done' : 'not'}`);
  });

  return router;

  function showFault(req: Request, res: Response, form: 'pause' | 'switch', fault: TextFault): void {
    const message = textsOf(req).notices.health.reasonFaults[fault];
    showOverview(context, req, res, { form, kind: fieldOf(req, 'kind'), typed: fieldOf(req, 'reason'), message });
  }
}

/** Null when it takes too long; then it goes on by itself. */
async function withinReason<Result>(work: Promise<Result>): Promise<Result | null> {
  const late = new AbortController();
  try {
    return await Promise.race([work, wait(longestWait, null, { ref: false, signal: late.signal })]);
  } finally {
    late.abort();
  }
}

function stepIn(req: Request): StepOrder | null {
  const step = stepNames.find((name) => name === fieldOf(req, 'step'));
  const period = parsePeriod(fieldOf(req, 'period'));
  const [unit, person] = [fieldOf(req, 'unit'), fieldOf(req, 'person')];
  if (step === undefined || period === null || !/^[\d-]{1,20}$/.test(unit) || !/^\d{1,15}$/.test(person)) return null;
  return { step, period, unit, person: Number(person) };
}

function operatorIn(req: Request): { who: string; person: number } {
  const { who, id } = actorIn(req);
  return { who, person: id };
}

function whoIn(req: Request): string {
  return operatorIn(req).who;
}
