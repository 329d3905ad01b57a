// Announcements, who has read them, and who signed up.

import type { Announcement } from '../domain/announcement.ts';
import type { Instant } from '../domain/period.ts';
import type { Db } from './database.ts';

export type NewAnnouncement = Omit<Announcement, 'id' | 'withdrawn'> & { who: string; key: string };
export type SignUp = { person: number; at: Instant };

export function announcementStore(db: Db) {
  const select = `SELECT a.id, a.governor, a.subject_nb AS subjectNb, a.body_nb AS bodyNb, a.subject_nn AS subjectNn,
      a.body_nn AS bodyNn, a.starts_at AS startsAt, a.ends_at AS endsAt, a.place,
      a.about_figures AS aboutFigures, a.name, a.published_at AS publishedAt, w.at AS withdrawnAt, w.reason
    FROM announcement a LEFT JOIN announcement_withdrawal w ON w.announcement = a.id`;
  const all = db.prepare<[], Row>(`${select} ORDER BY a.id DESC`);
  const find = db.prepare<[{ id: number }], Row>(`${select} WHERE a.id = :id`);
  const byKey = db.prepare<[{ key: string }], { id: number; who: string }>(
    'SELECT id, who FROM announcement WHERE key = :key',
  );
  const insert = db.prepare(
    `INSERT INTO announcement (governor, kind, subject_nb, body_nb, subject_nn, body_nn, starts_at, ends_at, place,
       about_figures, who, name, published_at, key)
     VALUES (:governor, :kind, :subjectNb, :bodyNb, :subjectNn, :bodyNn, :startsAt, :endsAt, :place,
       :aboutFigures, :who, :name, :publishedAt, :key)`,
  );
  const withdraw = db.prepare(
    `INSERT INTO announcement_withdrawal (announcement, reason, who, at) VALUES (:id, :reason, :who, :at)
     ON CONFLICT DO NOTHING`,
  );
  const markRead = db.prepare(
    'INSERT INTO announcement_read (announcement, person, at) VALUES (:id, :person, :at) ON CONFLICT DO NOTHING',
  );
  const readBy = db.prepare<[{ person: number }], { announcement: number }>(
    'SELECT announcement FROM announcement_read WHERE person = :person',
  );
  const publishedSince = db.prepare<[{ governor: string | null; since: Instant }], { count: number }>(
    'SELECT count(*) AS count FROM announcement WHERE governor IS :governor AND published_at > :since',
  );
  const insertSignUp = db.prepare(
    'INSERT INTO sign_up (announcement, person, comes, at) VALUES (:id, :person, :comes, :at)',
  );
  const signedUp = db.prepare<[{ id: number }], SignUp>(
    `SELECT s.person, s.at FROM sign_up s
     WHERE s.announcement = :id AND s.comes = 1
       AND s.id = (SELECT max(id) FROM sign_up WHERE announcement = s.announcement AND person = s.person)
     ORDER BY s.id`,
  );
  return {
    /** The newest first. */
    all: (): Announcement[] => all.all().map(announcementOf),
    find(id: number): Announcement | null {
      const row = find.get({ id });
      return row ? announcementOf(row) : null;
    },
    /** What came from the form with the key; null when nothing did. */
    byKey: (key: string): { id: number; who: string } | null => byKey.get({ key }) ?? null,
    /** Gives its id. */
    add({ texts, gathering, isAboutFigures, ...rest }: NewAnnouncement): number {
      const { nb, nn } = texts;
      const row = {
        ...rest,
        kind: gathering ? 'gathering' : 'information',
        aboutFigures: isAboutFigures ? 1 : 0,
        ...{ subjectNb: nb?.subject ?? null, bodyNb: nb?.body ?? null },
        ...{ subjectNn: nn?.subject ?? null, bodyNn: nn?.body ?? null },
        ...(gathering ?? { startsAt: null, endsAt: null, place: null }),
      };
      return Number(insert.run(row).lastInsertRowid);
    },
    /** False when it was withdrawn already. */
    withdraw: (id: number, withdrawal: { reason: string; who: string; at: Instant }): boolean =>
      withdraw.run({ id, ...withdrawal }).changes === 1,
    markRead: (id: number, person: number, at: Instant): void => {
      markRead.run({ id, person, at });
    },
    readBy: (person: number): Set<number> => new Set(readBy.all({ person }).map(({ announcement }) => announcement)),
    /** How many the sender has published after that time. */
    publishedSince: (governor: string | null, since: Instant): number =>
      publishedSince.get({ governor, since })?.count ?? 0,
    signUp: (id: number, person: number, comes: boolean, at: Instant): void => {
      insertSignUp.run({ id, person, comes: comes ? 1 : 0, at });
    },
    /** Those who come, in the order they signed up. */
    signedUp: (id: number): SignUp[] => signedUp.all({ id }),
  };
}

type Row = {
  id: number;
  governor: string | null;
  subjectNb: string | null;
  bodyNb: string | null;
  subjectNn: string | null;
  bodyNn: string | null;
  startsAt: Instant | null;
  endsAt: Instant | null;
  place: string | null;
  aboutFigures: 0 | 1;
  name: string;
  publishedAt: Instant;
  withdrawnAt: Instant | null;
  reason: string | null;
};

function announcementOf(row: Row): Announcement {
  const { id, governor, name, publishedAt, startsAt, endsAt } = row;
  const textOf = (subject: string | null, body: string | null) =>
    subject === null ? null : { subject, body: body ?? '' };
  return {
    ...{ id, governor, name, publishedAt },
    texts: { nb: textOf(row.subjectNb, row.bodyNb), nn: textOf(row.subjectNn, row.bodyNn) },
    isAboutFigures: row.aboutFigures === 1,
    gathering: startsAt === null || endsAt === null ? null : { startsAt, endsAt, place: row.place ?? '' },
    withdrawn: row.withdrawnAt === null ? null : { at: row.withdrawnAt, reason: row.reason ?? '' },
  };
}
