// The mails, one function each. They say which office, unit and period, and link to a page; they hold no figure from a
// report, and no secret but the sign-in code.

import type { Day, Instant, Period } from '../domain/period.ts';
import type { Language } from '../domain/person.ts';
import { unitName } from '../domain/unit.ts';
import { texts } from '../text/text.ts';
import { dayText, momentText, monthText } from '../text/when.ts';
import { type Block, harmless, layOut, type Section } from './layout.ts';
import type { Message } from './mailer.ts';
import { type PlanWords, wordsOf } from './plan-words.ts';
import { type MailUnit, unitList } from './unit-list.ts';

/** Who a mail is to, in which languages, with the address of the service that links start with. */
export type Envelope = {
  to: { name: string; address: string };
  languages: Language[];
  messageId: string;
  baseUrl: string;
};

/** What is owed for a period. `as`: why the person gets the mail. */
export type OwedMail = { period: Period; deadline: Day; units: MailUnit[]; as: 'reporter' | 'leader' } & PlanWords;

type Texts = (typeof texts)[Language]['mail'];

/** The period is open: what is to be delivered, and when. */
export function openingMessage(envelope: Envelope, owed: OwedMail): Message {
  return write(envelope, (t, language) => {
    const words = wordsOf(owed, 'opening', language);
    return {
      subject: words.subject,
      blocks: [
        { kind: 'text', text: words.lead },
        unitList(owed.units),
        { kind: 'text', text: t.opening.deadline(dayText(owed.deadline)) },
        { kind: 'text', text: t.opening.zero },
        toReports(t, envelope),
        ...ending(t, t.why[owed.as]),
      ],
    };
  });
}

/** The deadline is near. */
export function firstReminder(envelope: Envelope, owed: OwedMail): Message {
  return write(envelope, (t, language) => {
    const words = wordsOf(owed, 'reminder-1', language);
    return {
      subject: words.subject,
      blocks: [
        { kind: 'text', text: words.lead },
        unitList(owed.units),
        { kind: 'text', text: t.beforeDeadline.deadline(dayText(owed.deadline)) },
        toReports(t, envelope),
        ...ending(t, t.why[owed.as]),
      ],
    };
  });
}

/** The deadline has passed. */
export function secondReminder(envelope: Envelope, owed: OwedMail): Message {
  return write(envelope, (t, language) => {
    const words = wordsOf(owed, 'reminder-2', language);
    return {
      subject: words.subject,
      blocks: [
        { kind: 'text', text: words.lead },
        unitList(owed.units),
        { kind: 'text', text: t.afterDeadline.next },
        toReports(t, envelope),
        ...ending(t, t.why[owed.as]),
      ],
    };
  });
}

/** The last one, with a copy to the leader; `escalatesOn`: the day the governor is told, null when nobody is. */
export function thirdReminder(envelope: Envelope, owed: OwedMail & { escalatesOn: Day | null }): Message {
  return write(envelope, (t, language) => {
    const words = wordsOf(owed, 'reminder-3', language);
    const copy: Block[] = owed.as === 'reporter' ? [{ kind: 'text', text: t.lastReminder.copy }] : [];
    const { escalatesOn } = owed;
    const next: Block[] =
      escalatesOn === null ? [] : [{ kind: 'text', text: t.lastReminder.next(dayText(escalatesOn)) }];
    return {
      subject: words.subject,
      blocks: [
        { kind: 'text', text: words.lead },
        unitList(owed.units),
        ...copy,
        ...next,
        toReports(t, envelope),
        ...ending(t, t.why[owed.as]),
      ],
    };
  });
}

/** To a governor: the units of its counties that have not delivered. */
export function escalationMessage(envelope: Envelope, owed: Omit<OwedMail, 'as'>): Message {
  return write(envelope, (t, language) => {
    const words = wordsOf(owed, 'escalation', language);
    return {
      subject: words.subject,
      blocks: [
        { kind: 'text', text: words.lead },
        unitList(owed.units),
        { kind: 'text', text: t.escalation.next },
        { kind: 'link', label: t.escalation.toFollowUps, url: `${envelope.baseUrl}/follow-ups` },
        { kind: 'link', label: t.escalation.toMonth, url: `${envelope.baseUrl}/follow-ups/month` },
        { kind: 'link', label: t.escalation.toOverview, url: `${envelope.baseUrl}/overview` },
        ...ending(t, t.why.governor),
      ],
    };
  });
}

