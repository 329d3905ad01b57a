// Units as they are on a day, and which unit continues which, on the real reference data.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { importReference } from '../src/actions/import-reference.ts';
import { openStore, type Store } from '../src/store/store.ts';

const real = new URL('../db/reference/', import.meta.url).pathname;
const today = '2026-11-10';
const context = (store: Store) => ({ store, now: () => '2026-11-10T07:00:00.000Z' });

describe('the units of the real reference data', () => {
  let store: Store;
  beforeEach(() => {
    store = openStore(':memory:');
    importReference(context(store), real);
  });
  afterEach(() => {
    store.close();
  });

  test('379 units at 248 offices are active, 184 of the offices have one unit and none more than six', () => {
    const units = store.unit.on(today);
    expect(units).toHaveLength(379);
    const sizes = [...Map.groupBy(units, (unit) => unit.office).values()].map((ofOffice) => ofOffice.length);
    expect(sizes).toHaveLength(248);
    expect(sizes.filter((size) => size === 1)).toHaveLength(184);
    expect(Math.max(...sizes)).toBe(6);
    expect(units.map((unit) => unit.id)).toEqual(units.map((unit) => unit.id).toSorted());
  });

  test('every active unit has a governor and a county, and can be delivered by its own office only', () => {
    for (const unit of store.unit.on(today)) {
      expect(unit.governor).toMatch(/^FM/);
      expect(unit.municipality.startsWith(unit.county)).toBe(true);
      expect(unit.offices).toEqual([unit.office]);
      expect(unit.id).toBe(`${unit.office}-${unit.municipality}`);
    }
  });

  test('every municipality of today has a unit', () => {
    const served = new Set(store.unit.on(today).map((unit) => unit.municipality));
    expect(store.reference.municipalities(today).filter((one) => !served.has(one.number))).toEqual([]);
  });

  test('office 0101 has Halden and Aremark', () => {
    expect(store.unit.ofOffice('0101', today).map((unit) => [unit.id, unit.municipalityName])).toEqual([
      ['0101-3101', 'Halden'],
      ['0101-3124', 'Aremark'],
    ]);
    expect(store.unit.officeName('0101')).toBe('Nav Halden-Aremark');
    expect(store.unit.officeName('9999')).toBeNull();
  });

  test('Oslo has a unit per district, Bergen one per office', () => {
    const units = (municipality: string) => store.unit.on(today).filter((unit) => unit.municipality === municipality);
    expect(new Set(units('0301').map((unit) => unit.districtName)).size).toBe(15);
    expect(new Set(units('4601').map((unit) => unit.office)).size).toBe(units('4601').length);
    expect(units('4601').length).toBeGreaterThan(1);
  });

  test('a unit lies in the county, and under the governor, of the day', () => {
    const county = (id: string, day: string) => {
      const { countyName, governor } = store.unit.find(id, day) ?? {};
      return `${countyName} ${governor}`;
    };
    expect(county('1260-1260', '2019-12-31')).toBe('Hordaland FMVL');
    expect(county('1263-4631', '2020-01-01')).toBe('Vestland FMVL');
    expect(county('0101-3101', '2024-01-01')).toBe('Østfold FMOV');
    expect(county('0312-0301', '2019-06-30')).toBe('Oslo FMOV');
    expect(county('0312-0301', today)).toBe('Oslo FMOV');
  });

  test('the language is the one the municipality has decided on, or neutral', () => {
    expect(store.unit.find('1263-4631', today)?.language).toBe('nn');
    expect(store.unit.find('0101-3101', today)?.language).toBe('nb');
    expect(store.unit.find('1260-1260', '2019-06-30')?.language).toBe('neutral');
  });

  test('a unit is valid only while its municipality is', () => {
    expect(store.unit.find('0101-3101', '2023-12-31')).toBeNull();
    expect(store.unit.find('0101-3101', '2024-01-01')?.validFrom).toBe('2024-01-01');
    // The file has no start for this one; number 4637 Hyllestad came in 2020.
    expect(store.unit.find('1432-4637', '2019-12-31')).toBeNull();
    expect(store.unit.find('1432-4637', '2020-01-01')?.validFrom).toBe('2020-01-01');
  });

  test('a unit that has ended is found as on its last day, and its successor office may deliver for it', () => {
    const before = store.unit.find('1260-1260', '2019-12-31');
    expect(before).toMatchObject({ municipalityName: 'Radøy', offices: ['1260'], validTo: '2020-01-01' });
    expect(store.unit.find('1260-1260', '2020-01-15')).toEqual({ ...before, offices: ['1260', '1263'] });
  });

  test('the governor of an ended unit is that of its municipality on the day asked', () => {
    // Hornindal went from Sogn og Fjordane to Volda in Møre og Romsdal.
    expect(store.unit.find('1444-1444', '2019-12-31')?.governor).toBe('FMVL');
    expect(store.unit.find('1444-1444', '2020-01-15')).toMatchObject({ governor: 'FMMR', county: '14' });
  });

  test('an unknown unit is not found', () => {
    expect(store.unit.find('0101-9999', today)).toBeNull();
  });

  test('Radøy, Meland and Lindås go into Alver, and Kvam is renumbered', () => {
    expect(store.unit.predecessors('1263-4631')).toEqual([
      { unit: '1256-1256', kind: 'merge' },
      { unit: '1260-1260', kind: 'merge' },
      { unit: '1263-1263', kind: 'merge' },
    ]);
    expect(store.unit.predecessors('1238-4622')).toEqual([{ unit: '1238-1238', kind: 'renumber' }]);
    expect(store.unit.predecessors('0101-3101')).toEqual([]);
  });

  test('every unit that has ended is continued by exactly one that begins on the day', () => {
    const ended = store.unit.on('2019-06-30').filter((unit) => unit.validTo !== null);
    const changes = store.unit.changes();
    expect(ended).toHaveLength(66);
    expect(changes.map((change) => change.old).toSorted()).toEqual(ended.map((unit) => unit.id));
    for (const { date, new: next } of changes) expect(store.unit.find(next, date)?.validFrom).toBe(date);
  });

  test('office 1204 Arna was closed into 1203, nobody knows when', () => {
    expect(store.unit.successorsOf('1204')).toEqual(['1203']);
    expect(store.unit.find('1204-1201', '2020-01-15')?.offices).toEqual(['1204', '1203']);
  });

  test('a successor that is to close answers until it does, and the one after it has no business there before', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kvp-reference-'));
    cpSync(real, folder, { recursive: true });
    const file = join(folder, 'offices.csv');
    const known = /^(1263,.*?,\d*),([^,]*),,,/m;
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(known);
    writeFileSync(file, text.replace(known, '$1,$2,2030-03-01,0101,'));
    expect(importReference(context(store), folder)).toMatchObject({ ok: true, changed: true });
    expect(store.unit.find('1260-1260', '2030-02-28')?.offices).toEqual(['1260', '1263']);
    expect(store.unit.find('1260-1260', '2030-03-01')?.offices).toEqual(['1260', '1263', '0101']);
    expect(store.unit.servedBy('0101', '2030-02-28').map(({ id }) => id)).not.toContain('1260-1260');
    rmSync(folder, { recursive: true });
  });
});
