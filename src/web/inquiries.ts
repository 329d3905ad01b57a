// Inquiries: the list with their answers, asking about a report, and answering for the own office.

import { type Request, type Response, Router } from 'express';
import { answerInquiry, ask, type ListedInquiry, listInquiries, mayAsk } from '../actions/inquiries.ts';
import type { Context } from '../context.ts';
import type { TextFault } from '../domain/free-text.ts';
import { parsePeriod, type Period } from '../domain/period.ts';
import { type Unit, unitName } from '../domain/unit.ts';
import { fieldOf, numberIn, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { actorOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

export type InquiryListPage = {
  inquiries: ListedInquiry[];
  unitName: typeof unitName;
  /** The answer that was typed and refused. */
  refused: { id: number; text: string; fault: TextFault } | null;
};

export type AskPage = { unit: Unit; unitName: string; period: Period; text: string; fault: TextFault | null };

const listView = view<InquiryListPage>('inquiries/list');
const askView = view<AskPage>('inquiries/new');

export function inquiryPages(context: Context): Router {
  const router = Router();

  router.get('/inquiries', requirePerson, (req, res) => showList(context, req, res, null));

  router.get('/inquiries/new', requirePerson, (req, res) => {
    const given = { unit: queryOf(req, 'unit'), period: queryOf(req, 'period') };
    showAsk(context, req, res, { ...given, text: '', fault: null });
  });

  router.post('/inquiries', requirePerson, (req, res) => {
    const person = signedIn(req);
    const [unit, text] = [fieldOf(req, 'unit'), fieldOf(req, 'text')];
    const period = parsePeriod(fieldOf(req, 'period'));
    if (!person || period === null) return refuse(req, res, 'notFound');
    const result = ask(context, actorOf(person), { unit, period, text });
    if (result.kind === 'notFound') return refuse(req, res, 'notFound');
    if (result.kind === 'faulty') return showAsk(context, req, res, { unit, period, text, fault: result.fault });
    res.redirect(303, '/inquiries');
  });

  router.post('/inquiries/:id/answer', requirePerson, (req, res) => {
    const person = signedIn(req);
    const id = numberIn(req.params.id);
    if (!person || id === null) return refuse(req, res, 'notFound');
    const text = fieldOf(req, 'text');
    const result = answerInquiry(context, actorOf(person), { id, text });
    if (result.kind === 'notFound') return refuse(req, res, 'notFound');
    if (result.kind === 'faulty') return showList(context, req, res, { id, text, fault: result.fault });
    res.redirect(303, '/inquiries');
  });
  return router;
}

/** Says on the form of a report that there is something about it to answer. */
export function inquiryNotices(
  req: Request,
  { isAskedAbout }: { isAskedAbout: boolean },
): { kind: 'info'; text: string }[] {
  return isAskedAbout ? [{ kind: 'info', text: textsOf(req).quality.inquiry.waitingHere }] : [];
}

function showList(context: Context, req: Request, res: Response, refused: InquiryListPage['refused']): void {
  const person = signedIn(req);
  if (!person) return;
  const inquiries = listInquiries(context, actorOf(person));
  render(req, res, listView, { inquiries, unitName, refused }, refused ? 422 : 200);
}

function showAsk(
  context: Context,
  req: Request,
  res: Response,
  given: { unit: string; period: string; text: string; fault: TextFault | null },
): void {
  const person = signedIn(req);
  const period = parsePeriod(given.period);
  const unit = person && period && mayAsk(context, actorOf(person), given.unit, period);
  if (!unit || period === null) return refuse(req, res, 'notFound');
  const { text, fault } = given;
  render(req, res, askView, { unit, unitName: unitName(unit), period, text, fault }, fault ? 422 : 200);
}
