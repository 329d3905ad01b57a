// The way out for mail, as the rest of the program sees it. `smtp.ts` sends; `kept.ts` keeps, when no SMTP server is
// configured.

import type { Language } from '../domain/person.ts';

/** One message to one person. `text` and `html` say the same. */
export type Message = {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** The languages the text is in, in order; two when the office's municipalities differ. */
  languages: Language[];
  /** Fixed per notice, the same over retries: `<…@kvp-rapport.nav.no>`. */
  messageId: string;
};

/**
 * sent: the server took it. refused: permanently (5xx), the address or message is no good. retry: not delivered, may
 * go later. unknown: the whole message was handed over and no answer came, so it may have been delivered.
 */
export type SendResult = {
  outcome: 'sent' | 'refused' | 'retry' | 'unknown';
  /** What the server said, or what went wrong. */
  answer: string;
  /** True when it was the recipient's address that was refused, so that it is of no use. */
  addressDead: boolean;
};

export type Mailer = {
  /** Never throws: every fault of the server is an outcome. */
  send: (message: Message) => Promise<SendResult>;
  close: () => void;
};
