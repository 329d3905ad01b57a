// The jobs of a running service: the sign of life to somebody outside, what the platform is told, and the nightly
// clearing.

import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { clearOld } from '../src/actions/clear.ts';
import { openIncident } from '../src/actions/incidents.ts';
import { sendTest } from '../src/actions/mail-orders.ts';
import { pauseMail } from '../src/actions/mail-pause.ts';
import { takeBounce } from '../src/actions/take-bounce.ts';
import { verifyNightly } from '../src/actions/verify-nightly.ts';
import { parseConfig } from '../src/config.ts';
import { addMinutes, instantAt } from '../src/domain/period.ts';
import { startJobs } from '../src/jobs/jobs.ts';
import { openDatabase } from '../src/store/database.ts';
import { makeWorld, type World } from './world.ts';

let watcher: { url: string; heard: string[]; server: Server; answer: (res: ServerResponse) => void };
let world: World;

beforeEach(async () => {
  const server = createServer((req, res) => {
    watcher.heard.push(`${req.method} ${req.url}`);
    watcher.answer(res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  watcher = { url, heard: [], server, answer: (res) => void res.end('OK') };
  world = makeWorld({ now: instantAt('2026-11-03', '07:00'), env: { DEAD_MAN_URL: `${url}/ping/abc` } });
});
afterEach(async () => {
  world.close();
  watcher.server.closeAllConnections();
  await new Promise((resolve) => watcher.server.close(resolve));
});

const runOnce = async () => startJobs(world.context).stop();
/** Whatever was sent before this has arrived when it answers. */
const heard = async () => {
  watcher.answer = (res) => void res.end('OK');
  await (await fetch(`${watcher.url}/fence`)).text();
  return watcher.heard.filter((request) => !request.endsWith('/fence'));
};
const lastTick = () => world.context.store.service.get('last_tick_at');

describe('the nightly check of what is stored', () => {
  const ready = async () => (await supertest(world.app()).get('/internal/isready')).body.degraded as string[];

  test('finds what has rotted, once a night, and says so until it is mended', async () => {
    const { store, config } = world.context;
    store.service.set('last_tick_at', world.context.now());
    store.event.record({ at: world.context.now(), who: 'job', what: 'data.cleared', subject: 'service', details: {} });
    expect(await verifyNightly(world.context)).toEqual([]);
    expect(await verifyNightly(world.context)).toBeNull();
    expect(await ready()).toEqual([]);

    const disk = openDatabase(config.databaseFile);
    disk.exec('DROP TRIGGER event_is_frozen; UPDATE event SET who = char(120) WHERE id = 1');
    disk.close();
    world.setNow(instantAt('2026-11-04', '04:40'));
    store.service.set('last_tick_at', world.context.now());
    expect((await verifyNightly(world.context))?.length).toBeGreaterThan(0);
    expect(await ready()).toEqual([expect.stringMatching(/^verify found \d+ differences in what is stored$/)]);
  });

  test('is missed when it has not run for two nights', async () => {
    const { store } = world.context;
    await verifyNightly(world.context);
    world.setNow(instantAt('2026-11-06', '07:00'));
    store.service.set('last_tick_at', world.context.now());
    expect(await ready()).toEqual(['what is stored was not verified for two nights']);
  });
});

describe('the sign of life', () => {
  test('goes out after a good tick', async () => {
    await runOnce();
    expect(lastTick()).toBe(world.context.now());
    expect(await heard()).toEqual(['GET /ping/abc']);
  });

  test('does not go out while mail is paused, nor when the clock cannot be believed', async () => {
    pauseMail(world.context, { at: world.context.now(), reason: 'a test' }, 'job');
    await runOnce();
    expect(lastTick()).toBe(world.context.now());
    world.context.store.service.remove('mail_paused');
    world.setNow(instantAt('2026-11-02', '07:00'));
    await runOnce();
    expect(await heard()).toEqual([]);
  });

  test('never holds up a tick, nor fails it: a watcher that hangs, breaks off, refuses, or is not there', async () => {
    const answers: ((res: ServerResponse) => void)[] = [
      () => {},
      (res) => void res.destroy(),
      (res) => void res.writeHead(500).end('no'),
      (res) => void res.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(),
    ];
    for (const [index, answer] of answers.entries()) {
      watcher.answer = answer;
      world.setNow(addMinutes(instantAt('2026-11-03', '08:00'), index * 10));
      const start = performance.now();
      await runOnce();
      expect(performance.now() - start).toBeLessThan(5000);
      expect(lastTick()).toBe(world.context.now());
    }
    watcher.server.closeAllConnections();
    expect(await heard()).toHaveLength(4);
  });

  test('needs an address of the web, or none', () => {
    const faults = (url: string) => {
      const parsed = parseConfig({ DEAD_MAN_URL: url });
      return parsed.ok ? parsed.config.deadManUrl : parsed.faults.map((fault) => fault.split(':')[0]);
    };
    expect(faults('')).toBe(null);
    expect(faults('https://hc.example/ping/1')).toBe('https://hc.example/ping/1');
    expect(faults('file:///etc/passwd')).toEqual(['DEAD_MAN_URL']);
    expect(faults('nowhere')).toEqual(['DEAD_MAN_URL']);
  });
});

describe('what the platform is told', () => {
  const degraded = async () => (await supertest(world.app()).get('/internal/isready')).body.degraded as string[];
  const figure = async (name: string) => {
    const { text } = await supertest(world.app()).get('/internal/metrics');
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };

  test('names everything that does not work, and nothing when all does', async () => {
    expect(await degraded()).toEqual(['the reminder job has not run for 30 minutes']);
    expect(await figure('kvp_last_tick_age_seconds')).toBe(-1);
    expect(await figure('kvp_last_mail_age_seconds')).toBe(-1);
    await runOnce();
    expect(await degraded()).toEqual([]);
    await sendTest(world.context, { who: 'person:1', person: world.people.dina.id }).sending;

    const { store, now } = world.context;
    pauseMail(world.context, { at: now(), reason: 'a test' }, 'job');
    store.notice.planTest({ key: '1', person: world.people.dina.id, at: now() });
    const found = { address: 'alice@example.org', kind: 'refused' as const, notice: null, answer: '550', at: now() };
    openIncident(world.context, { person: world.people.alice.id, ...found });
    takeBounce(world.context, Buffer.from('nonsense'));
    world.setNow(addMinutes(now(), 61));
    expect(await degraded()).toEqual([
      'the reminder job has not run for 30 minutes',
      'mail is paused',
      'a notice has waited for more than an hour',
      '1 addresses are not reached by mail',
      '1 bounces wait to be read',
    ]);
    expect(await figure('kvp_last_tick_age_seconds')).toBe(3660);
    expect(await figure('kvp_last_mail_age_seconds')).toBe(3660);
    expect(await figure('kvp_mail_paused')).toBe(1);
    expect(await figure('kvp_notices_waiting')).toBe(1);
    expect(await figure('kvp_oldest_notice_age_seconds')).toBe(3660);
    expect(await figure('kvp_incidents_open')).toBe(1);
    expect(await figure('kvp_bounces_unread')).toBe(1);
  });

  test('counts a notice that was given up, for a week', async () => {
    const { store, now } = world.context;
    await runOnce();
    const id = store.notice.planTest({ key: '1', person: world.people.dina.id, at: now() });
    const notice = store.notice.claimOne(id, { owner: 'x', until: addMinutes(now(), 15), at: now() });
    if (notice === null) throw new Error('it could not be claimed');
    store.notice.drop({ ...notice, owner: 'x' }, 'failed', 'given up');
    expect(await degraded()).toEqual(['1 notices failed within seven days']);
    expect(await figure('kvp_notices_failed')).toBe(1);
    world.setNow(addMinutes(now(), 8 * 24 * 60));
    await runOnce();
    expect(await degraded()).toEqual([]);
  });
});

describe('the nightly clearing', () => {
  const report = (period: string) => world.context.store.report.find('0101-3101', period);

  test('takes what has ended, once a day, and leaves an event with how much', () => {
    const { store, now } = world.context;
    const alice = world.people.alice.id;
    const draft = { input: { answers: {}, reasons: {}, comment: '' }, page: 'p', sequence: 1 };
    store.draft.save(report('2026-10')?.id ?? 0, 0, draft, alice, now());
    const session = { person: alice, data: '{}', at: now() };
    store.session.save({ ...session, idHash: 'ended', expiresAt: addMinutes(now(), 60) });
    store.session.save({ ...session, idHash: 'lasting', expiresAt: addMinutes(now(), 3000) });
    const code = { email: 'alice@example.org', person: alice, codeHash: 'h', salt: 's', browserHash: 'b', ip: 'i' };
    store.signIn.add({ ...code, createdAt: now(), expiresAt: addMinutes(now(), 10) });
    const kept = { ...draft, dropped: [], version: 0, submission: 0 };
    store.keptForm.keep({ person: alice, unit: '0101-3101', period: '2026-10' }, kept, now());

    world.setNow(addMinutes(now(), 24 * 60 + 1));
    const expected = { sessions: 1, codes: 1, keptForms: 1, drafts: 0, unreadBounces: 0 };
    expect(clearOld(world.context)).toEqual(expected);
    expect(clearOld(world.context)).toBe(null);
    expect(store.session.find('lasting', now())).not.toBe(null);
    const events = store.event.ofSubject('service').filter(({ what }) => what === 'data.cleared');
    expect(events.map(({ who, details }) => ({ who, details }))).toEqual([{ who: 'job', details: expected }]);
    expect(store.draft.find(report('2026-10')?.id ?? 0)).not.toBe(null);
  });

  test('keeps a draft until 90 days after the closing day that is in force', () => {
    const { store, now } = world.context;
    const draft = { input: { answers: {}, reasons: {}, comment: '' }, page: 'p', sequence: 1 };
    const ids = ['0101-3101', '0101-3124'].map((unit) => store.report.find(unit, '2026-10')?.id ?? 0);
    for (const id of ids) store.draft.save(id, 0, draft, world.people.alice.id, now());
    const extension = { deadline: '2026-12-10', closesOn: '2027-01-31', reason: 'x', who: 'person:6' };
    store.exemption.extend(ids[1] ?? 0, { ...extension, knownAt: store.submission.knownNow(now()) });
    const left = () => ids.map((id) => store.draft.find(id) !== null);
    world.setNow(instantAt('2027-03-31', '04:25'));
    clearOld(world.context);
    expect(left()).toEqual([true, true]);
    world.setNow(instantAt('2027-04-01', '04:25'));
    expect(clearOld(world.context)).toMatchObject({ drafts: 1 });
    expect(left()).toEqual([false, true]);
  });

  test('is done at the start too, so that a night without the service is made good', async () => {
    await runOnce();
    expect(world.context.store.service.get('last_cleared_at')).toBe(world.context.now());
  });
});
