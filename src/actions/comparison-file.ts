// The comparison as a file: what the page shows, the target's source and the two years included.

import { changeOf, onTimeShare } from '../domain/comparison.ts';
import type { Cell } from '../domain/totals-table.ts';
import type { ComparedMonth, ComparedUnit } from './comparison.ts';
import { type FileFormat, tableFile } from './table-file.ts';

export const comparisonFormats = ['xlsx', 'csv-excel', 'csv'] as const satisfies FileFormat[];
export type ComparisonFormat = (typeof comparisonFormats)[number];

/** Heads by column; names of sheets; what a verdict is called, in Excel and in CSV for Excel. */
export type ComparisonWords = {
  head: (column: string) => string;
  yes: string;
  no: string;
  verdict: (status: ComparedUnit['status']) => string;
  sheets: [string, string];
};

const columns = [
  ...['unit', 'unitNumber', 'municipality', 'municipalityNumber', 'county', 'end', 'mean', 'meanBefore', 'change'],
  ...['started', 'granted', 'expected', 'received', 'onTime', 'onTimePercent'],
  ...['target', 'targetSource', 'targetFrom', 'municipalityMean', 'status'],
];
const monthColumns = ['period', 'end', 'expected', 'received'];

export function comparisonFile(
  { units, months }: { units: ComparedUnit[]; months: ComparedMonth[] },
  format: ComparisonFormat,
  words: ComparisonWords,
) {
  const verdict = format === 'csv' ? (status: ComparedUnit['status']) => status : words.verdict;
  const rows = units.map((one): Cell[] => {
    const { unit, target } = one;
    return [
      ...[unit.officeName, unit.id, unit.municipalityName, unit.municipality, unit.countyName],
      ...[one.end, one.mean, one.meanBefore, changeOf(one), one.started, one.granted],
      ...[one.expected, one.received, one.onTime, percent(onTimeShare(one))],
      ...[target?.expectedParticipants ?? null, target?.source ?? null, target?.validFrom ?? null],
      ...[one.municipalityMean, verdict(one.status)],
    ];
  });
  const development = months.map(({ period, end, expected, received }): Cell[] => [period, end, expected, received]);
  const content = {
    ...{ columns, parts: [rows] },
    sheets: () => [
      { name: words.sheets[0], heads: columns.map(words.head), parts: [rows] },
      { name: words.sheets[1], heads: monthColumns.map(words.head), parts: [development] },
    ],
  };
  return tableFile(format, content, words);
}

function percent(share: number | null): number | null {
  return share === null ? null : share * 100;
}
