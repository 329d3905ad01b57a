// The mails of announcements: one to each reporter and leader in the sender's scope, through the ledger like all others.

import type { Context } from '../context.ts';
import { type Announcement, isWorthMail, languagesOf } from '../domain/announcement.ts';
import { skipReasons } from '../domain/notice.ts';
import { type Day, dayOf, type Instant } from '../domain/period.ts';
import { isAtOffice, type Person } from '../domain/person.ts';
import type { Message } from '../mail/mailer.ts';
import { announcementMessage } from '../mail/desk-message.ts';
import type { Notice } from '../store/notice.ts';
import { switchedOff } from './mail-switch.ts';
import { type OfficePerson, officePeople } from './office-people.ts';

type Reads = Pick<Context, 'store'>;

/** Plans the mail to everybody it goes to; gives how many are to be sent. Call it in the publishing's transaction. */
export function planAnnouncement({ store }: Reads, one: Pick<Announcement, 'id' | 'governor'>, at: Instant): number {
  const off = switchedOff({ store }).has('announcement') ? skipReasons.switchedOff : null;
  const receivers = receiversOf({ store }, one.governor, dayOf(at));
  const notices = receivers.map(({ person, office, reachable }) => ({
    ...{ key: keyOf(one.id, person), step: 'announcement' as const, period: null, office, governor: null, person },
    ...{ due: at, skipped: reachable ? off : skipReasons.addressDead },
  }));
  return store.notice.plan(notices, at).filter(({ skipped }) => skipped === null).length;
}

/** Those it goes to on the day, each once, with the first of their offices in the scope. */
export function receiversOf({ store }: Reads, governor: string | null, day: Day): OfficePerson[] {
  const offices = new Set(
    store.unit
      .on(day)
      .filter((unit) => governor === null || unit.governor === governor)
      .flatMap((unit) => store.unit.find(unit.id, day)?.offices ?? unit.offices),
  );
  return officePeople({ store }, offices, day);
}

/** Why the mail is not wanted any more; null when it is. */
export function announcementUnwanted({ store }: Reads, notice: Notice, at: Instant): string | null {
  const one = store.announcement.find(announcementIn(notice));
  if (one === null || one.withdrawn) return skipReasons.withdrawn;
  if (!isWorthMail(one, at)) return skipReasons.tooOld;
  const still = receiversOf({ store }, one.governor, dayOf(at)).find(({ person }) => person === notice.person);
  if (!still) return skipReasons.noLongerReceiver;
  return still.reachable ? null : skipReasons.addressDead;
}

/** Throws when the announcement is unknown. */
export function writeAnnouncement(
  { store, config }: Pick<Context, 'store' | 'config'>,
  notice: Notice,
  person: Person,
  today: Day,
): Message {
  const one = store.announcement.find(announcementIn(notice));
  if (!one) throw new Error(`The announcement of the notice ${notice.id} is unknown`);
  const standards = person.roles
    .filter(isAtOffice)
    .flatMap(({ scope }) => store.unit.ofOffice(scope, today))
    .filter(({ governor }) => one.governor === null || governor === one.governor)
    .map(({ language }) => language);
  const sender = store.reference.governors(today).find(({ code }) => code === one.governor);
  return announcementMessage(
    {
      to: { name: person.name, address: person.email },
      languages: languagesOf(one.texts, standards, person.language),
      messageId: notice.messageId,
      baseUrl: config.baseUrl,
    },
    { ...one, sender: sender ? { nb: sender.nameNb, nn: sender.nameNn } : null },
  );
}

function keyOf(announcement: number, person: number): string {
  return `announcement:${announcement}:${person}`;
}

function announcementIn({ key }: Pick<Notice, 'key'>): number {
  return Number(/^announcement:(\d+):/.exec(key)?.[1] ?? 0);
}
