// What a person has left to deliver, for the units of the person's own offices: where `/` leads, what the list of reports
// begins with, and what a receipt goes on to.

import type { Context } from '../context.ts';
import { type Day, dayOf, lastDayOf, type Period } from '../domain/period.ts';
import { type Actor, writeScope } from '../domain/person.ts';
import { type Status, statusOf } from '../domain/report.ts';
import type { Unit } from '../domain/unit.ts';

export type OwedReport = { unit: Unit; period: Period; deadline: Day; status: Status };

/** Opened, not delivered, not exempt, in a month that is not final: the month that is due first, then the oldest. */
export function listOwed(context: Pick<Context, 'store' | 'now'>, actor: Actor): OwedReport[] {
  const { store } = context;
  const today = dayOf(context.now());
  const latest = store.period.latestOpened();
  if (latest === null) return [];
  const finals = new Set(store.period.all().flatMap(({ period, finalAt }) => (finalAt === null ? [] : [period])));
  const owed = ownUnits(context, actor).flatMap((unit) =>
    store.report
      .withFacts('2000-01', latest, unit.id)
      .filter(({ submissions, exempt, report }) => submissions === 0 && !exempt && !finals.has(report.period))
      .map((facts): OwedReport => {
        const { period, deadline } = facts.report;
        return { unit, period, deadline, status: statusOf({ ...facts, opened: true, deadline }, today) };
      }),
  );
  const rank = ({ period, unit }: OwedReport) => `${period === latest ? 0 : 1} ${period} ${unit.id}`;
  return owed.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

/**
 * The units that the person's offices report for, today or at the end of a year or month that was opened: a unit's last
 * month is delivered when it is no longer there, by the office that took over.
 */
export function ownUnits({ store, now }: Pick<Context, 'store' | 'now'>, actor: Actor): Unit[] {
  const today = dayOf(now());
  const { offices } = writeScope(actor, today);
  if (offices.length === 0) return [];
  const periods = store.period.all().map(({ period }) => period);
  const days = periods.filter((period) => period.endsWith('-12') || period === periods.at(-1)).map(lastDayOf);
  const units = new Map<string, Unit>();
  for (const { id } of [today, ...days].flatMap((day) => store.unit.on(day))) {
    if (units.has(id)) continue;
    const unit = store.unit.find(id, today);
    if (unit?.offices.some((office) => offices.includes(office))) units.set(id, unit);
  }
  return [...units.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
