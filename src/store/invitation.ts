// Invitations to report for an office, until they are confirmed, withdrawn or too old.

import type { Invitation } from '../domain/invitation.ts';
import type { Instant } from '../domain/period.ts';
import type { Db } from './database.ts';

export function invitationStore(db: Db) {
  const columns = `id, person, name, office, invited_by AS invitedBy, invited_at AS invitedAt, expires_at AS expiresAt, mail
    FROM invitation WHERE outcome IS NULL AND expires_at > :at`;
  const insert = db.prepare(
    `INSERT INTO invitation (person, name, office, invited_by, invited_at, expires_at)
     VALUES (:person, :name, :office, :invitedBy, :invitedAt, :expiresAt)`,
  );
  const ofPerson = db.prepare<[{ at: Instant; person: number }], Invitation>(
    `SELECT ${columns} AND person = :person ORDER BY id`,
  );
  const ofOffice = db.prepare<[{ at: Instant; office: string }], Invitation>(
    `SELECT ${columns} AND office = :office ORDER BY id`,
  );
  const byId = db.prepare<[{ at: Instant; id: number }], Invitation>(`SELECT ${columns} AND id = :id`);
  const all = db.prepare<[{ at: Instant }], Invitation>(`SELECT ${columns} ORDER BY office, id`);
  const settle = db.prepare(
    'UPDATE invitation SET outcome = :outcome, settled_at = :at WHERE id = :id AND outcome IS NULL',
  );
  const noteMail = db.prepare('UPDATE invitation SET mail = :mail WHERE id = :id AND outcome IS NULL');
  return {
    /** Adds one; gives its id. */
    add: (invitation: Omit<Invitation, 'id' | 'mail'>): number => Number(insert.run(invitation).lastInsertRowid),
    /** What is open at that time: not settled, and not too old. */
    ofPerson: (person: number, at: Instant): Invitation[] => ofPerson.all({ person, at }),
    ofOffice: (office: string, at: Instant): Invitation[] => ofOffice.all({ office, at }),
    byId: (id: number, at: Instant): Invitation | null => byId.get({ id, at }) ?? null,
    all: (at: Instant): Invitation[] => all.all({ at }),
    /** False when it was settled already. */
    settle: (id: number, outcome: 'confirmed' | 'withdrawn', at: Instant): boolean =>
      settle.run({ id, outcome, at }).changes === 1,
    noteMail: (id: number, mail: 'sent' | 'failed'): void => {
      noteMail.run({ id, mail });
    },
  };
}
