// What the overview reads: how every unit has reported month by month, as lean rows, since it is read whole at each visit;
// and the little that stands around it: warnings that were explained, people to reach, the state of the mail.

import type { Day, Instant, Period } from '../domain/period.ts';
import type { OwedReport } from '../domain/overview.ts';
import type { RoleName } from '../domain/person.ts';
import type { Db } from './database.ts';
import { exceptionReader } from './exception.ts';

/** Someone who answers for an office. `reachable`: mail to the address has not been refused for good. */
export type Contact = { office: string; role: RoleName; name: string; email: string; reachable: boolean };

/** The reasons given for warnings in a submission in force: rule → reason. */
export type Explained = { unit: string; number: number; form: string; reasons: Record<string, string> };

type Delivered = OwedReport & { id: number };
type Cell = string | number | null;
type RawStatement = { all: (bound: Record<string, string>) => Cell[][] };

export function overviewStore(db: Db) {
  // The partial index covers all that is asked of a submission; left to itself SQLite takes the wider one.
  const reports = db
    .prepare(
      `SELECT r.id, r.unit, r.period, r.deadline, s.id IS NOT NULL, s.on_time
       FROM report r LEFT JOIN submission s INDEXED BY submission_first ON s.report = r.id AND s.number = 1
       WHERE r.period BETWEEN :from AND :to`,
    )
    .raw() as unknown as RawStatement;
  const exceptions = exceptionReader(db);
  const latest = db.prepare<[], { key: string }>(
    `SELECT concat_ws(' ', (SELECT max(id) FROM report), (SELECT max(id) FROM submission),
       (SELECT max(id) FROM exemption), (SELECT max(id) FROM extension)) AS key`,
  );
  const explained = db.prepare<[{ period: Period }], Omit<Explained, 'reasons'> & { reasons: string }>(
    `SELECT r.unit, s.number, s.form, s.reasons
     FROM report r JOIN figure f ON f.report = r.id JOIN submission s ON s.id = f.submission
     WHERE r.period = :period AND s.reasons <> '{}' ORDER BY r.unit`,
  );
  const contacts = db.prepare<[{ day: Day; offices: string }], Omit<Contact, 'reachable'> & { reachable: number }>(
    `SELECT r.scope AS office, r.role, p.name, p.email, p.address_state = 'ok' AS reachable
     FROM role r JOIN person p ON p.id = r.person
     WHERE r.role IN ('reporter', 'leader') AND r.scope IN (SELECT value FROM json_each(:offices))
       AND r.valid_from <= :day AND (r.valid_to IS NULL OR :day < r.valid_to)
     ORDER BY r.scope, r.role DESC, p.name`,
  );
  const states = db.prepare<[{ period: Period; offices: string | null }], { state: string; count: number }>(
    `SELECT state, count(*) AS count FROM notice
     WHERE period = :period AND (:offices IS NULL OR office IN (SELECT value FROM json_each(:offices)))
     GROUP BY state`,
  );
  const lastSent = db.prepare<[], { at: Instant | null }>('SELECT max(sent_at) AS at FROM notice');
  let kept: { key: string; rows: Delivered[] } = { key: '', rows: [] };

  /** All but the drafts: of tables that only grow, so that what was read holds until one of them has. */
  function delivered(from: Period, to: Period): Delivered[] {
    const key = `${from} ${to} ${latest.get()?.key}`;
    if (kept.key === key) return kept.rows;
    const exempted = exceptions.exempt({ from, to });
    const extended = exceptions.extended({ from, to });
    const rows = reports.all({ from, to }).map((row): Delivered => {
      const [id, unit, period, deadline, isDelivered, onTime] = row as [number, string, string, string, number, Cell];
      return {
        ...{ id, unit, period, deadline: extended.get(id)?.deadline ?? deadline, exempt: exempted.has(id) },
        firstOnTime: isDelivered === 0 ? undefined : onTime === null ? null : onTime === 1,
        ...{ opened: true, hasDraft: false },
      };
    });
    kept = { key, rows };
    return rows;
  }

  return {
    /** Every report of the periods from..to (both included), in no order; the list is not to be changed. */
    reports(from: Period, to: Period): OwedReport[] {
      const drafted = exceptions.drafted();
      const rows = delivered(from, to);
      return drafted.size === 0 ? rows : rows.map((row) => (drafted.has(row.id) ? { ...row, hasDraft: true } : row));
    },
    /** The submissions in force for the period in which warnings were explained, by unit. */
    explained: (period: Period): Explained[] =>
      explained.all({ period }).map((row) => ({ ...row, reasons: JSON.parse(row.reasons) as Explained['reasons'] })),
    /** The reporters and leaders of the offices on the day, by office, reporters first. */
    contacts: (offices: string[], day: Day): Contact[] =>
      contacts
        .all({ day, offices: JSON.stringify(offices) })
        .map((row) => ({ ...row, reachable: row.reachable === 1 })),
    /** How many notices about the period stand in each state; those to the offices alone when given. */
    noticeStates: (period: Period, offices: string[] | null): Map<string, number> =>
      new Map(
        states
          .all({ period, offices: offices === null ? null : JSON.stringify(offices) })
          .map(({ state, count }) => [state, count]),
      ),
    /** When the last notice of all was sent; null before the first. */
    lastSentAt: (): Instant | null => lastSent.get()?.at ?? null,
  };
}
