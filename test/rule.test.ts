// The rules of kvp-1, each at its boundary from both sides, and when a rule is judged and asked at all.

import { describe, expect, test } from '@jest/globals';
import type { Answers } from '../src/domain/answers.ts';
import { judge } from '../src/domain/rule.ts';
import { facts, form, type Given, months, quiet, zeros } from './rule-facts.ts';

function raised(given: Given): string[] {
  return judge(form, facts(given)).map((finding) => finding.rule);
}

test('a quiet month has nothing to mend and nothing to explain, with and without a history', () => {
  expect(raised({ carried: 10 })).toEqual([]);
  expect(raised({ carried: 10, now: { applications_received: 2 }, before: months(24) })).toEqual([]);
});

describe('a rule is raised just past its boundary, and not at it', () => {
  const flow = { started: 2, ended_completed: 2, outcome_work: 2 };
  const start = (participants_start: number, participants_end: number) => ({ participants_start, participants_end });
  // The stock and its flow are given together, so that E3 stays silent: others are looked at one by one.
  test.each<[string, string, Given, Given]>([
    [
      'E2',
      'more transferred than new',
      { now: { ...flow, started_transferred: 3 } },
      { now: { ...flow, started_transferred: 2 } },
    ],
    ['E3', 'one too many at the end', { now: start(10, 11) }, { now: { ...start(10, 11), started: 1 } }],
    ['E3', 'one too few at the end', { now: start(10, 9) }, { now: { ...start(10, 9), ended_moved: 1 } }],
    ['E4', 'more on leave than there are', { now: { on_leave_end: 11 } }, { now: { on_leave_end: 10 } }],
    ['E5', 'more women than there are', { now: { women_end: 11 } }, { now: { women_end: 10 } }],
    ['E5', 'more under 30 than there are', { now: { under_30_end: 11 } }, { now: { under_30_end: 10 } }],
    ['E5', 'more providers than there are', { now: { providers_end: 11 } }, { now: { providers_end: 10 } }],
    ['E6', 'an outcome missing', { now: { ...flow, outcome_work: 1 } }, { now: flow }],
    ['E6', 'an outcome too many', { now: { outcome_other: 1 } }, { now: { outcome_other: 1, ended_after_break: 1 } }],
    ['E6', 'an outcome for one who moved', { now: { ended_moved: 1, outcome_work: 1 } }, { now: { ended_moved: 1 } }],
    ['W1', 'an increase past 30 %', { now: start(10, 14) }, { now: start(10, 13) }],
    ['W1', 'an increase of three', { now: start(5, 8) }, { now: start(5, 7) }],
    ['W1', 'a decrease past 30 %', { now: start(10, 6) }, { now: start(10, 7) }],
    ['W1', 'a decrease of three', { now: start(9, 6) }, { now: start(9, 7) }],
    ['W1', 'from none to three', { now: start(0, 3) }, { now: start(0, 2) }],
    ['W2', 'nobody left', { now: start(1, 0) }, { now: start(1, 1) }],
    [
      'W2',
      'the third month without',
      { now: start(0, 0), before: [zeros, zeros] },
      { now: start(0, 0), before: [zeros] },
    ],
    [
      'W2',
      'the third month without, the one before with',
      { now: start(0, 0), before: [zeros, zeros, quiet] },
      { now: start(0, 0), before: [zeros, quiet, zeros] },
    ],
    [
      'W3',
      'more begun than granted in a year',
      { now: { started: 1 }, before: months(11) },
      { now: { started: 1, applications_granted: 1 }, before: months(11) },
    ],
    [
      'W3',
      'and one who was transferred does not count',
      { now: { started: 2, started_transferred: 1 }, before: months(11) },
      { now: { started: 2, started_transferred: 2 }, before: months(11) },
    ],
    [
      'W3',
      'nor what was granted more than a year ago',
      { now: { started: 1 }, before: [...months(11), ...months(1, { applications_granted: 9 })] },
      { now: { started: 1 }, before: months(11, { applications_granted: 1 }) },
    ],
    [
      'W4',
      'more than a fourth on leave',
      { now: { ...start(8, 8), on_leave_end: 3 } },
      { now: { ...start(8, 8), on_leave_end: 2 } },
    ],
    [
      'W4',
      'of eight or more',
      { now: { ...start(8, 8), on_leave_end: 8 } },
      { now: { ...start(7, 7), on_leave_end: 7 } },
    ],
    ['W5', 'more than a tenth absent', { now: { ended_absence: 2 } }, { now: { ended_absence: 1 } }],
    ['W5', 'of ten or more', { now: { ended_absence: 2 } }, { now: { ...start(9, 9), ended_absence: 9 } }],
    ['W6', 'more extensions than people', { now: { extensions_granted: 11 } }, { now: { extensions_granted: 10 } }],
    [
      'W6',
      'counting those who began',
      { now: { started: 2, extensions_granted: 13 } },
      { now: { started: 2, extensions_granted: 12 } },
    ],
    [
      'W7',
      'more decided than received in a year',
      { now: { applications_rejected: 13 }, before: months(23, { applications_granted: 1 }) },
      { now: { applications_rejected: 1 }, before: months(23, { applications_granted: 1 }) },
    ],
    [
      'W7',
      'unless the year before left a backlog',
      { now: { applications_granted: 14 }, before: [...months(11), ...months(12, { applications_granted: 1 })] },
      {
        now: { applications_granted: 14 },
        before: [...months(11), ...months(12, { applications_received: 2, applications_granted: 1 })],
      },
    ],
    [
      'W7',
      'and a year before that decided too many is no excuse',
      { now: { applications_granted: 13 }, before: [...months(11), ...months(12, { applications_granted: 3 })] },
      { now: { applications_granted: 12 }, before: [...months(11), ...months(12, { applications_granted: 3 })] },
    ],
    ['W8', 'the same month twice', { before: [quiet] }, { now: { outcome_other: 1 }, before: [quiet] }],
    [
      'W8',
      'with something done',
      { before: [quiet] },
      { now: { applications_received: 0 }, before: [{ ...quiet, applications_received: 0 }] },
    ],
    ['W9', 'no women of ten', { now: { women_end: 0 } }, { now: { women_end: 1 } }],
    ['W9', 'only women of ten', { now: { women_end: 10 } }, { now: { women_end: 9 } }],
    ['W9', 'of ten or more', { now: { women_end: 0 } }, { now: { ...start(9, 9), women_end: 0 } }],
    ['W10', 'another opening number', { carried: 11 }, { carried: 10 }],
    ['W10', 'or a lower one', { carried: 9 }, { carried: null }],
  ])('%s: %s', (rule, _what, past, at) => {
    expect(raised(past)).toContain(rule);
    expect(raised(at)).not.toContain(rule);
  });
});

