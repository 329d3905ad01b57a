// Addresses that mail does not reach, in bokmål. nn/incident.ts says the same.

export const incident = {
  title: 'Adresser som e-post ikke når fram til',
  lead: 'E-post til disse personene blir avvist eller kommer i retur. Til det er ordnet, går varslene til neste person ved kontoret, ellers til lederen.',
  none: 'E-posten når fram til alle.',
  address: 'Adresse',
  office: 'Kontor',
  noOffice: 'Ikke ved et kontor',
  since: 'Siden',
  said: 'E-posttjeneren svarte',
  owner: 'Hvem følger opp',
  owners: {
    colleague: (names: string) => `${names}, ved samme kontor`,
    leader: (names: string) => `${names}, leder ved kontoret`,
    governor: (names: string) => `Statsforvalteren (${names})`,
    directorate: (names: string) => (names === '' ? 'Direktoratet' : `Direktoratet (${names})`),
  },
  kinds: { refused: 'Avvist', bounced: 'Kom i retur' },
  todo: 'Dette kan du gjøre',
  mend: 'Spør personen om riktig adresse og rett den her. Virker adressen likevel, sier du fra om det. Har personen sluttet, tar du personen bort.',
  askLeader:
    'Spør personen om riktig adresse, og si fra til lederen ved kontoret eller til direktoratet. De kan rette den.',
  own: 'Dette er din adresse. Si fra til lederen din eller til direktoratet hvis den er feil.',
  newAddress: 'Riktig adresse',
  change: 'Rett adressen',
  good: 'Adressen virker',
  goodHint: 'Innboksen var kanskje full, eller feilen er rettet hos mottakeren.',
  left: 'Ta bort personen',
  leftHint: 'Personen mister alle roller fra i dag og blir logget ut. Det som er levert, blir stående.',
  leftConfirm: (name: string) => `Ta bort ${name}`,
  again: (count: number) =>
    count === 0 ? '' : count === 1 ? ' 1 varsel blir sendt på nytt.' : ` ${count} varsler blir sendt på nytt.`,
  done: {
    address: (again: string) => `Adressen er rettet.${again}`,
    good: (again: string) => `Adressen regnes som god igjen.${again}`,
    left: () => 'Personen er tatt bort.',
    unread: () => 'Meldingen er slettet.',
  },
  faults: {
    address: 'Skriv en e-postadresse, for eksempel navn@nav.no.',
    taken: 'En annen person har denne adressen.',
    forbidden: 'Bare lederen ved kontoret og direktoratet kan rette dette.',
    settled: 'Saken er ordnet allerede.',
  },
  onReports: (names: string) => `E-post til ${names} når ikke fram.`,
  onReportsLink: 'Se hva du kan gjøre',
  unread: {
    title: 'Svar som tjenesten ikke forstod',
    lead: 'Dette kom til adressen for returpost, og må leses av et menneske. Det slettes av seg selv etter 90 dager.',
    from: 'Fra',
    subject: 'Emne',
    received: 'Mottatt',
    show: 'Vis teksten',
    remove: 'Slett, den er lest',
    faults: {
      'it is no mail': 'Det er ikke en e-post.',
      'it is no delivery status notification': 'Det er ikke en melding om at e-post ikke kom fram.',
      'it is an automatic reply, no delivery status notification': 'Det er et automatisk svar, for eksempel om fravær.',
      'it is a receipt that a mail was read': 'Det er en bekreftelse på at e-post er lest.',
      'it does not tell which mail it is about': 'Det sier ikke hvilken e-post det gjelder.',
      'it tells neither that the mail failed nor that it was delayed': 'Det sier ikke om e-posten kom fram.',
      'it is about no mail in the ledger': 'Det gjelder en e-post som ikke står blant varslene, for eksempel en kode.',
    } as Record<string, string>,
  },
};

export type IncidentTexts = typeof incident;
