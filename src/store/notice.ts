// The ledger of notices: one row per step, period and person, planned once, claimed by one sender at a time. Never
// deleted from; no body is stored.

import { createHmac } from 'node:crypto';
import type { AfterAttempt, Attempts, NoticeState } from '../domain/attempt.ts';
import { messageIdDomain } from '../domain/message-id.ts';
import type { DueNotice } from '../domain/notice.ts';
import type { Instant, Period } from '../domain/period.ts';
import type { Db } from './database.ts';

/** A row of the ledger. `submission` is set for receipts only. */
export type Notice = {
  id: number;
  key: string;
  messageId: string;
  step: string;
  period: Period | null;
  office: string | null;
  governor: string | null;
  person: number | null;
  /** The address it was planned for. */
  recipient: string | null;
  submission: number | null;
  due: Instant;
  plannedAt: Instant;
  state: NoticeState;
  reason: string | null;
  attempts: number;
  retries: number;
  unknowns: number;
  exceptions: number;
  smtpAnswer: string | null;
  sentAt: Instant | null;
};

/** When a settled row may be claimed. */
const never = '9999-12-31T23:59:59.999Z';

const columns = `id, key, message_id AS messageId, step, period, office, governor, person, recipient, submission, due,
  planned_at AS plannedAt, state, reason, attempts, retries, unknowns, exceptions, smtp_answer AS smtpAnswer,
  sent_at AS sentAt`;

