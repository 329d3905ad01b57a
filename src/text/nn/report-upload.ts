// Delivering many reports with a file, in nynorsk; the shape is that of src/text/nb/report-upload.ts.

import type { reportUpload as bokmaal } from '../nb/report-upload.ts';

export const reportUpload: typeof bokmaal = {
  title: 'Lever med fil',
  link: 'Lever fleire rapportar med fil',
  faultHeading: 'Fila kan ikkje lesast',
  found: 'Dette står i fila',
  result: 'Resultat',
  readyLead: 'Ingenting er levert enno. Knappen leverer rapportane som er i orden. Dei andre blir ikkje lagra.',
  deliver: (count: number) => (count === 1 ? 'Lever rapporten' : `Lever ${count} rapportar`),
  done: (count: number) =>
    count === 0
      ? 'Ingen rapportar er leverte.'
      : count === 1
        ? 'Éin rapport er levert.'
        : `${count} rapportar er leverte.`,
  choose: 'Vel fil',
  another: 'Kontroller ei ny fil',
  file: 'CSV-fil',
  fileHint: 'Fila blir kontrollert først. Ingenting blir levert før du har sett resultatet.',
  check: 'Kontroller fila',
  howHeading: 'Slik ser fila ut',
  how: 'Éi rad per rapport, og éin kolonne per spørsmål. Deltakartalet ved starten av månaden kan stå tomt: då blir talet frå førre rapport brukt. Alt anna må fyllast ut, og 0 blir skrive som 0. Malen har radene de manglar.',
  template: 'Last ned mal (CSV for Excel)',
  long: 'Fila kan òg ha éi rad per svar, med kolonnane unit, period, question og value. Grunngjevingar for åtvaringar står i reason_W1, reason_W2 og så vidare, kommentaren i comment, og ein kommentar til eitt tal i comment_ og namnet på spørsmålet. Personopplysningar skal ikkje stå i fila.',
  onLine: (line: number, text: string) => `Linje ${line}: ${text}`,
  giveReason: (rule: string) => `Er talet rett, skriv kvifor i reason_${rule}.`,
  corrects: (number: number) => `Retting (innsending ${number})`,
  replaces: (name: string) => `Eit utkast som ${name} har lagra, blir borte når rapporten blir levert.`,
  notYours: 'Vi finn inga slik eining blant dei du rapporterer for.',
  changed:
    'Nokon har levert eller lagra etter at fila vart kontrollert. Rapporten er ikkje levert. Kontroller fila på nytt.',
  closed: {
    notOpen: 'Månaden er ikkje opna enno.',
    closed: 'Siste dag for retting er passert.',
    final: 'Månaden er gjord endeleg av direktoratet.',
  },
  states: {
    ready: 'I orden',
    delivered: 'Levert',
    unchanged: 'Alt levert, uendra',
    faulty: 'Må rettast',
    notYours: 'Ikkje funnen',
    closed: 'Ikkje open',
    changed: 'Endra i mellomtida',
  },
  faults: {
    noFile: 'Vel ei fil.',
    tooLarge: 'Fila er for stor. Ho kan vere på høgst 300 kB.',
    notCsv: (line: number) => `Fila kan ikkje lesast som CSV (linje ${line}).`,
    heading:
      'Første linja må ha kolonnane unit og period og éin per spørsmål, eller unit, period, question og value. Ingen kolonne kan stå to gonger eller utan namn.',
    empty: 'Fila har ingen rapportar.',
    tooMany: 'Fila har meir enn 200 rapportar. Del ho opp.',
  },
  rowFaults: {
    fields: (detail: string) => `rada har feil tal på felt (${detail}).`,
    unit: (detail: string) => `«${detail}» er ikkje ei rapporteringseining. Skriv ho som 0101-3124.`,
    period: (detail: string) => `«${detail}» er ikkje ein månad. Skriv han som 2026-10.`,
    twice: (detail: string) => `«${detail}» står to gonger for same rapport.`,
  },
};
