// What moved since a time, in bokmål. nn/changes.ts says the same.

export const changes = {
  title: 'Endringer',
  lead: 'Det som er levert og rettet siden en dag, det nyeste først. Tallene før og etter står ved siden av hverandre.',
  since: 'Siden',
  sinceHint: 'For eksempel 01.11.2026',
  sinceFault: 'Skriv dagen slik: 01.11.2026',
  kind: 'Vis',
  corrections: 'Rettinger',
  deliveries: 'Leveringer',
  both: 'Rettinger og leveringer',
  show: 'Hent',
  sum: (corrected: string, delivered: string, from: string) =>
    `${corrected === '1' ? '1 retting' : `${corrected} rettinger`} og ${delivered === '1' ? '1 levering' : `${delivered} leveringer`} siden ${from}.`,
  asOf: (moment: string) => `Hentet ${moment}.`,
  none: 'Ingenting er endret i denne tiden.',
  correctedBy: (who: string, when: string) => `Rettet av ${who}, ${when}`,
  deliveredBy: (who: string, when: string) => `Levert av ${who}, ${when}`,
  caption: (title: string) => `Endrede tall: ${title}`,
  number: 'Tall',
  before: 'Før',
  after: 'Nå',
  difference: 'Endring',
  onlyText: 'Ingen tall er endret, bare kommentaren eller en begrunnelse.',
  comment: 'Kommentar:',
  receipt: (number: number) => `Kvittering for innsending ${number}`,
};
