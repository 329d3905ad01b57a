// Opens the SQLite file with the guarantees that the service rests on.

import Database from 'better-sqlite3';

export type Db = Database.Database;

/**
 * Opens the file (made when it is not there). Throws when durability cannot be had: in WAL mode better-sqlite3 runs at
 * NORMAL unless told otherwise, and the pragma tells the truth only after a first read.
 */
export function openDatabase(file: string): Db {
  const db = planOnce(new Database(file, { timeout: 2000 }));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('journal_size_limit = 16777216');
  // 16 MB of pages: the reports of a few years stay in memory, so that a page is not read from the file anew each time.
  db.pragma('cache_size = -16384');
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('SQLite must run with synchronous = FULL');
  return db;
}

/**
 * Statements are planned when they are prepared, and not again each time they run. SQLite with STAT4, as better-sqlite3
 * builds it, plans anew whenever a parameter is bound that it has looked at while planning: for most statements, and for
 * longer than they take. `+` hides a parameter from the planner, and gives its value as it is, whatever the type.
 */
function planOnce(db: Db): Db {
  const prepare = db.prepare.bind(db) as (sql: string) => Database.Statement;
  db.prepare = ((sql: string) => prepare(withHiddenParameters(sql))) as Db['prepare'];
  return db;
}

/** `unit = :unit` → `unit = +:unit`; what is inserted needs no hiding. */
export function withHiddenParameters(sql: string): string {
  return sql.replace(/([=<>]\s*)(:\w+|\?)/g, '$1+$2').replace(/BETWEEN (:\w+) AND (:\w+)/g, 'BETWEEN +$1 AND +$2');
}
