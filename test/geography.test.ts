// Following municipalities: single cases, rules that hold for any changes, and the real list.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { followMunicipality, type MunicipalityChange } from '../src/domain/geography.ts';
import { isValidOn } from '../src/domain/span.ts';

type Listed = { number: string; valid_from: string; valid_to: string };

function rowsOf<Row>(file: string): Row[] {
  return parse(readFileSync(new URL(`../db/reference/${file}`, import.meta.url)), { columns: true }) as Row[];
}

const real = rowsOf<{ date: string; old_number: string; new_number: string; kind: MunicipalityChange['kind'] }>(
  'municipality_changes.csv',
).map(
  ({ date, old_number, new_number, kind }): MunicipalityChange => ({ date, old: old_number, new: new_number, kind }),
);

function validOn(day: string): string[] {
  const spanOf = (row: Listed) => ({ validFrom: row.valid_from || null, validTo: row.valid_to || null });
  return rowsOf<Listed>('municipalities.csv')
    .filter((row) => isValidOn(spanOf(row), day))
    .map((row) => row.number);
}

function change(date: string, old: string, next: string, kind: MunicipalityChange['kind']): MunicipalityChange {
  return { date, old, new: next, kind };
}

describe('following a municipality to a later map', () => {
  test('Radøy became part of Alver', () => {
    expect(followMunicipality(real, '1260', '2019-12-31', '2026-01-01')).toEqual({ kind: 'followed', number: '4631' });
  });

  test('Halden was renumbered twice, and is followed through both', () => {
    expect(followMunicipality(real, '0101', '2019-06-30', '2023-12-31')).toEqual({ kind: 'followed', number: '3001' });
    expect(followMunicipality(real, '0101', '2019-06-30', '2024-01-01')).toEqual({ kind: 'followed', number: '3101' });
  });

  test('a change dated on the first day has happened already, one on the last day happens', () => {
    expect(followMunicipality(real, '3001', '2024-01-01', '2026-01-01')).toEqual({ kind: 'same', number: '3001' });
    expect(followMunicipality(real, '3001', '2023-12-31', '2024-01-01')).toEqual({ kind: 'followed', number: '3101' });
  });

  test('Stavanger kept its number when Finnøy and Rennesøy joined it', () => {
    expect(followMunicipality(real, '1103', '2019-12-31', '2026-01-01')).toEqual({ kind: 'same', number: '1103' });
    expect(followMunicipality(real, '1141', '2019-12-31', '2026-01-01')).toEqual({ kind: 'followed', number: '1103' });
  });

  test.each(['1504', '1523', '1529', '1534', '1546'])('%s of 2019 is in both Ålesund and Haram today', (number) => {
    expect(followMunicipality(real, number, '2019-06-30', '2026-01-01')).toEqual({
      kind: 'split',
      into: ['1508', '1580'],
    });
  });

  test('Verran lost an area to Indre Fosen and a name to Steinkjer: only the merger is followed', () => {
    expect(followMunicipality(real, '5039', '2019-06-30', '2026-01-01')).toEqual({ kind: 'followed', number: '5006' });
  });

  test('a rename and a boundary change leave the number as it is', () => {
    expect(followMunicipality(real, '5001', '2022-06-30', '2026-01-01')).toEqual({ kind: 'same', number: '5001' });
    expect(followMunicipality(real, '1539', '2020-06-30', '2026-01-01')).toEqual({ kind: 'same', number: '1539' });
  });

  test('a number given up and taken into use on the same day is followed once', () => {
    const changes = [
      change('2027-01-01', '4601', '4602', 'renumber'),
      change('2027-01-01', '4602', '4603', 'renumber'),
    ];
    expect(followMunicipality(changes, '4601', '2026-01-01', '2028-01-01')).toEqual({
      kind: 'followed',
      number: '4602',
    });
    expect(followMunicipality(changes, '4602', '2026-01-01', '2028-01-01')).toEqual({
      kind: 'followed',
      number: '4603',
    });
  });

  test('a municipality that gives up a part and goes on is split', () => {
    const changes = [change('2027-01-01', '4601', '4601', 'split'), change('2027-01-01', '4601', '4699', 'split')];
    expect(followMunicipality(changes, '4601', '2026-01-01', '2028-01-01')).toEqual({
      kind: 'split',
      into: ['4601', '4699'],
    });
  });

  test('parts that have come together again are one', () => {
    const changes = [
      change('2027-01-01', '4601', '4698', 'split'),
      change('2027-01-01', '4601', '4699', 'split'),
      change('2029-01-01', '4699', '4698', 'merge'),
    ];
    expect(followMunicipality(changes, '4601', '2026-01-01', '2030-01-01')).toEqual({
      kind: 'followed',
      number: '4698',
    });
  });
});

describe('on the real list', () => {
  const split = ['1504', '1523', '1529', '1534', '1546', '1850', '5012'];

  test('every municipality of 2019 that was not split leads to exactly one of today, and every split to several', () => {
    const today = new Set(validOn('2026-01-01'));
    const unfollowed = validOn('2019-06-30').filter((number) => {
      const followed = followMunicipality(real, number, '2019-06-30', '2026-01-01');
      return followed.kind === 'split' || !today.has(followed.number);
    });
    expect(unfollowed).toEqual(split);
    for (const number of split) {
      const followed = followMunicipality(real, number, '2019-06-30', '2026-01-01');
      expect(followed.kind === 'split' && followed.into.every((part) => today.has(part))).toBe(true);
    }
  });

  test('every municipality of today is where one of 2019 leads', () => {
    const reached = new Set(
      validOn('2019-06-30').flatMap((number) => {
        const followed = followMunicipality(real, number, '2019-06-30', '2026-01-01');
        return followed.kind === 'split' ? followed.into : [followed.number];
      }),
    );
    expect([...reached].sort()).toEqual(validOn('2026-01-01').sort());
  });
});

describe('on any list', () => {
  const number = fc.constantFrom('4601', '4602', '4603', '4604', '4605');
  const date = fc.constantFrom('2027-01-01', '2027-07-01', '2028-01-01', '2029-01-01');
  const kind = fc.constantFrom<MunicipalityChange['kind'][]>('renumber', 'merge', 'split', 'rename', 'boundary');
  const changes = fc.array(fc.record({ date, old: number, new: number, kind }), { maxLength: 12 });
  const targets = (list: MunicipalityChange[], one: string, from: string, to: string) => {
    const followed = followMunicipality(list, one, from, to);
    return followed.kind === 'split' ? followed.into : [followed.number];
  };

  test('following by way of any day between gives the same', () => {
    const between = fc.constantFrom('2026-12-31', '2027-01-01', '2027-03-01', '2027-07-01', '2028-01-01', '2029-12-31');
    fc.assert(
      fc.property(changes, number, between, (list, start, day) => {
        const inSteps = targets(list, start, '2026-01-01', day).flatMap((one) => targets(list, one, day, '2030-01-01'));
        expect([...new Set(inSteps)].sort()).toEqual(targets(list, start, '2026-01-01', '2030-01-01').toSorted());
      }),
    );
  });

  test('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(changes, number, (list, start) => {
        const straight = followMunicipality(list, start, '2026-01-01', '2030-01-01');
        expect(followMunicipality(list.toReversed(), start, '2026-01-01', '2030-01-01')).toEqual(straight);
      }),
    );
  });

  test('where nothing has happened the number is the same', () => {
    fc.assert(
      fc.property(changes, number, (list, start) => {
        expect(followMunicipality(list, start, '2030-01-01', '2031-01-01')).toEqual({ kind: 'same', number: start });
      }),
    );
  });
});
