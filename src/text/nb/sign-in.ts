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
};

export type SignInTexts = typeof signIn;
