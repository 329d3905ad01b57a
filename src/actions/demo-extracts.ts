// Freezes the months of the demo's history as a directorate would have: final when nobody can correct them any more, but
// for the two latest, so that there is something left to freeze.

import type { Context } from '../context.ts';
import { dayOf } from '../domain/period.ts';
import { freeze } from './freeze.ts';

/** Does nothing where there is nobody of the demo's directorate, or something is frozen already. */
export function freezeDemo(context: Pick<Context, 'store' | 'config' | 'now'>): void {
  const { store } = context;
  const directorate = store.person.byEmail('directorate@example.org');
  if (!directorate || store.extract.all().length > 0) return;
  const { id, name, roles } = directorate;
  const actor = { id, name, who: `person:${id}`, roles };
  const today = dayOf(context.now());
  for (const { period } of store.period.all().slice(0, -2)) {
    const dates = store.extract.datesOf(period);
    if (!dates || today <= dates.deadline) continue;
    const state = today > dates.closesOn ? 'final' : 'provisional';
    const result = freeze(context, actor, { period, state, reason: '', after: 0 });
    if (result.kind !== 'frozen') throw new Error(`${period} of the demo cannot be frozen: ${JSON.stringify(result)}`);
  }
}
