// Exemptions and extensions: what the directorate decides about one unit's report. The latest row of a report counts.

import type { Day, Instant, Period } from '../domain/period.ts';
import type { Db } from './database.ts';

/** `exempt: false` takes an exemption back. */
export type Exemption = { exempt: boolean; reason: string; who: string; knownAt: Instant };
/** One with the report's own deadline takes the extension back. */
export type Extension = { deadline: Day; closesOn: Day; reason: string; who: string; knownAt: Instant };

/** What was decided about a report last, as the page lists it. */
export type Decided = {
  report: number;
  unit: string;
  period: Period;
  /** Null for an exemption. */
  deadline: Day | null;
  reason: string;
  who: string;
  knownAt: Instant;
  delivered: boolean;
};

export function exemptionStore(db: Db) {
  const exempt = db.prepare(
    `INSERT INTO exemption (report, exempt, reason, who, known_at) VALUES (:report, :exempt, :reason, :who, :knownAt)`,
  );
  const extend = db.prepare(
    `INSERT INTO extension (report, deadline, closes_on, reason, who, known_at)
     VALUES (:report, :deadline, :closesOn, :reason, :who, :knownAt)`,
  );
  const exemption = db.prepare<[{ report: number }], Omit<Exemption, 'exempt'> & { exempt: number }>(
    `SELECT exempt, reason, who, known_at AS knownAt FROM exemption WHERE report = :report ORDER BY id DESC LIMIT 1`,
  );
  const extension = db.prepare<[{ report: number }], Extension>(
    `SELECT deadline, closes_on AS closesOn, reason, who, known_at AS knownAt FROM extension
     WHERE report = :report ORDER BY id DESC LIMIT 1`,
  );
  const own = db.prepare<[{ report: number }], { deadline: Day; closesOn: Day }>(
    'SELECT deadline, closes_on AS closesOn FROM report WHERE id = :report',
  );
  const decided = db.prepare<[], Omit<Decided, 'delivered'> & { delivered: number }>(
    `SELECT r.id AS report, r.unit, r.period, d.deadline, d.reason, d.who, d.known_at AS knownAt,
       EXISTS (SELECT 1 FROM submission s WHERE s.report = r.id) AS delivered
     FROM (SELECT report, NULL AS deadline, reason, who, known_at FROM exemption e
             WHERE exempt = 1 AND id = (SELECT max(id) FROM exemption WHERE report = e.report)
           UNION ALL
           SELECT x.report, x.deadline, x.reason, x.who, x.known_at FROM extension x JOIN report o ON o.id = x.report
             WHERE x.deadline <> o.deadline AND x.id = (SELECT max(id) FROM extension WHERE report = x.report)) d
     JOIN report r ON r.id = d.report ORDER BY d.known_at DESC`,
  );
  return {
    /** Exempts a report, or takes that back. Call it in the transaction that decided on it. */
    exempt: (report: number, { exempt: isExempt, ...row }: Exemption): void => {
      exempt.run({ report, exempt: isExempt ? 1 : 0, ...row });
    },
    /** Sets a later deadline for a report, or takes that back. Call it in the transaction that decided on it. */
    extend: (report: number, extension: Extension): void => {
      extend.run({ report, ...extension });
    },
    /** The exemption in force; null when there is none. */
    ofReport(report: number): Exemption | null {
      const row = exemption.get({ report });
      return row?.exempt === 1 ? { ...row, exempt: true } : null;
    },
    /** The extension in force; null when the report has the deadline it was opened with. */
    extensionOf(report: number): Extension | null {
      const row = extension.get({ report });
      return row === undefined || row.deadline === own.get({ report })?.deadline ? null : row;
    },
    /** The deadline and closing day that the report was opened with. Throws when there is no such report. */
    ownDates(report: number): { deadline: Day; closesOn: Day } {
      const dates = own.get({ report });
      if (dates === undefined) throw new Error(`There is no report ${report}`);
      return dates;
    },
    /** Every exemption and extension in force, the newest first. */
    inForce: (): Decided[] => decided.all().map((row) => ({ ...row, delivered: row.delivered === 1 })),
  };
}
