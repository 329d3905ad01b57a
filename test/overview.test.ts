// The month at a glance, as pure facts: coverage, who has been missing since when, who is late again and again.

import { describe, expect, test } from '@jest/globals';
import {
  type Calendar,
  calendarsOf,
  coverageOf,
  daysSince,
  isOftenLate,
  missingSince,
  type OwedReport,
  share,
  timesLate,
  wholePercent,
} from '../src/domain/overview.ts';
import { periodsFrom } from '../src/domain/period.ts';
import { levelOf, tileMap } from '../src/web/tile-map.ts';

const periods = periodsFrom('2025-11', '2026-10');
const letters = { L: 'onTime', S: 'late', M: 'missing', F: 'exempt', O: 'open', U: 'draft', '.': null } as const;
const calendar = (text: string): Calendar => Array.from(text, (letter) => letters[letter as keyof typeof letters]);

describe('the coverage of a month', () => {
  test('counts what is owed, and leaves out the exempt and those that owed nothing', () => {
    expect(coverageOf(calendar('LLSMOUF.'))).toEqual({
      ...{ expected: 6, received: 3, onTime: 2, late: 1, missing: 1, open: 2, drafts: 1, exempt: 1 },
    });
  });

  test('is unknown, not nought, where nothing is expected', () => {
    expect(share(coverageOf(calendar('F.')))).toBeNull();
  });

  test('is never rounded up to all or down to nothing', () => {
    expect([wholePercent(378 / 379), wholePercent(1 / 379), wholePercent(1), wholePercent(0)]).toEqual([99, 1, 100, 0]);
  });
});

describe('being missing and late', () => {
  test('missing since is the first month of those in a row up to this one', () => {
    expect(missingSince(calendar('LLLMLLLLLMMM'), periods)).toBe('2026-08');
    expect(missingSince(calendar('LLLLLLLLLMML'), periods)).toBeNull();
    expect(missingSince(calendar('MMMMMMMMMMMM'), periods)).toBe('2025-11');
  });

  test('the third time in twelve months counts late and missing alike, and only when this month is one of them', () => {
    expect(isOftenLate(calendar('SLLLLLMLLLLS'))).toBe(true);
    expect(isOftenLate(calendar('LLLLLLMLLLLS'))).toBe(false);
    expect(isOftenLate(calendar('SSSSSSMLLLLL'))).toBe(false);
    expect(timesLate(calendar('SLFLLLMLLLLO'))).toBe(2);
  });

  test('days are counted from the deadline over the change of clocks', () => {
    expect([daysSince('2026-11-10', '2026-11-23'), daysSince('2026-03-10', '2026-04-10')]).toEqual([13, 31]);
    expect([daysSince('2026-11-10', '2026-11-10'), daysSince('2026-11-10', '2026-11-01')]).toEqual([0, -9]);
  });
});

describe('calendars', () => {
  const report = (unit: string, period: string, firstOnTime: OwedReport['firstOnTime']): OwedReport => ({
    ...{ unit, period, firstOnTime, opened: true, exempt: false, hasDraft: false, deadline: `${period}-10` },
  });

  test('the months of a unit that another continues stand in that one’s calendar, the worst of several', () => {
    const reports = [
      report('A', '2025-11', true),
      report('B', '2025-11', undefined),
      report('C', '2026-10', false),
      report('C', '2024-01', false),
    ];
    const heirs: Record<string, string> = { A: 'C', B: 'C' };
    const made = calendarsOf(reports, { periods, heirOf: (unit) => heirs[unit] ?? unit, today: '2026-11-23' });
    expect([...made.keys()]).toEqual(['C']);
    expect(made.get('C')).toEqual(calendar('M..........S'));
  });
});

describe('the tile map', () => {
  const of = (received: number, expected: number) => ({
    ...coverageOf([]),
    ...{ received, expected },
  });

  test('has a place of its own for each of the fifteen counties', () => {
    const { tiles } = tileMap([]);
    expect(tiles).toHaveLength(15);
    expect(new Set(tiles.map(({ x, y }) => `${x} ${y}`)).size).toBe(15);
    expect(tiles.every(({ percent, level }) => percent === null && level === 0)).toBe(true);
  });

  test('shades by level, where all received is a level of its own', () => {
    expect([0, 0.49, 0.5, 0.8, 0.95, 0.999, 1].map(levelOf)).toEqual([1, 1, 2, 3, 4, 4, 5]);
    const tile = tileMap([{ county: '46', name: 'Vestland', coverage: of(45, 46) }]).tiles.find(
      ({ county }) => county === '46',
    );
    expect(tile).toMatchObject({ percent: 98, level: 4, received: 45, expected: 46 });
  });
});
