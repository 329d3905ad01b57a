// Letters and answers that were changed, moved or taken away behind the service's back, or by a flipped bit: all are told.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { answerFollowUp } from '../src/actions/answer-follow-up.ts';
import { draftLetter, loadLetter, saveLetter } from '../src/actions/letter.ts';
import { openFollowUp } from '../src/actions/open-follow-up.ts';
import { checkLetters } from '../src/store/verify-letters.ts';
import { pdf } from './radoy.ts';
import { actorOf, makeWorld, type World } from './world.ts';

let world: World;
let image: Buffer;

/** Two follow-ups, each with a letter that is frozen and a PDF that came by post; and a draft that is nobody's yet. */
beforeAll(() => {
  world = makeWorld();
  const { context } = world;
  const guri = actorOf(world.people.guri);
  const units = context.store.unit.on('2026-11-03').filter(({ governor }) => governor === 'FMVL');
  for (const { id: unit } of units.slice(0, 2)) {
    const opened = openFollowUp(context, guri, { unit, cause: 'other', text: 'Grunn' });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    write(opened.id);
    const file = { name: 'svar.pdf', content: pdf };
    const order = { text: 'Svar', reference: '26/7', file, answeredOn: '2026-11-02' };
    expect(answerFollowUp(context, guri, opened.id, order).kind).toBe('answered');
    draftLetter(context, guri, opened.id, 'closing', 'nb');
  }
  const db = new Database(context.config.databaseFile);
  image = db.serialize();
  db.close();
  // In memory there is no write-ahead log: the two bytes of the header that say so.
  image.fill(1, 18, 20);
});
afterAll(() => world.close());

function write(followUp: number): void {
  const { context } = world;
  const guri = actorOf(world.people.guri);
  const made = draftLetter(context, guri, followUp, 'request', 'nb');
  const letter = made.kind === 'drafted' ? made.letter : 0;
  const draft = loadLetter(context, guri, followUp, letter)?.letter.content;
  if (!draft) throw new Error(made.kind);
  const content = { ...draft, ourRef: '2026/1', phone: '1', firstName: 'A', firstTitle: 'B', secondTitle: 'C' };
  expect(saveLetter(context, guri, { followUp, letter, version: 1, content, freeze: true }).kind).toBe('saved');
}

/** What the check says of a copy that somebody with the file in hand has done this to. */
function differencesAfter(...statements: string[]): string {
  const db = new Database(image);
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  const triggers = db.prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  for (const statement of statements) db.exec(statement);
  const lines: string[] = [];
  checkLetters(db, (line) => void lines.push(line));
  db.close();
  return lines.join('\n');
}

describe('the check of letters and answers', () => {
  test('finds nothing in what the service has written, and counts what it read', () => {
    expect(differencesAfter()).toBe('');
    expect(world.context.store.verify.verdict().differences).toEqual([]);
    const db = new Database(image);
    expect(checkLetters(db, () => {})).toBe(4);
    db.close();
  });

  test('leaves drafts to change as they do', () => {
    expect(differencesAfter(`UPDATE letter SET content = '{}' WHERE frozen_at IS NULL`)).toBe('');
  });

  const letter = `UPDATE letter SET`;
  test.each([
    ['a letter’s text', `${letter} content = json_set(content, '$.body', 'x') WHERE id = 1`, /letter 1: .* its hash/],
    [
      'a letter’s date',
      `${letter} content = json_set(content, '$.date', '2026-11-04') WHERE id = 1`,
      /letter 1: .*hash/,
    ],
    ['a letter so that it is no letter', `${letter} content = '[' WHERE id = 1`, /letter 1: .* its hash/],
    ['its hash too', `${letter} sha256 = 'x' WHERE id = 1`, /letter 1: the record tells of it/],
    ['whose letter it is', `${letter} follow_up = 2 WHERE id = 1`, /letter 1: the record tells of it/],
    ['its language', `${letter} language = 'nb' WHERE id = 1`, /letter 1: the record does not tell of it/],
    ['its day of freezing', `${letter} frozen_at = '2026-01-01' WHERE id = 1`, /letter 1: the record does not tell/],
    ['who froze it', `${letter} saved_by = 1 WHERE id = 1`, /letter 1: the record does not tell of it/],
    ['an answer’s text', `UPDATE answer SET text = 'x' WHERE id = 2`, /answer 2: its content does not give its hash/],
    [
      'one byte of its PDF',
      `UPDATE answer SET file = CAST(replace(file, 'obj', 'obi') AS BLOB) WHERE id = 2`,
      /answer 2: .* hash/,
    ],
    ['how it came', `UPDATE answer SET channel = 'service' WHERE id = 2`, /answer 2: the record tells of it/],
    ['whose answer it is', `UPDATE answer SET follow_up = 1 WHERE id = 2`, /answer 2: the record tells of it/],
  ])('finds that somebody changed %s', (_, statement, found) => {
    expect(differencesAfter(statement)).toMatch(found);
  });

  test('finds what was taken away, from the middle and from the end', () => {
    expect(differencesAfter('DELETE FROM letter WHERE id = 3')).toContain('letter 3: the record tells of it');
    expect(differencesAfter('DELETE FROM answer WHERE id = 2')).toContain('answer 2: the record tells of it');
    expect(differencesAfter('DELETE FROM letter WHERE id = 2')).toContain('letter 3: the row before it is gone');
    expect(differencesAfter('DELETE FROM follow_up_event WHERE id = 1')).toContain('follow_up_event 2: the row');
    expect(differencesAfter('DELETE FROM follow_up WHERE id = 1')).toContain('follow_up 2: the row before it is gone');
  });

  test('finds what was put in beside the record', () => {
    const copied = `INSERT INTO answer SELECT 3, follow_up, answered_on, channel, reference, text, file_name, file, sha256,
      who, name, received_at FROM answer WHERE id = 1`;
    expect(differencesAfter(copied)).toContain('answer 3: the record does not tell of it');
  });

  test('in the service itself none of it can be done: rows are neither changed nor deleted', () => {
    const db = new Database(image);
    for (const statement of [
      `UPDATE letter SET language = 'nb' WHERE id = 1`,
      `UPDATE answer SET text = 'x'`,
      `UPDATE follow_up_event SET text = 'x'`,
      ...['letter', 'answer', 'follow_up', 'follow_up_event'].map((table) => `DELETE FROM ${table}`),
    ])
      expect(() => db.exec(statement)).toThrow(/never|frozen/);
    db.close();
  });
});
