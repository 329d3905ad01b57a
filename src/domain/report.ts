// A report is what one unit owes for one period. Its status is computed from its dates, its submissions and the day,
// and is never stored.

import type { Answers } from './answers.ts';
import type { Day, Instant, Period } from './period.ts';

export const statuses = ['notOpen', 'open', 'draft', 'onTime', 'late', 'missing', 'exempt'] as const;
export type Status = (typeof statuses)[number];

/**
 * Frozen when the period opens, but for an extension. `deadline` and `closesOn` are the last days in force, both included,
 * in Oslo.
 */
export type Report = {
  id: number;
  unit: string;
  period: Period;
  form: string;
  deadline: Day;
  closesOn: Day;
  municipality: string;
  county: string;
  governor: string | null;
  expectedParticipants: number | null;
};

/** Opened for correction by the directorate, up to and including a day in Oslo, also after the closing day. */
export type Reopening = { until: Day; reason: string; at: Instant };

export type Channel = 'page' | 'api' | 'file' | 'import';

export type Submission = {
  id: number;
  number: number;
  form: string;
  answers: Answers;
  /** Rule id → the reason given for its warning. */
  reasons: Record<string, string>;
  comment: string;
  /** Ids of the rules that imported answers break; empty for everything delivered in the service. */
  breaks: string[];
  sha256: string;
  channel: Channel;
  submittedName: string;
  /** Null when imported without it; then the on-time verdict is unknown too. */
  submittedAt: Instant | null;
  onTime: boolean | null;
  /** When the service learned it; rises strictly from submission to submission. */
  knownAt: Instant;
};

/** What the status of a report is computed from. */
export type ReportFacts = {
  opened: boolean;
  exempt: boolean;
  hasDraft: boolean;
  deadline: Day;
  /** The verdict of the first submission; undefined when nothing was delivered, null when it is not known. */
  firstOnTime: boolean | null | undefined;
};

/**
 * The status on a day. A submission settles it for ever, by the first delivery. One imported without its time counts as
 * on time here, since a report must not be called late without grounds; `onTime` stays null for it.
 */
export function statusOf(facts: ReportFacts, today: Day): Status {
  if (facts.firstOnTime !== undefined) return facts.firstOnTime === false ? 'late' : 'onTime';
  if (facts.exempt) return 'exempt';
  if (!facts.opened) return 'notOpen';
  if (today > facts.deadline) return 'missing';
  return facts.hasDraft ? 'draft' : 'open';
}

/** Rule E7: why a report cannot be delivered now. final: the directorate has made the month final. */
export type Closed = 'notOpen' | 'closed' | 'final';

/**
 * Rule E7 of the form: the month must be over; a report never delivered can be delivered until the month is final, a
 * delivered one corrected until its closing day (included), or as long as the directorate has reopened it. Gives null when
 * it can be delivered today.
 */
export function closedReason(facts: {
  opened: boolean;
  delivered: boolean;
  closesOn: Day;
  /** The last day of a reopening; null when there is none. */
  reopenedUntil: Day | null;
  final: boolean;
  today: Day;
}): Closed | null {
  if (!facts.opened) return 'notOpen';
  if (!facts.delivered) return facts.final ? 'final' : null;
  return facts.today > lastDayOfCorrection(facts) ? 'closed' : null;
}

/** The last day on which a delivered report can be corrected. */
export function lastDayOfCorrection({ closesOn, reopenedUntil }: { closesOn: Day; reopenedUntil: Day | null }): Day {
  return reopenedUntil !== null && reopenedUntil > closesOn ? reopenedUntil : closesOn;
}

/** A reopening is for one correction: until a day after the closing day that is not over, half a year ahead at most. */
export function mayReopenUntil(until: Day, closesOn: Day, today: Day): boolean {
  const latest = Temporal.PlainDate.from(today).add({ months: 6 }).toString();
  return until >= today && until > closesOn && until <= latest;
}

/** True when every question was answered with zero: told apart from a missing report everywhere. */
export function isConfirmedZero(answers: Answers): boolean {
  return Object.values(answers).every((value) => value === 0);
}
