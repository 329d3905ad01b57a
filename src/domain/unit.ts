// The units that report, the offices they belong to, and the geography a unit lies in on a day.

import type { Day } from './period.ts';

export type WrittenStandard = 'nb' | 'nn' | 'neutral';

/** A unit as it is on a day: names, county, governor and language are those in force then. */
export type Unit = {
  /** `0101-3124`: office number, municipality number. */
  id: string;
  office: string;
  officeName: string;
  /** The offices that may deliver for the unit: its own, and, once that is closed, its successors. */
  offices: string[];
  municipality: string;
  municipalityName: string;
  /** Oslo, Bergen and the like: the district the unit is about; null elsewhere. */
  districtName: string | null;
  county: string;
  countyName: string;
  governor: string | null;
  language: WrittenStandard;
  validFrom: Day | null;
  validTo: Day | null;
};

const unitPattern = /^\d{4}-\d{4}$/;

/** Takes text from outside; gives the unit's id, or null when it is not of the form `0101-3124`. */
export function parseUnitId(text: string): string | null {
  return unitPattern.test(text) ? text : null;
}

const norwegian = new Intl.Collator('nb');

/** For sorting: by county and office as the alphabet has it, then by number. */
export function byCountyAndOffice(one: Unit, other: Unit): number {
  return (
    norwegian.compare(one.countyName, other.countyName) ||
    norwegian.compare(one.officeName, other.officeName) ||
    (one.id < other.id ? -1 : 1)
  );
}

/** `Nav Halden-Aremark, Halden`: the office, and the municipality or district that the report is about. */
export function unitName(unit: Pick<Unit, 'officeName' | 'districtName' | 'municipalityName'>): string {
  return `${unit.officeName}, ${unit.districtName ?? unit.municipalityName}`;
}
