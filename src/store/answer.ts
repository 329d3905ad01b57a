// What municipalities answered. A PDF is kept as it came, in the database, and is read only to be downloaded.

import { createHash } from 'node:crypto';
import { canonical } from '../domain/canonical.ts';
import type { MunicipalityAnswer } from '../domain/letter.ts';
import type { Instant } from '../domain/period.ts';
import type { Db } from './database.ts';

export type NewAnswer = Omit<MunicipalityAnswer, 'id' | 'receivedAt' | 'sha256'> & {
  followUp: number;
  who: string;
  file: Buffer | null;
};

export function answerStore(db: Db) {
  const columns = `id, answered_on AS answeredOn, channel, reference, text, file_name AS fileName, sha256, name,
    received_at AS receivedAt`;
  const insert = db.prepare(
    `INSERT INTO answer (follow_up, answered_on, channel, reference, text, file_name, file, sha256, who, name, received_at)
     VALUES (:followUp, :answeredOn, :channel, :reference, :text, :fileName, :file, :sha256, :who, :name, :at)`,
  );
  const ofFollowUp = db.prepare<[{ followUp: number }], MunicipalityAnswer>(
    `SELECT ${columns} FROM answer WHERE follow_up = :followUp ORDER BY id`,
  );
  const file = db.prepare<[{ id: number; followUp: number }], { fileName: string; file: Buffer }>(
    'SELECT file_name AS fileName, file FROM answer WHERE id = :id AND follow_up = :followUp AND file IS NOT NULL',
  );
  return {
    /** Gives its id, and the hash that the record is to tell. */
    add: (answer: NewAnswer, at: Instant): { id: number; sha256: string } => {
      const sha256 = answerHash(answer);
      return { id: Number(insert.run({ ...answer, sha256, at }).lastInsertRowid), sha256 };
    },
    ofFollowUp: (followUp: number): MunicipalityAnswer[] => ofFollowUp.all({ followUp }),
    /** The PDF of an answer in the follow-up; null when there is none. */
    file: (followUp: number, id: number): { fileName: string; file: Buffer } | null =>
      file.get({ id, followUp }) ?? null,
  };
}

export type HashedAnswer = Pick<NewAnswer, 'text' | 'reference' | 'answeredOn' | 'fileName' | 'file'>;

/** SHA-256 of what was answered, the file included, in hexadecimal. */
export function answerHash({ text, reference, answeredOn, fileName, file }: HashedAnswer): string {
  const told = canonical({ text, reference, answeredOn, fileName });
  return createHash('sha256')
    .update(told)
    .update(file ?? '')
    .digest('hex');
}
