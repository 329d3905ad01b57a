// Forms posted after the session had ended: kept 24 hours for the person they were made for.

import type { DraftSave } from '../domain/draft.ts';
import { addMinutes, type Instant, type Period } from '../domain/period.ts';
import type { Db } from './database.ts';

const keptForMinutes = 24 * 60;

/**
 * dropped: the fields whose text was left out because of a national identity number. page, sequence, version, submission:
 * as in a `DraftSave`.
 */
export type KeptForm = { dropped: string[] } & Omit<DraftSave, 'isAutomatic'>;

type Key = { person: number; unit: string; period: Period };

export function keptFormStore(db: Db) {
  const keep = db.prepare(`
    INSERT INTO kept_form (person, unit, period, input, kept_at) VALUES (:person, :unit, :period, :input, :at)
    ON CONFLICT (person, unit, period) DO UPDATE SET input = excluded.input, kept_at = excluded.kept_at`);
  const find = db.prepare<Key & { after: Instant }, { input: string }>(`
    SELECT input FROM kept_form
    WHERE person = :person AND unit = :unit AND period = :period AND kept_at > :after`);
  const remove = db.prepare('DELETE FROM kept_form WHERE person = :person AND unit = :unit AND period = :period');
  const removeOld = db.prepare('DELETE FROM kept_form WHERE kept_at <= :until');

  return {
    /** A later one for the same report takes the place of the first. Those past their time go at the same time. */
    keep: (key: Key, form: KeptForm, at: Instant): void => {
      removeOld.run({ until: addMinutes(at, -keptForMinutes) });
      keep.run({ ...key, input: JSON.stringify(form), at });
    },
    find: (key: Key, now: Instant): KeptForm | null => {
      const row = find.get({ ...key, after: addMinutes(now, -keptForMinutes) });
      return row ? (JSON.parse(row.input) as KeptForm) : null;
    },
    remove: (key: Key): void => {
      remove.run(key);
    },
    /** For the nightly clearing; gives how many. */
    removeOld: (now: Instant): number => removeOld.run({ until: addMinutes(now, -keptForMinutes) }).changes,
  };
}
