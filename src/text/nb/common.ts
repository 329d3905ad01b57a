// What every page shares, in bokmål: the frame, the words for status, the pages that refuse. nn/common.ts says the same.

export const common = {
  product: 'KVP-rapport',
  titleOf: (page: string) => `${page} – KVP-rapport`,
  faultTitleOf: (page: string) => `Feil: ${page} – KVP-rapport`,
  skip: 'Hopp til innholdet',
  demo: 'Syntetiske data.',
  demoLead: 'Dette er en demonstrasjon. Ingen tall er fra virkeligheten.',
  demoMail: 'Se e-posten som er sendt',
  languageLabel: 'Språk',
  navigationLabel: 'Sider',
  personLabel: 'Innlogget',
  signIn: 'Logg inn',
  signOut: 'Logg ut',
  statistics: 'Åpen statistikk',
  footer: 'KVP-rapport er Navs tjeneste for månedlig rapportering om kvalifiseringsprogrammet.',
  faultSummary: 'For å gå videre må du rette dette:',
  errorPrefix: 'Feil:',
  choose: 'Velg',
  /** What opens the rest of the pages. */
  more: 'Mer',
  navigation: {
    changes: 'Endringer',
    people: 'Personer',
    offices: 'Kontorer',
    forms: 'Definisjoner',
    events: 'Hendelseslogg',
    reports: 'Rapporter',
    overview: 'Oversikt',
    totals: 'Samletall',
    notices: 'Varsler',
    plans: 'Plan',
    extracts: 'Uttrekk',
    targets: 'Måltall',
    followUps: 'Oppfølging',
    mail: 'E-post',
  },
  status: {
    notOpen: 'Ikke åpnet',
    open: 'Åpen',
    draft: 'Utkast',
    onTime: 'Levert i tide',
    late: 'Levert for sent',
    missing: 'Mangler',
    exempt: 'Fritatt',
  },
  flag: {
    confirmedZero: 'Bekreftet null',
    corrected: 'Rettet',
    toBeConfirmed: 'Må bekreftes på nytt',
    imported: 'Importert',
  },
  faults: {
    goHome: 'Gå til forsiden',
    reference: (id: string) => `Oppgi referansen ${id} hvis du tar kontakt.`,
    badRequest: {
      title: 'Vi forstod ikke det som ble sendt',
      text: 'Ingenting er lagret. Gå tilbake og prøv igjen.',
    },
    repeatedField: {
      title: 'Et felt ble sendt flere ganger',
      text: 'Hvert felt kan bare sendes én gang, og vi kan ikke vite hvilken verdi som gjelder. Ingenting er lagret. Gå tilbake og prøv igjen.',
    },
    foreignOrigin: {
      title: 'Forespørselen kom fra et annet nettsted',
      text: 'Av sikkerhetsgrunner tar vi bare imot det som sendes fra tjenestens egne sider. Ingenting er lagret. Åpne siden på nytt og prøv igjen.',
    },
    notFound: {
      title: 'Vi finner ikke siden',
      text: 'Adressen kan være feil, eller siden er utenfor det du har tilgang til.',
    },
    methodNotAllowed: {
      title: 'Dette kan ikke gjøres her',
      text: 'Siden kan ikke brukes på denne måten. Ingenting er lagret.',
    },
    tooLarge: {
      title: 'Det som ble sendt, er for stort',
      text: 'Skjemaet tar imot hele tall og korte tekster. Ingenting er lagret. Gå tilbake, korte ned teksten og prøv igjen.',
    },
    unsupportedType: {
      title: 'Formatet kan ikke leses',
      text: 'Siden tar bare imot sine egne skjemaer. Ingenting er lagret.',
    },
    tooMany: {
      title: 'For mange forespørsler',
      text: 'Det kommer uvanlig mange forespørsler fra nettverket ditt. Vent et minutt og prøv igjen.',
    },
    unavailable: {
      title: 'Tjenesten kan ikke lagre akkurat nå',
      text: 'Det du sendte, er IKKE lagret. Vent et halvt minutt, gå tilbake og prøv igjen.',
    },
    unexpected: {
      title: 'Noe gikk galt hos oss',
      text: 'Feilen er registrert. Gå tilbake og prøv igjen om litt.',
    },
  },
  mailPage: {
    title: 'E-post som ikke er sendt',
    lead: 'I demonstrasjonen sendes ingen e-post ut. Alt som ellers ville blitt sendt, vises her, det nyeste først.',
    none: 'Ingen e-post ennå.',
    to: 'Til',
    subject: 'Emne',
    time: 'Tid',
    open: 'Åpne meldingen',
    showHtml: 'Vis meldingen slik den ser ut i et e-postprogram',
    back: 'Tilbake til listen',
    newest: 'De nyeste meldingene',
    older: 'Eldre meldinger',
    toCode: 'Skriv inn koden',
  },
};

export type CommonTexts = typeof common;
