// The mails of inquiries: one to each reporter and leader who answers for the unit, through the ledger like all others. They
// say what is asked about, and not what: a question about numbers often holds them, and a mail never does.

import type { Context } from '../context.ts';
import type { Inquiry } from '../domain/inquiry.ts';
import { skipReasons } from '../domain/notice.ts';
import { type Day, dayOf, type Instant } from '../domain/period.ts';
import type { Person } from '../domain/person.ts';
import { inquiryMessage } from '../mail/desk-message.ts';
import { languagesFor } from '../mail/language.ts';
import type { Message } from '../mail/mailer.ts';
import type { Notice } from '../store/notice.ts';
import { switchedOff } from './mail-switch.ts';
import { officePeople } from './office-people.ts';

type Reads = Pick<Context, 'store'>;

/** Plans the mail to everybody it goes to; an office without anybody is recorded. Call it in the asking's transaction. */
export function planInquiry({ store }: Reads, inquiry: Pick<Inquiry, 'id' | 'unit'>, at: Instant): void {
  const off = switchedOff({ store }).has('inquiry') ? skipReasons.switchedOff : null;
  const notice = { step: 'inquiry' as const, period: null, office: null, governor: null, due: at };
  const receivers = receiversOf({ store }, inquiry.unit, dayOf(at));
  const notices = receivers.map(({ person, reachable }) => ({
    ...{ ...notice, key: keyOf(inquiry.id, person), person },
    skipped: reachable ? off : skipReasons.addressDead,
  }));
  const nobody = { ...notice, key: keyOf(inquiry.id, 0), person: null, skipped: skipReasons.nobody };
  store.notice.plan(notices.length > 0 ? notices : [nobody], at);
}

/** Why the mail is not wanted any more; null when it is. */
export function inquiryUnwanted({ store }: Reads, notice: Notice, at: Instant): string | null {
  const inquiry = store.inquiry.byId(inquiryIn(notice));
  if (inquiry === null || inquiry.answer !== null) return skipReasons.answered;
  const still = receiversOf({ store }, inquiry.unit, dayOf(at)).find(({ person }) => person === notice.person);
  if (!still) return skipReasons.noLongerReceiver;
  return still.reachable ? null : skipReasons.addressDead;
}

/** Throws when the inquiry is unknown. */
export function writeInquiry(
  { store, config }: Pick<Context, 'store' | 'config'>,
  notice: Notice,
  person: Person,
  today: Day,
): Message {
  const inquiry = store.inquiry.byId(inquiryIn(notice));
  const unit = inquiry && store.unit.find(inquiry.unit, today);
  if (!unit) throw new Error(`The inquiry of the notice ${notice.id} is unknown`);
  const to = { name: person.name, address: person.email };
  const languages = languagesFor([unit.language], person.language);
  const envelope = { to, languages, messageId: notice.messageId, baseUrl: config.baseUrl };
  return inquiryMessage(envelope, { ...inquiry, unit });
}

function receiversOf({ store }: Reads, unit: string, day: Day) {
  return officePeople({ store }, new Set(store.unit.find(unit, day)?.offices), day);
}

function keyOf(inquiry: number, person: number): string {
  return `inquiry:${inquiry}:${person}`;
}

function inquiryIn({ key }: Pick<Notice, 'key'>): number {
  return Number(/^inquiry:(\d+):/.exec(key)?.[1] ?? 0);
}
