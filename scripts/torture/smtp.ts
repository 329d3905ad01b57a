// Random sequences of faults against a real mail server, a cycle per sequence. The same, shorter:
// test/mail/sequences.test.ts.

import { playSequences } from '../../test/mail/fault-sequences.ts';
import type { TortureOrder, TortureResult } from './program.ts';

export async function smtp({ cycles, seed, say }: TortureOrder): Promise<TortureResult> {
  const started = performance.now();
  const figures = await playSequences(cycles, seed, say);
  return { ...figures, seconds: Math.round((performance.now() - started) / 1000) };
}
