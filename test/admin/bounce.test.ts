// `npm run admin -- bounce`, as a mail server calls it: a mail on standard input, an exit code and two streams.

import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { instantAt } from '../../src/domain/period.ts';
import { sampleOf } from '../mail/sample.ts';
import { type Desk, makeDesk } from './desk.ts';

const root = new URL('../../', import.meta.url).pathname;
const sample = (name: string) => sampleOf(desk.context.store, name);
const at = instantAt('2026-11-02', '08:00');

let desk: Desk;
beforeEach(() => {
  desk = makeDesk();
  const { store } = desk.context;
  const roles = [{ role: 'reporter' as const, scope: '0101', validFrom: '2018-01-01', validTo: null }];
  const { id } = store.person.add({ email: 'alice@example.org', name: 'Alice', language: null, roles }, at);
  const notice = { step: 'opening' as const, period: '2026-10', office: '0101', governor: null, person: id, due: at };
  store.notice.plan([{ ...notice, key: `opening:2026-10:${id}`, skipped: null }], at);
  const lease = { owner: 'x', until: at, at, receiptsOnly: false };
  const claimed = store.notice.claim(lease);
  if (claimed === null) throw new Error('nothing was planned');
  const sent = { state: 'sent' as const, retries: 0, unknowns: 0, exceptions: 0, nextAt: null, alarm: false };
  store.notice.record({ ...claimed, owner: 'x' }, sent, { answer: '250 ok', at });
});
afterEach(() => desk.close());

function pipe(mail: Buffer) {
  const { PATH = '' } = process.env;
  const env = { PATH, DEMO: '0', DATABASE_FILE: desk.databaseFile };
  const words = ['scripts/run.js', 'scripts/admin.ts', 'bounce'];
  const { stdout, stderr, status } = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    env,
    input: mail,
  });
  return { out: stdout.split('\n').filter(Boolean), err: stderr.split('\n').filter(Boolean), code: status };
}

const state = () => desk.context.store.notice.ofPeriod('2026-10').map((notice) => notice.state);

describe('npm run admin -- bounce', () => {
  test('takes in a bounce, and the same again', () => {
    const first = pipe(sample('postfix-unknown'));
    expect(first).toMatchObject({ err: [], code: 0 });
    expect(first.out[0]).toMatch(/^Bounced: 5\.1\.1 550 5\.1\.1 <alice@example\.org>/);
    expect(first.out[1]).toBe('The address is dead: an incident is open.');
    expect(state()).toEqual(['bounced']);
    expect(desk.context.store.incident.countOpen()).toBe(1);
    expect(pipe(sample('postfix-unknown'))).toEqual({
      out: [],
      err: ['It is known already that this mail came back.'],
      code: 0,
    });
  });

  test('refuses anything else with one line and exit code 1, and keeps it', () => {
    expect(pipe(sample('out-of-office'))).toEqual({
      out: [],
      err: ['The mail is kept for a person: it is an automatic reply, no delivery status notification.'],
      code: 1,
    });
    expect(pipe(Buffer.alloc(3_000_000, 'x'))).toMatchObject({
      code: 1,
      err: ['The mail is kept for a person: it is no mail.'],
    });
    expect(pipe(Buffer.alloc(0))).toMatchObject({ code: 1 });
    expect(desk.context.store.incident.unread()).toHaveLength(3);
    expect(state()).toEqual(['sent']);
  });
});
