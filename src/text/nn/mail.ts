// The mails in nynorsk; the shape is that of src/text/nb/mail.ts.

import type { mail as bokmaal } from '../nb/mail.ts';

export const mail: typeof bokmaal = {
  hello: 'Hei',
  toReports: 'Gå til rapportane',
  opening: {
    subject: (month) => `KVP-rapporten for ${month} kan leverast`,
    lead: (month) => `Rapporten om kvalifiseringsprogrammet for ${month} er opna. Dette skal leverast:`,
    deadline: (day) => `Fristen er ${day}.`,
    zero: 'Har kontoret verken deltakarar eller vedtak å melde, skal det òg leverast: vel «Ingenting å rapportere».',
  },
  beforeDeadline: {
    subject: (day) => `Påminning: fristen for KVP-rapporten er ${day}`,
    lead: (month) => `Dette er ikkje levert for ${month} enno:`,
    deadline: (day) => `Fristen er ${day}.`,
  },
  afterDeadline: {
    subject: (month) => `Påminning: KVP-rapporten for ${month} manglar`,
    lead: (month, day) => `Fristen for ${month} var ${day}. Dette er ikkje levert:`,
    next: 'Lever så snart de kan. Rapporten kan leverast sjølv om fristen er ute.',
  },
  lastReminder: {
    subject: (month) => `Siste påminning: KVP-rapporten for ${month} manglar`,
    lead: (month, day) => `Fristen for ${month} var ${day}. Dette er framleis ikkje levert:`,
    copy: 'Leiaren ved kontoret får òg denne meldinga.',
    next: (day) => `Er rapporten ikkje levert før ${day}, får statsforvaltaren melding.`,
  },
  escalation: {
    subject: (month) => `Manglande KVP-rapportar for ${month}`,
    lead: (month, day) => `Fristen for ${month} var ${day}. Desse rapporteringseiningane har framleis ikkje levert:`,
    next: 'Kontora har fått påminningar. Vi ber statsforvaltaren følgje opp.',
    toOverview: 'Gå til oversikta',
    toFollowUps: 'Gå til oppfølgingssakene',
    toMonth: 'Sjå månadslista',
  },
  directorate: {
    subject: (month) => `Manglande KVP-rapportar for ${month}: samla melding`,
    lead: (month, day) => `Fristen for ${month} var ${day}. Framleis manglar:`,
    missing: (governor, count) =>
      `${governor}: ${count} ${count === 1 ? 'rapporteringseining' : 'rapporteringseiningar'}`,
    noGovernor: 'Utan statsforvaltar',
    told: 'Statsforvaltarane har fått melding om rapporteringseiningane sine.',
    nobodyAtGovernor: 'Her er det ingen å sende melding til hos statsforvaltaren:',
    nobodyAtOffice: 'Her er det ingen å sende påminningar til ved kontoret:',
  },
  receipt: {
    subject: (month) => `Kvittering: KVP-rapporten for ${month} er levert`,
    correctedSubject: (month) => `Kvittering: KVP-rapporten for ${month} er retta`,
    lead: 'Vi har teke imot rapporten.',
    correctedLead: 'Vi har teke imot rettinga.',
    unit: 'Rapporteringseining',
    month: 'Månad',
    deliveredAt: 'Tidspunkt',
    number: 'Innsending',
    link: 'Sjå kvitteringa',
  },
  test: {
    subject: 'Prøve frå KVP-rapport',
    lead: (name, moment) => `${name} bad om denne prøva ${moment}.`,
    arrived: 'Når du les dette, verkar e-posten. Han handlar ikkje om nokon rapport.',
    link: 'Gå til varsla',
  },
  announcement: {
    directorate: 'Arbeids- og velferdsdirektoratet',
    lead: (sender) => `Dette er ei kunngjering frå ${sender}.`,
    when: 'Tid',
    where: 'Stad',
    link: 'Les kunngjeringa',
    linkSignUp: 'Les meir, meld deg på og legg samlinga i kalenderen',
  },
  inquiry: {
    subject: (month: string) => `Spørsmål om KVP-rapporten for ${month}`,
    lead: (name: string) => `${name} har eit spørsmål om ein rapport frå dykk.`,
    next: 'Spørsmålet står i KVP-rapport, og de svarar der. Det held at éin av dykk svarar.',
    link: 'Les spørsmålet og svar',
    why: 'Du får denne e-posten fordi du er rapportør eller leiar for kontoret.',
  },
  followUpReminder: {
    subject: (count) =>
      count === 1 ? 'Ei oppfølgingssak er over fristen' : `${count} oppfølgingssaker er over fristen`,
    lead: 'Fristen er ute for dette:',
    item: (unit, day, isOwn) => `${unit}: fristen var ${day}${isOwn ? '' : ', saka har ingen saksbehandlar'}`,
    next: 'Gjer det neste steget i saka, eller set ein ny frist.',
    why: 'Du får denne e-posten fordi du følgjer opp kontor hos statsforvaltaren.',
  },
  invitation: {
    subject: (office: string) => `Du kan rapportere om KVP for ${office}`,
    lead: (by: string, office: string) => `${by} vil at du skal rapportere om kvalifiseringsprogrammet for ${office}.`,
    confirm: (day: string) => `Du stadfestar ved å logge inn med denne e-postadressa seinast ${day}.`,
    link: 'Logg inn',
    notYou: 'Skal du ikkje rapportere for kontoret, treng du ikkje gjere noko. Då får du ikkje tilgang.',
  },
  signInCode: {
    subject: 'Kode for å logge inn i KVP-rapport',
    lead: 'Koden din er:',
    valid: 'Skriv han inn der du bad om han. Han gjeld i ti minutt og kan brukast éin gong.',
    notAsked: 'Har du ikkje bede om ein kode, kan du sjå bort frå denne e-posten. Gi aldri koden til andre.',
  },
  why: {
    reporter: 'Du får denne e-posten fordi du er rapportør for kontoret.',
    leader: 'Du får denne e-posten fordi du er leiar ved kontoret.',
    governor: 'Du får denne e-posten fordi du er registrert hos statsforvaltaren.',
    directorate: 'Du får denne e-posten fordi du er registrert hos direktoratet.',
    submitter: 'Du får denne e-posten fordi du leverte rapporten.',
  },
  automatic: 'E-posten er send automatisk frå KVP-rapport og kan ikkje svarast på.',
};
