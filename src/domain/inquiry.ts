// An inquiry: what the directorate or a governor asks an office about a report, and what it answers, once.

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

/** In characters, of a question and of an answer. */
export const longestInquiry = 2000;
