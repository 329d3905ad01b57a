// Every mail that the service can write, from the same few facts.

import { invitationMessage, signInCodeMessage } from '../../src/mail/access-message.ts';
import { announcementMessage, followUpReminder, inquiryMessage } from '../../src/mail/desk-message.ts';
import type { Message } from '../../src/mail/mailer.ts';
import * as mails from '../../src/mail/message.ts';

export type Language = 'nb' | 'nn';

const unit = { officeName: 'Nav Alver', municipalityName: 'Alver', districtName: null, office: '1263' };
const district = { officeName: 'Nav Frogner', municipalityName: 'Oslo', districtName: 'Frogner', office: '0312' };
const vestland = { nb: 'Statsforvalteren i Vestland', nn: 'Statsforvaltaren i Vestland' };

export const owed = { period: '2026-10', deadline: '2026-11-10', units: [unit, district], as: 'reporter' as const };

export function envelope(...languages: Language[]): mails.Envelope {
  const to = { name: 'Sigrid Sæle', address: 'sigrid@example.org' };
  return { to, languages, messageId: '<a@kvp-rapport.nav.no>', baseUrl: 'https://kvp.example.org' };
}

const receipt = (to: mails.Envelope, number: number) =>
  mails.receiptMessage(to, {
    ...{ unit: '1263-4631', unitName: unit, period: '2026-10', number, submittedAt: '2026-11-05T07:32:00.000Z' },
  });

/** Those of the ledger that are about reports. */
export const aboutReports: Record<string, (to: mails.Envelope) => Message> = {
  opening: (to) => mails.openingMessage(to, owed),
  'reminder-1': (to) => mails.firstReminder(to, owed),
  'reminder-2': (to) => mails.secondReminder(to, owed),
  'reminder-3': (to) => mails.thirdReminder(to, { ...owed, escalatesOn: '2026-11-17' }),
  'reminder-3 to the leader': (to) => mails.thirdReminder(to, { ...owed, as: 'leader', escalatesOn: null }),
  'escalation to the governor': (to) => mails.escalationMessage(to, owed),
  'escalation to the directorate': (to) =>
    mails.directorateMessage(to, {
      ...{ period: '2026-10', deadline: '2026-11-10' },
      governors: [
        { name: vestland, missing: 13 },
        { name: null, missing: 1 },
      ],
      governorsWithNobody: [vestland],
      officesWithNobody: [{ office: '0104', officeName: 'Nav Moss' }],
    }),
  receipt: (to) => receipt(to, 1),
  'receipt of a correction': (to) => receipt(to, 2),
};

/** What somebody has written to many: the only words in a mail that are not ours. */
const announced = (to: mails.Envelope, text: string): Message =>
  announcementMessage(to, {
    ...{ id: 1, governor: 'FMVL', sender: vestland, name: 'Guri Grov', withdrawn: null },
    texts: { nb: { subject: 'Samling om KVP', body: text }, nn: { subject: 'Samling om KVP', body: text } },
    publishedAt: '2026-11-05T07:32:00.000Z',
    gathering: { startsAt: '2026-12-01T08:00:00.000Z', endsAt: '2026-12-01T14:00:00.000Z', place: 'Bergen' },
  } as Parameters<typeof announcementMessage>[1]);

const others: Record<string, (to: mails.Envelope) => Message> = {
  'follow-up-reminder': (to) =>
    followUpReminder(to, [
      { unit, due: '2026-11-04', isOwn: true },
      { unit: district, due: '2026-11-05', isOwn: false },
    ]),
  announcement: (to) => announced(to, 'Velkomen til samling.\nVi tek for oss rapporteringa.'),
  inquiry: (to) => inquiryMessage(to, { unit, period: '2026-10', askedName: 'Dina Dahl' }),
  test: (to) => mails.testMessage(to, { name: 'Dina Dahl', askedAt: '2026-11-05T07:32:00.000Z' }),
  invitation: (to) => invitationMessage(to, { by: 'Lars Lie', officeName: 'Nav Alver', until: '2026-11-19' }),
  'sign-in code': ({ to, languages }) => signInCodeMessage({ code: '12345678', language: languages[0] ?? 'nb', to }),
};

export const everyMail = { ...aboutReports, ...others };
