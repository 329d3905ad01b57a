// What a person has left to deliver, for the units of the person's own offices: where `/` leads, what the list of reports
// begins with, and what a receipt goes on to.

import type { Context } from '../context.ts';
import { type Day, dayOf, type Period } from '../domain/period.ts';
import { type Actor, writeScope } from '../domain/person.ts';
import { type Status, statusOf } from '../domain/report.ts';
import type { Unit } from '../domain/unit.ts';

export type OwedReport = { unit: Unit; period: Period; deadline: Day; status: Status };

/** Opened, not delivered, not exempt, in a month that is not final: the month that is due first, then the oldest. */
export function listOwed(context: Pick<Context, 'store' | 'now'>, actor: Actor): OwedReport[] {
  const { store } = context;
  const today = dayOf(context.now());
  const latest = store.period.latestOpened();
  const owed = ownUnits(context, actor).flatMap((unit) =>
    store.report.undelivered(unit.id).map(({ period, deadline, hasDraft }): OwedReport => {
      const facts = { opened: true, exempt: false, firstOnTime: undefined, hasDraft, deadline };
      return { unit, period, deadline, status: statusOf(facts, today) };
    }),
  );
  const rank = ({ period, unit }: OwedReport) => `${period === latest ? 0 : 1} ${period} ${unit.id}`;
  return owed.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

/** The units that the person's offices answer for today, ended ones that they took over included. */
export function ownUnits({ store, now }: Pick<Context, 'store' | 'now'>, actor: Actor): Unit[] {
  const today = dayOf(now());
  const { offices } = writeScope(actor, today);
  const units = new Map(offices.flatMap((office) => store.unit.servedBy(office, today)).map((unit) => [unit.id, unit]));
  return [...units.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
