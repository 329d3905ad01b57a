// Reports: what each unit owes for each period, with what its status is computed from.

import type { Day, Instant, Period } from '../domain/period.ts';
import type { Report } from '../domain/report.ts';
import type { Db } from './database.ts';

/** A report with the facts that its status is computed from, and its answers. */
export type ReportWithFacts = {
  report: Report;
  exempt: boolean;
  hasDraft: boolean;
  imported: boolean;
  submissions: number;
  firstSubmittedAt: Instant | null;
  /** The verdict of the first submission; undefined when there is none, null when it is not known. */
  firstOnTime: boolean | null | undefined;
  /** Answers of the submission in force, as JSON; null when nothing is delivered. */
  answersInForce: string | null;
};

/** isAskedAbout: an inquiry about it waits for its answer. */
export type Standing = {
  exempt: boolean;
  hasDraft: boolean;
  isDelivered: boolean;
  wasReopened: boolean;
  isAskedAbout: boolean;
};

/** What is in force of a report `r`: what an extension last said, else what it was opened with. */
export const deadlineInForce = extended('deadline');
export const closesOnInForce = extended('closes_on');
const columns = `r.id, r.unit, r.period, r.form, ${deadlineInForce} AS deadline, ${closesOnInForce} AS closes_on,
  r.municipality, r.county, r.governor, r.expected_participants`;

/** 1 when the report `r` is exempt by what was last decided, else 0. */
export const exemptInForce =
  'coalesce((SELECT e.exempt FROM exemption e WHERE e.report = r.id ORDER BY e.id DESC LIMIT 1), 0)';

