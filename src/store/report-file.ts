// What `export reports` writes: the submissions in force, month by month.

import type { FiledContent } from '../domain/report-file.ts';
import type { Period } from '../domain/period.ts';
import type { Db } from './database.ts';

export function reportFileStore(db: Db) {
  const inForce = db.prepare<[{ period: string }], Row>(
    `SELECT r.unit, r.period, s.form, s.answers, s.reasons, s.comment, s1.submitted_at
     FROM report r
     JOIN figure f ON f.report = r.id
     JOIN submission s ON s.id = f.submission
     JOIN submission s1 ON s1.report = r.id AND s1.number = 1
     WHERE r.period = :period
     ORDER BY r.unit`,
  );
  return {
    /** The period's submissions in force by unit, each with the time its report was first delivered. */
    inForce: (period: Period): (FiledContent & { form: string })[] => inForce.all({ period }).map(contentOf),
  };
}

type Row = {
  unit: string;
  period: string;
  form: string;
  answers: string;
  reasons: string;
  comment: string;
  submitted_at: string | null;
};

function contentOf({ unit, period, form, answers, reasons, comment, submitted_at }: Row) {
  return {
    ...{ unit, period, form, comment },
    answers: JSON.parse(answers) as Record<string, number>,
    reasons: JSON.parse(reasons) as Record<string, string>,
    submittedAt: submitted_at,
  };
}
