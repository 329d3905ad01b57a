// What will go out, if nobody delivers meanwhile: days to come are played with the function that decides when they come.
// Nothing is written.

import type { Context } from '../context.ts';
import { addWorkingDays } from '../domain/calendar.ts';
import { type DueNotice, type Owed, ownDeadlineIn, receiversOf, roundsOf } from '../domain/notice.ts';
import { type Day, dayOf, type Instant, instantAt } from '../domain/period.ts';
import { isOfOffice } from '../domain/plan.ts';
import type { NoticeReach } from '../store/notice-search.ts';
import { dueAt } from './chase.ts';
import { type ChasedUnit, readChaseFacts } from './chase-facts.ts';
import { isInReach } from './notice-reach.ts';

/** What falls due on the day and was not due before it. */
export type DayAhead = { day: Day; at: Instant; notices: DueNotice[] };

type Given = Pick<Context, 'store' | 'now'>;

/** Today, tomorrow, and the working days after today, so many of them. */
export function noticesAhead({ store, now }: Given, reach: NoticeReach, workingDays: number): DayAhead[] {
  const today = dayOf(now());
  const tomorrow = Temporal.PlainDate.from(today).add({ days: 1 }).toString();
  const working = Array.from({ length: workingDays }, (_, index) => addWorkingDays(today, index + 1));
  const planned = new Set<string>();
  return [...new Set([today, tomorrow, ...working])].map((day) => {
    const at = endOf(day);
    const notices = dueAt(store, at, planned);
    for (const { key } of notices) planned.add(key);
    return { day, at, notices: notices.filter((notice) => isInReach(reach, notice)) };
  });
}

/** The time at which everything of the day has fallen due. */
function endOf(day: Day): Instant {
  return instantAt(day, '23:59');
}

/** A notice with whom it is to, as what, and what it is about. */
export type DescribedNotice = DueNotice & {
  name: string | null;
  recipient: string | null;
  /** Null when there is nobody. */
  as: 'reporter' | 'leader' | 'governor' | 'directorate' | null;
  units: ChasedUnit[];
};

/** Describes notices that `dueAt` gave for the time. */
export function describeNotices({ store }: Given, at: Instant, notices: DueNotice[]): DescribedNotice[] {
  const facts = readChaseFacts(store, at);
  const receivers = new Map<string, Map<number, Owed[]>>();
  return notices.map((notice) => {
    const round = facts.round(notice.period);
    const to = round?.steps.find(({ step }) => step === notice.step)?.to ?? [];
    const owed = round ? roundsOf(round, notice).flatMap((part) => part.owed) : [];
    const group = `${notice.step}:${notice.period}:${ownDeadlineIn(notice.key)}`;
    const byPerson = receivers.get(group) ?? receiversOf(to, owed, facts.people()).byPerson;
    receivers.set(group, byPerson);
    const person = notice.person === null ? null : store.person.byId(notice.person);
    const reports = notice.person === null ? owed.filter((each) => isAbout(notice, each)) : byPerson.get(notice.person);
    return {
      ...notice,
      ...{ name: person?.name ?? null, recipient: person?.email ?? null },
      as: person === null ? null : roleOf(notice, to.some(isOfOffice), reports ?? []),
      units: (reports ?? []).map((report) => facts.unit(report.unit)),
    };
  });

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
