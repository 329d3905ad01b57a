// The page of totals: choose months, area, map, questions and the time it was known at; the answer says how complete it
// is, is drawn month by month, and leads down to the one report.

import { type Request, type Response, Router } from 'express';
import { loadTotals, type Totals } from '../actions/totals.ts';
import { areaNames } from '../actions/totals-file.ts';
import type { Context } from '../context.ts';
import { type Actor, readScope } from '../domain/person.ts';
import { questionsOf } from '../domain/totals.ts';
import { numberText } from '../text/number.ts';
import type { Texts } from '../text/text.ts';
import { dayText, momentText, monthText, startingCapital } from '../text/when.ts';
import { queryOf } from './body.ts';
import { monthOption, openedPeriods } from './period.ts';
import { render, textsOf } from './render.ts';
import { chartOf, type TotalsChart } from './totals-chart.ts';
import { type Asked, askedOf, type Choice, choiceOf, hrefOf, narrowed } from './totals-choice.ts';
import { downOf, namingOf, trailOf, withinOptions } from './totals-drill.ts';
import { type Download, downloadsOf } from './totals-export.ts';
import { areaTables, type AreaTable, type FigureSection, figureSections, sectionsOf } from './totals-page.ts';
import { actorOf, languageOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

type Option = { value: string; text: string };

export type TotalsPage = {
  choice: Choice & {
    periods: Option[];
    places: Option[];
    sections: { heading: string; questions: { id: string; label: string; checked: boolean }[] }[];
    errors: { field: string; message: string }[];
  };
  answer: null | {
    heading: string;
    /** From the nation down to where the answer is. */
    trail: { text: string; href: string }[];
    down: { text: string; href: string } | null;
    facts: string[];
    coverage: { text: string; isComplete: boolean };
    chart: TotalsChart | null;
    figures: FigureSection[];
    tables: AreaTable[];
    /** Long tables are shown one section at a time. */
    sections: { text: string; href: string; current: boolean }[];
    notRebased: string[];
    same: string;
    downloads: { totals: Download[]; reports: Download[] };
  };
};

const totalsView = view<TotalsPage>('totals');
/** Rows up to which a page holds the tables of all sections. */
const fewRows = 60;

export function totalsPages(context: Context): Router {
  const router = Router();
  router.get('/totals', requirePerson, (req, res) => {
    const person = signedIn(req);
    if (person) showTotals(context, req, res, actorOf(person));
  });
  return router;
}

function showTotals(context: Context, req: Request, res: Response, actor: Actor): void {
  const periods = openedPeriods(context);
  const choice = choiceOf(req, periods, readScope(actor, todayOf(req)).everything);
  const { asked, errors } = askedOf(choice, textsOf(req).totals.choose);
  const data: TotalsPage = {
    choice: {
      ...{ ...choice, errors, sections: questionChoice(context, req, choice) },
      periods: periods.map(monthOption),
      places: withinOptions(context, choice.within, asked?.order.to ?? periods[0] ?? '2026-01', textsOf(req).totals),
    },
    answer: asked ? answerOf(context, req, actor, asked) : null,
  };
  render(req, res, totalsView, data, asked ? 200 : 422);
}

/** The questions of all forms, under the headings of their sections. */
function questionChoice({ store }: Context, req: Request, { questions }: Choice) {
  const forms = store.form.all();
  return sectionsOf({ questions: questionsOf(forms), forms }, languageOf(req)).map((section) => ({
    heading: section.heading,
    questions: section.questions.map(({ id, label }) => ({ id, label, checked: questions.includes(id) })),
  }));
}

function answerOf(context: Context, req: Request, actor: Actor, asked: Asked): NonNullable<TotalsPage['answer']> {
  const t = textsOf(req).totals;
  const language = languageOf(req);
  const { order, narrowing } = asked;
  const loaded = loadTotals(context, actor, order);
  const totals = narrowed(loaded, narrowing);
  const { by, from, to } = order;
  const fixed: Asked = { order: { ...order, asOf: totals.asOf }, narrowing };
  const whole = { ...fixed.order, by: { period: false, area: null } };
  const isNation = by.area === null && !by.period;
  const [sum] = isNation ? totals.rows : loadTotals(context, actor, whole).rows;
  const naming = namingOf(context, language, order.asOf === null ? asked : fixed);
  const isLong = totals.rows.length > fewRows;
  const sections = sectionsOf(totals, language);
  const chosen = isLong
    ? (sections.find(({ id }) => id === queryOf(req, 'section')) ??
      sections.find(({ questions }) => questions.some(({ id }) => id === 'participants_end')) ??
      sections[0])
    : undefined;
  const isOpen = totals.rows.length > 0 && sum?.stockPeriod !== null;
  const trail = trailOf(context, asked, t);
  const range = startingCapital(t.range(monthText(from), monthText(to)));
  const placeName = areaNames(context, by.area, to);
  return {
    heading: trail.length === 0 ? range : t.inPlace(range, trail.at(-1)?.text ?? ''),
    ...{ trail, down: isOpen ? downOf(asked, t) : null },
    facts: [
      ...[t.known(momentText(totals.asOf)), t.fetched(momentText(context.now()))],
      ...(totals.mapDay === null || (by.area === null && !order.within) ? [] : [t.map(dayText(totals.mapDay))]),
    ],
    coverage: coverageOf(sum, isOpen, t),
    chart: isOpen ? chartOf(context, actor, fixed, { language, t }) : null,
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
      t.becameTo(placeName('unit' in split ? split.unit : split.municipality), split.into.map(placeName).join(', ')),
    ),
    same: hrefOf('/totals', fixed),
    downloads: downloadsOf(fixed, t),
  };
}

function coverageOf(sum: Totals['rows'][number] | undefined, isOpen: boolean, t: Texts['totals']) {
  if (!sum || !isOpen) return { text: t.noneOpen, isComplete: false };
  const { received, expected } = sum;
  const isComplete = received === expected;
  // Rounded down, so that 100 % is never said of what is not complete.
  const share = expected === 0 ? 0 : Math.floor((received * 1000) / expected) / 10;
  const [one, other] = [numberText(received), numberText(expected)];
  return { text: isComplete ? t.complete(other) : t.coverageLead(one, other, numberText(share, 1)), isComplete };
}
