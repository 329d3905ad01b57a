// A governor starts a review: what it is called, the span of the decisions, and the offices in it.

import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { governorsOf, makeReview, reviewableUnits } from '../actions/make-review.ts';
import type { Context } from '../context.ts';
import type { ReviewFault, TypedReview } from '../domain/review.ts';
import { unitName } from '../domain/unit.ts';
import { senderName } from './announcements.ts';
import { fieldOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { typedDay } from './typed-day.ts';
import { actorOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type ReviewFormPage = {
  governors: { value: string; text: string }[];
  governor: string;
  key: string;
  typed: { title: string; from: string; to: string };
  counties: { name: string; units: { id: string; text: string; isChecked: boolean }[] }[];
  /** The first box, which the summary of faults leads to. */
  firstBox: string;
  errors: Partial<Record<ReviewFault['field'], string>>;
  faults: { href: string; message: string }[];
};

const formView = view<ReviewFormPage>('reviews/form');
const box = 'unit_';

export function reviewFormPages(context: Context): Router {
  const router = Router();
  router.get('/reviews/new', requirePerson, (req, res) => show(context, req, res, []));

  router.post('/reviews', requirePerson, (req, res) => {
    const person = signedIn(req);
    if (!person) return;
    const order = { governor: fieldOf(req, 'governor'), typed: typedIn(req), key: fieldOf(req, 'key').slice(0, 100) };
    const result = makeReview(context, actorOf(person), order);
    if (result.kind === 'notFound') return refuse(req, res, 'notFound');
    if (result.kind === 'faulty') return show(context, req, res, result.faults);
    return res.redirect(303, `/reviews/${result.id}`);
  });
  return router;
}

function typedIn(req: Request): TypedReview {
  const day = (field: string) => typedDay(fieldOf(req, field)) ?? '';
  return { title: fieldOf(req, 'title'), from: day('from'), to: day('to'), units: chosenIn(req) };
}

function chosenIn(req: Request): string[] {
  const fields = Object.keys((req.body ?? {}) as Record<string, unknown>);
  return fields.filter((name) => name.startsWith(box)).map((name) => name.slice(box.length));
}

function show(context: Context, req: Request, res: Response, faults: ReviewFault[]): void {
  const person = signedIn(req);
  const today = todayOf(req);
  const governors = person ? governorsOf(person, today) : [];
  const governor = governors.find((code) => code === fieldOf(req, 'governor')) ?? governors[0];
  if (governor === undefined) return refuse(req, res, 'notFound');
  const t = textsOf(req).review;
  const isPosted = req.method === 'POST';
  // Usually a year, and the one that is over.
  const year = Number(today.slice(0, 4)) - 1;
  const typed = isPosted
    ? { title: fieldOf(req, 'title'), from: fieldOf(req, 'from'), to: fieldOf(req, 'to') }
    : { title: '', from: `01.01.${year}`, to: `31.12.${year}` };
  const units = governors.flatMap((code) => reviewableUnits(context, code, typedDay(typed.to) ?? ''));
  const chosen = new Set(chosenIn(req));
  const counties = [...Map.groupBy(units, ({ countyName }) => countyName)].map(([name, list]) => ({
    name,
    units: list
      .map((unit) => ({ id: `${box}${unit.id}`, text: unitName(unit), isChecked: chosen.has(unit.id) }))
      .toSorted((one, other) => one.text.localeCompare(other.text, 'nb')),
  }));
  const firstBox = counties[0]?.units[0]?.id ?? 'units';
  const message = ({ field, fault }: ReviewFault) => t.faults[field][fault] ?? fault;
  const label = { title: t.form.name, from: t.form.from, to: t.form.to, units: t.form.units };
  const page: ReviewFormPage = {
    governors: governors.map((code) => ({ value: code, text: senderName(context, req, code) })),
    ...{ governor, typed, counties, firstBox },
    key: fieldOf(req, 'key') || randomUUID(),
    errors: Object.fromEntries(faults.map((one) => [one.field, message(one)])),
    faults: faults.map((one) => ({
      href: `#${one.field === 'units' ? firstBox : one.field}`,
      message: `${label[one.field]}: ${message(one)}`,
    })),
  };
  render(req, res, formView, page, faults.length > 0 ? 422 : 200);
}
