// What the public can reckon with: every number of the extracts, the sums and relations that bind them, and which of them
// are the same number. It takes a reader who knows wherever one month's closing number is the next one's opening number,
// and which areas a correction has not touched.

import { addMonths, type Period } from './period.ts';
import type { Relation, Relations } from './relation.ts';
import type { Equation, Limit, Unknown } from './suppression-search.ts';

/** The nation. */
export const nation = '';

/** The true sums of one area and month, and which are hidden; null where nothing was received or nothing was asked. */
export type AreaFigures = { area: string; values: (number | null)[]; hidden: boolean[] };

/** One extract: the nation first, then the counties; values in the order of the questions. */
export type FigureTable = { period: Period; questions: string[]; relations: Relations; areas: AreaFigures[] };

/** One number of one extract. */
export type Cell = {
  table: FigureTable;
  area: AreaFigures;
  question: string;
  index: number;
  value: number;
  unknown: Unknown;
};

export type Network = {
  tables: FigureTable[];
  cells: Cell[];
  /** The cells that are the same number. */
  cellsOf: Map<Unknown, Cell[]>;
  /** What a whole has beside a part of it (the men, those over 30): never shown, but few of them must not be told. */
  rests: { table: FigureTable; unknown: Unknown }[];
  /** What an extract before this one shows: it cannot be hidden any more. */
  isPublic: (unknown: Unknown) => boolean;
  cellAt: (area: AreaFigures, question: string) => Cell | undefined;
};

/** Whose numbers may still be hidden: those of `open`, when no other extract shows them. */
export function networkOf(tables: FigureTable[], open: FigureTable): Network {
  const cells: Cell[] = [];
  const cellsOf = new Map<Unknown, Cell[]>();
  const byPlace = new Map<AreaFigures, Map<string, Cell>>();
  const unknowns = new Map<string, Unknown>();
  for (const table of tables) {
    for (const area of table.areas) {
      const places = new Map<string, Cell>();
      byPlace.set(area, places);
      for (const [index, question] of table.questions.entries()) {
        const value = area.values[index] ?? null;
        if (value === null) continue;
        const key = keyOf(table, area, question, value);
        let unknown = unknowns.get(key);
        if (!unknown) unknowns.set(key, (unknown = unknownOf(value)));
        const cell = { table, area, question, index, value, unknown };
        cells.push(cell);
        places.set(question, cell);
        cellsOf.set(unknown, [...(cellsOf.get(unknown) ?? []), cell]);
      }
    }
  }
  const cellAt: Network['cellAt'] = (area, question) => byPlace.get(area)?.get(question);
  const publicOnes = new Set<Unknown>();
  for (const [unknown, same] of cellsOf) {
    const shown = same.filter((cell) => !cell.area.hidden[cell.index]);
    unknown.hidden = shown.length === 0;
    if (shown.some((cell) => cell.table !== open)) publicOnes.add(unknown);
    else if (unknown.value > 0) unknown.cost = Math.max(...same.map(costOf));
  }
  const rests = tables.flatMap((table) => bind(table, cellAt));
  return { tables, cells, cellsOf, cellAt, rests, isPublic: (unknown) => publicOnes.has(unknown) };
}

/**
 * Cells with the same key are the same number: a month's opening number and an equal closing number before it, and the
 * figures of an area that a correction has not touched at all.
 */
function keyOf(
  { period, relations }: FigureTable,
  { area, values }: AreaFigures,
  question: string,
  value: number,
): string {
  const { opening, closing } = relations;
  if (question === opening && closing !== null) return `${addMonths(period, -1)} ${area} ${closing} ${value}`;
  if (question === closing) return `${period} ${area} ${closing} ${value}`;
  return `${period} ${area} ${question} ${values.join()}`;
}

function unknownOf(value: number): Unknown {
  const lowest = Math.min(value, 1);
  return { value, now: value, step: 0, lowest, hidden: false, cost: Infinity, equations: [], limits: [] };
}

/** The nation is worth many counties, and how many take part more than how many came or went. */
function costOf({ area, question, table, value }: Cell): number {
  const { opening, closing } = table.relations;
  const worth = (area.area === nation ? 400 : 10) * (question === opening || question === closing ? 5 : 1);
  return worth * (1 + Math.min(value, 300) / 100);
}

/**
 * The sums and relations of one extract. What is not so in truth (imported history may break a rule) binds nobody. Gives
 * the rests; that a part is at most its whole is then the same as that a rest is not negative.
 */
function bind(table: FigureTable, cellAt: Network['cellAt']): Network['rests'] {
  for (const question of table.questions) {
    addEquation(
      table.areas.map((area) => ({ cell: cellAt(area, question), factor: area.area === nation ? -1 : 1 })),
      0,
    );
  }
  const { equal, atMost, parts } = table.relations;
  const rests: Network['rests'] = [];
  for (const area of table.areas) {
    const termsOf = ({ terms }: Relation) =>
      terms.map(({ question, factor }) => ({ cell: cellAt(area, question), factor }));
    for (const relation of equal) addEquation(termsOf(relation), relation.than);
    for (const relation of atMost) if (!isPart(relation, parts)) addLimit(termsOf(relation), relation.than);
    for (const { part, whole } of parts) {
      const [inside, all] = [cellAt(area, part), cellAt(area, whole)];
      if (!inside || !all || inside.value > all.value) continue;
      const unknown = { ...unknownOf(all.value - inside.value), hidden: true, lowest: 0 };
      addEquation(
        [
          { cell: all, factor: 1 },
          { cell: inside, factor: -1 },
          { cell: { unknown, value: unknown.value }, factor: -1 },
        ],
        0,
      );
      rests.push({ table, unknown });
    }
  }
  return rests;
}

function isPart({ terms }: Relation, parts: Relations['parts']): boolean {
  return parts.some(
    ({ part, whole }) => terms.length === 2 && terms.every(({ question }) => question === part || question === whole),
  );
}

type Terms = { cell: Pick<Cell, 'unknown' | 'value'> | undefined; factor: number }[];

function addEquation(terms: Terms, than: number): void {
  if (sumOf(terms) !== than) return;
  const equation: Equation = { terms: [], off: 0 };
  for (const { cell, factor } of terms) {
    if (!cell) continue;
    equation.terms.push({ unknown: cell.unknown, factor });
    cell.unknown.equations.push({ equation, factor });
  }
}

function addLimit(terms: Terms, than: number): void {
  const slack = than - sumOf(terms);
  if (slack < 0) return;
  const limit: Limit = { slack };
  for (const { cell, factor } of terms) cell?.unknown.limits.push({ limit, factor });
}

function sumOf(terms: Terms): number {
  return terms.reduce((sum, { cell, factor }) => sum + factor * (cell?.value ?? 0), 0);
}
