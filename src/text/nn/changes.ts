// What moved since a time, in nynorsk. nb/changes.ts says the same.

import type { changes as bokmal } from '../nb/changes.ts';

export const changes: typeof bokmal = {
  title: 'Endringar',
  lead: 'Det som er levert og retta sidan ein dag, det nyaste først. Tala før og etter står ved sida av kvarandre.',
  since: 'Sidan',
  sinceHint: 'Til dømes 01.11.2026',
  sinceFault: 'Skriv dagen slik: 01.11.2026',
  kind: 'Vis',
  corrections: 'Rettingar',
  deliveries: 'Leveringar',
  both: 'Rettingar og leveringar',
  show: 'Hent',
  sum: (corrected: string, delivered: string, from: string) =>
    `${corrected === '1' ? '1 retting' : `${corrected} rettingar`} og ${delivered === '1' ? '1 levering' : `${delivered} leveringar`} sidan ${from}.`,
  asOf: (moment: string) => `Henta ${moment}.`,
  none: 'Ingenting er endra i denne tida.',
  correctedBy: (who: string, when: string) => `Retta av ${who}, ${when}`,
  deliveredBy: (who: string, when: string) => `Levert av ${who}, ${when}`,
  caption: (title: string) => `Endra tal: ${title}`,
  number: 'Tal',
  before: 'Før',
  after: 'No',
  difference: 'Endring',
  onlyText: 'Ingen tal er endra, berre kommentaren eller ei grunngjeving.',
  comment: 'Kommentar:',
  receipt: (number: number) => `Kvittering for innsending ${number}`,
};
