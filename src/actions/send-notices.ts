// Sends what the ledger holds: claim one, check that it is still wanted, send it outside any transaction, record how it
// went. One bad notice never stops the rest, and two senders never take the same one.

import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { type AfterAttempt, afterAttempt, type Ending, leaseMinutes, mostClaims } from '../domain/attempt.ts';
import { isNoticeTime } from '../domain/notice.ts';
import { addMinutes, type Instant } from '../domain/period.ts';
import type { Message } from '../mail/mailer.ts';
import type { Notice } from '../store/notice.ts';
import { type ChaseFacts, readChaseFacts } from './chase-facts.ts';
import { openIncident } from './incidents.ts';
import { mailPause } from './mail-pause.ts';
import { duePeriod } from './open.ts';
import { type Wanted, wantedOf } from './wanted-notice.ts';
import { whenFree } from './when-free.ts';
import { writeOther, writeStep } from './write-notice.ts';

export type Sent = {
  sent: number;
  skipped: number;
  failed: number;
  /** One line each for what somebody must look at; without addresses, since they go to the log. */
  alarms: string[];
};

type Given = Pick<Context, 'store' | 'config' | 'mailer'>;
type Claimed = Notice & { owner: string; unclear: boolean };

/**
 * Sends every notice that may go at the time: all of them in notice time, receipts at any hour; none while mail is
 * paused. `clock` tells the time of each claim; `until`: no new one is started after it, the next tick goes on.
 */
export async function sendDue(
  given: Given,
  {
    clock,
    until = null,
    receiptsOnly = false,
    isStopping = () => false,
  }: {
    clock: () => Instant;
    until?: Instant | null;
    receiptsOnly?: boolean;
    isStopping?: (() => boolean) | undefined;
  },
): Promise<Sent> {
  const result: Sent = { sent: 0, skipped: 0, failed: 0, alarms: [] };
  const start = clock();
  const facts = readChaseFacts(given.store, start);
  const noticeTime = isNoticeTime(given.store.plan.inForce(duePeriod(start)), start);
  const onlyReceipts = receiptsOnly || !noticeTime;
  const sendNext = async () => {
    const at = clock();
    if (isStopping() || mailPause(given) !== null || (until !== null && at > until)) return false;
    const next = takeNext(given, facts, at, onlyReceipts, result);
    if (next === null) return false;
    if (next.wanted !== null) await sendOne(given, facts, next.claimed, next.wanted, clock, result);
    return true;
  };
  while (await inTurn(given.mailer, sendNext));
  return result;
}

/** The mailers that are sending receipts in this process. */
const sendingReceipts = new WeakSet<Context['mailer']>();

/**
 * Sends the receipts that wait, at any hour; for right after a delivery, without waiting for it. Never throws: a later
 * tick sends what is left. When somebody is at it already, that one takes the new receipt too.
 */
export async function sendReceipts(context: Context): Promise<void> {
  const { mailer } = context;
  if (sendingReceipts.has(mailer)) return;
  sendingReceipts.add(mailer);
  try {
    await sendDue(context, { clock: context.now, receiptsOnly: true });
  } catch {
    // The receipt stays in the ledger, and the delivery is stored: the next tick sends it, or raises the alarm.
  } finally {
    sendingReceipts.delete(mailer);
  }
}

/** How long deliveries must have paused before their receipts are sent, in milliseconds. */
const quietTime = 300;
const quietTimers = new WeakMap<Context['mailer'], NodeJS.Timeout>();

/**
 * As `sendReceipts`, once deliveries have paused for a moment: the last minute before a deadline belongs to those who
 * deliver. The tick sends them at the latest.
 */
export function sendReceiptsSoon(context: Context): void {
  const timer = quietTimers.get(context.mailer);
  if (timer) timer.refresh();
  else quietTimers.set(context.mailer, setTimeout(() => void sendReceipts(context), quietTime).unref());
}

/**
 * Sends one planned notice at once, by a person's order: at any hour, and though it waits for a later try. Like any other
 * it is claimed first and skipped when it is not wanted any more; while mail is paused only a test goes. Gives null when
 * it is not there to be sent.
 */
