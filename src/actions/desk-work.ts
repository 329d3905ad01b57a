// What waits at a governor's desk, told where its day begins: how many follow-ups are open, and how many past their day.

import type { Context } from '../context.ts';
import { stateOf } from '../domain/follow-up.ts';
import { heirFinder } from '../domain/follow-up-cause.ts';
import { dayOf } from '../domain/period.ts';
import { type Actor, readScope } from '../domain/person.ts';

export type DeskWork = { open: number; overdue: number };

/** Null for those who are at no governor's office. */
export function deskWork({ store, now }: Pick<Context, 'store' | 'now'>, actor: Actor): DeskWork | null {
  const today = dayOf(now());
  const { governors } = readScope(actor, today);
  if (governors.length === 0) return null;
  const events = store.followUp.everyEvent();
  const heir = heirFinder(today, store.unit.changes());
  const open = store.followUp
    .all()
    .filter(({ unit }) => governors.includes(store.unit.find(heir(unit), today)?.governor ?? ''))
    .map(({ id }) => stateOf(events.get(id) ?? []))
    .filter(({ isOpen }) => isOpen);
  return { open: open.length, overdue: open.filter(({ due }) => due !== null && due < today).length };
}
