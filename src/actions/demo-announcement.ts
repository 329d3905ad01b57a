// What the demo's directorate has told the offices of how their numbers were used. Old enough to be no news on top of the
// reports, and mailed to nobody.

import type { Context } from '../context.ts';
import { addMinutes } from '../domain/period.ts';

const daysAgo = 75;

/** Does nothing where there is nobody of the demo's directorate, or something has been announced already. */
export function announceDemo({ store, now }: Pick<Context, 'store' | 'now'>): void {
  const directorate = store.person.byEmail('directorate@example.org');
  if (!directorate || store.announcement.all().length > 0) return;
  const who = `person:${directorate.id}`;
  const at = addMinutes(now(), -daysAgo * 24 * 60);
  const texts = {
    nb: {
      subject: 'Tallene fra første halvår er brukt i veiledningen',
      body: 'I vår var det mange som avsluttet etter avbrudd. Vi har gått gjennom tallene sammen med statsforvalterne, og har skrevet et nytt avsnitt om avtalte avbrudd i veilederen.\n\nEksempel i en demonstrasjon.',
    },
    nn: {
      subject: 'Tala frå første halvår er brukte i rettleiinga',
      body: 'I vår var det mange som avslutta etter avbrot. Vi har gått gjennom tala saman med statsforvaltarane, og har skrive eit nytt avsnitt om avtalte avbrot i rettleiaren.\n\nDøme i ein demonstrasjon.',
    },
  };
  const about = { governor: null, gathering: null, isAboutFigures: true, key: 'demo' };
  const id = store.announcement.add({ ...about, texts, who, name: directorate.name, publishedAt: at });
  store.event.record({
    at,
    who,
    what: 'announcement.published',
    subject: `announcement:${id}`,
    details: { receivers: 0 },
  });
}
