// The mails about getting in: the code to sign in with, and that a colleague lets somebody report for the office.

import { randomUUID } from 'node:crypto';
import { messageIdDomain } from '../domain/message-id.ts';
import type { Day } from '../domain/period.ts';
import type { Language } from '../domain/person.ts';
import { dayText } from '../text/when.ts';
import { harmless } from './layout.ts';
import type { Message } from './mailer.ts';
import { type Envelope, write } from './message.ts';

/** The code to sign in with: eight digits on a line of their own, and no link that signs anyone in. */
export function signInCodeMessage(asked: { code: string; language: Language; to: Message['to'] }): Message {
  const messageId = `<${randomUUID()}@${messageIdDomain}>`;
  return write({ to: asked.to, languages: [asked.language], messageId, baseUrl: '' }, (t) => ({
    subject: t.signInCode.subject,
    blocks: [
      { kind: 'text', text: t.signInCode.lead },
      { kind: 'code', code: asked.code },
      { kind: 'text', text: t.signInCode.valid },
      { kind: 'text', text: t.signInCode.notAsked },
      { kind: 'note', text: t.automatic },
    ],
  }));
}

/** To somebody whom a colleague lets report for the office. It opens nothing: signing in as ever does. */
export function invitationMessage(
  envelope: Envelope,
  invited: { by: string; officeName: string; until: Day },
): Message {
  return write(envelope, (t) => ({
    subject: t.invitation.subject(invited.officeName),
    blocks: [
      { kind: 'text', text: t.invitation.lead(harmless(invited.by), invited.officeName) },
      { kind: 'text', text: t.invitation.confirm(dayText(invited.until)) },
      { kind: 'link', label: t.invitation.link, url: `${envelope.baseUrl}/sign-in` },
      { kind: 'text', text: t.invitation.notYou },
      { kind: 'note', text: t.automatic },
    ],
  }));
}
