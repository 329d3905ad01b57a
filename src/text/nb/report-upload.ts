// Delivering many reports with a file, in bokmål. src/text/nn/report-upload.ts says the same.

export const reportUpload = {
  title: 'Lever med fil',
  link: 'Lever flere rapporter med fil',
  faultHeading: 'Filen kan ikke leses',
  found: 'Dette står i filen',
  result: 'Resultat',
  readyLead: 'Ingenting er levert ennå. Knappen leverer rapportene som er i orden. De andre blir ikke lagret.',
  deliver: (count: number) => (count === 1 ? 'Lever rapporten' : `Lever ${count} rapporter`),
  done: (count: number) =>
    count === 0
      ? 'Ingen rapporter er levert.'
      : count === 1
        ? 'Én rapport er levert.'
        : `${count} rapporter er levert.`,
  choose: 'Velg fil',
  another: 'Kontroller en ny fil',
  file: 'CSV-fil',
  fileHint: 'Filen blir kontrollert først. Ingenting blir levert før du har sett resultatet.',
  check: 'Kontroller filen',
  howHeading: 'Slik ser filen ut',
  how: 'Én rad per rapport, og én kolonne per spørsmål. Deltakertallet ved månedens begynnelse kan stå tomt: da brukes tallet fra forrige rapport. Alt annet må fylles ut, og 0 skrives som 0. Malen har radene dere mangler.',
  template: 'Last ned mal (CSV for Excel)',
  long: 'Filen kan også ha én rad per svar, med kolonnene unit, period, question og value. Begrunnelser for advarsler står i reason_W1, reason_W2 og så videre, kommentaren i comment, og en kommentar til ett tall i comment_ og spørsmålets navn. Personopplysninger skal ikke stå i filen.',
  onLine: (line: number, text: string) => `Linje ${line}: ${text}`,
  giveReason: (rule: string) => `Er tallet riktig, skriv hvorfor i reason_${rule}.`,
  corrects: (number: number) => `Retting (innsending ${number})`,
  replaces: (name: string) => `Et utkast som ${name} har lagret, blir borte når rapporten leveres.`,
  notYours: 'Vi finner ingen slik enhet blant dem du rapporterer for.',
  changed:
    'Noen har levert eller lagret etter at filen ble kontrollert. Rapporten er ikke levert. Kontroller filen på nytt.',
  closed: {
    notOpen: 'Måneden er ikke åpnet ennå.',
    closed: 'Siste dag for retting er passert.',
    final: 'Måneden er gjort endelig av direktoratet.',
  },
  states: {
    ready: 'I orden',
    delivered: 'Levert',
    unchanged: 'Alt levert, uendret',
    faulty: 'Må rettes',
    notYours: 'Ikke funnet',
    closed: 'Ikke åpen',
    changed: 'Endret i mellomtiden',
  },
  faults: {
    noFile: 'Velg en fil.',
    tooLarge: 'Filen er for stor. Den kan være på høyst 300 kB.',
    notCsv: (line: number) => `Filen kan ikke leses som CSV (linje ${line}).`,
    heading:
      'Første linje må ha kolonnene unit og period og én per spørsmål, eller unit, period, question og value. Ingen kolonne kan stå to ganger eller uten navn.',
    empty: 'Filen har ingen rapporter.',
    tooMany: 'Filen har mer enn 200 rapporter. Del den opp.',
  },
  rowFaults: {
    fields: (detail: string) => `raden har feil antall felt (${detail}).`,
    unit: (detail: string) => `«${detail}» er ikke en rapporteringsenhet. Skriv den som 0101-3124.`,
    period: (detail: string) => `«${detail}» er ikke en måned. Skriv den som 2026-10.`,
    twice: (detail: string) => `«${detail}» står to ganger for samme rapport.`,
  },
};
