// Totals as files: rows for CSV, a workbook with coverage, definitions and corrections beside the figures, and a cube for
// JSON-stat. The page and the API give the same ones.

import type { Context } from '../context.ts';
import type { Category, Cube, Dimension } from '../domain/json-stat.ts';
import { lastDayOf, type Period } from '../domain/period.ts';
import type { Actor } from '../domain/person.ts';
import type { Area, By, TotalsRow } from '../domain/totals.ts';
import { type Cell, totalsTable } from '../domain/totals-table.ts';
import { unitName } from '../domain/unit.ts';
import { definitionSheet, type FileWords, sheetOf } from './file-sheets.ts';
import type { CubeContent } from './table-file.ts';
import { reachOf, type Totals } from './totals.ts';
import type { Sheet } from './write-xlsx.ts';

export function totalsFile(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  totals: Totals,
  words: FileWords,
): CubeContent {
  const { by } = totals.order;
  const table = totalsTable({ ...totals, by });
  const nameOf = areaNames(context, by.area, totals.order.to);
  return {
    columns: table.columns,
    parts: [table.rows],
    sheets: () => [
      ...figureSheets({ by, ...table, areas: totals.rows }, nameOf, words),
      definitionSheet(table.columns, totals.forms, words),
      correctionSheet(context, actor, totals, words),
      sheetOf('about', ['item', 'value'], aboutTotals(totals, nameOf, words), words),
    ],
    cube: () => ({
      ...totalsCube({ by, table, rows: totals.rows, nameOf, words }),
      label: words.files.titles.totals,
      updated: totals.asOf,
      extension: {
        ...{ from: totals.order.from, to: totals.order.to, geography: totals.order.geography, asOf: totals.asOf },
        ...{ mapDay: totals.mapDay, notRebased: totals.notRebased },
      },
    }),
  };
}

type Figures = { by: By; columns: string[]; rows: Cell[][]; areas: Pick<TotalsRow, Area>[] };

const counts = ['expected', 'received'];
const coverage = [
  ...[...counts, 'onTime', 'stockPeriod', 'stockExpected', 'stockReceived'],
  ...['openingPeriod', 'openingExpected', 'openingReceived'],
];

/** The figures with the coverage of the whole range beside them, and on a sheet of its own the coverage in full. */
export function figureSheets(
  { by, columns, rows, areas }: Figures,
  nameOf: (number: string) => string,
  words: FileWords,
): Sheet[] {
  const keys = columns.slice(0, columns.indexOf('expected'));
  const told = columns.filter((column) => !keys.includes(column) && !coverage.includes(column) && column !== 'asOf');
  const pick = (names: string[]) => {
    const places = names.map((name) => columns.indexOf(name));
    return rows.map((row, index): Cell[] => {
      const area = by.area === null ? '' : (areas[index]?.[by.area] ?? '');
      return places.map((place) => (place < 0 ? nameOf(area) : (row[place] ?? null)));
    });
  };
  // A column that the table does not have is the name of the area.
  const named = by.area === null ? keys : [...keys, 'name'];
  const figures = [...named, ...counts, ...told];
  const covered = [...named, ...coverage];
  return [sheetOf('figures', figures, pick(figures), words), sheetOf('coverage', covered, pick(covered), words)];
}

/** Which corrections the figures contain: one row per number that moved. */
function correctionSheet(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  { asOf, order, questions }: Totals,
  words: FileWords,
): Sheet {
  const { store } = context;
  const moment = store.transaction(() => store.totals.moment(asOf, context.now()));
  const made = store.change.corrections(order.from, order.to, moment, reachOf(context, actor));
  const nameOf = areaNames(context, 'unit', order.to);
  const rows = made.flatMap((correction) => {
    const { period, unit, number, knownAt, by, comment } = correction;
    const reasons = Object.entries(correction.reasons).map(([rule, reason]) => `${rule}: ${reason}`);
    const told = [knownAt, by, comment, reasons.join('\n')];
    const moved = questions.filter(({ id }) => correction.old?.[id] !== correction.new[id]);
    const numbers = moved.map(({ id }) => [id, correction.old?.[id] ?? null, correction.new[id] ?? null]);
    return (numbers.length > 0 ? numbers : [[null, null, null]]).map((three): Cell[] => [
      ...[period, unit, nameOf(unit), number, ...three, ...told],
    ]);
  });
  const columns = ['period', 'unit', 'name', 'number', 'question', 'oldValue', 'newValue'];
  return sheetOf('changes', [...columns, 'knownAt', 'by', 'comment', 'reasons'], rows, words);
}

