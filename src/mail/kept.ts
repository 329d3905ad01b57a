// Keeps mails instead of sending them: when no SMTP server is configured.

import type { Instant } from '../domain/period.ts';
import type { Store } from '../store/store.ts';
import type { Mailer } from './mailer.ts';
import { isPlainAddress, mimeOf } from './mime.ts';

/** `from` stands in the mail as it would if it were sent. */
export function keptMailer(keptMail: Store['keptMail'], from: string, now: () => Instant): Mailer {
  return {
    send: async (message) => {
      const { to, messageId, subject, text, html } = message;
      if (!isPlainAddress(to.address)) return { outcome: 'refused', answer: 'not a mail address', addressDead: true };
      const raw = await mimeOf(message, from);
      keptMail.keep({ keptAt: now(), messageId, recipient: to.address, subject, text, html, raw });
      return { outcome: 'sent', answer: 'kept', addressDead: false };
    },
    close: () => {},
  };
}
