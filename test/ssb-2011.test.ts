// SSB's figures for 2011: the counties go in by "import reports" and come out equal through totals, and what SSB's own
// total has more than its counties is shown, not mended. The counties of 2011 are older than the reference data, so the
// test brings its own: one office and one unit for each, synthetic but for the county's number and name. SSB counts those
// in the programme in the course of the year, which no question asks; they go in both as a flow and as a stock.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { externalFigures } from '../src/actions/external-figures.ts';
import { importReference } from '../src/actions/import-reference.ts';
import { importReports } from '../src/actions/import-reports.ts';
import { publishForms } from '../src/actions/publish-form.ts';
import { publishPlans } from '../src/actions/publish-plan.ts';
import { loadTotals } from '../src/actions/totals.ts';
import type { Actor } from '../src/domain/person.ts';
import { openStore, type Store } from '../src/store/store.ts';

const rows: Record<string, string>[] = parse(readFileSync(new URL('../db/reference/ssb_2011.csv', import.meta.url)), {
  columns: true,
});
const counties = rows
  .filter((row) => row.row_type === 'county')
  .map((row) => ({ number: row.county_number ?? '', name: row.county_name ?? '', count: Number(row.participants) }));

const directorate: Actor = {
  ...{ id: null, name: 'Directorate', who: 'command' },
  roles: [{ role: 'directorate', scope: '', validFrom: '2000-01-01', validTo: null }],
};

const period = '2011-12';
const unitOf = (county: string) => `${county}01-${county}01`;

let folder: string;
let context: { store: Store; now: () => string };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kvp-ssb-'));
  const reference = join(folder, 'reference');
  mkdirSync(reference);
  const table = (name: string, heading: string, lines: string[]) =>
    writeFileSync(join(reference, name), `${[heading, ...lines].join('\n')}\n`);
  const each = (line: (county: { number: string; name: string }) => string) => counties.map(line);
  table(
    'counties.csv',
    'number,name,valid_from,valid_to',
    each(({ number, name }) => `${number},${name},,`),
  );
  table(
    'municipalities.csv',
    'number,name,county_number,language,valid_from,valid_to',
    each(({ number, name }) => `${number}01,${name} kommune,${number},nb,,`),
  );
  table('municipality_changes.csv', 'date,old_number,new_number,kind', []);
  const numbers = counties.map(({ number }) => number).join(';');
  table('governors.csv', 'code,name_nb,name_nn,county_numbers,website,valid_from,valid_to', [
    `FMXX,Fylkesmannen,Fylkesmannen,${numbers},,,`,
  ]);
  table(
    'offices.csv',
    'number,name,org_number,successor_number,status,valid_from,valid_to',
    each(({ number, name }) => `${number}01,Nav ${name},,,active,,`),
  );
  table(
    'reporting_units.csv',
    'office_number,municipality_number,district_number,district_name,valid_from,valid_to',
    each(({ number }) => `${number}01,${number}01,,,,`),
  );
  context = { store: openStore(join(folder, 'kvp.sqlite')), now: () => '2026-11-23T09:00:00.000Z' };
  expect(importReference(context, reference)).toMatchObject({ ok: true, counts: { counties: 19, units: 19 } });
  publishForms(context);
  publishPlans(context);
});
afterAll(() => {
  context.store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('SSB’s county figures for 2011', () => {
  const file = () => {
    const path = join(folder, 'ssb.csv');
    const lines = counties.flatMap(({ number, count }) => [
      `${unitOf(number)},${period},participants_end,${count}`,
      `${unitOf(number)},${period},started,${count}`,
    ]);
    writeFileSync(path, `unit,period,question,value\n${lines.join('\n')}\n`);
    return path;
  };
  const order = { from: period, to: period, geography: 'reported' as const, asOf: null };

  test('go in by import reports, each marked as not whole', async () => {
    const result = await importReports(context, file());
    expect(result).toMatchObject({ imported: 19, corrected: 0, marked: 19, faults: [], remarks: [] });
    expect(await importReports(context, file())).toMatchObject({ imported: 0, corrected: 0, unchanged: 19 });
  });

  test('come out equal, county by county', () => {
    const { rows: totals } = loadTotals(context, directorate, { ...order, by: { period: false, area: 'county' } });
    const found = totals.map(({ county, received, expected, totals: { started, participants_end: end } }) => {
      return [county, received, expected, started, end];
    });
    const byCounty = found.toSorted((one, other) => String(one[0]).localeCompare(String(other[0])));
    expect(byCounty).toEqual(counties.map(({ number, count }) => [number, 1, 1, count, count]));
  });

  test('sum to 10 845; the 13 that SSB’s own total has more is shown as a difference', () => {
    const { rows: totals } = loadTotals(context, directorate, { ...order, by: { period: false, area: null } });
    expect(totals.map(({ totals: { started, participants_end: end } }) => [started, end])).toEqual([[10_845, 10_845]]);
    const shown = externalFigures();
    expect([shown.published, shown.sum, shown.published - shown.sum]).toEqual([10_858, 10_845, 13]);
  });
});
