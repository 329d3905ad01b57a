// What counts as a number unlike the unit's own months, and what does not.

import { describe, expect, test } from '@jest/globals';
import { medianOf, oddness, outlierOf } from '../src/domain/outlier.ts';

const months = (count: number, value: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => value(index));

describe('a number unlike the unit’s own', () => {
  test('is far from the median, when the unit keeps steady', () => {
    const steady = months(24, (index) => 100 + (index % 3));
    expect(outlierOf(101, steady)).toBeNull();
    expect(outlierOf(106, steady)).toBeNull();
    expect(outlierOf(107, steady)).toEqual({ value: 107, median: 101, low: 96, high: 106 });
    expect(outlierOf(40, steady)).toMatchObject({ median: 101, low: 96 });
  });

  test('needs to be further off where the unit varies by itself', () => {
    const varying = months(24, (index) => 100 + (index % 2 === 0 ? 20 : -20));
    expect(outlierOf(190, varying)).toBeNull();
    expect(outlierOf(210, varying)).not.toBeNull();
  });

  test('is not cried of in a small office: five more or fewer are nothing', () => {
    const small = months(24, () => 0);
    for (const value of [0, 1, 3, 5]) expect(outlierOf(value, small)).toBeNull();
    expect(outlierOf(6, small)).toEqual({ value: 6, median: 0, low: 0, high: 5 });
  });

  test('is not moved by one odd month before', () => {
    const once = [...months(23, () => 10), 9999];
    expect(outlierOf(10, once)).toBeNull();
    expect(outlierOf(9999, once)).not.toBeNull();
  });

  test('is not seen in a steady growth', () => {
    const growing = months(24, (index) => 20 + 3 * index);
    expect(outlierOf(92, growing)).toBeNull();
  });

  test('is not told from fewer than six months', () => {
    expect(
      outlierOf(
        500,
        months(5, () => 10),
      ),
    ).toBeNull();
    expect(
      outlierOf(
        500,
        months(6, () => 10),
      ),
    ).not.toBeNull();
  });

  test('comes before one that is less odd', () => {
    const steady = months(24, () => 10);
    const odd = [16, 400, 0].map((value) => outlierOf(value, steady)).filter((one) => one !== null);
    expect(odd.toSorted((one, other) => oddness(other) - oddness(one)).map(({ value }) => value)).toEqual([400, 0, 16]);
  });

  test('has the middle number as its measure', () => {
    expect([medianOf([3, 1, 2]), medianOf([4, 1, 3, 2]), medianOf([7])]).toEqual([2, 2.5, 7]);
    expect(() => medianOf([])).toThrow('no median');
  });
});
