// The expected number of participants a month per municipality, from dated sources (måltall). A new row does not change
// reports that are open already: they hold the number that was in force when they opened.

import type { Instant } from '../domain/period.ts';
import type { Target } from '../domain/target.ts';
import type { Db } from './database.ts';

export function targetStore(db: Db) {
  const upsert = db.prepare(
    `INSERT INTO target (municipality, valid_from, expected_participants, source, loaded_at, who)
     VALUES (:municipality, :validFrom, :expectedParticipants, :source, :at, :who)
     ON CONFLICT (municipality, valid_from) DO UPDATE SET
       expected_participants = excluded.expected_participants, source = excluded.source,
       loaded_at = excluded.loaded_at, who = excluded.who
     WHERE expected_participants <> excluded.expected_participants OR source <> excluded.source`,
  );
  const all = db.prepare<[], Target>(
    `SELECT municipality, valid_from AS validFrom, expected_participants AS expectedParticipants, source
     FROM target ORDER BY municipality, valid_from`,
  );
  const municipalities = db.prepare<[], { number: string }>('SELECT number FROM municipality');
  return {
    all: (): Target[] => all.all(),
    /** Adds a target, or replaces the one of the same day; true when anything changed. */
    put: (target: Target, who: string, at: Instant): boolean => upsert.run({ ...target, who, at }).changes > 0,
    /** The numbers of every municipality there is or has been. */
    municipalities: (): Set<string> => new Set(municipalities.all().map(({ number }) => number)),
  };
}
