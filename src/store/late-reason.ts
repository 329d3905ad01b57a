// Why late reports were late: one row per report at most, and counts per county.

import { type LateCounts, type LateReason, noLateReports } from '../domain/late-reason.ts';
import type { Instant, Period } from '../domain/period.ts';
import type { Db } from './database.ts';

export function lateReasonStore(db: Db) {
  const insert = db.prepare('INSERT INTO late_reason (report, reason, at) VALUES (:report, :reason, :at)');
  const ofReport = db.prepare<[{ report: number }], { reason: LateReason }>(
    'SELECT reason FROM late_reason WHERE report = :report',
  );
  const byCounty = db.prepare<
    [{ from: Period; to: Period }],
    { county: string; reason: LateReason | null; reports: number }
  >(
    `SELECT r.county, l.reason, count(*) AS reports
     FROM report r JOIN figure f ON f.report = r.id LEFT JOIN late_reason l ON l.report = r.id
     WHERE r.period BETWEEN :from AND :to AND f.first_on_time = 0
     GROUP BY r.county, l.reason ORDER BY r.county`,
  );
  return {
    /** Told once: a second row for a report is refused. Call it in the transaction that decided on it. */
    add(report: number, reason: LateReason, at: Instant): void {
      insert.run({ report, reason, at });
    },
    ofReport: (report: number): LateReason | null => ofReport.get({ report })?.reason ?? null,
    /** The late reports of the periods from..to (both included) by the county frozen in them. */
    byCounty(from: Period, to: Period): Map<string, LateCounts> {
      const counties = new Map<string, LateCounts>();
      for (const { county, reason, reports } of byCounty.all({ from, to })) {
        counties.set(county, { ...(counties.get(county) ?? noLateReports), [reason ?? 'untold']: reports });
      }
      return counties;
    },
  };
}
