// What will go out, if nobody delivers meanwhile: days to come are played with the functions that decide when they come.
// Nothing is written.

import type { Context } from '../context.ts';
import { addWorkingDays } from '../domain/calendar.ts';
import { type DueNotice, isNoticeTime, type Owed, ownDeadlineIn, receiversOf, roundsOf } from '../domain/notice.ts';
import { addDays, type Day, dayOf, type Instant, instantAt } from '../domain/period.ts';
import { isOfOffice } from '../domain/plan.ts';
import type { FoundNotice, NoticeReach } from '../store/notice-search.ts';
import { dueAt } from './chase.ts';
import { type ChasedUnit, readChaseFacts } from './chase-facts.ts';
import { overdueUnits } from './follow-up-reminders.ts';
import { isInReach } from './notice-reach.ts';
import { duePeriod } from './open.ts';
import { goesAtAnyHour, wantedOf } from './wanted-notice.ts';

/** In the ledger and not settled. `skipped`: why it would not be sent after all; null when it would. */
export type WaitingNotice = FoundNotice & { skipped: string | null };

/** What falls due on the day and was not due before it; `waiting`: what is in the ledger already, and goes then. */
export type DayAhead = { day: Day; at: Instant; waiting: WaitingNotice[]; notices: DueNotice[] };

type Given = Pick<Context, 'store' | 'now'>;

/** Today, tomorrow, and the working days after today, so many of them. */
export function noticesAhead({ store, now }: Given, reach: NoticeReach, workingDays: number): DayAhead[] {
  const today = dayOf(now());
  const tomorrow = addDays(today, 1);
  const working = Array.from({ length: workingDays }, (_, index) => addWorkingDays(today, index + 1));
  const planned = new Set<string>();
  const gone = new Set<number>();
  return [...new Set([today, tomorrow, ...working])].map((day) => {
    const at = endOf(day);
    const notices = dueAt(store, at, planned);
    for (const { key } of notices) planned.add(key);
    const waiting = waitingAt({ store }, at, reach).filter(({ id }) => !gone.has(id));
    for (const { id } of waiting) gone.add(id);
    return { day, at, waiting, notices: notices.filter((notice) => isInReach(reach, notice)) };
  });
}

/** The time at which everything of the day has fallen due. */
function endOf(day: Day): Instant {
  return instantAt(day, '23:59');
}

/** What is in the ledger already and may go at the time, whether mail is paused or not. */
export function waitingAt({ store }: Pick<Context, 'store'>, at: Instant, reach?: NoticeReach): WaitingNotice[] {
  const noticeTime = isNoticeTime(store.plan.inForce(duePeriod(at)), at);
  const waiting = store.noticeSearch.waiting(at, reach).filter((notice) => noticeTime || goesAtAnyHour(notice));
  if (waiting.length === 0) return [];
  const facts = readChaseFacts(store, at);
  return waiting.map((notice) => {
    const wanted = wantedOf(store, facts, notice, at);
    return { ...notice, skipped: typeof wanted === 'string' ? wanted : null };
  });
}

/** A notice with whom it is to, as what, and what it is about. */
export type DescribedNotice = DueNotice & {
  name: string | null;
  recipient: string | null;
  /** Null when there is nobody. */
  as: 'reporter' | 'leader' | 'governor' | 'directorate' | null;
  units: ChasedUnit[];
};

/** Gives what describes notices that `dueAt` gave for the time. */
export function noticeDescriber({ store }: Given, at: Instant): (notice: DueNotice) => DescribedNotice {
  const facts = readChaseFacts(store, at);
  const receivers = new Map<string, Map<number, Owed[]>>();
  return (notice) => {
    const person = notice.person === null ? null : store.person.byId(notice.person);
    const { as, units } = notice.step === 'follow-up-reminder' ? ofFollowUps(notice) : ofStep(notice);
    return {
      ...notice,
      ...{ name: person?.name ?? null, recipient: person?.email ?? null },
      ...{ as: person === null ? null : as, units: units.map(facts.unit) },
    };
  };

  function ofFollowUps({ person }: DueNotice) {
    return { as: 'governor' as const, units: overdueUnits({ store }, person ?? 0, dayOf(at)) };
  }

  function ofStep(notice: DueNotice) {
    const { step, period, person } = notice;
    const round = period === null ? null : facts.round(period);
    const to = round?.steps.find((each) => each.step === step)?.to ?? [];
    const owed = round ? roundsOf(round, notice).flatMap((part) => part.owed) : [];
    const group = `${step}:${period}:${ownDeadlineIn(notice.key)}`;
    const byPerson = receivers.get(group) ?? receiversOf(to, owed, facts.people()).byPerson;
    receivers.set(group, byPerson);
    const reports = person === null ? owed.filter((each) => isAbout(notice, each)) : (byPerson.get(person) ?? []);
    return { as: roleOf(notice, to.some(isOfOffice), reports), units: reports.map(({ unit }) => unit) };
  }

  function roleOf({ person, governor }: DueNotice, isToOffice: boolean, reports: Owed[]) {
    if (!isToOffice) return governor === null ? ('directorate' as const) : ('governor' as const);
    const offices = new Set(reports.map(({ office }) => office));
    const isReporter = facts
      .people()
      .some((each) => each.person === person && each.role === 'reporter' && offices.has(each.scope));
    return isReporter ? ('reporter' as const) : ('leader' as const);
  }
}

/** For a notice to nobody: the reports of the office or governor that has none. */
function isAbout({ office, governor }: DueNotice, owed: Owed): boolean {
  return office === null ? governor === null || owed.governor === governor : owed.office === office;
}
