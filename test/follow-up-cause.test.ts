// When missing reports open a follow-up, when the cause is gone, and when it has come back: for any history.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Cause,
  causes,
  hasGone,
  heirFinder,
  isCause,
  missingUpTo,
  type MonthState,
  monthState,
  opensFollowUp,
} from '../src/domain/follow-up-cause.ts';
import { type FollowUpEvent, nextStep, openingKind, stateOf } from '../src/domain/follow-up.ts';
import { addMonths, monthsBetween, type Period } from '../src/domain/period.ts';
import { type TargetMean, type Verdict, verdicts } from '../src/domain/target-mean.ts';
import type { UnitChange } from '../src/domain/unit-change.ts';

/** 'RM-' is: January reported, February missing, March not counted. */
function history(letters: string): (period: Period) => MonthState {
  const names = { R: 'reported', M: 'missing', '-': 'notCounted' } as const;
  return (period) => names[(letters[monthsBetween('2026-01', period)] ?? '-') as keyof typeof names];
}

const after = (letters: string) => missingUpTo(history(letters), addMonths('2026-01', letters.length - 1));
const opens = (letters: string) => opensFollowUp(after(letters), addMonths('2026-01', letters.length - 1));

describe('missing reports', () => {
  test('one missing month opens nothing', () => {
    expect(opens('RRM')).toBe(false);
  });

  test('two in a row open a follow-up', () => {
    expect(opens('RMM')).toBe(true);
  });

  test('two with a month between do not; a third within twelve months does', () => {
    expect(opens('MRM')).toBe(false);
    expect(opens('MRMRM')).toBe(true);
    expect(opens('MRRRRRRRRRRMM'.slice(0, 12))).toBe(false);
    expect(opens('MMRRRRRRRRRM')).toBe(true);
    expect(opens('MMRRRRRRRRRRM')).toBe(false);
  });

  test('imported months and months not due yet break the row and are not counted', () => {
    expect(opens('M-M')).toBe(false);
    expect(opens('--M')).toBe(false);
  });

  test('months that were missing when it was closed do not open it again', () => {
    expect(isCause(after('MRMRMR'))).toBe(true);
    expect(opens('MRMRMR')).toBe(false);
    expect(opens('MRMRMRM')).toBe(true);
  });

  test('the cause is gone when the months have come in, or after a month on time', () => {
    expect(isCause(after('MM'))).toBe(true);
    expect(isCause(after('MMR'))).toBe(false);
    expect(isCause(after('RM'))).toBe(false);
  });

  test('agree with a plain reading of the rule for any history', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('R', 'M', '-'), { minLength: 1, maxLength: 30 }), (letters) => {
        const text = letters.join('');
        const isMissing = text.endsWith('M');
        const inTwelve = text.slice(-12).replace(/[^M]/g, '').length;
        expect(opens(text)).toBe(isMissing && (text.endsWith('MM') || inTwelve >= 3));
        expect(isCause(after(text))).toBe(text.endsWith('MM') || inTwelve >= 3);
        expect(after(text).periods).toHaveLength(inTwelve);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a unit with a history', () => {
  const change = (old: string, kind: UnitChange['kind']): UnitChange => ({
    date: '2020-01-01',
    old,
    new: '1263-4631',
    kind,
  });
  const own = (states: Record<string, MonthState>) => (unit: string, period: Period) =>
    states[`${unit} ${period}`] ?? null;

  test('carries its missing months over a renumbering', () => {
    const reads = {
      own: own({ '1263-1263 2019-12': 'missing', '1263-4631 2020-01': 'missing' }),
      changes: [change('1263-1263', 'renumber')],
    };
    const found = missingUpTo((period) => monthState('1263-4631', period, reads), '2020-01');
    expect(found.periods).toEqual(['2019-12', '2020-01']);
    expect(opensFollowUp(found, '2020-01')).toBe(true);
  });

  test('carries over a merger what any of the merged was missing, and nothing over a split', () => {
    const states = own({ '1260-1260 2019-12': 'missing', '1263-1263 2019-12': 'reported' });
    const merged = { own: states, changes: [change('1260-1260', 'merge'), change('1263-1263', 'merge')] };
    expect(monthState('1263-4631', '2019-12', merged)).toBe('missing');
    const split = { own: states, changes: [change('1260-1260', 'split')] };
    expect(monthState('1263-4631', '2019-12', split)).toBe('notCounted');
  });

  test('is found by its old number', () => {
    const changes = [change('1260-1260', 'merge')];
    expect(heirFinder('2019-12-31', changes)('1260-1260')).toBe('1260-1260');
    expect(heirFinder('2020-01-01', changes)('1260-1260')).toBe('1263-4631');
    expect(heirFinder('2020-01-01', [change('1260-1260', 'split')])('1260-1260')).toBe('1260-1260');
  });
});

describe('a follow-up through the months', () => {
  const within = { months: 12, mean: 1, meanWithoutLeave: 1, ratio: 1, isSuggested: false };
  const mean = (status: Verdict): TargetMean => ({ ...within, status });
  const who = { who: 'job', name: '', text: '' };
  const month = fc.record({ letter: fc.constantFrom('R', 'M', 'M', '-'), isClosed: fc.boolean() });

  test('is opened, carried on, suggested to be closed and reopened by the rule, for any history and any closing', () => {
    fc.assert(
      fc.property(fc.array(month, { minLength: 1, maxLength: 36 }), (months) => {
        const events: FollowUpEvent[] = [];
        const add = (event: { kind: FollowUpEvent['kind']; cause?: Cause; period?: Period }) =>
          events.push({ id: events.length + 1, at: '2026-01-20T08:00:00.000Z', ...who, ...event } as FollowUpEvent);
        // The rule read plainly, over letters: what must have happened by each month.
        let isOpen = false;
        let text = '';
        for (const [index, { letter, isClosed }] of months.entries()) {
          text += letter;
          const period = addMonths('2026-01', index);
          const inTwelve = text.slice(-12).split('M').length - 1;
          const isCauseNow = text.endsWith('MM') || inTwelve >= 3;
          const [wasOpen, wasThere] = [isOpen, events.length > 0];
          if (letter === 'M' && isCauseNow) isOpen = true;

          const missing = after(text);
          const kind = opensFollowUp(missing, period)
            ? openingKind(events.length === 0 ? null : stateOf(events), 'missing')
            : null;
          if (kind) add({ kind, cause: 'missing', period });
          expect(kind).toBe(isOpen && !wasOpen ? (wasThere ? 'reopened' : 'opened') : null);
          if (events.length === 0) continue;
          expect(stateOf(events).isOpen).toBe(isOpen);
          // Closing is suggested when the cause is gone, and only while there is something to close.
          const allGone = hasGone('missing', { missing, mean: mean('unknown') });
          expect(nextStep(events, allGone, '2026-01-20').do).toBe(
            isOpen ? (isCauseNow ? 'write' : 'close') : 'nothing',
          );
          if (isOpen && isClosed) {
            add({ kind: 'closed' });
            isOpen = false;
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('for the mean is suggested to be closed when the mean is known and no longer on that side, and at no other time', () => {
    const gone = (cause: Cause, status: Verdict) => hasGone(cause, { missing: after('MM'), mean: mean(status) });
    const expected = { below: ['above', 'within'], above: ['below', 'within'], other: [], missing: [] };
    for (const cause of causes)
      expect(verdicts.filter((status) => gone(cause, status)).toSorted()).toEqual(expected[cause]);
  });
});
