// The form of a report in bokmål, and what it says while it is filled in. src/text/nn/report-form.ts says the same.

export const reportForm = {
  title: (month: string, unit: string) => `Rapport for ${month} – ${unit}`,
  correctTitle: (month: string, unit: string) => `Rett rapporten for ${month} – ${unit}`,
  heading: (month: string) => `Rapport for ${month}`,
  correctHeading: 'Rett rapporten',
  correctLead: (number: number, when: string, name: string) =>
    `Tallene under ble levert ${when} av ${name} (innsending ${number}). De gjelder til du leverer rettingen.`,
  toBeConfirmed:
    'Tallene må bekreftes på nytt: deltakertallet ved månedens begynnelse stemmer ikke lenger med måneden før.',
  deadline: (day: string) => `Frist ${day}`,
  closesOn: (day: string) => `Kan rettes til og med ${day}`,
  estimated: (minutes: number) => `Tar omtrent ${minutes} minutter`,
  skipped: (month: string) => `${month} er ikke levert. Lever den først, så følger deltakertallet med hit.`,
  keyboardHint:
    'I et felt: Enter går til neste tomme felt, og leverer når ingen er tomme. ? viser hva tallet betyr, og gir plass til en kommentar.',
  commentOn: (label: string) => `Kommentar til «${label}» (ikke personopplysninger)`,
  meaningOf: (label: string) => `Hva betyr «${label}»?`,
  carried: 'Hentet fra forrige leverte rapport. Rett det hvis det er feil.',
  computed: (value: number | string) => `Regnet ut: ${value}`,
  sumOf: (sum: number | string, of: number | string) => `Fordelt ${sum} av ${of}`,
  empty: 'Må fylles ut. Skriv 0 hvis det ikke var noen.',
  notWhole: 'Skriv et helt tall, bare med sifrene 0–9.',
  tooLarge: 'Skriv et tall fra 0 til 9999.',
  reason: 'Begrunnelse',
  reasonHint: 'Rett tallet, eller skriv kort hvorfor det er riktig.',
  reasonFor: (rule: string) => `Begrunnelse (${rule})`,
  submit: 'Lever rapporten',
  submitCorrection: 'Lever rettingen',
  saveDraft: 'Lagre utkast',
  discardDraft: 'Slett utkastet',
  discarded: 'Utkastet er slettet.',
  shortcuts: 'Snarveier',
  zero: 'Ingenting å rapportere',
  zeroHint: 'Ingen deltakere og ingen vedtak: leverer 0 i alle felt.',
  noChanges: 'Ingen endringer',
  noChangesHint: 'Fyller inn 0 i månedens hendelser og samme beholdning som sist. Du ser tallene før du leverer.',
  noChangesFilled: 'Fylt ut uten endringer. Se over tallene, og lever.',
  noChangesImpossible: 'Vi har ingen tall fra forrige måned å bygge på. Fyll ut feltene.',
  saved: (clock: string) => `Lagret kl. ${clock}`,
  savedBy: (clock: string, name: string) => `Utkast lagret kl. ${clock} av ${name}`,
  savedByOn: (day: string, clock: string, name: string) => `Utkast lagret ${day} kl. ${clock} av ${name}`,
  notSaved: 'Ikke lagret. Vi prøver igjen.',
  signedOut: 'Du er logget ut. Det du har skrevet, blir tatt vare på når du leverer eller lagrer.',
  /** Why the page no longer saves by itself. */
  elsewhere: {
    draft: 'Et annet utkast er lagret, av en kollega eller fra en annen side. Trykk «Lagre utkast» for å se begge.',
    delivered: 'Rapporten er levert fra en annen side. Trykk «Lagre utkast» for å se begge.',
    discarded: 'Utkastet er slettet fra en annen side. Trykk «Lagre utkast» for å beholde det du har skrevet.',
    closed: 'Rapporten er ikke lenger åpen. Det du har skrevet etter siste lagring, er ikke lagret.',
  },
  textDropped:
    'Teksten inneholdt et fødselsnummer eller D-nummer og er ikke lagret. Tallene er lagret. Skriv teksten på nytt uten nummeret.',
  restored: 'Du var logget ut. Her er det du hadde skrevet. Se over, og lever.',
  otherPerson: (name: string) =>
    `Skjemaet ble åpnet av en annen person. Ingenting er levert. Du er logget inn som ${name}: se over tallene, og lever i eget navn.`,
  renewed: 'Skjemaet måtte lages på nytt, og ingenting er levert. Se over tallene, og lever.',
  faultHeading: (count: number) =>
    count === 1 ? 'Én ting må rettes før du kan levere' : `${count} ting må rettes før du kan levere`,
  warningHeading: (count: number) =>
    count === 1 ? 'Ett tall må rettes eller begrunnes' : `${count} ting må rettes eller begrunnes`,
  readOnlyLead: 'Du kan lese tallene, ikke endre dem.',
  nothingDelivered: 'Kontoret har ikke levert for denne måneden.',
  closed: {
    notOpen: (day: string) => `Rapporten åpner ${day}. Da kan den fylles ut her.`,
    closed: (day: string) =>
      `Siste dag for retting var ${day}. Er noe feil, ta kontakt med direktoratet, som kan åpne rapporten for retting.`,
    final: 'Måneden er gjort endelig av direktoratet, og kan ikke lenger leveres eller rettes.',
  },
  notStored: 'Rapporten er IKKE sendt inn.',
};
