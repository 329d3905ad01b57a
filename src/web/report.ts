// The report pages of one unit and period: the form, saving a draft, delivering. Each handler parses, calls the action,
// and shows what came of it.

import { type Request, type Response, Router } from 'express';
import { type DeliverFormResult, deliverForm } from '../actions/deliver-form.ts';
import { loadForm } from '../actions/load-form.ts';
import { discardDraft, keepForm, type SaveDraftResult, saveDraft } from '../actions/save-draft.ts';
import { sendReceiptsSoon } from '../actions/send-notices.ts';
import type { Context } from '../context.ts';
import type { Instant } from '../domain/period.ts';
import type { Actor, Person } from '../domain/person.ts';
import { faultNameOf, refuse } from './errors.ts';
import { type PostedForm, readPostedForm } from './form-body.ts';
import { readFormKey } from './form-key.ts';
import { receiptPages } from './receipt.ts';
import { textsOf } from './render.ts';
import { answerAutosave, draftSaveOf, type NotStored, wantsJson } from './report-autosave.ts';
import { showConflict } from './report-conflict.ts';
import { confirmPages } from './report-confirm.ts';
import { reportListPages } from './report-list.ts';
import { type Shown, isOpen, showForm, showFreshForm } from './report-page.ts';
import { showReadOnly } from './report-read.ts';
import { reopeningPages, reopeningPart } from './report-reopening.ts';
import { uploadPages } from './report-upload.ts';
import { pathOf, type Where, whereOf } from './report-where.ts';
import { actorOf, askToSignIn, requirePerson, signedIn } from './visitor.ts';

type Posting = {
  where: Where;
  posted: PostedForm;
  person: Person;
  actor: Actor & { id: number };
  openedAt: Instant | null;
};

export function reportPages(context: Context): Router {
  const router = Router();
  router.use(reportListPages(context));
  router.use(uploadPages(context));
  router.use(receiptPages(context));
  router.use(confirmPages(context));
  router.use(reopeningPages(context));

  router.get('/reports/:period/:unit', requirePerson, (req, res) => {
    const where = whereOf(req);
    const person = signedIn(req);
    if (!where || !person) return refuse(req, res, 'notFound');
    context.store.snapshot(() => {
      const loaded = loadForm(context, actorOf(person), where.unit, where.period);
      if (!loaded) return refuse(req, res, 'notFound');
      if (isOpen(loaded)) return showFreshForm(context, req, res, person, loaded);
      showReadOnly(context, req, res, loaded, reopeningPart(req, loaded));
    });
  });

  // A reload after sign-in, or a change of language, asks for the address that was posted to.
  router.get(['/reports/:period/:unit/draft', '/reports/:period/:unit/submissions'], (req, res) => {
    const where = whereOf(req);
    if (!where) return refuse(req, res, 'notFound');
    const language = req.query['lang'] === 'nb' || req.query['lang'] === 'nn' ? `?lang=${req.query['lang']}` : '';
    res.redirect(303, pathOf(where) + language);
  });

  router.post('/reports/:period/:unit/submissions', (req, res) => {
    const posting = postingOf(context, req, res);
    if (!posting) return;
    const { where, posted, actor } = posting;
    const { input, zero, draft: version, submission, lateReason } = posted;
    const { openedAt } = posting;
    const key = posted.key === '' ? null : posted.key;
    const result = orNotStored(() =>
      deliverForm(context, actor, where, { input, zero, key, version, submission, openedAt, lateReason }),
    );
    if (result.kind === 'delivered') {
      res.redirect(303, `${pathOf(where)}/submissions/${result.submission.number}`);
      // The answer does not wait for the mail server; what is not sent now goes with the next tick.
      if (result.created) sendReceiptsSoon(context);
      return;
    }
    showUndelivered(context, req, res, posting, result);
  });

  router.post('/reports/:period/:unit/draft', (req, res) => {
    const posting = postingOf(context, req, res);
    if (!posting) return;
    const { where, posted, actor } = posting;
    const save = draftSaveOf(req, posted);
    if (posted.discard && discardDraft(context, actor, where, save)) {
      return res.redirect(303, `${pathOf(where)}?discarded`);
    }
    const result = orNotStored(() => saveDraft(context, actor, where, save));
    if (save.isAutomatic) return answerAutosave(req, res, result);
    if (result.kind === 'saved' || result.kind === 'late' || result.kind === 'discarded') {
      const dropped = result.kind === 'saved' && result.dropped.length > 0 ? '?dropped' : '';
      return res.redirect(303, pathOf(where) + dropped);
    }
    showUndelivered(context, req, res, posting, result);
  });
  return router;
}

