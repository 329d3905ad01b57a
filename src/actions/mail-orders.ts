// What the operator may order at the pages of notices: a test to oneself, a planned notice at once, or a step that is not
// planned yet. All go through the ledger, and are in the record of events.

import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import type { DueNotice } from '../domain/notice.ts';
import { orderedNotice, type StepOrder } from '../domain/step-order.ts';
import { readChaseFacts } from './chase-facts.ts';
import { mailPause } from './mail-pause.ts';
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

/**
 * Plans a step for one person that no tick has planned yet, and sends it at once: the tick finds it in the ledger and
 * leaves it be. Gives its id, and `sending`: true when it was tried; null when it cannot go now.
 */
export function sendStep(
  context: Context,
  order: StepOrder,
  by: Order,
): { id: number; sending: Promise<boolean> } | null {
  const { store, now } = context;
  const id = store.transaction(() => {
    const notice = mailPause(context) === null ? findOrdered(context)(order) : null;
    if (notice === null || store.notice.plan([notice], now()).length === 0) return null;
    return store.notice.byKey(notice.key)?.id ?? null;
  });
  return id === null ? null : { id, sending: sendPlanned(context, id, by) };
}

/** Gives what finds the notice that is ordered; null for what cannot be ordered now. Reads once for many. */
export function findOrdered({ store, now }: Pick<Context, 'store' | 'now'>): (order: StepOrder) => DueNotice | null {
  const at = now();
  const facts = readChaseFacts(store, at);
  const { firstStart } = facts;
  return (order) => {
    // A month that is not open yet has no reports to be chased for.
    const round = store.period.find(order.period) === null ? null : facts.round(order.period);
    return round && orderedNotice(round, order, facts.people(), { at, firstStart });
  };
}
