// Whether a notice in the ledger is still wanted at the moment it is to be sent, and what it is about then: whoever has
// delivered meanwhile gets nothing, and the ledger says why.

import type { Context } from '../context.ts';
import { lateness, type Owed, type Round, reportsFor, roundsOf, skipReasons } from '../domain/notice.ts';
import { parseMailKind } from '../domain/mail-switch.ts';
import { dayOf, type Instant } from '../domain/period.ts';
import type { Notice } from '../store/notice.ts';
import { announcementUnwanted } from './announcement-mail.ts';
import type { ChaseFacts } from './chase-facts.ts';
import { reminderUnwanted } from './follow-up-reminders.ts';
import { inquiryUnwanted } from './inquiry-mail.ts';

/** round: null for what belongs to no step. */
export type Wanted = { round: Round | null; reports: Owed[] };

/** Receipts and tests answer something that a person has just done; all others wait for the hours of notices. */
export function goesAtAnyHour({ step }: Pick<Notice, 'step'>): boolean {
  return step === 'receipt' || step === 'test';
}

/** What the notice is about now; or why it is not wanted any more. Call it in the transaction that claims the notice. */
export function wantedOf(store: Context['store'], facts: ChaseFacts, notice: Notice, at: Instant): Wanted | string {
  if (notice.step === 'test') return { round: null, reports: [] };
  const kind = parseMailKind(notice.step);
  if (kind !== null && store.mailSwitch.isOff(kind)) return skipReasons.switchedOff;
  const unwanted = unwantedOther(store, notice, at);
  if (unwanted !== undefined) return unwanted ?? { round: null, reports: [] };
  const { person } = notice;
  const roles = facts.people().filter((each) => each.person === person);
  if (roles.length > 0 && roles.every(({ reachable }) => !reachable)) return skipReasons.addressDead;
  if (notice.step === 'receipt') return { round: null, reports: [] };
  const whole = notice.period === null ? null : facts.round(notice.period);
  if (whole === null || person === null) return skipReasons.noLongerReceiver;
  const parts = roundsOf(whole, notice).flatMap((round) => {
    const step = round.steps.find((each) => each.step === notice.step);
    return step ? [{ round, step, late: lateness(round, step, dayOf(at), facts.firstStart) }] : [];
  });
  // Read again for this person alone: the round was read when the sending began.
  const isStillOwed = ({ unit, ownDeadline = null }: Owed) => store.owed.isOwed(whole.period, unit, ownDeadline);
  const asRead = parts.map((part) => ({
    ...part,
    reports: reportsFor(person, part.step.to, part.round.owed, facts.people()),
  }));
  const owing = asRead
    .map((part) => ({ ...part, reports: part.reports.filter(isStillOwed) }))
    .filter(({ reports }) => reports.length > 0);
  const inTime = owing.filter(({ late }) => late === null);
  const [first] = inTime;
  if (first !== undefined) {
    return { round: inTime.length === 1 ? first.round : whole, reports: inTime.flatMap(({ reports }) => reports) };
  }
  const late = owing[0]?.late ?? (parts.every((part) => part.late !== null) ? parts[0]?.late : null);
  if (late) return late;
  const before = asRead.flatMap(({ reports }) => reports);
  return before.length > 0
    ? whatHappenedTo(store, whole, before)
    : whyNothing(whole, notice, person, facts, isStillOwed);
}

/** What came of reports that were owed by the notice's deadline when the sending began, and are not any more. */
function whatHappenedTo(store: Context['store'], { period }: Round, before: Owed[]): string {
  const owed = new Set(store.owed.units(period).map(({ unit }) => unit));
  return before.some(({ unit }) => owed.has(unit)) ? skipReasons.deadlineMoved : skipReasons.delivered;
}

/** Why the person owes nothing by the deadline that the notice was counted from. */
function whyNothing(
  whole: Round,
  { step, office, governor }: Notice,
  person: number,
  facts: ChaseFacts,
  isStillOwed: (report: Owed) => boolean,
): string {
  const to = whole.steps.find((each) => each.step === step)?.to ?? [];
  if (reportsFor(person, to, whole.owed, facts.people()).some(isStillOwed)) return skipReasons.deadlineMoved;
  const isThere = (report: Owed) =>
    office === null ? governor === null || report.governor === governor : report.office === office;
  const isOwedThere = whole.owed.some((report) => isThere(report) && isStillOwed(report));
  return isOwedThere ? skipReasons.noLongerReceiver : skipReasons.delivered;
}

/** As `wantedOf` for what belongs to no period: why it is not wanted, null when it is; undefined for all other steps. */
function unwantedOther(store: Context['store'], notice: Notice, at: Instant): string | null | undefined {
  if (notice.step === 'announcement') return announcementUnwanted({ store }, notice, at);
  if (notice.step === 'inquiry') return inquiryUnwanted({ store }, notice, at);
  return notice.step === 'follow-up-reminder' ? reminderUnwanted({ store }, notice, at) : undefined;
}
