// The definitions of the form in nynorsk. nb/form.ts says the same.

import type { FormTexts } from '../nb/form.ts';

export const form: FormTexts = {
  title: 'Definisjonar',
  lead: 'Kva kvart spørsmål tyder, og kva tenesta kontrollerer før ein rapport kan leverast.',
  version: 'Versjon',
  validFrom: 'Gjeld frå',
  inForce: 'Gjeld no',
  korReference: 'Rapporteringsplikt (KOR)',
  minutes: 'Anslått tid',
  minutesOf: (minutes: number) => (minutes === 1 ? '1 minutt' : `${minutes} minutt`),
  versions: 'Alle versjonar',
  versionFrom: (version: string, month: string) => `${version}, gjeld frå ${month}`,
  downloadExcel: 'Last ned for Excel',
  downloadCsv: 'Last ned som CSV',
  kind: {
    flow: 'Hendingar i månaden; blir lagde saman over månader',
    stock: 'Tal ved utgangen av månaden; blir aldri lagde saman over månader',
    opening: 'Tal ved starten av månaden; følgjer med frå førre rapport',
  },
  source: {
    K: 'KOSTRA-skjema 11CF',
    D: 'Utleidd av KOSTRA-skjema 11CF',
    'K/D': 'KOSTRA-skjema 11CF, noko utleidd',
    I: 'Eige for tenesta',
  },
  change: { first: '', same: '', new: 'Nytt', changed: 'Endra' },
  removed: (labels: string) => `Blir ikkje spurt om lenger: ${labels}.`,
  maxLength: (length: string) => `Høgst ${length} teikn.`,
  rules: 'Kontrollar',
  rulesLead:
    'Ein feil må rettast før rapporten kan leverast. Ei åtvaring ber om ei grunngjeving, som blir lagra saman med rapporten. Ein kontroll som manglar eit tal han treng, blir ikkje brukt.',
  always: 'Gjeld alltid',
  alwaysList: [
    'E1: Alle felt må vere fylte ut med heile tal frå 0 til 9999. Eit tomt felt er ikkje null.',
    'E7: Månaden må vere over, og rapporten må vere open for levering eller retting.',
    'E8: Kommentaren og grunngjevingane kan ikkje innehalde fødselsnummer.',
  ],
  error: 'Feil',
  warning: 'Åtvaring',
  whenLabel: 'Slår til når:',
  and: 'og',
  says: 'Då står det:',
  carried: 'talet som følgjer med frå sist leverte rapport',
  months: (from: number, to: number) =>
    from === to
      ? from === -1
        ? '(førre månad)'
        : `(${-from} månader før)`
      : to === 0
        ? `(dei siste ${1 - from} månadene)`
        : `(frå ${-from} til ${-to} månader før)`,
  is: {
    '<': 'er mindre enn',
    '<=': 'er mindre enn eller lik',
    '=': 'er lik',
    '!=': 'er ikkje lik',
    '>=': 'er større enn eller lik',
    '>': 'er større enn',
  },
  askedOnceIn: (months: number) => `Blir spurt om høgst éin gong på ${months} månader.`,
  notOnZero: 'Blir ikkje brukt når kontoret leverer «Ingenting å rapportere».',
  file: 'definisjonar',
  yes: 'ja',
  no: 'nei',
  columns: {
    version: 'Versjon',
    validFrom: 'Gjeld frå',
    section: 'Del',
    question: 'Spørsmål',
    kind: 'Slag',
    partOf: 'Del av',
    source: 'Kjelde',
    change: 'Endring',
    label_nb: 'Ordlyd, bokmål',
    label_nn: 'Ordlyd, nynorsk',
    meaning_nb: 'Forklaring, bokmål',
    meaning_nn: 'Forklaring, nynorsk',
  },
};
