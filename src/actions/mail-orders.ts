// What the operator may order at the page of notices: a test to oneself, or a planned notice at once. Both go through the
// ledger, and are in the record of events.

import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { sendNow } from './send-notices.ts';

type Order = { who: string; person: number };

/** Plans a test to the person, a new one each time; gives its id in the ledger, and `sending`: true when it was tried. */
export function sendTest(context: Context, { who, person }: Order): { id: number; sending: Promise<boolean> } {
  const { store, now } = context;
  const id = store.transaction(() => {
    const at = now();
    const planned = store.notice.planTest({ key: randomUUID(), person, at });
    store.event.record({ at, who, what: 'notice.testOrdered', subject: `notice:${planned}`, details: {} });
    return planned;
  });
  return { id, sending: sendNow(context, id, now).then((sent) => sent !== null) };
}

/**
 * Sends a planned notice at once, at any hour. Gives false when there is nothing to send: it is settled or being sent, or
 * mail is paused.
 */
export async function sendPlanned(context: Context, id: number, { who }: Order): Promise<boolean> {
  const { store, now } = context;
  const sent = await sendNow(context, id, now);
  if (sent === null) return false;
  store.event.record({ at: now(), who, what: 'notice.sentNow', subject: `notice:${id}`, details: { ...sent } });
  return true;
}
