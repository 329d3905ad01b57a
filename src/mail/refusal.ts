// What a refusal by a mail server is about: the mailbox, or something that is no fault of the address.

/**
 * True when the server says that the mailbox is of no use: one of policy (5.7), or of the server's or the network's own
 * (5.3 to 5.6), or about the sender or the size, would make every address dead at once. `status` is an enhanced status
 * code (RFC 3463), null when there is none. Exchange Online says 5.4.1 of a recipient that it does not know.
 */
export function isAboutMailbox(status: string | null, answer: string): boolean {
  if (status === null || status === '5.0.0') return true;
  if (status === '5.4.1' && /recipient address rejected/i.test(answer)) return true;
  return /^5\.[12]\./.test(status) && !['5.1.7', '5.1.8', '5.2.3', '5.2.4'].includes(status);
}

/** The enhanced status code behind a reply code, as in `550 5.1.1 no such user`; null when there is none. */
export function statusIn(answer: string): string | null {
  return /\b[245]\d\d[ -]#?([245]\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1] ?? null;
}
