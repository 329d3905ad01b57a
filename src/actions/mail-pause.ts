// Mail of the ledger can be paused: by the brakes, after a restore, or by a person. Only a person releases it. Codes to
// sign in with go out all the same.

import type { Context } from '../context.ts';
import type { Instant } from '../domain/period.ts';

export type MailPause = { at: Instant; reason: string };

type Given = Pick<Context, 'store'>;

/** Why and since when mail is paused; null when it is not. */
export function mailPause({ store }: Given): MailPause | null {
  const value = store.service.get('mail_paused');
  return value === null ? null : (JSON.parse(value) as MailPause);
}

/** Pauses mail; a pause that is there already stays as it is. */
export function pauseMail({ store }: Given, pause: MailPause, who: string): void {
  store.transaction(() => {
    if (store.service.get('mail_paused') !== null) return;
    store.service.set('mail_paused', JSON.stringify(pause));
    store.event.record({ at: pause.at, who, what: 'mail.paused', subject: 'mail', details: { reason: pause.reason } });
  });
}

/** Lets mail go out again. Notices that have grown too old meanwhile are skipped, not sent. */
export function releaseMail({ store }: Given, { at, who }: { at: Instant; who: string }): void {
  store.transaction(() => {
    if (store.service.get('mail_paused') === null) return;
    store.service.remove('mail_paused');
    store.event.record({ at, who, what: 'mail.released', subject: 'mail', details: {} });
  });
}