/** To the directorate: how many are missing with each governor, and where there was nobody to write to. */
export function directorateMessage(
  envelope: Envelope,
  owed: {
    period: Period;
    deadline: Day;
    /** name: in each language; null for units without a governor. */
    governors: { name: Record<Language, string> | null; missing: number }[];
    governorsWithNobody: Record<Language, string>[];
    officesWithNobody: { office: string; officeName: string }[];
  },
): Message {
  return write(envelope, (t, language) => {
    const lines = owed.governors.map(({ name, missing }) =>
      t.directorate.missing(name?.[language] ?? t.directorate.noGovernor, missing),
    );
    const offices = owed.officesWithNobody.map(({ office, officeName }) => `${officeName} (${office})`);
    return {
      subject: t.directorate.subject(monthText(owed.period)),
      blocks: [
        { kind: 'text', text: t.directorate.lead(monthText(owed.period), dayText(owed.deadline)) },
        { kind: 'list', items: lines },
        { kind: 'text', text: t.directorate.told },
        ...listUnder(
          t.directorate.nobodyAtGovernor,
          owed.governorsWithNobody.map((name) => name[language]),
        ),
        ...listUnder(t.directorate.nobodyAtOffice, offices),
        { kind: 'link', label: t.escalation.toMonth, url: `${envelope.baseUrl}/follow-ups/month` },
        { kind: 'link', label: t.escalation.toOverview, url: `${envelope.baseUrl}/overview` },
        ...ending(t, t.why.directorate),
      ],
    };
  });
}

/** To the person who delivered. `number`: the submission's; 2 and later are corrections. */
export function receiptMessage(
  envelope: Envelope,
  delivered: { unit: string; unitName: MailUnit; period: Period; number: number; submittedAt: Instant },
): Message {
  const { unit, period, number } = delivered;
  return write(envelope, (t) => ({
    subject: number === 1 ? t.receipt.subject(monthText(period)) : t.receipt.correctedSubject(monthText(period)),
    blocks: [
      { kind: 'text', text: number === 1 ? t.receipt.lead : t.receipt.correctedLead },
      {
        kind: 'pairs',
        pairs: [
          [t.receipt.unit, unitName(delivered.unitName)],
          [t.receipt.month, monthText(period)],
          [t.receipt.deliveredAt, momentText(delivered.submittedAt)],
          [t.receipt.number, String(number)],
        ],
      },
      {
        kind: 'link',
        label: t.receipt.link,
        url: `${envelope.baseUrl}/reports/${period}/${unit}/submissions/${number}`,
      },
      ...ending(t, t.why.submitter),
    ],
  }));
}

/** To whoever asked for it at the page of notices, to see that mail arrives. */
export function testMessage(envelope: Envelope, asked: { name: string; askedAt: Instant }): Message {
  return write(envelope, (t) => ({
    subject: t.test.subject,
    blocks: [
      { kind: 'text', text: t.test.lead(asked.name, momentText(asked.askedAt)) },
      { kind: 'text', text: t.test.arrived },
      { kind: 'link', label: t.test.link, url: `${envelope.baseUrl}/notices` },
      { kind: 'note', text: t.automatic },
    ],
  }));
}

/** A mail in the languages of the envelope, greeting first. */
export function write(
  envelope: Envelope,
  compose: (t: Texts, language: Language) => Omit<Section, 'language'>,
): Message {
  const { languages, messageId, to } = envelope;
  const sections = languages.map((language) => {
    const t = texts[language].mail;
    const { subject, blocks } = compose(t, language);
    return { language, subject, blocks: [{ kind: 'text' as const, text: `${t.hello},` }, ...blocks] };
  });
  return { to: { name: harmless(to.name), address: to.address }, languages, messageId, ...layOut(sections) };
}

function listUnder(heading: string, items: string[]): Block[] {
  return items.length === 0
    ? []
    : [
        { kind: 'text', text: heading },
        { kind: 'list', items },
      ];
}

/** To the next thing to do: with one report left, that report; else the list of them. */
function toReports(t: Texts, { baseUrl }: Envelope): Block {
  return { kind: 'link', label: t.toReports, url: `${baseUrl}/` };
}

/** Why the person gets the mail, and that it cannot be answered. */
export function ending(t: Texts, why: string): Block[] {
  return [{ kind: 'note', text: `${why} ${t.automatic}` }];
}
