// The mails in bokmål. src/text/nn/mail.ts says the same. No figure from a report and no secret but the sign-in code.

export const mail = {
  hello: 'Hei',
  toReports: 'Gå til rapportene',
  opening: {
    subject: (month: string) => `KVP-rapporten for ${month} kan leveres`,
    lead: (month: string) => `Rapporten om kvalifiseringsprogrammet for ${month} er åpnet. Dette skal leveres:`,
    deadline: (day: string) => `Fristen er ${day}.`,
    zero: 'Har kontoret verken deltakere eller vedtak å melde, skal det også leveres: velg «Ingenting å rapportere».',
  },
  beforeDeadline: {
    subject: (day: string) => `Påminnelse: fristen for KVP-rapporten er ${day}`,
    lead: (month: string) => `Dette er ikke levert for ${month} ennå:`,
    deadline: (day: string) => `Fristen er ${day}.`,
  },
  afterDeadline: {
    subject: (month: string) => `Påminnelse: KVP-rapporten for ${month} mangler`,
    lead: (month: string, day: string) => `Fristen for ${month} var ${day}. Dette er ikke levert:`,
    next: 'Lever så snart dere kan. Rapporten kan leveres selv om fristen er ute.',
  },
  lastReminder: {
    subject: (month: string) => `Siste påminnelse: KVP-rapporten for ${month} mangler`,
    lead: (month: string, day: string) => `Fristen for ${month} var ${day}. Dette er fortsatt ikke levert:`,
    copy: 'Lederen ved kontoret får også denne meldingen.',
    next: (day: string) => `Er rapporten ikke levert før ${day}, får statsforvalteren beskjed.`,
  },
  escalation: {
    subject: (month: string) => `Manglende KVP-rapporter for ${month}`,
    lead: (month: string, day: string) =>
      `Fristen for ${month} var ${day}. Disse rapporteringsenhetene har fortsatt ikke levert:`,
    next: 'Kontorene har fått påminnelser. Vi ber statsforvalteren følge opp.',
    toOverview: 'Gå til oversikten',
    toFollowUps: 'Gå til oppfølgingssakene',
    toMonth: 'Se månedslisten',
  },
  directorate: {
    subject: (month: string) => `Manglende KVP-rapporter for ${month}: samlet melding`,
    lead: (month: string, day: string) => `Fristen for ${month} var ${day}. Fortsatt mangler:`,
    missing: (governor: string, count: number) =>
      `${governor}: ${count} ${count === 1 ? 'rapporteringsenhet' : 'rapporteringsenheter'}`,
    noGovernor: 'Uten statsforvalter',
    told: 'Statsforvalterne har fått melding om sine rapporteringsenheter.',
    nobodyAtGovernor: 'Her er det ingen å sende melding til hos statsforvalteren:',
    nobodyAtOffice: 'Her er det ingen å sende påminnelser til ved kontoret:',
  },
  receipt: {
    subject: (month: string) => `Kvittering: KVP-rapporten for ${month} er levert`,
    correctedSubject: (month: string) => `Kvittering: KVP-rapporten for ${month} er rettet`,
    lead: 'Vi har tatt imot rapporten.',
    correctedLead: 'Vi har tatt imot rettingen.',
    unit: 'Rapporteringsenhet',
    month: 'Måned',
    deliveredAt: 'Tidspunkt',
    number: 'Innsending',
    link: 'Se kvitteringen',
  },
  test: {
    subject: 'Prøve fra KVP-rapport',
    lead: (name: string, moment: string) => `${name} ba om denne prøven ${moment}.`,
    arrived: 'Når du leser dette, virker e-posten. Den handler ikke om noen rapport.',
    link: 'Gå til varslene',
  },
  announcement: {
    directorate: 'Arbeids- og velferdsdirektoratet',
    lead: (sender: string) => `Dette er en kunngjøring fra ${sender}.`,
    when: 'Tid',
    where: 'Sted',
    link: 'Les kunngjøringen',
    linkSignUp: 'Les mer, meld deg på og legg samlingen i kalenderen',
  },
  inquiry: {
    subject: (month: string) => `Spørsmål om KVP-rapporten for ${month}`,
    lead: (name: string) => `${name} har et spørsmål om en rapport fra dere.`,
    next: 'Spørsmålet står i KVP-rapport, og dere svarer der. Det holder at én av dere svarer.',
    link: 'Les spørsmålet og svar',
    why: 'Du får denne e-posten fordi du er rapportør eller leder for kontoret.',
  },
  followUpReminder: {
    subject: (count: number) =>
      count === 1 ? 'En oppfølgingssak er over fristen' : `${count} oppfølgingssaker er over fristen`,
    lead: 'Fristen er ute for dette:',
    item: (unit: string, day: string, isOwn: boolean) =>
      `${unit}: fristen var ${day}${isOwn ? '' : ', saken har ingen saksbehandler'}`,
    next: 'Gjør det neste steget i saken, eller sett en ny frist.',
    why: 'Du får denne e-posten fordi du følger opp kontor hos statsforvalteren.',
  },
  invitation: {
    subject: (office: string) => `Du kan rapportere om KVP for ${office}`,
    lead: (by: string, office: string) => `${by} vil at du skal rapportere om kvalifiseringsprogrammet for ${office}.`,
    confirm: (day: string) => `Du bekrefter ved å logge inn med denne e-postadressen senest ${day}.`,
    link: 'Logg inn',
    notYou: 'Skal du ikke rapportere for kontoret, trenger du ikke gjøre noe. Da får du ikke tilgang.',
  },
  signInCode: {
    subject: 'Kode for å logge inn i KVP-rapport',
    lead: 'Koden din er:',
    valid: 'Skriv den inn der du ba om den. Den gjelder i ti minutter og kan brukes én gang.',
    notAsked: 'Har du ikke bedt om en kode, kan du se bort fra denne e-posten. Gi aldri koden til andre.',
  },
  why: {
    reporter: 'Du får denne e-posten fordi du er rapportør for kontoret.',
    leader: 'Du får denne e-posten fordi du er leder ved kontoret.',
    governor: 'Du får denne e-posten fordi du er registrert hos statsforvalteren.',
    directorate: 'Du får denne e-posten fordi du er registrert hos direktoratet.',
    submitter: 'Du får denne e-posten fordi du leverte rapporten.',
  },
  automatic: 'E-posten er sendt automatisk fra KVP-rapport og kan ikke besvares.',
};
