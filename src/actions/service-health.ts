// How the chasing does, for whoever watches the service from outside: figures, and what is wrong in words.

import type { Context } from '../context.ts';
import { addMinutes, type Instant } from '../domain/period.ts';
import { tickAgeMinutes, tickIsLate } from '../domain/service-health.ts';

export type ServiceHealth = {
  /** Null before the first tick. */
  tickAgeSeconds: number | null;
  /** Since a mail of the ledger last went out; null before the first. */
  mailAgeSeconds: number | null;
  paused: boolean;
  /** Planned and not settled. */
  waiting: number;
  /** Since the oldest of them was planned; 0 when there is none. */
  oldestWaitingSeconds: number;
  /** Given up, or nobody knows whether they arrived, within seven days. */
  failed: number;
  /** Addresses that mail does not reach. */
  incidents: number;
  /** Bounces that a person must read. */
  unreadBounces: number;
  /** Since everything stored was last read again; null before the first night. */
  verifyAgeSeconds: number | null;
  /** What was found then. */
  differences: number;
};

const longestWaitSeconds = 3600;
/** Two nights missed in a row are no coincidence. */
const longestVerifyAgeSeconds = 60 * 3600;
const failedWithinMinutes = 7 * 24 * 60;

/** Throws when the database cannot be read. */
export function serviceHealth({ store, now }: Pick<Context, 'store' | 'now'>): ServiceHealth {
  const at = now();
  const tickAge = tickAgeMinutes(store.service.get('last_tick_at'), at);
  const lastSentAt = store.notice.lastSentAt();
  const verifiedAt = store.service.get('last_verified_at');
  const { count, since } = store.notice.waiting();
  return {
    tickAgeSeconds: tickAge === null ? null : tickAge * 60,
    mailAgeSeconds: lastSentAt === null ? null : secondsBetween(lastSentAt, at),
    paused: store.service.get('mail_paused') !== null,
    waiting: count,
    oldestWaitingSeconds: since === null ? 0 : secondsBetween(since, at),
    failed: store.notice.failedSince(addMinutes(at, -failedWithinMinutes)),
    incidents: store.incident.countOpen(),
    unreadBounces: store.incident.countUnread(),
    verifyAgeSeconds: verifiedAt === null ? null : secondsBetween(verifiedAt, at),
    differences: Number(store.service.get('verify_differences') ?? 0),
  };
}

/** What does not work while pages are served, a line each; empty when all is well. */
export function degradedBy(health: ServiceHealth): string[] {
  const { tickAgeSeconds, paused, oldestWaitingSeconds, failed, incidents, unreadBounces } = health;
  const { verifyAgeSeconds, differences } = health;
  return [
    ...(tickIsLate(tickAgeSeconds === null ? null : tickAgeSeconds / 60)
      ? ['the reminder job has not run for 30 minutes']
      : []),
    ...(paused ? ['mail is paused'] : []),
    ...(oldestWaitingSeconds > longestWaitSeconds ? ['a notice has waited for more than an hour'] : []),
    ...(failed > 0 ? [`${failed} notices failed within seven days`] : []),
    ...(incidents > 0 ? [`${incidents} addresses are not reached by mail`] : []),
    ...(unreadBounces > 0 ? [`${unreadBounces} bounces wait to be read`] : []),
    ...(differences > 0 ? [`verify found ${differences} differences in what is stored`] : []),
    ...((verifyAgeSeconds ?? 0) > longestVerifyAgeSeconds ? ['what is stored was not verified for two nights'] : []),
  ];
}

function secondsBetween(from: Instant, to: Instant): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
}
