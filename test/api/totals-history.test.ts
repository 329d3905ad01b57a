// For any history of deliveries, corrections, missing and exempt reports the API's totals equal those worked out plainly
// from what was delivered; and an answer asked again later, with its own time, is the same answer.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { totalsAnswer } from '../../src/api/schema.ts';
import { lastDayOf } from '../../src/domain/period.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { makeWorld, questionIds, type World } from '../world.ts';
import { type Caller, callerOf } from './calls.ts';
import { expectedRows, type ModelReport } from './totals-model.ts';

const months = ['2026-07', '2026-08', '2026-09', '2026-10'];
const units = ['0101-3101', '0101-3124', '0312-0301', '0313-0301', '1263-4631', '1202-4601', '1203-4601'];

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

const place = { unit: fc.constantFrom(...units), month: fc.nat(months.length - 1) };
/** Few, so that exemptions are given, taken back and overtaken by deliveries. */
const fewPlaces = { unit: fc.constantFrom('0101-3101', '0312-0301'), month: fc.nat(1) };
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
    arbitrary: fc.record({ do: fc.constant('ask' as const), by, from: fc.nat(4), length: fc.nat(4), after: fc.nat(2) }),
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
  kinds = Object.fromEntries(world.context.store.form.inForce('2026-10').questions.map(({ id, kind }) => [id, kind]));
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
    open(period: string): void {
      opened.push(period);
      for (const { id, municipality, county } of world.context.store.unit.on(lastDayOf(period))) {
        const report = { unit: id, municipality, county, period, answers: null, onTime: false, exempt: false };
        reports.set(`${period} ${id}`, report);
      }
    },
  };
}

/** Takes everything that was reported away, for the next history; the triggers that forbid it are put back. */
function forgetAll(): void {
  const triggers = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('submission', 'report', 'exemption', 'event')`,
    )
    .all();
  db.transaction(() => {
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    db.exec(
      'DELETE FROM figure; DELETE FROM exemption; DELETE FROM submission; DELETE FROM report; DELETE FROM period',
    );
    for (const { sql } of triggers) db.exec(sql);
  })();
}

describe('totals', () => {
  test('of any history equal what was delivered, then and asked again later', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 40 }), async (acts) => {
        forgetAll();
        let now = Date.parse('2026-11-01T06:00:00.000Z');
        const model = makeModel();
        const asked: { path: string; body: unknown }[] = [];
        const openNext = () => {
          const next = months[model.opened.length];
          if (next === undefined) return;
          world.open(next);
          model.open(next);
        };
        const moveTo = (time: number) => {
          now = time;
          world.setNow(new Date(now).toISOString());
        };
        const ask = async (names: string, from: string, to: string) => {
          const path = `/totals?from=${from}&to=${to}&by=${names}`;
          const { status, body } = await dina.get(path);
          expect(status).toBe(200);
          const query = {
            from,
            to,
            by: names === '' ? [] : names.split(',').sort((one) => (one === 'period' ? -1 : 1)),
          };
          const all = structuredClone([...model.reports.values()]);
          expect(totalsAnswer.parse(body).rows).toEqual(expectedRows(all, model.opened, query, kinds));
          asked.push({ path: `${path}&asOf=${body.asOf}`, body });
        };

        moveTo(now);
        openNext();
        for (const each of acts) {
          moveTo(now + each.after);
          if (each.do === 'open') openNext();
          if (each.do === 'ask') {
            const from = months[Math.min(each.from, 3)] ?? '';
            await ask(each.by, from, months[Math.min(each.from + each.length, 3)] ?? from);
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
        for (const names of ['', 'period', 'county', 'period,unit']) await ask(names, '2026-07', '2026-10');
        for (const { path, body } of asked) expect((await dina.get(path)).body).toEqual(body);
      }),
      { numRuns: 40 },
    );
  }, 180_000);
});
