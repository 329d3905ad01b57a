// Tokens of systems that use the API; only their hashes are here.

import type { Instant } from '../domain/period.ts';
import type { RoleName } from '../domain/person.ts';
import type { Db } from './database.ts';

export type TokenStore = ReturnType<typeof tokenStore>;

export type Token = { id: number; name: string; role: RoleName; scope: string; createdAt: Instant; expiresAt: Instant | null };

export function tokenStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO api_token (name, role, scope, token_hash, created_at, expires_at)
     VALUES (:name, :role, :scope, :hash, :createdAt, :expiresAt)`,
  );
  const byHash = db.prepare<[{ hash: string; at: Instant }], Token>(
    `SELECT id, name, role, scope, created_at AS createdAt, expires_at AS expiresAt
     FROM api_token
     WHERE token_hash = :hash AND revoked_at IS NULL AND (expires_at IS NULL OR :at < expires_at)`,
  );
  return {
    /** Gives the id of the new token. */
    add: (token: Omit<Token, 'id'> & { hash: string }): number => Number(insert.run(token).lastInsertRowid),
    /** The token with the hash (`tokenHash`), unless it is revoked or has expired. */
    byHash: (hash: string, at: Instant): Token | null => byHash.get({ hash, at }) ?? null,
  };
}
