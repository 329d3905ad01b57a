// The list of offices in nynorsk. nb/offices.ts says the same.

import type { offices as bokmal } from '../nb/offices.ts';

export const offices: typeof bokmal = {
  title: 'Kontor',
  lead: 'Kontora med rapporteringseiningane sine og dei som rapporterer.',
  county: 'Fylke',
  allCounties: 'Alle fylke',
  search: 'Namn, nummer eller kommune',
  show: 'Vis',
  shows: {
    active: 'Alle kontor',
    trouble: 'Utan rapportør, eller der e-post ikkje kjem fram',
    closed: 'Nedlagde kontor',
  },
  find: 'Søk',
  count: (count: string) => `${count} kontor`,
  none: 'Ingen kontor funne.',
  nobody: 'Ingen rapporterer for kontoret',
  dead: 'E-post kjem ikkje fram',
  closed: (day: string | null, successors: string) =>
    `Lagt ned${day === null ? '' : ` ${day}`}.${successors === '' ? '' : ` Ført vidare av ${successors}.`}`,
  toPeople: 'Legg til eller ta bort personar',
};
