// Announcements: a governor tells the offices of its counties, the directorate all of them. Who may read, who may write,
// who comes; publishing plans the mails in the same transaction.

import type { Context } from '../context.ts';
import {
  type Announcement,
  type AnnouncementFault,
  isNews,
  isPast,
  parseAnnouncement,
  type TypedAnnouncement,
} from '../domain/announcement.ts';
import { parseText, type TextFault } from '../domain/free-text.ts';
import { addMinutes, type Day, dayOf } from '../domain/period.ts';
import { type Actor, readScope } from '../domain/person.ts';
import type { Unit, WrittenStandard } from '../domain/unit.ts';
import { planAnnouncement } from './announcement-mail.ts';

type Reads = Pick<Context, 'store' | 'now'>;

/** Each is a mail to everybody in the scope. */
const mostADay = 5;
/** In characters, for withdrawing one. */
const longestReason = 1000;

export type ListedAnnouncement = Announcement & {
  isRead: boolean;
  isPast: boolean;
  /** On top of the person's reports. */
  isNews: boolean;
  /** The written standards of the reader's own offices; none for those who only send. */
  standards: WrittenStandard[];
  /** At an office that it went to: may sign up. */
  isReceiver: boolean;
  /** One of those whose announcement it is: may withdraw it, and sees who comes. */
  isSender: boolean;
  /** May see who comes. */
  seesNames: boolean;
  comes: boolean;
};

/** A governor's code, or null for the directorate. */
export type Sender = string | null;

/** For whom the actor may write on the day; empty when it may not. */
export function sendersOf(actor: Pick<Actor, 'roles'>, day: Day): Sender[] {
  const { everything, governors } = readScope(actor, day);
  return [...(everything ? [null] : []), ...new Set(governors)];
}

/** Null when the actor has no business with announcements. The newest first. */
export function listAnnouncements(context: Reads, actor: Actor): ListedAnnouncement[] | null {
  const { store } = context;
  const today = dayOf(context.now());
  const scope = readScope(actor, today);
  if (!scope.everything && scope.governors.length === 0 && scope.offices.length === 0) return null;
  const all = store.announcement.all();
  if (all.length === 0) return [];
  const own = scope.offices
    .flatMap((office) => store.unit.servedBy(office, today))
    .filter(({ validTo }) => validTo === null || validTo > today);
  const read = actor.id === null ? new Set<number>() : store.announcement.readBy(actor.id);
  const senders = sendersOf(actor, today);
  return all.flatMap((one) => {
    const reached = own.filter(({ governor }) => one.governor === null || governor === one.governor);
    const isSender = senders.includes(one.governor);
    const isReader = scope.everything || (one.governor === null && scope.governors.length > 0);
    if (reached.length === 0 && !isSender && !isReader) return [];
    return [listed(context, actor, one, { reached, isSender, isRead: read.has(one.id), everything: scope.everything })];
  });
}

function listed(
  { store, now }: Reads,
  actor: Actor,
  one: Announcement,
  known: { reached: Unit[]; isSender: boolean; isRead: boolean; everything: boolean },
): ListedAnnouncement {
  const { reached, isSender, isRead } = known;
  const isReceiver = reached.length > 0;
  return {
    ...{ ...one, isRead, isReceiver, isSender },
    isPast: isPast(one, now()),
    isNews: isReceiver && isNews(one, isRead, now()),
    standards: reached.map(({ language }) => language),
    seesNames: one.gathering !== null && (isSender || known.everything),
    comes: isReceiver && store.announcement.signedUp(one.id).some(({ person }) => person === actor.id),
  };
}

export type LoadedAnnouncement = ListedAnnouncement & {
  /** Those who come, for those who may see it; null for others. */
  names: { name: string; offices: string[] }[] | null;
};

/** Null: 404. */
export function loadAnnouncement(context: Reads, actor: Actor, id: number): LoadedAnnouncement | null {
  const { store } = context;
  const found = listAnnouncements(context, actor)?.find((one) => one.id === id);
  if (!found) return null;
  const today = dayOf(context.now());
  const names = store.announcement.signedUp(id).map(({ person }) => {
    const known = store.person.byId(person);
    const offices = known ? readScope(known, today).offices : [];
    return {
      name: known?.name ?? '',
      offices: [...new Set(offices)].map((office) => store.unit.officeName(office) ?? office),
    };
  });
  return { ...found, names: found.seesNames ? names : null };
}

/** Remembers that the person has seen it. */
export function readAnnouncement({ store, now }: Reads, actor: Actor, id: number): void {
  if (actor.id !== null) store.announcement.markRead(id, actor.id, now());
}

export type PublishResult =
  | { kind: 'notFound' }
  | { kind: 'tooMany' }
  | { kind: 'faulty'; faults: AnnouncementFault[] }
  | { kind: 'published'; id: number; receivers: number };

/** Publishes it, and plans the mails. The same form (`key`) sent again gives what it made, and mails nobody again. */
export function publishAnnouncement(
  { store, now }: Reads,
  actor: Actor,
  order: { sender: Sender; typed: TypedAnnouncement; key: string },
): PublishResult {
  const at = now();
  const { sender, typed, key } = order;
  if (!sendersOf(actor, dayOf(at)).includes(sender) || key === '') return { kind: 'notFound' };
  return store.transaction((): PublishResult => {
    const before = store.announcement.byKey(key);
    if (before)
      return before.who === actor.who ? { kind: 'published', id: before.id, receivers: 0 } : { kind: 'notFound' };
    const parsed = parseAnnouncement(typed, at);
    if (!parsed.ok) return { kind: 'faulty', faults: parsed.faults };
    if (store.announcement.publishedSince(sender, addMinutes(at, -24 * 60)) >= mostADay) return { kind: 'tooMany' };
    const { who, name } = actor;
    const { texts, gathering } = parsed;
    // Every unit's page tells of the directorate's use of the numbers, and of nobody else's.
    const isAboutFigures = parsed.isAboutFigures && sender === null;
    const id = store.announcement.add({
      governor: sender,
      texts,
      gathering,
      isAboutFigures,
      who,
      name,
      publishedAt: at,
      key,
    });
    const receivers = planAnnouncement({ store }, { id, governor: sender }, at);
    const details = { receivers };
    store.event.record({ at, who, what: 'announcement.published', subject: `announcement:${id}`, details });
    return { kind: 'published', id, receivers };
  });
}

/** Mails that have not gone yet do not go. */
export function withdrawAnnouncement(
  context: Reads,
  actor: Actor,
  id: number,
  typed: string,
): 'notFound' | TextFault | 'withdrawn' {
  const { store } = context;
  const found = listAnnouncements(context, actor)?.find((one) => one.id === id);
  if (!found?.isSender) return 'notFound';
  const parsed = parseText(typed, longestReason);
  if (!parsed.ok) return parsed.fault;
  const reason = parsed.text;
  const at = context.now();
  const { who } = actor;
  store.transaction(() => {
    if (!store.announcement.withdraw(id, { reason, who, at })) return;
    store.event.record({ at, who, what: 'announcement.withdrawn', subject: `announcement:${id}`, details: {} });
  });
  return 'withdrawn';
}

/** Signs the person up or off; false when there is nothing to come to, or it is not for this person. */
export function signUp(context: Reads, actor: Actor, id: number, comes: boolean): boolean {
  const found = listAnnouncements(context, actor)?.find((one) => one.id === id);
  if (!found?.isReceiver || !found.gathering || found.isPast || found.withdrawn || actor.id === null) return false;
  if (found.comes !== comes) context.store.announcement.signUp(id, actor.id, comes, context.now());
  return true;
}
