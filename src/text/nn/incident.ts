// Addresses that mail does not reach, in nynorsk. nb/incident.ts says the same.

import type { IncidentTexts } from '../nb/incident.ts';

export const incident: IncidentTexts = {
  title: 'Adresser som e-post ikkje når fram til',
  lead: 'E-post til desse personane blir avvist eller kjem i retur. Til det er ordna, går varsla til neste person ved kontoret, elles til leiaren.',
  none: 'E-posten når fram til alle.',
  address: 'Adresse',
  office: 'Kontor',
  noOffice: 'Ikkje ved eit kontor',
  since: 'Sidan',
  said: 'E-posttenaren svara',
  owner: 'Kven følgjer opp',
  owners: {
    colleague: (names: string) => `${names}, ved same kontor`,
    leader: (names: string) => `${names}, leiar ved kontoret`,
    governor: (names: string) => `Statsforvaltaren (${names})`,
    directorate: (names: string) => (names === '' ? 'Direktoratet' : `Direktoratet (${names})`),
  },
  kinds: { refused: 'Avvist', bounced: 'Kom i retur' },
  todo: 'Dette kan du gjere',
  mend: 'Spør personen om riktig adresse og rett ho her. Verkar adressa likevel, seier du frå om det. Har personen slutta, tek du personen bort.',
  askLeader:
    'Spør personen om riktig adresse, og sei frå til leiaren ved kontoret eller til direktoratet. Dei kan rette ho.',
  own: 'Dette er adressa di. Sei frå til leiaren din eller til direktoratet om ho er feil.',
  newAddress: 'Riktig adresse',
  change: 'Rett adressa',
  good: 'Adressa verkar',
  goodHint: 'Innboksen var kanskje full, eller feilen er retta hos mottakaren.',
  left: 'Ta bort personen',
  leftHint: 'Personen mistar alle roller frå i dag og blir logga ut. Det som er levert, blir ståande.',
  leftConfirm: (name: string) => `Ta bort ${name}`,
  again: (count: number) =>
    count === 0 ? '' : count === 1 ? ' 1 varsel blir sendt på nytt.' : ` ${count} varsel blir sende på nytt.`,
  done: {
    address: (again: string) => `Adressa er retta.${again}`,
    good: (again: string) => `Adressa blir rekna som god igjen.${again}`,
    left: () => 'Personen er teken bort.',
    unread: () => 'Meldinga er sletta.',
  },
  faults: {
    address: 'Skriv ei e-postadresse, til dømes namn@nav.no.',
    taken: 'Ein annan person har denne adressa.',
    forbidden: 'Berre leiaren ved kontoret og direktoratet kan rette dette.',
    settled: 'Saka er ordna alt.',
  },
  onReports: (names: string) => `E-post til ${names} når ikkje fram.`,
  onReportsLink: 'Sjå kva du kan gjere',
  unread: {
    title: 'Svar som tenesta ikkje forstod',
    lead: 'Dette kom til adressa for returpost, og må lesast av eit menneske. Det blir sletta av seg sjølv etter 90 dagar.',
    from: 'Frå',
    subject: 'Emne',
    received: 'Motteke',
    show: 'Vis teksten',
    remove: 'Slett, ho er lesen',
    faults: {
      'it is no mail': 'Det er ikkje ein e-post.',
      'it is no delivery status notification': 'Det er ikkje ei melding om at e-post ikkje kom fram.',
      'it is an automatic reply, no delivery status notification': 'Det er eit automatisk svar, til dømes om fråvær.',
      'it is a receipt that a mail was read': 'Det er ei stadfesting på at e-post er lesen.',
      'it does not tell which mail it is about': 'Det seier ikkje kva e-post det gjeld.',
      'it tells neither that the mail failed nor that it was delayed': 'Det seier ikkje om e-posten kom fram.',
      'it is about no mail in the ledger': 'Det gjeld ein e-post som ikkje står mellom varsla, til dømes ein kode.',
    },
  },
};
