// The definitions of the form in bokmål. nn/form.ts says the same.

export const form = {
  title: 'Definisjoner',
  lead: 'Hva hvert spørsmål betyr, og hva tjenesten kontrollerer før en rapport kan leveres.',
  version: 'Versjon',
  validFrom: 'Gjelder fra',
  inForce: 'Gjelder nå',
  korReference: 'Rapporteringsplikt (KOR)',
  minutes: 'Anslått tid',
  minutesOf: (minutes: number) => (minutes === 1 ? '1 minutt' : `${minutes} minutter`),
  versions: 'Alle versjoner',
  versionFrom: (version: string, month: string) => `${version}, gjelder fra ${month}`,
  downloadExcel: 'Last ned for Excel',
  downloadCsv: 'Last ned som CSV',
  kind: {
    flow: 'Hendelser i måneden; legges sammen over måneder',
    stock: 'Tall ved månedens slutt; legges aldri sammen over måneder',
    opening: 'Tall ved månedens begynnelse; følger med fra forrige rapport',
  },
  source: {
    K: 'KOSTRA-skjema 11CF',
    D: 'Utledet av KOSTRA-skjema 11CF',
    'K/D': 'KOSTRA-skjema 11CF, noe utledet',
    I: 'Eget for tjenesten',
  } as Record<string, string>,
  change: { first: '', same: '', new: 'Nytt', changed: 'Endret' },
  removed: (labels: string) => `Spørres det ikke om lenger: ${labels}.`,
  maxLength: (length: string) => `Høyst ${length} tegn.`,
  rules: 'Kontroller',
  rulesLead:
    'En feil må rettes før rapporten kan leveres. En advarsel ber om en begrunnelse, som lagres sammen med rapporten. En kontroll som mangler et tall den trenger, brukes ikke.',
  always: 'Gjelder alltid',
  alwaysList: [
    'E1: Alle felter må være fylt ut med hele tall fra 0 til 9999. Et tomt felt er ikke null.',
    'E7: Måneden må være over, og rapporten må være åpen for levering eller retting.',
    'E8: Kommentaren og begrunnelsene kan ikke inneholde fødselsnummer.',
  ],
  error: 'Feil',
  warning: 'Advarsel',
  whenLabel: 'Slår til når:',
  and: 'og',
  says: 'Da står det:',
  carried: 'tallet som følger med fra sist leverte rapport',
  months: (from: number, to: number) =>
    from === to
      ? from === -1
        ? '(forrige måned)'
        : `(${-from} måneder før)`
      : to === 0
        ? `(de siste ${1 - from} månedene)`
        : `(fra ${-from} til ${-to} måneder før)`,
  is: {
    '<': 'er mindre enn',
    '<=': 'er mindre enn eller lik',
    '=': 'er lik',
    '!=': 'er ikke lik',
    '>=': 'er større enn eller lik',
    '>': 'er større enn',
  },
  askedOnceIn: (months: number) => `Spørres om høyst én gang på ${months} måneder.`,
  notOnZero: 'Brukes ikke når kontoret leverer «Ingenting å rapportere».',
  file: 'definisjoner',
  yes: 'ja',
  no: 'nei',
  columns: {
    version: 'Versjon',
    validFrom: 'Gjelder fra',
    section: 'Del',
    question: 'Spørsmål',
    kind: 'Slag',
    partOf: 'Del av',
    source: 'Kilde',
    change: 'Endring',
    label_nb: 'Ordlyd, bokmål',
    label_nn: 'Ordlyd, nynorsk',
    meaning_nb: 'Forklaring, bokmål',
    meaning_nn: 'Forklaring, nynorsk',
  } as Record<string, string>,
};

export type FormTexts = typeof form;
