// The page of totals: choose months, area, map and the time it was known at; the answer says how complete it is.

import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { loadTotals, type Totals, type TotalsOrder } from '../actions/totals.ts';
import { fileFormats, tableFile } from '../actions/table-file.ts';
import { totalsFile } from '../actions/totals-file.ts';
import type { Context } from '../context.ts';
import {
  addMinutes,
  instantAt,
  lastDayOf,
  parseDay,
  parseInstant,
  type Period,
  parsePeriod,
  periodOf,
} from '../domain/period.ts';
import { type Actor, readScope } from '../domain/person.ts';
import { type Area, areas } from '../domain/totals.ts';
import { fileWords } from '../text/file-words.ts';
import { numberText } from '../text/number.ts';
import { dayText, momentText, monthText, startingCapital } from '../text/when.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { unitName } from './report-numbers.ts';
import {
  areaTables,
  type AreaTable,
  type FigureSection,
  figureSections,
  type Naming,
  sectionsOf,
} from './totals-page.ts';
import { actorOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type TotalsPage = {
  choice: Choice & { periods: { value: Period; text: string }[]; errors: { field: string; message: string }[] };
  answer: null | {
    heading: string;
    facts: string[];
    coverage: { text: string; isComplete: boolean };
    figures: FigureSection[];
    tables: AreaTable[];
    /** Long tables are shown one section at a time. */
    sections: { text: string; href: string; current: boolean }[];
    notRebased: string[];
    same: string;
    downloads: { text: string; href: string }[];
  };
};

/** As typed. */
type Choice = { from: string; to: string; area: string; perMonth: boolean; geography: string; asOf: string };

const totalsView = view<TotalsPage>('totals');
/** Rows up to which a page holds the tables of all sections. */
const fewRows = 60;

export function totalsPages(context: Context): Router {
  const router = Router();
  router.get('/totals', requirePerson, (req, res) => {
    const person = signedIn(req);
    if (person) showTotals(context, req, res, actorOf(person));
  });
  router.get('/totals/file', requirePerson, (req, res) => {
    const person = signedIn(req);
    return person && sendFile(context, req, res, actorOf(person));
  });
  return router;
}

function showTotals(context: Context, req: Request, res: Response, actor: Actor): void {
  const periods = context.store.period
    .all()
    .map(({ period }) => period)
    .toReversed();
  const choice = choiceOf(req, periods, readScope(actor, todayOf(req)).everything);
  const { order, errors } = orderOf(choice, textsOf(req).totals.choose);
  const options = periods.map((period) => ({ value: period, text: startingCapital(monthText(period)) }));
  const answer = order ? answerOf(context, req, actor, order) : null;
  render(req, res, totalsView, { choice: { ...choice, periods: options, errors }, answer }, order ? 200 : 422);
}

/** What is asked, or the latest month that is open, by county (by unit for those who see a part only). */
function choiceOf(req: Request, periods: Period[], seesAll: boolean): Choice {
  const latest = periods[0] ?? periodOf(todayOf(req));
  const isAsked = queryOf(req, 'from') !== '' || queryOf(req, 'to') !== '';
  return {
    from: queryOf(req, 'from') || queryOf(req, 'to') || latest,
    to: queryOf(req, 'to') || queryOf(req, 'from') || latest,
    area: isAsked ? queryOf(req, 'area') : seesAll ? 'county' : 'unit',
    perMonth: queryOf(req, 'perMonth') === 'on',
    geography: queryOf(req, 'geography') || 'reported',
    asOf: queryOf(req, 'asOf').trim(),
  };
}

type Errors = { field: string; message: string }[];

function orderOf(
  choice: Choice,
  t: Record<'periodFault' | 'orderFault' | 'asOfFault', string>,
): { order: TotalsOrder | null; errors: Errors } {
  const { from, to, geography, asOf } = choice;
  const errors: Errors = [];
  for (const field of ['from', 'to'] as const) {
    if (parsePeriod(choice[field]) === null) errors.push({ field, message: t.periodFault });
  }
  if (errors.length === 0 && from > to) errors.push({ field: 'from', message: t.orderFault });
  const known = asOf === '' ? null : momentIn(asOf);
  if (asOf !== '' && known === null) errors.push({ field: 'asOf', message: t.asOfFault });
  if (errors.length > 0) return { order: null, errors };
  const area: Area | null = areas.find((each) => each === choice.area) ?? null;
  const by = { period: choice.perMonth, area };
  return { order: { from, to, by, geography: geography === 'current' ? 'current' : 'reported', asOf: known }, errors };
}

/** A time with its zone, or a day as 2026-11-10 or 10.11.2026: what was known when it ended. */
function momentIn(text: string): string | null {
  const [, date, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const day = parseDay(year === undefined ? text : `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`);
  if (day === null) return parseInstant(text);
  const lastMinute = instantAt(day, '23:59');
  return addMinutes(lastMinute, 1);
}

function answerOf(context: Context, req: Request, actor: Actor, order: TotalsOrder): NonNullable<TotalsPage['answer']> {
  const t = textsOf(req).totals;
  const language = req.visitor?.language ?? 'nb';
  const totals = loadTotals(context, actor, order);
  const { by, from, to } = order;
  const fixed = { ...order, asOf: totals.asOf };
  const whole = { ...fixed, by: { period: false, area: null } };
  const [sum] = by.area === null && !by.period ? totals.rows : loadTotals(context, actor, whole).rows;
  const naming = namingOf(context, language, order);
  const isNation = by.area === null && !by.period;
  const isLong = totals.rows.length > fewRows;
  const sections = sectionsOf(totals, language);
  const chosen = isLong
    ? (sections.find(({ id }) => id === queryOf(req, 'section')) ?? sections[1] ?? sections[0])
    : undefined;
  const range = t.range(monthText(from), monthText(to));
  const isOpen = totals.rows.length > 0 && sum?.stockPeriod !== null;
  return {
    heading: startingCapital(range),
    facts: [
      ...[t.known(momentText(totals.asOf)), t.fetched(momentText(context.now()))],
      ...(totals.mapDay === null || by.area === null ? [] : [t.map(dayText(totals.mapDay))]),
    ],
    coverage: coverageOf(sum, isOpen, t),
    figures: isNation && sum && isOpen ? figureSections(totals, sum, naming) : [],
    tables: isNation || !isOpen ? [] : areaTables(totals, by.period ? null : (sum ?? null), naming, chosen?.id ?? null),
    sections: chosen
      ? sections.map(({ id, heading }) => ({
          text: heading,
          href: `${hrefOf('/totals', fixed)}&section=${id}`,
          current: id === chosen.id,
        }))
      : [],
    notRebased: totals.notRebased.map((split) =>
      t.becameTo(
        naming.nameOf('unit' in split ? split.unit : split.municipality),
        split.into.map(naming.nameOf).join(', '),
      ),
    ),
    same: hrefOf('/totals', fixed),
    downloads: fileFormats.map((format) => ({
      text: t.downloads[format],
      href: `${hrefOf('/totals/file', fixed)}&format=${format}`,
    })),
  };
}

function coverageOf(sum: Totals['rows'][number] | undefined, isOpen: boolean, t: ReturnType<typeof textsOf>['totals']) {
  if (!sum || !isOpen) return { text: t.noneOpen, isComplete: false };
  const { received, expected } = sum;
  const isComplete = received === expected;
  // Rounded down, so that 100 % is never said of what is not complete.
  const share = expected === 0 ? 0 : Math.floor((received * 1000) / expected) / 10;
  return {
    text: isComplete
      ? t.complete(numberText(expected))
      : t.coverageLead(numberText(received), numberText(expected), numberText(share, 1)),
    isComplete,
  };
}

function namingOf({ store }: Context, language: Naming['language'], { by, from, to }: TotalsOrder): Naming {
  if (by.area !== 'unit') {
    const names = store.totals.names(by.area ?? 'county');
    return { language, nameOf: (number) => names.get(number) ?? number, hrefOf: () => null };
  }
  return {
    language,
    nameOf: (id) => {
      const unit = store.unit.find(id, lastDayOf(to));
      return unit ? unitName(unit) : id;
    },
    hrefOf: ({ period = from === to ? from : undefined, unit }) =>
      period && unit ? `/reports/${period}/${unit}` : null,
  };
}

function hrefOf(path: string, { from, to, by, geography, asOf }: TotalsOrder): string {
  const query = new URLSearchParams({ from, to, area: by.area ?? 'nation' });
  if (by.period) query.set('perMonth', 'on');
  if (geography === 'current') query.set('geography', geography);
  if (asOf !== null) query.set('asOf', asOf);
  return `${path}?${query.toString()}`;
}

/** The same answer as a file. It may hold small numbers, so it is recorded who took it out. */
async function sendFile(context: Context, req: Request, res: Response, actor: Actor): Promise<void> {
  const { store, now } = context;
  const { order } = orderOf(choiceOf(req, [], true), textsOf(req).totals.choose);
  const format = fileFormats.find((each) => each === queryOf(req, 'format'));
  if (!order || !format) return refuse(req, res, 'badRequest');
  const t = textsOf(req).totals;
  const totals = loadTotals(context, actor, order);
  const words = fileWords(req.visitor?.language ?? 'nb', totals.forms);
  const { type, ending, body } = tableFile(format, totalsFile(context, actor, totals, words), words);
  store.event.record({
    ...{ at: now(), who: actor.who, what: 'totals.exported', subject: 'totals' },
    details: { ...order, asOf: totals.asOf, format },
  });
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', `attachment; filename="${t.file}-${order.from}-${order.to}.${ending}"`);
  res.setHeader('Cache-Control', 'private, no-store');
  await pipeline(body, res).catch(() => {});
}
