// What the chasing needs to read: the reports that are still owed, and everyone who may get a notice.

import type { Recipient } from '../domain/notice.ts';
import type { Day, Instant, Period } from '../domain/period.ts';
import type { RoleName } from '../domain/person.ts';
import type { Db } from './database.ts';
import { deadlineInForce, exemptInForce } from './report.ts';

/** What a receipt says. `submittedAt` is set, since only what is delivered in the service gets one. */
export type Delivered = { unit: string; period: Period; number: number; submittedAt: Instant };

export function owedStore(db: Db) {
  const owed = `SELECT r.unit, nullif(${deadlineInForce}, r.deadline) AS ownDeadline FROM report r JOIN period p ON p.period = r.period
    WHERE r.period = :period AND p.imported = 0
      AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.report = r.id AND s.number = 1)
      AND ${exemptInForce} = 0`;
  const units = db.prepare<[{ period: Period }], { unit: string; ownDeadline: Day | null }>(`${owed} ORDER BY r.unit`);
  const lastExtended = db.prepare<[], { period: Period; day: Day }>(
    'SELECT r.period, max(x.deadline) AS day FROM extension x JOIN report r ON r.id = x.report GROUP BY r.period',
  );
  const one = db.prepare<[{ period: Period; unit: string }], { ownDeadline: Day | null }>(`${owed} AND r.unit = :unit`);
  const recipients = db.prepare<[{ day: Day }], { person: number; role: RoleName; scope: string; reachable: number }>(
    `SELECT p.id AS person, r.role, r.scope, p.address_state = 'ok' AS reachable
     FROM role r JOIN person p ON p.id = r.person
     WHERE r.role IN ('reporter', 'leader', 'governor', 'directorate')
       AND r.valid_from <= :day AND (r.valid_to IS NULL OR :day < r.valid_to)
     ORDER BY r.scope, r.id`,
  );
  const delivered = db.prepare<[{ id: number }], Delivered>(
    `SELECT r.unit, r.period, s.number, s.submitted_at AS submittedAt
     FROM submission s JOIN report r ON r.id = s.report WHERE s.id = :id`,
  );
  return {
    /**
     * Units that have delivered nothing for the period and are not exempt, with the deadline of those that have one of
     * their own; none for an imported period.
     */
    units: (period: Period): { unit: string; ownDeadline: Day | null }[] => units.all({ period }),
    /** The latest deadline that any unit was ever given, for the periods where one was. */
    lastExtended: (): Map<Period, Day> => new Map(lastExtended.all().map(({ period, day }) => [period, day])),
    /** True when the unit still owes its report for the period, by the deadline of its own or by the period's (null). */
    isOwed(period: Period, unit: string, ownDeadline: Day | null): boolean {
      const row = one.get({ period, unit });
      return row !== undefined && row.ownDeadline === ownDeadline;
    },
    /** Every role in force on the day that can get a notice, in order of scope. */
    recipients: (day: Day): Recipient[] =>
      recipients.all({ day }).map((row) => ({ ...row, reachable: row.reachable === 1 })),
    /** What the receipt of a submission says. */
    delivered: (submission: number): Delivered | null => delivered.get({ id: submission }) ?? null,
  };
}
