// An inquiry: what the directorate or a governor asks an office about a report, and what it answers, once.

import { cleanText } from './canonical.ts';
import { containsIdentityNumber } from './identity-number.ts';
import type { Instant, Period } from './period.ts';

export type Inquiry = {
  id: number;
  unit: string;
  period: Period;
  text: string;
  askedAt: Instant;
  askedName: string;
  answer: { text: string; at: Instant; name: string } | null;
};

const longestInquiry = 2000;

export type InquiryFault = 'empty' | 'tooLong' | 'identityNumber';

/** What is typed, without control characters and spaces around it; or what is wrong with it. */
export function inquiryText(typed: string): { ok: true; text: string } | { ok: false; fault: InquiryFault } {
  const text = cleanText(typed);
  if (text === '') return { ok: false, fault: 'empty' };
  if (text.length > longestInquiry) return { ok: false, fault: 'tooLong' };
  return containsIdentityNumber(text) ? { ok: false, fault: 'identityNumber' } : { ok: true, text };
}
