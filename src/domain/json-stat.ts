// Tables as JSON-stat 2.0 (https://json-stat.org/full/): a cube of dimensions, one value per cell, and a sign where there
// is none. The signs are those of Statistics Norway: `:` hidden, `..` nothing received, `.` cannot be.

import type { Instant } from './period.ts';

export type Category = { id: string; label: string; decimals?: number };
export type Dimension = { id: string; label: string; role: 'time' | 'geo' | 'metric'; categories: Category[] };

/** `key`: one category of each dimension but the last; `values` and `signs`: one per category of the last. */
export type CubeRow = { key: string[]; values: (number | null)[]; signs: (string | null)[] };

export type Cube = {
  label: string;
  source: string;
  /** When what is told was known; null when there is nothing to tell. */
  updated: Instant | null;
  /** The last one says what is counted. */
  dimensions: Dimension[];
  rows: CubeRow[];
  /** What each sign means. */
  signs: Record<string, string>;
  extension: Record<string, unknown>;
};

/** A cell without a row is null, and has no sign. */
export function jsonStat({ label, source, updated, dimensions, rows, signs, extension }: Cube) {
  const size = dimensions.map(({ categories }) => categories.length);
  const places = dimensions.map(({ categories }) => new Map(categories.map(({ id }, index) => [id, index])));
  const cells = size.reduce((product, length) => product * length, 1);
  const value = Array.from<number | null>({ length: cells }).fill(null);
  const status: Record<string, string> = {};
  for (const row of rows) {
    const start = row.key.reduce((at, id, index) => at * (size[index] ?? 0) + placeOf(places[index], id), 0);
    for (const [index, figure] of row.values.entries()) {
      const at = start * (size.at(-1) ?? 0) + index;
      value[at] = figure;
      const sign = row.signs[index] ?? null;
      if (sign !== null) status[at] = sign;
    }
  }
  const rolesOf = (role: Dimension['role']) => dimensions.filter((each) => each.role === role).map(({ id }) => id);
  const roles = (['time', 'geo', 'metric'] as const).map((role) => [role, rolesOf(role)] as const);
  return {
    ...{ version: '2.0', class: 'dataset', label, source },
    ...(updated === null ? {} : { updated }),
    ...{ id: dimensions.map(({ id }) => id), size },
    role: Object.fromEntries(roles.filter(([, ids]) => ids.length > 0)),
    dimension: Object.fromEntries(dimensions.map((dimension) => [dimension.id, dimensionOf(dimension)])),
    ...{ value, status, extension: { ...extension, status: { label: signs } } },
  };
}

function dimensionOf({ label, role, categories }: Dimension) {
  return {
    label,
    category: {
      index: categories.map(({ id }) => id),
      label: Object.fromEntries(categories.map((category) => [category.id, category.label])),
      ...(role === 'metric'
        ? { unit: Object.fromEntries(categories.map(({ id, decimals }) => [id, { decimals: decimals ?? 0 }])) }
        : {}),
    },
  };
}

function placeOf(places: Map<string, number> | undefined, id: string): number {
  const place = places?.get(id);
  if (place === undefined) throw new Error(`${id} is no category of its dimension`);
  return place;
}