describe('when a rule is asked', () => {
  const third: Given = { now: { ...zeros }, before: [zeros, zeros] };

  test('the third month without participants is explained once in twelve months', () => {
    const asked: [string, number][] = [];
    const reasonsBefore = (rule: string, count: number) => asked.push([rule, count]) > 0;
    expect(raised(third)).toEqual(['W2']);
    expect(raised({ ...third, reasonsBefore })).toEqual([]);
    expect(asked).toEqual([['W2', 12]]);
  });

  test('the third month without participants is never asked on the zero button', () => {
    expect(raised({ ...third, zero: true })).toEqual([]);
  });

  test('the month in which the last one left is asked every time', () => {
    const now = { ...zeros, participants_start: 1, ended_moved: 1 };
    expect(raised({ now, zero: true, reasonsBefore: () => true })).toEqual(['W2']);
  });

  test('a warning is told of once, an error at each number that it is about', () => {
    const now = { women_end: 11, under_30_end: 12, providers_end: 13 };
    const errors = judge(form, facts({ now })).filter((finding) => finding.rule === 'E5');
    expect(errors.map((finding) => finding.questions[0])).toEqual(['women_end', 'under_30_end', 'providers_end']);
    const gone = { ...third, now: { ...zeros, participants_start: 5, ended_moved: 5 } };
    expect(raised(gone).filter((rule) => rule === 'W2')).toEqual(['W2']);
  });

  test('twelve months are needed for a year, and one missing is enough not to judge', () => {
    const before: (Answers | undefined)[] = months(11);
    expect(raised({ now: { started: 1 }, before })).toContain('W3');
    expect(raised({ now: { started: 1 }, before: before.with(6, undefined) })).not.toContain('W3');
    expect(raised({ now: { started: 1 }, before: months(10) })).not.toContain('W3');
  });

  test('two years are needed for the backlog', () => {
    const now = { applications_granted: 99 };
    expect(raised({ now, before: months(23) })).toContain('W7');
    expect(raised({ now, before: months(22) })).not.toContain('W7');
  });

  test('a month answered on a form that did not ask is a month that is missing', () => {
    const { extensions_granted: _left, ...less } = quiet;
    expect(raised({ before: [quiet] })).toContain('W8');
    expect(raised({ before: [less] })).not.toContain('W8');
  });
});
