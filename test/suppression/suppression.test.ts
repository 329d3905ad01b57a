// What public figures hide, held against a reader with a linear program (audit.ts).

import { describe, expect, test } from '@jest/globals';
import { readForms } from '../../src/actions/publish-form.ts';
import { relationsOf } from '../../src/domain/relation.ts';
import { suppress } from '../../src/domain/suppression.ts';
import type { FigureTable } from '../../src/domain/suppression-network.ts';
import { questionIds, quietMonth } from '../world.ts';
import { audit } from './audit.ts';
import { randomHistory } from './history.ts';

const relations = relationsOf(form());
const threshold = 5;
const histories = Array.from({ length: 50 }, (_, number) => randomHistory(`test:${number}`, relations, threshold));

function form() {
  const [first] = readForms();
  if (!first) throw new Error('There is no form');
  return first;
}

/** An extract of counties that are told by what differs from a quiet month with 100 participants. */
function take(
  counties: Record<string, number>[],
  { earlier = [] as FigureTable[], period = '2026-01', limit = threshold } = {},
) {
  const rows = counties.map((changes) =>
    quietMonth(100, { women_end: 50, under_30_end: 30, providers_end: 40, ...changes }),
  );
  const nation = questionIds.map((id) => rows.reduce((sum, row) => sum + (row[id] ?? 0), 0));
  const areas = [
    { area: '', values: nation },
    ...rows.map((row, index) => ({ area: String(index + 10), values: questionIds.map((id) => row[id] ?? 0) })),
  ];
  const extractsOf = (month: string) => earlier.filter((table) => table.period === month);
  const { hidden, withheld } = suppress({
    threshold: limit,
    period,
    questions: questionIds,
    relations,
    areas,
    extractsOf,
  });
  const table: FigureTable = {
    ...{ period, questions: questionIds, relations },
    areas: areas.map((area, index) => ({ ...area, hidden: hidden[index] ?? [] })),
  };
  return { table, withheld };
}

/** What is hidden, as `area question`. */
function hiddenIn({ areas, questions }: FigureTable): string[] {
  return areas.flatMap(({ area, hidden }) =>
    questions.filter((_, index) => hidden[index]).map((id) => `${area || 'nation'} ${id}`),
  );
}

describe('what is hidden', () => {
  test('nothing is when no figure is below five, and zero is shown', () => {
    const { table } = take([{ applications_received: 5 }, { applications_received: 0 }, { applications_received: 40 }]);
    expect(hiddenIn(table)).toEqual([]);
  });

  test('one small county takes another with it, since the nation less the others would tell it', () => {
    const { table } = take([{ applications_received: 3 }, { applications_received: 9 }, { applications_received: 30 }]);
    expect(hiddenIn(table)).toEqual(['10 applications_received', '11 applications_received']);
  });

  test('two small counties take a third with them when their sum leaves too little room', () => {
    const { table } = take([{ applications_received: 1 }, { applications_received: 1 }, { applications_received: 30 }]);
    expect(hiddenIn(table)).toEqual(['10', '11', '12'].map((county) => `${county} applications_received`));
  });

  test('where all that is there is small, the nation is hidden too', () => {
    const { table } = take([{ applications_received: 1 }, { applications_received: 2 }, {}]);
    expect(hiddenIn(table)).toContain('nation applications_received');
  });

  test('an ending that follows from the participants is not left alone', () => {
    const left = { started: 8, ended_completed: 6, outcome_work: 6, ended_moved: 2 };
    const { table } = take([left, { started: 20, ended_completed: 12, outcome_work: 12, ended_moved: 8 }]);
    const hidden = hiddenIn(table);
    expect(hidden).toContain('10 ended_moved');
    expect(hidden.filter((name) => name.startsWith('10 ')).length).toBeGreaterThan(1);
  });

  test('the men are not told where they are few, though no question asks for them', () => {
    const { table } = take([{ women_end: 98 }, { women_end: 60 }, { women_end: 40 }]);
    expect(hiddenIn(table)).toEqual(['10 women_end', '12 women_end']);
  });

  test('a group of fewer than ten is not split up', () => {
    const small = { participants_start: 9, participants_end: 9, women_end: 6, under_30_end: 0, providers_end: 9 };
    const hidden = hiddenIn(take([small, {}, {}]).table);
    expect(hidden).toContain('10 women_end');
    expect(hidden).toContain('10 providers_end');
    expect(hidden).not.toContain('10 participants_end');
  });

  test('the threshold can be another one', () => {
    const counties = [{ applications_received: 3 }, { applications_received: 9 }, { applications_received: 30 }];
    expect(hiddenIn(take(counties, { limit: 3 }).table)).toEqual([]);
    expect(hiddenIn(take(counties, { limit: 10 }).table)).toContain('11 applications_received');
  });
});

