// Pages and API under load, the server on one core and the load on the other.

import { type ChildProcess, fork } from 'node:child_process';
import { createToken } from '../../src/actions/create-token.ts';
import { openDatabase } from '../../src/store/database.ts';
import { type BenchData, now, openPeriods } from './data.ts';
import { type Call, load, type Load, send } from './load.ts';
import { type Figure, inTurns } from './measure.ts';

const rounds = 3;
const callsPerRound = 400;
/** So that the compiler has done its work, on both sides, before anything is counted. */
const callsToWarmUp = 2000;

export async function httpFigures(data: BenchData): Promise<Figure[]> {
  const servers: ChildProcess[] = [];
  const transactions = transactionsIn(`${data.context.config.databaseFile}-floor`);
  const start = (file: string) => startServer(file, data.context.config.databaseFile, servers);
  try {
    const [floor, product] = [await start('floor-server.ts'), await start('product-server.ts')];
    const all = data.context.store.unit.on('2026-10-31');
    const units = all.map(({ id }) => id);
    const cookies = await signInByOffices(data, product, [...new Set(all.map(({ office }) => office))]);
    const own = await signIn(data, product, [data.form.office]);
    const open = openPeriods.flatMap((period) => units.map((unit) => ({ period, unit })));
    const take = (count: number) => open.splice(0, count);

    const path = `/reports/${data.form.period}/${data.form.unit}`;
    const get = { method: 'GET' as const, headers: { cookie: own } };
    await load(product, repeated({ ...get, path }, callsToWarmUp), 200);
    await load(floor, repeated({ method: 'GET', path: '/form', headers: {} }, callsToWarmUp), 200);
    const form = await rates(
      () => load(floor, repeated({ method: 'GET', path: '/form', headers: {} }, callsToWarmUp), 200),
      () => load(product, repeated({ ...get, path }, callsToWarmUp), 200),
    );
    const submit = await rates(transactions.run, async () =>
      load(product, await submissions(product, cookies, take(callsPerRound)), 303),
    );
    const token = tokenOf(data);
    const put = await rates(transactions.run, () => load(product, deliveries(data, token, take(callsPerRound)), 201));
    return [
      figure('form', form, '≥ 0.5 ×, p99 ≤ 15 ms', (ratio, p99) => ratio >= 0.5 && p99 <= 15),
      figure('post', submit, '≥ 0.5 ×, p99 ≤ 25 ms', (ratio, p99) => ratio >= 0.5 && p99 <= 25),
      figure('put', put, '≥ 0.5 ×, p99 ≤ 25 ms', (ratio, p99) => ratio >= 0.5 && p99 <= 25),
    ];
  } finally {
    for (const server of servers) server.kill();
    transactions.close();
  }
}