export function reportStore(db: Db) {
  const find = db.prepare<[{ unit: string; period: string }], ReportRow>(
    `SELECT ${columns} FROM report r WHERE r.unit = :unit AND r.period = :period`,
  );
  const byId = db.prepare<[{ id: number }], ReportRow>(`SELECT ${columns} FROM report r WHERE r.id = :id`);
  const insert = db.prepare(
    `INSERT INTO report (unit, period, form, deadline, closes_on, municipality, county, governor, expected_participants)
     VALUES (:unit, :period, :form, :deadline, :closesOn, :municipality, :county, :governor, :expectedParticipants)`,
  );
  const target = db.prepare<[{ municipality: string; day: string }], { expected: number }>(
    `SELECT expected_participants AS expected FROM target
     WHERE municipality = :municipality AND valid_from <= :day ORDER BY valid_from DESC LIMIT 1`,
  );
  const facts = `SELECT ${columns}, p.imported,
      ${exemptInForce} AS exempt,
      EXISTS (SELECT 1 FROM draft d WHERE d.report = r.id) AS has_draft,
      f.number AS submissions, f.first_submitted_at, f.first_on_time, s.answers AS answers_in_force
    FROM report r
    JOIN period p ON p.period = r.period
    LEFT JOIN figure f ON f.report = r.id
    LEFT JOIN submission s ON s.id = f.submission`;
  const factsBetween = db.prepare<[{ from: string; to: string }], FactsRow>(
    `${facts} WHERE r.period BETWEEN :from AND :to ORDER BY r.period, r.unit`,
  );
  const factsOfUnit = db.prepare<[{ unit: string; from: string; to: string }], FactsRow>(
    `${facts} WHERE r.unit = :unit AND r.period BETWEEN :from AND :to ORDER BY r.period`,
  );
  const undelivered = db.prepare<[{ unit: string }], { period: string; deadline: string; has_draft: number }>(
    `SELECT r.period, ${deadlineInForce} AS deadline, EXISTS (SELECT 1 FROM draft d WHERE d.report = r.id) AS has_draft
     FROM report r JOIN period p ON p.period = r.period LEFT JOIN figure f ON f.report = r.id
     WHERE r.unit = :unit AND f.report IS NULL AND p.final_at IS NULL AND ${exemptInForce} = 0 ORDER BY r.period`,
  );
  const skippedBefore = db.prepare<[{ unit: string; period: string }], { period: string }>(
    `SELECT r.period FROM report r JOIN period p ON p.period = r.period
     WHERE r.unit = :unit AND r.period < :period AND NOT EXISTS (SELECT 1 FROM figure f WHERE f.report = r.id)
       AND p.final_at IS NULL AND ${exemptInForce} = 0
     ORDER BY r.period LIMIT 1`,
  );
  const standing = db.prepare<[{ id: number }], Record<keyof Standing, number>>(
    `SELECT ${exemptInForce} AS exempt,
       EXISTS (SELECT 1 FROM draft WHERE report = r.id) AS hasDraft,
       EXISTS (SELECT 1 FROM figure WHERE report = r.id) AS isDelivered,
       EXISTS (SELECT 1 FROM reopening WHERE report = r.id) AS wasReopened,
       EXISTS (SELECT 1 FROM inquiry WHERE report = r.id AND answer IS NULL) AS isAskedAbout
     FROM (SELECT :id AS id) r`,
  );
  return {
    find(unit: string, period: Period): Report | null {
      const row = find.get({ unit, period });
      return row ? reportOf(row) : null;
    },
    byId(id: number): Report | null {
      const row = byId.get({ id });
      return row ? reportOf(row) : null;
    },
    /** Adds a report; the database refuses a second one for the same unit and period. */
    add(report: Omit<Report, 'id'>): void {
      insert.run(report);
    },
    /** The expected number of participants a month in force for the municipality on the day; null when there is none. */
    targetOn: (municipality: string, day: Day): number | null => target.get({ municipality, day })?.expected ?? null,
    /** What the unit still owes: opened, never delivered, not exempt, in a month that is not final; the oldest first. */
    undelivered: (unit: string): { period: Period; deadline: Day; hasDraft: boolean }[] =>
      undelivered.all({ unit }).map((row) => ({ ...row, hasDraft: row.has_draft === 1 })),
    /** The first month before the period that the unit still owes; null when there is none. */
    skippedBefore: (unit: string, period: Period): Period | null => skippedBefore.get({ unit, period })?.period ?? null,
    /** What there is about a report, in one cheap reading: most pages then need none of it. */
    standing(id: number): Standing {
      const row = standing.get({ id });
      return {
        exempt: row?.exempt === 1,
        hasDraft: row?.hasDraft === 1,
        isDelivered: row?.isDelivered === 1,
        wasReopened: row?.wasReopened === 1,
        isAskedAbout: row?.isAskedAbout === 1,
      };
    },
    /** All reports of the periods from..to (both included), by period and unit; of one unit when it is given. */
    withFacts(from: Period, to: Period, unit?: string): ReportWithFacts[] {
      const rows = unit === undefined ? factsBetween.all({ from, to }) : factsOfUnit.all({ unit, from, to });
      return rows.map(factsOf);
    },
  };
}

function extended(column: 'deadline' | 'closes_on'): string {
  return `coalesce((SELECT x.${column} FROM extension x WHERE x.report = r.id ORDER BY x.id DESC LIMIT 1), r.${column})`;
}

type ReportRow = {
  id: number;
  unit: string;
  period: string;
  form: string;
  deadline: string;
  closes_on: string;
  municipality: string;
  county: string;
  governor: string | null;
  expected_participants: number | null;
};

type FactsRow = ReportRow & {
  imported: number;
  exempt: number;
  has_draft: number;
  submissions: number | null;
  answers_in_force: string | null;
  first_submitted_at: string | null;
  first_on_time: number | null;
};

function reportOf(row: ReportRow): Report {
  const { id, unit, period, form, deadline, municipality, county, governor } = row;
  return {
    ...{ id, unit, period, form, deadline, municipality, county, governor },
    closesOn: row.closes_on,
    expectedParticipants: row.expected_participants,
  };
}

function factsOf(row: FactsRow): ReportWithFacts {
  return {
    report: reportOf(row),
    exempt: row.exempt === 1,
    hasDraft: row.has_draft === 1,
    imported: row.imported === 1,
    submissions: row.submissions ?? 0,
    firstSubmittedAt: row.first_submitted_at,
    firstOnTime: row.submissions === null ? undefined : row.first_on_time === null ? null : row.first_on_time === 1,
    answersInForce: row.answers_in_force,
  };
}
