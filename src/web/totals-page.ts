// What the page of totals shows: figures by question for the nation, a table per section of the form for areas and months,
// and the coverage of every figure beside it.

import type { Totals } from '../actions/totals.ts';
import type { Language } from '../domain/person.ts';
import type { TotalsQuestion, TotalsRow } from '../domain/totals.ts';
import { numberText } from '../text/number.ts';
import { texts } from '../text/text.ts';
import { monthText, startingCapital } from '../text/when.ts';

/** One figure: `value` is '' where nothing was reported. */
export type FigureRow = {
  label: string;
  heading: string | null;
  isPart: boolean;
  value: string;
  mean: string;
  coverage: string;
};

export type FigureSection = { heading: string; hasMeans: boolean; rows: FigureRow[] };

export type AreaTable = {
  heading: string;
  headColumns: string[];
  /** Over the columns, when the figures of a table are of different months. */
  groups: { text: string; span: number }[];
  columns: { text: string; isCoverage: boolean }[];
  rows: { heads: { text: string; href: string | null }[]; cells: string[] }[];
  sum: { text: string; cells: string[] } | null;
};

export type Naming = {
  language: Language;
  /** The name of an area by its number, and the page it leads to. */
  nameOf: (number: string) => string;
  hrefOf: (row: TotalsRow) => string | null;
};

type QuestionKind = TotalsQuestion['kind'];
type Section = { id: string; heading: string; questions: QuestionShown[] };
type QuestionShown = {
  id: string;
  kind: QuestionKind;
  label: string;
  heading: string | null;
  isPart: boolean;
};

/** The figures of one row, question by question: for the nation over the whole range. */
export function figureSections(totals: Totals, row: TotalsRow, { language }: Naming): FigureSection[] {
  const t = texts[language].totals;
  const isRange = totals.order.from !== totals.order.to;
  const sections = sectionsOf(totals, language).map(({ heading, questions }) => ({
    heading,
    hasMeans: isRange && questions.some(({ kind }) => kind === 'stock'),
    rows: questions.map(({ id, kind, label, heading, isPart }) => ({
      ...{ label: whenText(kind, label, row, language, isRange), heading, isPart },
      value: figureText(row.totals[id] ?? null),
      mean: kind === 'stock' ? figureText(row.means[id] ?? null, 1) : '',
      coverage: coverageText(row, kind, language),
    })),
  }));
  const extra = (label: string, value: number | null) => ({
    ...{ label, heading: null, isPart: false, value: figureText(value), mean: '' },
    coverage: coverageText(row, 'flow', language),
  });
  const transfers = {
    heading: t.withoutTransfers,
    hasMeans: false,
    rows: [extra(t.new, row.new), extra(t.ended, row.ended)],
  };
  const isAsked = totals.questions.some(({ id }) => id === 'started' || id.startsWith('ended_'));
  return isAsked && totals.order.within?.area !== 'municipality' ? [...sections, transfers] : sections;
}

/** A table per section of the form, or of the one section chosen; the sum under the areas is the nation's own row. */
export function areaTables(totals: Totals, sum: TotalsRow | null, naming: Naming, section: string | null): AreaTable[] {
  const { language } = naming;
  const t = texts[language].totals;
  const { by, from, to } = totals.order;
  const isOneMonth = from === to || by.period;
  return sectionsOf(totals, language)
    .filter(({ id }) => section === null || id === section)
    .map(({ heading, questions }) => {
      const kinds = isOneMonth
        ? [questions]
        : (['stock', 'flow', 'opening'] as const).map((kind) => questions.filter((question) => question.kind === kind));
      const groups = kinds.filter((group) => group.length > 0);
      const cellsOf = (row: TotalsRow) =>
        groups.flatMap((group) => [
          coverageText(row, isOneMonth ? 'flow' : (group[0]?.kind ?? 'flow'), language),
          ...group.map(({ id }) => figureText(row.totals[id] ?? null)),
        ]);
      return {
        heading,
        headColumns: [
          ...(by.period ? [t.columns.period ?? ''] : []),
          ...(by.area === null ? [] : [t.columns[by.area] ?? '']),
        ],
        groups: isOneMonth
          ? []
          : groups.map((group) => ({
              text: groupText(group[0]?.kind ?? 'flow', totals, language),
              span: group.length + 1,
            })),
        columns: groups.flatMap((group) => [
          { text: t.coverage, isCoverage: true },
          ...group.map(({ label }) => ({ text: label, isCoverage: false })),
        ]),
        rows: totals.rows.map((row) => ({ heads: headsOf(row, naming), cells: cellsOf(row) })),
        sum: sum && { text: t.sum, cells: cellsOf(sum) },
      };
    });
}

/** The sections of the forms with the questions that are asked for; those without one are left out. */
export function sectionsOf(totals: Pick<Totals, 'questions' | 'forms'>, language: Language): Section[] {
  const sections = new Map<string, Section>();
  const kinds = new Map(totals.questions.map(({ id, kind }) => [id, kind]));
  // The newest form says where a question stands; one that it no longer asks stands where it last stood.
  for (const form of totals.forms.toReversed()) {
    for (const { id, heading } of form.sections) {
      if (!sections.has(id)) sections.set(id, { id, heading: heading[language], questions: [] });
    }
    for (const { id, section, label, heading, partOf } of form.questions) {
      const kind = kinds.get(id);
      if (kind === undefined) continue;
      kinds.delete(id);
      const shown = {
        id,
        kind,
        label: label[language],
        heading: heading?.[language] ?? null,
        isPart: partOf !== undefined,
      };
      sections.get(section)?.questions.push(shown);
    }
  }
  return [...sections.values()].filter(({ questions }) => questions.length > 0);
}

function headsOf(row: TotalsRow, { nameOf, hrefOf }: Naming): { text: string; href: string | null }[] {
  const number = row.county ?? row.municipality ?? row.unit;
  return [
    ...(row.period === undefined ? [] : [{ text: startingCapital(monthText(row.period)), href: null }]),
    ...(number === undefined ? [] : [{ text: nameOf(number), href: hrefOf(row) }]),
  ];
}

/** A figure without a word on its month would be read as that of the whole range. */
function whenText(kind: QuestionKind, label: string, row: TotalsRow, language: Language, isRange: boolean): string {
  const t = texts[language].totals;
  if (!isRange || kind === 'flow') return label;
  const month = kind === 'stock' ? row.stockPeriod : row.openingPeriod;
  return month === null ? label : t.ofMonth(label, monthText(month));
}

function groupText(kind: QuestionKind, totals: Totals, language: Language): string {
  const t = texts[language].totals;
  const [row] = totals.rows;
  if (kind === 'flow') return t.flowGroup;
  const month = kind === 'stock' ? row?.stockPeriod : row?.openingPeriod;
  const text = month ? monthText(month) : '';
  return kind === 'stock' ? t.stockGroup(text) : t.openingGroup(text);
}

function coverageText(row: TotalsRow, kind: QuestionKind, language: Language): string {
  const received = { flow: row.received, stock: row.stockReceived, opening: row.openingReceived }[kind];
  const expected = { flow: row.expected, stock: row.stockExpected, opening: row.openingExpected }[kind];
  return texts[language].totals.received(numberText(received), numberText(expected));
}

function figureText(value: number | null, decimals = 0): string {
  return value === null ? '' : numberText(value, decimals);
}
