// The jobs wake by themselves, at start and by the timetable, and end in an orderly way.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { validate } from 'node-cron';
import { instantAt } from '../src/domain/period.ts';
import { startJobs } from '../src/jobs/jobs.ts';
import { timetable } from '../src/jobs/timetable.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = makeWorld({ now: instantAt('2026-11-02', '09:00') });
});
afterEach(() => world.close());

test('a service that starts catches up at once, and notes that it ticked', async () => {
  const jobs = startJobs(world.context);
  await jobs.stop();
  expect(world.context.store.service.get('last_tick_at')).toBe(instantAt('2026-11-02', '09:00'));
  expect(world.context.store.notice.ofPeriod('2026-10').some(({ step }) => step === 'opening')).toBe(true);
});

test('a service that ends starts no new mail, and what waits goes out after the next start', async () => {
  const first = startJobs(world.context);
  const stopped = first.stop();
  await stopped;
  const waiting = () =>
    world.context.store.notice.ofPeriod('2026-10').filter(({ state }) => state === 'planned' || state === 'claimed');
  const left = waiting().length;
  world.setNow(instantAt('2026-11-02', '09:10'));
  const second = startJobs(world.context);
  await new Promise((resolve) => setImmediate(resolve));
  while (waiting().length > 0) await new Promise((resolve) => setImmediate(resolve));
  await second.stop();
  expect(left).toBeGreaterThanOrEqual(0);
  expect(waiting()).toEqual([]);
  const mails = world.context.store.keptMail.newest(100);
  expect(mails.map(({ recipient }) => recipient).toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
    ...['alice@example.org', 'olav@example.org', 'sigrid@example.org'],
  ]);
});

test('a service started a second time on the same port by mistake says so, and sends nothing', async () => {
  const first = createServer().listen(0);
  await once(first, 'listening');
  const { port } = first.address() as AddressInfo;
  const env = { PATH: process.env.PATH ?? '', NODE_ENV: 'test', DEMO: '0', PORT: String(port) };
  const { databaseFile } = world.context.config;
  const root = new URL('../', import.meta.url).pathname;
  const second = spawn(process.execPath, ['src/main.ts'], { cwd: root, env: { ...env, DATABASE_FILE: databaseFile } });
  const said = text(second.stderr);
  expect(await once(second, 'exit')).toEqual([1, null]);
  expect(await said).toBe(`Port ${port} is in use: set PORT to another\n`);
  expect(world.context.store.service.get('last_tick_at')).toBeNull();
  first.close();
});

test('the timetable is read by cron', () => {
  for (const { cron } of timetable) expect(validate(cron)).toBe(true);
});
