// An announcement: what a governor or the directorate tells all the offices in its scope at once. It is never changed; it
// can be withdrawn with a reason, and a gathering is then called off.

import { cleanText } from './canonical.ts';
import { containsIdentityNumber } from './identity-number.ts';
import { addMinutes, dayOf, type Day, type Instant, instantAt, parseDay } from './period.ts';
import type { Language } from './person.ts';
import type { WrittenStandard } from './unit.ts';

export type AnnouncementText = { subject: string; body: string };
export type AnnouncementTexts = Record<Language, AnnouncementText | null>;
export type Gathering = { startsAt: Instant; endsAt: Instant; place: string };

export type Announcement = {
  id: number;
  /** The sender, whose counties it goes to; null: the directorate, to all offices. */
  governor: string | null;
  /** At least one of the two is given. */
  texts: AnnouncementTexts;
  /** Null for information. */
  gathering: Gathering | null;
  /** Tells what the numbers were used for. */
  isAboutFigures: boolean;
  /** The writer's name, as it was. */
  name: string;
  publishedAt: Instant;
  withdrawn: { at: Instant; reason: string } | null;
};

export type AnnouncementKind = 'information' | 'figures' | 'gathering';

/** As it is typed; `day` as an ISO day, times as `9`, `09:00` or `9.00`. */
export type TypedAnnouncement = {
  kind: string;
  subjectNb: string;
  bodyNb: string;
  subjectNn: string;
  bodyNn: string;
  day: string;
  from: string;
  to: string;
  place: string;
};
export type AnnouncementFault = {
  field: keyof TypedAnnouncement;
  fault: 'empty' | 'half' | 'tooLong' | 'identityNumber' | 'day' | 'time' | 'past' | 'before';
};

const longestSubject = 150;
const longestBody = 4000;
/** How long information that has not been read stays on the page of reports. */
const newsDays = 60;
/** How long a mail about it may have waited and still go. */
const mailDays = 14;

type ParsedAnnouncement = Pick<Announcement, 'texts' | 'gathering' | 'isAboutFigures'>;

/** Takes what was typed; gives the announcement, or every fault in it. */
export function parseAnnouncement(
  typed: TypedAnnouncement,
  now: Instant,
): ({ ok: true } & ParsedAnnouncement) | { ok: false; faults: AnnouncementFault[] } {
  const faults: AnnouncementFault[] = [];
  const line = (field: keyof TypedAnnouncement, longest: number): string => {
    const text = cleanText(field.startsWith('body') ? typed[field] : typed[field].replace(/\s+/g, ' '));
    if (text.length > longest) faults.push({ field, fault: 'tooLong' });
    if (containsIdentityNumber(text)) faults.push({ field, fault: 'identityNumber' });
    return text;
  };
  const written = (subject: string, body: string, fields: ['subjectNb', 'bodyNb'] | ['subjectNn', 'bodyNn']) => {
    if (subject === '' && body === '') return null;
    if (subject === '') faults.push({ field: fields[0], fault: 'half' });
    if (body === '') faults.push({ field: fields[1], fault: 'half' });
    return { subject, body };
  };
  const texts: AnnouncementTexts = {
    nb: written(line('subjectNb', longestSubject), line('bodyNb', longestBody), ['subjectNb', 'bodyNb']),
    nn: written(line('subjectNn', longestSubject), line('bodyNn', longestBody), ['subjectNn', 'bodyNn']),
  };
  if (texts.nb === null && texts.nn === null) faults.push({ field: 'subjectNb', fault: 'empty' });
  const gathering = typed.kind === 'gathering' ? gatheringOf(typed, line('place', longestSubject), now, faults) : null;
  const isAboutFigures = typed.kind === 'figures';
  return faults.length === 0 ? { ok: true, texts, gathering, isAboutFigures } : { ok: false, faults };
}

