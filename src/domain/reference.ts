// The reference data as the service uses it: geography, governors, offices and units with their spans of time. Made from
// the files of a folder (db/reference, or a newer one in the same format), after they have been checked.

import type { MunicipalityChange } from './geography.ts';
import { checkTables } from './reference-check.ts';
import { type Fault, type RawFile, readTables, type Tables } from './reference-table.ts';
import { type Span, sharedSpan } from './span.ts';
import type { WrittenStandard } from './unit.ts';
import { type UnitChange, unitChangesOf } from './unit-change.ts';

export type County = Span & { number: string; name: string };
export type Municipality = Span & { number: string; name: string; county: string; language: WrittenStandard | null };
export type Governor = Span & { code: string; nameNb: string; nameNn: string; website: string | null };
export type GovernorCounty = Span & { governor: string; county: string };
export type Office = Span & {
  number: string;
  name: string;
  orgNumber: string | null;
  status: 'active' | 'closed';
  successor: string | null;
};
/** The span is that of the file, cut to that of its office and municipality. */
export type ReferenceUnit = Span & {
  id: string;
  office: string;
  municipality: string;
  districtNumber: string | null;
  districtName: string | null;
};

export type Reference = {
  counties: County[];
  municipalities: Municipality[];
  municipalityChanges: MunicipalityChange[];
  governors: Governor[];
  governorCounties: GovernorCounty[];
  offices: Office[];
  units: ReferenceUnit[];
  unitChanges: UnitChange[];
};

export type CheckedReference = { ok: true; reference: Reference } | { ok: false; faults: Fault[] };

/** Takes the files by name, as read; gives the reference data, or every fault found, by file and line. */
export function checkReference(files: Map<string, RawFile>): CheckedReference {
  const { tables, faults } = readTables(files);
  // References into a file that could not be read at all would all be faults, and say nothing.
  if (tables === null) return { ok: false, faults };
  faults.push(...checkTables(tables));
  if (faults.length > 0) return { ok: false, faults: inOrder(faults, [...files.keys()]) };
  return { ok: true, reference: referenceOf(tables) };
}

/** `municipalities.csv line 12: county_number 99 is not in counties.csv` */
export function faultLine({ file, line, text }: Fault): string {
  return line === null ? `${file}: ${text}` : `${file} line ${line}: ${text}`;
}

function inOrder(faults: Fault[], files: string[]): Fault[] {
  return faults.toSorted(
    (one, other) => files.indexOf(one.file) - files.indexOf(other.file) || (one.line ?? 0) - (other.line ?? 0),
  );
}

function referenceOf(tables: Tables): Reference {
  const offices = tables['offices.csv'].map(({ cells }) => ({
    number: cells.number,
    name: cells.name,
    orgNumber: cells.org_number || null,
    status: cells.status === 'closed' ? ('closed' as const) : ('active' as const),
    successor: cells.successor_number || null,
    ...spanOf(cells),
  }));
  const municipalities = tables['municipalities.csv'].map(({ cells }) => ({
    number: cells.number,
    name: cells.name,
    county: cells.county_number,
    language: (cells.language || null) as WrittenStandard | null,
    ...spanOf(cells),
  }));
  const municipalityChanges = tables['municipality_changes.csv'].map(({ cells }) => ({
    date: cells.date,
    old: cells.old_number,
    new: cells.new_number,
    kind: cells.kind as MunicipalityChange['kind'],
  }));
  const spanOfOffice = new Map<string, Span>(offices.map((office) => [office.number, office]));
  const spanOfMunicipality = new Map<string, Span>(municipalities.map((one) => [one.number, one]));
  const always = { validFrom: null, validTo: null };
  const units = tables['reporting_units.csv'].map(({ cells }) => ({
    id: `${cells.office_number}-${cells.municipality_number}`,
    office: cells.office_number,
    municipality: cells.municipality_number,
    districtNumber: cells.district_number || null,
    districtName: cells.district_name || null,
    ...sharedSpan(
      spanOf(cells),
      spanOfOffice.get(cells.office_number) ?? always,
      spanOfMunicipality.get(cells.municipality_number) ?? always,
    ),
  }));
  return {
    counties: tables['counties.csv'].map(({ cells }) => ({ number: cells.number, name: cells.name, ...spanOf(cells) })),
    municipalities,
    municipalityChanges,
    governors: tables['governors.csv'].map(({ cells }) => ({
      code: cells.code,
      nameNb: cells.name_nb,
      nameNn: cells.name_nn,
      website: cells.website || null,
      ...spanOf(cells),
    })),
    governorCounties: tables['governors.csv'].flatMap(({ cells }) =>
      cells.county_numbers.split(';').map((county) => ({ governor: cells.code, county, ...spanOf(cells) })),
    ),
    offices,
    units,
    unitChanges: unitChangesOf({ units, offices, municipalityChanges }),
  };
}

function spanOf(cells: { valid_from: string; valid_to: string }): Span {
  return { validFrom: cells.valid_from || null, validTo: cells.valid_to || null };
}
