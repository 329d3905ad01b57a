// Sends what the ledger holds: claim one, check that it is still wanted, send it outside any transaction, record how it
// went. One bad notice never stops the rest, and two senders never take the same one.

import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { afterAttempt, type Ending, leaseMinutes, mostClaims } from '../domain/attempt.ts';
import { isNoticeTime, lateness, type Owed, type Round, reportsFor, skipReasons } from '../domain/notice.ts';
import { parseMailKind } from '../domain/mail-switch.ts';
import { addMinutes, dayOf, type Instant } from '../domain/period.ts';
import type { Message } from '../mail/mailer.ts';
import type { Notice } from '../store/notice.ts';
import { type ChaseFacts, readChaseFacts } from './chase-facts.ts';
import { mailPause } from './mail-pause.ts';
import { duePeriod } from './open.ts';
import { writeOther, writeStep } from './write-notice.ts';

export type Sent = {
  sent: number;
  skipped: number;
  failed: number;
  /** One line each for what somebody must look at; without addresses, since they go to the log. */
  alarms: string[];
};

/** More at a time would slow the pages down, and a mail server may not like it. */
const atATime = 10;

type Given = Pick<Context, 'store' | 'config' | 'mailer'>;
type Claimed = Notice & { owner: string; unclear: boolean };
type Wanted = { round: Round | null; reports: Owed[] };

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
  const lane = async () => {
    while (true) {
      const at = clock();
      if (isStopping() || mailPause(given) !== null || (until !== null && at > until)) return;
      const next = takeNext(given, facts, at, onlyReceipts, result);
      if (next === null) return;
      if (next.wanted !== null) await sendOne(given, facts, next.claimed, next.wanted, clock, result);
    }
  };
  await Promise.all(Array.from({ length: receiptsOnly ? 1 : atATime }, lane));
  return result;
}

/** How many deliveries are having their receipts sent in this process, by the mailer they go through. */
const sendingReceipts = new WeakMap<Context['mailer'], number>();
const receiptsAtATime = 4;

/**
 * Sends the receipts that wait, at any hour; for right after a delivery, without waiting for it. Never throws: a later
 * tick sends what is left. When several are at it already they take the new one too: a slow mail server must not pile
 * up connections.
 */
export async function sendReceipts(context: Context): Promise<void> {
  const { mailer } = context;
  const running = sendingReceipts.get(mailer) ?? 0;
  if (running >= receiptsAtATime) return;
  sendingReceipts.set(mailer, running + 1);
  try {
    await sendDue(context, { clock: context.now, receiptsOnly: true });
  } catch {
    // The receipt stays in the ledger, and the delivery is stored: the next tick sends it, or raises the alarm.
  } finally {
    sendingReceipts.set(mailer, (sendingReceipts.get(mailer) ?? 1) - 1);
  }
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
  const next = take(given, facts, at, (lease) => (mayTake() ? given.store.notice.claimOne(id, lease) : null), result);
  if (next === null) return null;
  if (next.wanted !== null) await sendOne(given, facts, next.claimed, next.wanted, clock, result);
  return result;
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

/** What the notice is about now; or why it is not wanted any more. */
function wantedOf(store: Context['store'], facts: ChaseFacts, notice: Notice, at: Instant): Wanted | string {
  if (notice.step === 'test') return { round: null, reports: [] };
  const kind = parseMailKind(notice.step);
  if (kind !== null && store.mailSwitch.isOff(kind)) return skipReasons.switchedOff;
  if (notice.step === 'receipt') return { round: null, reports: [] };
  const round = notice.period === null ? null : facts.round(notice.period);
  const step = round?.steps.find((each) => each.step === notice.step);
  if (round === null || step === undefined || notice.person === null) return skipReasons.noLongerReceiver;
  const late = lateness(round, step, dayOf(at), facts.firstStart);
  if (late !== null) return late;
  const owed = round.owed.filter((report) => store.owed.isOwed(round.period, report.unit));
  const reports = reportsFor(notice.person, step.to, owed, facts.people());
  if (reports.length > 0) return { round, reports };
  const wasReceiver = reportsFor(notice.person, step.to, round.owed, facts.people()).length > 0;
  return wasReceiver ? skipReasons.delivered : skipReasons.noLongerReceiver;
}

async function sendOne(
  given: Given,
  facts: ChaseFacts,
  claimed: Claimed,
  { round, reports }: Wanted,
  clock: () => Instant,
  result: Sent,
): Promise<void> {
  const { ending, answer, addressDead } = await attempt(given, () =>
    round === null ? writeOther(given, facts, claimed) : writeStep(given, facts, claimed, round, reports),
  );
  const at = clock();
  const after = afterAttempt(claimed, ending, at);
  given.store.transaction(() => {
    if (!given.store.notice.record(claimed, after, { answer, at })) return;
    if (addressDead && claimed.person !== null) given.store.person.setAddressState(claimed.person, 'dead');
  });
  if (after.state === 'sent') result.sent += 1;
  if (after.state === 'failed' || after.state === 'refused') result.failed += 1;
  if (after.alarm) result.alarms.push(`${claimed.key}: ${after.state}`);
}

async function attempt(
  { mailer }: Given,
  write: () => Message,
): Promise<{ ending: Ending; answer: string; addressDead: boolean }> {
  try {
    const { outcome, ...said } = await mailer.send(write());
    return { ending: outcome, ...said };
  } catch (fault) {
    return { ending: 'exception', answer: Error.isError(fault) ? fault.message : String(fault), addressDead: false };
  }
}
