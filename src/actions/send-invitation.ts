// Tells somebody by mail that a colleague lets them report for an office. Sent at once, like codes, since a person waits
// to see that it went; how it went is kept beside the invitation, and it can be sent again from the page.

import type { Context } from '../context.ts';
import { messageIdDomain } from '../domain/message-id.ts';
import { dayOf } from '../domain/period.ts';
import { languagesFor } from '../mail/language.ts';
import { invitationMessage } from '../mail/access-message.ts';

/** Never throws for what the mail server says or does; false when the mail did not go. */
export async function sendInvitation({ store, mailer, config, now }: Context, id: number): Promise<boolean> {
  const at = now();
  const invitation = store.invitation.byId(id, at);
  const person = invitation && store.person.byId(invitation.person);
  if (!invitation || !person) return false;
  const standards = store.unit.ofOffice(invitation.office, dayOf(at)).map(({ language }) => language);
  const message = invitationMessage(
    {
      to: { name: invitation.name, address: person.email },
      languages: languagesFor(standards, person.language),
      messageId: `<invitation-${id}@${messageIdDomain}>`,
      baseUrl: config.baseUrl,
    },
    {
      by: store.person.byId(invitation.invitedBy)?.name ?? '',
      officeName: store.unit.officeName(invitation.office) ?? invitation.office,
      until: dayOf(invitation.expiresAt),
    },
  );
  const { outcome } = await mailer.send(message);
  store.invitation.noteMail(id, outcome === 'sent' ? 'sent' : 'failed');
  return outcome === 'sent';
}
