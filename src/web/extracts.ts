// The directorate's page of extracts: what is frozen, and the freezing of a month. Nothing is frozen by a single press.

import { type Request, type Response, Router } from 'express';
import { type FreezeResult, freeze, mayFreeze, questionsOf } from '../actions/freeze.ts';
import { loadTotals } from '../actions/totals.ts';
import type { Context } from '../context.ts';
import {
  type Extract,
  type ExtractHead,
  type ExtractState,
  extractStates,
  freezableStates,
} from '../domain/extract.ts';
import { dayOf, parsePeriod, type Period } from '../domain/period.ts';
import { numberText } from '../text/number.ts';
import { dayText, momentText, monthText, startingCapital } from '../text/when.ts';
import { fieldOf, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { actorOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type ExtractListPage = {
  rows: {
    month: string;
    href: string;
    latest: string;
    state: ExtractState | null;
    withheld: boolean;
    frozen: string;
    received: string;
  }[];
};

export type ExtractMonthPage = {
  period: Period;
  month: string;
  coverage: string;
  dates: string;
  extracts: {
    number: number;
    state: ExtractState;
    withheld: boolean;
    frozen: string;
    received: string;
    reason: string;
    who: string;
    sha256: string;
  }[];
  /** The number of the newest extract, to be sent along; 0 when there is none. */
  after: number;
  /** The states that can be frozen today; empty when none can. */
  states: ExtractState[];
  typed: { state: string; reason: string };
  errors: { href: string; message: string }[];
  done: number | null;
};

const listView = view<ExtractListPage>('extracts/list');
const monthView = view<ExtractMonthPage>('extracts/month');

export function extractPages(context: Context): Router {
  const router = Router();

  router.get('/extracts', requirePerson, (req, res) => {
    if (!isAllowed(context, req)) return refuse(req, res, 'notFound');
    const newest = new Map(context.store.extract.all().map((head) => [head.period, head]));
    const months = context.store.period.all().map(({ period }) => period);
    const coverage = coverageBy(context, req, months);
    render(req, res, listView, {
      rows: months.toReversed().map((period) => rowOf(req, period, newest.get(period), coverage.get(period) ?? '')),
    });
  });

  router.get('/extracts/:period', requirePerson, (req, res) => {
    const period = periodIn(context, req);
    if (period === null) return refuse(req, res, 'notFound');
    show(req, res, period, { typed: { state: '', reason: '' }, errors: [] });
  });

  router.post('/extracts/:period', requirePerson, (req, res) => {
    const person = signedIn(req);
    const period = periodIn(context, req);
    if (period === null || !person) return refuse(req, res, 'notFound');
    const { extracts: t } = textsOf(req).statistics;
    const typed = { state: fieldOf(req, 'state'), reason: fieldOf(req, 'reason') };
    const state = extractStates.find((each) => each === typed.state);
    const errors = [
      ...(state ? [] : [{ href: '#state-0', message: t.stateFault }]),
      ...(fieldOf(req, 'confirm') === 'on' ? [] : [{ href: '#confirm', message: t.confirmFault }]),
    ];
    if (!state || errors.length > 0) return show(req, res, period, { typed, errors });
    const after = Number(fieldOf(req, 'after'));
    const result: FreezeResult = freeze(context, actorOf(person), { period, state, reason: typed.reason, after });
    if (result.kind === 'frozen') return res.redirect(303, `/extracts/${period}?done=${result.extract.number}`);
    if (result.kind === 'notFound') return refuse(req, res, 'notFound');
    const isAboutReason = ['noReason', 'longReason', 'identityNumber'].includes(result.fault);
    const href = isAboutReason ? '#reason' : '#state-0';
    return show(req, res, period, { typed, errors: [{ href, message: t.faults[result.fault] }] });
  });

  return router;

  function show(req: Request, res: Response, period: Period, given: Pick<ExtractMonthPage, 'typed' | 'errors'>): void {
    const { extracts: t } = textsOf(req).statistics;
    const dates = context.store.extract.datesOf(period);
    const extracts = context.store.extract.ofPeriod(period, questionsOf(context));
    const done = Number(queryOf(req, 'done'));
    const page: ExtractMonthPage = {
      ...{ period, month: monthText(period), ...given },
      coverage: coverageLine(context, req, period),
      dates: dates ? t.datesOf(dayText(dates.deadline), dayText(dates.closesOn)) : '',
      extracts: extracts.map((extract) => lineOf(context, req, extract)).toReversed(),
      after: extracts.at(-1)?.number ?? 0,
      states: freezableStates(dates, extracts.at(-1) ?? null, todayOf(req)),
      done: extracts.some(({ number }) => number === done) ? done : null,
    };
    render(req, res, monthView, page, given.errors.length > 0 ? 422 : 200);
  }
}

function isAllowed(context: Context, req: Request): boolean {
  const person = signedIn(req);
  return person !== null && mayFreeze(context, actorOf(person));
}

/** The month of the address, when it is open and the visitor may freeze it. */
function periodIn(context: Context, req: Request): Period | null {
  const period = parsePeriod(String(req.params.period));
  return period !== null && isAllowed(context, req) && context.store.period.find(period) ? period : null;
}

function rowOf(
  req: Request,
  period: Period,
  head: ExtractHead | undefined,
  received: string,
): ExtractListPage['rows'][number] {
  const { extracts: t } = textsOf(req).statistics;
  return {
    ...{ month: startingCapital(monthText(period)), href: `/extracts/${period}`, received },
    latest: head ? String(head.number) : t.none,
    state: head?.state ?? null,
    withheld: head?.withheld ?? false,
    frozen: head ? dayText(dayOf(head.frozenAt)) : '',
  };
}

function lineOf({ store }: Context, req: Request, extract: Extract): ExtractMonthPage['extracts'][number] {
  const { extracts: t } = textsOf(req).statistics;
  const [nation] = extract.areas;
  const person = /^person:(\d+)$/.exec(extract.who)?.[1];
  return {
    ...{ number: extract.number, state: extract.state, withheld: extract.withheld, sha256: extract.sha256 },
    frozen: momentText(extract.frozenAt),
    received: `${numberText(nation?.received ?? 0)} / ${numberText(nation?.expected ?? 0)}`,
    reason: extract.reason || t.noReason,
    who: person === undefined ? t.command : (store.person.byId(Number(person))?.name ?? extract.who),
  };
}

function coverageLine(context: Context, req: Request, period: Period): string {
  const [row] = totalsOf(context, req, period, period);
  const { extracts: t } = textsOf(req).statistics;
  return t.coverageNow(numberText(row?.received ?? 0), numberText(row?.expected ?? 0));
}

function coverageBy(context: Context, req: Request, months: Period[]): Map<Period, string> {
  const rows = totalsOf(context, req, months[0] ?? '', months.at(-1) ?? '');
  return new Map(
    rows.map(({ period, received, expected }) => [period ?? '', `${numberText(received)} / ${numberText(expected)}`]),
  );
}

function totalsOf(context: Context, req: Request, from: Period, to: Period) {
  const person = signedIn(req);
  if (!person) return [];
  const by = { period: true, area: null };
  return loadTotals(context, actorOf(person), { from, to, by, geography: 'reported', asOf: null }).rows;
}
