// What goes out on one day: a day to come as things stand, or any time at all as a dry run.

import { type Request, Router } from 'express';
import { tick } from '../actions/chase.ts';
import {
  type DescribedNotice,
  noticeDescriber,
  noticesAhead,
  type WaitingNotice,
  waitingAt,
} from '../actions/notices-ahead.ts';
import { isInReach } from '../actions/notice-reach.ts';
import type { Context } from '../context.ts';
import type { DueNotice } from '../domain/notice.ts';
import { type Instant, instantAt, parseDay } from '../domain/period.ts';
import { type Unit, unitName } from '../domain/unit.ts';
import { dayText, momentText } from '../text/when.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { placesIn, reasonText, whatText } from './notice-text.ts';
import { type NoticeTab, reachIn, tabsOf } from './notice-frame.ts';
import { type Pager, pagerOf } from './pager.ts';
import { render, textsOf } from './render.ts';
import { view } from './views.ts';
import { languageOf, todayOf } from './visitor.ts';

/** A notice that would go, or be skipped. */
export type DueRow = {
  what: string;
  /** To the notice, when it is in the ledger. */
  href: string | null;
  place: string;
  to: string | null;
  address: string;
  why: string;
  skipped: boolean;
};

export type DayPage = { tabs: NoticeTab[]; title: string; rows: DueRow[]; count: number; pager: Pager };

export type DryRunPage = {
  tabs: NoticeTab[];
  day: string;
  time: string;
  faults: { href: string; message: string }[];
  /** Null until asked. */
  result: { moment: string; summary: string; paused: boolean; rows: DueRow[]; pager: Pager } | null;
};

const dayView = view<DayPage>('notices/day');
const dryRunView = view<DryRunPage>('notices/dry-run');
const perPage = 50;
const mostUnitsNamed = 4;
const workingDaysAhead = 10;

export function noticeDayPages(context: Context): Router {
  const router = Router();

  router.get('/notices/days/:day', (req, res) => {
    const found = noticesAhead(context, reachIn(req), workingDaysAhead).find(({ day }) => day === req.params.day);
    if (!found) return refuse(req, res, 'notFound');
    const { day, at } = found;
    const notices = [...found.waiting, ...found.notices];
    const { rows, pager } = pageOf(context, req, at, notices);
    const title = textsOf(req).notices.dayPage.title(dayText(day));
    return render(req, res, dayView, { tabs: tabsOf(req, ''), title, rows, count: notices.length, pager });
  });

  router.get('/notices/dry-run', async (req, res) => {
    const t = textsOf(req).notices;
    const typed = { day: queryOf(req, 'day').trim(), time: queryOf(req, 'time').trim().replace('.', ':') };
    const asked = typed.day !== '' || typed.time !== '';
    const page = { tabs: tabsOf(req, '/notices/dry-run'), day: typed.day || todayOf(req), time: typed.time || '08:00' };
    const day = parseDay(page.day);
    const isTime = /^([01]?\d|2[0-3]):[0-5]\d$/.test(page.time);
    const faults = [
      ...(day === null ? [{ href: '#day', message: t.dryRun.badDay }] : []),
      ...(isTime ? [] : [{ href: '#time', message: t.dryRun.badTime }]),
    ];
    if (!asked || day === null || !isTime) {
      return render(req, res, dryRunView, { ...page, faults, result: null }, asked && faults.length > 0 ? 422 : 200);
    }
    const at = instantAt(day, page.time.padStart(5, '0'));
    const { notices: all, paused } = await tick(context, { at, dryRun: true, played: true });
    const due = all.filter((notice) => isInReach(reachIn(req), notice));
    const notices = [...waitingAt(context, at, reachIn(req)), ...due];
    const skipped = notices.filter((notice) => notice.skipped !== null).length;
    const summary = t.dryRun.result(notices.length - skipped, skipped);
    const result = { moment: momentText(at), summary, paused: paused !== null, ...pageOf(context, req, at, notices) };
    return render(req, res, dryRunView, { ...page, faults, result });
  });

  return router;
}

/** The page of them that is asked for, those that go first. */
function pageOf(
  context: Context,
  req: Request,
  at: Instant,
  notices: (WaitingNotice | DueNotice)[],
): { rows: DueRow[]; pager: Pager } {
  const { offset, ...pager } = pagerOf(req, notices.length, perPage);
  const goingFirst = notices.toSorted((one, other) => Number(one.skipped !== null) - Number(other.skipped !== null));
  const describe = noticeDescriber(context, at);
  const placeOf = placesIn(context, textsOf(req).notices, { today: todayOf(req), language: languageOf(req) });
  const rows = goingFirst
    .slice(offset, offset + perPage)
    .map((notice) =>
      'id' in notice ? waitingRow(req, notice, placeOf(notice)) : dueRow(req, describe(notice), placeOf(notice)),
    );
  return { rows, pager };
}

function waitingRow(req: Request, notice: WaitingNotice, place: string): DueRow {
  const t = textsOf(req).notices;
  const { id, name, recipient, skipped, nextAt } = notice;
  return {
    ...{ what: whatText(t, notice), href: `/notices/${id}`, place, to: name, address: recipient ?? '' },
    why: skipped === null ? t.whyIt.waits(momentText(nextAt ?? notice.due)) : t.whyIt.skipped(reasonText(t, skipped)),
    skipped: skipped !== null,
  };
}

function dueRow(req: Request, notice: DescribedNotice, place: string): DueRow {
  const t = textsOf(req).notices;
  // The office stands beside it already, when it is about one alone.
  const isOneOffice = notice.office !== null && notice.units.every(({ office }) => office === notice.office);
  const nameOf = (unit: Unit) => (isOneOffice ? (unit.districtName ?? unit.municipalityName) : unitName(unit));
  const named = notice.units.slice(0, mostUnitsNamed).map(({ unit }) => nameOf(unit));
  const more = notice.units.length - named.length;
  const units = [...named, ...(more > 0 ? [t.whyIt.andMore(more)] : [])].join('; ');
  const wordsOf = notice.step === 'follow-up-reminder' ? t.whyIt.overdue : t.whyIt.owes;
  return {
    ...{ what: whatText(t, notice), href: null, place, to: notice.name },
    address: [notice.recipient, notice.as && t.whyIt.as(t.roles[notice.as])].filter(Boolean).join(', '),
    why: notice.skipped === null ? wordsOf(units) : t.whyIt.skipped(reasonText(t, notice.skipped)),
    skipped: notice.skipped !== null,
  };
}
