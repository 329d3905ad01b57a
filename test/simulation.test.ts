// The short form of `npm run torture -- calendar`: what is sent and what is skipped, against an oracle that imports nothing
// from src/; and faults that are planted into a copy of the program, each of which it finds.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { plantedFaults, playWith } from './simulation/planted.ts';
import { playScenario } from './simulation/play.ts';

describe('every step goes once or is recorded as skipped with its reason', () => {
  test('in two years of twelve offices', async () => {
    const played = await playScenario({ seed: 'short', months: 24, offices: 12 });
    expect(played.faults).toEqual([]);
    expect(played.mails).toBeGreaterThan(500);
    expect(played.skipped).toBeGreaterThan(100);
  });

  test('in three months of all units', async () => {
    const played = await playScenario({ seed: 'all', months: 3, offices: Number.POSITIVE_INFINITY });
    expect(played.faults).toEqual([]);
    expect(played.mails).toBeGreaterThan(1500);
  });
});

test('the oracle and what it rests on import nothing of the product', () => {
  const folder = new URL('./simulation/', import.meta.url);
  const reached = (files: string[]): string[] => {
    const imported = files
      .filter((file) => file.startsWith('./'))
      .flatMap((file) => [...readFileSync(new URL(file, folder), 'utf8').matchAll(/from '(\.[^']+)'/g)])
      .map(([, from]) => from ?? '');
    const all = [...new Set([...files, ...imported])];
    return all.length === files.length ? files : reached(all);
  };
  const outside = (file: string) => reached([file]).filter((from) => !from.startsWith('./'));
  expect(outside('./oracle.ts')).toEqual([]);
  expect(outside('./play.ts')).toContain('../../src/actions/chase.ts');
});

describe('the oracle finds', () => {
  const quick = plantedFaults.filter(({ isQuick }) => isQuick);

  test.each(quick)('$name', async (fault) => {
    expect((await playWith(fault)).faults).not.toEqual([]);
  });

  test('nothing where nothing is planted, wherever the machine is', async () => {
    const [{ size }] = quick as [(typeof quick)[0]];
    const nothing = { name: 'nothing', changes: [], isQuick: true, size };
    const { faults, mails } = await playWith(nothing, 'Pacific/Apia');
    expect(faults).toEqual([]);
    expect(mails).toBeGreaterThan(100);
  });

  test('and a fault that can no longer be planted is told of', async () => {
    const changes = [{ file: 'src/domain/notice.ts', text: 'no such text', becomes: '' }];
    await expect(playWith({ ...(quick[0] as (typeof quick)[0]), changes })).rejects.toThrow('does not hold once');
  });
});
