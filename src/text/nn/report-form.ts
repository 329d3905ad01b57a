// The form of a report in nynorsk; the shape is that of src/text/nb/report-form.ts.

import type { reportForm as bokmaal } from '../nb/report-form.ts';

export const reportForm: typeof bokmaal = {
  title: (month: string, unit: string) => `Rapport for ${month} – ${unit}`,
  correctTitle: (month: string, unit: string) => `Rett rapporten for ${month} – ${unit}`,
  heading: (month: string) => `Rapport for ${month}`,
  correctHeading: 'Rett rapporten',
  correctLead: (number: number, when: string, name: string) =>
    `Tala under vart leverte ${when} av ${name} (innsending ${number}). Dei gjeld til du leverer rettinga.`,
  toBeConfirmed:
    'Tala må stadfestast på nytt: deltakartalet ved starten av månaden stemmer ikkje lenger med månaden før.',
  deadline: (day: string) => `Frist ${day}`,
  closesOn: (day: string) => `Kan rettast til og med ${day}`,
  estimated: (minutes: number) => `Tek om lag ${minutes} minutt`,
  skipped: (month: string) => `${month} er ikkje levert. Lever den først, så følgjer deltakartalet med hit.`,
  keyboardHint:
    'I eit felt: Enter går til neste tomme felt, og leverer når ingen er tomme. ? viser kva talet tyder, og gir plass til ein kommentar.',
  commentOn: (label: string) => `Kommentar til «${label}» (ikkje personopplysningar)`,
  meaningOf: (label: string) => `Kva tyder «${label}»?`,
  carried: 'Henta frå førre leverte rapport. Rett det om det er feil.',
  computed: (value: number | string) => `Rekna ut: ${value}`,
  sumOf: (sum: number | string, of: number | string) => `Fordelt ${sum} av ${of}`,
  empty: 'Må fyllast ut. Skriv 0 om det ikkje var nokon.',
  notWhole: 'Skriv eit heilt tal, berre med siffera 0–9.',
  tooLarge: 'Skriv eit tal frå 0 til 9999.',
  reason: 'Grunngjeving',
  reasonHint: 'Rett talet, eller skriv kort kvifor det er rett.',
  reasonFor: (rule: string) => `Grunngjeving (${rule})`,
  submit: 'Lever rapporten',
  submitCorrection: 'Lever rettinga',
  saveDraft: 'Lagre utkast',
  discardDraft: 'Slett utkastet',
  discarded: 'Utkastet er sletta.',
  shortcuts: 'Snarvegar',
  zero: 'Ingenting å rapportere',
  zeroHint: 'Ingen deltakarar og ingen vedtak: leverer 0 i alle felt.',
  noChanges: 'Ingen endringar',
  noChangesHint: 'Fyller inn 0 i hendingane i månaden og same behaldning som sist. Du ser tala før du leverer.',
  noChangesFilled: 'Fylt ut utan endringar. Sjå over tala, og lever.',
  noChangesImpossible: 'Vi har ingen tal frå førre månad å byggje på. Fyll ut felta.',
  saved: (clock: string) => `Lagra kl. ${clock}`,
  savedBy: (clock: string, name: string) => `Utkast lagra kl. ${clock} av ${name}`,
  savedByOn: (day: string, clock: string, name: string) => `Utkast lagra ${day} kl. ${clock} av ${name}`,
  notSaved: 'Ikkje lagra. Vi prøver igjen.',
  signedOut: 'Du er logga ut. Det du har skrive, blir teke vare på når du leverer eller lagrar.',
  elsewhere: {
    draft: 'Eit anna utkast er lagra, av ein kollega eller frå ei anna side. Trykk «Lagre utkast» for å sjå begge.',
    delivered: 'Rapporten er levert frå ei anna side. Trykk «Lagre utkast» for å sjå begge.',
    discarded: 'Utkastet er sletta frå ei anna side. Trykk «Lagre utkast» for å ta vare på det du har skrive.',
    closed: 'Rapporten er ikkje lenger open. Det du har skrive etter siste lagring, er ikkje lagra.',
  },
  textDropped:
    'Teksten inneheldt eit fødselsnummer eller D-nummer og er ikkje lagra. Tala er lagra. Skriv teksten på nytt utan nummeret.',
  restored: 'Du var logga ut. Her er det du hadde skrive. Sjå over, og lever.',
  otherPerson: (name: string) =>
    `Skjemaet vart opna av ein annan person. Ingenting er levert. Du er logga inn som ${name}: sjå over tala, og lever i eige namn.`,
  renewed: 'Skjemaet måtte lagast på nytt, og ingenting er levert. Sjå over tala, og lever.',
  faultHeading: (count: number) =>
    count === 1 ? 'Éin ting må rettast før du kan levere' : `${count} ting må rettast før du kan levere`,
  warningHeading: (count: number) =>
    count === 1 ? 'Eitt tal må rettast eller grunngjevast' : `${count} ting må rettast eller grunngjevast`,
  readOnlyLead: 'Du kan lese tala, ikkje endre dei.',
  nothingDelivered: 'Kontoret har ikkje levert for denne månaden.',
  closed: {
    notOpen: (day: string) => `Rapporten opnar ${day}. Då kan han fyllast ut her.`,
    closed: (day: string) =>
      `Siste dag for retting var ${day}. Er noko feil, ta kontakt med direktoratet, som kan opne rapporten for retting.`,
    final: 'Månaden er gjord endeleg av direktoratet, og kan ikkje lenger leverast eller rettast.',
  },
  notStored: 'Rapporten er IKKJE send inn.',
};
