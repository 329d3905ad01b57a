// The ledger's front page: whether notices go out, what goes out in the days ahead, and the switches.

import type { Request, Response } from 'express';
import { type MailHealth, mailHealth } from '../actions/mail-health.ts';
import { type DayAhead, noticesAhead, type WaitingNotice } from '../actions/notices-ahead.ts';
import type { Context } from '../context.ts';
import { holidayName, isWorkingDay } from '../domain/calendar.ts';
import { lastTurn, mailKinds } from '../domain/mail-switch.ts';
import type { DueNotice } from '../domain/notice.ts';
import { addDays } from '../domain/period.ts';
import type { Texts } from '../text/text.ts';
import { dayText, momentText, monthText } from '../text/when.ts';
import { queryOf } from './body.ts';
import { type NoticeTab, reachIn, tabsOf } from './notice-frame.ts';
import { pauseText, stepText, whoText } from './notice-text.ts';
import { render, textsOf } from './render.ts';
import { view } from './views.ts';
import { languageOf, signedIn, todayOf } from './visitor.ts';

export type SwitchView = {
  kind: string;
  name: string;
  isOff: boolean;
  reason: string;
  /** Who turned it last and when; null when it never was. */
  turned: string | null;
};

export type OrderFault = { form: 'pause' | 'switch'; kind: string; typed: string; message: string };

export type NoticesPage = {
  tabs: NoticeTab[];
  done: string | null;
  /** What kept an order from being carried out, and what was typed. */
  fault: OrderFault | null;
  days: { href: string; day: string; note: string | null; lines: string[]; skipped: string | null }[];
  /** For the directorate alone. */
  operator: {
    health: Pick<MailHealth, 'isTickLate' | 'keepsMail'> & {
      paused: string[] | null;
      facts: [name: string, value: string][];
    };
    switches: SwitchView[];
    address: string;
  } | null;
};

const noticesView = view<NoticesPage>('notices/overview');
const workingDaysAhead = 10;

/** Answers with the front page of notices; after an order that could not be carried out with its fault, as 422. */
export function showOverview(context: Context, req: Request, res: Response, fault: OrderFault | null = null): void {
  render(req, res, noticesView, overviewOf(context, req, fault), fault === null ? 200 : 422);
}

function overviewOf(context: Context, req: Request, fault: OrderFault | null): NoticesPage {
  const reach = reachIn(req);
  const ahead = noticesAhead(context, reach, workingDaysAhead);
  return {
    ...{ tabs: tabsOf(req, '/notices'), done: doneText(req), fault },
    days: ahead.map((day) => dayOf(req, day)),
    operator: reach.everything ? operatorOf(context, req, ahead) : null,
  };
}

function dayOf(req: Request, { day, waiting, notices }: DayAhead): NoticesPage['days'][number] {
  const t = textsOf(req).notices;
  const lines = [...linesOf(t, waiting).map(t.ahead.waits), ...linesOf(t, notices)];
  const skipped = [...waiting, ...notices].filter((notice) => notice.skipped !== null).length;
  const today = todayOf(req);
  const tomorrow = addDays(today, 1);
  const { dayOfWeek } = Temporal.PlainDate.from(day);
  const relative = day === today ? t.today : day === tomorrow ? t.tomorrow : null;
  const off = isWorkingDay(day)
    ? null
    : (holidayName(day)?.[languageOf(req)] ?? (dayOfWeek > 5 ? t.ahead.weekend : t.ahead.dayOff));
  const weekday = textsOf(req).plans.weekdays[dayOfWeek - 1];
  return {
    href: `/notices/days/${day}`,
    day: `${weekday} ${dayText(day)}`,
    note: [relative, off].filter((note) => note !== null).join(', ') || null,
    ...{ lines, skipped: skipped > 0 ? t.ahead.skipped(skipped) : null },
  };
}

/** How many go of each step and month. */
function linesOf(t: Texts['notices'], notices: (DueNotice | WaitingNotice)[]): string[] {
  const going = notices.filter(({ skipped }) => skipped === null);
  const groups = Map.groupBy(going, ({ step, period }) => `${step} ${period}`);
  return [...groups.values()].flatMap(([one, ...others]) =>
    one ? [t.ahead.more(stepText(t, one.step), one.period && monthText(one.period), others.length + 1)] : [],
  );
}

function operatorOf(context: Context, req: Request, ahead: DayAhead[]): NoticesPage['operator'] {
  const t = textsOf(req).notices;
  const health = mailHealth(context);
  const { lastTickAt, lastSentAt, waiting, pause, lastTurn: turn } = health;
  const moment = (at: string | null) => (at === null ? t.health.never : momentText(at));
  const dueToday = ahead[0]?.notices.filter(({ skipped }) => skipped === null).length ?? 0;
  const turned = turn && (turn.what === 'mail.paused' || turn.what === 'mail.released') ? turn : null;
  return {
    health: {
      isTickLate: health.isTickLate,
      keepsMail: health.keepsMail,
      paused: pause && [
        t.health.paused(pauseText(t, pause.reason), momentText(pause.at)),
        t.health.wouldGo(waiting.count, dueToday),
      ],
      facts: [
        [t.health.lastTick, moment(lastTickAt)],
        [t.health.lastSent, moment(lastSentAt)],
        [
          t.health.oldest,
          waiting.oldest === null ? t.health.noneWaiting : t.health.oldestOf(momentText(waiting.oldest), waiting.count),
        ],
        ...(turned
          ? [
              [
                t.health.turned[turned.what as keyof typeof t.health.turned],
                t.health.byAt(whoText(context, t, turned.who), momentText(turned.at)),
              ] as [string, string],
            ]
          : []),
      ],
    },
    switches: switchesOf(context, req),
    address: signedIn(req)?.email ?? '',
  };
}

function switchesOf(context: Context, req: Request): SwitchView[] {
  const t = textsOf(req).notices;
  const turns = context.store.mailSwitch.turns();
  return mailKinds.map((kind) => {
    const turn = lastTurn(turns, kind);
    return {
      ...{ kind, name: stepText(t, kind), isOff: turn?.on === false, reason: turn?.reason ?? '' },
      turned: turn && t.switches.byAt(whoText(context, t, turn.who), momentText(turn.at)),
    };
  });
}

/** What an order led to, told on the page it leads back to. */
function doneText(req: Request): string | null {
  const t = textsOf(req).notices;
  const [what = '', kind = ''] = queryOf(req, 'done').split(':');
  const name = mailKinds.some((each) => each === kind) ? stepText(t, kind) : null;
  if (what === 'released') return t.health.released;
  if (what === 'on' && name !== null) return t.switches.turnedOn(name);
  return what === 'off' && name !== null ? t.switches.turnedOff(name) : null;
}
