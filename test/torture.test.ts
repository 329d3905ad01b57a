// The fault programs in short: CI plays them by the hundred, with `npm run torture`.

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { mailKill } from '../scripts/torture/mail-kill.ts';
import { submitKill } from '../scripts/torture/submit-kill.ts';

const say = () => {};

describe('kill -9', () => {
  test('while mails are sent loses none, and doubles at most one per kill, with the same Message-ID', async () => {
    const result = await mailKill({ cycles: 6, seed: 'test', say });
    expect(result.faults).toEqual([]);
    expect(result.kills).toBe(6);
    expect(result.killsWhileSending).toBeGreaterThan(1);
    expect(result.sent).toBeGreaterThan(60);
    expect(result.mostInDoubtPerKill).toBe(1);
  });

  test('while clients deliver loses nothing that was acknowledged, and stores nothing twice', async () => {
    const result = await submitKill({ cycles: 4, seed: 'test', say });
    expect(result.faults).toEqual([]);
    expect(result).toMatchObject({ kills: 4, lost: 0 });
    expect(result.acknowledged).toBeGreaterThan(5);
    expect(result.retries).toBeGreaterThan(5);
  });
});

test.each([
  ['--help', 0],
  ['smtp --help', 0],
  ['--fast', 1],
  ['nothing', 1],
  ['smtp --cycles x', 1],
])('asked for %j, the program says what it can play and ends with %i', (words, code) => {
  const cwd = new URL('../', import.meta.url).pathname;
  const run = [process.execPath, ['scripts/torture.ts', ...words.split(' ')], { cwd, encoding: 'utf8' }] as const;
  const { stdout, stderr, status } = spawnSync(...run);
  expect({ told: stdout === '' ? stderr : stdout, status }).toEqual({
    told: expect.stringMatching(/^npm run torture -- <name>.*\n {2}calendar /),
    status: code,
  });
});
