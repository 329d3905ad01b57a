// Codes for signing in, as salted hashes, also those asked for with unknown addresses. The limits are counted here, so
// they outlive a restart.

import type { Instant } from '../domain/period.ts';
import type { RecentSignIns } from '../domain/sign-in.ts';
import type { Db } from './database.ts';

export type NewCode = {
  email: string;
  /** Null when the address is unknown: nobody gets that code. */
  person: number | null;
  codeHash: string;
  salt: string;
  browserHash: string;
  ip: string;
  createdAt: Instant;
  expiresAt: Instant;
};

export type PendingCode = { id: number; email: string; person: number | null; codeHash: string; salt: string };

export function signInStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO sign_in_code (email, person, code_hash, salt, browser_hash, ip, created_at, expires_at)
     VALUES (:email, :person, :codeHash, :salt, :browserHash, :ip, :createdAt, :expiresAt)`,
  );
  const ofAddress = db.prepare<[{ email: string; since: Instant }], { codes: number }>(
    `SELECT count(*) AS codes FROM sign_in_code
     WHERE email = :email AND used_at IS NULL AND created_at > :since
       AND created_at > coalesce((SELECT max(used_at) FROM sign_in_code WHERE email = :email), '')`,
  );
  const ofNetwork = db.prepare<[{ ip: string; since: Instant }], { codes: number; tries: number }>(
    `SELECT count(*) FILTER (WHERE used_at IS NULL) AS codes,
       coalesce(sum(tries - (used_at IS NOT NULL)), 0) AS tries
     FROM sign_in_code WHERE ip = :ip AND created_at > :since`,
  );
  const latest = db.prepare<[{ browserHash: string }], { email: string; createdAt: Instant }>(
    `SELECT email, created_at AS createdAt FROM sign_in_code WHERE browser_hash = :browserHash ORDER BY id DESC LIMIT 1`,
  );
  const take = db.prepare<[{ browserHash: string; at: Instant; maxTries: number }], PendingCode>(
    `UPDATE sign_in_code SET tries = tries + 1
     WHERE id = (SELECT id FROM sign_in_code WHERE browser_hash = :browserHash ORDER BY id DESC LIMIT 1)
       AND used_at IS NULL AND expires_at > :at AND tries < :maxTries
     RETURNING id, email, person, code_hash AS codeHash, salt`,
  );
  const use = db.prepare('UPDATE sign_in_code SET used_at = :at WHERE id = :id AND used_at IS NULL');
  const remove = db.prepare('DELETE FROM sign_in_code WHERE created_at < :before');
  return {
    add: (code: NewCode): void => {
      insert.run(code);
    },
    /** What has been asked for and tried since then. A code that was used counts for nobody. */
    recent(email: string, ip: string, since: Instant): RecentSignIns {
      const network = ofNetwork.get({ ip, since });
      return {
        codesOfAddress: ofAddress.get({ email, since })?.codes ?? 0,
        codesOfNetwork: network?.codes ?? 0,
        triesOfNetwork: network?.tries ?? 0,
      };
    },
    /** The address that the browser last asked with. */
    askedWith: (browserHash: string): string | null => latest.get({ browserHash })?.email ?? null,
    /** Spends one try on the browser's newest code, before it is compared; null when it is used, over or tried up. */
    takeTry: (browserHash: string, at: Instant, maxTries: number): PendingCode | null =>
      take.get({ browserHash, at, maxTries }) ?? null,
    /** True for the one who uses the code; it can be used once. */
    use: (id: number, at: Instant): boolean => use.run({ id, at }).changes === 1,
    /** Removes codes asked for before that time; gives how many. */
    removeBefore: (before: Instant): number => remove.run({ before }).changes,
  };
}
