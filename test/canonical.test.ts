// Text that a hash is taken of, and text that people wrote: what goes in comes back the same.

import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { canonical, cleanText } from '../src/domain/canonical.ts';

describe('canonical text', () => {
  test('the order in which the members were set does not matter, that of a list does', () => {
    expect(canonical({ b: [2, 1], a: { d: null, c: 'x' } })).toBe('{"a":{"c":"x","d":null},"b":[2,1]}');
    expect(canonical({ a: { c: 'x', d: null }, b: [2, 1] })).toBe(canonical({ b: [2, 1], a: { d: null, c: 'x' } }));
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
  });

  test('a member without a value is left out', () => {
    expect(canonical({ a: undefined, b: 0 })).toBe('{"b":0}');
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [[undefined]], [() => 1], [new Date(0)], [new Map()], [10n]])(
    '%p is refused, since it would not come back the same',
    (value) => {
      expect(() => canonical({ value })).toThrow();
    },
  );

  test('half a character is refused, in a text and in a name', () => {
    expect(() => canonical({ text: '\ud83d' })).toThrow(/lone surrogate/);
    expect(() => canonical({ ['\udc00']: 1 })).toThrow(/lone surrogate/);
  });

  test('what is written is read back equal, and written again the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const text = canonical(value);
        expect(canonical(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('the text of a known value never changes', () => {
    const text = canonical({ answers: { started: 3, ended_moved: 0 }, comment: 'Čáhput\n«æøå» 😀', reasons: {} });
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      '401ac5b4aed723c54449a094e47cdacce3cf2c1f61b2e4d90b0cab4a532f9d34',
    );
  });
});

describe('clean text', () => {
  test.each([
    ['  to linjer\r\nher\r ', 'to linjer\nher'],
    ['a\u030angstro\u0308m', '\u00e5ngstr\u00f6m'],
    ['nul\0l og \u0007bjelle\u007f', 'null og bjelle'],
    ['snudd \u202etekst\u202c', 'snudd tekst'],
    ['null\u200bbredde\ufeff', 'nullbredde'],
    ['Guovdageaidnu, Kárášjohka, Måsske, Gïele', 'Guovdageaidnu, Kárášjohka, Måsske, Gïele'],
    ['kolonne\tto', 'kolonne\tto'],
    ['👩‍👧', '👩‍👧'],
    ['halv \ud83d', 'halv \ufffd'],
    ['\ufeff \u200b ', ''],
  ])('%j is kept as %j', (text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  test('cleaning twice changes nothing, and what is left can be stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cleaned = cleanText(text);
        expect(cleanText(cleaned)).toBe(cleaned);
        expect(cleaned.isWellFormed()).toBe(true);
        expect(cleaned).not.toMatch(/[\0-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 2000 },
    );
  });
});
