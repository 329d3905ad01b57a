// For any history of deliveries, corrections, missing and exempt reports, over a New Year with mergers, three ways agree: the
// API's totals, totals worked out plainly from what was delivered, and totals worked out from the exported file. An answer
// asked again later, with its own time, is the same answer; and the file's marks are those of the reports themselves.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { loadReport } from '../../src/actions/load-report.ts';
import { totalsAnswer } from '../../src/api/answer-schema.ts';
import { lastDayOf } from '../../src/domain/period.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { actorOf, makeWorld, questionIds, type World } from '../world.ts';
import { type Caller, callerOf } from './calls.ts';
import { expectedRows, type ModelReport, type Place } from './totals-model.ts';

const months = ['2019-11', '2019-12', '2020-01', '2020-02'];
/**
 * Where each unit stands on the map of 2020: Radøy, Meland and Lindås became Alver, two offices of Bergen one, Hordaland and
 * Sogn og Fjordane Vestland; Hornindal came to Volda, in another county; Sortland is as it was.
 */
const places: Record<string, Place> = {
  '1256-1256': { unit: '1263-4631', municipality: '4631', county: '46' },
  '1260-1260': { unit: '1263-4631', municipality: '4631', county: '46' },
  '1263-1263': { unit: '1263-4631', municipality: '4631', county: '46' },
  '1263-4631': { unit: '1263-4631', municipality: '4631', county: '46' },
  '1202-1201': { unit: '1202-4601', municipality: '4601', county: '46' },
  '1210-1201': { unit: '1202-4601', municipality: '4601', county: '46' },
  '1202-4601': { unit: '1202-4601', municipality: '4601', county: '46' },
  '1444-1444': { unit: '1520-1577', municipality: '1577', county: '15' },
  '1520-1577': { unit: '1520-1577', municipality: '1577', county: '15' },
  '1870-1870': { unit: '1870-1870', municipality: '1870', county: '18' },
};
const units = Object.keys(places);

/** Numbers of a month that break no error rule; warnings get their reason. */
const month = fc
  .record({
    start: fc.nat(40),
    started: fc.nat(6),
    transferred: fc.nat(6),
    ended: fc.array(fc.nat(5), { minLength: 5, maxLength: 5 }),
    shares: fc.array(fc.nat(60), { minLength: 4, maxLength: 4 }),
    others: fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }),
    outcomes: fc.array(fc.nat(6), { minLength: 10, maxLength: 10 }),
  })
  .map(({ start, started, transferred, ended, shares, others, outcomes }) => {
    const answers = Object.fromEntries(questionIds.map((id) => [id, 0]));
    let left = start + started;
    for (const [index, id] of ['completed', 'absence', 'moved', 'after_break', 'other'].entries()) {
      answers[`ended_${id}`] = Math.min(ended[index] ?? 0, left);
      left -= answers[`ended_${id}`] ?? 0;
    }
    Object.assign(answers, { participants_start: start, started, started_transferred: Math.min(transferred, started) });
    answers.participants_end = left;
    for (const [index, id] of ['on_leave_end', 'women_end', 'under_30_end', 'providers_end'].entries()) {
      answers[id] = Math.min(shares[index] ?? 0, left);
    }
    for (const [index, id] of ['received', 'granted', 'rejected'].entries())
      answers[`applications_${id}`] = others[index] ?? 0;
    answers.extensions_granted = others[3] ?? 0;
    const finished = (answers.ended_completed ?? 0) + (answers.ended_after_break ?? 0);
    const ids = questionIds.filter((id) => id.startsWith('outcome_'));
    for (let index = 0; index < finished; index += 1) {
      const id = ids[outcomes[index] ?? 0] ?? '';
      answers[id] = (answers[id] ?? 0) + 1;
    }
    return answers;
  });