function aboutTotals({ asOf, order, mapDay, notRebased }: Totals, nameOf: (id: string) => string, words: FileWords) {
  const { about, geography } = words.files;
  const rows: [string, string][] = [
    [about.months, order.from === order.to ? order.from : `${order.from} – ${order.to}`],
    [about.geography, geography[order.geography]],
    ...(mapDay === null ? [] : [[about.mapDay, mapDay] as [string, string]]),
    [about.asOf, asOf],
    ...(order.within ? [[about.within, order.within.number] as [string, string]] : []),
    [about.empty, about.emptyMeans],
    [about.small, about.smallMeans],
    ...notRebased.map(({ into, ...split }): [string, string] => [
      about.notRebased,
      `${nameOf('unit' in split ? split.unit : split.municipality)} → ${into.map(nameOf).join(', ')}`,
    ]),
  ];
  return rows;
}

/** The cube of totals and of statistics: months and areas as asked for, and every count and figure as a category. */
export function totalsCube({
  by,
  table,
  rows,
  nameOf,
  words,
}: {
  by: By;
  table: { columns: string[]; rows: Cell[][] };
  rows: (Pick<TotalsRow, 'period' | Area> & { suppressed?: string[] })[];
  nameOf: (number: string) => string;
  words: FileWords;
}): Pick<Cube, 'source' | 'dimensions' | 'rows' | 'signs'> {
  const { area } = by;
  const figures = table.columns.slice(table.columns.indexOf('expected')).filter((name) => !texts.includes(name));
  const places = figures.map((figure) => table.columns.indexOf(figure));
  const isLocal = area === 'municipality' || area === 'unit';
  const distinct = (ids: (string | undefined)[]) => [...new Set(ids.map((id) => id ?? ''))].toSorted();
  const time: Dimension = {
    ...{ id: 'period', label: words.head('period'), role: 'time' },
    categories: distinct(rows.map(({ period }) => period)).map((id) => ({ id, label: id })),
  };
  const geo: Dimension = {
    ...{ id: area ?? '', label: words.head(area ?? ''), role: 'geo' },
    categories: area === null ? [] : distinct(rows.map((row) => row[area])).map((id) => ({ id, label: nameOf(id) })),
  };
  return {
    source: words.files.source,
    dimensions: [...(by.period ? [time] : []), ...(area === null ? [] : [geo]), figureDimension(figures, words)],
    rows: rows.map((row, index) => ({
      key: [...(by.period ? [row.period ?? ''] : []), ...(area === null ? [] : [row[area] ?? ''])],
      values: places.map((place) => (table.rows[index]?.[place] as number | null) ?? null),
      signs: places.map((place, at) => {
        if ((table.rows[index]?.[place] ?? null) !== null) return null;
        const figure = figures[at] ?? '';
        if (row.suppressed?.includes(figure)) return ':';
        return isLocal && (figure === 'new' || figure === 'ended') ? '.' : '..';
      }),
    })),
    signs: words.files.signs,
  };
}

/** Columns that hold no number. */
const texts = ['stockPeriod', 'openingPeriod', 'asOf', 'suppressed'];

export function figureDimension(figures: string[], words: FileWords): Dimension {
  const categories = figures.map((id): Category => {
    return { id, label: words.head(id), ...(id.startsWith('mean_') ? { decimals: 1 } : {}) };
  });
  return { id: 'figure', label: words.head('figure'), role: 'metric', categories };
}

/** What an area is called by its number; a unit as on the last day of the month. */
export function areaNames(
  { store }: Pick<Context, 'store'>,
  area: Area | null,
  period: Period,
): (number: string) => string {
  if (area !== 'unit') {
    const names = store.totals.names(area ?? 'county');
    return (number) => names.get(number) ?? number;
  }
  const day = lastDayOf(period);
  return (id) => {
    const unit = store.unit.find(id, day);
    return unit ? unitName(unit) : id;
  };
}
