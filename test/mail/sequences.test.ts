// The short form of `npm run torture -- smtp`.

import { expect, test } from '@jest/globals';
import { playSequences } from './fault-sequences.ts';

test('no random sequence of faults of a mail server loses a mail, or doubles one but where the end was unclear', async () => {
  const figures = await playSequences(60, 'short');
  expect(figures.faults).toEqual([]);
  expect(figures).toMatchObject({ sequences: 60, notices: 120 });
  expect(figures.doubles).toBeLessThanOrEqual(figures.unclear);
  // All kinds of ends have been met.
  expect(Math.min(figures.doubles, figures.told, figures.attempts - figures.notices)).toBeGreaterThan(5);
});
