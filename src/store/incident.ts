// Incidents: people whose mail does not arrive, one open at a time for each; and bounces that nobody could read.

import type { Incident, IncidentOutcome } from '../domain/incident.ts';
import type { Instant } from '../domain/period.ts';
import type { Db } from './database.ts';

/** What came to the address for bounces and was not understood. `text` is cut. */
export type UnreadBounce = {
  id: number;
  receivedAt: Instant;
  fault: string;
  sender: string;
  subject: string;
  text: string;
};

export function incidentStore(db: Db) {
  const columns = `id, person, address, kind, notice, answer, opened_at AS openedAt, outcome, closed_at AS closedAt,
    closed_by AS closedBy`;
  const insert = db.prepare(
    `INSERT INTO incident (person, address, kind, notice, answer, opened_at)
     VALUES (:person, :address, :kind, :notice, :answer, :openedAt)
     ON CONFLICT (person) WHERE closed_at IS NULL DO NOTHING`,
  );
  const settle = db.prepare(
    `UPDATE incident SET outcome = :outcome, closed_at = :at, closed_by = :who WHERE id = :id AND closed_at IS NULL`,
  );
  const open = db.prepare<[], Incident>(
    `SELECT ${columns} FROM incident WHERE closed_at IS NULL ORDER BY opened_at, id`,
  );
  const closed = db.prepare<[{ limit: number }], Incident>(
    `SELECT ${columns} FROM incident WHERE closed_at IS NOT NULL ORDER BY closed_at DESC, id DESC LIMIT :limit`,
  );
  const byId = db.prepare<[{ id: number }], Incident>(`SELECT ${columns} FROM incident WHERE id = :id`);
  const openOf = db.prepare<[{ person: number }], Incident>(
    `SELECT ${columns} FROM incident WHERE person = :person AND closed_at IS NULL`,
  );
  const countOpen = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM incident WHERE closed_at IS NULL');
  const keep = db.prepare(
    `INSERT INTO unread_bounce (received_at, fault, sender, subject, text)
     VALUES (:receivedAt, :fault, :sender, :subject, :text)`,
  );
  const unread = db.prepare<[], UnreadBounce>(
    `SELECT id, received_at AS receivedAt, fault, sender, subject, text FROM unread_bounce ORDER BY id DESC`,
  );
  const countUnread = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM unread_bounce');
  const removeUnread = db.prepare('DELETE FROM unread_bounce WHERE id = :id');
  const removeOldUnread = db.prepare('DELETE FROM unread_bounce WHERE received_at < :before');

  return {
    /** Opens an incident; false when one is open for the person already. */
    open: (incident: Omit<Incident, 'id' | 'outcome' | 'closedAt' | 'closedBy'>): boolean =>
      insert.run(incident).changes === 1,
    /** Closes it; false when it is closed already. */
    close: (id: number, outcome: IncidentOutcome, { at, who }: { at: Instant; who: string }): boolean =>
      settle.run({ id, outcome, at, who }).changes === 1,
    /** Those that are open, the oldest first. */
    allOpen: (): Incident[] => open.all(),
    /** The latest that were closed. */
    lastClosed: (limit: number): Incident[] => closed.all({ limit }),
    byId: (id: number): Incident | null => byId.get({ id }) ?? null,
    openOf: (person: number): Incident | null => openOf.get({ person }) ?? null,
    countOpen: (): number => countOpen.get()?.count ?? 0,
    /** Keeps what could not be read, for a person. */
    keepUnread: (bounce: Omit<UnreadBounce, 'id'>): void => {
      keep.run(bounce);
    },
    /** What waits for a person, the newest first. */
    unread: (): UnreadBounce[] => unread.all(),
    countUnread: (): number => countUnread.get()?.count ?? 0,
    /** A person has seen it; false when it is gone already. */
    removeUnread: (id: number): boolean => removeUnread.run({ id }).changes === 1,
    /** Removes what came before that time; gives how many. */
    removeUnreadBefore: (before: Instant): number => removeOldUnread.run({ before }).changes,
  };
}
