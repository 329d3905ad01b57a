// Many letters started in one go, in bokmål. nn/letter-run.ts says the same.

export const letterRun = {
  link: 'Skriv mange brev på én gang',
  title: 'Skriv mange brev på én gang',
  back: 'Alle saker',
  lead: 'Velg sakene som skal ha brev. Hvert brev blir et utkast med tallene fra i dag. Du leser over og ferdigstiller hvert av dem etterpå.',
  kindLabel: 'Slags brev',
  kinds: { request: 'Be om redegjørelse', reminder: 'Påminnelse' },
  open: 'Åpne saker',
  suggested: 'Forslag til nye saker (saken åpnes når brevet lages)',
  none: 'Ingen saker trenger dette brevet nå.',
  hasDraft: 'Har et utkast allerede',
  notNext: 'Et annet steg kommer først',
  language: 'Målform til språknøytrale kommuner',
  start: 'Lag utkastene',
  nothing: 'Velg minst én sak.',
  runTitle: 'Brevene lages',
  finishedTitle: 'Brevene er laget',
  progress: (done: number, total: number) => `${done} av ${total}`,
  refresh: 'Siden oppdaterer seg selv. Du kan gå herfra; brevene lages likevel.',
  again: 'Oppdater nå',
  drafted: (count: number) => (count === 1 ? '1 nytt utkast.' : `${count} nye utkast.`),
  kept: (count: number) => (count === 1 ? '1 sak hadde et utkast fra før.' : `${count} saker hadde et utkast fra før.`),
  passed: (count: number) => (count === 1 ? '1 sak kunne ikke få brev.' : `${count} saker kunne ikke få brev.`),
  stopped: 'Noe gikk galt før alle brevene var laget. De som er laget, er lagret. Prøv igjen med resten.',
  drafts: 'Utkastene',
  archive: (month: string) => `Ferdige brev fra ${month}, samlet i en zip-fil`,
};

export type LetterRunTexts = typeof letterRun;
