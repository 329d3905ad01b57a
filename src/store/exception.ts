// What stands out among the reports of some months, and is rare: exempt ones, those whose dates were put off, those with a
// draft. Read at once and by the few that there are, where a look per report would cost more than the reports.

import type { Day, Period } from '../domain/period.ts';
import type { Db } from './database.ts';

type Range = { from: Period; to: Period };

/** By report id, as last decided. */
export function exceptionReader(db: Db) {
  // CROSS JOIN: SQLite begins with the few.
  const latestOf = (table: 'exemption' | 'extension') =>
    `FROM ${table} e CROSS JOIN report r ON r.id = e.report WHERE r.period BETWEEN :from AND :to
       AND NOT EXISTS (SELECT 1 FROM ${table} l WHERE l.report = e.report AND l.id > e.id)`;
  const exempt = db.prepare<[Range], { report: number }>(`SELECT e.report ${latestOf('exemption')} AND e.exempt = 1`);
  const extended = db.prepare<[Range], { report: number; deadline: Day; closesOn: Day }>(
    `SELECT e.report, e.deadline, e.closes_on AS closesOn ${latestOf('extension')}`,
  );
  const drafts = db.prepare<[], { report: number }>('SELECT report FROM draft');
  return {
    exempt: ({ from, to }: Range): Set<number> => new Set(exempt.all({ from, to }).map(({ report }) => report)),
    extended: ({ from, to }: Range): Map<number, { deadline: Day; closesOn: Day }> =>
      new Map(extended.all({ from, to }).map(({ report, ...dates }) => [report, dates])),
    /** Of any month. */
    drafted: (): Set<number> => new Set(drafts.all().map(({ report }) => report)),
  };
}
