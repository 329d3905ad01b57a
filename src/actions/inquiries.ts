// Inquiries: the directorate and the governors ask about a report in their scope, the office is told by mail and answers,
// and both stay beside the report. Texts are not written into the record of events.

import type { Context } from '../context.ts';
import { parseText, type TextFault } from '../domain/free-text.ts';
import { type Inquiry, longestInquiry } from '../domain/inquiry.ts';
import { dayOf, lastDayOf, type Period } from '../domain/period.ts';
import { type Actor, isAtOffice, reaches, readScope, rolesOn, type Scope, writeScope } from '../domain/person.ts';
import type { Unit } from '../domain/unit.ts';
import { planInquiry } from './inquiry-mail.ts';
import { placeOf } from './load-report.ts';
import { qualityScope } from './quality.ts';

type Given = Pick<Context, 'store' | 'now'>;

export type ListedInquiry = Inquiry & { of: Unit; mayAnswer: boolean };

/** The inquiries about reports that the actor may read; those without an answer first. */
export function listInquiries(context: Given, actor: Actor): ListedInquiry[] {
  const { store } = context;
  const today = dayOf(context.now());
  const scope = readScope(actor, today);
  return store.inquiry.all().flatMap((inquiry) => {
    const of = unitWithin(context, scope, inquiry.unit, inquiry.period);
    return of ? [{ ...inquiry, of, mayAnswer: inquiry.answer === null && mayAnswer(context, actor, inquiry) }] : [];
  });
}

/** The unit that the actor may ask about; null when it may not, or there is no such report. */
export function mayAsk(context: Given, actor: Actor, unit: string, period: Period): Unit | null {
  const scope = qualityScope(actor, dayOf(context.now()));
  return scope && unitWithin(context, scope, unit, period);
}

export type InquiryResult = { kind: 'done' } | { kind: 'notFound' } | { kind: 'faulty'; fault: TextFault };

export function ask(
  context: Given,
  actor: Actor,
  order: { unit: string; period: Period; text: string },
): InquiryResult {
  const { store } = context;
  const { unit, period } = order;
  const report = store.report.find(unit, period);
  if (!report || !mayAsk(context, actor, unit, period)) return { kind: 'notFound' };
  const checked = parseText(order.text, longestInquiry);
  if (!checked.ok) return { kind: 'faulty', fault: checked.fault };
  const at = context.now();
  return store.transaction(() => {
    const { who, name } = actor;
    const inquiry = store.inquiry.ask({ report: report.id, text: checked.text, at, who, name });
    planInquiry({ store }, { id: inquiry, unit }, at);
    store.event.record({ at, who, what: 'inquiry.asked', subject: `report:${period}:${unit}`, details: { inquiry } });
    return { kind: 'done' };
  });
}

/** Answered already: 'notFound', since there is nothing left to answer. */
export function answerInquiry(context: Given, actor: Actor, order: { id: number; text: string }): InquiryResult {
  const { store } = context;
  const inquiry = store.inquiry.byId(order.id);
  if (!inquiry || inquiry.answer !== null || !mayAnswer(context, actor, inquiry)) return { kind: 'notFound' };
  const checked = parseText(order.text, longestInquiry);
  if (!checked.ok) return { kind: 'faulty', fault: checked.fault };
  const at = context.now();
  return store.transaction(() => {
    const { who, name } = actor;
    const { id, unit, period } = inquiry;
    if (!store.inquiry.answer({ id, text: checked.text, at, who, name })) return { kind: 'notFound' };
    const subject = `report:${period}:${unit}`;
    store.event.record({ at, who, what: 'inquiry.answered', subject, details: { inquiry: id } });
    return { kind: 'done' };
  });
}

/** The office answers for itself: the directorate, which may deliver for all, does not. */
function mayAnswer(context: Given, actor: Actor, { unit, period }: Inquiry): boolean {
  const today = dayOf(context.now());
  if (!rolesOn(actor.roles, today).some(isAtOffice)) return false;
  return unitWithin(context, { ...writeScope(actor, today), everything: false }, unit, period) !== null;
}

function unitWithin({ store, now }: Given, scope: Scope, id: string, period: Period): Unit | null {
  const unit = store.unit.find(id, lastDayOf(period));
  const report = store.report.find(id, period);
  if (!unit || !report) return null;
  return reaches(scope, placeOf(unit, store.unit.find(id, dayOf(now())), report)) ? unit : null;
}
