// kill -9 at random while clients deliver over HTTP, each trying again with the same key until it is answered. What was
// acknowledged is stored exactly once, under the number and hash that were acknowledged, and nothing is stored by halves.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createToken } from '../../src/actions/create-token.ts';
import { duePeriod } from '../../src/actions/open.ts';
import { prepare } from '../../src/actions/start.ts';
import { parseConfig } from '../../src/config.ts';
import { type Context, openContext } from '../../src/context.ts';
import type { Period } from '../../src/domain/period.ts';
import { randomFrom } from '../../src/domain/random.ts';
import { freePort, startVictim, type TortureOrder, type TortureResult } from './program.ts';

type Acknowledged = { unit: string; key: string; number: number; sha256: string };
type Client = { acknowledged: Acknowledged[]; retries: number; replays: number; faults: string[] };

const clients = 8;
const longestLife = 200;

export async function submitKill({ cycles, seed, say }: TortureOrder): Promise<TortureResult> {
  const started = performance.now();
  const random = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'kvp-submit-kill-'));
  const port = String(await freePort());
  const env = { DATABASE_FILE: join(folder, 'kvp.sqlite'), PORT: port, DEMO: '0', LOG_LEVEL: 'silent' };
  const { period, units, token, who } = prepared(env);
  const base = `http://127.0.0.1:${port}/api/v1/reports/${period}`;
  const stop = new AbortController();
  try {
    const working = units.map((unit) => deliverOnAndOn({ base, unit, token, stop: stop.signal }));
    let answeredInLives = 0;
    for (let kill = 1; kill <= cycles + 1; kill += 1) {
      const life = startVictim('src/main.ts', [], env);
      if (!(await life.printed('KVP-rapport is at'))) throw new Error(life.output());
      if (kill > cycles) {
        stop.abort();
        const done = await Promise.all(working);
        await life.kill();
        const seconds = Math.round((performance.now() - started) / 100) / 10;
        return { ...verdict(env, period, who, done), kills: cycles, seconds };
      }
      await wait(random() * longestLife);
      await life.kill();
      answeredInLives += 1;
      if (answeredInLives % 50 === 0) say(`${answeredInLives} kills`);
    }
    throw new Error('there is a last life');
  } finally {
    stop.abort();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One client with one unit: corrects its report again and again, each time until it is answered. */
async function deliverOnAndOn({
  base,
  unit,
  token,
  stop,
}: {
  base: string;
  unit: string;
  token: string;
  stop: AbortSignal;
}): Promise<Client> {
  const client: Client = { acknowledged: [], retries: 0, replays: 0, faults: [] };
  for (let count = 1; !stop.aborted && client.faults.length === 0; count += 1) {
    const key = randomUUID();
    const answered = await deliverOnce(client, { url: `${base}/${unit}`, token, key, count });
    if (answered !== null) client.acknowledged.push({ unit, key, ...answered });
  }
  return client;
}

async function deliverOnce(
  client: Client,
  { url, token, key, count }: { url: string; token: string; key: string; count: number },
): Promise<{ number: number; sha256: string } | null> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': key };
  const body = JSON.stringify({ answers: monthWith(count % 9999), reasons: {}, comment: '' });
  while (true) {
    try {
      const answer = await fetch(url, { method: 'PUT', headers, body, signal: AbortSignal.timeout(10_000) });
      const text = await answer.text();
      if (answer.status === 503) {
        await wait(20);
        continue;
      }
      if (answer.status !== 201 && answer.status !== 200) {
        client.faults.push(`${answer.status}: ${text.slice(0, 300)}`);
        return null;
      }
      if (answer.status === 200) client.replays += 1;
      const { submission } = JSON.parse(text) as { submission: { number: number; sha256: string } };
      return { number: submission.number, sha256: submission.sha256 };
    } catch {
      // Killed before it answered: the same again.
      client.retries += 1;
      await wait(40);
    }
  }
}

/** Adds up and needs no explaining; each count is another content. */
function monthWith(count: number): Record<string, number> {
  const zero = Object.fromEntries(
    [
      ...['applications_received', 'applications_granted', 'applications_rejected', 'participants_start', 'started'],
      ...['started_transferred', 'ended_completed', 'ended_absence', 'ended_moved', 'ended_after_break', 'ended_other'],
      ...['participants_end', 'on_leave_end', 'extensions_granted', 'women_end', 'under_30_end', 'providers_end'],
      ...['outcome_work', 'outcome_subsidised_work', 'outcome_labour_measure', 'outcome_education'],
      ...['outcome_disability_or_aap', 'outcome_social_assistance', 'outcome_other'],
    ].map((id) => [id, 0]),
  );
  return { ...zero, participants_start: 5, participants_end: 5, women_end: 1, applications_received: count };
}

function prepared(env: Record<string, string>) {
  const context = contextOf(env);
  try {
    prepare(context);
    const made = createToken(context, { name: 'torture', role: 'directorate', scope: '' }, 'command');
    if (!made.ok) throw new Error(made.fault);
    const period = duePeriod(context.now());
    const units = context.store.report.withFacts(period, period).map(({ report }) => report.unit);
    return { period, units: units.slice(0, clients), token: made.token, who: `token:${made.id}` };
  } finally {
    close(context);
  }
}

function verdict(env: Record<string, string>, period: Period, who: string, done: Client[]): TortureResult {
  const context = contextOf(env);
  try {
    const { store } = context;
    const acknowledged = done.flatMap((client) => client.acknowledged);
    const lost = acknowledged.filter(({ key, number, sha256 }) => {
      const found = store.submission.byKey(`api:${who}:${key}`)?.submission;
      return found?.number !== number || found.sha256 !== sha256;
    });
    const extra = [...Map.groupBy(acknowledged, ({ unit }) => unit)].flatMap(([unit, given]) => {
      const report = store.report.find(unit, period);
      const stored = report ? store.submission.ofReport(report.id).length : 0;
      return stored === given.length ? [] : [`${unit}: ${given.length} acknowledged, ${stored} stored`];
    });
    const { differences } = store.verify.verdict();
    const sum = (of: (client: Client) => number) => done.reduce((total, client) => total + of(client), 0);
    return {
      faults: [
        ...lost.map(({ unit, key, number }) => `acknowledged and not stored: ${unit} number ${number}, key ${key}`),
        ...extra,
        ...differences,
        ...done.flatMap((client) => client.faults),
      ],
      ...{ acknowledged: acknowledged.length, lost: lost.length },
      retries: sum((client) => client.retries),
      replays: sum((client) => client.replays),
    };
  } finally {
    close(context);
  }
}

function contextOf(env: Record<string, string>): Context {
  const settings = parseConfig(env);
  if (!settings.ok) throw new Error(settings.faults.join('\n'));
  return openContext(settings.config);
}

function close(context: Context): void {
  context.mailer.close();
  context.store.close();
}
