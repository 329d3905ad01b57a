// Migrations: in order, whole or not at all, never changed once applied; and the guarantees the tables carry.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Db, openDatabase } from '../src/store/database.ts';
import { migrate, readMigrations, schemaText } from '../src/store/migration.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kvp-'));
  file = join(folder, 'kvp.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The code of the fault that the work ends in. */
function faultOf(work: () => unknown): string {
  try {
    work();
    return 'no fault';
  } catch (fault) {
    const { code, message } = fault as { code?: string; message: string };
    return code ?? message;
  }
}

const extra = { number: readMigrations().length + 1, name: 'extra.sql', sha256: 'a'.repeat(64) };

describe('the database file', () => {
  test('commits durably: synchronous is FULL after the first read, on a new and on an old file', () => {
    for (let time = 0; time < 2; time++) {
      const db = openDatabase(file);
      db.prepare('SELECT 1').get();
      expect(db.pragma('synchronous', { simple: true })).toBe(2);
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
      db.close();
    }
  });

  test('holds only STRICT tables', () => {
    const db = openDatabase(file);
    migrate(db);
    const loose = db.prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0").all();
    expect(loose).toEqual([{ name: 'sqlite_schema' }, { name: 'sqlite_temp_schema' }]);
    db.close();
  });

  test('has the schema that is written out in db/schema.sql', () => {
    const db = openDatabase(file);
    migrate(db);
    expect(schemaText(db)).toBe(readFileSync(new URL('../db/schema.sql', import.meta.url), 'utf8'));
    db.close();
  });
});

describe('migrations', () => {
  test('applied twice change nothing', () => {
    const db = openDatabase(file);
    migrate(db);
    const before = schemaText(db);
    migrate(db);
    expect(schemaText(db)).toBe(before);
    db.close();
  });

  test('that fail half way leave the schema and the version as they were', () => {
    const db = openDatabase(file);
    migrate(db);
    const before = schemaText(db);
    const broken = { ...extra, sql: 'CREATE TABLE half (a TEXT) STRICT; CREATE TABLE half (a TEXT) STRICT;' };
    expect(faultOf(() => migrate(db, [...readMigrations(), broken]))).toBe('SQLITE_ERROR');
    expect(schemaText(db)).toBe(before);
    expect(db.pragma('user_version', { simple: true })).toBe(readMigrations().length);
    db.close();
  });

  test('changed after they were applied are refused', () => {
    const db = openDatabase(file);
    migrate(db);
    const [first, ...rest] = readMigrations();
    if (!first) throw new Error('there are no migrations');
    expect(faultOf(() => migrate(db, [{ ...first, sha256: 'b'.repeat(64) }, ...rest]))).toMatch(/has changed/);
    db.close();
  });

  test('of a newer program stop an older one', () => {
    const db = openDatabase(file);
    migrate(db, [...readMigrations(), { ...extra, sql: 'CREATE TABLE newer (a TEXT) STRICT' }]);
    expect(faultOf(() => migrate(db))).toMatch(/use a newer one/);
    db.close();
  });
});

describe('the tables refuse', () => {
  let db: Db;
  beforeEach(() => {
    db = openDatabase(file);
    migrate(db);
    db.exec(`
      INSERT INTO county VALUES ('46', 'Vestland', NULL, NULL);
      INSERT INTO municipality VALUES ('4631', 'Alver', '46', 'nn', NULL, NULL);
      INSERT INTO office VALUES ('1263', 'Nav Alver', NULL, 'active', NULL, NULL, NULL);
      INSERT INTO unit VALUES ('1263-4631', '1263', '4631', NULL, NULL, NULL, NULL);
      INSERT INTO form VALUES ('kvp-1', '{}', '2018-01', '2026-01-01T00:00:00.000Z');
      INSERT INTO plan VALUES (1, '{}', '2018-01', '2026-01-01T00:00:00.000Z');
      INSERT INTO period VALUES ('2026-10', 'kvp-1', 1, '2026-11-01T00:00:00.000Z', 0, NULL);
      INSERT INTO report VALUES (1, '1263-4631', '2026-10', 'kvp-1', '2026-11-10', '2026-12-31', '4631', '46', 'FMVL', NULL);
      INSERT INTO submission VALUES (1, 1, 1, 'kvp-1', '{}', '{}', '', '[]', '${'0'.repeat(64)}', 'key', 'api', NULL, 'A',
        '2026-11-02T08:00:00.000Z', 1, '2026-11-02T08:00:00.001Z');`);
  });
  afterEach(() => void db.close());

  const aReview = `
    INSERT INTO review VALUES (1, 'FMVL', 'Vedtak', '2025-01-01', '2025-12-31', 'review-1', 'w', 'n', 't', 'k');
    INSERT INTO review_unit VALUES (1, '1263-4631');
    INSERT INTO review_entry VALUES (1, 1, '1263-4631', 1, '{}', 'w', 'n', 't', 'k')`;
  const closed = `INSERT INTO review_closing VALUES (1, 'Ferdig', 'w', 'n', 't')`;
  const refused: [string, string][] = [
    ['a submission changed', 'UPDATE submission SET comment = comment'],
    ['a submission deleted', 'DELETE FROM submission'],
    ['a report moved to another deadline', "UPDATE report SET deadline = '2026-11-11'"],
    ['a report deleted', 'DELETE FROM report'],
    [
      'a second report for the same unit and month',
      `INSERT INTO report VALUES (2, '1263-4631', '2026-10', 'kvp-1', '2026-11-10', '2026-12-31', '4631', '46', 'FMVL', NULL)`,
    ],
    [
      'a unit whose id is not its office and municipality',
      `INSERT INTO unit VALUES ('1264-4631', '1263', '4631', NULL, NULL, NULL, NULL)`,
    ],
    [
      'a month without its first number',
      `INSERT INTO submission SELECT 2, report, 3, form, answers, reasons, comment, breaks, sha256, 'k2', channel, NULL, 'A', submitted_at, 1, '2026-11-02T08:00:00.002Z' FROM submission`,
    ],
    [
      'two submissions known at the same time',
      `INSERT INTO submission SELECT 2, report, 2, form, answers, reasons, comment, breaks, sha256, 'k2', channel, NULL, 'A', submitted_at, 1, known_at FROM submission`,
    ],
    [
      'an idempotency key used again',
      `INSERT INTO submission SELECT 2, report, 2, form, answers, reasons, comment, breaks, sha256, key, channel, NULL, 'A', submitted_at, 1, '2026-11-02T08:00:00.002Z' FROM submission`,
    ],
    [
      'an event changed',
      `INSERT INTO event VALUES (1, 'a', 'b', 'c', 'd', '{}', 'p', 'h'); UPDATE event SET who = 'x'`,
    ],
    ...(
      [
        ['a review changed', 'UPDATE review SET title = title'],
        ['another unit in a review', "UPDATE review_unit SET unit = '1'"],
        ['an entry changed', 'UPDATE review_entry SET answers = answers'],
        ['an entry deleted', 'DELETE FROM review_entry'],
        [
          'an entry of a unit outside the review',
          "INSERT INTO review_entry VALUES (2, 1, '1264-4631', 1, '{}', 'w', 'n', 't', 'k2')",
        ],
        [
          'an entry after the closing',
          `${closed}; INSERT INTO review_entry VALUES (2, 1, '1263-4631', 2, '{}', 'w', 'n', 't', 'k2')`,
        ],
        [
          'a withdrawal after the closing',
          `${closed}; INSERT INTO review_entry_withdrawal VALUES (1, 'twice', 'w', 'n', 't')`,
        ],
        [
          'a withdrawal for a reason in free text',
          "INSERT INTO review_entry_withdrawal VALUES (1, 'Kari', 'w', 'n', 't')",
        ],
        ['a closing taken back', `${closed}; DELETE FROM review_closing`],
      ] as [string, string][]
    ).map(([name, sql]): [string, string] => [name, `${aReview}; ${sql}`]),
    ['an unknown municipality', `INSERT INTO unit VALUES ('1263-9999', '1263', '9999', NULL, NULL, NULL, NULL)`],
  ];
  test.each(refused)('%s', (_, sql) => {
    expect(faultOf(() => db.exec(sql))).toMatch(/^SQLITE_CONSTRAINT/);
  });
});