function startServer(file: string, database: string, servers: ChildProcess[]): Promise<number> {
  const server = fork(new URL(file, import.meta.url), [database], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  servers.push(server);
  return new Promise((resolve, reject) => {
    server.once('message', (port) => resolve(Number(port)));
    server.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}

type Rates = { floor: number; product: number; unrest: number; p99: number };

async function rates(floor: () => Promise<Load> | Load, product: () => Promise<Load>): Promise<Rates> {
  const p99s: number[] = [];
  const found = await inTurns(
    rounds,
    async () => (await floor()).perSecond,
    async () => {
      const measured = await product();
      p99s.push(measured.p99);
      return measured.perSecond;
    },
  );
  return { ...found, p99: p99s.toSorted((one, other) => one - other)[Math.floor(p99s.length / 2)] ?? 0 };
}

function figure(
  name: string,
  { p99, ...found }: Rates,
  target: string,
  isMet: (ratio: number, p99: number) => boolean,
): Figure {
  const ratio = found.product / found.floor;
  return { name, unit: '/s', ...found, ratio, target: `${target} (p99 ${p99.toFixed(1)} ms)`, met: isMet(ratio, p99) };
}

/**
 * Gives a function that does an upsert and an event a time, each in a transaction of its own: what a durable delivery cannot
 * be faster than. In a file of its own, since every write by another process empties the page cache of the product.
 */
function transactionsIn(file: string): { run: () => Load; close: () => void } {
  const db = openDatabase(file);
  db.exec(`CREATE TABLE bench_row (id INTEGER PRIMARY KEY, answers TEXT NOT NULL) STRICT;
    CREATE TABLE bench_event (id INTEGER PRIMARY KEY, at TEXT NOT NULL, details TEXT NOT NULL) STRICT`);
  const upsert = db.prepare(
    'INSERT INTO bench_row (id, answers) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET answers = excluded.answers',
  );
  const insert = db.prepare('INSERT INTO bench_event (at, details) VALUES (?, ?)');
  const one = db.transaction((id: number) => {
    upsert.run(id, 'x'.repeat(500));
    insert.run(now, 'y'.repeat(200));
  });
  const run = () => {
    const start = performance.now();
    for (let id = 0; id < callsPerRound; id += 1) one.immediate(id);
    return { perSecond: callsPerRound / ((performance.now() - start) / 1000), p50: 0, p99: 0 };
  };
  return { run, close: () => db.close() };
}

/** A reporter answers for one office or a few: one for every ten, signed in; gives the cookies by office. */
async function signInByOffices(data: BenchData, port: number, offices: string[]): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  for (let first = 0; first < offices.length; first += 10) {
    const own = offices.slice(first, first + 10);
    const cookie = await signIn(data, port, own);
    for (const office of own) cookies.set(office, cookie);
  }
  return cookies;
}

/** Signs a new reporter of the offices in, with the code from the mail; gives the cookies. */
async function signIn({ context }: BenchData, port: number, offices: string[]): Promise<string> {
  const email = `bench-${offices.length}-${offices[0]}@example.org`;
  const roles = offices.map((scope) => ({ role: 'reporter' as const, scope, validFrom: '2018-01-01', validTo: null }));
  context.store.person.add({ email, name: 'Bench', language: 'nb', roles }, now);
  const jar = new Map<string, string>();
  const post = async (path: string, body: string) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...(cookie === '' ? {} : { cookie }) };
    const answer = await send(port, { method: 'POST', path, headers, body });
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (name !== undefined) jar.set(name, value ?? '');
    }
    return answer.status;
  };
  await post('/sign-in', `email=${encodeURIComponent(email)}`);
  let code: string | undefined;
  for (let tries = 0; code === undefined && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const mail = context.store.keptMail.newest(5).find(({ recipient }) => recipient === email);
    code = mail && /^\d{8}$/m.exec(mail.text)?.[0];
  }
  const status = await post('/sign-in/code', `code=${code}`);
  if (status !== 303) throw new Error(`Signing in was answered with ${status}`);
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

function repeated(call: Call, times: number): Call[] {
  return Array.from({ length: times }, () => call);
}

type Place = { period: string; unit: string };

const reasons = Array.from({ length: 10 }, (_, index) => `W${index + 1}`);

/** The form of each report is fetched first, since it holds the key of its delivery. */
async function submissions(port: number, cookies: Map<string, string>, places: Place[]): Promise<Call[]> {
  const calls: Call[] = [];
  for (const { period, unit } of places) {
    const path = `/reports/${period}/${unit}`;
    const cookie = cookies.get(unit.slice(0, 4)) ?? '';
    const { text } = await send(port, { method: 'GET', path, headers: { cookie } });
    const fields = new URLSearchParams();
    for (const [, name, value] of text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)) {
      if (name !== undefined && name !== 'zero' && name !== 'fill') fields.set(name, value ?? '');
    }
    for (const [, name] of text.matchAll(/name="([a-z][a-z0-9_]+)"[^>]*inputmode="numeric"/g))
      fields.set(name ?? '', '0');
    for (const [, name] of text.matchAll(/inputmode="numeric"[^>]*name="([a-z][a-z0-9_]+)"/g))
      fields.set(name ?? '', '0');
    for (const name of ['participants_start', 'participants_end']) fields.set(name, '5');
    for (const rule of reasons) fields.set(`reason_${rule}`, 'Checked');
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    calls.push({ method: 'POST', path: `${path}/submissions`, headers, body: fields.toString() });
  }
  return calls;
}

function tokenOf({ context }: BenchData): string {
  const made = createToken(context, { name: 'Bench', role: 'directorate', scope: '' }, 'command');
  if (!made.ok) throw new Error(made.fault);
  return made.token;
}

function deliveries({ questions }: BenchData, token: string, places: Place[]): Call[] {
  const zero = Object.fromEntries(questions.map((id) => [id, 0]));
  const answers = { ...zero, participants_start: 5, participants_end: 5 };
  const body = JSON.stringify({ answers, reasons: Object.fromEntries(reasons.map((rule) => [rule, 'Checked'])) });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return places.map(({ period, unit }) => ({
    method: 'PUT',
    path: `/api/v1/reports/${period}/${unit}`,
    headers,
    body,
  }));
}
