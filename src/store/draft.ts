// Drafts: one row per report. `page` and `sequence` lie beside the input, so that a page knows its own saves again.

import type { Draft, DraftSave } from '../domain/draft.ts';
import type { Day, Instant } from '../domain/period.ts';
import type { Db } from './database.ts';
import { closesOnInForce } from './report.ts';

export type DraftStore = ReturnType<typeof draftStore>;

type Row = { version: number; input: string; savedBy: number; savedByName: string; savedAt: Instant };

export function draftStore(db: Db) {
  const find = db.prepare<{ report: number }, Row>(`
    SELECT draft.version, draft.input, draft.saved_by AS savedBy, person.name AS savedByName, draft.saved_at AS savedAt
    FROM draft JOIN person ON person.id = draft.saved_by
    WHERE draft.report = :report`);
  const insert = db.prepare(`
    INSERT INTO draft (report, version, input, saved_by, saved_at) VALUES (:report, 1, :input, :person, :at)
    ON CONFLICT (report) DO NOTHING`);
  const update = db.prepare(`
    UPDATE draft SET version = version + 1, input = :input, saved_by = :person, saved_at = :at
    WHERE report = :report AND version = :expectedVersion`);
  const remove = db.prepare('DELETE FROM draft WHERE report = :report');
  const removeClosed = db.prepare(
    `DELETE FROM draft WHERE report IN (SELECT r.id FROM report r WHERE ${closesOnInForce} < :day
       AND NOT EXISTS (SELECT 1 FROM reopening o WHERE o.report = r.id AND o.until >= :day))`,
  );

  return {
    find: (report: number): Draft | null => {
      const row = find.get({ report });
      if (!row) return null;
      const { page, sequence, ...input } = JSON.parse(row.input) as Draft['input'] & Pick<Draft, 'page' | 'sequence'>;
      return { ...row, input, page, sequence };
    },

    /** Saves only when the draft is still at `expectedVersion` (0: there is none yet); gives the new version. */
    save: (
      report: number,
      expectedVersion: number,
      { input, page, sequence }: Pick<DraftSave, 'input' | 'page' | 'sequence'>,
      person: number,
      at: Instant,
    ): { ok: true; version: number } | { ok: false } => {
      const row = { report, input: JSON.stringify({ ...input, page, sequence }), person, at };
      const { changes } = expectedVersion === 0 ? insert.run(row) : update.run({ ...row, expectedVersion });
      return changes === 1 ? { ok: true, version: expectedVersion + 1 } : { ok: false };
    },

    remove: (report: number): void => {
      remove.run({ report });
    },

    /** Removes those of reports that were closed before the day; gives how many. */
    removeClosedBefore: (day: Day): number => removeClosed.run({ day }).changes,
  };
}
