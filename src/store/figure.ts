// The wide table of figures: one row for each report in force, a column for each question.

import type { Answers } from '../domain/answers.ts';
import type { Instant } from '../domain/period.ts';
import type { Db } from './database.ts';

/**
 * Writes the wide row of a report in force; one statement per set of questions, since a form decides its columns. Time and
 * verdict are those of the first delivery: a correction leaves them as they are.
 */
export function figureWriter(db: Db) {
  const byQuestions = new Map<string, (row: FigureRow, values: number[]) => void>();
  return (answers: Answers, row: FigureRow) => {
    const questions = Object.keys(answers).sort();
    const key = questions.join();
    let write = byQuestions.get(key);
    if (!write) {
      const names = questions.map((question) => `"${question}"`);
      const insert = db.prepare(
        `INSERT INTO figure (report, submission, number, first_submitted_at, first_on_time, ${names.join(', ')})
         VALUES (?, ?, ?, ?, ?, ${questions.map(() => '?').join(', ')})
         ON CONFLICT (report) DO UPDATE SET submission = excluded.submission, number = excluded.number,
           ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      );
      write = ({ report, submission, number, submittedAt, onTime }, values) =>
        void insert.run(report, submission, number, submittedAt, onTime === null ? null : Number(onTime), ...values);
      byQuestions.set(key, write);
    }
    write(
      row,
      questions.map((question) => answers[question] ?? 0),
    );
  };
}

type FigureRow = {
  report: number;
  submission: number;
  number: number;
  submittedAt: Instant | null;
  onTime: boolean | null;
};
