// The pages for signing in, in bokmål. nn/sign-in.ts says the same.

export const signIn = {
  title: 'Logg inn',
  lead: 'Vi sender en kode på åtte sifre til e-posten din.',
  email: 'E-postadresse',
  emailHint: 'Den adressen Nav har registrert på deg.',
  send: 'Send kode',
  emailFault: 'Skriv hele e-postadressen, for eksempel kari.nordmann@nav.no',
  mustSignIn: 'Du må logge inn for å se siden. Du kommer dit når du er logget inn.',
  codeTitle: 'Skriv inn koden',
  codeLead: (email: string) => `Hvis ${email} er registrert, har vi sendt en kode dit.`,
  codeHint: 'Åtte sifre. Koden gjelder i ti minutter og kan brukes én gang.',
  code: 'Kode',
  submit: 'Logg inn',
  again: 'Be om ny kode',
  help: 'Kommer det ingen e-post?',
  helpSpam: 'Vent et minutt, og se etter i søppelposten.',
  helpAddress: 'Sjekk at adressen er riktig. Bare registrerte adresser får kode.',
  helpLimit: 'Du kan be om fem koder i timen. Bruk koden fra den nyeste e-posten.',
  codeEmpty: 'Skriv inn koden fra e-posten',
  codeShape: 'Koden er åtte sifre',
  codeWrong: 'Koden er feil. Sjekk at du bruker den nyeste e-posten.',
  codeOver: 'Koden er utløpt eller brukt opp. Be om en ny kode.',
  tooMany: 'Det er prøvd for mange ganger fra nettverket ditt. Vent en time, eller be en kollega om hjelp.',
  signedOut: 'Du er logget ut.',
  stillAtProvider:
    'Du er fortsatt logget inn på jobbkontoen i denne nettleseren. Lukk nettleseren hvis flere bruker den.',
  withAccount: 'Logg inn med jobbkontoen',
  orWithCode: 'Eller med kode på e-post',
  refused: {
    again: 'Til innlogging',
    over: {
      title: 'Innloggingen må begynne på nytt',
      text: 'Svaret fra jobbkontoen er brukt før, for gammelt eller hører til et annet vindu eller en annen nettleser.',
    },
    denied: {
      title: 'Du ble ikke logget inn',
      text: 'Innloggingen ble avbrutt, eller jobbkontoen din har ikke tilgang til denne tjenesten.',
    },
    noAddress: {
      title: 'Jobbkontoen mangler en bekreftet e-postadresse',
      text: 'Vi kjenner deg igjen på e-postadressen, og den fikk vi ikke. Du kan logge inn med kode på e-post.',
    },
    unknown: {
      title: 'Du har ikke tilgang ennå',
      text: 'En kollega som rapporterer for kontoret, kan legge deg til. Er du registrert med en annen adresse, kan du logge inn med kode dit.',
    },
    unknownAddress: (email: string) => `Adressen ${email} er ikke registrert her.`,
    failed: {
      title: 'Jobbkontoen svarer ikke',
      text: 'Det er ikke noe galt med det du gjorde. Prøv igjen om litt, eller logg inn med kode på e-post.',
    },
  },
};

export type SignInTexts = typeof signIn;
