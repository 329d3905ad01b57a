// Made-up targets for the demo, so that the governors' pages have something to show: near each municipality's mean, for
// some below or above it. Their source says that they are synthetic.

import type { Context } from '../context.ts';
import { firstDayOf, type Instant, lastDayOf, type Period } from '../domain/period.ts';
import { randomFrom } from '../domain/random.ts';
import { windowOf } from '../domain/target-mean.ts';
import { targetJudge } from './targets.ts';

const source = 'Syntetisk måltall for demonstrasjonen';

/** Adds a target for every municipality with a mean over the twelve months up to the period. */
export function addDemoTargets({ store }: Pick<Context, 'store'>, period: Period, at: Instant, seed: string): void {
  const judge = targetJudge({ store }, period, lastDayOf(period));
  const validFrom = firstDayOf(windowOf(period)[0] ?? period);
  const municipalities = new Set(store.unit.on(lastDayOf(period)).map(({ municipality }) => municipality));
  for (const municipality of municipalities) {
    const { mean } = judge(municipality).judged;
    if (mean === null) continue;
    // One in eight lies well below its target, one in eight well above.
    const draw = randomFrom(`${seed} target ${municipality}`)();
    const share = draw < 0.125 ? 0.5 : draw > 0.875 ? 1.6 : 0.8 + 0.4 * draw;
    const expectedParticipants = Math.max(1, Math.round((mean / share) * 10) / 10);
    store.target.put({ municipality, expectedParticipants, validFrom, source }, 'command', at);
  }
}
