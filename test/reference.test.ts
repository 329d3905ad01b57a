// What the import of reference data says of faulty files; each test spoils a copy of the real ones.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { importReference } from '../src/actions/import-reference.ts';
import { openStore, type Store } from '../src/store/store.ts';

const real = new URL('../db/reference/', import.meta.url).pathname;
let store: Store;
let folder: string;

beforeEach(() => {
  store = openStore(':memory:');
  folder = mkdtempSync(join(tmpdir(), 'reference-'));
  cpSync(real, folder, { recursive: true });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function importFolder(at = '2026-11-10T07:00:00.000Z') {
  return importReference({ store, now: () => at }, folder);
}

/** The number of the first line that begins with the text, the header being 1. */
function lineOf(file: string, start: string): number {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.findIndex((line) => line.startsWith(start)) + 1;
}

/** Replaces the first line that begins with `start`; gives its number. */
function changeLine(file: string, start: string, edit: (line: string) => string): number {
  const line = lineOf(file, start);
  if (line === 0) throw new Error(`${file} has no line ${start}`);
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  lines[line - 1] = edit(lines[line - 1] ?? '');
  writeFileSync(join(folder, file), lines.join('\n'));
  return line;
}

function addLine(file: string, line: string): number {
  const text = readFileSync(join(folder, file), 'utf8').trimEnd();
  writeFileSync(join(folder, file), `${text}\n${line}\n`);
  return text.split('\n').length + 1;
}

function faults(): string[] {
  const result = importFolder();
  expect(store.reference.isEmpty()).toBe(true);
  return result.ok ? [] : result.faults;
}

describe('what is wrong is told by file and line', () => {
  test('an unknown county', () => {
    const line = changeLine('municipalities.csv', '4631,', (text) => text.replace(',46,', ',99,'));
    expect(faults()).toContain(`municipalities.csv line ${line}: county_number 99 is not in counties.csv`);
  });

  test('a municipality in another county than its number says', () => {
    const line = changeLine('municipalities.csv', '4631,', (text) => text.replace(',46,', ',42,'));
    expect(faults()).toEqual([`municipalities.csv line ${line}: number 4631 does not begin with county_number 42`]);
  });

  test('a language there is not', () => {
    const line = changeLine('municipalities.csv', '4631,', (text) => text.replace(',nn,', ',ny,'));
    expect(faults()).toEqual([`municipalities.csv line ${line}: language ny is not one of nb, nn, neutral`]);
  });

  test('a day that is not in the calendar', () => {
    const line = changeLine('municipalities.csv', '4631,', (text) => text.replace('2020-01-01', '2020-02-30'));
    expect(faults()).toEqual([
      `municipalities.csv line ${line}: valid_from 2020-02-30 is not a real date such as 2024-01-01`,
    ]);
  });

  test('a span that ends before it begins', () => {
    const line = changeLine('counties.csv', '30,', () => '30,Viken,2024-01-01,2020-01-01');
    expect(faults()).toEqual([`counties.csv line ${line}: valid_from 2024-01-01 is not before valid_to 2020-01-01`]);
  });

  test('a number that lost its leading zero', () => {
    const line = changeLine('offices.csv', '0104,', (text) => text.slice(1));
    expect(faults()).toContain(`offices.csv line ${line}: number 104 is not 4 digits`);
    expect(faults()).toContain(
      `reporting_units.csv line ${lineOf('reporting_units.csv', '0104,')}: office_number 0104 is not in offices.csv`,
    );
  });

  test('a blank name, and a status there is not', () => {
    const blank = changeLine('offices.csv', '0104,', (text) => text.replace('Nav Moss', ''));
    const open = changeLine('offices.csv', '0105,', (text) => text.replace(/active$/, 'open'));
    expect(faults()).toEqual([
      `offices.csv line ${blank}: name is blank`,
      `offices.csv line ${open}: status open is not one of active, closed`,
    ]);
  });

  test('the same key twice', () => {
    const county = addLine('counties.csv', '46,Vestlandet,2020-01-01,');
    const unit = addLine('reporting_units.csv', '0101,3101,,,2025-01-01,,high,');
    expect(faults()).toEqual([
      `counties.csv line ${county}: number 46 is already on line ${lineOf('counties.csv', '46,')}`,
      `reporting_units.csv line ${unit}: office_number 0101, municipality_number 3101 is already on line ${lineOf('reporting_units.csv', '0101,3101')}`,
    ]);
  });

  test('a line with too many fields, and one with too few', () => {
    const long = changeLine('counties.csv', '46,', (text) => `${text},`);
    const short = changeLine('counties.csv', '50,', () => '50,Trøndelag,2018-01-01');
    expect(faults()).toEqual([
      `counties.csv line ${long}: has 5 fields where the header has 4`,
      `counties.csv line ${short}: has 3 fields where the header has 4`,
    ]);
  });

  test('a missing column and a missing file', () => {
    changeLine('counties.csv', 'number,', (text) => text.replace('valid_to', 'until'));
    rmSync(join(folder, 'governors.csv'));
    expect(faults()).toEqual([
      'counties.csv line 1: the column valid_to is missing',
      'governors.csv: the file is missing',
    ]);
  });

  test('a folder that is not there', () => {
    const nowhere = join(folder, 'nowhere');
    const result = importReference({ store, now: () => '2026-11-10T07:00:00.000Z' }, nowhere);
    expect(!result.ok && result.faults).toEqual([`${nowhere} is not a folder`]);
  });

  test('a file that is not UTF-8, one that is not CSV and one that is empty', () => {
    const line = lineOf('counties.csv', '01,Østfold');
    const text = readFileSync(join(folder, 'counties.csv'), 'utf8');
    writeFileSync(join(folder, 'counties.csv'), Buffer.from(text, 'latin1'));
    const quote = changeLine('offices.csv', '0105,', () => '0105,"Nav" Sarpsborg,993254185,,,,high,,active');
    writeFileSync(join(folder, 'governors.csv'), '');
    const found = faults();
    expect(found).toHaveLength(3);
    expect(found[0]).toBe(`counties.csv line ${line}: is not UTF-8`);
    expect(found[1]).toBe('governors.csv: the file is empty');
    expect(found[2]).toMatch(new RegExp(`^offices\\.csv line ${quote}: is not CSV: `));
  });

  test('two governors for one county at one time', () => {
    const line = addLine('governors.csv', 'FMXX,Statsforvalteren,Statsforvaltaren,15;46,2025-01-01,,');
    const [first, second] = [
      lineOf('governors.csv', 'FMMR,Statsforvalteren'),
      lineOf('governors.csv', 'FMVL,Statsforvalteren'),
    ];
    expect(faults()).toEqual([
      `governors.csv line ${line}: county 15 has FMMR on line ${first} as well, from 2025-01-01`,
      `governors.csv line ${line}: county 46 has FMVL on line ${second} as well, from 2025-01-01`,
    ]);
  });

  test('a governor of an unknown county', () => {
    const line = changeLine('governors.csv', 'FMNO,Statsforvalteren', (text) => text.replace(',18,', ',18;98,'));
    expect(faults()).toEqual([`governors.csv line ${line}: county_numbers: 98 is not in counties.csv`]);
  });

  test('an unknown successor, and successors in a circle', () => {
    const unknown = changeLine('offices.csv', '1260,', (text) => text.replace(',1263,', ',9999,'));
    const one = changeLine('offices.csv', '0621,', (text) => text.replace(',0623,', ',0622,'));
    const other = changeLine('offices.csv', '0622,', (text) => text.replace(',0623,', ',0621,'));
    expect(faults()).toEqual([
      `offices.csv line ${one}: the successors go in a circle: 0621 → 0622 → 0621`,
      `offices.csv line ${other}: the successors go in a circle: 0622 → 0621 → 0622`,
      `offices.csv line ${unknown}: successor_number 9999 is not in offices.csv`,
    ]);
  });

  test('a unit of an unknown municipality', () => {
    const line = changeLine('reporting_units.csv', '0104,', (text) => text.replace(',3103,', ',3199,'));
    expect(faults()).toEqual([
      `reporting_units.csv line ${line}: municipality_number 3199 is not in municipalities.csv`,
    ]);
  });

  test('a unit that is valid on no day, since its municipality had ended', () => {
    const line = addLine('reporting_units.csv', '0104,3002,,,2024-01-01,,high,');
    expect(faults()).toEqual([
      `reporting_units.csv line ${line}: is valid on no day: from 2024-01-01, but office 0104 (with no known start or end) ` +
        'and municipality 3002 (from 2020-01-01 to 2024-01-01)',
    ]);
  });

  test('an open-ended unit of an office that is closed, nobody knows when', () => {
    const line = addLine('reporting_units.csv', '0239,3242,,,2024-01-01,,high,');
    expect(faults()).toEqual([
      `reporting_units.csv line ${line}: valid_to is needed: office 0239 is closed, and its closing day is not known`,
    ]);
  });

  test('a municipality that ended and went nowhere', () => {
    const line = changeLine('municipalities.csv', '4631,', (text) => `${text}2027-01-01`);
    expect(faults()).toEqual([
      `municipalities.csv line ${line}: no merge, split or renumber in municipality_changes.csv says where 4631 went`,
    ]);
  });

  test('a municipality that outlives its county', () => {
    changeLine('counties.csv', '46,', (text) => `${text}2027-01-01`);
    const line = lineOf('municipalities.csv', '4601,');
    expect(faults()).toContain(
      `municipalities.csv line ${line}: valid_to is after that of county 46, which ended 2027-01-01`,
    );
  });

  test('changes of municipalities that do not fit the list of them', () => {
    const unknown = addLine('municipality_changes.csv', '2027-01-01,4631,Alver,4699,Nordhordland,merge');
    const early = addLine('municipality_changes.csv', '2026-01-01,4632,Austrheim,4631,Alver,merge');
    const late = addLine('municipality_changes.csv', '2027-01-01,3001,Halden,3101,Halden,renumber');
    const kind = addLine('municipality_changes.csv', '2027-01-01,4633,Fedje,4631,Alver,joined');
    const rename = addLine('municipality_changes.csv', '2027-01-01,4633,Fedje,4634,Masfjorden,rename');
    expect(faults()).toEqual([
      `municipality_changes.csv line ${unknown}: new_number 4699 is not in municipalities.csv`,
      `municipality_changes.csv line ${unknown}: date 2027-01-01 is not the day that 4631 ends (open)`,
      `municipality_changes.csv line ${early}: date 2026-01-01 is not the day that 4632 ends (open)`,
      `municipality_changes.csv line ${late}: date 2027-01-01 is not the day that 3001 ends (2024-01-01)`,
      `municipality_changes.csv line ${kind}: kind joined is not one of renumber, merge, split, rename, boundary`,
      `municipality_changes.csv line ${rename}: a rename keeps the number; use renumber`,
    ]);
  });

  test('nothing of a faulty folder is stored over what was there', () => {
    importFolder();
    const units = store.unit.on('2026-11-10');
    changeLine('offices.csv', '0101,', (text) => text.replace('Halden', 'Fredriksten'));
    changeLine('counties.csv', '46,', (text) => `${text},`);
    expect(importFolder().ok).toBe(false);
    expect(store.unit.on('2026-11-10')).toEqual(units);
  });
});
