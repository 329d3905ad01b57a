// The list of follow-ups: what an adviser does next, on an ordinary Monday; for a municipality its letters.

import { pipeline } from 'node:stream/promises';
import { type Request, Router } from 'express';
import { type FollowUpList, listFollowUps } from '../actions/follow-up.ts';
import { letterArchive, letterMonths } from '../actions/letter-archive.ts';
import { openFollowUp } from '../actions/open-follow-up.ts';
import type { Context } from '../context.ts';
import { isUntouched } from '../domain/follow-up.ts';
import { type Cause, causes } from '../domain/follow-up-cause.ts';
import { dayOf, parsePeriod } from '../domain/period.ts';
import { readScope } from '../domain/person.ts';
import { unitName } from '../domain/unit.ts';
import { numberText } from '../text/number.ts';
import { dottedDayText, monthText } from '../text/when.ts';
import { fieldOf, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { governorNames } from './scope-name.ts';
import { sourcesOf } from './target-sources.ts';
import { actorOf, languageOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type FollowUpRow = {
  href: string;
  unit: string;
  causes: string;
  next: string;
  isGone: boolean;
  isOverdue: boolean;
  isUntouched: boolean;
  governor: string;
  by: string;
  assignee: string;
  since: string;
};

export type FollowUpListPage = {
  view: FollowUpList['view'];
  open: FollowUpRow[];
  closed: FollowUpRow[];
  suggested: { text: string; button: string; cause: Cause; units: { value: string; text: string }[] }[];
  /** Of the targets in the suggestions. */
  sources: string[];
  /** The units a case can be opened for by hand; empty for those who only read. */
  units: { value: string; text: string }[];
  /** Months with letters, to be downloaded together. */
  archives: { href: string; text: string }[];
  typed: { unit: string; cause: string; text: string };
  fault: string | null;
};

const listView = view<FollowUpListPage>('follow-ups/list');

export function followUpListPages(context: Context): Router {
  const router = Router();
  router.get('/follow-ups', requirePerson, (req, res) => {
    const page = pageOf(context, req, null);
    return page ? render(req, res, listView, page) : refuse(req, res, 'notFound');
  });

  router.get('/follow-ups/archive', requirePerson, async (req, res) => {
    const person = signedIn(req);
    const month = parsePeriod(queryOf(req, 'month'));
    const archive = person && month ? letterArchive(context, actorOf(person), month) : null;
    if (!archive) return refuse(req, res, 'notFound');
    res.setHeader('Content-Type', 'application/zip');
    res.setHeader('Content-Disposition', `attachment; filename="kvp-${month}.zip"`);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    await pipeline(archive, res);
  });

  router.post('/follow-ups', requirePerson, (req, res) => {
    const person = signedIn(req);
    const cause = causes.find((one) => one === fieldOf(req, 'cause')) ?? 'other';
    const order = { unit: fieldOf(req, 'unit'), cause, text: fieldOf(req, 'text') };
    const result = person && openFollowUp(context, actorOf(person), order);
    if (result?.kind === 'opened') return res.redirect(303, `/follow-ups/${result.id}`);
    const page = result?.kind === 'faulty' ? pageOf(context, req, textsOf(req).followUp.faults[result.fault]) : null;
    return page ? render(req, res, listView, page, 422) : refuse(req, res, 'notFound');
  });
  return router;
}

function pageOf(context: Context, req: Request, fault: string | null): FollowUpListPage | null {
  const person = signedIn(req);
  const list = person && listFollowUps(context, actorOf(person));
  if (!person || !list) return null;
  const t = textsOf(req).followUp;
  const { governors } = readScope(person, todayOf(req));
  const own = context.store.unit
    .on(todayOf(req))
    .filter(({ governor }) => governor !== null && governors.includes(governor));
  const names = governorNames(context, languageOf(req), todayOf(req));
  const option = (unit: (typeof own)[number]) => ({ value: unit.id, text: unitName(unit) });
  return {
    ...{ view: list.view, fault },
    open: list.open.map((one) => rowOf(one, req, names)),
    closed: list.closed.map((one) => rowOf(one, req, names)),
    suggested: list.suggested.map(({ units, cause, mean, target, isOpen }) => ({
      button: isOpen ? t.suggested.join : t.suggested.open,
      text: t.suggested.text(
        units[0]?.municipalityName ?? '',
        numberText(mean, 2),
        numberText(target.expectedParticipants, 2),
      ),
      ...{ cause, units: list.view === 'desk' ? units.map(option) : [] },
    })),
    sources: sourcesOf(list.suggested.map(({ target }) => target)),
    units: own.map(option).toSorted((one, other) => one.text.localeCompare(other.text, 'nb')),
    archives:
      list.view === 'municipality'
        ? []
        : letterMonths(context, actorOf(person)).map(({ month, count }) => ({
            href: `/follow-ups/archive?month=${month}`,
            text: t.archive.month(monthText(month), count),
          })),
    typed: { unit: fieldOf(req, 'unit'), cause: fieldOf(req, 'cause') || 'other', text: fieldOf(req, 'text') },
  };
}

function rowOf(
  { id, unit, state, next, gone, events }: FollowUpList['open'][number],
  req: Request,
  governors: Map<string, string>,
): FollowUpRow {
  const t = textsOf(req).followUp;
  return {
    href: `/follow-ups/${id}`,
    unit: unitName(unit),
    causes: state.causes.map((cause) => t.causeOf[cause]).join(', '),
    next: t.nextOf[next.do],
    isGone: state.isOpen && gone.length === state.causes.length,
    isOverdue: next.isOverdue,
    isUntouched: isUntouched(events, todayOf(req)),
    governor: governors.get(unit.governor ?? '') ?? '',
    by: next.by === null ? '' : dottedDayText(next.by),
    assignee: state.assignee?.name ?? t.nobody,
    since: dottedDayText(dayOf(state.since)),
  };
}
