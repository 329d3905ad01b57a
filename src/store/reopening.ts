// Reports that the directorate has opened for correction after their closing day. The latest row of a report counts; one
// without a day closes it again.

import type { Day, Instant } from '../domain/period.ts';
import type { Reopening } from '../domain/report.ts';
import type { Db } from './database.ts';

export function reopeningStore(db: Db) {
  const insert = db.prepare(
    'INSERT INTO reopening (report, until, reason, who, at) VALUES (:report, :until, :reason, :who, :at)',
  );
  const latest = db.prepare<[{ report: number }], { until: Day | null; reason: string; at: Instant }>(
    'SELECT until, reason, at FROM reopening WHERE report = :report ORDER BY id DESC LIMIT 1',
  );
  const openOn = db.prepare<[{ day: Day }], { report: number; until: Day }>(
    `SELECT r.report, r.until FROM reopening r
     WHERE r.until >= :day AND NOT EXISTS (SELECT 1 FROM reopening l WHERE l.report = r.report AND l.id > r.id)`,
  );
  return {
    /** Opens a report for correction, or (`until` null) closes it again. Call it in the transaction that decided on it. */
    add(row: { report: number; until: Day | null; reason: string; who: string; at: Instant }): void {
      insert.run(row);
    },
    /** What was last decided about the report; null when it was never reopened or was closed again. */
    ofReport(report: number): Reopening | null {
      const row = latest.get({ report });
      return row?.until ? { until: row.until, reason: row.reason, at: row.at } : null;
    },
    /** Report id → the last day, of every report open for correction on the day by a reopening. */
    openOn: (day: Day): Map<number, Day> => new Map(openOn.all({ day }).map(({ report, until }) => [report, until])),
  };
}
