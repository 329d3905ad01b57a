// Tokens of systems that call the API. Only the SHA-256 of a token is stored, so a copy of the database opens nothing.

import { createHash } from 'node:crypto';
import type { Instant } from '../domain/period.ts';
import type { RoleName } from '../domain/person.ts';
import type { Db } from './database.ts';

export type ApiToken = {
  id: number;
  name: string;
  role: RoleName;
  scope: string;
  createdAt: Instant;
  expiresAt: Instant | null;
  revokedAt: Instant | null;
};

export function tokenStore(db: Db) {
  const columns = `id, name, role, scope, created_at AS createdAt, expires_at AS expiresAt, revoked_at AS revokedAt`;
  const byHash = db.prepare<[{ hash: string }], ApiToken>(`SELECT ${columns} FROM api_token WHERE token_hash = :hash`);
  const all = db.prepare<[], ApiToken>(`SELECT ${columns} FROM api_token ORDER BY id`);
  const insert = db.prepare(
    `INSERT INTO api_token (name, role, scope, token_hash, created_at, expires_at)
     VALUES (:name, :role, :scope, :hash, :createdAt, :expiresAt)`,
  );
  const revoke = db.prepare('UPDATE api_token SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL');
  return {
    /** The token as it was given out, in force or not; null when it is unknown. */
    find: (token: string): ApiToken | null => byHash.get({ hash: hashOf(token) }) ?? null,
    all: (): ApiToken[] => all.all(),
    /** Stores the hash of a new token; gives its id. */
    add(token: string, told: Omit<ApiToken, 'id' | 'revokedAt'>): number {
      return Number(insert.run({ ...told, hash: hashOf(token) }).lastInsertRowid);
    },
    /** True when it was in force until now. */
    revoke: (id: number, at: Instant): boolean => revoke.run({ id, at }).changes === 1,
  };
}

/** A token is 256 random bits, so one round of SHA-256 is enough. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
