// Reads what comes back when a mail could not be delivered (RFC 3464), in the dialects of Postfix, Exim, OpenSMTPD and
// Exchange. Whatever is not understood without a doubt is a fault, and left to a person.

import { harmless } from './layout.ts';
import { type Headers, headerText, type Part, partsOf, readFields, readMessage } from './mime-parts.ts';
import { isAboutMailbox, statusIn } from './refusal.ts';
import { messageIdIn } from './return-path.ts';

export type Bounce = {
  /** Of the mail that came back. */
  messageId: string;
  /** failed: it will not be delivered; delayed: the server still tries; delivered: it arrived, or was passed on. */
  outcome: 'failed' | 'delayed' | 'delivered';
  /** The address that failed is of no use for any mail. */
  addressDead: boolean;
  /** An enhanced status code, the most telling there is: `5.1.1`. */
  status: string;
  /** What the mail server said, on one line. */
  answer: string;
};

export type BounceResult = { ok: true; bounce: Bounce } | { ok: false; fault: string };

/** Who sent a mail and about what, as it says itself; harmless to show. */
export type Said = { sender: string; subject: string; text: string };

const refuse = (fault: string): BounceResult => ({ ok: false, fault });

/** Takes a whole mail as it came over the wire. Never throws. */
export function readBounce(raw: Buffer): BounceResult {
  const message = readMessage(raw.toString('latin1'));
  if (message.headers.size === 0) return refuse('it is no mail');
  const parts = partsOf(message);
  const report = parts.find(({ type }) => /^message\/(global-)?delivery-status$/.test(type));
  const recipient = report ? failedRecipient(report) : oldExim(message.headers);
  if (recipient === null) return refuse(notABounce(message.headers, parts));
  const messageId = originalMessageId(message.headers, report, parts);
  if (messageId === null) return refuse('it does not tell which mail it is about');

  const address = addressOf(recipient);
  const answer = answerOf(recipient, address, parts);
  const given = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(recipient.get('status') ?? '')?.[1] ?? null;
  // Some servers say 5.0.0 of everything: the answer of the next server tells more.
  const isVague = given === null || /^[45]\.0\.0$/.test(given);
  const status = (isVague ? statusIn(answer) : given) ?? given;
  const outcome = outcomeOf(recipient.get('action') ?? '', status, answer);
  if (outcome === null) return refuse('it tells neither that the mail failed nor that it was delayed');
  const addressDead = outcome === 'failed' && isAboutMailbox(status, answer);
  return {
    ok: true,
    bounce: { messageId, outcome, addressDead, status: status ?? '5.0.0', answer: answer || (status ?? '') },
  };
}

/** What a person needs to see of a mail that could not be read: who it is from, its subject, its first text. */
export function saidIn(raw: Buffer): Said {
  const message = readMessage(raw.toString('latin1'));
  const text = partsOf(message).find(({ type }) => type === 'text/plain')?.body ?? '';
  const lines = utf8(text.slice(0, 8000)).split('\n').map(harmless);
  return {
    sender: harmless(headerText(message.headers.get('from') ?? '')),
    subject: harmless(headerText(message.headers.get('subject') ?? '')),
    text: lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
      .slice(0, 2000)
      .toWellFormed(),
  };
}

/** The fields about the recipient; the first that failed, since our mails have one. */
function failedRecipient(report: Part): Headers | null {
  const groups = report.body
    .split(/\n[ \t]*\n/)
    .map(readFields)
    .filter((fields) => fields.has('final-recipient') || fields.has('action'));
  return groups.find((fields) => /^failed/i.test(fields.get('action') ?? '')) ?? groups[0] ?? null;
}

/** Before 4.88 Exim named who failed in a header, and told the rest in words. */
function oldExim(headers: Headers): Headers | null {
  const failed = headers.get('x-failed-recipients');
  if (failed === undefined) return null;
  return new Map([
    ['final-recipient', `rfc822;${failed.split(',')[0]?.trim() ?? ''}`],
    ['action', 'failed'],
  ]);
}

function notABounce(headers: Headers, parts: Part[]): string {
  if (parts.some(({ type }) => type === 'message/disposition-notification'))
    return 'it is a receipt that a mail was read';
  const isAutomatic = /auto-/i.test(headers.get('auto-submitted') ?? '') || headers.has('x-autoreply');
  return isAutomatic
    ? 'it is an automatic reply, no delivery status notification'
    : 'it is no delivery status notification';
}

/** From the mail that was returned, or its headers; else from what the report says it answers, or where it came. */
function originalMessageId(headers: Headers, report: Part | undefined, parts: Part[]): string | null {
  const returned = parts.filter(({ type }) =>
    /^(message\/(rfc822|global|global-headers)|text\/rfc822-headers)$/.test(type),
  );
  const inText = report ? '' : (parts.find(({ type }) => type === 'text/plain')?.body ?? '');
  const candidates = [
    ...returned.map(({ body }) => readMessage(body).headers.get('message-id')),
    report && readFields(report.body.replace(/\n[ \t]*\n/g, '\n')).get('x-original-message-id'),
    /^message-id:[ \t]*(<[^<>\s]+>)/im.exec(inText)?.[1],
    headers.get('in-reply-to'),
    headers.get('references'),
    ...['to', 'delivered-to', 'x-original-to', 'envelope-to'].map((name) => messageIdIn(headers.get(name) ?? '')),
  ];
  for (const candidate of candidates) {
    const found = /<[!-;=?-~]{3,200}>/.exec(candidate ?? '')?.[0];
    if (found !== undefined) return found;
  }
  return null;
}

function addressOf(recipient: Headers): string {
  const given = recipient.get('original-recipient') ?? recipient.get('final-recipient') ?? '';
  return given.slice(given.indexOf(';') + 1).replace(/[<>\s]/g, '');
}

/** The other server's own words; OpenSMTPD and the old Exim give them in the text for people alone. */
function answerOf(recipient: Headers, address: string, parts: Part[]): string {
  const diagnostic = recipient.get('diagnostic-code') ?? '';
  if (diagnostic !== '') return harmless(utf8(diagnostic.slice(diagnostic.indexOf(';') + 1)));
  const text = parts.find(({ type }) => type === 'text/plain')?.body ?? '';
  const lines = text.split('\n');
  const start = lines.findIndex((line) => address !== '' && line.toLowerCase().includes(address.toLowerCase()));
  if (start < 0) return '';
  const end = lines.findIndex((line, index) => index > start && line.trim() === '');
  const said = lines
    .slice(start, end < 0 ? undefined : end)
    .join(' ')
    .replace(/\s+/g, ' ');
  const reply = /\b[245]\d\d[ -].*$/.exec(said)?.[0] ?? said.slice(said.indexOf(':') + 1);
  return harmless(utf8(reply));
}

function outcomeOf(action: string, status: string | null, answer: string): Bounce['outcome'] | null {
  if (/^failed/i.test(action)) return 'failed';
  // OpenSMTPD says "delayed" of a mail that it has given up as well ("Envelope expired"). The status tells nothing: it is
  // 4.4.7, and that is what Exchange says of a mail that it still tries.
  if (/^delayed/i.test(action)) return status === '4.4.7' && /\bexpired\b/i.test(answer) ? 'failed' : 'delayed';
  if (/^(delivered|relayed|expanded)/i.test(action)) return 'delivered';
  if (status === null) return null;
  return status.startsWith('5') ? 'failed' : status.startsWith('4') ? 'delayed' : 'delivered';
}

function utf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
