// The list of offices in bokmål. nn/offices.ts says the same.

export const offices = {
  title: 'Kontorer',
  lead: 'Kontorene med rapporteringsenhetene sine og dem som rapporterer.',
  county: 'Fylke',
  allCounties: 'Alle fylker',
  search: 'Navn, nummer eller kommune',
  show: 'Vis',
  shows: {
    active: 'Alle kontorer',
    trouble: 'Uten rapportør, eller der e-post ikke kommer fram',
    closed: 'Nedlagte kontorer',
  },
  find: 'Søk',
  count: (count: string) => (count === '1' ? '1 kontor' : `${count} kontorer`),
  none: 'Ingen kontorer funnet.',
  nobody: 'Ingen rapporterer for kontoret',
  dead: 'E-post kommer ikke fram',
  closed: (day: string | null, successors: string) =>
    `Nedlagt${day === null ? '' : ` ${day}`}.${successors === '' ? '' : ` Videreført av ${successors}.`}`,
  toPeople: 'Legg til eller ta bort personer',
};
