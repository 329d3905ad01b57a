// Many letters started in one go, in nynorsk. nb/letter-run.ts says the same.

import type { LetterRunTexts } from '../nb/letter-run.ts';

export const letterRun: LetterRunTexts = {
  link: 'Skriv mange brev på éin gong',
  title: 'Skriv mange brev på éin gong',
  back: 'Alle saker',
  lead: 'Vel sakene som skal ha brev. Kvart brev blir eit utkast med tala frå i dag. Du les over og gjer ferdig kvart av dei etterpå.',
  kindLabel: 'Slags brev',
  kinds: { request: 'Be om utgreiing', reminder: 'Påminning' },
  open: 'Opne saker',
  suggested: 'Framlegg til nye saker (saka blir opna når brevet blir laga)',
  none: 'Ingen saker treng dette brevet no.',
  hasDraft: 'Har eit utkast frå før',
  notNext: 'Eit anna steg kjem først',
  language: 'Målform til språknøytrale kommunar',
  start: 'Lag utkasta',
  nothing: 'Vel minst éi sak.',
  runTitle: 'Breva blir laga',
  finishedTitle: 'Breva er laga',
  progress: (done, total) => `${done} av ${total}`,
  refresh: 'Sida oppdaterer seg sjølv. Du kan gå herifrå; breva blir laga likevel.',
  again: 'Oppdater no',
  drafted: (count) => (count === 1 ? '1 nytt utkast.' : `${count} nye utkast.`),
  kept: (count) => (count === 1 ? '1 sak hadde eit utkast frå før.' : `${count} saker hadde eit utkast frå før.`),
  passed: (count) => (count === 1 ? '1 sak kunne ikkje få brev.' : `${count} saker kunne ikkje få brev.`),
  stopped: 'Noko gjekk gale før alle breva var laga. Dei som er laga, er lagra. Prøv igjen med resten.',
  drafts: 'Utkasta',
  archive: (month) => `Ferdige brev frå ${month}, samla i ei zip-fil`,
};
