// Reports as files: status and answers, month by month.

import type { Form } from '../domain/form.ts';
import { type Period, periodsFrom } from '../domain/period.ts';
import { questionsOf } from '../domain/totals.ts';
import type { Cell } from '../domain/totals-table.ts';
import { type Unit, unitName } from '../domain/unit.ts';
import { definitionSheet, type FileWords, partedSheet, sheetOf } from './file-sheets.ts';
import type { ListedReport } from './list-reports.ts';
import type { CubeContent } from './table-file.ts';
import { figureDimension } from './totals-file.ts';

export type ReportsFile = {
  /** Read once, a month at a time. */
  months: Iterable<ListedReport[]>;
  forms: Form[];
  words: FileWords;
  from: Period;
  to: Period;
};

const facts = [
  ...(['status', 'deadline', 'closesOn', 'submissions', 'firstSubmittedAt', 'onTime'] as const),
  ...(['expectedParticipants', 'confirmedZero', 'corrected', 'toBeConfirmed', 'imported'] as const),
];

export function reportsFile({ months, forms, words, from, to }: ReportsFile): CubeContent {
  const questions = questionsOf(forms).map(({ id }) => id);
  const columns = ['period', 'unit', ...facts, ...questions];
  const unanswered = questions.map(() => null);
  const answersOf = ({ figures }: ListedReport) => (figures.length > 0 ? figures : unanswered);
  const statusOf = ({ status }: ListedReport) => words.statuses?.[status] ?? status;
  const rowOf = (report: ListedReport, ...names: string[]): Cell[] => {
    const row: Cell[] = [report.period, report.unit.id, ...names];
    for (const fact of facts) row.push(fact === 'status' ? statusOf(report) : report[fact]);
    for (const answer of answersOf(report)) row.push(answer);
    return row;
  };
  const { about } = words.files;
  return {
    columns,
    parts: mapped(months, (report) => rowOf(report)),
    sheets: () => [
      partedSheet(
        'figures',
        ['period', 'unit', 'name', ...columns.slice(2)],
        mapped(months, (report) => rowOf(report, nameOf(report.unit))),
        words,
      ),
      definitionSheet(columns, forms, words),
      sheetOf(
        'about',
        ['item', 'value'],
        [
          [about.months, from === to ? from : `${from} – ${to}`],
          [about.empty, about.emptyMeans],
          [about.small, about.smallMeans],
        ],
        words,
      ),
    ],
    cube() {
      const reports = [...months].flat();
      const units = new Map(reports.map(({ unit }) => [unit.id, nameOf(unit)]));
      const figures = ['submissions', 'expectedParticipants', ...questions];
      return {
        ...{ label: words.files.titles.reports, source: words.files.source, updated: null },
        dimensions: [
          {
            ...{ id: 'period', label: words.head('period'), role: 'time' },
            categories: periodsFrom(from, to).map((period) => ({ id: period, label: period })),
          },
          {
            ...{ id: 'unit', label: words.head('unit'), role: 'geo' },
            categories: [...units.keys()].toSorted().map((id) => ({ id, label: units.get(id) ?? id })),
          },
          figureDimension(figures, words),
        ],
        rows: reports.map((report) => {
          const values = [report.submissions, report.expectedParticipants, ...answersOf(report)];
          const isIn = report.submissions > 0;
          return {
            key: [report.period, report.unit.id],
            values,
            // Why there is no number: the status of the report.
            signs: values.map((value) => (value === null && !isIn ? report.status : null)),
          };
        }),
        ...{ signs: {}, extension: { from, to } },
      };
    },
  };
}

const names = new WeakMap<Unit, string>();

/** The same text for a unit's every month. */
function nameOf(unit: Unit): string {
  let name = names.get(unit);
  if (name === undefined) names.set(unit, (name = unitName(unit)));
  return name;
}

function* mapped<From>(months: Iterable<From[]>, rowOf: (one: From) => Cell[]): Generator<Cell[][]> {
  for (const month of months) yield month.map(rowOf);
}
