// Ten years of deadlines and reminders with all units, a cycle per seed, against an oracle of its own; then the planted
// faults, each of which the oracle must find. Tests of the same, shorter: test/simulation.test.ts.

import { availableParallelism } from 'node:os';
import { plantedFaults, playApart, playWith } from '../../test/simulation/planted.ts';
import type { TortureOrder, TortureResult } from './program.ts';

const years = 10;
const allOffices = 9999;

export async function calendar({ cycles, seed, say }: TortureOrder): Promise<TortureResult> {
  const started = performance.now();
  const found = { mails: 0, skipped: 0, ticks: 0, deliveries: 0 };
  const faults: string[] = [];
  const seeds = Array.from({ length: cycles }, (_, index) => `${seed}:${index + 1}`);
  const next = async () => {
    for (let one = seeds.shift(); one !== undefined; one = seeds.shift()) {
      const played = await playApart({ seed: one, months: 12 * years, offices: allOffices });
      for (const figure of ['mails', 'skipped', 'ticks', 'deliveries'] as const) found[figure] += played[figure];
      faults.push(...played.faults.map((fault) => `${one}: ${fault}`));
      say(`${one}: ${played.mails} mails, ${played.skipped} skipped, ${played.faults.length} faults`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, next));
  let planted = 0;
  for (const fault of plantedFaults) {
    const { faults: told } = await playWith(fault);
    if (told.length === 0) faults.push(`planted and not found: ${fault.name}`);
    else planted += 1;
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  return { faults, seeds: cycles, years: cycles * years, ...found, planted, seconds };
}