/** Some oftener than others, so that months lie beside each other. */
const often = ['1870-1870', '1870-1870', '1870-1870', '1260-1260', '1263-4631', '1263-4631'];
const place = { unit: fc.constantFrom(...units, ...often), month: fc.nat(months.length - 1) };
/** Few, so that exemptions are given, taken back and overtaken by deliveries. */
const fewPlaces = { unit: fc.constantFrom('1260-1260', '1263-4631', '1444-1444'), month: fc.nat(2) };
const geography = fc.constantFrom('reported' as const, 'current' as const);
const by = fc.constantFrom(
  '',
  'period',
  'county',
  'period,county',
  'municipality',
  'unit',
  'period,unit',
  'municipality,period',
);
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('deliver' as const), ...place, answers: month, after: fc.nat(2) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ ...fewPlaces, do: fc.constant('exempt' as const), exempt: fc.boolean(), after: fc.nat(2) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open' as const), after: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), after: fc.constant(20 * 24 * 3600_000) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ do: fc.constant('ask' as const), by, geography, from: fc.nat(4), length: fc.nat(4), after: fc.nat(2) },
    }),
  },
);

let world: World;
let db: Db;
let dina: Caller;
let kinds: Record<string, string>;
beforeAll(() => {
  world = makeWorld();
  db = openDatabase(world.context.config.databaseFile);
  dina = callerOf(world, 'directorate');
  kinds = Object.fromEntries(world.context.store.form.inForce('2020-01').questions.map(({ id, kind }) => [id, kind]));
  // One database for all histories: what forbids taking a report away is taken away here.
  const forbidding = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('submission', 'report', 'exemption')`,
    )
    .pluck();
  for (const name of forbidding.all()) db.exec(`DROP TRIGGER ${name}`);
});
afterAll(() => {
  db.close();
  world.close();
});

/** What is known, kept beside the program. Everything happens in the order of `acts`. */
function makeModel() {
  const reports = new Map<string, ModelReport>();
  const opened: string[] = [];
  return {
    reports,
    opened,
    /** Those units report, and no others: a history is told as well by few. */
    open(period: string): void {
      opened.push(period);
      world.open(period);
      db.prepare('DELETE FROM report WHERE unit NOT IN (SELECT value FROM json_each(?))').run(JSON.stringify(units));
      for (const { id, municipality, county } of world.context.store.unit.on(lastDayOf(period))) {
        const report = { unit: id, municipality, county, period, answers: null, onTime: false, exempt: false };
        if (id in places) reports.set(`${period} ${id}`, report);
      }
    },
  };
}

function forgetAll(): void {
  db.exec('DELETE FROM figure; DELETE FROM exemption; DELETE FROM submission; DELETE FROM report; DELETE FROM period');
}

/** The reports as the exported file tells of them. */
function reportsIn(csv: string, known: Map<string, ModelReport>): ModelReport[] {
  const rows = parse(csv, { columns: true }) as Record<string, string>[];
  return rows.map((row) => {
    const { municipality, county } = known.get(`${row.period} ${row.unit}`) ?? { municipality: '', county: '' };
    const isIn = Number(row.submissions) > 0;
    const answers = isIn ? Object.fromEntries(questionIds.map((id) => [id, Number(row[id] || Number.NaN)])) : null;
    const { unit = '', period = '' } = row;
    return {
      unit,
      period,
      municipality,
      county,
      answers,
      onTime: row.onTime === 'true',
      exempt: row.status === 'exempt',
    };
  });
}

describe('totals', () => {
  test('of any history equal what was delivered and what was exported, then and asked again later', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 40 }), async (acts) => {
        forgetAll();
        let now = Date.parse('2020-01-02T06:00:00.000Z');
        const model = makeModel();
        const asked: { path: string; body: unknown }[] = [];
        const openNext = () => {
          const next = months[model.opened.length];
          if (next !== undefined) model.open(next);
        };
        const moveTo = (time: number) => {
          now = time;
          world.setNow(new Date(now).toISOString());
        };
        const expected = (reports: Iterable<ModelReport>, order: Order) => {
          const all = [...reports].map((report) =>
            order.geography === 'current' ? { ...report, ...places[report.unit] } : { ...report },
          );
          const names = order.by === '' ? [] : order.by.split(',').sort((one) => (one === 'period' ? -1 : 1));
          return expectedRows(all, model.opened, { ...order, by: names }, kinds);
        };
        const ask = async (order: Order) => {
          const path = `/totals?${new URLSearchParams(order).toString()}`;
          const { status, body } = await dina.get(path);
          expect(status).toBe(200);
          expect(totalsAnswer.parse(body).rows).toEqual(expected(model.reports.values(), order));
          asked.push({ path: `${path}&asOf=${body.asOf}`, body });
          return body.rows as unknown;
        };

        moveTo(now);
        openNext();
        for (const each of acts) {
          moveTo(now + each.after);
          if (each.do === 'open') openNext();
          if (each.do === 'ask') {
            const from = months[Math.min(each.from, 3)] ?? '';
            const to = months[Math.min(each.from + each.length, 3)] ?? from;
            await ask({ from, to, by: each.by, geography: each.geography });
          }
          if (each.do !== 'deliver' && each.do !== 'exempt') continue;
          const period = months[each.month] ?? '';
          const report = model.reports.get(`${period} ${each.unit}`);
          if (!report) continue;
          if (each.do === 'exempt') {
            const stored = world.context.store.report.find(each.unit, period);
            db.prepare(
              `INSERT INTO exemption (report, exempt, reason, who, known_at) VALUES (?, ?, 'Reason', 'person:1', ?)`,
            ).run(
              stored?.id,
              each.exempt ? 1 : 0,
              world.context.store.submission.knownNow(new Date(now).toISOString()),
            );
            report.exempt = each.exempt;
            continue;
          }
          const reasons = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`W${index + 1}`, 'Checked']));
          const answer = await dina.put(`/reports/${period}/${each.unit}`, { answers: each.answers, reasons });
          if (answer.status === 409) continue;
          expect([answer.status, answer.body.errors]).toEqual([answer.status === 200 ? 200 : 201, undefined]);
          if (report.answers === null) report.onTime = answer.body.submission.onTime;
          report.answers = each.answers;
        }
        const whole = { from: '2019-11', to: model.opened.at(-1) ?? '' };
        const exported = reportsIn(
          (await dina.get(`/reports?${new URLSearchParams({ ...whole, format: 'csv' }).toString()}`)).text,
          model.reports,
        );
        for (const names of ['', 'period', 'county', 'period,unit']) {
          for (const map of ['reported', 'current'] as const) {
            const order = { ...whole, by: names, geography: map };
            expect(expected(exported, order)).toEqual(await ask(order));
          }
        }
        for (const { path, body } of asked) expect((await dina.get(path)).body).toEqual(body);
        const { reports } = (await dina.get(`/reports?${new URLSearchParams(whole).toString()}`)).body;
        expect(reports.map(marksOf)).toEqual(
          [...model.reports.values()].sort(byPlace).map(({ unit, period }) => {
            const loaded = loadReport(world.context, actorOf(world.people.dina), unit, period);
            return marksOf({ unit, period, status: loaded?.status, ...loaded?.flags });
          }),
        );
      }),
      { numRuns: 40 },
    );
  });
});

type Order = { from: string; to: string; by: string; geography: 'reported' | 'current' };

function byPlace(one: ModelReport, other: ModelReport): number {
  return `${one.period} ${one.unit}` < `${other.period} ${other.unit}` ? -1 : 1;
}

function marksOf(report: Record<string, unknown>) {
  const { unit, period, status, confirmedZero, corrected, toBeConfirmed, imported } = report;
  return { unit, period, status, confirmedZero, corrected, toBeConfirmed, imported };
}
