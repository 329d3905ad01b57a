// Whose notices a person may see: the directorate all, a governor those of its counties' offices and its own.

import type { Context } from '../context.ts';
import { type Day, dayOf } from '../domain/period.ts';
import { type Actor, hasRole, readScope } from '../domain/person.ts';
import type { NoticeReach } from '../store/notice-search.ts';

/** Null for those who have no business with the ledger. */
export function noticeReach({ store, now }: Pick<Context, 'store' | 'now'>, actor: Actor): NoticeReach | null {
  const today = dayOf(now());
  if (hasRole(actor, 'directorate', today))
    return { everything: true, offices: [], governors: [], person: actor.id ?? 0 };
  const { governors } = readScope(actor, today);
  if (governors.length === 0) return null;
  return { everything: false, offices: officesUnder(store, governors, today), governors, person: actor.id ?? 0 };
}

/** True when the person may see a notice to the office, governor or person. */
export function isInReach(
  reach: NoticeReach,
  { office, governor, person }: { office: string | null; governor: string | null; person: number | null },
): boolean {
  if (reach.everything || (person !== null && person === reach.person)) return true;
  if (office !== null) return reach.offices.includes(office);
  return governor !== null && reach.governors.includes(governor);
}

function officesUnder(store: Context['store'], governors: string[], today: Day): string[] {
  const units = store.unit.on(today).filter(({ governor }) => governor !== null && governors.includes(governor));
  return [...new Set(units.map(({ office }) => office))];
}
