// Puts figures on a later map: the place a report was about, walked through the changes since (domain.md, "Geography").
// What was split cannot be walked: it stays under its old number, so that nothing is lost or guessed, and is listed.

import { type Followed, followMunicipality, type MunicipalityChange } from './geography.ts';
import { type Day, lastDayOf, type Period } from './period.ts';
import type { Area, Group } from './totals.ts';
import type { UnitChange } from './unit-change.ts';

/** What was split, under the number its figures stand under, and what it became. */
export type NotRebased = { municipality: string; into: string[] } | { unit: string; into: string[] };

export type LaterMap = {
  day: Day;
  municipalityChanges: MunicipalityChange[];
  unitChanges: UnitChange[];
  /** The county of each municipality on that day. */
  countyOf: Map<string, string>;
};

/**
 * Gives where a group is counted on the map, and, after all groups have been asked for, what could not be re-based. The
 * county of a split municipality is known when all its parts lie in the same one.
 */
export function rebaseTo(
  map: LaterMap,
  area: Area,
): { areaOf: (group: Group) => string; notRebased: () => NotRebased[] } {
  const split = new Map<string, string[]>();
  const followed = follower(area === 'unit' ? map.unitChanges : map.municipalityChanges, map.day);

  function areaOf(group: Group): string {
    const number = area === 'unit' ? group.unit : group.municipality;
    const now = followed(number, group.period);
    if (now.kind !== 'split') return area === 'county' ? (map.countyOf.get(now.number) ?? group.county) : now.number;
    const counties = new Set(area === 'county' ? now.into.map((part) => map.countyOf.get(part)) : []);
    const [county] = counties;
    if (counties.size === 1 && county !== undefined) return county;
    split.set(number, now.into);
    return area === 'county' ? group.county : number;
  }

  function notRebased(): NotRebased[] {
    const numbers = [...split].sort(([one], [other]) => (one < other ? -1 : 1));
    return numbers.map(([number, into]) => (area === 'unit' ? { unit: number, into } : { municipality: number, into }));
  }

  return { areaOf, notRebased };
}

/** The same number is followed once for all periods between two dates of change. */
function follower(changes: MunicipalityChange[], day: Day): (number: string, period: Period) => Followed {
  const dates = [...new Set(changes.map((change) => change.date))].sort();
  const known = new Map<string, Followed>();
  const sinceOf = new Map<Period, number>();
  return (number, period) => {
    let since = sinceOf.get(period);
    if (since === undefined) {
      const end = lastDayOf(period);
      since = dates.filter((date) => date <= end).length;
      sinceOf.set(period, since);
    }
    const key = `${number} ${since}`;
    let followed = known.get(key);
    if (!followed) known.set(key, (followed = followMunicipality(changes, number, lastDayOf(period), day)));
    return followed;
  };
}
