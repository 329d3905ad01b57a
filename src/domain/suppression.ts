// Which figures of an extract are hidden (domain.md, "Suppression"): counts below the threshold, and as many more as it
// takes before no hidden figure can be worked out from sums, differences, the form's own relations, the month chain or
// an earlier extract. A figure is hidden well when other tables exist that look the same from outside and differ in it
// by about the threshold; `suppression-search.ts` makes them.

import { addMonths, type Period } from './period.ts';
import type { Relations } from './relation.ts';
import { type FigureTable, type Network, networkOf } from './suppression-network.ts';
import { restore, shift, type Unknown } from './suppression-search.ts';
import { type Need, needOf, needOfRest, sensitiveIn } from './suppression-need.ts';

export type SuppressionOrder = {
  /** Counts from 1 up to, not including, this are hidden. */
  threshold: number;
  period: Period;
  questions: string[];
  relations: Relations;
  /** The nation ('') first, then the counties; the nation is their sum. */
  areas: { area: string; values: (number | null)[] }[];
  /**
   * The extracts taken of a month so far, oldest first, but those withheld, of which nothing is known; it is asked for the
   * months near this one too.
   */
  extractsOf: (period: Period) => FigureTable[];
};

/** Hidden flags by area and question; `withheld` when nothing at all can be shown. */
export type Suppressed = { hidden: boolean[][]; withheld: boolean };

/** Decides what the extract hides. The same order gives the same answer. */
export function suppress(order: SuppressionOrder): Suppressed {
  const { threshold, questions, relations, period } = order;
  const areas = order.areas.map((area) => ({ ...area, hidden: area.values.map(() => false) }));
  const table: FigureTable = { period, questions, relations, areas };
  const { tables, chained } = nearbyTables(order);
  const network = networkOf([...tables, table], table);
  const earlier = tables.filter((other) => other.period === period);

  for (const cell of sensitiveIn(table, earlier, network, threshold)) {
    // What an earlier extract shows cannot be hidden any more; only a higher threshold takes it out of later ones.
    if (!network.isPublic(cell.unknown)) hide(cell.unknown, table, network);
    else if (cell.value > 0 && cell.value < threshold) cell.area.hidden[cell.index] = true;
  }
  const queue = unsafeIn(network, chained, threshold);
  for (const { unknown, need } of queue) {
    const added = hideWell(unknown, need);

    if (!added) return { hidden: areas.map(({ values }) => values.map((value) => value !== null)), withheld: true };
    for (const one of added) {
      hide(one, table, network);
      queue.push({ unknown: one, need: needOf(one, network, threshold) });
    }
  }
  return { hidden: areas.map(({ hidden }) => hidden), withheld: false };
}

/**
 * The extracts that bear on a month: its own, those of the months beside it, and on from there as long as numbers of
 * participants are hidden, since the month chain carries on what is known of them. `chained` are the months so reached.
 */
function nearbyTables({ period, extractsOf }: SuppressionOrder): { tables: FigureTable[]; chained: Set<Period> } {
  const tables = [...extractsOf(period)];
  const chained = new Set([period]);
  for (const direction of [-1, 1]) {
    for (let month = addMonths(period, direction); ; month = addMonths(month, direction)) {
      const near = extractsOf(month);
      tables.push(...near);
      if (!near.some(hidesParticipants)) break;
      chained.add(month);
    }
  }
  return { tables, chained };
}

/** What must be shown to be safe. Of other months only what hangs on this one by the chain can have become less so. */
function unsafeIn(network: Network, chained: Set<Period>, threshold: number): { unknown: Unknown; need: Need }[] {
  const figures = [...network.cellsOf]
    .filter(([unknown, cells]) => unknown.hidden && cells.some(({ table }) => chained.has(table.period)))
    .map(([unknown]) => ({ unknown, need: needOf(unknown, network, threshold) }));
  const rests = network.rests.flatMap(({ table, unknown }) => {
    const need = chained.has(table.period) ? needOfRest(unknown, threshold) : null;
    return need ? [{ unknown, need }] : [];
  });
  return [...figures, ...rests];
}

function hidesParticipants({ questions, relations, areas }: FigureTable): boolean {
  const indices = [relations.opening, relations.closing].map((question) => questions.indexOf(question ?? ''));
  return areas.some(({ hidden }) => indices.some((index) => hidden[index]));
}

function hide(unknown: Unknown, table: FigureTable, network: Network): void {
  unknown.hidden = true;
  for (const cell of network.cellsOf.get(unknown) ?? []) if (cell.table === table) cell.area.hidden[cell.index] = true;
}

/** What may be lost for the sake of one hidden figure, tried from little to all. */
const allowances = [0, 12, 25, 50, 100, 200, 400, 1000, 3000, 10_000, 1e9];

/** Gives what else must be hidden for the figure to be safe; null when nothing that is still shown can make it so. */
function hideWell(unknown: Unknown, need: Need): Unknown[] | null {
  for (const allowance of allowances) {
    const added: Unknown[] = [];
    const up = reach(unknown, 1, Math.max(need.up, need.width - need.down), allowance, added);
    const down = reach(unknown, -1, Math.max(need.down, need.width - up), allowance, added);
    if (up >= need.up && down >= need.down && up + down >= need.width) return added;
    for (const one of added) one.hidden = false;
  }
  return null;
}

/** How far, up to the distance, other tables can be from the true one in the figure, one way. */
function reach(unknown: Unknown, way: number, distance: number, allowance: number, added: Unknown[]): number {
  const moved = new Set<Unknown>();
  let reached = 0;
  for (let stride = distance; stride >= 1 && reached < distance; ) {
    const shifted = shift(unknown, way * stride, allowance);
    if (!shifted) {
      stride = Math.floor(stride / 2);
      continue;
    }
    reached += stride;
    stride = Math.min(stride, distance - reached);
    for (const one of shifted) {
      moved.add(one);
      if (!one.hidden) added.push(one);
      one.hidden = true;
    }
  }
  restore(moved);
  return reached;
}
