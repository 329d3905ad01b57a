// What the page of totals is asked: as typed, as an order, and as the address that asks it again.

import type { Request } from 'express';
import type { Totals, TotalsOrder, Within } from '../actions/totals.ts';
import { addMinutes, instantAt, parseInstant, type Period, parsePeriod, periodOf } from '../domain/period.ts';
import { type Area, areas, type TotalsQuestion } from '../domain/totals.ts';
import { queryOf } from './body.ts';
import { typedDay } from './typed-day.ts';
import { todayOf } from './visitor.ts';

/** As typed. */
export type Choice = {
  from: string;
  to: string;
  within: string;
  area: string;
  perMonth: boolean;
  geography: string;
  kind: string;
  questions: string[];
  asOf: string;
};

/** Which questions of the answer are shown: of a kind, and of those only the ones named; none named is all. */
export type Narrowing = { kind: 'flow' | 'stock' | null; questions: string[] };
export type Asked = { order: TotalsOrder; narrowing: Narrowing };

type Errors = { field: string; message: string }[];

/** What is asked, or the latest month that is open, by county (by unit for those who see a part only). */
export function choiceOf(req: Request, periods: Period[], seesAll: boolean): Choice {
  const latest = periods[0] ?? periodOf(todayOf(req));
  const isAsked = queryOf(req, 'from') !== '' || queryOf(req, 'to') !== '';
  return {
    from: queryOf(req, 'from') || queryOf(req, 'to') || latest,
    to: queryOf(req, 'to') || queryOf(req, 'from') || latest,
    within: queryOf(req, 'within'),
    area: isAsked ? queryOf(req, 'area') : seesAll ? 'county' : 'unit',
    perMonth: queryOf(req, 'perMonth') === 'on',
    geography: queryOf(req, 'geography') || 'reported',
    kind: queryOf(req, 'kind'),
    questions: [req.query['q'] ?? []].flat().filter((id) => typeof id === 'string'),
    asOf: queryOf(req, 'asOf').trim(),
  };
}

/** What was typed as an order, or the faults that keep it from being one, by field. */
export function askedOf(
  choice: Choice,
  t: Record<'periodFault' | 'orderFault' | 'asOfFault', string>,
): { asked: Asked | null; errors: Errors } {
  const { from, to, geography, asOf } = choice;
  const errors: Errors = [];
  for (const field of ['from', 'to'] as const) {
    if (parsePeriod(choice[field]) === null) errors.push({ field, message: t.periodFault });
  }
  if (errors.length === 0 && from > to) errors.push({ field: 'from', message: t.orderFault });
  const known = asOf === '' ? null : momentIn(asOf);
  if (asOf !== '' && known === null) errors.push({ field: 'asOf', message: t.asOfFault });
  if (errors.length > 0) return { asked: null, errors };
  const area: Area | null = areas.find((each) => each === choice.area) ?? null;
  const by = { period: choice.perMonth, area };
  const order: TotalsOrder = {
    ...{ from, to, by, geography: geography === 'current' ? 'current' : 'reported', asOf: known },
    within: withinOf(choice.within),
  };
  const kind = (['flow', 'stock'] as const).find((each) => each === choice.kind) ?? null;
  return { asked: { order, narrowing: { kind, questions: choice.questions } }, errors };
}

/** Two digits are a county, four a municipality. */
function withinOf(number: string): Within | null {
  if (/^\d{2}$/.test(number)) return { area: 'county', number };
  return /^\d{4}$/.test(number) ? { area: 'municipality', number } : null;
}

/** A time with its zone, or a day as 2026-11-10 or 10.11.2026: what was known when it ended. */
function momentIn(text: string): string | null {
  const day = typedDay(text);
  if (day === null) return parseInstant(text);
  const lastMinute = instantAt(day, '23:59');
  return addMinutes(lastMinute, 1);
}

/** The answer with the questions asked for alone; all of them where none of those named is in it. */
export function narrowed(totals: Totals, { kind, questions }: Narrowing): Totals {
  const isOfKind = (question: TotalsQuestion) => kind === null || (question.kind === 'flow') === (kind === 'flow');
  const ofKind = totals.questions.filter(isOfKind);
  const named = ofKind.filter(({ id }) => questions.includes(id));
  return { ...totals, questions: named.length > 0 ? named : ofKind };
}

/** The address that asks the same again at `path`. */
export function hrefOf(path: string, { order, narrowing }: Asked): string {
  const { from, to, by, geography, asOf, within } = order;
  const query = new URLSearchParams({ from, to, area: by.area ?? 'nation' });
  if (within) query.set('within', within.number);
  if (by.period) query.set('perMonth', 'on');
  if (geography === 'current') query.set('geography', geography);
  if (narrowing.kind !== null) query.set('kind', narrowing.kind);
  for (const id of narrowing.questions) query.append('q', id);
  if (asOf !== null) query.set('asOf', asOf);
  return `${path}?${query.toString()}`;
}
