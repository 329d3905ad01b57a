// Which figures must not be shown, and how well each must be hidden (domain.md, "Suppression"; reliability.md, 5.8).

import { type Cell, type FigureTable, nation, type Network } from './suppression-network.ts';
import type { Unknown } from './suppression-search.ts';

/**
 * How far from the truth other tables must be able to be: a figure below the threshold could also be one that is not,
 * and no hidden figure is known closer than to `width`.
 */
export type Need = { up: number; down: number; width: number };

/** The cells of the table that are hidden for their own sake, before anything is hidden for the sake of others. */
export function sensitiveIn(table: FigureTable, earlier: FigureTable[], network: Network, threshold: number): Cell[] {
  return network.cells.filter((cell) => {
    if (cell.table !== table) return false;
    const before = earlier.flatMap((other) => sameIn(other, cell, network));
    const same = network.cellsOf.get(cell.unknown) ?? [];
    return (
      isSmall(cell.value, threshold) ||
      isOfSmallGroup(cell, network, threshold) ||
      changesSlightly(cell, before, threshold) ||
      // What was hidden stays hidden: shown now, it would tell what it was.
      before.some((old) => isHidden(old)) ||
      same.some((other) => other.table !== table && isHidden(other))
    );
  });
}

/** What a hidden figure needs, in all the extracts that it stands in. */
export function needOf(unknown: Unknown, network: Network, threshold: number): Need {
  const need = { up: 0, down: 0, width: threshold - 1 };
  for (const cell of network.cellsOf.get(unknown) ?? []) {
    if (isSmall(cell.value, threshold)) need.up = Math.max(need.up, threshold - cell.value);
  }
  for (const change of changesOf(unknown, network).filter((change) => isSmall(Math.abs(change), threshold))) {
    const [further, back] = [threshold - Math.abs(change), threshold + Math.abs(change)];
    if (change > 0) need.up = Math.max(need.up, further);
    else if (unknown.value - further >= unknown.lowest) need.down = Math.max(need.down, further);
    else need.up = Math.max(need.up, back);
  }
  return need;
}

/** What a rest needs: only few of them matter. */
export function needOfRest({ value }: Unknown, threshold: number): Need | null {
  return isSmall(value, threshold) ? { up: threshold - value, down: 0, width: threshold - 1 } : null;
}

function isSmall(value: number, threshold: number): boolean {
  return value > 0 && value < threshold;
}

function isHidden(cell: Cell): boolean {
  return cell.area.hidden[cell.index] ?? false;
}

/** True for a part of a group too small to be split up, or one that holds the whole group: it would tell of everyone. */
function isOfSmallGroup({ table, area, question, value }: Cell, network: Network, threshold: number): boolean {
  if (value === 0) return false;
  const { parts, breakdowns } = table.relations;
  const wholes = [
    ...parts.filter(({ part }) => part === question).map(({ whole }) => [whole]),
    ...breakdowns.filter(({ into }) => into.includes(question)).map(({ of }) => of),
  ];
  return wholes.some((whole) => {
    const total = whole.reduce((sum, id) => sum + (network.cellAt(area, id)?.value ?? 0), 0);
    return total < 2 * threshold || value === total;
  });
}

/**
 * A county's figure that is corrected by a few tells of those few. One of the nation does not: that a few more took part
 * somewhere in the country points at nobody.
 */
function changesSlightly(cell: Cell, before: Cell[], threshold: number): boolean {
  if (cell.area.area === nation) return false;
  return before.some((old) => isSmall(Math.abs(old.value - cell.value), threshold));
}

/** By how much the figure of a county differs from what other extracts of the same month show in its place. */
function changesOf(unknown: Unknown, network: Network): number[] {
  const cells = (network.cellsOf.get(unknown) ?? []).filter(({ area }) => area.area !== nation);
  return cells.flatMap((cell) =>
    network.tables
      .filter((other) => other.period === cell.table.period && other !== cell.table)
      .flatMap((other) => sameIn(other, cell, network))
      .filter((other) => !isHidden(other))
      .map((other) => cell.value - other.value),
  );
}

/** The cell in the same place of another extract. */
function sameIn(other: FigureTable, { area, question }: Cell, network: Network): Cell[] {
  const place = other.areas.find((one) => one.area === area.area);
  const cell = place && network.cellAt(place, question);
  return cell ? [cell] : [];
}
