// The record of who did what to what. Append only, and a chain: each event's hash covers the one before it.

import { createHash } from 'node:crypto';
import { canonical } from '../domain/canonical.ts';
import type { Instant } from '../domain/period.ts';
import type { Db } from './database.ts';

export type Event = {
  at: Instant;
  /** `person:12`, `token:3`, `command`, `job`. */
  who: string;
  /** In the past tense: `report.delivered`. */
  what: string;
  /** What it was done to: `report:2026-10:0101-3124`. */
  subject: string;
  details: Record<string, unknown>;
};

export type StoredEvent = Event & { id: number; previous: string; hash: string };

const beginning = '0'.repeat(64);

export function eventStore(db: Db) {
  const last = db.prepare<[], { hash: string }>('SELECT hash FROM event ORDER BY id DESC LIMIT 1');
  const insert = db.prepare(
    `INSERT INTO event (at, who, what, subject, details, previous, hash)
     VALUES (:at, :who, :what, :subject, :details, :previous, :hash)`,
  );
  const select = `SELECT id, at, who, what, subject, details, previous, hash FROM event`;
  const page = db.prepare<[{ before: number; limit: number }], EventRow>(
    `${select} WHERE id < :before ORDER BY id DESC LIMIT :limit`,
  );
  const found = db.prepare<[Record<string, unknown>], EventRow>(
    `${select} WHERE id < :before AND (:subject IS NULL OR subject = :subject)
       AND (:kinds IS NULL OR substr(what, 1, instr(what, '.') - 1) IN (SELECT value FROM json_each(:kinds)))
     ORDER BY id DESC LIMIT :limit`,
  );
  const bySubject = db.prepare<[{ subject: string }], EventRow>(`${select} WHERE subject = :subject ORDER BY id`);
  return {
    /** Adds an event. Call it inside the transaction of what it tells of. */
    record(event: Event): void {
      const previous = last.get()?.hash ?? beginning;
      insert.run({ ...event, details: canonical(event.details), previous, hash: eventHash(event, previous) });
    },
    /** The newest events first, those with an id below `before`. */
    page: (before: number, limit: number): StoredEvent[] => page.all({ before, limit }).map(eventOf),
    /** The newest first, with an id below `before`: about the subject, and of the kinds (`report`), when given. */
    find: (asked: { before: number; limit: number; subject: string | null; kinds: string[] | null }): StoredEvent[] =>
      found.all({ ...asked, kinds: asked.kinds === null ? null : JSON.stringify(asked.kinds) }).map(eventOf),
    ofSubject: (subject: string): StoredEvent[] => bySubject.all({ subject }).map(eventOf),
  };
}

/** SHA-256 of the event and of the hash before it, in hexadecimal. */
export function eventHash({ at, who, what, subject, details }: Event, previous: string): string {
  return createHash('sha256').update(canonical({ at, who, what, subject, details, previous })).digest('hex');
}

type EventRow = Omit<StoredEvent, 'details'> & { details: string };

function eventOf(row: EventRow): StoredEvent {
  return { ...row, details: JSON.parse(row.details) as Record<string, unknown> };
}
