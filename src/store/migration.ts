// Brings the schema up to date from db/migrations, one transaction per file. A file that has been applied may never
// change: its SHA-256 is kept and compared.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Db } from './database.ts';

const folder = new URL('../../db/migrations/', import.meta.url);

export type Migration = { number: number; name: string; sql: string; sha256: string };

/** The migrations on disk, in order. Throws when their numbers are not 1, 2, 3, … */
export function readMigrations(): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, index) => {
    const number = Number(name.slice(0, 4));
    if (number !== index + 1) throw new Error(`db/migrations/${name}: the next number is ${index + 1}`);
    const sql = readFileSync(new URL(name, folder), 'utf8');
    return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Applies what is missing. The version and the files' hashes are written in the same transaction as the change, so a
 * kill leaves the old schema or the new one. Throws when an applied file has changed or the database is newer.
 */
export function migrate(db: Db, migrations: Migration[] = readMigrations()): void {
  db.exec(
    'CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT',
  );
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length) {
    throw new Error(
      `The database is at schema version ${version}, this program knows ${migrations.length}: use a newer one`,
    );
  }
  const applied = db.prepare<[], Migration>('SELECT number, name, sha256 FROM migration ORDER BY number').all();
  for (const { number, name, sha256 } of applied) {
    const onDisk = migrations[number - 1];
    if (onDisk?.sha256 !== sha256) throw new Error(`db/migrations/${name} has changed after it was applied`);
  }
  const insert = 'INSERT INTO migration (number, name, sha256) VALUES (:number, :name, :sha256)';
  for (const migration of migrations.slice(version)) {
    const apply = db.transaction(() => {
      // A second process may have applied it while this one waited for the lock.
      if ((db.pragma('user_version', { simple: true }) as number) >= migration.number) return;
      db.exec(migration.sql);
      const { number, name, sha256 } = migration;
      db.prepare(insert).run({ number, name, sha256 });
      db.pragma(`user_version = ${number}`);
    });
    apply.immediate();
  }
}

/** The whole schema as SQL, in the order it was made: what `db/schema.sql` holds, so that it can be read in one place. */
export function schemaText(db: Db): string {
  const made = db
    .prepare<[], { sql: string }>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid')
    .all();
  return `${made.map(({ sql }) => `${sql};`).join('\n\n')}\n`;
}
