// The fault programs in short: what `npm run torture` plays by the hundred.

import { describe, expect, test } from '@jest/globals';
import { mailKill } from '../scripts/torture/mail-kill.ts';
import { submitKill } from '../scripts/torture/submit-kill.ts';

const say = () => {};

describe('kill -9', () => {
  test('while mails are sent loses none, and doubles at most one per kill, with the same Message-ID', async () => {
    const result = await mailKill({ cycles: 12, seed: 'test', say });
    expect(result.faults).toEqual([]);
    expect(result.kills).toBe(12);
    expect(result.killsWhileSending).toBeGreaterThan(3);
    expect(result.sent).toBeGreaterThan(200);
    expect(result.mostInDoubtPerKill).toBe(1);
  }, 120_000);

  test('while clients deliver loses nothing that was acknowledged, and stores nothing twice', async () => {
    const result = await submitKill({ cycles: 10, seed: 'test', say });
    expect(result.faults).toEqual([]);
    expect(result).toMatchObject({ kills: 10, lost: 0 });
    expect(result.acknowledged).toBeGreaterThan(10);
    expect(result.retries).toBeGreaterThan(10);
  }, 120_000);
});
