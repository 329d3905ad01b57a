// Inquiries about reports, with their answers. Never changed once answered, never deleted.

import type { Inquiry } from '../domain/inquiry.ts';
import type { Instant, Period } from '../domain/period.ts';
import type { Db } from './database.ts';

type Row = Omit<Inquiry, 'answer'> & { answer: string | null; answeredAt: string | null; answeredName: string | null };

export function inquiryStore(db: Db) {
  const columns = `i.id, r.unit, r.period, i.text, i.asked_at AS askedAt, i.asked_name AS askedName, i.answer,
    i.answered_at AS answeredAt, i.answered_name AS answeredName`;
  const insert = db.prepare(
    `INSERT INTO inquiry (report, text, asked_at, asked_by, asked_name) VALUES (:report, :text, :at, :who, :name)`,
  );
  const answer = db.prepare(
    `UPDATE inquiry SET answer = :text, answered_at = :at, answered_by = :who, answered_name = :name
     WHERE id = :id AND answer IS NULL`,
  );
  const all = db.prepare<[], Row>(
    `SELECT ${columns} FROM inquiry i JOIN report r ON r.id = i.report
     ORDER BY i.answer IS NOT NULL, coalesce(i.answered_at, i.asked_at) DESC, i.id DESC`,
  );
  const ofReport = db.prepare<[{ unit: string; period: string }], Row>(
    `SELECT ${columns} FROM inquiry i JOIN report r ON r.id = i.report
     WHERE r.unit = :unit AND r.period = :period ORDER BY i.id`,
  );
  const byId = db.prepare<[{ id: number }], Row>(
    `SELECT ${columns} FROM inquiry i JOIN report r ON r.id = i.report WHERE i.id = :id`,
  );
  return {
    /** Gives the id. */
    ask: (inquiry: { report: number; text: string; at: Instant; who: string; name: string }): number =>
      Number(insert.run(inquiry).lastInsertRowid),
    /** False when it is answered already. */
    answer: (given: { id: number; text: string; at: Instant; who: string; name: string }): boolean =>
      answer.run(given).changes === 1,
    /** Those without an answer first, then the latest. */
    all: (): Inquiry[] => all.all().map(inquiryOf),
    /** Those about one report, in the order they were asked. */
    ofReport: (unit: string, period: Period): Inquiry[] => ofReport.all({ unit, period }).map(inquiryOf),
    byId(id: number): Inquiry | null {
      const row = byId.get({ id });
      return row ? inquiryOf(row) : null;
    },
  };
}

function inquiryOf({ answer, answeredAt, answeredName, ...row }: Row): Inquiry {
  const isAnswered = answer !== null && answeredAt !== null && answeredName !== null;
  return { ...row, answer: isAnswered ? { text: answer, at: answeredAt, name: answeredName } : null };
}
