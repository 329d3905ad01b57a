// The tile map: the counties of today as squares about where they lie, from north to south, each with how complete its
// reporting is. Counties that are no more have no place, and are in the table alone.

import type { CountyCoverage } from '../actions/overview.ts';
import { share, wholePercent } from '../domain/overview.ts';

type Tile = {
  county: string;
  name: string;
  /** For narrow screens. */
  short: string;
  x: number;
  y: number;
  /** `96 %`; null where nothing is expected or the county is out of reach. */
  percent: number | null;
  received: number;
  expected: number;
  /** 1–5, from hardly any to all; 0: not known. */
  level: number;
};

export type TileMap = { width: number; height: number; size: number; tiles: Tile[] };

const size = 100;
const gap = 6;

/** County → column, row, the name, and the short one. */
const places: Record<string, [number, number, string, string]> = {
  '56': [4, 0, 'Finnmark', 'Finnm.'],
  '55': [3, 0, 'Troms', 'Troms'],
  '18': [3, 1, 'Nordland', 'Nordl.'],
  '50': [2, 2, 'Trøndelag', 'Trønd.'],
  '15': [1, 2, 'Møre og Romsdal', 'M. og R.'],
  '34': [2, 3, 'Innlandet', 'Innl.'],
  '46': [0, 3, 'Vestland', 'Vestl.'],
  '33': [1, 3, 'Buskerud', 'Busk.'],
  '03': [2, 4, 'Oslo', 'Oslo'],
  '32': [3, 4, 'Akershus', 'Akersh.'],
  '11': [0, 4, 'Rogaland', 'Rogal.'],
  '40': [1, 4, 'Telemark', 'Telem.'],
  '42': [1, 5, 'Agder', 'Agder'],
  '39': [2, 5, 'Vestfold', 'Vestf.'],
  '31': [3, 5, 'Østfold', 'Østf.'],
};

/** The shares from which a level begins, the lowest first; all received is a level of its own. */
const levelsFrom = [0, 0.5, 0.8, 0.95, 1];

/** All counties of today; those that are not among `counties` are drawn without figures. */
export function tileMap(counties: CountyCoverage[]): TileMap {
  const byNumber = new Map(counties.map((county) => [county.county, county]));
  const tiles = Object.entries(places).map(([county, [column, row, name, short]]): Tile => {
    const coverage = byNumber.get(county)?.coverage;
    const part = coverage ? share(coverage) : null;
    return {
      ...{ county, name, short, x: column * (size + gap), y: row * (size + gap) },
      percent: part === null ? null : wholePercent(part),
      received: coverage?.received ?? 0,
      expected: coverage?.expected ?? 0,
      level: part === null ? 0 : levelOf(part),
    };
  });
  return { width: 5 * size + 4 * gap, height: 6 * size + 5 * gap, size, tiles };
}

/** 1–5. */
export function levelOf(part: number): number {
  return levelsFrom.filter((from) => part >= from).length;
}
