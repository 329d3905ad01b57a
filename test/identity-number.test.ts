// National identity numbers in free text. Every number here is synthetic (from a test register's documentation), or is
// made on the spot for a birth date to come: none can be a person's.

import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { containsIdentityNumber } from '../src/domain/identity-number.ts';

/** The control digits as Skatteetaten explains them; `first` is 11 today, and 11 to 14 from 2032. Null: not in use. */
function withControlDigits(nine: string, first = 11): string | null {
  const [d1, d2, m1, m2, y1, y2, i1, i2, i3] = nine.split('').map(Number) as [
    ...[number, number, number, number, number, number, number, number, number],
  ];
  const k1 = (first - ((3 * d1 + 7 * d2 + 6 * m1 + m2 + 8 * y1 + 9 * y2 + 4 * i1 + 5 * i2 + 2 * i3) % 11)) % 11;
  const k2 =
    (11 - ((5 * d1 + 4 * d2 + 3 * m1 + 2 * m2 + 7 * y1 + 6 * y2 + 5 * i1 + 4 * i2 + 3 * i3 + 2 * k1) % 11)) % 11;
  return k1 === 10 || k2 === 10 ? null : `${nine}${k1}${k2}`;
}

/** The first number in use for the date `ddmmyy`, with individual numbers from 999 downwards. */
function numberFor(date: string, first = 11): string {
  for (let individual = 999; individual >= 500; individual -= 1) {
    const number = withControlDigits(`${date}${individual}`, first);
    if (number !== null) return number;
  }
  throw new Error(`No number for ${date}`);
}

const tenor = '17912099997';

describe('a text holds a national identity number', () => {
  test.each(['17912099997', '29822099635', '05840399895', '12829499914', '57912075186', '69822075096'])(
    'from Skatteetaten’s test register, birth number or D-number: %s',
    (number) => {
      expect(containsIdentityNumber(`Gjelder ${number}.`)).toBe(true);
    },
  );

  test.each(['15507600333', '29422059278', '05440355678', '55507608360', '69422056629'])(
    'from Nav’s test register, birth number or D-number: %s',
    (number) => {
      expect(containsIdentityNumber(number)).toBe(true);
    },
  );

  test.each([
    ['a birth number', '010139'],
    ['a D-number', '410139'],
    ['a BOST number', '012139'],
    ['one of Norsk helsenett’s test register', '016639'],
    ['a leap day', '298232'],
    ['the last of December', '319239'],
  ])('%s', (_what, date) => {
    expect(containsIdentityNumber(numberFor(date))).toBe(true);
  });

  test('given out from 2032 on, when the first control digit may leave a remainder of 0 to 3', () => {
    for (const first of [11, 12, 13, 14]) expect(containsIdentityNumber(numberFor('028132', first))).toBe(true);
    const [fourth, fifth] = [numberFor('028132', 15), numberFor('028132', 16)];
    expect([fourth, fifth].map(containsIdentityNumber)).toEqual([false, false]);
  });

  test.each([
    ...['179120 99997', '17.91.20-99997', '17.91.20 - 99997', '17/91/20 99997', '179120-99997', '17 91 20 999 97'],
    ...['179120\u00a099997', '179120\u202f99997', '179120\u201399997', '179120\u201199997', '179120\n99997'],
    ...['1 7 9 1 2 0 9 9 9 9 7', '179\u200b12099997', '１７９１２０９９９９７', '17912099997²', '179120.99997.'],
    ...['fnr17912099997', 'nr 3 179120 99997', '179120 99997 2', '12 179120 99997 34', '(17912099997)'],
  ])('however it is written: %j', (text) => {
    expect(containsIdentityNumber(`Deltakeren ${text} har flyttet`)).toBe(true);
  });

  test('wherever it stands in a text, with any of the usual separators', () => {
    const words = fc.stringMatching(/^[a-zæøå ,;!?\n]{0,30}$/);
    const separator = fc.constantFrom('', ' ', '-', '.', '/', '\u00a0', ' – ', '\t');
    fc.assert(
      fc.property(words, words, separator, separator, (before, after, one, other) => {
        const number = `${tenor.slice(0, 6)}${one}${tenor.slice(6, 9)}${other}${tenor.slice(9)}`;
        return containsIdentityNumber(`${before}${number}${after}`);
      }),
    );
  });
});

describe('a text holds no national identity number', () => {
  test.each([
    ['', 'no text'],
    ['Vi hadde 12 deltakere, 3 nye og 2 som sluttet 01.10.2026.', 'figures and a date'],
    ['Fra 01.10.2026 til 31.10.2026', 'two dates'],
    ['17912099998', 'a wrong second control digit'],
    ['17912099987', 'a wrong first control digit'],
    ['117912099997', 'twelve digits in a row'],
    ['179120999971', 'twelve digits in a row'],
    ['00000000000', 'zeros: the digits agree, the date does not'],
    ['179120, 99997', 'a list with commas'],
    ['179120 og 99997', 'two numbers with a word between'],
    ['1791209999', 'ten digits'],
    ['Ring 22 33 44 55 eller 815 49 300', 'telephone numbers'],
    ['2022 2023 2024 2025', 'years'],
  ])('%j: %s', (text) => {
    expect(containsIdentityNumber(text)).toBe(false);
  });

  test('when any one digit of it is wrong', () => {
    for (let place = 0; place < tenor.length; place += 1) {
      for (let change = 1; change <= 9; change += 1) {
        const digit = (Number(tenor[place]) + change) % 10;
        const text = `${tenor.slice(0, place)}${digit}${tenor.slice(place + 1)}`;
        // The first control digit has four right values, but the second one then has another.
        expect([text, containsIdentityNumber(text)]).toEqual([text, false]);
      }
    }
  });

  test('and a long text is judged in no time', () => {
    // By the processor. It takes a part of a second; what is tried again from every place would take hours.
    const started = process.cpuUsage();
    expect(containsIdentityNumber('1 '.repeat(50_000))).toBe(false);
    expect(containsIdentityNumber('1'.repeat(100_000))).toBe(false);
    expect(containsIdentityNumber(`${'-'.repeat(100_000)}1`)).toBe(false);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(30);
  });
});
