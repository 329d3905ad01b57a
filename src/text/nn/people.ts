// People and their roles in nynorsk. nb/people.ts says the same.

import type { people as bokmal } from '../nb/people.ts';

export const people: typeof bokmal = {
  title: 'Personar',
  titleOffice: 'Personar ved kontoret',
  leadDirectorate: 'Alle som har tilgang til tenesta, med rollene sine.',
  leadOffice: 'Dei som rapporterer for kontoret og får varsla. Slepp inn ein kollega, og ta bort den som sluttar.',
  search: 'Søk etter namn, adresse, rolle eller kontor',
  find: 'Søk',
  count: (count: string) => (count === '1' ? '1 person' : `${count} personar`),
  none: 'Ingen funne.',
  you: 'deg',
  dead: 'E-post kjem ikkje fram',
  toIncidents: 'Sjå kva som kan gjerast',
  role: {
    reporter: 'Rapportør',
    leader: 'Leiar',
    municipality: 'Kommuneleiing',
    governor: 'Statsforvaltar',
    directorate: 'Direktoratet',
  },
  roleAt: (role: string, place: string) => (place === '' ? role : `${role}, ${place}`),
  since: (day: string) => `sidan ${day}`,
  end: 'Ta bort',
  endFull: (name: string, role: string) => `Ta bort ${name}: ${role}`,
  endSure: (name: string) => `${name} mistar denne rolla frå i dag. Det som er levert, blir ståande.`,
  endSureSelf: 'Du mistar denne rolla frå i dag. Har du inga anna rolle, blir du logga ut.',
  endYes: 'Ja, ta bort',
  lastReporter:
    'Dette er den siste rapportøren ved kontoret. Slepp først inn ein annan, eller be direktoratet om hjelp.',
  lastOfDirectorate: 'Dette er den siste personen i direktoratet, og kan ikkje takast bort.',
  invite: {
    heading: 'Slepp inn ein kollega',
    lead: 'Kollegaen får ein e-post og stadfestar ved å logge inn innan 14 dagar. Først då kan kollegaen rapportere for kontoret.',
    office: 'Kontor',
    send: 'Send e-post',
  },
  waiting: {
    heading: 'Ventar på stadfesting',
    mailFailed: 'E-posten kom ikkje fram. Kontroller adressa, eller send på nytt.',
    withdraw: 'Trekk tilbake',
  },
  invited: (name: string, office: string, by: string) => `${name} for ${office}, lagd til av ${by}`,
  until: (day: string) => `Må stadfestast seinast ${day}`,
  add: {
    heading: 'Legg til person eller rolle',
    lead: 'Finst adressa frå før, får personen rolla i tillegg.',
    role: 'Rolle',
    scope: 'Gjeld for',
    scopeHint:
      'Kontornummer (0101), kommunenummer (3101) eller kode for statsforvaltaren (FMVL). Tomt for direktoratet.',
    send: 'Legg til',
  },
  name: 'Namn',
  email: 'E-postadresse',
  faults: {
    notFound: 'Vi finn ikkje kontoret.',
    email: 'Skriv ei e-postadresse, til dømes kari.nordmann@nav.no',
    name: 'Skriv namnet, høgst 200 teikn',
    already: 'Denne personen rapporterer alt for kontoret',
    tooMany: 'Ti personar ventar alt på å stadfeste. Trekk tilbake nokon først',
    scope: 'Vel ei rolle, og skriv nummeret eller koden som rolla gjeld for',
  },
  done: {
    invited: 'E-posten er send. Kollegaen stadfestar ved å logge inn.',
    unsent:
      'E-posten kom ikkje fram. Kontroller adressa under, eller sei frå til kollegaen sjølv: kollegaen kan logge inn likevel.',
    withdrawn: 'Invitasjonen er trekt tilbake.',
    ended: 'Rolla er teken bort.',
    added: 'Rolla er lagd til.',
    there: 'Personen hadde rolla frå før.',
  },
};
