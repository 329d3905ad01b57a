// A mail server that takes its time is felt by mail alone: pages answer, and reports are taken.

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { tick } from '../../src/actions/chase.ts';
import { createToken } from '../../src/actions/create-token.ts';
import { instantAt } from '../../src/domain/period.ts';
import { makeWorld, quietMonth, type World } from '../world.ts';
import { type FaultServer, startFaultServer } from './fault-server.ts';

/** In milliseconds: far less than mail waits for its server, and more than a busy machine needs for a page. */
const longestAnswer = 10_000;

let mailServer: FaultServer;
let world: World;
let server: Server;
let base: string;

beforeEach(async () => {
  mailServer = await startFaultServer();
  world = makeWorld({ now: instantAt('2026-11-02', '08:00'), env: { SMTP_URL: mailServer.url } });
  server = world.app().listen(0);
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  world.close();
  await mailServer.close();
});

test('a mail server that hangs holds up no page and no delivery, nor the notices for ever', async () => {
  mailServer.fault = 'stored, then hangs';
  const ticking = tick(world.context, { at: world.context.now() });
  const made = createToken(world.context, { name: 'prøve', role: 'reporter', scope: '0101' }, 'command');
  if (!made.ok) throw new Error(made.fault);
  const headers = { Authorization: `Bearer ${made.token}`, 'Content-Type': 'application/json' };
  const timed = async (path: string, init?: RequestInit) => {
    const began = performance.now();
    const { status } = await fetch(base + path, init);
    return { status, milliseconds: performance.now() - began };
  };
  const answers = [];
  for (let count = 0; count < 30; count += 1) answers.push(await timed('/sign-in'));
  const body = JSON.stringify({ answers: quietMonth(3), reasons: {}, comment: '' });
  const delivered = await timed('/api/v1/reports/2026-10/0101-3101', { method: 'PUT', headers, body });
  expect([...new Set(answers.map(({ status }) => status)), delivered.status]).toEqual([200, 201]);
  expect(Math.max(...answers.map(({ milliseconds }) => milliseconds), delivered.milliseconds)).toBeLessThan(
    longestAnswer,
  );
  // One mail is on its way, and no other was begun meanwhile.
  expect(mailServer.sessions).toBe(1);
  mailServer.fault = 'none';
  mailServer.hangUp();
  expect(await ticking).toMatchObject({ planned: 3, sent: 2, failed: 0 });
});