export function noticeStore(db: Db) {
  const secret = db.prepare<[], { value: string }>(`SELECT value FROM service WHERE name = 'message_id_secret'`);
  const keysOf = db.prepare<[{ period: Period }], { key: string }>('SELECT key FROM notice WHERE period = :period');
  const insert = db.prepare(
    `INSERT INTO notice (key, message_id, step, period, office, governor, person, recipient, due, planned_at, state,
       reason, next_at)
     VALUES (:key, :messageId, :step, :period, :office, :governor, :person,
       (SELECT email FROM person WHERE id = :person), :due, :at, :state, :reason, :nextAt)
     ON CONFLICT (key) DO NOTHING`,
  );
  const insertReceipt = db.prepare(
    `INSERT INTO notice (key, message_id, step, period, office, person, recipient, submission, due, planned_at, state,
       next_at)
     SELECT :key, :messageId, 'receipt', r.period, u.office, p.id, p.email, s.id, :at, :at, 'planned', :at
     FROM submission s JOIN report r ON r.id = s.report JOIN unit u ON u.id = r.unit JOIN person p ON p.id = :person
     WHERE s.id = :submission
     ON CONFLICT (key) DO NOTHING`,
  );
  const insertTest = db.prepare(
    `INSERT INTO notice (key, message_id, step, person, recipient, due, planned_at, state, next_at)
     SELECT :key, :messageId, 'test', id, email, :at, :at, 'planned', :at FROM person WHERE id = :person`,
  );
  const latestOf = db.prepare<[{ step: string; person: number }], { due: Instant }>(
    `SELECT due FROM notice WHERE person = :person AND step = :step AND (sent_at IS NOT NULL OR state = 'unknown')
     ORDER BY id DESC LIMIT 1`,
  );
  const nextOne = (steps: string) =>
    db.prepare<[{ at: Instant }], { id: number; state: NoticeState }>(
      `SELECT id, state FROM notice WHERE state IN ('planned', 'claimed', 'unknown') AND next_at <= :at ${steps}
       ORDER BY next_at, id LIMIT 1`,
    );
  const nextOfAll = nextOne('');
  const nextReceipt = nextOne(`AND step IN ('receipt', 'test')`);
  const plannedOne = db.prepare<[{ id: number }], { id: number; state: NoticeState }>(
    `SELECT id, state FROM notice WHERE id = :id AND state = 'planned'`,
  );
  const claim = db.prepare<[Record<string, string | number>], Notice>(
    `UPDATE notice SET state = 'claimed', attempts = attempts + 1, lease_owner = :owner, lease_until = :leaseUntil,
       next_at = :leaseUntil
     WHERE id = :id AND state = :state AND next_at <= :at RETURNING ${columns}`,
  );
  const settle = db.prepare(
    `UPDATE notice SET state = :state, reason = :reason, retries = :retries, unknowns = :unknowns,
       exceptions = :exceptions, next_at = :nextAt, smtp_answer = coalesce(:answer, smtp_answer), sent_at = :sentAt,
       lease_until = NULL, lease_owner = NULL
     WHERE id = :id AND state = 'claimed' AND lease_owner = :owner`,
  );
  const plannedSince = db.prepare<[{ from: Instant; to: Instant }], { step: string; count: number }>(
    // The key of an announcement's notice is announcement:<id>:<person>, an inquiry's likewise; that of one that is counted
    // from an extended deadline ends in that day.
    `SELECT CASE WHEN step IN ('announcement', 'inquiry') THEN rtrim(key, '0123456789')
         WHEN key GLOB '*:????-??-??' THEN step || substr(key, -11) ELSE step END AS step,
       count(*) AS count
     FROM notice
     WHERE planned_at > :from AND planned_at <= :to AND state <> 'skipped' AND step NOT IN ('receipt', 'test') GROUP BY 1`,
  );
  const ofPeriod = db.prepare<[{ period: Period }], Notice>(
    `SELECT ${columns} FROM notice WHERE period = :period ORDER BY due, id`,
  );
  const waiting = db.prepare<[], { oldest: Instant | null; since: Instant | null; count: number }>(
    `SELECT min(due) AS oldest, min(planned_at) AS since, count(*) AS count FROM notice
     WHERE state IN ('planned', 'claimed', 'unknown') AND next_at < '${never}'`,
  );
  const byKey = db.prepare<[{ key: string }], Notice>(`SELECT ${columns} FROM notice WHERE key = :key`);
  const byMessageId = db.prepare<[{ messageId: string }], Notice>(
    `SELECT ${columns} FROM notice WHERE message_id = :messageId`,
  );
  const bounce = db.prepare(
    `UPDATE notice SET state = 'bounced', smtp_answer = :answer, next_at = '${never}'
     WHERE id = :id AND state IN ('sent', 'unknown', 'failed')`,
  );
  const undelivered = db.prepare<[{ person: number; since: Instant; reason: string }], Notice>(
    `SELECT ${columns} FROM notice WHERE person = :person AND due > :since
       AND (state IN ('refused', 'bounced') OR state = 'skipped' AND reason = :reason) ORDER BY due, id`,
  );
  const planAgain = db.prepare(
    `UPDATE notice SET state = 'planned', reason = NULL, recipient = (SELECT email FROM person WHERE id = notice.person),
       retries = 0, unknowns = 0, exceptions = 0, next_at = :at
     WHERE id = :id AND state IN ('refused', 'bounced', 'skipped')`,
  );
  const failedSince = db.prepare<[{ since: Instant }], { count: number }>(
    `SELECT count(*) AS count FROM notice
     WHERE planned_at > :since AND (state = 'failed' OR state = 'unknown' AND next_at = '${never}')`,
  );
  const lastSentAt = db.prepare<[], { at: Instant | null }>('SELECT max(sent_at) AS at FROM notice');

  /**
   * The same for a notice whenever it is made, a restored copy of the database included, so that an extra copy can be told
   * as one. Nobody outside can work it out: who knows it has got the mail, and may say that it came back.
   */
  function messageIdOf(key: string): string {
    const made = secret.get();
    if (!made) throw new Error('The database has no secret to make Message-IDs with');
    return `<${createHmac('sha256', made.value).update(key).digest('hex').slice(0, 40)}@${messageIdDomain}>`;
  }

  return {
    /** The keys in the ledger for the periods. */
    keysOf: (periods: Period[]): Set<string> =>
      new Set(periods.flatMap((period) => keysOf.all({ period }).map((row) => row.key))),
    /** Adds what is not in the ledger yet; gives what was added. Call it in a transaction. */
    plan: (notices: DueNotice[], at: Instant): DueNotice[] =>
      notices.filter((notice) => {
        const { skipped, ...row } = notice;
        const messageId = messageIdOf(notice.key);
        const state = skipped === null ? 'planned' : 'skipped';
        const nextAt = skipped === null ? at : never;
        return insert.run({ ...row, messageId, at, state, reason: skipped, nextAt }).changes === 1;
      }),
    /** Plans the receipt of a submission for the person who delivered it. Call it in the delivery's transaction. */
    planReceipt({ submission, person, at }: { submission: number; person: number; at: Instant }): void {
      const key = `receipt:${submission}:${person}`;
      insertReceipt.run({ key, messageId: messageIdOf(key), submission, person, at });
    },
    /** Plans a mail to the person that only shows that mail works; gives its id. Each `key` is one such mail. */
    planTest: ({ key, person, at }: { key: string; person: number; at: Instant }): number =>
      Number(insertTest.run({ key: `test:${key}`, messageId: messageIdOf(`test:${key}`), person, at }).lastInsertRowid),
    /** When the person's latest notice of the step fell due, of those that went out; null when there is none. */
    latestOf: (step: string, person: number): Instant | null => latestOf.get({ step, person })?.due ?? null,
    /** Takes the notice if it is planned, though it waits for a later time; null when it is not. Otherwise as `claim`. */
    claimOne(id: number, lease: { owner: string; until: Instant; at: Instant }) {
      const { owner, until: leaseUntil } = lease;
      const planned = plannedOne.get({ id });
      const notice = planned && claim.get({ ...planned, owner, leaseUntil, at: never });
      return notice === undefined ? null : { ...notice, unclear: false };
    },
    /**
     * Takes the next notice that may be sent, receipts and tests alone when so told, for as long as the lease lasts; null
     * when there is none. `unclear`: an earlier attempt may have delivered it. Call it in the transaction that checks it
     * is still wanted.
     */
    claim(lease: { owner: string; until: Instant; at: Instant; receiptsOnly: boolean }) {
      const { owner, until: leaseUntil, at } = lease;
      const next = (lease.receiptsOnly ? nextReceipt : nextOfAll).get({ at });
      if (next === undefined) return null;
      const notice = claim.get({ ...next, owner, leaseUntil, at });
      return notice === undefined ? null : { ...notice, unclear: next.state !== 'planned' };
    },
    /** Records how the attempt ended; false when the lease had passed to another sender. */
    record(notice: { id: number; owner: string }, after: AfterAttempt, said: { answer: string; at: Instant }): boolean {
      const { state, retries, unknowns, exceptions } = after;
      const sentAt = state === 'sent' ? said.at : null;
      const nextAt = after.nextAt ?? never;
      const row = { id: notice.id, owner: notice.owner, state, retries, unknowns, exceptions, nextAt, sentAt };
      return settle.run({ ...row, reason: null, answer: said.answer }).changes === 1;
    },
    /** Settles a claimed notice that is not wanted any more: skipped, or unknown when it may have been delivered. */
    drop(
      notice: { id: number; owner: string } & Attempts,
      state: 'skipped' | 'unknown' | 'failed',
      reason: string,
    ): boolean {
      const { id, owner, retries, unknowns, exceptions } = notice;
      const row = { id, owner, state, reason, retries, unknowns, exceptions };
      return settle.run({ ...row, nextAt: never, answer: null, sentAt: null }).changes === 1;
    },
    /** How many of each step were planned in (from, to], those skipped left out. */
    plannedBetween: (from: Instant, to: Instant): Map<string, number> =>
      new Map(plannedSince.all({ from, to }).map(({ step, count }) => [step, count])),
    /** The ledger of a period, receipts too, by the time it was due. */
    ofPeriod: (period: Period): Notice[] => ofPeriod.all({ period }),
    /** What is not settled: how many, when the oldest fell due, and when the first was planned. */
    waiting: () => waiting.get() ?? { oldest: null, since: null, count: 0 },
    byKey: (key: string): Notice | null => byKey.get({ key }) ?? null,
    byMessageId: (messageId: string): Notice | null => byMessageId.get({ messageId }) ?? null,
    /** It was sent, and came back; false when it was not sent, or is known to have come back. */
    bounce: (id: number, answer: string): boolean => bounce.run({ id, answer }).changes === 1,
    /** What did not reach the person since then: refused, come back, or skipped for the reason. */
    undelivered: (person: number, since: Instant, reason: string): Notice[] =>
      undelivered.all({ person, since, reason }),
    /** Plans again what did not reach the person, to the address of today and with the same Message-ID. */
    planAgain: (id: number, at: Instant): boolean => planAgain.run({ id, at }).changes === 1,
    /** How many planned after that time were given up, or may or may not have arrived. */
    failedSince: (since: Instant): number => failedSince.get({ since })?.count ?? 0,
    lastSentAt: (): Instant | null => lastSentAt.get()?.at ?? null,
  };
}
