// Proof that the chasing lives: when it last ran, when a mail last went out, what waits, and whether mail is paused.

import type { Context } from '../context.ts';
import type { Instant } from '../domain/period.ts';
import { tickAgeMinutes, tickIsLate } from '../domain/service-health.ts';
import { type MailPause, mailPause } from './mail-pause.ts';

export type MailHealth = {
  lastTickAt: Instant | null;
  /** No tick for half an hour, or none at all: nothing is planned and nothing goes out. */
  isTickLate: boolean;
  lastSentAt: Instant | null;
  /** Planned and not settled: how many, and when the oldest fell due. */
  waiting: { count: number; oldest: Instant | null };
  pause: MailPause | null;
  /** The last time a person or the service paused or released mail; `what`: `mail.paused` or `mail.released`. */
  lastTurn: { what: string; who: string; at: Instant } | null;
  /** No SMTP server: mails are kept, not sent. */
  keepsMail: boolean;
};

export function mailHealth(context: Pick<Context, 'store' | 'config' | 'now'>): MailHealth {
  const { store, config, now } = context;
  const lastTickAt = store.service.get('last_tick_at');
  const turn = store.event.ofSubject('mail').at(-1);
  return {
    lastTickAt,
    isTickLate: tickIsLate(tickAgeMinutes(lastTickAt, now())),
    lastSentAt: store.notice.lastSentAt(),
    waiting: store.notice.waiting(),
    pause: mailPause(context),
    lastTurn: turn === undefined ? null : { what: turn.what, who: turn.who, at: turn.at },
    keepsMail: config.smtpUrl === null,
  };
}
