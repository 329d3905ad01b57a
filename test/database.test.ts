// What every connection to the database holds to, whoever opens it.

import { afterEach, describe, expect, test } from '@jest/globals';
import { type Db, openDatabase, withHiddenParameters } from '../src/store/database.ts';

const opened: Db[] = [];

function open(): Db {
  const db = openDatabase(':memory:');
  opened.push(db);
  return db;
}

afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

describe('a parameter hidden from the planner', () => {
  test('stands behind a sign wherever something is compared with it, and nowhere else', () => {
    expect(withHiddenParameters('SELECT a FROM t WHERE b = :b AND c <:c AND d >= ? AND e BETWEEN :from AND :to')).toBe(
      'SELECT a FROM t WHERE b = +:b AND c <+:c AND d >= +? AND e BETWEEN +:from AND +:to',
    );
    expect(withHiddenParameters("INSERT INTO t (a, b) VALUES (:a, ?) RETURNING a ->> '$.x'")).toBe(
      "INSERT INTO t (a, b) VALUES (:a, ?) RETURNING a ->> '$.x'",
    );
  });

  test('is found by the index as before, and keeps its value whatever the type', () => {
    const db = open();
    db.exec('CREATE TABLE t (a TEXT NOT NULL, b INTEGER, c BLOB, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID');
    db.prepare('INSERT INTO t (a, b) VALUES (:a, :b)').run({ a: '007', b: 1 });
    db.prepare('UPDATE t SET c = :c, b = :b WHERE a = :a').run({ a: '007', b: 2, c: Buffer.from([0, 255]) });
    const plan = db.prepare<unknown[], { detail: string }>(
      'EXPLAIN QUERY PLAN SELECT c FROM t WHERE a = :a AND b < :b',
    );
    expect(plan.all({ a: '', b: 0 }).map(({ detail }) => detail)).toEqual(['SEARCH t USING PRIMARY KEY (a=? AND b<?)']);
    expect(db.prepare('SELECT a, b, c FROM t WHERE a = :a AND b < :b').get({ a: '007', b: 3 })).toEqual({
      a: '007',
      b: 2,
      c: Buffer.from([0, 255]),
    });
    expect(db.prepare('SELECT a FROM t WHERE a = :a').get({ a: '7' })).toBeUndefined();
    expect(db.prepare('UPDATE t SET b = b, c = ? WHERE a = ?').run(null, '007').changes).toBe(1);
    expect(db.prepare('SELECT c FROM t').get()).toEqual({ c: null });
  });
});
