// What a report costs in time, summed per form version.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { summaryOf, timeLimits, timeTaken, type TimeBucket } from '../src/domain/form-time.ts';

const opened = '2026-11-03T09:00:00.000Z';
const after = (seconds: number) => new Date(Date.parse(opened) + seconds * 1000).toISOString();

describe('the time of a report', () => {
  test.each([
    [0, { upToMinutes: 1, seconds: 0 }],
    [60, { upToMinutes: 1, seconds: 60 }],
    [61, { upToMinutes: 2, seconds: 61 }],
    [3600, { upToMinutes: 60, seconds: 3600 }],
    [3601, { upToMinutes: 0, seconds: 0 }],
    [86_400, { upToMinutes: 0, seconds: 0 }],
  ])('of %p seconds counts where it belongs', (seconds, bucket) => {
    expect(timeTaken(opened, after(seconds))).toEqual(bucket);
  });

  test('is not told when the delivery is before the opening', () => {
    expect(timeTaken(opened, after(-1))).toBeNull();
  });
});

function bucketsOf(times: number[]): TimeBucket[] {
  const taken = times.map((seconds) => timeTaken(opened, after(seconds))).filter((one) => one !== null);
  return [...Map.groupBy(taken, ({ upToMinutes }) => upToMinutes)].map(([upToMinutes, ofLimit]) => ({
    ...{ upToMinutes, reports: ofLimit.length },
    seconds: ofLimit.reduce((sum, { seconds }) => sum + seconds, 0),
  }));
}

describe('the sums', () => {
  test('of no reports say nothing', () => {
    expect(summaryOf([])).toEqual({ reports: 0, meanMinutes: null, halfWithin: null });
  });

  test('equal those of the single times, which nobody keeps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8000 }), { minLength: 1, maxLength: 40 }), (times) => {
        const summary = summaryOf(bucketsOf(times));
        const timed = times.filter((seconds) => seconds <= 3600);
        expect(summary.reports).toBe(times.length);
        if (timed.length === 0) expect(summary.meanMinutes).toBeNull();
        else expect(summary.meanMinutes).toBeCloseTo(timed.reduce((sum, one) => sum + one, 0) / timed.length / 60);
        const middle = times.toSorted((one, other) => one - other)[Math.ceil(times.length / 2) - 1] ?? 0;
        expect(summary.halfWithin).toBe(timeLimits.find((limit) => middle <= limit * 60) ?? 0);
      }),
    );
  });
});
