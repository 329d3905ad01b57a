// Writes the mail of a notice from what is true when it is sent: no text is stored in the ledger.

import type { Context } from '../context.ts';
import { type Owed, type Round, receiversOf } from '../domain/notice.ts';
import type { Language, Person } from '../domain/person.ts';
import { datesOf, isOfOffice } from '../domain/plan.ts';
import type { Unit } from '../domain/unit.ts';
import { languagesFor } from '../mail/language.ts';
import type { Message } from '../mail/mailer.ts';
import * as mails from '../mail/message.ts';
import type { Notice } from '../store/notice.ts';
import { writeAnnouncement } from './announcement-mail.ts';
import type { ChaseFacts } from './chase-facts.ts';
import { writeReminder } from './follow-up-reminders.ts';
import { writeInquiry } from './inquiry-mail.ts';

type Given = Pick<Context, 'store' | 'config'>;

/** The mail of a step to a person about the reports, all of them owed. Throws when the person or step is unknown. */
export function writeStep(given: Given, facts: ChaseFacts, notice: Notice, round: Round, reports: Owed[]): Message {
  const { period } = round;
  const person = personOf(given, notice);
  const deadline = round.ownDeadline ?? datesOf(round.plan, period).deadline;
  const units = reports.map(({ unit: id, ownDeadline }) => {
    const { unit, office, officeName } = facts.unit(id);
    return { ...unit, office, officeName, ownDeadline: ownDeadline === deadline ? null : ownDeadline };
  });
  const envelope = (languages: Language[]) => envelopeOf(given, notice, person, languages);
  const ofStep = round.steps.find((step) => step.step === notice.step);
  const texts = round.plan.steps.find((step) => step.step === notice.step)?.texts;
  if (ofStep?.to.some(isOfOffice)) {
    const offices = new Set(reports.map((report) => report.office));
    const standards = [...offices].flatMap((office) => standardsOf(given, facts, office, units));
    const isReporter = facts
      .people()
      .some((each) => each.person === person.id && each.role === 'reporter' && offices.has(each.scope));
    const owed = { period, deadline, units, texts, as: isReporter ? ('reporter' as const) : ('leader' as const) };
    const to = envelope(languagesFor(standards, person.language));
    if (notice.step === 'opening') return mails.openingMessage(to, owed);
    if (notice.step === 'reminder-1') return mails.firstReminder(to, owed);
    if (notice.step === 'reminder-2') return mails.secondReminder(to, owed);
    const escalation = round.steps.find((step) => step.to.includes('governor'));
    if (notice.step === 'reminder-3') return mails.thirdReminder(to, { ...owed, escalatesOn: escalation?.day ?? null });
  }
  if (notice.step !== 'escalation') throw new Error(`There is no mail for the step ${notice.step}`);
  const to = envelope(languagesFor([], person.language));
  const ofDirectorate = facts.people().some((each) => each.person === person.id && each.role === 'directorate');
  if (!ofDirectorate) return mails.escalationMessage(to, { period, deadline, units, texts });
  return mails.directorateMessage(to, { period, deadline, ...missingByGovernor(given, facts, reports) });
}

/**
 * The mail of a notice that belongs to no step: a receipt, a test, an announcement, an inquiry, a reminder of
 * follow-ups. Throws as `writeStep` does.
 */
export function writeOther(given: Given, facts: ChaseFacts, notice: Notice): Message {
  if (notice.step === 'announcement') return writeAnnouncement(given, notice, personOf(given, notice), facts.today);
  if (notice.step === 'inquiry') return writeInquiry(given, notice, personOf(given, notice), facts.today);
  if (notice.step === 'follow-up-reminder') return writeReminder(given, notice, personOf(given, notice), facts.today);
  if (notice.step !== 'test') return writeReceipt(given, facts, notice);
  const person = personOf(given, notice);
  const to = envelopeOf(given, notice, person, languagesFor([], person.language));
  return mails.testMessage(to, { name: person.name, askedAt: notice.plannedAt });
}

/** The receipt of a submission. Throws when the submission is unknown. */
function writeReceipt(given: Given, facts: ChaseFacts, notice: Notice): Message {
  const person = personOf(given, notice);
  const delivered = notice.submission === null ? null : given.store.owed.delivered(notice.submission);
  if (delivered === null) throw new Error(`The receipt ${notice.key} is about no submission`);
  const { unit, office, officeName } = facts.unit(delivered.unit);
  const to = envelopeOf(given, notice, person, languagesFor([unit.language], person.language));
  return mails.receiptMessage(to, { ...delivered, unitName: { ...unit, office, officeName } });
}

function personOf({ store }: Given, notice: Notice): Person {
  const person = notice.person === null ? null : store.person.byId(notice.person);
  if (person === null) throw new Error(`The notice ${notice.key} is to nobody`);
  return person;
}

function envelopeOf({ config }: Given, notice: Notice, person: Person, languages: Language[]): mails.Envelope {
  const to = { name: person.name, address: person.email };
  return { to, languages, messageId: notice.messageId, baseUrl: config.baseUrl };
}

/** The written standards of all of an office's municipalities, not only of those that are missing. */
function standardsOf({ store }: Given, { today }: ChaseFacts, office: string, listed: Unit[]) {
  const units = [...store.unit.ofOffice(office, today), ...listed.filter((unit) => unit.office === office)];
  return units.map((unit) => unit.language);
}

function missingByGovernor({ store }: Given, facts: ChaseFacts, reports: Owed[]) {
  const governors = store.reference.governors(facts.today);
  const names = new Map(governors.map(({ code, nameNb, nameNn }) => [code, { nb: nameNb, nn: nameNn }]));
  const nameOf = (code: string) => names.get(code) ?? { nb: code, nn: code };
  const missing = [...Map.groupBy(reports, (report) => report.governor)]
    .map(([code, owed]) => ({ name: code === null ? null : nameOf(code), missing: owed.length }))
    .toSorted((one, other) => (one.name?.nb ?? 'å').localeCompare(other.name?.nb ?? 'å', 'nb'));
  const nobody = (to: Round['steps'][number]['to']) => receiversOf(to, reports, facts.people()).nobody;
  const offices = [...new Set(nobody(['reporters', 'leader']).map(({ office }) => office))];
  return {
    governors: missing,
    governorsWithNobody: nobody(['governor']).flatMap(({ governor }) => (governor === null ? [] : [nameOf(governor)])),
    officesWithNobody: offices.flatMap((office) =>
      office === null ? [] : [{ office, officeName: store.unit.officeName(office) ?? office }],
    ),
  };
}
