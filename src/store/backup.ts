// Copies of the database file: made from a running service, checked before they count, and put back in its place.

import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Instant, Period } from '../domain/period.ts';
import type { Db } from './database.ts';
import { readMigrations } from './migration.ts';
import { type Verdict, verdictOn } from './verify.ts';

/** How many there are of what may never become fewer. */
export type Counts = { reports: number; submissions: number; events: number; notices: number };

/** A submission as its receipt names it. */
export type Receipt = { unit: string; period: Period; number: number; knownAt: Instant; sha256: string };

export type Copy = Verdict & { counts: Counts; receipts: Receipt[] };

export function backupStore(db: Db) {
  return {
    counts: (): Counts => countsOf(db),
    /**
     * Writes a consistent copy, changes that others make meanwhile or not, and leaves it on the disk as one plain file
     * without a write-ahead log. Throws when the disk is full or the file cannot be written.
     */
    async copyTo(file: string): Promise<void> {
      // All pages at once after the first step: a copy in small steps starts anew whenever another process writes.
      await db.backup(file, { progress: () => 2 ** 30 });
      const copy = new Database(file);
      try {
        copy.pragma('journal_mode = DELETE');
      } finally {
        copy.close();
      }
      keepOnDisk(file);
    },
  };
}

/** Reads a copy without changing it, and checks all of it. Throws when it is not a database, or one of a newer version. */
export function readCopy(file: string): Copy {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.pragma('synchronous = FULL');
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version < 1) throw new Error('it is not a database of this service');
    if (version > readMigrations().length) throw new Error(`its schema version ${version} is newer than this program`);
    return { ...verdictOn(db), counts: countsOf(db), receipts: receiptsOf(db) };
  } finally {
    db.close();
  }
}

/** What a database that may be damaged can still tell; empty when it is not there or cannot be read. */
export function receiptsIn(file: string): Receipt[] {
  if (!existsSync(file)) return [];
  try {
    const db = new Database(file, { fileMustExist: true });
    try {
      return receiptsOf(db);
    } finally {
      db.close();
    }
  } catch {
    return [];
  }
}

/** True when another process has the database open: in WAL mode each holds a shared lock for as long. */
export function isInUse(file: string): boolean {
  if (!existsSync(file)) return false;
  let db: Db | undefined;
  try {
    db = new Database(file, { timeout: 500 });
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN IMMEDIATE; COMMIT');
    return false;
  } catch (error) {
    // Anything else than a lock is damage, and damage is what a restore is for.
    return /^SQLITE_(BUSY|LOCKED)/.test((error as { code?: string }).code ?? '');
  } finally {
    db?.close();
  }
}

/** The database and its companions; an old -wal beside a restored file would be replayed into it. */
const endings = ['', '-wal', '-shm', '-journal'];

/** Moves a database and its companions out of the way, under another name. */
export function moveAway(file: string, aside: string): void {
  for (const ending of endings) if (existsSync(file + ending)) renameSync(file + ending, aside + ending);
}

export function removeDatabase(file: string): void {
  for (const ending of endings) rmSync(file + ending, { force: true });
}

/** Writes a file, and the name of it, through to the disk. */
export function keepOnDisk(file: string): void {
  for (const path of [file, dirname(file)]) {
    const descriptor = openSync(path, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}

function countsOf(db: Db): Counts {
  const count = (table: string) => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0;
  return {
    reports: count('report'),
    submissions: count('submission'),
    events: count('event'),
    notices: count('notice'),
  };
}

function receiptsOf(db: Db): Receipt[] {
  return db
    .prepare<[], Receipt>(
      `SELECT r.unit, r.period, s.number, s.known_at AS knownAt, s.sha256
       FROM submission s JOIN report r ON r.id = s.report ORDER BY s.id`,
    )
    .all();
}
