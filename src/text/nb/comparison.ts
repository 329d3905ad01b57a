// The comparison of offices in bokmål. nn/comparison.ts says the same.

export const comparison = {
  title: 'Sammenlign kontorene',
  link: 'Sammenlign kontorene over tolv måneder',
  lead: (from: string, to: string) =>
    `Tallene er fra ${from} til og med ${to}, slik de er levert. En måned som mangler, regnes aldri som null.`,
  back: 'Tilbake til oversikten',
  month: 'Til og med',
  county: 'Fylke',
  allCounties: 'Alle fylkene',
  sort: 'Sorter etter',
  sorts: {
    office: 'Fylke og kontor',
    mean: 'Flest deltakere',
    change: 'Størst nedgang',
    target: 'Lavest mot måltallet',
    onTime: 'Færrest i tide',
  },
  show: 'Vis',
  development: {
    heading: 'Utviklingen',
    label: (from: string, to: string) =>
      `Deltakere ved månedens slutt, fra ${from} til ${to}. Tallene står i tabellen under.`,
    series: 'Deltakere ved månedens slutt',
    lead: 'Summen av det enhetene har rapportert. Rapporteringsgraden står i tabellen.',
    table: 'Tabell',
    month: 'Måned',
    coverage: 'Rapporter',
    received: (received: string, expected: string) => `${received} av ${expected}`,
  },
  table: {
    heading: 'Kontorene',
    caption: 'Rapporteringsenhetene ved siden av hverandre',
    sum: 'I alt',
  },
  columns: {
    period: 'Måned',
    unit: 'Rapporteringsenhet',
    unitNumber: 'Enhetsnummer',
    municipality: 'Kommune',
    municipalityNumber: 'Kommunenummer',
    county: 'Fylke',
    end: 'Deltakere nå',
    mean: 'Gjennomsnitt',
    meanBefore: 'Året før',
    change: 'Endring',
    started: 'Nye deltakere',
    granted: 'Innvilget',
    received: 'Levert',
    expected: 'Ventet',
    onTime: 'I tide',
    onTimePercent: 'I tide, prosent',
    target: 'Måltall',
    municipalityMean: 'Kommunens gjennomsnitt',
    status: 'Mot måltallet',
    targetSource: 'Måltallets kilde',
    targetFrom: 'Måltallet gjelder fra',
  } as Record<string, string>,
  explain:
    'Gjennomsnittet er deltakere ved månedens slutt i de månedene enheten har rapportert. Måltallet og statusen gjelder hele kommunen.',
  formats: { xlsx: 'Excel (xlsx)', 'csv-excel': 'CSV for Excel', csv: 'CSV' },
  file: 'sammenligning',
  sheet: 'Kontorene',
  developmentSheet: 'Utviklingen',
  small:
    'Filene viser små tall og kan inneholde taushetsbelagte opplysninger. Det blir registrert hvem som laster dem ned.',
  none: 'Ingen enheter skal rapportere for måneden.',
};

export type ComparisonTexts = typeof comparison;
