// The pages for signing in, in nynorsk. nb/sign-in.ts says the same.

import type { SignInTexts } from '../nb/sign-in.ts';

export const signIn: SignInTexts = {
  title: 'Logg inn',
  lead: 'Vi sender ein kode på åtte siffer til e-posten din.',
  email: 'E-postadresse',
  emailHint: 'Den adressa Nav har registrert på deg.',
  send: 'Send kode',
  emailFault: 'Skriv heile e-postadressa, til dømes kari.nordmann@nav.no',
  mustSignIn: 'Du må logge inn for å sjå sida. Du kjem dit når du er logga inn.',
  codeTitle: 'Skriv inn koden',
  codeLead: (email: string) => `Om ${email} er registrert, har vi sendt ein kode dit.`,
  codeHint: 'Åtte siffer. Koden gjeld i ti minutt og kan brukast éin gong.',
  code: 'Kode',
  submit: 'Logg inn',
  again: 'Be om ny kode',
  help: 'Kjem det ingen e-post?',
  helpSpam: 'Vent eit minutt, og sjå etter i søppelposten.',
  helpAddress: 'Sjekk at adressa er rett. Berre registrerte adresser får kode.',
  helpLimit: 'Du kan be om fem kodar i timen. Bruk koden frå den nyaste e-posten.',
  codeEmpty: 'Skriv inn koden frå e-posten',
  codeShape: 'Koden er åtte siffer',
  codeWrong: 'Koden er feil. Sjekk at du bruker den nyaste e-posten.',
  codeOver: 'Koden er gått ut eller brukt opp. Be om ein ny kode.',
  tooMany: 'Det er prøvd for mange gonger frå nettverket ditt. Vent ein time, eller be ein kollega om hjelp.',
  signedOut: 'Du er logga ut.',
  stillAtProvider:
    'Du er framleis logga inn på jobbkontoen i denne nettlesaren. Lukk nettlesaren om fleire bruker han.',
  withAccount: 'Logg inn med jobbkontoen',
  orWithCode: 'Eller med kode på e-post',
  refused: {
    again: 'Til innlogging',
    over: {
      title: 'Innlogginga må byrje på nytt',
      text: 'Svaret frå jobbkontoen er brukt før, for gammalt eller høyrer til eit anna vindauge eller ein annan nettlesar.',
    },
    denied: {
      title: 'Du vart ikkje logga inn',
      text: 'Innlogginga vart avbroten, eller jobbkontoen din har ikkje tilgang til denne tenesta.',
    },
    noAddress: {
      title: 'Jobbkontoen manglar ei stadfesta e-postadresse',
      text: 'Vi kjenner deg att på e-postadressa, og den fekk vi ikkje. Du kan logge inn med kode på e-post.',
    },
    unknown: {
      title: 'Du har ikkje tilgang enno',
      text: 'Ein kollega som rapporterer for kontoret, kan leggje deg til. Er du registrert med ei anna adresse, kan du logge inn med kode dit.',
    },
    unknownAddress: (email: string) => `Adressa ${email} er ikkje registrert her.`,
    failed: {
      title: 'Jobbkontoen svarar ikkje',
      text: 'Det er ikkje noko gale med det du gjorde. Prøv igjen om litt, eller logg inn med kode på e-post.',
    },
  },
};
