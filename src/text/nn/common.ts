// What every page shares, in nynorsk. nb/common.ts says the same.

import type { CommonTexts } from '../nb/common.ts';

export const common: CommonTexts = {
  product: 'KVP-rapport',
  titleOf: (page: string) => `${page} – KVP-rapport`,
  faultTitleOf: (page: string) => `Feil: ${page} – KVP-rapport`,
  skip: 'Hopp til innhaldet',
  demo: 'Syntetiske data.',
  demoLead: 'Dette er ein demonstrasjon. Ingen tal er frå røynda.',
  demoMail: 'Sjå e-posten som er send',
  languageLabel: 'Språk',
  navigationLabel: 'Sider',
  personLabel: 'Innlogga',
  signIn: 'Logg inn',
  signOut: 'Logg ut',
  statistics: 'Open statistikk',
  footer: 'KVP-rapport er Nav si teneste for månadleg rapportering om kvalifiseringsprogrammet.',
  faultSummary: 'For å gå vidare må du rette dette:',
  errorPrefix: 'Feil:',
  choose: 'Vel',
  /** What opens the rest of the pages. */
  more: 'Meir',
  navigation: {
    changes: 'Endringar',
    people: 'Personar',
    offices: 'Kontor',
    forms: 'Definisjonar',
    events: 'Hendingslogg',
    reports: 'Rapportar',
    overview: 'Oversikt',
    totals: 'Samletal',
    notices: 'Varsel',
    plans: 'Plan',
    extracts: 'Uttrekk',
    targets: 'Måltal',
    followUps: 'Oppfølging',
    mail: 'E-post',
  },
  status: {
    notOpen: 'Ikkje opna',
    open: 'Open',
    draft: 'Utkast',
    onTime: 'Levert i tide',
    late: 'Levert for seint',
    missing: 'Manglar',
    exempt: 'Friteken',
  },
  flag: {
    confirmedZero: 'Stadfesta null',
    corrected: 'Retta',
    toBeConfirmed: 'Må stadfestast på nytt',
    imported: 'Importert',
  },
  faults: {
    goHome: 'Gå til framsida',
    reference: (id: string) => `Oppgi referansen ${id} om du tek kontakt.`,
    badRequest: {
      title: 'Vi forstod ikkje det som vart sendt',
      text: 'Ingenting er lagra. Gå tilbake og prøv igjen.',
    },
    repeatedField: {
      title: 'Eit felt vart sendt fleire gonger',
      text: 'Kvart felt kan berre sendast éin gong, og vi kan ikkje vite kva verdi som gjeld. Ingenting er lagra. Gå tilbake og prøv igjen.',
    },
    foreignOrigin: {
      title: 'Førespurnaden kom frå ein annan nettstad',
      text: 'Av tryggleiksgrunnar tek vi berre imot det som vert sendt frå sidene til tenesta. Ingenting er lagra. Opne sida på nytt og prøv igjen.',
    },
    notFound: {
      title: 'Vi finn ikkje sida',
      text: 'Adressa kan vere feil, eller sida er utanfor det du har tilgang til.',
    },
    methodNotAllowed: {
      title: 'Dette kan ikkje gjerast her',
      text: 'Sida kan ikkje brukast på denne måten. Ingenting er lagra.',
    },
    tooLarge: {
      title: 'Det som vart sendt, er for stort',
      text: 'Skjemaet tek imot heile tal og korte tekstar. Ingenting er lagra. Gå tilbake, kort ned teksten og prøv igjen.',
    },
    unsupportedType: {
      title: 'Formatet kan ikkje lesast',
      text: 'Sida tek berre imot sine eigne skjema. Ingenting er lagra.',
    },
    tooMany: {
      title: 'For mange førespurnader',
      text: 'Det kjem uvanleg mange førespurnader frå nettverket ditt. Vent eit minutt og prøv igjen.',
    },
    unavailable: {
      title: 'Tenesta kan ikkje lagre akkurat no',
      text: 'Det du sende, er IKKJE lagra. Vent eit halvt minutt, gå tilbake og prøv igjen.',
    },
    unexpected: {
      title: 'Noko gjekk gale hos oss',
      text: 'Feilen er registrert. Gå tilbake og prøv igjen om litt.',
    },
  },
  mailPage: {
    title: 'E-post som ikkje er send',
    lead: 'I demonstrasjonen vert ingen e-post send ut. Alt som elles ville vorte sendt, står her, det nyaste først.',
    none: 'Ingen e-post enno.',
    to: 'Til',
    subject: 'Emne',
    time: 'Tid',
    open: 'Opne meldinga',
    showHtml: 'Vis meldinga slik ho ser ut i eit e-postprogram',
    back: 'Tilbake til lista',
    newest: 'Dei nyaste meldingane',
    older: 'Eldre meldingar',
    toCode: 'Skriv inn koden',
  },
};
