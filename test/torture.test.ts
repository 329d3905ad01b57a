// The fault programs in short: CI plays them by the hundred, with `npm run torture`.

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
