// Follows municipalities through renumberings, mergers and splits, so that old figures can stand on a later map.

import type { Day } from './period.ts';

export const changeKinds = ['renumber', 'merge', 'split', 'rename', 'boundary'] as const;

/** From `date` on, `old` is (part of) `new`. A municipality that was split has a row for each part. */
export type MunicipalityChange = { date: Day; old: string; new: string; kind: (typeof changeKinds)[number] };

export type Followed = { kind: 'same' | 'followed'; number: string } | { kind: 'split'; into: string[] };

/**
 * What the municipality with the number on the day `from` is on the day `to`. A split cannot be followed: all its parts
 * are given, unless they have come together again. A merger may keep the number, which is `same`.
 */
export function followMunicipality(changes: MunicipalityChange[], number: string, from: Day, to: Day): Followed {
  const between = changes.filter((change) => from < change.date && change.date <= to);
  const dates = [...new Set(between.map((change) => change.date))].sort();
  let numbers = [number];
  for (const date of dates) numbers = unique(numbers.flatMap((one) => municipalityAfter(between, one, date)));
  const [only] = numbers;
  if (only === undefined || numbers.length > 1) return { kind: 'split', into: numbers };
  return { kind: only === number ? 'same' : 'followed', number: only };
}

/**
 * The numbers that a municipality's area has from the date on, one step: everything dated the same day happens at once,
 * so a number given up and taken into use on that day is not followed twice. A rename keeps the number, and a boundary
 * change moves a small area only; neither is followed.
 */
export function municipalityAfter(changes: MunicipalityChange[], number: string, date: Day): string[] {
  const next = changes.filter((change) => change.date === date && change.old === number && isFollowed(change));
  return next.length > 0 ? unique(next.map((change) => change.new)) : [number];
}

/** True for the kinds that move a whole municipality. */
function isFollowed(change: MunicipalityChange): boolean {
  return change.kind === 'merge' || change.kind === 'split' || change.kind === 'renumber';
}

function unique(numbers: string[]): string[] {
  return [...new Set(numbers)].sort();
}
