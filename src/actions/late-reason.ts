// The reason for a late report: told with the delivery or on the receipt, once; summed per county for the directorate.

import type { Context } from '../context.ts';
import { type LateCounts, type LateReason, noLateReports } from '../domain/late-reason.ts';
import { dayOf, type Period } from '../domain/period.ts';
import { type Actor, hasRole } from '../domain/person.ts';
import { loadForm } from './load-form.ts';
import type { LoadedReport } from './load-report.ts';

/** Gives false when nothing was stored: not the person's report, not late, or told already. */
export function giveLateReason(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  where: { unit: string; period: Period },
  reason: LateReason,
): boolean {
  const { store, now } = context;
  return store.transaction(() => {
    const loaded = loadForm(context, actor, where.unit, where.period);
    if (!loaded?.report || !loaded.mayDeliver || !isAskedWhy(context, loaded)) return false;
    const at = now();
    store.lateReason.add(loaded.report.id, reason, at);
    const subject = `report:${where.period}:${where.unit}`;
    store.event.record({ at, who: actor.who, what: 'report.latenessExplained', subject, details: { reason } });
    return true;
  });
}

/** True for a report that was delivered late and whose reason nobody has told. */
export function isAskedWhy({ store }: Pick<Context, 'store'>, { report, submissions }: LoadedReport): boolean {
  return report !== null && submissions[0]?.onTime === false && store.lateReason.ofReport(report.id) === null;
}

export type CountyLateness = { county: string; name: string; counts: LateCounts };

/** Per county of the periods from..to, by name; null for all but the directorate. */
export function listLateReasons(
  { store, now }: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  from: Period,
  to: Period,
): CountyLateness[] | null {
  const today = dayOf(now());
  if (!hasRole(actor, 'directorate', today)) return null;
  const names = new Map(store.unit.on(today).map(({ county, countyName }) => [county, countyName]));
  return [...store.lateReason.byCounty(from, to)].map(([county, counts]) => ({
    ...{ county, counts: { ...noLateReports, ...counts } },
    name: names.get(county) ?? county,
  }));
}
