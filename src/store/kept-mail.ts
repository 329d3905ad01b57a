// Mails that are kept instead of sent, when no SMTP server is configured; shown at /dev/mail.

import type { Instant } from '../domain/period.ts';
import type { Db } from './database.ts';

export type KeptMail = {
  id: number;
  keptAt: Instant;
  messageId: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
};

const columns = 'id, kept_at AS keptAt, message_id AS messageId, recipient, subject, text, html';

export function keptMailStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO kept_mail (kept_at, message_id, recipient, subject, text, html, raw)
     VALUES (:keptAt, :messageId, :recipient, :subject, :text, :html, :raw)`,
  );
  const newest = db.prepare<[{ limit: number }], KeptMail>(
    `SELECT ${columns} FROM kept_mail ORDER BY id DESC LIMIT :limit`,
  );
  const find = db.prepare<[{ id: number }], KeptMail>(`SELECT ${columns} FROM kept_mail WHERE id = :id`);
  const raw = db.prepare<[{ id: number }], { raw: Buffer }>('SELECT raw FROM kept_mail WHERE id = :id');
  return {
    keep: (mail: Omit<KeptMail, 'id'> & { raw: Buffer }): void => {
      insert.run(mail);
    },
    /** The newest first. */
    newest: (limit: number): KeptMail[] => newest.all({ limit }),
    find: (id: number): KeptMail | null => find.get({ id }) ?? null,
    /** The message as it would have gone over the wire. */
    raw: (id: number): Buffer | null => raw.get({ id })?.raw ?? null,
  };
}
