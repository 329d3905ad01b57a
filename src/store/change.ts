// What was delivered and corrected, in the order in which the service learned it.

import type { Answers } from '../domain/answers.ts';
import type { Instant, Period } from '../domain/period.ts';
import type { Db } from './database.ts';
import { type Moment, type Reach, reachOf, reachSql } from './totals.ts';

export type Change = {
  unit: string;
  period: Period;
  number: number;
  kind: 'delivered' | 'corrected';
  submittedAt: Instant | null;
  knownAt: Instant;
  /** Of the submission before it; null for the first. */
  old: Answers | null;
  new: Answers;
};

/** One correction: what it replaced, who made it, and how it was explained. */
export type Correction = Change & { by: string; comment: string; reasons: Record<string, string> };

export function changeStore(db: Db) {
  const all = db.prepare<[Record<string, unknown>], Row>(sql(null));
  const within = db.prepare<[Record<string, unknown>], Row>(sql({ units: [], governors: [] }));
  const corrections = new Map(
    [null, { units: [], governors: [] }].map((reach) => [
      reach === null,
      db.prepare<[Record<string, unknown>], CorrectionRow>(correctionSql(reach)),
    ]),
  );
  return {
    /** Corrections of reports of the periods from..to (both included), up to the moment, oldest first. */
    corrections(from: Period, to: Period, { submission }: Moment, reach: Reach): Correction[] {
      const rows = corrections.get(reach === null)?.all({ from, to, submission, ...reachOf(reach) }) ?? [];
      return rows.map((row) => ({
        ...changeOf(row),
        ...{ by: row.submitted_name, comment: row.comment },
        reasons: JSON.parse(row.reasons) as Record<string, string>,
      }));
    },
    /** Submissions known after `since`, up to the moment, oldest first; `limit` of them at most. */
    since(since: Instant, moment: Moment, reach: Reach, limit: number | null = null): Change[] {
      const bound = { since, submission: moment.submission, limit: limit ?? -1, ...reachOf(reach) };
      return (reach === null ? all : within).all(bound).map(changeOf);
    },
  };
}

type Row = {
  unit: string;
  period: string;
  number: number;
  submitted_at: string | null;
  known_at: string;
  old: string | null;
  new: string;
};

function sql(reach: Reach): string {
  return `SELECT r.unit, r.period, s.number, s.submitted_at, s.known_at, b.answers AS old, s.answers AS new
    FROM submission s JOIN report r ON r.id = s.report
    LEFT JOIN submission b ON b.report = s.report AND b.number = s.number - 1
    WHERE s.known_at > :since AND s.id <= :submission ${reachSql(reach)}
    ORDER BY s.known_at LIMIT :limit`;
}

type CorrectionRow = Row & { submitted_name: string; comment: string; reasons: string };

function correctionSql(reach: Reach): string {
  return `SELECT r.unit, r.period, s.number, s.submitted_at, s.known_at, b.answers AS old, s.answers AS new,
      s.submitted_name, s.comment, s.reasons
    FROM submission s JOIN report r ON r.id = s.report
    JOIN submission b ON b.report = s.report AND b.number = s.number - 1
    WHERE s.number > 1 AND r.period BETWEEN :from AND :to AND s.id <= :submission ${reachSql(reach)}
    ORDER BY s.known_at`;
}

function changeOf(row: Row): Change {
  const { unit, period, number, submitted_at: submittedAt, known_at: knownAt } = row;
  return {
    ...{ unit, period, number, kind: number === 1 ? 'delivered' : 'corrected', submittedAt, knownAt },
    old: row.old === null ? null : (JSON.parse(row.old) as Answers),
    new: JSON.parse(row.new) as Answers,
  };
}
