// The page of the monthly list, for governors and the directorate.

import { type Request, Router } from 'express';
import { loadMonthList, type MonthList, type MonthUnit } from '../actions/follow-up-month.ts';
import type { Context } from '../context.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import { unitName } from '../domain/unit.ts';
import { numberText } from '../text/number.ts';
import { dottedDayText, monthText, startingSmall } from '../text/when.ts';
import { senderName } from './announcements.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { reasonText, stepText } from './notice-text.ts';
import { monthOption } from './period.ts';
import { render, textsOf } from './render.ts';
import { actorOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

export type FollowUpMonthPage = {
  /** Null before the deadline of any month has passed. */
  period: Period | null;
  title: string;
  periods: { value: string; text: string }[];
  missing: {
    unit: string;
    href: string;
    howLong: string;
    inTwelve: string;
    isNew: boolean;
    tried: string[];
    dead: string;
    followUp: string | null;
  }[];
  hasDead: boolean;
  below: { name: string; href: string; mean: string; target: string; source: string; isNew: boolean }[];
  /** Each with what it is about; those without anything are left out. */
  changes: { heading: string; items: { text: string; href: string | null }[] }[];
  governors: { name: string; missing: number; open: number; untouched: number }[];
};

const monthView = view<FollowUpMonthPage>('follow-ups/month');

export function followUpMonthPages(context: Context): Router {
  const router = Router();
  router.get('/follow-ups/month', requirePerson, (req, res) => {
    const person = signedIn(req);
    const list = person && loadMonthList(context, actorOf(person), parsePeriod(queryOf(req, 'period')));
    return list ? render(req, res, monthView, pageOf(context, req, list)) : refuse(req, res, 'notFound');
  });
  return router;
}

function pageOf(context: Context, req: Request, list: MonthList): FollowUpMonthPage {
  const t = textsOf(req).followUpMonth;
  return {
    period: list.period,
    title: list.period === null ? t.titleEmpty : t.title(monthText(list.period)),
    periods: list.periods.map(monthOption),
    missing: list.missing.map((one) => rowOf(req, one, list.period ?? '')),
    hasDead: list.missing.some(({ dead }) => dead.length > 0),
    below: list.below.map(({ municipality, name, target, judged, isNew }) => ({
      ...{ name, isNew, href: `/targets/${municipality}` },
      mean: judged.mean === null ? '' : numberText(judged.mean, 2),
      target: target ? numberText(target.expectedParticipants, 2) : '',
      source: target ? `${target.source}, ${dottedDayText(target.validFrom)}` : '',
    })),
    changes: changesOf(req, list),
    governors: list.governors.map(({ code, ...counts }) => ({ name: senderName(context, req, code), ...counts })),
  };
}

function rowOf(req: Request, one: MonthUnit, period: Period): FollowUpMonthPage['missing'][number] {
  const t = textsOf(req);
  const m = t.followUpMonth;
  return {
    ...{ unit: unitName(one.unit), href: `/reports/${period}/${one.unit.id}`, isNew: one.isNew },
    howLong: m.months(one.inARow, monthText(one.since)),
    inTwelve: m.inTwelve(one.inTwelve),
    tried: triedOf(req, one),
    dead: one.dead.join(', '),
    followUp: one.followUp === null ? null : `/follow-ups/${one.followUp}`,
  };
}

/** What went out step by step, and what did not, told once for all steps with the same reason. */
function triedOf(req: Request, { tried }: MonthUnit): string[] {
  const { notices, followUpMonth: m } = textsOf(req);
  const wentOut = tried.flatMap(({ step, sent, failed }) => [
    ...(sent > 0 ? [m.sent(stepText(notices, step), sent)] : []),
    ...(failed > 0 ? [m.failed(stepText(notices, step), failed)] : []),
  ]);
  const skipped = tried.flatMap(({ step, skipped: reasons }) => reasons.map((reason) => ({ step, reason })));
  const didNot = [...Map.groupBy(skipped, ({ reason }) => reason)].map(([reason, steps]) => {
    const names = steps.map(({ step }) => stepText(notices, step));
    const [first = '', ...others] = names;
    return m.skipped([first, ...others.map(startingSmall)].join(', '), reasonText(notices, reason));
  });
  return [...wentOut, ...didNot];
}

function changesOf(req: Request, list: MonthList): FollowUpMonthPage['changes'] {
  const t = textsOf(req).followUpMonth;
  const plain = (text: string) => ({ text, href: null });
  const followUp = ({ id, unit }: MonthList['opened'][number]) => ({ text: unitName(unit), href: `/follow-ups/${id}` });
  return [
    {
      heading: t.newMissing,
      items: list.missing.filter(({ isNew }) => isNew).map(({ unit }) => plain(unitName(unit))),
    },
    { heading: t.cameBack, items: list.back.map((unit) => plain(unitName(unit))) },
    { heading: t.newBelow, items: list.below.filter(({ isNew }) => isNew).map(({ name }) => plain(name)) },
    { heading: t.noLongerBelow, items: list.noLongerBelow.map(plain) },
    { heading: t.opened, items: list.opened.map(followUp) },
    { heading: t.closed, items: list.closed.map(followUp) },
  ].filter(({ items }) => items.length > 0);
}