/** What was posted and by whom. Null when it has been answered already: a refusal, sign-in, or the form once more. */
function postingOf(context: Context, req: Request, res: Response): Posting | null {
  const where = whereOf(req);
  if (!where) {
    refuse(req, res, 'notFound');
    return null;
  }
  const report = context.store.report.find(where.unit, where.period);
  const form = report ? context.store.form.byVersion(report.form) : context.store.form.inForce(where.period);
  const posted = readPostedForm(form, req.body);
  const person = signedIn(req);
  const key = posted.key === '' ? null : readFormKey(context.config, where, posted.key);
  const owner = key?.person ?? null;
  if (!person) {
    keepForSignIn(context, req, res, where, posted, owner);
    return null;
  }
  if (posted.key !== '' && owner !== person.id) {
    const t = textsOf(req).report.form;
    const text = owner === null ? t.renewed : t.otherPerson(person.name);
    showAgain(context, req, res, { where, posted, person }, { notices: [{ kind: 'warning', text }], status: 422 });
    return null;
  }
  return { where, posted, person, actor: actorOf(person), openedAt: key?.openedAt ?? null };
}

/** The session has ended: what was typed is kept for the person whose form it was. */
function keepForSignIn(
  context: Context,
  req: Request,
  res: Response,
  where: Where,
  posted: PostedForm,
  owner: number | null,
): void {
  const person = owner === null ? null : context.store.person.byId(owner);
  if (person) keepForm(context, actorOf(person), where, draftSaveOf(req, posted));
  if (wantsJson(req)) return void res.status(401).json({ signedOut: true });
  askToSignIn(req, res, pathOf(where));
}

/** Shows why nothing was stored, with everything that was typed. */
function showUndelivered(
  context: Context,
  req: Request,
  res: Response,
  posting: Posting,
  result: Exclude<
    DeliverFormResult | SaveDraftResult | NotStored,
    { kind: 'delivered' | 'saved' | 'late' | 'discarded' }
  >,
): void {
  const { posted, where, actor } = posting;
  switch (result.kind) {
    case 'faulty':
      return showAgain(context, req, res, posting, { ...result, ...samePage(posted), status: 422 });
    case 'draftChanged':
      return showConflict(context, req, res, posting, { loaded: result.loaded, draft: result.draft, reason: 'draft' });
    case 'conflict': {
      const loaded = loadForm(context, actor, where.unit, where.period);
      if (!loaded) return refuse(req, res, 'notFound');
      if ('draft' in result && result.draft) {
        return showConflict(context, req, res, posting, { loaded, draft: result.draft, reason: 'draft' });
      }
      const reason = 'reason' in result ? result.reason : 'changed';
      return showConflict(context, req, res, posting, { loaded, draft: null, reason });
    }
    case 'closed': {
      const loaded = loadForm(context, actor, where.unit, where.period);
      return loaded
        ? showReadOnly(context, req, res, loaded, reopeningPart(req, loaded), 409)
        : refuse(req, res, 'notFound');
    }
    case 'notStored': {
      res.setHeader('Retry-After', '30');
      const text = textsOf(req).report.form.notStored;
      return showAgain(context, req, res, posting, {
        ...samePage(posted),
        ...{ notices: [{ kind: 'error', text }], status: 503 },
      });
    }
    case 'notFound':
    case 'forbidden':
      return refuse(req, res, 'notFound');
  }
}

function showAgain(
  context: Context,
  req: Request,
  res: Response,
  { where, posted, person }: Omit<Posting, 'actor' | 'openedAt'>,
  shown: Omit<Shown, 'input' | 'seen'>,
): void {
  const loaded = loadForm(context, actorOf(person), where.unit, where.period);
  if (!loaded?.mayDeliver) return refuse(req, res, 'notFound');
  if (!isOpen(loaded)) return showReadOnly(context, req, res, loaded, reopeningPart(req, loaded), 409);
  const { input, draft, submission, lateReason } = posted;
  const seen = draft === null || submission === null ? {} : { seen: { version: draft, submission } };
  showForm(context, req, res, person, loaded, { input, lateReason, ...seen, ...shown });
}

/** Nothing came of the key, so the page goes on with it: a save of its own under way is then known for its own. */
function samePage({ key, sequence }: PostedForm): Pick<Shown, 'again'> {
  return key === '' ? {} : { again: { key, sequence: sequence ?? 0 } };
}

/** A database that is full or locked is told on the form itself, so that what was typed stands there still. */
function orNotStored<Result>(work: () => Result): Result | NotStored {
  try {
    return work();
  } catch (fault) {
    if (faultNameOf(fault) === 'unavailable') return { kind: 'notStored' };
    throw fault;
  }
}
