// The offices and units of a simulated run: the real ones of db/reference, and ten years of mergers to come. Reads and
// writes the files by itself; who answers for a unit on a day is worked out here a second time (domain.md: chasing goes to
// the successor office and to today's governor).

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { addDays, type Day, lastDayOf } from './almanac.ts';
import type { Chance } from './chance.ts';

type Row = Record<string, string>;
const files = [
  'counties',
  'municipalities',
  'municipality_changes',
  'governors',
  'offices',
  'reporting_units',
] as const;
type Tables = Record<(typeof files)[number], Row[]>;

type Place = { office: string; governor: string | null };

export type Geography = {
  tables: Tables;
  /** The units valid on the day. */
  unitsOn: (day: Day) => string[];
  /** Who is written to about a unit on the day, which may have ended. */
  placeOf: (unit: string, day: Day) => Place;
  /** Offices that serve units from the day on or later. */
  officesFrom: (day: Day) => string[];
  governors: string[];
};

const folderOfReference = new URL('../../db/reference/', import.meta.url);

/** `offices`: how many, at random; all when there are not so many. Changes come from the first to the last day. */
export function makeGeography(
  chance: Chance,
  { offices, from, to }: { offices: number; from: Day; to: Day },
): Geography {
  const tables = Object.fromEntries(
    files.map((file) => {
      const text = readFileSync(new URL(`${file}.csv`, folderOfReference), 'utf8');
      return [file, parse<Row>(text, { columns: true, bom: true, skip_empty_lines: true })];
    }),
  ) as Tables;
  keepSome(tables, chance, offices, from);
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    const size = tables.offices.length / 100;
    const times = (perHundred: number) => Math.floor(size * perHundred + chance.next());
    const closings = Array.from({ length: times(1.2) }, () => {
      const month = `${year}-${String(chance.whole(1, 12)).padStart(2, '0')}`;
      return chance.isTrue(0.7) ? `${month}-01` : addDays(`${month}-01`, chance.whole(1, 27));
    });
    const newYear = `${year}-01-01`;
    if (newYear > from && newYear < to) {
      for (let count = times(0.5); count > 0; count -= 1) moveMunicipality(tables, chance, newYear);
      if (chance.isTrue(0.4)) moveCounty(tables, chance, newYear);
    }
    for (const day of closings.toSorted()) if (day > from && day < to) closeOffice(tables, chance, day);
  }
  return { tables, ...reader(tables) };
}

/** Writes the folder that `import reference` reads. */
export function writeGeography({ tables }: Geography, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const file of files) writeFileSync(join(folder, `${file}.csv`), stringify(tables[file], { header: true }));
}

const isValid = (row: Row, day: Day) =>
  (row['valid_from'] === '' || row['valid_from']! <= day) && (row['valid_to'] === '' || day < row['valid_to']!);
const endOf = (row: Row) => row['valid_to'] || '9999-12-31';

function keepSome(tables: Tables, chance: Chance, count: number, day: Day): void {
  const units = tables.reporting_units.filter((unit) => isValid(unit, day));
  const offices = tables.offices.filter(
    (office) => office['status'] === 'active' && units.some((unit) => unit['office_number'] === office['number']),
  );
  if (count >= offices.length) return;
  // The first has two units; the others come as they may.
  const kept = new Set(['0101']);
  while (kept.size < count) kept.add(chance.oneOf(offices)['number']!);
  tables.offices = tables.offices.filter((office) => kept.has(office['number']!));
  for (const office of tables.offices) if (!kept.has(office['successor_number']!)) office['successor_number'] = '';
  tables.reporting_units = tables.reporting_units.filter((unit) => kept.has(unit['office_number']!));
}

function unitsOfOffice(tables: Tables, office: string, day: Day): Row[] {
  const municipality = new Map(tables.municipalities.map((row) => [row['number'], row]));
  return tables.reporting_units.filter(
    (unit) =>
      unit['office_number'] === office &&
      isValid(unit, day) &&
      isValid(municipality.get(unit['municipality_number'])!, day),
  );
}

/** An office closes, and another takes over its municipalities. */
function closeOffice(tables: Tables, chance: Chance, day: Day): void {
  const open = tables.offices.filter((office) => office['status'] === 'active' && office['valid_to'] === '');
  const closing = chance.oneOf(open);
  const successor = chance.oneOf(open);
  const units = unitsOfOffice(tables, closing['number']!, day);
  if (closing === successor || units.length === 0 || unitsOfOffice(tables, successor['number']!, day).length === 0)
    return;
  // A municipality that leaves the office later on would leave nothing to take over.
  for (const { municipality_number: municipality } of units) {
    const known = tables.reporting_units.find(
      (unit) => unit['office_number'] === successor['number'] && unit['municipality_number'] === municipality,
    );
    if (known !== undefined) return;
  }
  for (const unit of units) {
    unit['valid_to'] = day;
    const { municipality_number, district_number, district_name } = unit;
    tables.reporting_units.push({
      ...unit,
      ...{
        office_number: successor['number']!,
        municipality_number: municipality_number!,
        valid_from: day,
        valid_to: '',
      },
      ...{ district_number: district_number!, district_name: district_name! },
    });
  }
  closing['valid_to'] = day;
  closing['successor_number'] = successor['number']!;
}

