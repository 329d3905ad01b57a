// Single facts about the service itself, by name: first_started_at, last_tick_at, mail_paused, history_is_synthetic.

import type { Db } from './database.ts';

export function serviceStore(db: Db) {
  const select = db.prepare<[{ name: string }], { value: string }>('SELECT value FROM service WHERE name = :name');
  const upsert = db.prepare(
    'INSERT INTO service (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare('DELETE FROM service WHERE name = :name');
  return {
    get: (name: string): string | null => select.get({ name })?.value ?? null,
    set: (name: string, value: string): void => {
      upsert.run({ name, value });
    },
    remove: (name: string): void => {
      remove.run({ name });
    },
  };
}
