// Reviews of decisions to be read: the list, and each with how far it has come, the result, what to supervise next, the
// conclusion, and the same as a file.

import { type Request, type Response, Router } from 'express';
import { closeReview, governorsOf } from '../actions/make-review.ts';
import { reviewFile, reviewFormats } from '../actions/review-file.ts';
import { listReviews, type LoadedReview, loadReview } from '../actions/reviews.ts';
import type { Context } from '../context.ts';
import { wholePercent } from '../domain/overview.ts';
import { type Concern, resultFor, type Tally } from '../domain/review.ts';
import type { Criterion } from '../domain/review-criteria.ts';
import { unitName } from '../domain/unit.ts';
import { numberText } from '../text/number.ts';
import { dayText, momentText } from '../text/when.ts';
import { senderName } from './announcements.ts';
import { fieldOf, numberIn, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { optionText, optionTexts, percentOf } from './review-words.ts';
import { streamFile } from './send-file.ts';
import { actorOf, languageOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type ReviewRow = {
  href: string;
  title: string;
  isClosed: boolean;
  span: string;
  made: string;
  progress: string;
  units: { name: string; decisions: number; enter: string | null; list: string | null }[];
};

export type ReviewListPage = { mayMake: boolean; rows: ReviewRow[] };

export type ReviewPage = ReviewRow & {
  isEmpty: boolean;
  bars: Bars[];
  /** Where the numbers of all the offices together would tell those of one. */
  isHidden: boolean;
  offices: Table;
  counts: (Table & { name: string; text: string })[];
  /** Null for those who do not see all the offices. */
  concerns: { line: string; weak: string | null }[] | null;
  downloads: { text: string; href: string }[];
  conclusion: { text: string; by: string } | null;
  closing: { typed: string; fault: string | null } | null;
};

/** In per cent, of all the offices, or of one's own beside them. */
type Bars = { heading: string; heads: string[]; rows: { text: string; percents: (number | null)[] }[] };
type Table = { columns: string[]; rows: { name: string; cells: string[] }[]; footer: string[] | null };

const listView = view<ReviewListPage>('reviews/list');
const reviewView = view<ReviewPage>('reviews/review');

export function reviewPages(context: Context): Router {
  const router = Router();
  router.get('/reviews', requirePerson, (req, res) => {
    const person = signedIn(req);
    if (!person) return;
    const rows = listReviews(context, actorOf(person)).map((found) => rowOf(context, req, found));
    render(req, res, listView, { mayMake: governorsOf(person, todayOf(req)).length > 0, rows });
  });

  router.get('/reviews/:id', requirePerson, (req, res) => {
    const found = reviewIn(context, req);
    return found ? show(context, req, res, found, null) : refuse(req, res, 'notFound');
  });

  router.post('/reviews/:id/closing', requirePerson, (req, res) => {
    const person = signedIn(req);
    const found = reviewIn(context, req);
    if (!person || !found) return refuse(req, res, 'notFound');
    const result = closeReview(context, actorOf(person), found.review.id, fieldOf(req, 'conclusion'));
    if (result === 'notFound') return refuse(req, res, 'notFound');
    if (result === 'closed') return res.redirect(303, `/reviews/${found.review.id}#conclusion`);
    return show(context, req, res, found, textsOf(req).review.faults.conclusion[result]);
  });

  router.get('/reviews/:id/export', requirePerson, async (req, res) => {
    const found = reviewIn(context, req);
    const format = reviewFormats.find((one) => one === queryOf(req, 'format'));
    const person = signedIn(req);
    if (!found || !format || !person) return refuse(req, res, 'notFound');
    const { review: t, totals } = textsOf(req);
    const file = reviewFile(found, format, {
      ...{ yes: totals.yes, no: totals.no, all: t.all, sheets: t.result.sheets },
      head: (column) => t.columns[column] ?? column,
      criterion: (one) => one.name[languageOf(req)],
      option: (one, option) => optionText(req, one, option),
    });
    const { who } = actorOf(person);
    const subject = `review:${found.review.id}`;
    context.store.event.record({ at: context.now(), who, what: 'review.exported', subject, details: { format } });
    return streamFile(req, res, `${t.result.file}-${found.review.id}`, file);
  });
  return router;
}

function reviewIn(context: Context, req: Request): LoadedReview | null {
  const person = signedIn(req);
  const id = numberIn(req.params.id);
  return person && id !== null ? loadReview(context, actorOf(person), id) : null;
}

function rowOf(context: Context, req: Request, { review, units, own, concerns }: LoadedReview): ReviewRow {
  const t = textsOf(req).review;
  const href = `/reviews/${review.id}`;
  const started = units.filter(({ tally }) => tally.decisions > 0).length;
  return {
    ...{ href, title: review.title, isClosed: review.closed !== null },
    span: t.span(dayText(review.from), dayText(review.to)),
    made: t.made(senderName(context, req, review.governor), momentText(review.createdAt)),
    progress: concerns ? t.progress(started, units.length, own.decisions) : t.own(own.decisions),
    units: units.map(({ unit, tally, mayEnter, readsEntries }) => ({
      ...{ name: unitName(unit), decisions: tally.decisions },
      enter: mayEnter ? `${href}/entries/new?unit=${unit.id}` : null,
      list: readsEntries ? `${href}/entries?unit=${unit.id}` : null,
    })),
  };
}

function show(context: Context, req: Request, res: Response, found: LoadedReview, fault: string | null): void {
  const t = textsOf(req).review;
  const { review, own, all, criteria } = found;
  const row = rowOf(context, req, found);
  const judged = criteria.filter(({ kind }) => kind === 'judgement');
  const page: ReviewPage = {
    ...row,
    isEmpty: own.decisions === 0 && !all?.decisions,
    bars: barsOf(req, found),
    isHidden: all === null,
    offices: tableOf(req, found, [t.decisions, ...judged.map(({ name }) => name[languageOf(req)])], (tally) => [
      numberText(tally.decisions),
      ...judged.map((one) => shareText(req, tally, one)),
    ]),
    counts: criteria.map((one) => countsOf(req, found, one)),
    concerns: found.concerns?.map((concern) => concernWords(req, found, concern)) ?? null,
    downloads: reviewFormats.map((format) => ({
      text: t.result.formats[format],
      href: `${row.href}/export?format=${format}`,
    })),
    conclusion: review.closed && {
      text: review.closed.conclusion,
      by: t.closedBy(review.closed.name, momentText(review.closed.at)),
    },
    closing: found.mayClose ? { typed: fieldOf(req, 'conclusion'), fault } : null,
  };
  render(req, res, reviewView, page, fault ? 422 : 200);
}

/** The per cent of yes for what was judged, and of each option for what was chosen. */
function barsOf(req: Request, { criteria, own, all, concerns }: LoadedReview): Bars[] {
  const t = textsOf(req).review;
  const language = languageOf(req);
  const tallies = concerns || !all ? [own] : [own, all];
  const heads = concerns ? [t.all] : [t.result.own, t.all].slice(0, tallies.length);
  const row = (text: string, percent: (tally: Tally) => number | null) => ({ text, percents: tallies.map(percent) });
  const judged = criteria.filter(({ kind }) => kind === 'judgement');
  const chosen = criteria.filter(({ kind }) => kind === 'choice');
  return [
    {
      ...{ heading: t.result.share, heads },
      rows: judged.map((one) => row(one.text[language], (tally) => percentOf(resultFor(tally, one)))),
    },
    ...chosen.map((one) => ({
      ...{ heading: one.text[language], heads },
      rows: optionTexts(req, one).map(({ value, text }) =>
        row(text, ({ decisions, criteria: results }) =>
          decisions === 0 ? null : wholePercent((results[one.id]?.counts[value] ?? 0) / decisions),
        ),
      ),
    })),
  ];
}

/** A row for each office that is seen, and all of them in the footer where they may be shown. */
function tableOf(
  req: Request,
  { units, all }: LoadedReview,
  columns: string[],
  cells: (tally: Tally) => string[],
): Table {
  const t = textsOf(req).review;
  return {
    columns: [t.office, ...columns],
    rows: units.map(({ unit, tally }) => ({ name: unitName(unit), cells: cells(tally) })),
    footer: all && [t.all, ...cells(all)],
  };
}

function countsOf(req: Request, found: LoadedReview, one: Criterion): ReviewPage['counts'][number] {
  const t = textsOf(req).review;
  const options = optionTexts(req, one);
  const isJudged = one.kind === 'judgement';
  const columns = [...options.map(({ text }) => text), ...(isJudged ? [t.result.share] : [])];
  const table = tableOf(req, found, columns, (tally) => [
    ...options.map(({ value }) => numberText(resultFor(tally, one).counts[value] ?? 0)),
    ...(isJudged ? [shareText(req, tally, one)] : []),
  ]);
  return { ...table, name: one.name[languageOf(req)], text: one.text[languageOf(req)] };
}

function shareText(req: Request, tally: Tally, one: Criterion): string {
  const percent = percentOf(resultFor(tally, one));
  return percent === null ? '–' : textsOf(req).review.result.percent(percent);
}

function concernWords(req: Request, { criteria, units, own }: LoadedReview, concern: Concern) {
  const t = textsOf(req).review.concerns;
  const one = criteria.find(({ id }) => id === concern.criterion);
  const names = new Map(units.map(({ unit }) => [unit.id, unitName(unit)]));
  const weak = concern.weak.map(({ unit, yes, assessed }) => `${names.get(unit) ?? unit} (${t.share(yes, assessed)})`);
  const percent = (one && percentOf(resultFor(own, one))) ?? 0;
  return {
    line: t.line(one?.name[languageOf(req)] ?? '', percent, t.share(concern.yes, concern.assessed)),
    weak: weak.length > 0 ? t.weak(weak.join('; ')) : null,
  };
}
