// A message as it goes over the wire. Headers come from constants and from what nodemailer encodes, never from text put
// together by hand.

import MailComposer from 'nodemailer/lib/mail-composer';
import type { Message } from './mailer.ts';

/** A plain address: no name, no comment, no quoting, nothing but ASCII. The only kind that mail is sent to. */
const plainAddress = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+$/i;

export function isPlainAddress(address: string): boolean {
  return address.length <= 254 && plainAddress.test(address);
}

/** Gives the whole message, with line ends as SMTP wants them. Throws when the recipient's address is not plain. */
export function mimeOf(message: Message, from: string): Promise<Buffer> {
  if (!isPlainAddress(message.to.address)) throw new Error('Not a plain mail address');
  return new MailComposer({
    from: { name: 'KVP-rapport', address: from },
    to: { name: message.to.name, address: message.to.address },
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId: message.messageId,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': message.languages.join(', '),
    },
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
