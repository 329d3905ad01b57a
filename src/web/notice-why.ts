// Why a unit got its notices for a month, or got none.

import { type Request, Router } from 'express';
import { explainNotices } from '../actions/explain-notices.ts';
import { findOrdered } from '../actions/mail-orders.ts';
import type { Context } from '../context.ts';
import type { ExplainedLine, Why } from '../domain/notice-explanation.ts';
import { lastDayOf, parsePeriod, type Period } from '../domain/period.ts';
import { reaches, readScope } from '../domain/person.ts';
import { type Unit, unitName } from '../domain/unit.ts';
import { dayText, momentText, monthText } from '../text/when.ts';
import { queryOf } from './body.ts';
import { answerText, reasonText, stepText } from './notice-text.ts';
import { type NoticeTab, reachIn, tabsOf } from './notice-frame.ts';
import { openedPeriods } from './period.ts';
import { render, textsOf } from './render.ts';
import { view } from './views.ts';
import { actorOf, signedIn, todayOf } from './visitor.ts';

export type WhyPage = {
  tabs: NoticeTab[];
  unit: string;
  period: Period;
  periods: Period[];
  fault: string | null;
  /** An order that could not be carried out. */
  notSent: boolean;
  /** Units that what was typed may mean, when it is not one alone. */
  several: { href: string; text: string }[];
  explained: {
    heading: string;
    office: string;
    report: string;
    steps: { name: string; step: string; day: string; lines: WhyLine[] }[];
  } | null;
};

export type WhyLine = {
  to: string | null;
  address: string | null;
  text: string;
  answer: string | null;
  href: string | null;
  /** Whom the step can be sent to at once; null when it cannot be, or not by this person. */
  sendTo: number | null;
};

const whyView = view<WhyPage>('notices/why');
const mostUnitsOffered = 20;

export function noticeWhyPages(context: Context): Router {
  const router = Router();
  router.get('/notices/why', (req, res) => {
    const person = signedIn(req);
    if (!person) return;
    const { store } = context;
    const t = textsOf(req).notices.explain;
    const periods = openedPeriods(context);
    const period = parsePeriod(queryOf(req, 'period')) ?? periods[0] ?? '';
    const typed = queryOf(req, 'unit').trim().slice(0, 100);
    const notSent = queryOf(req, 'tried') === 'not';
    const tabs = tabsOf(req, '/notices/why');
    const page = { tabs, unit: typed, period, periods, notSent, several: [], explained: null };
    if (typed === '' || period === '') return render(req, res, whyView, { ...page, fault: null });

    const found = unitsNamed(context, req, typed, period);
    const [only, ...others] = found;
    if (only && others.length > 0) {
      const several = found.slice(0, mostUnitsOffered).map((unit) => ({
        href: `/notices/why?unit=${unit.id}&period=${period}`,
        text: `${unitName(unit)} (${unit.id})`,
      }));
      return render(req, res, whyView, { ...page, fault: null, several });
    }
    const explained = only ? explainNotices(context, actorOf(person), { unit: only.id, period }) : null;
    if (!explained) return render(req, res, whyView, { ...page, fault: t.notFound }, 422);
    const { unit, office } = explained;
    const ordered = reachIn(req).everything ? findOrdered(context) : () => null;
    return render(req, res, whyView, {
      ...{ ...page, unit: unit.id, fault: null },
      explained: {
        heading: t.heading(unitName(unit), monthText(period)),
        office: t.office(`${store.unit.officeName(office) ?? office} (${office})`),
        report: `/reports/${period}/${unit.id}`,
        steps: explained.steps.map(({ step, day, lines }) => ({
          ...{ name: step, step: stepText(textsOf(req).notices, step), day: dayText(day) },
          lines: lines.map((line) => {
            const { person, why } = line;
            const isToCome = person !== null && (why.kind === 'next' || why.kind === 'notDue');
            const mayOrder = isToCome && ordered({ step, period, unit: unit.id, person }) !== null;
            return { ...lineOf(context, req, line), sendTo: mayOrder ? person : null };
          }),
        })),
      },
    });
  });
  return router;
}

/** The units of the month, within what the person may read, with the number or with the text in their name. */
function unitsNamed({ store }: Context, req: Request, text: string, period: Period): Unit[] {
  const person = signedIn(req);
  if (!person) return [];
  const scope = readScope(person, todayOf(req));
  const wanted = text.toLocaleLowerCase('nb');
  const isMeant = (unit: Unit) =>
    /^[\d-]+$/.test(text)
      ? unit.id === text || unit.office === text
      : unitName(unit).toLocaleLowerCase('nb').includes(wanted);
  return store.unit
    .on(lastDayOf(period))
    .filter(isMeant)
    .filter(({ offices, municipality, governor }) =>
      reaches(scope, { offices, municipality, governors: governor === null ? [] : [governor] }),
    );
}

function lineOf({ store }: Context, req: Request, { person, notice, why }: ExplainedLine): Omit<WhyLine, 'sendTo'> {
  const t = textsOf(req).notices;
  const found = person === null ? null : store.person.byId(person);
  const answer = 'answer' in why ? why.answer : null;
  return {
    ...{ to: found?.name ?? null, address: found?.email ?? null, text: whyText(req, why) },
    answer: answer === null ? null : answerText(t, answer),
    href: notice === null ? null : `/notices/${notice}`,
  };
}

function whyText(req: Request, why: Why): string {
  const t = textsOf(req).notices;
  const { kinds } = t.explain;
  switch (why.kind) {
    case 'sent':
      return kinds.sent(momentText(why.at));
    case 'delivered':
    case 'exempt':
      return kinds[why.kind](momentText(why.at));
    case 'skipped':
      return kinds.skipped(reasonText(t, why.reason));
    case 'notDue':
      return kinds.notDue(dayText(why.day));
    case 'retrying':
      return why.nextAt === null ? kinds.waiting : kinds.waitingUntil(momentText(why.nextAt));
    case 'unknown':
    case 'refused':
    case 'failed':
    case 'bounced':
    case 'waiting':
    case 'paused':
    case 'notOpen':
    case 'imported':
    case 'beforeFirstStart':
    case 'switchedOff':
    case 'nobody':
    case 'addressDead':
    case 'next':
      return kinds[why.kind];
  }
}
