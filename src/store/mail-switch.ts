// The switches of the kinds of mail: every turn of one, in order.

import type { MailKind, Turn } from '../domain/mail-switch.ts';
import type { Db } from './database.ts';

export function mailSwitchStore(db: Db) {
  const all = db.prepare<[], Omit<Turn, 'on'> & { on: number }>(
    'SELECT kind, turned_on AS "on", reason, who, at FROM mail_switch ORDER BY id',
  );
  const off = db.prepare<[{ kind: MailKind }], { on: number }>(
    'SELECT turned_on AS "on" FROM mail_switch WHERE kind = :kind ORDER BY id DESC LIMIT 1',
  );
  const insert = db.prepare(
    'INSERT INTO mail_switch (kind, turned_on, reason, who, at) VALUES (:kind, :on, :reason, :who, :at)',
  );
  return {
    /** Every turn, the oldest first. */
    turns: (): Turn[] => all.all().map((row) => ({ ...row, on: row.on === 1 })),
    isOff: (kind: MailKind): boolean => off.get({ kind })?.on === 0,
    turn: (turn: Turn): void => {
      insert.run({ ...turn, on: turn.on ? 1 : 0 });
    },
  };
}
