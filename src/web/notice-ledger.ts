// The ledger searched, and one notice of it with all that is known.

import { type Request, Router } from 'express';
import type { Context } from '../context.ts';
import { type NoticeState, noticeStates } from '../domain/attempt.ts';
import { lastTurn, mailKinds } from '../domain/mail-switch.ts';
import { skipReasons } from '../domain/notice.ts';
import { type Day, parsePeriod, type Period } from '../domain/period.ts';
import type { FoundNotice } from '../store/notice-search.ts';
import { momentText } from '../text/when.ts';
import { numberIn, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { answerText, placesIn, reasonText, stateColors, whatText, whoText } from './notice-text.ts';
import { type NoticeTab, reachIn, tabsOf } from './notice-frame.ts';
import { askedPage, type Pager, pagerOf } from './pager.ts';
import { render, textsOf } from './render.ts';
import { view } from './views.ts';
import { languageOf, todayOf } from './visitor.ts';

type StateView = { text: string; color: string };

export type LedgerRow = {
  href: string;
  what: string;
  due: string;
  place: string;
  to: string | null;
  address: string | null;
  state: StateView;
  /** What the server said, or why it was skipped. */
  said: string;
  sentAt: string | null;
};

export type LedgerPage = {
  tabs: NoticeTab[];
  asked: { office: string; period: string; state: string; step: string };
  periods: Period[];
  states: NoticeState[];
  steps: string[];
  count: number;
  rows: LedgerRow[];
  pager: Pager;
};

export type NoticePage = {
  tabs: NoticeTab[];
  title: string;
  state: StateView;
  facts: [name: string, value: string][];
  /** Set when an order has just been tried. */
  outcome: { kind: 'success' | 'warning'; text: string } | null;
  /** Where it is sent at once; null when it cannot be, or not by this person. */
  sendNow: string | null;
};

const ledgerView = view<LedgerPage>('notices/ledger');
const noticeView = view<NoticePage>('notices/notice');
const perPage = 50;
const steps = [...mailKinds, 'test'];

export function noticeLedgerPages(context: Context): Router {
  const router = Router();
  const { store } = context;

  router.get('/notices/ledger', (req, res) => {
    const asked = {
      office: queryOf(req, 'office').trim().slice(0, 100),
      period: parsePeriod(queryOf(req, 'period')) ?? '',
      state: noticeStates.find((state) => state === queryOf(req, 'state')) ?? ('' as const),
      step: steps.find((step) => step === queryOf(req, 'step')) ?? '',
    };
    const query = {
      ...{ period: asked.period || null, state: asked.state || null, step: asked.step || null },
      offices: asked.office === '' ? null : officesNamed(context, asked.office, todayOf(req)),
    };
    const find = (page: number) =>
      store.noticeSearch.find(reachIn(req), query, { limit: perPage, offset: (page - 1) * perPage });
    let found = find(Math.max(1, askedPage(req)));
    const { offset: _, ...pager } = pagerOf(req, found.count, perPage);
    if (found.notices.length === 0 && found.count > 0) found = find(pager.page);
    const periods = store.period.all().filter(({ imported }) => !imported);
    render(req, res, ledgerView, {
      ...{ tabs: tabsOf(req, '/notices/ledger'), asked, states: [...noticeStates], steps, pager, count: found.count },
      periods: periods.map(({ period }) => period).toReversed(),
      rows: found.notices.map((notice) => rowOf(context, req, notice)),
    });
  });

  router.get('/notices/:id', (req, res) => {
    const id = numberIn(req.params.id);
    const notice = id === null ? null : store.noticeSearch.byId(id, reachIn(req));
    if (!notice) return refuse(req, res, 'notFound');
    return render(req, res, noticeView, noticePage(context, req, notice));
  });

  return router;
}

/** The offices with the number, of the unit, or with the text in their name. */
function officesNamed({ store }: Context, text: string, today: Day): string[] {
  const number = /^(\d{4})(-\d{4})?$/.exec(text)?.[1];
  if (number !== undefined) return [number, ...(store.unit.find(text, today)?.offices ?? [])];
  const wanted = text.toLocaleLowerCase('nb');
  const units = store.unit.on(today).filter(({ officeName }) => officeName.toLocaleLowerCase('nb').includes(wanted));
  return [...new Set(units.map(({ office }) => office))];
}

function rowOf(context: Context, req: Request, notice: FoundNotice): LedgerRow {
  const t = textsOf(req).notices;
  const { state, reason, smtpAnswer, sentAt } = notice;
  return {
    href: `/notices/${notice.id}`,
    what: whatText(t, notice),
    due: momentText(notice.due),
    place: placesIn(context, t, { today: todayOf(req), language: languageOf(req) })(notice),
    ...{ to: notice.name, address: notice.recipient },
    state: { text: t.states[state], color: stateColors[state] },
    said: reason === null ? answerText(t, smtpAnswer ?? '') : reasonText(t, reason),
    sentAt: sentAt === null ? null : momentText(sentAt),
  };
}

function noticePage(context: Context, req: Request, notice: FoundNotice): NoticePage {
  const t = textsOf(req).notices;
  const row = rowOf(context, req, notice);
  const { reason, smtpAnswer, nextAt, unknowns, state } = notice;
  const facts: [string, string | null][] = [
    [t.place, row.place || null],
    [t.to, [notice.name ?? t.nobody, notice.recipient].filter(Boolean).join(', ')],
    [t.one.due, row.due],
    [t.one.planned, momentText(notice.plannedAt)],
    [t.one.sent, row.sentAt],
    [t.one.nextTry, nextAt === null || state === 'claimed' ? null : momentText(nextAt)],
    [t.one.attempts, String(notice.attempts)],
    [t.one.unclear, unknowns > 0 ? String(unknowns) : null],
    [t.answer, smtpAnswer === null ? null : answerText(t, smtpAnswer)],
    [t.one.reason, reason === null ? null : reasonText(t, reason)],
    [t.switches.heading, reason === skipReasons.switchedOff ? switchText(context, req, notice) : null],
    [t.one.messageId, notice.messageId],
  ];
  const tried = queryOf(req, 'tried');
  const text = { done: t.one.settledNow, slow: t.one.stillSending, not: t.one.notSent }[tried];
  return {
    ...{ tabs: tabsOf(req, ''), title: t.one.title(row.what), state: row.state },
    facts: facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]])),
    outcome: text === undefined ? null : { kind: tried === 'done' && state === 'sent' ? 'success' : 'warning', text },
    sendNow: state === 'planned' && reachIn(req).everything ? `/notices/${notice.id}/send` : null,
  };
}

/** Who had switched its kind off when it was skipped, and why. */
function switchText(context: Context, req: Request, { step, plannedAt }: FoundNotice): string | null {
  const t = textsOf(req).notices;
  const turns = context.store.mailSwitch.turns();
  const before = lastTurn(turns, step, plannedAt);
  // One that was planned while its kind was on is skipped by a later turn.
  const turn = before?.on === false ? before : turns.find(({ kind, on, at }) => kind === step && !on && at > plannedAt);
  return turn ? t.switches.atTheTime(whoText(context, t, turn.who), momentText(turn.at), turn.reason) : null;
}
