// Reviews: the units in them, the decisions gone through, what was withdrawn, and how they were closed.

import type { Instant } from '../domain/period.ts';
import type { Review, ReviewAnswers, ReviewEntry, WithdrawalReason } from '../domain/review.ts';
import type { Db } from './database.ts';

type By = { who: string; name: string; at: Instant };
export type NewReview = Omit<Review, 'id' | 'closed' | 'name' | 'createdAt'> & By & { key: string };
export type NewReviewEntry = By & { review: number; unit: string; answers: ReviewAnswers; key: string };

export function reviewStore(db: Db) {
  const select = `SELECT r.id, r.governor, r.title, r.from_day AS "from", r.to_day AS "to", r.criteria, r.name,
      r.created_at AS createdAt, c.conclusion, c.name AS closedBy, c.at AS closedAt,
      (SELECT json_group_array(unit ORDER BY unit) FROM review_unit WHERE review = r.id) AS units
    FROM review r LEFT JOIN review_closing c ON c.review = r.id`;
  const all = db.prepare<[], Row>(`${select} ORDER BY r.id DESC`);
  const find = db.prepare<[{ id: number }], Row>(`${select} WHERE r.id = :id`);
  const byKey = db.prepare<[{ key: string }], { id: number; who: string }>(
    'SELECT id, who FROM review WHERE key = :key',
  );
  const insert = db.prepare(
    `INSERT INTO review (governor, title, from_day, to_day, criteria, who, name, created_at, key)
     VALUES (:governor, :title, :from, :to, :criteria, :who, :name, :at, :key)`,
  );
  const insertUnit = db.prepare('INSERT INTO review_unit (review, unit) VALUES (:review, :unit)');
  const close = db.prepare(
    'INSERT INTO review_closing (review, conclusion, who, name, at) VALUES (:review, :conclusion, :who, :name, :at)',
  );
  const selectEntries = db.prepare<[{ review: number }], EntryRow>(
    `SELECT e.id, e.unit, e.number, e.answers, e.name, e.at, w.reason, w.name AS withdrawnBy, w.at AS withdrawnAt
     FROM review_entry e LEFT JOIN review_entry_withdrawal w ON w.entry = e.id
     WHERE e.review = :review ORDER BY e.unit, e.number`,
  );
  const entryByKey = db.prepare<[{ key: string }], KeyedEntry & { answers: string }>(
    'SELECT review, unit, number, answers, who FROM review_entry WHERE key = :key',
  );
  const addEntry = db.prepare<[Record<string, unknown>], { number: number }>(
    `INSERT INTO review_entry (review, unit, number, answers, who, name, at, key)
     SELECT :review, :unit, 1 + coalesce(max(number), 0), :answers, :who, :name, :at, :key
     FROM review_entry WHERE review = :review AND unit = :unit
     RETURNING number`,
  );
  const withdraw = db.prepare(
    `INSERT INTO review_entry_withdrawal (entry, reason, who, name, at) VALUES (:entry, :reason, :who, :name, :at)
     ON CONFLICT DO NOTHING`,
  );
  return {
    /** The newest first. */
    all: (): Review[] => all.all().map(reviewOf),
    find(id: number): Review | null {
      const row = find.get({ id });
      return row ? reviewOf(row) : null;
    },
    /** What came from the form with the key; null when nothing did. */
    byKey: (key: string): { id: number; who: string } | null => byKey.get({ key }) ?? null,
    /** Gives its id. */
    add({ units, ...row }: NewReview): number {
      const review = Number(insert.run(row).lastInsertRowid);
      for (const unit of units) insertUnit.run({ review, unit });
      return review;
    },
    /** Throws when it is closed already. */
    close: (review: number, closing: By & { conclusion: string }): void => {
      close.run({ review, ...closing });
    },
    /** By unit and number, with those that were withdrawn. */
    entries: (review: number): ReviewEntry[] => selectEntries.all({ review }).map(entryOf),
    entryByKey(key: string): (KeyedEntry & { answers: ReviewAnswers }) | null {
      const row = entryByKey.get({ key });
      return row ? { ...row, answers: JSON.parse(row.answers) as ReviewAnswers } : null;
    },
    /** Gives its number within the unit. Throws when the review is closed. */
    addEntry({ answers, ...row }: NewReviewEntry): number {
      const added = addEntry.get({ ...row, answers: JSON.stringify(answers) });
      if (!added) throw new Error('No entry was added');
      return added.number;
    },
    /** False when it was withdrawn already. Throws when the review is closed. */
    withdrawEntry: (entry: number, withdrawal: By & { reason: WithdrawalReason }): boolean =>
      withdraw.run({ entry, ...withdrawal }).changes === 1,
  };
}

type KeyedEntry = { review: number; unit: string; number: number; who: string };

type Row = Omit<Review, 'units' | 'closed'> & {
  units: string;
  conclusion: string | null;
  closedBy: string | null;
  closedAt: Instant | null;
};

function reviewOf({ units, conclusion, closedBy, closedAt, ...row }: Row): Review {
  const closed = conclusion === null || closedAt === null ? null : { conclusion, name: closedBy ?? '', at: closedAt };
  return { ...row, units: JSON.parse(units) as string[], closed };
}

type EntryRow = Omit<ReviewEntry, 'answers' | 'withdrawn'> & {
  answers: string;
  reason: WithdrawalReason | null;
  withdrawnBy: string | null;
  withdrawnAt: Instant | null;
};

function entryOf({ answers, reason, withdrawnBy, withdrawnAt, ...row }: EntryRow): ReviewEntry {
  const withdrawn =
    reason === null || withdrawnAt === null ? null : { reason, name: withdrawnBy ?? '', at: withdrawnAt };
  return { ...row, answers: JSON.parse(answers) as ReviewAnswers, withdrawn };
}
