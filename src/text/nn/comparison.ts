// The comparison of offices in nynorsk. nb/comparison.ts says the same.

import type { ComparisonTexts } from '../nb/comparison.ts';

export const comparison: ComparisonTexts = {
  title: 'Samanlikn kontora',
  link: 'Samanlikn kontora over tolv månader',
  lead: (from: string, to: string) =>
    `Tala er frå ${from} til og med ${to}, slik dei er leverte. Ein månad som manglar, blir aldri rekna som null.`,
  back: 'Tilbake til oversikta',
  month: 'Til og med',
  county: 'Fylke',
  allCounties: 'Alle fylka',
  sort: 'Sorter etter',
  sorts: {
    office: 'Fylke og kontor',
    mean: 'Flest deltakarar',
    change: 'Størst nedgang',
    target: 'Lågast mot måltalet',
    onTime: 'Færrast i tide',
  },
  show: 'Vis',
  development: {
    heading: 'Utviklinga',
    label: (from: string, to: string) =>
      `Deltakarar ved utgangen av månaden, frå ${from} til ${to}. Tala står i tabellen under.`,
    series: 'Deltakarar ved utgangen av månaden',
    lead: 'Summen av det einingane har rapportert. Rapporteringsgraden står i tabellen.',
    table: 'Tabell',
    month: 'Månad',
    coverage: 'Rapportar',
    received: (received: string, expected: string) => `${received} av ${expected}`,
  },
  table: {
    heading: 'Kontora',
    caption: 'Rapporteringseiningane ved sida av kvarandre',
    sum: 'I alt',
  },
  columns: {
    period: 'Månad',
    unit: 'Rapporteringseining',
    unitNumber: 'Einingsnummer',
    municipality: 'Kommune',
    municipalityNumber: 'Kommunenummer',
    county: 'Fylke',
    end: 'Deltakarar no',
    mean: 'Gjennomsnitt',
    meanBefore: 'Året før',
    change: 'Endring',
    started: 'Nye deltakarar',
    granted: 'Innvilga',
    received: 'Levert',
    expected: 'Venta',
    onTime: 'I tide',
    onTimePercent: 'I tide, prosent',
    target: 'Måltal',
    municipalityMean: 'Gjennomsnittet i kommunen',
    status: 'Mot måltalet',
    targetSource: 'Kjelda til måltalet',
    targetFrom: 'Måltalet gjeld frå',
  },
  explain:
    'Gjennomsnittet er deltakarar ved utgangen av månaden i dei månadene eininga har rapportert. Måltalet og statusen gjeld heile kommunen.',
  formats: { xlsx: 'Excel (xlsx)', 'csv-excel': 'CSV for Excel', csv: 'CSV' },
  file: 'samanlikning',
  sheet: 'Kontora',
  developmentSheet: 'Utviklinga',
  small:
    'Filene viser små tal og kan innehalde teiepliktige opplysningar. Det blir registrert kven som lastar dei ned.',
  none: 'Ingen einingar skal rapportere for månaden.',
};
