// Where a mail comes back to: an address of its own for each notice, so that even a bounce that returns nothing of the
// mail tells which one it is about (VERP).

import { messageIdDomain } from '../domain/message-id.ts';

/** `bounce@example.org` → `bounce+<id>@example.org`. Throws when the address is none. */
export function returnPathOf(messageId: string, bounceAddress: string): string {
  const [, id] = /^<([^@>]{1,60})@/.exec(messageId) ?? [];
  const at = bounceAddress.lastIndexOf('@');
  if (id === undefined || at < 1) throw new Error('There is no return path without a Message-ID and an address');
  return `${bounceAddress.slice(0, at)}+${id}${bounceAddress.slice(at)}`;
}

/** The Message-ID of the notice whose return path is among the addresses of a header; null when none is. */
export function messageIdIn(addresses: string): string | null {
  const [, id] = /\+([0-9a-f]{40})@/i.exec(addresses) ?? [];
  return id === undefined ? null : `<${id.toLowerCase()}@${messageIdDomain}>`;
}
