// The mails that come from the desks of governors and directorate: announcements and inquiries to offices, and reminders to
// advisers.

import { type Announcement, dayOfGathering } from '../domain/announcement.ts';
import type { Inquiry } from '../domain/inquiry.ts';
import type { Day } from '../domain/period.ts';
import type { Language } from '../domain/person.ts';
import { unitName } from '../domain/unit.ts';
import { clockText, dayText, monthText } from '../text/when.ts';
import type { Block } from './layout.ts';
import type { Message } from './mailer.ts';
import { ending, type Envelope, write } from './message.ts';
import type { NamedUnit } from './unit-list.ts';

/** A block of a mail holds at most 300 characters. */
const longestBlock = 280;

/** An announcement, in the languages of the envelope. `sender`: the governor's name; null for the directorate. */
export function announcementMessage(
  envelope: Envelope,
  announced: Announcement & { sender: Record<Language, string> | null },
): Message {
  const { texts, gathering, sender, id } = announced;
  return write(envelope, (t, language) => {
    const text = texts[language] ?? { subject: '', body: '' };
    const day = dayOfGathering(announced);
    const when: Block[] =
      gathering && day
        ? [
            {
              kind: 'pairs',
              pairs: [
                [
                  t.announcement.when,
                  `${dayText(day)} kl. ${clockText(gathering.startsAt)}–${clockText(gathering.endsAt)}`,
                ],
                [t.announcement.where, gathering.place],
              ],
            },
          ]
        : [];
    return {
      subject: text.subject,
      blocks: [
        { kind: 'text', text: t.announcement.lead(sender?.[language] ?? t.announcement.directorate) },
        { kind: 'text', text: text.subject },
        ...when,
        ...paragraphsOf(text.body).map((paragraph): Block => ({ kind: 'text', text: paragraph })),
        {
          kind: 'link',
          label: gathering ? t.announcement.linkSignUp : t.announcement.link,
          url: `${envelope.baseUrl}/announcements/${id}`,
        },
        { kind: 'note', text: t.automatic },
      ],
    };
  });
}

/** To those who answer for an office: that somebody has asked about a report. The question is on the page alone. */
export function inquiryMessage(
  envelope: Envelope,
  { unit, period, askedName }: Pick<Inquiry, 'period' | 'askedName'> & { unit: NamedUnit },
): Message {
  return write(envelope, (t) => ({
    subject: t.inquiry.subject(monthText(period)),
    blocks: [
      { kind: 'text', text: t.inquiry.lead(askedName) },
      {
        kind: 'pairs',
        pairs: [
          [t.receipt.unit, unitName(unit)],
          [t.receipt.month, monthText(period)],
        ],
      },
      { kind: 'text', text: t.inquiry.next },
      { kind: 'link', label: t.inquiry.link, url: `${envelope.baseUrl}/inquiries` },
      ...ending(t, t.inquiry.why),
    ],
  }));
}

/** To an adviser: what is past its due date. `isOwn`: assigned to the person, not to nobody. */
export function followUpReminder(
  envelope: Envelope,
  overdue: { unit: NamedUnit; due: Day; isOwn: boolean }[],
): Message {
  return write(envelope, (t) => ({
    subject: t.followUpReminder.subject(overdue.length),
    blocks: [
      { kind: 'text', text: t.followUpReminder.lead },
      {
        kind: 'list',
        items: overdue.map(({ unit, due, isOwn }) => t.followUpReminder.item(unitName(unit), dayText(due), isOwn)),
      },
      { kind: 'text', text: t.followUpReminder.next },
      { kind: 'link', label: t.escalation.toFollowUps, url: `${envelope.baseUrl}/follow-ups` },
      ...ending(t, t.followUpReminder.why),
    ],
  }));
}

/** The lines of a text, long ones cut at a space. */
function paragraphsOf(body: string): string[] {
  return body
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`\\S.{0,${longestBlock}}(?=\\s|$)|\\S{${longestBlock}}`, 'gu')) ?? []);
}
