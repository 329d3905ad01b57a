// Finds notices in the ledger for whoever looks into it: by office, month, state and step, a page at a time.

import type { NoticeState } from '../domain/attempt.ts';
import type { Instant, Period } from '../domain/period.ts';
import type { Db } from './database.ts';
import type { Notice } from './notice.ts';

/** A notice with the person's name, and when it is tried again; null when it is settled. */
export type FoundNotice = Notice & { name: string | null; nextAt: Instant | null };

/** Whose notices may be seen; all of them when `everything`. */
export type NoticeReach = { everything: boolean; offices: string[]; governors: string[]; person: number };

/** What is asked for; null: all. `offices`: to these alone. */
export type NoticeQuery = {
  period: Period | null;
  state: NoticeState | null;
  step: string | null;
  offices: string[] | null;
};

export function noticeSearchStore(db: Db) {
  const columns = `n.id, n.key, n.message_id AS messageId, n.step, n.period, n.office, n.governor, n.person, n.recipient,
    n.submission, n.due, n.planned_at AS plannedAt, n.state, n.reason, n.attempts, n.retries, n.unknowns, n.exceptions,
    n.smtp_answer AS smtpAnswer, n.sent_at AS sentAt, p.name,
    CASE WHEN n.next_at < '9999' THEN n.next_at END AS nextAt
    FROM notice n LEFT JOIN person p ON p.id = n.person`;
  const reached = `(:everything = 1 OR n.person = :person
    OR n.office IN (SELECT value FROM json_each(:reachedOffices))
    OR n.governor IN (SELECT value FROM json_each(:governors)))`;
  const wanted = `(:period IS NULL OR n.period = :period) AND (:state IS NULL OR n.state = :state)
    AND (:step IS NULL OR n.step = :step)
    AND (:offices IS NULL OR n.office IN (SELECT value FROM json_each(:offices)))`;
  const page = db.prepare<[Record<string, unknown>], FoundNotice>(
    `SELECT ${columns} WHERE ${reached} AND ${wanted} ORDER BY n.due DESC, n.id DESC LIMIT :limit OFFSET :offset`,
  );
  const count = db.prepare<[Record<string, unknown>], { count: number }>(
    `SELECT count(*) AS count FROM notice n WHERE ${reached} AND ${wanted}`,
  );
  const byId = db.prepare<[Record<string, unknown>], FoundNotice>(`SELECT ${columns} WHERE ${reached} AND n.id = :id`);
  const ofPeriod = db.prepare<[{ period: Period }], FoundNotice>(
    `SELECT ${columns} WHERE n.period = :period AND n.step <> 'receipt' ORDER BY n.due, n.id`,
  );
  const waiting = db.prepare<[Record<string, unknown>], FoundNotice>(
    `SELECT ${columns} WHERE ${reached} AND n.state IN ('planned', 'claimed', 'unknown') AND n.next_at <= :at
     ORDER BY n.next_at, n.id`,
  );

  return {
    /** One page of what is found, the newest first, and how many there are in all. */
    find(reach: NoticeReach, query: NoticeQuery, { limit, offset }: { limit: number; offset: number }) {
      const offices = query.offices === null ? null : JSON.stringify(query.offices);
      const asked = { ...reachOf(reach), ...query, offices };
      return { count: count.get(asked)?.count ?? 0, notices: page.all({ ...asked, limit, offset }) };
    },
    /** Null when it is not there or out of reach. */
    byId: (id: number, reach: NoticeReach = all): FoundNotice | null => byId.get({ ...reachOf(reach), id }) ?? null,
    /** What is not settled and may go by the time, in the order in which it does. */
    waiting: (at: Instant, reach: NoticeReach = all): FoundNotice[] => waiting.all({ ...reachOf(reach), at }),
    /** All of a month but receipts, by the time they were due. */
    ofPeriod: (period: Period): FoundNotice[] => ofPeriod.all({ period }),
  };
}

const all: NoticeReach = { everything: true, offices: [], governors: [], person: 0 };

function reachOf({ everything, offices, governors, person }: NoticeReach) {
  return {
    ...{ everything: everything ? 1 : 0, person },
    ...{ reachedOffices: JSON.stringify(offices), governors: JSON.stringify(governors) },
  };
}
