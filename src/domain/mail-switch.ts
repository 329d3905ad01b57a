// A switch per kind of mail. What falls due while its kind is off is recorded in the ledger as skipped, never lost.

import { parseLine } from './free-text.ts';
import type { Instant } from './period.ts';
import { stepNames } from './plan.ts';

/** The kinds of mail that can be switched off. Codes to sign in with cannot, nor can tests. */
export const mailKinds = [...stepNames, 'receipt', 'announcement', 'inquiry', 'follow-up-reminder'] as const;
export type MailKind = (typeof mailKinds)[number];

/** One turn of a switch. `reason` is '' when it was turned on again; `who` is as in the record of events. */
export type Turn = { kind: MailKind; on: boolean; reason: string; who: string; at: Instant };

/** Takes what was typed for why a kind is switched off, or all mail paused: a line of at most 300 characters. */
export function parseMailReason(typed: string): ReturnType<typeof parseLine> {
  return parseLine(typed, 300);
}

/** Takes text from outside; gives the kind of mail, or null. */
export function parseMailKind(text: string): MailKind | null {
  return mailKinds.find((kind) => kind === text) ?? null;
}

/** The kinds that are off, from the turns in the order they were made. */
export function kindsOff(turns: Turn[]): Set<MailKind> {
  return new Set(mailKinds.filter((kind) => lastTurn(turns, kind)?.on === false));
}

/** The turn that was in force for the kind at the instant, or now; null when it had never been turned. */
export function lastTurn(turns: Turn[], kind: string, at?: Instant): Turn | null {
  return turns.findLast((turn) => turn.kind === kind && (at === undefined || turn.at <= at)) ?? null;
}
