// What counts as a number when it is typed, pasted or sent.

import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseNumber } from '../src/domain/answers.ts';

describe('a number as typed', () => {
  test.each([
    ['0', 0],
    ['7', 7],
    [' 7 ', 7],
    ['\t12\n', 12],
    ['9999', 9999],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['1\u202f234', 1234],
    ['1\u2009234', 1234],
    [' 9 999 ', 9999],
  ])('%j is %d', (text, value) => {
    expect(parseNumber(text)).toEqual({ ok: true, value });
  });

  test.each(['', ' ', '\u00a0', '\t\n'])('%j is empty, and empty is not zero', (text) => {
    expect(parseNumber(text)).toEqual({ ok: false, fault: 'empty' });
  });

  test.each([
    ...[
      '1e3',
      '-1',
      '-0',
      '+1',
      '3,5',
      '3.5',
      '1.234',
      '1,234',
      '0x10',
      '007',
      '00',
      '٣',
      '３',
      '²',
      '½',
      'tre',
      'NaN',
    ],
    ...['1 2', '1  234', '12 34', '1234 567', '1_000', '1;2', '1\n234', '--', 'Infinity', '1 234 ,0'],
  ])('%j is not a whole number', (text) => {
    expect(parseNumber(text)).toEqual({ ok: false, fault: 'notWhole' });
  });

  test.each(['10000', '10 000', '99999999999999999999999', '1 234 567'])('%j is too large', (text) => {
    expect(parseNumber(text)).toEqual({ ok: false, fault: 'tooLarge' });
  });

  test('every number from 0 to 9999 is read back as written, with and without a space between thousands', () => {
    for (let value = 0; value <= 9999; value += 1) {
      expect(parseNumber(String(value))).toEqual({ ok: true, value });
      const spaced = value < 1000 ? `${value}` : `${Math.floor(value / 1000)} ${String(value % 1000).padStart(3, '0')}`;
      expect(parseNumber(spaced)).toEqual({ ok: true, value });
    }
  });

  test('whatever is typed gives a whole number from 0 to 9999, or a fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9 .,e+-]{0,7}$/)), (text) => {
        const parsed = parseNumber(text);
        if (!parsed.ok) return ['empty', 'notWhole', 'tooLarge'].includes(parsed.fault);
        const digits = text.replace(/\s/g, '');
        return parsed.value >= 0 && parsed.value <= 9999 && String(parsed.value) === digits;
      }),
    );
  });
});
