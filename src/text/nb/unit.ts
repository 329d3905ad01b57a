// A unit's own development in bokmål. nn/unit.ts says the same.

export const unit = {
  /** The link to the page. */
  development: 'Utviklingen ved enheten',
  lead: (first: string, last: string) => `Utviklingen fra ${first} til ${last}.`,
  ended: 'Enheten finnes ikke lenger.',
  continues: 'Enheten fører videre:',
  noReports: 'Enheten har ingen rapporter i disse månedene.',
  showTable: 'Vis tallene i en tabell',
  tableOf: (heading: string) => `Tabell: ${heading}`,
  month: 'Måned',
  participants: {
    heading: 'Deltakere ved månedens slutt',
    label: (name: string, from: string, to: string) => `Deltakere ved månedens slutt i ${name}: ${from}, ${to}.`,
    at: (count: string, month: string) => `${count} i ${month}`,
    series: 'Deltakere',
    band: 'Forventet nivå',
    bandOf: (low: string, high: string) => `${low}–${high}`,
    several: (municipality: string, units: number) =>
      `Måltallet gjelder hele ${municipality}, som har ${units} enheter, og er derfor ikke tegnet inn her.`,
    toTarget: (municipality: string) => `Måltallet for ${municipality}`,
    onLeave: 'I permisjon',
  },
  flow: {
    heading: 'Begynte og sluttet',
    label: (name: string, started: string, ended: string) =>
      `Hvor mange som begynte og sluttet i ${name} hver måned. På tolv måneder begynte ${started} og sluttet ${ended}.`,
    started: 'Begynte',
    ended: 'Sluttet',
    sum: (started: string, ended: string) => `De siste tolv månedene begynte ${started} og sluttet ${ended}.`,
  },
  index: {
    heading: 'Sammenlignet med fylket og landet',
    lead: 'Kurvene viser om det er flere eller færre deltakere enn vanlig. 100 er gjennomsnittet for hver av dem i disse månedene; 110 er ti prosent flere enn vanlig.',
    tooFew: (few: number) =>
      `Enheten har i gjennomsnitt færre enn ${few} deltakere. Da sier en sammenligning lite, og bare fylket og landet er tegnet.`,
    label: (name: string) =>
      `Deltakere i ${name}, fylket og landet som prosent av sitt eget gjennomsnitt. Tallene står i tabellen under.`,
    nation: 'Hele landet',
  },
  outcomes: {
    heading: 'Situasjon etter programmet',
    lead: 'Hva deltakerne gikk til de siste tolv månedene, i prosent av alle som fullførte eller avsluttet etter avbrudd.',
    none: 'Ingen fullførte eller avsluttet de siste tolv månedene.',
    outcome: 'Situasjon',
    count: 'Antall',
    own: 'Enheten',
    nation: 'Landet',
    hidden: 'Strek betyr at tallet er for lite til å vises.',
    percent: (value: number) => `${value} %`,
  },
  use: {
    heading: 'Hva tallene er brukt til',
    by: (sender: string, day: string) => `${sender}, ${day}`,
    statistics: {
      provisional: (month: string, day: string) =>
        `Tallene til og med ${month} er med i den åpne statistikken. De siste er foreløpige, fra ${day}.`,
      final: (month: string, day: string) =>
        `Tallene til og med ${month} er med i den åpne statistikken, sist oppdatert ${day}.`,
    },
    toStatistics: 'Se den åpne statistikken',
  },
  deadlines: {
    heading: 'Rapporter og frister',
    kept: (onTime: number, owed: number) =>
      onTime === owed
        ? `Alle ${owed} rapportene ble levert i tide.`
        : `${onTime} av ${owed} rapporter ble levert i tide.`,
    one: 'Den ene rapporten ble levert i tide.',
    label: 'Hver måned med status',
    caption: 'Rapportene, den nyeste først',
    status: 'Status',
    delivered: 'Levert (kvittering)',
    unknown: 'Ukjent tidspunkt',
  },
};
