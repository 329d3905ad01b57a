// What people write in their own words, before it is stored.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseLine, parseText } from '../src/domain/free-text.ts';

describe('a text', () => {
  test('is stored without control characters and spaces around it', () => {
    expect(parseText('  Først\u0000 dette.\r\n\r\nSå dette. ', 100)).toEqual({
      ok: true,
      text: 'Først dette.\n\nSå dette.',
    });
    expect(parseLine('  på\n\tén   linje ', 100)).toEqual({ ok: true, text: 'på én linje' });
  });

  test.each([
    ['', 'empty'],
    [' \n\u0007 ', 'empty'],
    ['x'.repeat(101), 'tooLong'],
    ['Gjelder 010107 50160', 'identityNumber'],
  ])('%j is refused: %s', (typed, fault) => {
    expect(parseText(typed, 100)).toEqual({ ok: false, fault });
    expect(parseLine(typed, 100)).toEqual({ ok: false, fault });
  });

  test('that is stored is never empty, never longer than it may be, and the same when it is typed again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 50 }), (typed, longest) => {
        const first = parseText(typed, longest);
        if (!first.ok) return;
        expect(first.text.length).toBeGreaterThan(0);
        expect(first.text.length).toBeLessThanOrEqual(longest);
        expect(parseText(first.text, longest)).toEqual(first);
      }),
    );
  });
});
