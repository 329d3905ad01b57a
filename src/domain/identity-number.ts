// Finds Norwegian national identity numbers in free text, so that none is ever stored (E8): birth numbers, D-numbers,
// Nav's own BOST numbers, and the synthetic ones of test registers, which a careless copy brings along just as well.
//
// Control digits: Skatteetaten, https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/

const weights1 = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const weights2 = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/** D-numbers add 40 to the day. */
const dayOffsets = [0, 40];

/** Added to the month: 20 BOST, 40 Nav's synthetic (and H-numbers), 65 Norsk helsenett's, 80 Skatteetaten's Tenor. */
const monthOffsets = [0, 20, 40, 65, 80];

/** 29 February counts in every year: the two digits do not tell the century. */
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

// Groups of digits with at most three separators between them (spaces of any kind, dots, dashes, slashes), and
// invisible marks anywhere, are read as one number. A comma or a letter ends it.
const joined = /\d+(?:[\s./\\_:\p{Pd}\u2212\u00b7\u00ad\u200b-\u200d\u2060]{1,3}\d+)*/gu;

/** True when eleven digits, in whole groups (never a part of a longer run), pass the date and both control digits. */
export function containsIdentityNumber(text: string): boolean {
  const plain = text.replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 0x30));
  for (const [run] of plain.matchAll(joined)) {
    const groups = run.match(/\d+/g) ?? [];
    for (let start = 0; start < groups.length; start += 1) {
      let digits = '';
      for (let end = start; end < groups.length && digits.length < 11; end += 1) digits += groups[end];
      if (digits.length === 11 && isIdentityNumber(digits)) return true;
    }
  }
  return false;
}

/** Takes eleven digits. Numbers given out from 2032 on leave a remainder of 0 to 3 for the first control digit. */
function isIdentityNumber(digits: string): boolean {
  return hasDate(digits) && remainder(digits, weights1) <= 3 && remainder(digits, weights2) === 0;
}

function hasDate(digits: string): boolean {
  const day = Number(digits.slice(0, 2));
  const month = Number(digits.slice(2, 4));
  return monthOffsets.some((added) => {
    const longest = daysInMonth[month - added - 1];
    return longest !== undefined && dayOffsets.some((more) => day - more >= 1 && day - more <= longest);
  });
}

function remainder(digits: string, weights: number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11;
}