export async function sendNow(given: Given, id: number, clock: () => Instant): Promise<Sent | null> {
  const result: Sent = { sent: 0, skipped: 0, failed: 0, alarms: [] };
  const at = clock();
  const facts = readChaseFacts(given.store, at);
  const mayTake = () => mailPause(given) === null || given.store.noticeSearch.byId(id)?.step === 'test';
  return inTurn(given.mailer, async () => {
    const next = take(given, facts, at, (lease) => (mayTake() ? given.store.notice.claimOne(id, lease) : null), result);
    if (next === null) return null;
    if (next.wanted !== null) await sendOne(given, facts, next.claimed, next.wanted, clock, result);
    return result;
  });
}

/** The latest piece of work with each mailer of this process. */
const turns = new WeakMap<Context['mailer'], Promise<unknown>>();

/**
 * One mail at a time in a process, claimed only when its turn has come: a process that is killed leaves one mail in
 * doubt and no more, and no claim waits while its lease runs out.
 */
function inTurn<Result>(mailer: Context['mailer'], work: () => Promise<Result>): Promise<Result> {
  const turn = (turns.get(mailer) ?? Promise.resolve()).then(work, work);
  turns.set(mailer, turn);
  return turn;
}

function takeNext(given: Given, facts: ChaseFacts, at: Instant, receiptsOnly: boolean, result: Sent) {
  return take(given, facts, at, (lease) => given.store.notice.claim({ ...lease, receiptsOnly }), result);
}

type Lease = { owner: string; until: Instant; at: Instant };

/** Claims a notice and reads the reports again, in one transaction: whoever has delivered meanwhile gets nothing. */
function take(
  { store }: Given,
  facts: ChaseFacts,
  at: Instant,
  claim: (lease: Lease) => ReturnType<Context['store']['notice']['claim']>,
  result: Sent,
) {
  return store.transaction(() => {
    const owner = randomUUID();
    const notice = claim({ owner, until: addMinutes(at, leaseMinutes), at });
    if (notice === null) return null;
    const claimed: Claimed = { ...notice, owner };
    if (notice.attempts > mostClaims) {
      store.notice.drop(claimed, 'failed', `tried ${mostClaims} times without an end`);
      result.failed += 1;
      result.alarms.push(`${notice.key}: claimed ${mostClaims} times and never settled`);
      return { claimed, wanted: null };
    }
    const wanted = wantedOf(store, facts, notice, at);
    if (typeof wanted !== 'string') return { claimed, wanted };
    store.notice.drop(claimed, notice.unclear ? 'unknown' : 'skipped', wanted);
    result.skipped += 1;
    return { claimed, wanted: null };
  });
}

async function sendOne(
  given: Given,
  facts: ChaseFacts,
  claimed: Claimed,
  { round, reports }: Wanted,
  clock: () => Instant,
  result: Sent,
): Promise<void> {
  const { ending, answer, deadAddress } = await attempt(given, () =>
    round === null ? writeOther(given, facts, claimed) : writeStep(given, facts, claimed, round, reports),
  );
  const at = clock();
  const after = afterAttempt(claimed, ending, at);
  // The mail has gone: without the record it would go again when the lease is over.
  await whenFree(() => settle(given, claimed, after, { answer, at, deadAddress }));
  if (after.state === 'sent') result.sent += 1;
  if (after.state === 'failed' || after.state === 'refused') result.failed += 1;
  if (after.alarm) result.alarms.push(`${claimed.key}: ${after.state}`);
}

/** Records how it ended; a dead address becomes an incident. Nothing, when the lease had passed to another sender. */
function settle(
  given: Given,
  claimed: Claimed,
  after: AfterAttempt,
  { answer, at, deadAddress }: { answer: string; at: Instant; deadAddress: string | null },
): void {
  const { id: notice, person } = claimed;
  given.store.transaction(() => {
    if (!given.store.notice.record(claimed, after, { answer, at })) return;
    if (deadAddress === null || person === null) return;
    openIncident(given, { person, address: deadAddress, kind: 'refused', notice, answer, at });
  });
}

async function attempt(
  { mailer }: Given,
  write: () => Message,
): Promise<{ ending: Ending; answer: string; deadAddress: string | null }> {
  try {
    const message = write();
    const { outcome, answer, addressDead } = await mailer.send(message);
    return { ending: outcome, answer, deadAddress: addressDead ? message.to.address : null };
  } catch (fault) {
    return { ending: 'exception', answer: Error.isError(fault) ? fault.message : String(fault), deadAddress: null };
  }
}