/** A municipality gets a new number, or goes into another one of the same office's neighbours. */
function moveMunicipality(tables: Tables, chance: Chance, day: Day): void {
  const units = tables.reporting_units.filter(
    (unit) => isValid(unit, day) && unit['valid_to'] === '' && unit['municipality_number'] !== '0301',
  );
  const old = chance.oneOf(units)['municipality_number']!;
  const municipality = tables.municipalities.find((row) => row['number'] === old)!;
  const ofIt = units.filter((unit) => unit['municipality_number'] === old);
  const isSettled = tables.reporting_units.every(
    (unit) => unit['municipality_number'] !== old || (unit['valid_from'] ?? '') < day,
  );
  if (municipality['valid_to'] !== '' || !isSettled) return;
  const other = units.find(
    (unit) =>
      unit['municipality_number'] !== old &&
      unit['municipality_number']!.startsWith(municipality['county_number']!) &&
      tables.municipalities.some((row) => row['number'] === unit['municipality_number'] && row['valid_to'] === ''),
  );
  const merges = other !== undefined && chance.isTrue(0.5);
  let number = other?.['municipality_number'] ?? '';
  if (!merges) {
    const taken = new Set(tables.municipalities.map((row) => row['number']));
    for (let count = 60; count < 100 && (number === '' || taken.has(number)); count += 1)
      number = `${municipality['county_number']}${count}`;
    tables.municipalities.push({ ...municipality, number, valid_from: day, valid_to: '' });
    for (const unit of ofIt)
      tables.reporting_units.push({ ...unit, municipality_number: number, valid_from: day, valid_to: '' });
  }
  municipality['valid_to'] = day;
  const names = { old_name: municipality['name']!, new_name: municipality['name']! };
  const kind = merges ? 'merge' : 'renumber';
  tables.municipality_changes.push({ date: day, old_number: old, new_number: number, ...names, kind });
}

/** A county gets another governor. */
function moveCounty(tables: Tables, chance: Chance, day: Day): void {
  const inForce = tables.governors.filter((row) => row['valid_to'] === '');
  const from = chance.oneOf(inForce);
  const to = chance.oneOf(inForce);
  const counties = from['county_numbers']!.split(';');
  if (from === to || counties.length < 2) return;
  const county = chance.oneOf(counties);
  from['valid_to'] = day;
  to['valid_to'] = day;
  const changed = (row: Row, numbers: string[]) => ({
    ...row,
    county_numbers: numbers.join(';'),
    valid_from: day,
    valid_to: '',
  });
  tables.governors.push(
    changed(
      from,
      counties.filter((each) => each !== county),
    ),
    changed(to, [...to['county_numbers']!.split(';'), county]),
  );
}

function reader(tables: Tables): Pick<Geography, 'unitsOn' | 'placeOf' | 'officesFrom' | 'governors'> {
  const office = new Map(tables.offices.map((row) => [row['number']!, row]));
  const municipality = new Map(tables.municipalities.map((row) => [row['number']!, row]));
  const followed = tables.municipality_changes
    .filter(({ kind }) => kind === 'merge' || kind === 'renumber')
    .toSorted((one, other) => (one['date']! < other['date']! ? -1 : 1));
  const governorOf = (number: string, day: Day) =>
    tables.governors.find(
      (row) =>
        row['county_numbers']!.split(';').includes(municipality.get(number)!['county_number']!) && isValid(row, day),
    )?.['code'] ?? null;

  const days = new Map<Day, string[]>();
  const places = new Map<Day, Map<string, Place>>();
  const idOf = (unit: Row) => `${unit['office_number']}-${unit['municipality_number']}`;
  const isUnitValid = (unit: Row, day: Day) =>
    isValid(unit, day) &&
    isValid(office.get(unit['office_number']!)!, day) &&
    isValid(municipality.get(unit['municipality_number']!)!, day);
  return {
    unitsOn(day) {
      const known = days.get(day) ?? tables.reporting_units.filter((unit) => isUnitValid(unit, day)).map(idOf);
      days.set(day, known);
      return known;
    },
    placeOf(unit, day) {
      const ofDay = places.get(day) ?? new Map<string, Place>();
      const known = ofDay.get(unit);
      if (known) return known;
      let at = unit.slice(0, 4);
      // On to the office that has taken over, as long as it is closed itself.
      for (let row = office.get(at)!; endOf(row) <= day && row['successor_number'] !== ''; row = office.get(at)!)
        at = row['successor_number']!;
      let number = unit.slice(5);
      for (const change of followed)
        if (change['old_number'] === number && endOf(municipality.get(number)!) <= day && change['date']! <= day)
          number = change['new_number']!;
      const place = { office: at, governor: governorOf(number, day) };
      places.set(day, ofDay.set(unit, place));
      if (places.size > 8) places.delete([...places.keys()][0]!);
      return place;
    },
    officesFrom(day) {
      const serving = tables.reporting_units.filter((unit) => endOf(unit) > day);
      return [...new Set(serving.map((unit) => unit['office_number']!))].filter(
        (number) => endOf(office.get(number)!) > day,
      );
    },
    governors: [
      ...new Set(tables.governors.filter((row) => endOf(row) > lastDayOf('2027-01')).map((row) => row['code']!)),
    ],
  };
}
