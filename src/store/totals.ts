// Sums over the wide rows of figures, per month and place, as known at a time. A time is first made a place in the
// sequence of submissions and exemptions, so that no delivery can tie with it.

import type { Form } from '../domain/form.ts';
import type { Instant, Period } from '../domain/period.ts';
import type { Group } from '../domain/totals.ts';
import type { Db } from './database.ts';

/** What was known at a time: everything up to these ids, and no more. */
export type Moment = { asOf: Instant; submission: number; exemption: number };

/** The reports that are counted: of the units, or under the governors when they were opened. Null: all. */
export type Reach = { units: string[]; governors: string[] } | null;

export type GroupQuery = {
  from: Period;
  to: Period;
  questions: string[];
  /** The finest place that groups must tell apart. `report`: every report is a group of its own. */
  per: 'nation' | 'county' | 'report';
  moment: Moment;
  reach: Reach;
};

export function totalsStore(db: Db) {
  const latest = db.prepare<[], { known_at: string | null }>(
    `SELECT max(known_at) AS known_at FROM (
       SELECT max(known_at) AS known_at FROM submission
       UNION ALL SELECT max(known_at) FROM exemption UNION ALL SELECT max(opened_at) FROM period)`,
  );
  const idAt = db.prepare<[{ asOf: string }], { submission: number; exemption: number }>(
    `SELECT coalesce((SELECT id FROM submission WHERE known_at <= :asOf ORDER BY known_at DESC LIMIT 1), 0) AS submission,
       coalesce((SELECT id FROM exemption WHERE known_at <= :asOf ORDER BY known_at DESC LIMIT 1), 0) AS exemption`,
  );
  const opened = db.prepare<[{ from: string; to: string; asOf: string }], { period: string; form: string }>(
    'SELECT period, form FROM period WHERE period BETWEEN :from AND :to AND opened_at <= :asOf ORDER BY period',
  );
  const unitIds = db.prepare<[], { id: string }>('SELECT id FROM unit');
  const names = {
    county: db.prepare<[], { number: string; name: string }>('SELECT number, name FROM county'),
    municipality: db.prepare<[], { number: string; name: string }>('SELECT number, name FROM municipality'),
  };
  const statements = new Map<string, RawStatement>();

  /** One statement per question list and shape; a new form version brings a new list. */
  function prepared(name: string, sql: string): RawStatement {
    let statement = statements.get(name);
    if (!statement) {
      statement = db.prepare<[Record<string, unknown>], Cell[]>(sql).raw();
      statements.set(name, statement);
    }
    return statement;
  }

  return {
    /**
     * The moment of `asOf`, or now when it is null or later than anything known; never earlier than what is stored.
     * Call it in a transaction: then nothing that another process has timed before it can come after it.
     */
    moment(asOf: Instant | null, now: Instant): Moment {
      const known = latest.get()?.known_at ?? now;
      const end = known > now ? known : now;
      const at = asOf !== null && asOf < end ? asOf : end;
      return { asOf: at, ...(idAt.get({ asOf: at }) ?? { submission: 0, exemption: 0 }) };
    },
    /** The periods in from..to (both included) that were open then, in order, with their forms. */
    opened: (from: Period, to: Period, asOf: Instant): { period: Period; form: Form['version'] }[] =>
      opened.all({ from, to, asOf }),
    /** The names of all there is or has been, by number. */
    names: (area: 'county' | 'municipality'): Map<string, string> =>
      new Map(names[area].all().map(({ number, name }) => [number, name])),
    /** The ids of every unit there is or has been. */
    unitIds: (): string[] => unitIds.all().map(({ id }) => id),
    /** The sums; groups of the same month and place are to be added up. Periods not open yet at the moment are there. */
    groups(query: GroupQuery): Group[] {
      const { questions, per, reach } = query;
      const name = `${per}:${reach !== null}:${questions.join()}`;
      const bound = boundOf(query);
      const main = prepared(name, mainSql(questions, per, reach))
        .all(bound)
        .map(groupOf);
      const exempt = prepared(`exempt:${reach !== null}`, exemptSql(reach)).all(bound);
      const earlier = prepared(`earlier:${reach !== null}`, earlierSql(reach)).all(bound);
      return [
        ...main,
        ...exempt.map((row) => groupOf([...row, -1, 0, 0, ...questions.map(() => null)])),
        ...earlier.map((row) =>
          groupOf([...row.slice(0, 4), 0, 1, row[4] ?? 0, ...numbersIn(String(row[5]), questions)]),
        ),
      ];
    },
  };
}

