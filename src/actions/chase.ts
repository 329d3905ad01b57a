// The tick: opens what is due, plans the notices that have fallen due, and sends them. What is due is read from the
// database each time, so ticks may be late, doubled, or at the same time in two processes, and nothing changes.

import type { Context } from '../context.ts';
import { brake } from '../domain/brake.ts';
import { type DueNotice, due, isNoticeTime } from '../domain/notice.ts';
import { addMinutes, dayOf, type Instant } from '../domain/period.ts';
import { chasedPeriods, readChaseFacts } from './chase-facts.ts';
import { dueReminders, noteReminders } from './follow-up-reminders.ts';
import { mailPause, pauseMail } from './mail-pause.ts';
import { switchedOff } from './mail-switch.ts';
import { duePeriod, openDuePeriods } from './open.ts';
import { followUpsAfterEscalation } from './open-follow-up.ts';
import { type Sent, sendDue } from './send-notices.ts';

export type TickOrder = {
  at: Instant;
  /** Writes nothing and sends nothing. */
  dryRun?: boolean;
  /** Plays the time on purpose: the last tick does not move, and the clock is not judged. */
  played?: boolean;
  /** The latest tick of this process; null for its first. */
  previous?: Instant | null;
  /** True once the process is to end: no new mail is started. */
  isStopping?: () => boolean;
};

export type TickResult = Sent & {
  at: Instant;
  /** Notices planned to be sent, by this tick. */
  planned: number;
  /** What was added to the ledger, or would be. */
  notices: DueNotice[];
  /** False: the tick did nothing, since its time cannot be right. */
  clockBelieved: boolean;
  /** Why no mail goes out; null when it does. */
  paused: string | null;
};

/** A tick never starts new mails after so many minutes: the next one goes on. */
const sendingMinutes = 9;
/** Ticks come every few minutes while a process lives: a longer step is the clock's, not the time's. */
const longestStep = 36 * 60;
/** Nor is a service down for so long: then the clock was wrong when the process started. */
const longestDowntime = 400 * 24 * 60;

/** Throws only when the database does. */
export async function tick(context: Context, order: TickOrder): Promise<TickResult> {
  const { store } = context;
  const { at, played = false } = order;
  const none = { planned: 0, sent: 0, skipped: 0, failed: 0, alarms: [], notices: [] };
  const nothing: TickResult = { at, ...none, clockBelieved: true, paused: null };
  if (order.dryRun) return { ...nothing, ...counted(dueAt(store, at)), paused: mailPause(context)?.reason ?? null };

  const jump = played ? null : clockJump(context, order);
  if (jump !== null) return { ...nothing, clockBelieved: false, paused: jump, alarms: [jump] };
  openDuePeriods(context, at, { most: Number.POSITIVE_INFINITY });
  const planned = planDue(context, at, played);
  const pause = mailPause(context);
  if (pause !== null) return { ...nothing, ...planned, paused: pause.reason };
  const clock = played ? () => at : context.now;
  const until = played ? null : addMinutes(at, sendingMinutes);
  const sent = await sendDue(context, { clock, until, isStopping: order.isStopping });
  return { ...nothing, ...planned, ...sent, skipped: planned.skipped + sent.skipped };
}

function planDue(context: Context, at: Instant, played: boolean) {
  const { store } = context;
  return store.transaction(() => {
    noteStart(store, at);
    for (const period of chasedPeriods(store, at)) followUpsAfterEscalation(context, period, at);
    const added = store.notice.plan(dueAt(store, at), at);
    noteReminders({ store }, at);
    const tooMany = tooManyNotices(store, added, at);
    if (tooMany !== null) pauseMail(context, { at, reason: tooMany }, 'job');
    if (!played) noteTick(store, at);
    return { ...counted(added), alarms: tooMany === null ? [] : [tooMany] };
  });
}

/**
 * What has fallen due at the time and is not in the ledger, nor among the keys `planned`. Reads only, so that days to
 * come can be asked for.
 */
export function dueAt(store: Context['store'], at: Instant, planned: ReadonlySet<string> = new Set()): DueNotice[] {
  const facts = readChaseFacts(store, at);
  const rounds = chasedPeriods(store, at).flatMap((period) => facts.round(period) ?? []);
  const ledger = store.notice.keysOf(rounds.map((round) => round.period)).union(planned);
  const { firstStart } = facts;
  const ofSteps = due(rounds, facts.people(), { ledger, firstStart, at, off: switchedOff({ store }) });
  return [...ofSteps, ...dueReminders({ store }, at, planned)];
}

/** Ticks on nights and days off plan nothing: what fell due in a downtime before them is still to be recorded. */
function noteTick(store: Context['store'], at: Instant): void {
  store.service.set('last_tick_at', at);
  if (isNoticeTime(store.plan.inForce(duePeriod(at)), at)) store.service.set('last_planned_at', at);
}

/** The service started at the earliest time it was ever ticked at: a month that is played is played from its start. */
function noteStart(store: Context['store'], at: Instant): void {
  const firstStart = store.service.get('first_started_at');
  if (firstStart === null || at < firstStart) store.service.set('first_started_at', at);
}

/**
 * Why the clock cannot be believed, or null. Back: nothing is done until time has passed the last tick. Far forward,
 * within one process or over a downtime longer than any: mail is paused and nothing is done until a person has released
 * it, or the clock is right again.
 */
function clockJump(context: Context, { at, previous = null }: TickOrder): string | null {
  const { store } = context;
  const last = store.service.get('last_tick_at');
  if (last !== null && at < last) return `The clock went back: it is ${at}, and the last tick was at ${last}`;
  const before = previous ?? last;
  const longest = previous === null ? longestDowntime : longestStep;
  if (before === null || at <= addMinutes(before, longest)) return null;
  const reason = `The clock jumped from ${before} to ${at}`;
  const released = mailPause(context) === null && store.service.get('clock_jump') === before;
  if (released) return null;
  store.transaction(() => {
    store.service.set('clock_jump', before);
    pauseMail(context, { at, reason }, 'job');
  });
  return reason;
}

function tooManyNotices(store: Context['store'], added: DueNotice[], at: Instant): string | null {
  if (added.every((notice) => notice.skipped !== null)) return null;
  return brake(store.notice.plannedBetween(addMinutes(at, -24 * 60), at), store.owed.recipients(dayOf(at)));
}

function counted(notices: DueNotice[]) {
  const planned = notices.filter((notice) => notice.skipped === null).length;
  return { planned, skipped: notices.length - planned, notices };
}
