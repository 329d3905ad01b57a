// Takes in what came to the address for bounces: notes it on the notice that came back and opens an incident, or keeps it
// for a person.

import type { Context } from '../context.ts';
import { type Bounce, readBounce, saidIn } from '../mail/bounce.ts';
import { openIncident } from './incidents.ts';

export type TakenBounce =
  /** noted: nothing else follows, as from a delay; known: it has been taken in before. */
  | { ok: true; taken: 'bounced' | 'noted' | 'known'; bounce: Bounce; addressDead: boolean }
  | { ok: false; fault: string };

/** Takes a whole mail. What is refused is kept as well, and `fault` says why on one line. */
export function takeBounce({ store, now }: Pick<Context, 'store' | 'now'>, raw: Buffer): TakenBounce {
  return store.transaction(() => {
    const at = now();
    const read = readBounce(raw);
    const notice = read.ok ? store.notice.byMessageId(read.bounce.messageId) : null;
    if (!read.ok || notice === null) {
      const fault = read.ok ? 'it is about no mail in the ledger' : read.fault;
      store.incident.keepUnread({ receivedAt: at, fault, ...saidIn(raw) });
      return { ok: false, fault };
    }
    const { bounce } = read;
    const { outcome, status, answer } = bounce;
    const came = outcome === 'failed' && store.notice.bounce(notice.id, answer);
    if (outcome === 'failed' && !came) return { ok: true, taken: 'known', bounce, addressDead: false };
    const what = { failed: 'notice.bounced', delayed: 'notice.delayed', delivered: 'notice.delivered' }[outcome];
    store.event.record({ at, who: 'command', what, subject: `notice:${notice.id}`, details: { status } });
    if (!came) return { ok: true, taken: 'noted', bounce, addressDead: false };
    const { person, recipient } = notice;
    const addressDead = bounce.addressDead && person !== null && recipient !== null;
    if (addressDead)
      openIncident({ store }, { person, address: recipient, kind: 'bounced', notice: notice.id, answer, at });
    return { ok: true, taken: 'bounced', bounce, addressDead };
  });
}
