// Follow-ups and their time lines.

import type { Cause } from '../domain/follow-up-cause.ts';
import type { FollowUpEvent } from '../domain/follow-up.ts';
import type { LetterKind } from '../domain/letter.ts';
import type { Day, Instant, Period } from '../domain/period.ts';
import type { Db } from './database.ts';

export type FollowUp = { id: number; unit: string; openedAt: Instant };

/** An event as it is added; what a kind does not have is left out. */
export type NewEvent = {
  at: Instant;
  who: string;
  name: string;
  kind: FollowUpEvent['kind'];
  text?: string;
  cause?: Cause;
  period?: Period | null;
  day?: Day | null;
  person?: number | null;
  letter?: number;
  answer?: number;
  /** What happens once: the second event with the key is not added. */
  key?: string;
};

export function followUpStore(db: Db) {
  const columns = 'id, unit, opened_at AS openedAt';
  const all = db.prepare<[], FollowUp>(`SELECT ${columns} FROM follow_up ORDER BY id`);
  const find = db.prepare<[{ id: number }], FollowUp>(`SELECT ${columns} FROM follow_up WHERE id = :id`);
  const insert = db.prepare('INSERT INTO follow_up (unit, opened_at) VALUES (:unit, :at)');
  const insertEvent = db.prepare(
    `INSERT INTO follow_up_event
       (follow_up, at, who, name, kind, cause, period, day, person, letter, answer, text, key)
     VALUES (:followUp, :at, :who, :name, :kind, :cause, :period, :day, :person, :letter, :answer, :text, :key)
     ON CONFLICT (follow_up, key) DO NOTHING`,
  );
  const select = `SELECT e.id, e.follow_up, e.at, e.who, e.name, e.kind, e.cause, e.period, e.day, e.person, e.letter,
      e.answer, e.text, l.kind AS letter_kind, l.content ->> 'date' AS dated
    FROM follow_up_event e LEFT JOIN letter l ON l.id = e.letter`;
  const eventsOf = db.prepare<[{ followUp: number }], EventRow>(
    `${select} WHERE e.follow_up = :followUp ORDER BY e.id`,
  );
  const everyEvent = db.prepare<[], EventRow>(`${select} ORDER BY e.id`);
  return {
    all: (): FollowUp[] => all.all(),
    find: (id: number): FollowUp | null => find.get({ id }) ?? null,
    /** Adds a follow-up without events; gives its id. The database refuses a second one of a unit. */
    add: (unit: string, at: Instant): number => Number(insert.run({ unit, at }).lastInsertRowid),
    /** Adds to the time line; false when an event with the same key is there already. */
    addEvent(followUp: number, event: NewEvent): boolean {
      const nothing = {
        text: '',
        cause: null,
        period: null,
        day: null,
        person: null,
        letter: null,
        answer: null,
        key: null,
      };
      return insertEvent.run({ ...nothing, ...event, followUp }).changes > 0;
    },
    /** In the order they were added. */
    events: (followUp: number): FollowUpEvent[] => eventsOf.all({ followUp }).map(eventOf),
    /** The events of all follow-ups, by follow-up. */
    everyEvent(): Map<number, FollowUpEvent[]> {
      const rows = Map.groupBy(everyEvent.all(), (row) => row.follow_up);
      return new Map([...rows].map(([followUp, own]) => [followUp, own.map(eventOf)]));
    },
  };
}

type EventRow = {
  id: number;
  follow_up: number;
  at: Instant;
  who: string;
  name: string;
  kind: FollowUpEvent['kind'];
  cause: Cause | null;
  period: Period | null;
  day: Day | null;
  person: number | null;
  letter: number | null;
  answer: number | null;
  text: string;
  letter_kind: LetterKind | null;
  dated: Day | null;
};

/** The CHECKs of the table see to it that a kind has what it needs. */
function eventOf(row: EventRow): FollowUpEvent {
  const { id, at, who, name, text, kind, cause, period, day, person, letter, answer, dated } = row;
  return {
    id,
    at,
    who,
    name,
    text,
    kind,
    cause,
    period,
    day,
    person,
    letter,
    letterKind: row.letter_kind,
    dated,
    answer,
  } as FollowUpEvent;
}
