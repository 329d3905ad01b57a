// Importing reference data: what is stored of the real files, and what newer facts do to what is there.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { importReference } from '../src/actions/import-reference.ts';
import { openPeriod } from '../src/actions/open.ts';
import { publishForms } from '../src/actions/publish-form.ts';
import { publishPlans } from '../src/actions/publish-plan.ts';
import { openStore, type Store } from '../src/store/store.ts';

const real = new URL('../db/reference/', import.meta.url).pathname;
const today = '2026-11-10';
const context = (store: Store) => ({ store, now: () => '2026-11-10T07:00:00.000Z' });

let store: Store;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reference-'));
  cpSync(real, folder, { recursive: true });
  store = openStore(join(folder, 'kvp.sqlite'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

describe('importing the real reference data', () => {
  test('everything is stored, with an event, and the files are as the service has them', () => {
    expect(store.reference.isEmpty()).toBe(true);
    const result = importReference(context(store), folder);
    expect(result).toMatchObject({ ok: true, changed: true });
    expect(result.ok && result.counts).toMatchObject({ counties: 31, municipalities: 780, offices: 330, units: 445 });
    expect(store.reference.isEmpty()).toBe(false);
    expect(store.event.ofSubject('reference')).toHaveLength(1);
  });

  test('the same folder twice changes nothing', () => {
    importReference(context(store), folder);
    const units = store.unit.on('2026-11-10');
    expect(importReference(context(store), folder)).toMatchObject({ ok: true, changed: false });
    expect(store.unit.on('2026-11-10')).toBe(units);
    expect(store.event.ofSubject('reference')).toHaveLength(1);
  });

  test('counties, municipalities and governors are those of the day', () => {
    importReference(context(store), folder);
    expect(store.reference.counties('2023-12-31').map((county) => county.name)).toContain('Viken');
    expect(store.reference.counties('2024-01-01').map((county) => county.name)).not.toContain('Viken');
    expect(store.reference.counties('2026-01-01')).toHaveLength(15);
    expect(store.reference.municipalities('2026-01-01')).toHaveLength(357);
    expect(store.reference.governors('2026-01-01')).toHaveLength(10);
    expect(store.reference.governors('2019-06-30').find((one) => one.code === 'FMVL')?.nameNn).toBe(
      'Fylkesmannen i Vestland',
    );
  });

  test('a folder saved by a spreadsheet, with a byte order mark and Windows line ends, is read', () => {
    const text = readFileSync(join(folder, 'counties.csv'), 'utf8').replaceAll('\n', '\r\n');
    writeFileSync(join(folder, 'counties.csv'), `\ufeff${text}\r\n`);
    expect(importReference(context(store), folder)).toMatchObject({ ok: true });
  });
});

describe('newer facts', () => {
  beforeEach(() => {
    importReference(context(store), real);
  });

  /** Replaces each line that begins with the first text by the second; one without a match is added. */
  function edit(file: string, ...edits: [start: string, line: string][]): void {
    let lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
    for (const [start, line] of edits) {
      const rest = lines.filter((old) => !old.startsWith(start));
      lines = line === '' ? rest : [...rest, line];
    }
    writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
  }

  function take(): void {
    expect(importReference(context(store), folder)).toMatchObject({ ok: true, changed: true });
  }

  function openOctober(): void {
    publishForms(context(store));
    publishPlans(context(store));
    openPeriod(context(store), '2026-10', { at: '2026-11-01T00:00:00.000Z', imported: false });
  }

  const changesIn2027 = () => store.unit.changes().filter((change) => change.date >= '2026-12-01');

  test('an office that closes hands its units over to its successor', () => {
    edit('offices.csv', ['0101,', '0101,Nav Halden-Aremark,994010808,,2027-01-01,0104,high,,closed']);
    edit(
      'reporting_units.csv',
      ['0104,3101', '0104,3101,,,2027-01-01,,high,'],
      ['0104,3124', '0104,3124,,,2027-01-01,,high,'],
    );
    take();
    expect(store.unit.ofOffice('0101', '2026-12-31')).toHaveLength(2);
    expect(store.unit.ofOffice('0101', '2027-01-01')).toEqual([]);
    expect(store.unit.ofOffice('0104', '2027-01-01').map((unit) => unit.id)).toEqual([
      '0104-3101',
      '0104-3103',
      '0104-3124',
    ]);
    expect(store.unit.find('0101-3101', '2027-01-15')).toMatchObject({
      offices: ['0101', '0104'],
      validTo: '2027-01-01',
    });
    expect(changesIn2027()).toEqual([
      { date: '2027-01-01', old: '0101-3101', new: '0104-3101', kind: 'renumber' },
      { date: '2027-01-01', old: '0101-3124', new: '0104-3124', kind: 'renumber' },
    ]);
  });

  test('a municipality that joins another one is followed to the unit that was there already', () => {
    edit('municipalities.csv', ['3124,', '3124,Aremark,,31,nb,,2024-01-01,2027-01-01']);
    edit('municipality_changes.csv', ['-', '2027-01-01,3124,Aremark,3101,Halden,merge']);
    take();
    expect(changesIn2027()).toEqual([{ date: '2027-01-01', old: '0101-3124', new: '0101-3101', kind: 'merge' }]);
  });

  test('a split leads to every part that has a unit, as a split', () => {
    edit(
      'municipalities.csv',
      ['3101,', '3101,Halden,,31,nb,,2024-01-01,2027-01-01'],
      ['-', '3198,Halden,,31,nb,,2027-01-01,'],
    );
    edit('municipalities.csv', ['-', '3199,Idd,,31,nb,,2027-01-01,']);
    edit('municipality_changes.csv', ['-', '2027-01-01,3101,Halden,3198,Halden,split']);
    edit('municipality_changes.csv', ['-', '2027-01-01,3101,Halden,3199,Idd,split']);
    edit('reporting_units.csv', ['-', '0101,3198,,,,,high,'], ['-', '0104,3199,,,,,high,']);
    take();
    expect(changesIn2027()).toEqual([
      { date: '2027-01-01', old: '0101-3101', new: '0101-3198', kind: 'split' },
      { date: '2027-01-01', old: '0101-3101', new: '0104-3199', kind: 'split' },
    ]);
  });

  test('a municipality that only moves to another office takes its unit with it', () => {
    edit(
      'reporting_units.csv',
      ['0101,3124', '0101,3124,,,2024-01-01,2027-01-01,high,'],
      ['-', '0104,3124,,,2027-01-01,,high,'],
    );
    take();
    expect(changesIn2027()).toEqual([{ date: '2027-01-01', old: '0101-3124', new: '0104-3124', kind: 'renumber' }]);
    expect(store.unit.find('0101-3124', '2027-01-15')?.offices).toEqual(['0101']);
  });

  test('what was read for a day before is not shown after', () => {
    expect(store.unit.find('0101-3101', today)?.officeName).toBe('Nav Halden-Aremark');
    edit('offices.csv', ['0101,', '0101,Nav Fredriksten,994010808,,,,high,,active']);
    take();
    expect(store.unit.find('0101-3101', today)?.officeName).toBe('Nav Fredriksten');
  });

  test('an import by another process is seen at once', () => {
    const other = openStore(join(folder, 'kvp.sqlite'));
    expect(other.unit.find('0101-3101', today)?.officeName).toBe('Nav Halden-Aremark');
    edit('offices.csv', ['0101,', '0101,Nav Fredriksten,994010808,,,,high,,active']);
    take();
    expect(other.unit.find('0101-3101', today)?.officeName).toBe('Nav Fredriksten');
    other.close();
  });

  test('a unit that has a report may end, but not vanish, nor may its office', () => {
    openOctober();
    edit('offices.csv', ['0101,', '']);
    edit('reporting_units.csv', ['0101,', '']);
    expect(importReference(context(store), folder)).toEqual({
      ok: false,
      faults: [
        'offices.csv: office 0101 is not there, but there are reports for it; give it a valid_to instead',
        'reporting_units.csv: unit 0101-3101 is not there, but there are reports for it; give it a valid_to instead',
        'reporting_units.csv: unit 0101-3124 is not there, but there are reports for it; give it a valid_to instead',
      ],
    });
    expect(store.unit.ofOffice('0101', today)).toHaveLength(2);
  });

  test('a unit that nothing was ever reported for may vanish', () => {
    edit('reporting_units.csv', ['0101,3124', '']);
    take();
    expect(store.unit.find('0101-3124', today)).toBeNull();
  });

  test('what reports froze stays when the facts change', () => {
    openOctober();
    const before = store.report.find('0101-3101', '2026-10');
    edit('offices.csv', ['0101,', '0101,Nav Halden-Aremark,994010808,,2026-07-01,0104,high,,closed']);
    take();
    expect(store.report.find('0101-3101', '2026-10')).toEqual(before);
    expect(store.unit.find('0101-3101', '2026-10-31')).toMatchObject({
      validTo: '2026-07-01',
      offices: ['0101', '0104'],
    });
  });
});
