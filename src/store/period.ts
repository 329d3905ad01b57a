// The periods that have been opened, with the form and plan they were opened with.

import type { Instant, Period } from '../domain/period.ts';
import type { Db } from './database.ts';

export type OpenedPeriod = {
  period: Period;
  form: string;
  plan: number;
  openedAt: Instant;
  /** Opened by an import of history: gets no notices. */
  imported: boolean;
  /** Set when the directorate has made the month final: nothing more can be delivered late. */
  finalAt: Instant | null;
};

export function periodStore(db: Db) {
  const columns = 'SELECT period, form, plan, opened_at, imported, final_at FROM period';
  const find = db.prepare<[{ period: string }], Row>(`${columns} WHERE period = :period`);
  const all = db.prepare<[], Row>(`${columns} ORDER BY period`);
  const latestOpened = db.prepare<[], { period: string | null }>(
    'SELECT max(period) AS period FROM period WHERE imported = 0',
  );
  const insert = db.prepare(
    `INSERT INTO period (period, form, plan, opened_at, imported)
     VALUES (:period, :form, :plan, :openedAt, :imported)`,
  );
  const makeFinal = db.prepare('UPDATE period SET final_at = :at WHERE period = :period AND final_at IS NULL');
  return {
    find(period: Period): OpenedPeriod | null {
      const row = find.get({ period });
      return row ? periodOf(row) : null;
    },
    all: (): OpenedPeriod[] => all.all().map(periodOf),
    /** The latest period that the service opened itself, imported ones left out; null before the first start. */
    latestOpened: (): Period | null => latestOpened.get()?.period ?? null,
    add(opened: Omit<OpenedPeriod, 'finalAt'>): void {
      insert.run({ ...opened, imported: opened.imported ? 1 : 0 });
    },
    /** From now on nothing more can be delivered late for the month; it stays final from the first time. */
    makeFinal(period: Period, at: Instant): void {
      makeFinal.run({ period, at });
    },
  };
}

type Row = {
  period: string;
  form: string;
  plan: number;
  opened_at: string;
  imported: number;
  final_at: string | null;
};

function periodOf(row: Row): OpenedPeriod {
  const { period, form, plan } = row;
  return { period, form, plan, openedAt: row.opened_at, imported: row.imported === 1, finalAt: row.final_at };
}
