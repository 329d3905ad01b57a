// Loads a report for the form page. The form is for the offices themselves: whoever follows up reads there, also the
// directorate, whose systems may deliver for an office through the API.

import type { Context } from '../context.ts';
import { dayOf, type Period } from '../domain/period.ts';
import { type Actor, writeScope } from '../domain/person.ts';
import { type LoadedReport, loadReport } from './load-report.ts';

/** As `loadReport`; `mayDeliver` only for the units of the person's own offices. */
export function loadForm(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  unit: string,
  period: Period,
): LoadedReport | null {
  const loaded = loadReport(context, actor, unit, period);
  if (!loaded?.mayDeliver) return loaded;
  const today = dayOf(context.now());
  const own = writeScope(actor, today).offices;
  const answering = context.store.unit.find(unit, today)?.offices ?? loaded.unit.offices;
  return { ...loaded, mayDeliver: answering.some((office) => own.includes(office)) };
}
