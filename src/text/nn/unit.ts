// A unit's own development in nynorsk. nb/unit.ts says the same.

import type { unit as bokmal } from '../nb/unit.ts';

export const unit: typeof bokmal = {
  /** The link to the page. */
  development: 'Utviklinga ved eininga',
  lead: (first: string, last: string) => `Utviklinga frå ${first} til ${last}.`,
  ended: 'Eininga finst ikkje lenger.',
  continues: 'Eininga fører vidare:',
  noReports: 'Eininga har ingen rapportar i desse månadene.',
  showTable: 'Vis tala i ein tabell',
  tableOf: (heading: string) => `Tabell: ${heading}`,
  month: 'Månad',
  participants: {
    heading: 'Deltakarar ved utgangen av månaden',
    label: (name: string, from: string, to: string) => `Deltakarar ved utgangen av månaden i ${name}: ${from}, ${to}.`,
    at: (count: string, month: string) => `${count} i ${month}`,
    series: 'Deltakarar',
    band: 'Forventa nivå',
    bandOf: (low: string, high: string) => `${low}–${high}`,
    several: (municipality: string, units: number) =>
      `Måltalet gjeld heile ${municipality}, som har ${units} einingar, og er difor ikkje teikna inn her.`,
    toTarget: (municipality: string) => `Måltalet for ${municipality}`,
    onLeave: 'I permisjon',
  },
  flow: {
    heading: 'Byrja og slutta',
    label: (name: string, started: string, ended: string) =>
      `Kor mange som byrja og slutta i ${name} kvar månad. På tolv månader byrja ${started} og slutta ${ended}.`,
    started: 'Byrja',
    ended: 'Slutta',
    sum: (started: string, ended: string) => `Dei siste tolv månadene byrja ${started} og slutta ${ended}.`,
  },
  index: {
    heading: 'Samanlikna med fylket og landet',
    lead: 'Kurvene viser om det er fleire eller færre deltakarar enn vanleg. 100 er gjennomsnittet for kvar av dei i desse månadene; 110 er ti prosent fleire enn vanleg.',
    tooFew: (few: number) =>
      `Eininga har i gjennomsnitt færre enn ${few} deltakarar. Då seier ei samanlikning lite, og berre fylket og landet er teikna.`,
    label: (name: string) =>
      `Deltakarar i ${name}, fylket og landet som prosent av sitt eige gjennomsnitt. Tala står i tabellen under.`,
    nation: 'Heile landet',
  },
  outcomes: {
    heading: 'Situasjon etter programmet',
    lead: 'Kva deltakarane gjekk til dei siste tolv månadene, i prosent av alle som fullførte eller avslutta etter avbrot.',
    none: 'Ingen fullførte eller avslutta dei siste tolv månadene.',
    outcome: 'Situasjon',
    count: 'Tal',
    own: 'Eininga',
    nation: 'Landet',
    hidden: 'Strek tyder at talet er for lite til å visast.',
    percent: (value: number) => `${value} %`,
  },
  use: {
    heading: 'Kva tala er brukte til',
    by: (sender: string, day: string) => `${sender}, ${day}`,
    statistics: {
      provisional: (month: string, day: string) =>
        `Tala til og med ${month} er med i den opne statistikken. Dei siste er førebelse, frå ${day}.`,
      final: (month: string, day: string) =>
        `Tala til og med ${month} er med i den opne statistikken, sist oppdatert ${day}.`,
    },
    toStatistics: 'Sjå den opne statistikken',
  },
  deadlines: {
    heading: 'Rapportar og fristar',
    kept: (onTime: number, owed: number) =>
      onTime === owed
        ? `Alle dei ${owed} rapportane vart leverte i tide.`
        : `${onTime} av ${owed} rapportar vart leverte i tide.`,
    one: 'Den eine rapporten vart levert i tide.',
    label: 'Kvar månad med status',
    caption: 'Rapportane, den nyaste først',
    status: 'Status',
    delivered: 'Levert (kvittering)',
    unknown: 'Ukjent tidspunkt',
  },
};
