// Comments on single figures, kept with the submission they came with. Each has a hash over the submission's own hash, so
// that a changed text is seen; the event of the submission names the hashes, so that a missing one is.

import { createHash } from 'node:crypto';
import { canonical } from '../domain/canonical.ts';
import type { FigureComments } from '../domain/figure-comment.ts';
import type { Db } from './database.ts';

export function figureCommentStore(db: Db) {
  const insert = db.prepare(
    'INSERT INTO figure_comment (submission, question, text, sha256) VALUES (:submission, :question, :text, :sha256)',
  );
  const ofSubmission = db.prepare<[{ submission: number }], { question: string; text: string }>(
    'SELECT question, text FROM figure_comment WHERE submission = :submission ORDER BY question',
  );
  return {
    /** Stores the comments of a new submission, in its transaction; gives question → hash, for the event. */
    add({ id, sha256 }: { id: number; sha256: string }, comments: FigureComments): Record<string, string> {
      const hashes: Record<string, string> = {};
      for (const [question, text] of Object.entries(comments)) {
        const hash = figureCommentHash(sha256, question, text);
        insert.run({ submission: id, question, text, sha256: hash });
        hashes[question] = hash;
      }
      return hashes;
    },
    ofSubmission: (submission: number): FigureComments =>
      Object.fromEntries(ofSubmission.all({ submission }).map(({ question, text }) => [question, text])),
  };
}

/** SHA-256 in hexadecimal over what the comment says, of which question, in which submission. */
function figureCommentHash(submission: string, question: string, text: string): string {
  return createHash('sha256').update(canonical({ submission, question, text })).digest('hex');
}

/** For `verify`: every comment gives its hash, and those are the comments that the events tell of. */
export function checkFigureComments(db: Db, tell: (line: string) => void): number {
  const rows = db.prepare<
    [],
    { unit: string; period: string; number: number; submission: string; question: string; text: string; sha256: string }
  >(
    `SELECT r.unit, r.period, s.number, s.sha256 AS submission, c.question, c.text, c.sha256
     FROM figure_comment c JOIN submission s ON s.id = c.submission JOIN report r ON r.id = s.report`,
  );
  let count = 0;
  for (const { unit, period, number, submission, question, text, sha256 } of rows.iterate()) {
    count += 1;
    if (figureCommentHash(submission, question, text) === sha256) continue;
    tell(`${unit} ${period} number ${number}: the comment on ${question} does not give its hash`);
  }
  const told = `SELECT substr(e.subject, 16) AS unit, substr(e.subject, 8, 7) AS period, e.details ->> '$.number' AS number,
      c.key AS question, c.value AS sha256
    FROM event e, json_each(e.details, '$.comments') c WHERE e.what IN ('report.delivered', 'report.corrected')`;
  const kept = `SELECT r.unit, r.period, s.number, c.question, c.sha256
    FROM figure_comment c JOIN submission s ON s.id = c.submission JOIN report r ON r.id = s.report`;
  for (const [left, right, what] of [
    [told, kept, 'is told of in the record, and is not there as it was'],
    [kept, told, 'is not told of in the record'],
  ] as const) {
    const missing = db.prepare<[], { unit: string; period: string; number: number; question: string }>(
      `${left} EXCEPT ${right}`,
    );
    for (const { unit, period, number, question } of missing.iterate()) {
      tell(`${unit} ${period} number ${number}: the comment on ${question} ${what}`);
    }
  }
  return count;
}