type Cell = string | number | null;
type RawStatement = { all: (bound: Record<string, unknown>) => Cell[][] };

function boundOf({ from, to, moment, reach }: GroupQuery): Record<string, unknown> {
  const { submission, exemption } = moment;
  return { from, to, submission, exemption, ...reachOf(reach) };
}

/** What `reachSql` is bound to. */
export function reachOf(reach: Reach): Record<string, string> {
  return reach === null ? {} : { units: JSON.stringify(reach.units), governors: JSON.stringify(reach.governors) };
}

/** What was in force then and still is; what has been corrected since comes from `earlierSql`. */
function mainSql(questions: string[], per: GroupQuery['per'], reach: Reach): string {
  const names = questions.map((question) => `f."${question}"`);
  const columns =
    per === 'report'
      ? ['1', 'f.report IS NOT NULL', 'coalesce(f.first_on_time, 0)', ...names]
      : ['count(*)', 'count(f.report)', 'coalesce(sum(f.first_on_time), 0)', ...names.map((name) => `sum(${name})`)];
  const place = { nation: `'', '', ''`, county: `r.county, '', ''`, report: 'r.county, r.municipality, r.unit' }[per];
  const grouped = { nation: 'GROUP BY r.period', county: 'GROUP BY r.period, r.county', report: '' }[per];
  return `SELECT r.period, ${place}, ${columns.join(', ')}
    FROM report r LEFT JOIN figure f ON f.report = r.id AND f.submission <= :submission
    WHERE r.period BETWEEN :from AND :to ${reachSql(reach)} ${grouped}`;
}

/** Reports that were exempt and had delivered nothing: not expected. */
function exemptSql(reach: Reach): string {
  return `SELECT r.period, r.county, r.municipality, r.unit
    FROM exemption e CROSS JOIN report r ON r.id = e.report
    WHERE e.exempt = 1 AND e.id <= :exemption AND r.period BETWEEN :from AND :to ${reachSql(reach)}
      AND NOT EXISTS (SELECT 1 FROM exemption l WHERE l.report = e.report AND l.id > e.id AND l.id <= :exemption)
      AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.report = r.id AND s.number = 1 AND s.id <= :submission)`;
}

/** What was in force then of reports that have been corrected since. CROSS JOIN: SQLite begins with the corrected few. */
function earlierSql(reach: Reach): string {
  return `SELECT r.period, r.county, r.municipality, r.unit, coalesce(f.first_on_time, 0), s.answers
    FROM figure f CROSS JOIN report r ON r.id = f.report
    JOIN submission s ON s.id = (SELECT max(b.id) FROM submission b WHERE b.report = f.report AND b.id <= :submission)
    WHERE f.submission > :submission AND r.period BETWEEN :from AND :to ${reachSql(reach)}`;
}

/** Narrows the reports `r` of a WHERE clause. */
export function reachSql(reach: Reach): string {
  if (reach === null) return '';
  return `AND (r.unit IN (SELECT value FROM json_each(:units))
    OR r.governor IN (SELECT value FROM json_each(:governors)))`;
}

function numbersIn(answers: string, questions: string[]): (number | null)[] {
  const given = JSON.parse(answers) as Record<string, number>;
  return questions.map((question) => given[question] ?? null);
}

function groupOf(row: Cell[]): Group {
  const [period, county, municipality, unit, expected, received, onTime] = row as string[];
  return {
    period: period ?? '',
    county: county ?? '',
    municipality: municipality ?? '',
    unit: unit ?? '',
    expected: Number(expected),
    received: Number(received),
    onTime: Number(onTime),
    sums: row.slice(7) as (number | null)[],
  };
}
