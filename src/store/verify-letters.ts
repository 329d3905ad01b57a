// For `verify`: letters with number and date, and answers, are what they were when they went out and came in; and nothing
// is gone from the follow-ups they belong to.

import type { LetterContent } from '../domain/letter.ts';
import { answerHash, type HashedAnswer } from './answer.ts';
import type { Db } from './database.ts';
import { letterHash } from './letter.ts';

type Tell = (line: string) => void;

/** Every letter and answer gives its hash, and those are the ones that the record tells of; gives how many there are. */
export function checkLetters(db: Db, tell: Tell): number {
  const letters = db.prepare<[], { id: number; content: string; sha256: string }>(
    'SELECT id, content, sha256 FROM letter WHERE frozen_at IS NOT NULL ORDER BY id',
  );
  const answers = db.prepare<[], HashedAnswer & { id: number; sha256: string }>(
    `SELECT id, text, reference, answered_on AS answeredOn, file_name AS fileName, file, sha256
     FROM answer ORDER BY id`,
  );
  let count = 0;
  for (const { id, content, sha256 } of letters.iterate()) {
    count += 1;
    if (hashOf(content) !== sha256) tell(`letter ${id}: its content does not give its hash ${sha256}`);
  }
  for (const { id, sha256, ...answer } of answers.iterate()) {
    count += 1;
    if (answerHash(answer) !== sha256) tell(`answer ${id}: its content does not give its hash ${sha256}`);
  }
  checkTold(db, tell);
  for (const table of ['letter', 'answer', 'follow_up', 'follow_up_event']) checkGaps(db, table, tell);
  return count;
}

/** Null when it is so damaged that it cannot be told as it was. */
function hashOf(content: string): string | null {
  try {
    return letterHash(JSON.parse(content) as LetterContent);
  } catch {
    return null;
  }
}

function checkTold(db: Db, tell: Tell): void {
  const told = `SELECT 'letter' AS what, details ->> '$.letter' AS id, substr(subject, 10) + 0 AS follow_up, at, who,
      details ->> '$.letterKind' AS kind, details ->> '$.language' AS language, details ->> '$.sha256' AS sha256
    FROM event WHERE what = 'letter.frozen'
    UNION ALL
    SELECT 'answer', details ->> '$.answer', substr(subject, 10) + 0, at, who, details ->> '$.channel', NULL,
      details ->> '$.sha256'
    FROM event WHERE what = 'followUp.answered'`;
  const kept = `SELECT 'letter' AS what, id, follow_up, frozen_at AS at, 'person:' || saved_by AS who, kind, language, sha256
    FROM letter WHERE frozen_at IS NOT NULL
    UNION ALL
    SELECT 'answer', id, follow_up, received_at, who, channel, NULL, sha256 FROM answer`;
  for (const [left, right, fault] of [
    [told, kept, 'the record tells of it, and it is not there as it was'],
    [kept, told, 'the record does not tell of it as it is'],
  ] as const) {
    const rows = db.prepare<[], { what: string; id: number }>(
      `SELECT what, id FROM (SELECT * FROM (${left}) EXCEPT SELECT * FROM (${right}))`,
    );
    for (const { what, id } of rows.iterate()) tell(`${what} ${id}: ${fault}`);
  }
}

/** Rows are never deleted, so their ids are 1, 2, …: one that was taken out of the middle leaves a gap. */
function checkGaps(db: Db, table: string, tell: Tell): void {
  const gaps = db.prepare<[], { id: number }>(
    `SELECT id FROM ${table} WHERE id > 1 AND id - 1 NOT IN (SELECT id FROM ${table})
     UNION ALL SELECT min(id) FROM ${table} HAVING min(id) > 1`,
  );
  for (const { id } of gaps.iterate()) tell(`${table} ${id}: the row before it is gone`);
}
