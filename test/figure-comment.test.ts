// Comments on single figures: kept with the submission, covered by hashes, free of identity numbers.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { deliver } from '../src/actions/deliver.ts';
import type { FigureComments } from '../src/domain/figure-comment.ts';
import { actorOf, makeWorld, quietMonth, typed, type World } from './world.ts';

const unit = '0101-3101';
const period = '2026-10';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

function send(figureComments?: FigureComments, answers = quietMonth(12), key: string | null = null) {
  const input = { answers: typed(answers), reasons: {}, comment: '', ...(figureComments ? { figureComments } : {}) };
  return deliver(world.context, actorOf(world.people.alice), {
    unit,
    period,
    input,
    key,
    ifMatch: null,
    channel: 'page',
  });
}

function kept(): FigureComments[] {
  const report = world.context.store.report.find(unit, period);
  const { submission, figureComment } = world.context.store;
  return submission.ofReport(report?.id ?? 0).map(({ id }) => figureComment.ofSubmission(id));
}

describe('a comment on a figure', () => {
  test('is cleaned and kept with its submission, and empty ones are left out', () => {
    send({ started: ' Ventet\r\nsiden mai ', women_end: '  ', unknown: 'x', constructor: 'y' });
    expect(kept()).toEqual([{ started: 'Ventet\nsiden mai' }]);
  });

  test('makes a new submission when it alone is changed, and none when it is the same', () => {
    send({ started: 'Én' });
    expect(send({ started: 'Én' })).toMatchObject({ kind: 'delivered', created: false });
    expect(send({ started: 'To' })).toMatchObject({ created: true });
    expect(send({})).toMatchObject({ created: true });
    expect(kept()).toEqual([{ started: 'Én' }, { started: 'To' }, {}]);
  });

  test('the same key with another comment is another delivery', () => {
    send({ started: 'Én' }, quietMonth(12), 'k');
    expect(send({ started: 'To' }, quietMonth(12), 'k')).toMatchObject({ kind: 'conflict', reason: 'keyReused' });
    expect(send({ started: 'Én' }, quietMonth(12), 'k')).toMatchObject({ kind: 'delivered', created: false });
  });

  test('follows a correction by a system that does not speak of it, where the number is the same', () => {
    send({ started: 'Ingen nye', women_end: 'Sjekket' });
    expect(send(undefined)).toMatchObject({ created: false });
    expect(send(undefined, quietMonth(12, { women_end: 3 }))).toMatchObject({ created: true });
    expect(kept()).toEqual([{ started: 'Ingen nye', women_end: 'Sjekket' }, { started: 'Ingen nye' }]);
  });

  test('with a national identity number, or too long, is refused at its field, and nothing is stored', () => {
    const result = send({ started: 'Gjelder 13097248022', women_end: 'x'.repeat(501) });
    expect(result).toMatchObject({
      kind: 'faulty',
      errors: [
        { rule: 'E8', questions: ['comment_started'] },
        { rule: 'E1', questions: ['comment_women_end'] },
      ],
    });
    expect(send({ started: '😀'.repeat(500) })).toMatchObject({ created: true });
    expect(kept()).toHaveLength(1);
  });

  test('that is refused leaves the warnings standing, so that the reasons given for them are not lost', () => {
    send();
    const input = {
      ...{ answers: typed(quietMonth(12, { started: 6, participants_end: 18 })), comment: '' },
      ...{ reasons: { W1: 'Talt på nytt' }, figureComments: { started: 'Gjelder 13097248022' } },
    };
    const order = { unit, period, key: null, ifMatch: null, channel: 'page' } as const;
    const result = deliver(world.context, actorOf(world.people.alice), { ...order, input });
    expect(result).toMatchObject({ kind: 'faulty', errors: [{ rule: 'E8' }], warnings: [{ rule: 'W1' }] });
  });

  test('cannot be changed, and verify sees it when somebody does so behind the back of the program', () => {
    send({ started: 'Én', women_end: 'To' });
    const { databaseFile } = world.context.config;
    const verdict = () => world.context.store.verify.verdict().differences;
    expect(verdict()).toEqual([]);
    const db = new Database(databaseFile);
    expect(() => db.exec("UPDATE figure_comment SET text = 'x'")).toThrow('never changed');
    expect(() => db.exec('DELETE FROM figure_comment')).toThrow('never deleted');
    db.exec("DROP TRIGGER figure_comment_is_frozen; UPDATE figure_comment SET text = 'x' WHERE question = 'started'");
    expect(verdict()).toEqual([`${unit} ${period} number 1: the comment on started does not give its hash`]);
    db.exec("DROP TRIGGER figure_comment_is_kept; DELETE FROM figure_comment WHERE question = 'started'");
    db.close();
    expect(verdict()).toEqual([
      `${unit} ${period} number 1: the comment on started is told of in the record, and is not there as it was`,
    ]);
  });
});
