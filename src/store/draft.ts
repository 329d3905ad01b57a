// Drafts: one row per report. The pages that saved it lie beside the input, so that a page's own saves are known again.

import type { Draft, DraftSave } from '../domain/draft.ts';
import type { Day, Instant } from '../domain/period.ts';
import type { Db } from './database.ts';
import { closesOnInForce } from './report.ts';

type Saved = Pick<DraftSave, 'input' | 'page' | 'sequence'> & Partial<Pick<Draft, 'earlierPages'>>;
type Stored = DraftSave['input'] & Omit<Saved, 'input'>;

type Row = { version: number; input: string; savedBy: number; savedByName: string; savedAt: Instant };

export function draftStore(db: Db) {
  const find = db.prepare<{ report: number }, Row>(`
    SELECT draft.version, draft.input, draft.saved_by AS savedBy, person.name AS savedByName, draft.saved_at AS savedAt
    FROM draft JOIN person ON person.id = draft.saved_by
    WHERE draft.report = :report`);
  const insert = db.prepare<object, { version: number }>(`
    INSERT INTO draft (report, version, input, saved_by, saved_at)
    VALUES (:report, 1 + coalesce((SELECT max(version) FROM ended_draft WHERE report = :report), 0), :input, :person, :at)
    ON CONFLICT (report) DO NOTHING RETURNING version`);
  const update = db.prepare<object, { version: number }>(`
    UPDATE draft SET version = version + 1, input = :input, saved_by = :person, saved_at = :at
    WHERE report = :report AND version = :expectedVersion RETURNING version`);
  const remove = db.prepare('DELETE FROM draft WHERE report = :report');
  const removeClosed = db.prepare(
    `DELETE FROM draft WHERE report IN (SELECT r.id FROM report r WHERE ${closesOnInForce} < :day
       AND NOT EXISTS (SELECT 1 FROM reopening o WHERE o.report = r.id AND o.until >= :day))`,
  );
  const join = db.prepare(`
    UPDATE draft SET input = json_set(input, '$.earlierPages', json(:pages)) WHERE report = :report`);
  const end = db.prepare(`
    INSERT INTO ended_draft (report, version, page, ended_at)
    VALUES (:report, coalesce((SELECT version FROM draft WHERE report = :report), 0), :page, :at)`);
  const hasEnded = db.prepare('SELECT 1 FROM ended_draft WHERE report = :report AND page = :page');
  const revive = db.prepare('UPDATE ended_draft SET page = NULL WHERE report = :report AND page = :page');
  const forgetEnded = db.prepare('DELETE FROM ended_draft WHERE ended_at <= :until');

  return {
    find: (report: number): Draft | null => {
      const row = find.get({ report });
      if (!row) return null;
      const { page, sequence, earlierPages = [], ...input } = JSON.parse(row.input) as Stored;
      return { ...row, input, page, sequence, earlierPages };
    },

    /** Saves only when the draft is still at `expectedVersion` (0: there is none yet); gives the new version. */
    save: (
      report: number,
      expectedVersion: number,
      { input, page, sequence, earlierPages = [] }: Saved,
      person: number,
      at: Instant,
    ): { ok: true; version: number } | { ok: false } => {
      const row = { report, input: JSON.stringify({ ...input, page, sequence, earlierPages }), person, at };
      const saved = expectedVersion === 0 ? insert.get(row) : update.get({ ...row, expectedVersion });
      return saved ? { ok: true, version: saved.version } : { ok: false };
    },

    /** Another page holds the same: it has part in the draft, whose version stays. */
    join: (report: number, earlierPages: string[]): void => {
      join.run({ report, pages: JSON.stringify(earlierPages) });
    },

    remove: (report: number): void => {
      remove.run({ report });
    },

    /** Removes the draft, if there is one; from now on these pages bring none back by themselves. */
    end: (report: number, pages: (string | null)[], at: Instant): void => {
      for (const page of pages) end.run({ report, page, at });
      remove.run({ report });
    },
    hasEnded: (report: number, page: string | null): boolean =>
      page !== null && hasEnded.get({ report, page }) !== undefined,
    /** A person goes on from the page after all. */
    revive: (report: number, page: string | null): void => {
      revive.run({ report, page });
    },
    /** For the nightly clearing. */
    forgetEndedBefore: (until: Instant): void => {
      forgetEnded.run({ until });
    },

    /** Removes those of reports that were closed before the day; gives how many. */
    removeClosedBefore: (day: Day): number => removeClosed.run({ day }).changes,
  };
}
