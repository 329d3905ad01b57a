// Reminds advisers of the follow-ups that are past their due date: one mail a working day at most, and only when there is
// something new to say or a week has gone since it was said.

import type { Context } from '../context.ts';
import { stateOf } from '../domain/follow-up.ts';
import { heirFinder } from '../domain/follow-up-cause.ts';
import { overdueByAdviser, wantsReminder } from '../domain/follow-up-reminder.ts';
import { type DueNotice, isNoticeTime, skipReasons } from '../domain/notice.ts';
import { type Day, dayOf, type Instant, periodOf } from '../domain/period.ts';
import type { Person } from '../domain/person.ts';
import { followUpReminder } from '../mail/desk-message.ts';
import type { Message } from '../mail/mailer.ts';
import type { Notice } from '../store/notice.ts';
import { switchedOff } from './mail-switch.ts';

type Reads = Pick<Context, 'store'>;

const step = 'follow-up-reminder';

const mark = 'follow_ups_reminded';

/** The reminders of the day, once in notice time. `planned`: keys of those that will have been sent by then. */
export function dueReminders({ store }: Reads, at: Instant, planned: ReadonlySet<string>): DueNotice[] {
  const today = dayOf(at);
  if (!isReminderTime({ store }, at)) return [];
  const off = switchedOff({ store }).has(step) ? skipReasons.switchedOff : null;
  const people = advisersOn({ store }, today);
  const reachable = new Map(people.map((each) => [each.person, each.reachable]));
  return [...overdueByAdviser(datedOn({ store }, today), people, today)]
    .filter(([person, overdue]) => wantsReminder(overdue, lastReminder({ store }, person, planned), today))
    .map(([person, overdue]) => ({
      ...{
        key: keyOf(person, today),
        step,
        period: null,
        office: null,
        governor: overdue[0]?.governor ?? null,
        person,
      },
      ...{ due: at, skipped: reachable.get(person) ? off : skipReasons.addressDead },
    }));
}

/** Those of the day have been planned: no later tick of it looks again. */
export function noteReminders({ store }: Reads, at: Instant): void {
  if (isReminderTime({ store }, at)) store.service.set(mark, dayOf(at));
}

function isReminderTime({ store }: Reads, at: Instant): boolean {
  return store.service.get(mark) !== dayOf(at) && isNoticeTime(store.plan.inForce(periodOf(dayOf(at))), at);
}

function lastReminder({ store }: Reads, person: number, planned: ReadonlySet<string>): Day | null {
  const sent = store.notice.latestOf(step, person);
  const start = keyOf(person, '');
  const assumed = [...planned].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
  return [...(sent === null ? [] : [dayOf(sent)]), ...assumed].toSorted().at(-1) ?? null;
}

function keyOf(person: number, day: Day): string {
  return `${step}:${person}:${day}`;
}

/** The units of the person's overdue follow-ups, the oldest due first. */
export function overdueUnits({ store }: Reads, person: number, today: Day): string[] {
  return ofPerson({ store }, person, today).map(({ unit }) => unit.id);
}

/** Why the reminder is not wanted any more; null when it is. */
export function reminderUnwanted({ store }: Reads, notice: Notice, at: Instant): string | null {
  const today = dayOf(at);
  // Yesterday's list is not sent: today's is made anew.
  if (dayOf(notice.due) !== today) return skipReasons.tooOld;
  const own = advisersOn({ store }, today).filter(({ person }) => person === notice.person);
  if (own.length === 0) return skipReasons.noLongerReceiver;
  if (!own.some(({ reachable }) => reachable)) return skipReasons.addressDead;
  return ofPerson({ store }, notice.person, today).length === 0 ? skipReasons.nothingOverdue : null;
}

export function writeReminder(
  { store, config }: Pick<Context, 'store' | 'config'>,
  notice: Notice,
  person: Person,
  today: Day,
): Message {
  const overdue = ofPerson({ store }, person.id, today).map(({ unit, due, assignee }) => ({
    ...{ unit, due, isOwn: assignee === person.id },
  }));
  const to = { name: person.name, address: person.email };
  const { messageId } = notice;
  return followUpReminder({ to, languages: [person.language ?? 'nb'], messageId, baseUrl: config.baseUrl }, overdue);
}

function ofPerson({ store }: Reads, person: number | null, today: Day) {
  return overdueByAdviser(datedOn({ store }, today), advisersOn({ store }, today), today).get(person ?? 0) ?? [];
}

function advisersOn({ store }: Reads, today: Day) {
  return store.owed.recipients(today).filter(({ role }) => role === 'governor');
}

/** Every open follow-up with a due date, under the unit and the governor of today. */
function datedOn({ store }: Reads, today: Day) {
  const events = store.followUp.everyEvent();
  const heir = heirFinder(today, store.unit.changes());
  return store.followUp.all().flatMap(({ id, unit: first }) => {
    const state = stateOf(events.get(id) ?? []);
    const unit = store.unit.find(heir(first), today);
    if (!state.isOpen || state.due === null || !unit) return [];
    return [{ id, unit, governor: unit.governor, due: state.due, assignee: state.assignee?.id ?? null }];
  });
}
