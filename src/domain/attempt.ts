// What becomes of a notice after an attempt to send it: when it is tried again, and when it is given up.

import { addMinutes, type Instant } from './period.ts';

export const noticeStates = [
  'planned',
  'claimed',
  'sent',
  'unknown',
  'refused',
  'failed',
  'skipped',
  'bounced',
] as const;
export type NoticeState = (typeof noticeStates)[number];

/** How earlier attempts at the notice ended. */
export type Attempts = { retries: number; unknowns: number; exceptions: number };

/** How this one ended; `exception`: the program could not make or hand over the mail. */
export type Ending = 'sent' | 'refused' | 'retry' | 'unknown' | 'exception';

export type AfterAttempt = Attempts & {
  state: Exclude<NoticeState, 'claimed' | 'skipped' | 'bounced'>;
  /** When it may be tried again; null when it is settled. */
  nextAt: Instant | null;
  /** Somebody must look at it: it was given up, or nobody knows whether it arrived. */
  alarm: boolean;
};

/** Minutes to wait after each temporary refusal; together four hours, then it has failed (GOV.UK Notify gives up there). */
const waits = [5, 15, 30, 60, 60, 60];
const minutesAfterUnknown = 15;
const minutesAfterException = 5;
const mostExceptions = 3;
/** Longer than all timeouts of an SMTP session together, or two processes could send the same notice. */
export const leaseMinutes = 15;
/** A notice whose sender died so many times kills its sender. */
export const mostClaims = 25;

/**
 * The next state. A message that may have been delivered is tried once more, with the same Message-ID, and stays
 * unknown after that: at least once, at most one extra copy per unclear end.
 */
export function afterAttempt(before: Attempts, ending: Ending, at: Instant): AfterAttempt {
  const settled = { ...before, nextAt: null, alarm: false };
  if (ending === 'sent') return { ...settled, state: 'sent' };
  if (ending === 'refused') return { ...settled, state: 'refused', alarm: true };
  /** One that may have arrived never goes back to "planned", nor becomes "failed". */
  const waiting = before.unknowns > 0 ? 'unknown' : 'planned';
  const givenUp = before.unknowns > 0 ? 'unknown' : 'failed';
  if (ending === 'unknown') {
    const unknowns = before.unknowns + 1;
    const again = unknowns === 1 ? addMinutes(at, minutesAfterUnknown) : null;
    return { ...before, unknowns, state: 'unknown', nextAt: again, alarm: again === null };
  }
  if (ending === 'retry') {
    const wait = waits[before.retries];
    const retries = before.retries + 1;
    if (wait === undefined) return { ...settled, retries, state: givenUp, alarm: true };
    return { ...before, retries, state: waiting, nextAt: addMinutes(at, wait), alarm: false };
  }
  const exceptions = before.exceptions + 1;
  if (exceptions >= mostExceptions) return { ...settled, exceptions, state: givenUp, alarm: true };
  return { ...before, exceptions, state: waiting, nextAt: addMinutes(at, minutesAfterException), alarm: false };
}
