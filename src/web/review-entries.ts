// The decisions of one office in a review: registered one after the other, listed, and taken out again.

import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { enterDecision, loadReviewUnit, withdrawDecision } from '../actions/enter-review.ts';
import type { LoadedReview, ReviewedUnit } from '../actions/reviews.ts';
import type { Context } from '../context.ts';
import { type ReviewEntry, withdrawalReasons } from '../domain/review.ts';
import type { Criterion } from '../domain/review-criteria.ts';
import { unitName } from '../domain/unit.ts';
import { momentText } from '../text/when.ts';
import { fieldOf, numberIn, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { optionText, optionTexts } from './review-words.ts';
import { actorOf, languageOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

type UnitPage = { path: string; title: string; unit: string; name: string };

export type ReviewEntryPage = UnitPage & {
  /** What the decision gets, if nobody else is quicker. */
  number: number;
  /** What was stored just now. */
  saved: number | null;
  key: string;
  questions: {
    id: string;
    text: string;
    help: string;
    value: string;
    options: { value: string; text: string }[];
    error: string | undefined;
  }[];
  faults: { href: string; message: string }[];
};

export type ReviewEntriesPage = UnitPage & {
  mayEnter: boolean;
  rows: {
    id: number;
    name: string;
    by: string;
    withdrawn: string | null;
    answers: { name: string; text: string }[];
    mayWithdraw: boolean;
    fault: string | null;
  }[];
  reasons: { value: string; text: string }[];
  faults: { href: string; message: string }[];
};

const entryView = view<ReviewEntryPage>('reviews/entry');
const listView = view<ReviewEntriesPage>('reviews/entries');

export function reviewEntryPages(context: Context): Router {
  const router = Router();
  router.get('/reviews/:id/entries/new', requirePerson, (req, res) => {
    const loaded = unitIn(context, req, queryOf(req, 'unit'));
    if (!loaded) return refuse(req, res, 'notFound');
    if (loaded.found.review.closed) return res.redirect(303, `/reviews/${loaded.found.review.id}`);
    return loaded.own.mayEnter ? ask(req, res, loaded, randomUUID(), []) : refuse(req, res, 'notFound');
  });

  router.post('/reviews/:id/entries', requirePerson, (req, res) => {
    const person = signedIn(req);
    const loaded = unitIn(context, req, fieldOf(req, 'unit'));
    if (!person || !loaded) return refuse(req, res, 'notFound');
    const { found, own } = loaded;
    const t = textsOf(req).review;
    const key = fieldOf(req, 'key').slice(0, 100);
    const typed = Object.fromEntries(found.criteria.map(({ id }) => [id, fieldOf(req, id)]));
    const result = enterDecision(context, actorOf(person), {
      ...{ review: found.review.id, unit: own.unit.id, typed, key },
    });
    switch (result.kind) {
      case 'notFound':
        return refuse(req, res, 'notFound');
      case 'closed':
        return ask(req, res, loaded, key, [{ href: '#content', message: t.faults.closed }], 409);
      case 'storedBefore': {
        const message = t.faults.storedBefore(result.number);
        return ask(req, res, loaded, randomUUID(), [{ href: '#content', message }], 409);
      }
      case 'faulty':
        return ask(req, res, loaded, key, faultsOf(req, found.criteria, result.unanswered), 422);
      case 'entered':
        return res.redirect(303, `${pathOf(loaded)}/entries/new?unit=${own.unit.id}&saved=${result.number}`);
    }
  });

  router.get('/reviews/:id/entries', requirePerson, (req, res) => {
    const loaded = unitIn(context, req, queryOf(req, 'unit'));
    return loaded ? list(req, res, loaded, null) : refuse(req, res, 'notFound');
  });

  router.post('/reviews/:id/entries/:entry/withdrawal', requirePerson, (req, res) => {
    const person = signedIn(req);
    const [review, entry] = [numberIn(req.params.id), numberIn(req.params.entry)];
    if (!person || review === null || entry === null) return refuse(req, res, 'notFound');
    const order = { review, entry, reason: fieldOf(req, 'reason') };
    const result = withdrawDecision(context, actorOf(person), order);
    if (!result) return refuse(req, res, 'notFound');
    if (result.isDone) return res.redirect(303, `/reviews/${review}/entries?unit=${result.unit}#entry-${entry}`);
    const loaded = unitIn(context, req, result.unit);
    return loaded ? list(req, res, loaded, entry) : refuse(req, res, 'notFound');
  });
  return router;
}

type Loaded = { found: LoadedReview; own: ReviewedUnit };

function unitIn(context: Context, req: Request, unit: string): Loaded | null {
  const person = signedIn(req);
  const id = numberIn(req.params.id);
  return person && id !== null ? loadReviewUnit(context, actorOf(person), id, unit) : null;
}

function pathOf({ found }: Loaded): string {
  return `/reviews/${found.review.id}`;
}

function entriesOf({ found, own }: Loaded): ReviewEntry[] {
  return found.entries.filter(({ unit }) => unit === own.unit.id);
}

function unitPage(loaded: Loaded): UnitPage {
  const { unit } = loaded.own;
  return { path: pathOf(loaded), title: loaded.found.review.title, unit: unit.id, name: unitName(unit) };
}

function faultsOf(req: Request, criteria: Criterion[], unanswered: string[]): ReviewEntryPage['faults'] {
  const message = textsOf(req).review.faults.unanswered;
  return criteria
    .filter(({ id }) => unanswered.includes(id))
    .map(({ id, name }) => ({ href: `#${id}-0`, message: `${name[languageOf(req)]}: ${message}` }));
}

function ask(
  req: Request,
  res: Response,
  loaded: Loaded,
  key: string,
  faults: ReviewEntryPage['faults'],
  status = 200,
): void {
  const t = textsOf(req).review;
  const language = languageOf(req);
  const last = entriesOf(loaded).at(-1)?.number ?? 0;
  const saved = numberIn(queryOf(req, 'saved'));
  const page: ReviewEntryPage = {
    ...unitPage(loaded),
    ...{ number: last + 1, saved: saved !== null && saved <= last ? saved : null, key, faults },
    questions: loaded.found.criteria.map((one) => ({
      ...{ id: one.id, text: one.text[language], value: fieldOf(req, one.id), options: optionTexts(req, one) },
      help: [one.help[language], ...(one.basis ? [t.basis(one.basis)] : [])].join(' '),
      error: faults.some(({ href }) => href === `#${one.id}-0`) ? t.faults.unanswered : undefined,
    })),
  };
  render(req, res, entryView, page, status);
}

/** `faulty`: the entry that was to be taken out without a reason. */
function list(req: Request, res: Response, loaded: Loaded, faulty: number | null): void {
  const t = textsOf(req).review;
  const { reasons } = t.entries;
  const withdrawnText = ({ withdrawn }: ReviewEntry) =>
    withdrawn && t.entries.withdrawnBy(reasons[withdrawn.reason], withdrawn.name, momentText(withdrawn.at));
  const page: ReviewEntriesPage = {
    ...unitPage(loaded),
    mayEnter: loaded.own.mayEnter,
    rows: entriesOf(loaded)
      .toReversed()
      .map((entry) => ({
        ...{ id: entry.id, withdrawn: withdrawnText(entry) },
        name: entry.withdrawn ? t.entries.withdrawn(entry.number) : t.entry.title(entry.number),
        by: t.entries.by(entry.name, momentText(entry.at)),
        answers: loaded.found.criteria.map((one) => ({
          name: one.name[languageOf(req)],
          text: optionText(req, one, entry.answers[one.id] ?? ''),
        })),
        mayWithdraw: loaded.own.mayEnter && entry.withdrawn === null,
        fault: entry.id === faulty ? t.faults.reason : null,
      })),
    reasons: withdrawalReasons.map((value) => ({ value, text: reasons[value] })),
    faults: faulty === null ? [] : [{ href: `#reason-${faulty}-0`, message: `${t.entries.reason} ${t.faults.reason}` }],
  };
  render(req, res, listView, page, faulty === null ? 200 : 422);
}
