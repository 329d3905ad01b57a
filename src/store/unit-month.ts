// What each unit owed and reported month by month: what targets and follow-ups are judged on.

import type { Day, Period } from '../domain/period.ts';
import type { UnitMonth } from '../domain/target-mean.ts';
import type { Db } from './database.ts';
import { deadlineInForce, exemptInForce } from './report.ts';

/** A report with what following up asks of it; `municipality` is the one frozen in the report. */
export type OwedMonth = UnitMonth & {
  deadline: Day;
  imported: boolean;
  exempt: boolean;
  governor: string | null;
  /** The first delivery was on time; null when there is none or it is not known. */
  onTime: boolean | null;
};

export function unitMonthStore(db: Db) {
  const between = db.prepare<[{ from: Period; to: Period }], Row>(
    `SELECT r.unit, r.municipality, r.governor, r.period, ${deadlineInForce} AS deadline,
       p.imported,
       ${exemptInForce} AS exempt,
       s.answers ->> 'participants_end' AS end, s.answers ->> 'on_leave_end' AS onLeave, s1.on_time AS onTime
     FROM report r
     JOIN period p ON p.period = r.period
     LEFT JOIN figure f ON f.report = r.id
     LEFT JOIN submission s ON s.id = f.submission
     LEFT JOIN submission s1 ON s1.report = r.id AND s1.number = 1
     WHERE r.period BETWEEN :from AND :to
     ORDER BY r.period, r.unit`,
  );
  return {
    /** Every report of the periods from..to (both included), by period and unit. */
    between: (from: Period, to: Period): OwedMonth[] =>
      between.all({ from, to }).map((row) => ({
        ...row,
        imported: row.imported === 1,
        exempt: row.exempt === 1,
        onTime: row.onTime === null ? null : row.onTime === 1,
      })),
  };
}

type Row = Omit<OwedMonth, 'imported' | 'exempt' | 'onTime'> & {
  imported: number;
  exempt: number;
  onTime: number | null;
};
