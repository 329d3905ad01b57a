// What units are compared with: how many participants a county's units have, beside how many the same units usually have,
// and what participants went on to. Read for every unit's page and changed by deliveries alone, so it is kept between them.

import type { Period } from '../domain/period.ts';
import type { Db } from './database.ts';

export type WiderMonth = {
  period: Period;
  county: string;
  /** Participants at the month's end in the units that reported. */
  end: number;
  /** The same units' means over the months asked for. */
  usual: number;
  /** Sums of the questions asked for, in their order. */
  sums: number[];
};

export function widerStore(db: Db) {
  const latest = db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM submission');
  let kept: { key: string; months: WiderMonth[] } = { key: '', months: [] };
  return {
    /** One per month of from..to (both included) and county in which anything was reported. */
    months(from: Period, to: Period, questions: string[]): WiderMonth[] {
      const key = [from, to, ...questions, latest.get()?.id].join(' ');
      if (kept.key === key) return kept.months;
      const sums = questions.map((question) => `, coalesce(sum(f."${question}"), 0)`).join('');
      const rows = db
        .prepare<[{ from: Period; to: Period }], [string, string, number, number, ...number[]]>(
          `SELECT r.period, r.county, sum(f.participants_end), sum(u.mean) ${sums}
           FROM report r JOIN figure f ON f.report = r.id
           JOIN (SELECT r.unit, avg(f.participants_end) AS mean FROM report r JOIN figure f ON f.report = r.id
             WHERE r.period BETWEEN :from AND :to AND f.participants_end IS NOT NULL GROUP BY r.unit) u ON u.unit = r.unit
           WHERE r.period BETWEEN :from AND :to AND f.participants_end IS NOT NULL
           GROUP BY r.period, r.county`,
        )
        .raw()
        .all({ from, to });
      const months = rows.map(([period, county, end, usual, ...rest]) => ({ period, county, end, usual, sums: rest }));
      kept = { key, months };
      return months;
    },
  };
}
