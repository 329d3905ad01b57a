// What a person is told of the faults that are the same in every form; the form itself holds the messages of its rules.

import { largestNumber } from './answers.ts';
import type { Bilingual } from './form.ts';

/** A number as Norwegian is written: a true minus sign, a no-break space between thousands from five digits on. */
export function written(value: number): string {
  const digits = String(Math.abs(value));
  const grouped = digits.length > 4 ? digits.replace(/\B(?=(?:\d{3})+$)/g, '\u00a0') : digits;
  return value < 0 ? `\u2212${grouped}` : grouped;
}

/** E1: the field with this label cannot be read. */
export function numberMessage(fault: 'empty' | 'notWhole' | 'tooLarge', { nb, nn }: Bilingual): Bilingual {
  switch (fault) {
    case 'empty':
      return {
        nb: `«${nb}» må fylles ut. Skriv 0 hvis det ikke var noen.`,
        nn: `«${nn}» må fyllast ut. Skriv 0 om det ikkje var nokon.`,
      };
    case 'notWhole':
      return {
        nb: `«${nb}»: skriv et helt tall, bare med sifrene 0–9.`,
        nn: `«${nn}»: skriv eit heilt tal, berre med siffera 0–9.`,
      };
    case 'tooLarge':
      return {
        nb: `«${nb}»: tallet er for stort. Skriv et tall fra 0 til ${largestNumber}.`,
        nn: `«${nn}»: talet er for stort. Skriv eit tal frå 0 til ${largestNumber}.`,
      };
  }
}

/** E1: the form has no such question. */
export function unknownMessage(id: string, version: string): Bilingual {
  return {
    nb: `«${id}» er ikke et spørsmål i skjemaet ${version}.`,
    nn: `«${id}» er ikkje eit spørsmål i skjemaet ${version}.`,
  };
}

/** E8: `nb` and `nn` name the text. The number itself is never repeated. */
export function identityMessage(nb: string, nn: string): Bilingual {
  return {
    nb: `${nb} inneholder et fødselsnummer eller D-nummer. Ta det bort: rapporten skal ikke ha personopplysninger.`,
    nn: `${nn} inneheld eit fødselsnummer eller D-nummer. Ta det bort: rapporten skal ikkje ha personopplysningar.`,
  };
}

/** E1: the text has `length` characters, and may have `most`. */
export function lengthMessage(nb: string, nn: string, length: number, most: number): Bilingual {
  return {
    nb: `${nb} er på ${length} tegn. Kort den ned til ${most}.`,
    nn: `${nn} er på ${length} teikn. Kort ned til ${most}.`,
  };
}
