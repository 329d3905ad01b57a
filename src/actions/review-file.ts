// A review as a file: a row for each office, criterion and option, as the page counts them; in Excel the shares side by
// side too.

import { resultFor } from '../domain/review.ts';
import { type Criterion, optionsOf } from '../domain/review-criteria.ts';
import type { Cell } from '../domain/totals-table.ts';
import { unitName } from '../domain/unit.ts';
import type { LoadedReview } from './reviews.ts';
import { type FileFormat, tableFile } from './table-file.ts';

export const reviewFormats = ['xlsx', 'csv-excel', 'csv'] as const satisfies FileFormat[];
export type ReviewFormat = (typeof reviewFormats)[number];

/** Heads by column; what criteria and options are called, in Excel and in CSV for Excel. */
export type ReviewWords = {
  head: (column: string) => string;
  yes: string;
  no: string;
  criterion: (one: Criterion) => string;
  option: (one: Criterion, option: string) => string;
  all: string;
  sheets: [string, string];
};

const columns = ['unit', 'unitNumber', 'decisions', 'criterion', 'option', 'count', 'assessed', 'yesPercent'];

export function reviewFile({ units, all, criteria }: LoadedReview, format: ReviewFormat, words: ReviewWords) {
  const isPlain = format === 'csv';
  const lines = units.map(({ unit, tally }) => ({ name: unitName(unit), number: unit.id, tally }));
  if (all) lines.push({ name: isPlain ? 'all' : words.all, number: '', tally: all });
  const criterionName = (one: Criterion) => (isPlain ? one.id : words.criterion(one));
  const optionName = (one: Criterion, option: string) => (isPlain ? option : words.option(one, option));
  const rows = lines.flatMap(({ name, number, tally }) =>
    criteria.flatMap((one) =>
      optionsOf(one).map((option): Cell[] => {
        const { counts, assessed, share } = resultFor(tally, one);
        const start = [name, number, tally.decisions, criterionName(one), optionName(one, option)];
        return [...start, counts[option] ?? 0, assessed, percent(share)];
      }),
    ),
  );
  const judged = criteria.filter(({ kind }) => kind === 'judgement');
  const shares = lines.map(({ name, number, tally }): Cell[] => [
    ...[name, number, tally.decisions],
    ...judged.map((one) => percent(resultFor(tally, one).share)),
  ]);
  const shareHeads = [...['unit', 'unitNumber', 'decisions'].map(words.head), ...judged.map(words.criterion)];
  const content = {
    ...{ columns, parts: [rows] },
    sheets: () => [
      { name: words.sheets[0], heads: shareHeads, parts: [shares] },
      { name: words.sheets[1], heads: columns.map(words.head), parts: [rows] },
    ],
  };
  return tableFile(format, content, words);
}

function percent(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 10;
}
