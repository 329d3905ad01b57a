// Sessions. The id that the browser holds is stored only as a hash, so a copy of the database signs nobody in.

import type { Instant } from '../domain/period.ts';
import type { Db } from './database.ts';

export type StoredSession = { person: number | null; data: string; createdAt: Instant; lastUsedAt: Instant };

export function sessionStore(db: Db) {
  const select = db.prepare<[{ idHash: string; at: Instant }], StoredSession>(
    `SELECT person, data, created_at AS createdAt, last_used_at AS lastUsedAt
     FROM session WHERE id_hash = :idHash AND expires_at > :at`,
  );
  const upsert = db.prepare(
    `INSERT INTO session (id_hash, person, data, created_at, last_used_at, expires_at)
     VALUES (:idHash, :person, :data, :at, :at, :expiresAt)
     ON CONFLICT (id_hash) DO UPDATE SET person = excluded.person, data = excluded.data,
       last_used_at = excluded.last_used_at`,
  );
  const touch = db.prepare('UPDATE session SET last_used_at = :at, expires_at = :expiresAt WHERE id_hash = :idHash');
  const remove = db.prepare('DELETE FROM session WHERE id_hash = :idHash');
  const removeOfPerson = db.prepare('DELETE FROM session WHERE person = :person');
  const removeExpired = db.prepare('DELETE FROM session WHERE expires_at <= :at');
  return {
    /** The session that has not ended at that time, or null. */
    find: (idHash: string, at: Instant): StoredSession | null => select.get({ idHash, at }) ?? null,
    /** Makes the session, or replaces what it holds. `expiresAt` counts for a new one only. */
    save: (session: { idHash: string; person: number | null; data: string; at: Instant; expiresAt: Instant }): void => {
      upsert.run(session);
    },
    /** Notes that the session was used. */
    touch: (idHash: string, at: Instant, expiresAt: Instant): void => {
      touch.run({ idHash, at, expiresAt });
    },
    remove: (idHash: string): void => {
      remove.run({ idHash });
    },
    /** Signs the person out everywhere. */
    removeOfPerson: (person: number): void => {
      removeOfPerson.run({ person });
    },
    /** Removes what has ended; gives how many. */
    removeExpired: (at: Instant): number => removeExpired.run({ at }).changes,
  };
}
