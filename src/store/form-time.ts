// How long first deliveries took, summed per form version. Nothing tells which person or office a time is of.

import type { TimeBucket } from '../domain/form-time.ts';
import type { Db } from './database.ts';

export function formTimeStore(db: Db) {
  const add = db.prepare(
    `INSERT INTO form_time (form, up_to_minutes, reports, seconds) VALUES (:form, :upToMinutes, 1, :seconds)
     ON CONFLICT (form, up_to_minutes) DO UPDATE SET reports = reports + 1, seconds = seconds + excluded.seconds`,
  );
  const ofForm = db.prepare<[{ form: string }], TimeBucket>(
    'SELECT up_to_minutes AS upToMinutes, reports, seconds FROM form_time WHERE form = :form ORDER BY up_to_minutes',
  );
  return {
    add(form: string, { upToMinutes, seconds }: { upToMinutes: number; seconds: number }): void {
      add.run({ form, upToMinutes, seconds });
    },
    ofForm: (form: string): TimeBucket[] => ofForm.all({ form }),
  };
}
