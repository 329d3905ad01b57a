// The one world that all tests use: the real national list of offices, the real form and plan, and a handful of named
// people. Each test gets its own database; time stands still until the test moves it.
//
// Alice reports for office 0101 (two units), Lars leads it. Sigrid reports for an office with one unit in a nynorsk
// municipality. Guri is at the governor of Vestland, Mona leads the municipality of Halden, Dina is at the directorate.
// Olav reports for another office and has no business with any of theirs.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { openPeriod } from '../src/actions/open.ts';
import { prepare, prepareFacts } from '../src/actions/start.ts';
import { apiRouter } from '../src/api/router.ts';
import { parseConfig } from '../src/config.ts';
import { type Context, openContext } from '../src/context.ts';
import type { Instant, Period } from '../src/domain/period.ts';
import type { Actor, Person, RoleName } from '../src/domain/person.ts';
import { createServer } from '../src/web/server.ts';

export type World = {
  context: Context;
  people: Record<Name, Person>;
  /** Moves the clock. */
  setNow: (now: Instant) => void;
  /** The whole application, pages and API. */
  app: () => Express;
  /** Opens a period, and those between it and now, without the wait. */
  open: (period: Period) => void;
  close: () => void;
};

export type Name = keyof typeof cast;

const cast = {
  alice: { name: 'Alice Aas', roles: [['reporter', '0101']] },
  lars: { name: 'Lars Lie', roles: [['leader', '0101']] },
  sigrid: { name: 'Sigrid Sæle', roles: [['reporter', '1263']] },
  guri: { name: 'Guri Grov', roles: [['governor', 'FMVL']] },
  mona: { name: 'Mona Moe', roles: [['municipality', '3101']] },
  dina: { name: 'Dina Dahl', roles: [['directorate', '']] },
  olav: { name: 'Olav Ås', roles: [['reporter', '0312']] },
} satisfies Record<string, { name: string; roles: [RoleName, string][] }>;

/** The day on which the tests live unless they say otherwise: a Tuesday after the deadline's month has begun. */
export const someDay: Instant = '2026-11-03T09:00:00.000Z';

/** Makes a world in a folder of its own. Call `close` when done. */
export function makeWorld({ now = someDay, env = {} }: { now?: Instant; env?: Record<string, string> } = {}): World {
  const folder = mkdtempSync(join(tmpdir(), 'kvp-'));
  const settings = parseConfig({
    NODE_ENV: 'test',
    DEMO: '0',
    LOG_LEVEL: 'silent',
    DATABASE_FILE: join(folder, 'kvp.sqlite'),
    ...env,
  });
  if (!settings.ok) throw new Error(settings.faults.join('\n'));
  writeFileSync(settings.config.databaseFile, (prepared ??= preparedDatabase()));
  let time = now;
  const context = openContext(settings.config, () => time);
  prepare(context);
  const people = Object.fromEntries(
    Object.entries(cast).map(([key, { name, roles }]) => {
      const held = roles.map(([role, scope]) => ({ role, scope, validFrom: '2018-01-01', validTo: null }));
      const email = `${key}@example.org`;
      return [key, context.store.person.add({ email, name, language: null, roles: held }, now)];
    }),
  ) as Record<Name, Person>;
  return {
    context,
    people,
    setNow: (instant) => {
      time = instant;
    },
    app: () => createServer(context, apiRouter(context)),
    open: (period) => {
      openPeriod(context, period, { at: time, imported: false });
    },
    close: () => {
      context.mailer.close();
      context.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let prepared: Buffer | undefined;

/**
 * A database with the reference data, the form and the plan, made once for a file of tests: copying it is a hundred times
 * quicker than importing anew. Nothing in it depends on the day.
 */
function preparedDatabase(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'kvp-'));
  const settings = parseConfig({ NODE_ENV: 'test', DEMO: '0', DATABASE_FILE: join(folder, 'kvp.sqlite') });
  if (!settings.ok) throw new Error(settings.faults.join('\n'));
  const context = openContext(settings.config, () => '2018-01-01T00:00:00.000Z');
  prepareFacts(context);
  context.mailer.close();
  context.store.close();
  const database = readFileSync(settings.config.databaseFile);
  rmSync(folder, { recursive: true, force: true });
  return database;
}

/** The person as the one who acts. */
export function actorOf({ id, name, roles }: Person): Actor {
  return { id, name, who: `person:${id}`, roles };
}

/** A month that adds up and needs no explaining: `end` participants, one of them a woman, and nothing happened. */
export function quietMonth(end: number, changes: Record<string, number> = {}): Record<string, number> {
  const zero = Object.fromEntries(questionIds.map((id) => [id, 0]));
  return { ...zero, participants_start: end, participants_end: end, women_end: Math.min(end, 1), ...changes };
}

/** The same as typed into the form. */
export function typed(answers: Record<string, number>): Record<string, string> {
  return Object.fromEntries(Object.entries(answers).map(([question, value]) => [question, String(value)]));
}

export const questionIds = [
  ...['applications_received', 'applications_granted', 'applications_rejected', 'participants_start', 'started'],
  ...['started_transferred', 'ended_completed', 'ended_absence', 'ended_moved', 'ended_after_break', 'ended_other'],
  ...['participants_end', 'on_leave_end', 'extensions_granted', 'women_end', 'under_30_end', 'providers_end'],
  ...['outcome_work', 'outcome_subsidised_work', 'outcome_labour_measure', 'outcome_education'],
  ...['outcome_disability_or_aap', 'outcome_social_assistance', 'outcome_other'],
];