function gatheringOf(
  typed: TypedAnnouncement,
  place: string,
  now: Instant,
  faults: AnnouncementFault[],
): Gathering | null {
  const day = parseDay(typed.day.trim());
  const [from, to] = [parseTime(typed.from), parseTime(typed.to)];
  if (day === null) faults.push({ field: 'day', fault: 'day' });
  if (from === null) faults.push({ field: 'from', fault: 'time' });
  if (to === null) faults.push({ field: 'to', fault: 'time' });
  if (place === '') faults.push({ field: 'place', fault: 'empty' });
  if (day === null || from === null || to === null) return null;
  const gathering = { startsAt: instantAt(day, from), endsAt: instantAt(day, to), place };
  if (gathering.endsAt <= gathering.startsAt) faults.push({ field: 'to', fault: 'before' });
  if (gathering.startsAt <= now) faults.push({ field: 'day', fault: 'past' });
  return gathering;
}

/** `9`, `9:00`, `09.00` or `kl. 9` → `09:00`; null when it is no time of day. */
export function parseTime(text: string): string | null {
  const [, hour = '', minute = '00'] = /^(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d\d))?$/i.exec(text.trim()) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}

export function kindOf({
  gathering,
  isAboutFigures,
}: Pick<Announcement, 'gathering' | 'isAboutFigures'>): AnnouncementKind {
  if (gathering) return 'gathering';
  return isAboutFigures ? 'figures' : 'information';
}

/** Of all announcements, the newest first, the directorate's last about what the numbers were used for; null for none. */
export function lastUseOfFigures(all: Announcement[]): Announcement | null {
  return (
    all.find(({ governor, isAboutFigures, withdrawn }) => governor === null && isAboutFigures && !withdrawn) ?? null
  );
}

export function isPast({ gathering }: Pick<Announcement, 'gathering'>, now: Instant): boolean {
  return gathering !== null && gathering.endsAt <= now;
}

/** What is shown on top of an office's reports: a gathering until it is over, information until it is read or old. */
export function isNews(announcement: Announcement, isRead: boolean, now: Instant): boolean {
  if (announcement.gathering) return !isPast(announcement, now) && !(announcement.withdrawn && isRead);
  if (isRead || announcement.withdrawn) return false;
  return addMinutes(announcement.publishedAt, newsDays * 24 * 60) > now;
}

/** A mail that waits may still go: not once the announcement is withdrawn, over or old. */
export function isWorthMail(announcement: Announcement, now: Instant): boolean {
  if (announcement.withdrawn || isPast(announcement, now)) return false;
  return addMinutes(announcement.publishedAt, mailDays * 24 * 60) > now;
}

/**
 * The languages it is shown in to somebody: those of the municipalities (`standards`) that were given, the reader's own
 * first; where none of them was given or all are neutral, the reader's own; else the one there is.
 */
export function languagesOf(texts: AnnouncementTexts, standards: WrittenStandard[], own: Language | null): Language[] {
  const given = (['nb', 'nn'] as const).filter((language) => texts[language] !== null);
  const wanted = given.filter((language) => standards.includes(language));
  const first = (own !== null && (wanted.length === 0 ? given : wanted).includes(own) && own) || null;
  if (wanted.length === 0) return first ? [first] : given.slice(0, 1);
  return first ? [first, ...wanted.filter((language) => language !== first)] : wanted;
}

/** The text to show on a page, where one language is enough. */
export function textFor(
  texts: AnnouncementTexts,
  standards: WrittenStandard[],
  own: Language,
): AnnouncementText & { language: Language } {
  const [language = 'nb'] = languagesOf(texts, standards, own);
  const text = texts[language];
  if (!text) throw new Error('The announcement has no text');
  return { ...text, language };
}

/** The day of a gathering in Oslo; null for information. */
export function dayOfGathering({ gathering }: Pick<Announcement, 'gathering'>): Day | null {
  return gathering && dayOf(gathering.startsAt);
}
