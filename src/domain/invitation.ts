// A colleague lets somebody report for the office; the role begins when that person signs in.

import type { Instant } from './period.ts';

export type Invitation = {
  id: number;
  person: number;
  /** As the colleague wrote it. */
  name: string;
  office: string;
  invitedBy: number;
  invitedAt: Instant;
  expiresAt: Instant;
  /** How the mail that told of it went; null while it is under way. */
  mail: 'sent' | 'failed' | null;
};

export const invitationDays = 14;
/** Open ones per office: enough for any office, too few for a flood of mails. */
export const mostInvitations = 10;