describe('what a later extract hides', () => {
  const first = [{ applications_received: 40 }, { applications_received: 50 }, { applications_received: 60 }];

  test('a county that is corrected by two is hidden then, and the first extract stays as it was', () => {
    const one = take(first);
    const before = structuredClone(one.table.areas);
    const two = take([{ applications_received: 42 }, ...first.slice(1)], { earlier: [one.table] });
    expect(hiddenIn(one.table)).toEqual([]);
    expect(hiddenIn(two.table)).toContain('10 applications_received');
    expect(one.table.areas).toEqual(before);
  });

  test('a county that is corrected by twenty is shown', () => {
    const one = take(first);
    const two = take([{ applications_received: 60 }, ...first.slice(1)], { earlier: [one.table] });
    expect(hiddenIn(two.table)).toEqual([]);
  });

  test('what was hidden stays hidden when it is no longer small', () => {
    const one = take([{ applications_received: 3 }, { applications_received: 9 }, { applications_received: 30 }]);
    const two = take([{ applications_received: 23 }, { applications_received: 9 }, { applications_received: 30 }], {
      earlier: [one.table],
    });
    expect(hiddenIn(two.table)).toContain('10 applications_received');
  });

  test('a number of participants hidden at the end of a month is not told by the start of the next', () => {
    const few = { participants_start: 3, participants_end: 3, women_end: 0, under_30_end: 0, providers_end: 0 };
    const busy = { started: 30, ended_other: 30 };
    const one = take([few, busy, busy]);
    expect(hiddenIn(one.table)).toContain('10 participants_end');
    const two = take([few, busy, busy], { earlier: [one.table], period: '2026-02' });
    expect(hiddenIn(two.table)).toContain('10 participants_start');
  });
});

describe('fifty random histories of extracts', () => {
  test('no hidden figure can be worked out by a linear program that knows all that is shown', async () => {
    for (const { extracts } of histories) {
      const { inferable } = await audit(extracts, threshold);
      expect(inferable).toEqual([]);
    }
    expect(histories.reduce((sum, { extracts }) => sum + extracts.length, 0)).toBeGreaterThan(100);
  });

  test('no figure below five is shown', () => {
    const shown = histories.flatMap(({ extracts }) => extracts).flatMap(({ areas }) => areas);
    for (const { values, hidden } of shown) {
      for (const [index, value] of values.entries())
        if (!hidden[index] && value !== null) expect([1, 2, 3, 4]).not.toContain(value);
    }
  });

  test('zero is shown in the first extract of every month', () => {
    for (const { extracts } of histories) {
      for (const { period, areas } of extracts) {
        const [first] = extracts.filter((table) => table.period === period);
        if (first?.areas !== areas) continue;
        for (const { values, hidden } of areas) {
          for (const [index, value] of values.entries()) if (value === 0) expect(hidden[index]).toBe(false);
        }
      }
    }
  });

  test('the same figures are hidden when it is done again', () => {
    const again = randomHistory('test:7', relations, threshold);
    expect(again.extracts.map(hiddenIn)).toEqual(histories[7]?.extracts.map(hiddenIn));
  });

  test('other thresholds hold as well', async () => {
    for (const other of [3, 4, 10]) {
      for (let number = 0; number < 5; number += 1) {
        const { extracts } = randomHistory(`threshold:${other}:${number}`, relations, other);
        expect((await audit(extracts, other)).inferable).toEqual([]);
      }
    }
  });
});

describe('the audit', () => {
  test('finds a leak that is planted: a figure hidden for the sake of another, shown after all', async () => {
    let planted = 0;
    let found = 0;
    for (const { extracts } of histories.slice(0, 12)) {
      for (const { areas } of extracts) {
        const area = areas.find(({ hidden, values }) =>
          hidden.some((flag, index) => flag && (values[index] ?? 0) >= threshold),
        );
        const index = area?.hidden.findIndex((flag, index) => flag && (area.values[index] ?? 0) >= threshold) ?? -1;
        if (!area || index < 0) continue;
        area.hidden[index] = false;
        planted += 1;
        if ((await audit(extracts, threshold)).inferable.length > 0) found += 1;
        area.hidden[index] = true;
      }
    }
    expect(planted).toBeGreaterThan(10);
    expect(found).toBeGreaterThan(planted / 2);
  });

  test('finds every small figure when only those are hidden', async () => {
    const { table } = take([{ applications_received: 3 }, { applications_received: 9 }]);
    for (const { values, hidden } of table.areas)
      for (const [index, value] of values.entries()) hidden[index] = [1, 2, 3, 4].includes(value ?? 0);
    const { inferable } = await audit([table], threshold);
    expect(inferable.join()).toMatch(/10 applications_received is 3 and lies between 3 and 3/);
  });
});
