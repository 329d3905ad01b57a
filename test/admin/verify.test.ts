// The check of everything stored: whatever was changed, taken away or moved behind the service's back is told.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { importReports } from '../../src/actions/import-reports.ts';
import { verdictOn } from '../../src/store/verify.ts';
import { type Desk, makeDesk } from './desk.ts';
import { fileOf, reportRows } from './report-rows.ts';

let desk: Desk;
let image: Buffer;
beforeAll(async () => {
  desk = makeDesk();
  const months = ['2024-05', '2024-06', '2024-07'];
  const first = fileOf(
    months.flatMap((month) => [reportRows('0101-3101', month, 7), reportRows('0101-3124', month, 2)]),
  );
  await importReports(desk.context, desk.file('first.csv', first));
  await importReports(desk.context, desk.file('second.csv', fileOf([reportRows('0101-3101', '2024-06', 8)])));
  const db = new Database(desk.databaseFile);
  db.pragma('wal_checkpoint(TRUNCATE)');
  image = db.serialize();
  db.close();
  // In memory there is no write-ahead log: the two bytes of the header that say so.
  image.fill(1, 18, 20);
});
afterAll(() => desk.close());

/** What the check says of a copy that somebody with the file in hand has done this to. */
function differencesAfter(...statements: string[]): string[] {
  const db = new Database(image);
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = OFF');
  const triggers = db.prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  for (const statement of statements) db.exec(statement);
  const { differences } = verdictOn(db);
  db.close();
  return differences;
}

describe('the check of everything stored', () => {
  test('finds nothing in what the service has written', () => {
    const { differences, submissions, figures, events } = desk.context.store.verify.verdict();
    expect(differences).toEqual([]);
    expect({ submissions, figures }).toEqual({ submissions: 7, figures: 6 });
    expect(events).toBeGreaterThanOrEqual(7);
    expect(differencesAfter()).toEqual([]);
  });

  test.each([
    ['an answer', `UPDATE submission SET answers = json_set(answers, '$.started', 1) WHERE id = 3`],
    ['a reason', `UPDATE submission SET reasons = '{"W1":"x"}' WHERE id = 3`],
    ['a comment', `UPDATE submission SET comment = 'x' WHERE id = 3`],
    ['the mark of a broken rule', `UPDATE submission SET breaks = '["E3"]' WHERE id = 3`],
    ['the name of who delivered', `UPDATE submission SET submitted_name = 'x' WHERE id = 3`],
    ['the verdict', `UPDATE submission SET submitted_at = '2024-06-05T10:00:00.000Z', on_time = 1 WHERE id = 3`],
    ['the report it belongs to', 'UPDATE submission SET report = report + 5 WHERE id = 3'],
  ])('finds a submission in which %s was changed', (_, statement) => {
    expect(differencesAfter(statement).join('\n')).toMatch(/submission 3 .* its content does not give its hash/);
  });

  test('finds a changed submission whose hash was made anew, by the record', () => {
    const differences = differencesAfter(`UPDATE submission SET sha256 = '${'0'.repeat(64)}' WHERE id = 3`);
    expect(
      differences.some((line) => line.includes('the record tells of this submission, which is not there as it was')),
    ).toBe(true);
  });

  test('finds a submission that was taken away, at the end as well', () => {
    expect(
      differencesAfter('DELETE FROM figure WHERE submission = 3', 'DELETE FROM submission WHERE id = 3').join('\n'),
    ).toMatch(/submission 3 is gone/);
    const last = differencesAfter('DELETE FROM figure WHERE submission = 7', 'DELETE FROM submission WHERE id = 7');
    expect(last.join('\n')).toMatch(
      /0101-3101 2024-06 number 2: the record tells of this submission, which is not there/,
    );
  });

  test('finds submissions that changed places', () => {
    const differences = differencesAfter(
      'UPDATE figure SET submission = -submission WHERE submission IN (3, 4)',
      'UPDATE submission SET id = -id WHERE id IN (3, 4)',
      'UPDATE submission SET id = 7 + id WHERE id < 0',
      'UPDATE figure SET submission = 7 + submission WHERE submission < 0',
    );
    expect(differences.join('\n')).toMatch(/submission 4 .* it is not known later than the one before it/);
  });

  test('finds numbers that are not 1, 2, …', () => {
    const differences = differencesAfter('UPDATE submission SET number = 3 WHERE number = 2');
    expect(differences.join('\n')).toMatch(/0101-3101 2024-06: its submissions are not numbered 1, 2, …/);
  });

  test('finds figures that are not those delivered', () => {
    expect(differencesAfter('UPDATE figure SET participants_end = 9 WHERE submission = 4')).toEqual([
      expect.stringMatching(/participants_end is 9 among the figures and \d+ in the submission$/),
    ]);
    expect(differencesAfter('UPDATE figure SET participants_end = NULL WHERE submission = 4')).toHaveLength(1);
    expect(differencesAfter('UPDATE figure SET number = 9 WHERE submission = 4').join('\n')).toMatch(
      /its figures are not those of its latest submission/,
    );
    for (const change of ["first_submitted_at = '2020-01-01T00:00:00.000Z'", 'first_on_time = 1'])
      expect(differencesAfter(`UPDATE figure SET ${change} WHERE submission = 4`).join('\n')).toMatch(
        /its verdict and time are not those of its first submission/,
      );
    expect(differencesAfter('DELETE FROM figure WHERE submission = 4').join('\n')).toMatch(
      /its figures are not those of its latest/,
    );
    expect(differencesAfter('INSERT INTO figure (report, submission) VALUES (1000, 99)').join('\n')).toMatch(
      /figures of report 1000: nothing was delivered for it/,
    );
  });

  test('finds an event that was changed, taken away or moved', () => {
    expect(differencesAfter(`UPDATE event SET who = 'x' WHERE id = 2`).join('\n')).toMatch(
      /event 2: its content does not give its hash/,
    );
    expect(differencesAfter('DELETE FROM event WHERE id = 2').join('\n')).toMatch(
      /event 3: it does not follow the one before it/,
    );
    const moved = differencesAfter('UPDATE event SET id = 1000 WHERE id = 2', 'UPDATE event SET id = 2 WHERE id = 3');
    expect(moved.join('\n')).toMatch(/it does not follow the one before it/);
  });

  test('finds references to what is gone', () => {
    expect(differencesAfter(`DELETE FROM period WHERE period = '2024-05'`).join('\n')).toMatch(
      /report row 1: what it refers to in period is gone/,
    );
  });

  test('finds a database that would lose what it has acknowledged', () => {
    const db = new Database(image);
    db.pragma('synchronous = NORMAL');
    expect(verdictOn(db).differences).toEqual([expect.stringContaining('synchronous is 1, not 2')]);
    db.close();
  });

  test('tells of pages it cannot read instead of stopping', () => {
    const whole = new Database(image);
    const page = whole
      .prepare<[], { rootpage: number }>(`SELECT rootpage FROM sqlite_schema WHERE name = 'submission'`)
      .get();
    whole.close();
    const damaged = Buffer.from(image);
    const start = ((page?.rootpage ?? 0) - 1) * 4096;
    damaged.fill(0x5a, start, start + 4096);
    const db = new Database(damaged);
    db.pragma('synchronous = FULL');
    expect(verdictOn(db).differences.join('\n')).toMatch(/submissions cannot be read: .*malformed/);
    db.close();
  });
});
