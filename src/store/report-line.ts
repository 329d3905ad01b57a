// Reports as lists and files show them: one lean row each, without a look at the submissions, since a file may hold ten
// years of them.

import type { Statement } from 'better-sqlite3';
import type { Day, Instant, Period } from '../domain/period.ts';
import type { Db } from './database.ts';
import { exceptionReader } from './exception.ts';

export type ReportLine = {
  id: number;
  unit: string;
  period: Period;
  deadline: Day;
  closesOn: Day;
  governor: string | null;
  expectedParticipants: number | null;
  exempt: boolean;
  hasDraft: boolean;
  imported: boolean;
  /** The id of the one in force; null when there is none. */
  submission: number | null;
  /** How many submissions there are. */
  submissions: number;
  firstSubmittedAt: Instant | null;
  /** The verdict of the first submission; undefined when there is none, null when it is not known. */
  firstOnTime: boolean | null | undefined;
  /** In force, one per question in the order asked for; null where it was not asked. Empty when nothing is delivered. */
  figures: (number | null)[];
};

/** Both included; of one unit when it is given. */
export type LineRange = { from: Period; to: Period; unit?: string };

export function reportLineStore(db: Db) {
  const exceptions = exceptionReader(db);
  const statements = new Map<string, Statement>();

  /** Prepared when first asked for: the figures get their columns with the form. */
  function prepared<Row>(sql: string): Statement<[object], Row> {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = db.prepare(sql)));
    return statement as unknown as Statement<[object], Row>;
  }

  return {
    /** Gives a function that reads a month's reports, by unit. What is exempt, put off or begun is as it is now. */
    reader({ unit, ...range }: LineRange, questions: string[]): (period: Period) => ReportLine[] {
      const statement = prepared<Cell[]>(linesSql(questions, unit !== undefined)).raw();
      const marks = {
        exempt: exceptions.exempt(range),
        extended: exceptions.extended(range),
        drafted: exceptions.drafted(),
      };
      const lineOf = (row: Cell[]) => lineIn(row, questions.length, marks);
      return (period) =>
        statement
          .all({ period, unit })
          .map(lineOf)
          // Sorted here: SQLite would sort whole rows.
          .sort((one, other) => (one.unit < other.unit ? -1 : 1));
    },
    /** The unit's nearest month delivered before the period, or after it; null when there is none. */
    deliveredBefore: (unit: string, period: Period): Delivered | null =>
      prepared<Delivered>(nearest('<', 'DESC')).get({ unit, period }) ?? null,
    deliveredAfter: (unit: string, period: Period): Delivered | null =>
      prepared<Delivered>(nearest('>', 'ASC')).get({ unit, period }) ?? null,
  };
}

type Delivered = { period: Period; submission: number; opening: number | null; closing: number | null };

function nearest(is: '<' | '>', order: 'ASC' | 'DESC'): string {
  return `SELECT r.period, f.submission, f.participants_start AS opening, f.participants_end AS closing
    FROM report r JOIN figure f ON f.report = r.id
    WHERE r.unit = :unit AND r.period ${is} :period ORDER BY r.period ${order} LIMIT 1`;
}

function linesSql(questions: string[], ofUnit: boolean): string {
  return `SELECT ${questions.map((question) => `f."${question}", `).join('')}
      r.id, r.unit, r.period, r.deadline, r.closes_on, r.governor, r.expected_participants, p.imported,
      f.submission, f.number, f.first_submitted_at, f.first_on_time
    FROM report r JOIN period p ON p.period = r.period LEFT JOIN figure f ON f.report = r.id
    WHERE r.period = :period ${ofUnit ? 'AND r.unit = :unit' : ''}`;
}

type Cell = string | number | null;

type Marks = { exempt: Set<number>; extended: Map<number, { deadline: Day; closesOn: Day }>; drafted: Set<number> };

/** `count`: how many figures the row begins with. The row is used up: what is left of it are the figures. */
function lineIn(row: Cell[], count: number, { exempt, extended, drafted }: Marks): ReportLine {
  const id = row[count] as number;
  const dates = extended.get(id);
  const submission = row[count + 8] as number | null;
  const onTime = row[count + 11] as number | null;
  const line = {
    id,
    unit: row[count + 1] as string,
    period: row[count + 2] as string,
    deadline: dates?.deadline ?? (row[count + 3] as string),
    closesOn: dates?.closesOn ?? (row[count + 4] as string),
    governor: row[count + 5] as string | null,
    expectedParticipants: row[count + 6] as number | null,
    imported: row[count + 7] === 1,
    exempt: exempt.has(id),
    hasDraft: drafted.has(id),
    submission,
    submissions: (row[count + 9] as number | null) ?? 0,
    firstSubmittedAt: row[count + 10] as string | null,
    firstOnTime: submission === null ? undefined : onTime === null ? null : onTime === 1,
    figures: row as (number | null)[],
  };
  row.length = submission === null ? 0 : count;
  return line;
}
