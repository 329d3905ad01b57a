// Why reports are late, per county, for the directorate.

import { Router } from 'express';
import { listLateReasons } from '../actions/late-reason.ts';
import type { Context } from '../context.ts';
import { type LateCounts, lateReasons, lateTotal, noLateReports } from '../domain/late-reason.ts';
import { addMonths, parsePeriod, type Period } from '../domain/period.ts';
import { monthText } from '../text/when.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { monthOption } from './period.ts';
import { render, textsOf } from './render.ts';
import { actorOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

export type LateReasonsPage = {
  from: Period;
  to: Period;
  periods: { value: Period; text: string }[];
  caption: string;
  columns: { text: string; numeric?: boolean }[];
  rows: { text: string; header?: boolean }[][];
  footer: { text: string; header?: boolean }[];
};

const lateView = view<LateReasonsPage>('late-reasons');
const kinds = [...lateReasons, 'untold'] as const;

export function lateReasonPages(context: Context): Router {
  const router = Router();
  router.get('/late-reasons', requirePerson, (req, res) => {
    const person = signedIn(req);
    const opened = context.store.period.all().map(({ period }) => period);
    const last = opened.at(-1);
    if (!person || last === undefined) return refuse(req, res, 'notFound');
    const asked = (name: string) => opened.find((period) => period === parsePeriod(queryOf(req, name)));
    const to = asked('to') ?? last;
    const from = asked('from') ?? opened.find((period) => period >= addMonths(to, -11)) ?? to;
    const found = listLateReasons(context, actorOf(person), from, to);
    if (found === null) return refuse(req, res, 'notFound');
    const t = textsOf(req).report.lateReason;
    const cells = (counts: LateCounts) => [lateTotal(counts), ...kinds.map((kind) => counts[kind])].map(cellOf);
    const sum = found.reduce((total, { counts }) => added(total, counts), noLateReports);
    const names = found.toSorted((one, other) => one.name.localeCompare(other.name, 'nb'));
    render(req, res, lateView, {
      ...{ from, to },
      periods: opened.toReversed().map(monthOption),
      caption: t.page.caption(monthText(from), monthText(to)),
      columns: [
        { text: t.page.county },
        { text: t.page.total, numeric: true },
        ...kinds.map((kind) => ({ text: kind === 'untold' ? t.page.untold : t.reasons[kind], numeric: true })),
      ],
      rows: names.map(({ name, counts }) => [{ text: name, header: true }, ...cells(counts)]),
      footer: [{ text: t.page.sum, header: true }, ...cells(sum)],
    });
  });
  return router;
}

function added(one: LateCounts, other: LateCounts): LateCounts {
  return Object.fromEntries(kinds.map((kind) => [kind, one[kind] + other[kind]])) as LateCounts;
}

function cellOf(count: number): { text: string } {
  return { text: String(count) };
}
