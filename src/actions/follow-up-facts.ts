// The numbers that follow-ups are opened, judged and written about on: what each unit misses, and its municipality's mean
// against the target. Read once for a list, a letter, or the rule of the escalation day.

import type { Context } from '../context.ts';
import {
  type Cause,
  hasGone,
  heirFinder,
  missingUpTo,
  type MissingMonths,
  type MonthState,
  monthState,
} from '../domain/follow-up-cause.ts';
import { addMonths, type Day, lastDayOf, type Period, periodOf, periodsFrom } from '../domain/period.ts';
import type { Unit } from '../domain/unit.ts';
import type { OwedMonth } from '../store/unit-month.ts';
import { latestPeriod, targetJudge } from './targets.ts';

type Store = Context['store'];
type Judged = ReturnType<ReturnType<typeof targetJudge>>;

export type FollowUpFacts = {
  /** The latest month whose deadline has passed; null before there is one. */
  judgedPeriod: Period | null;
  missing: (unit: string) => MissingMonths;
  mean: (municipality: string) => Judged;
  /** The unit that continues this one today. */
  heir: (unit: string) => string;
  /** The unit as it is known today, under its heir; null when it is unknown. */
  unit: (id: string) => Unit | null;
  isGone: (cause: Cause, unit: Unit) => boolean;
  /** True when the mean was inside the band, or less than a participant outside it, at some time since the day. */
  wasNear: (municipality: string, since: Day) => boolean;
  months: (unit: string) => OwedMonth[];
};

/** As things stand on the day. */
export function readFollowUpFacts({ store }: Pick<Context, 'store'>, today: Day): FollowUpFacts {
  const latest = latestPeriod({ store }) ?? today.slice(0, 7);
  const owed = store.unitMonth.between(addMonths(latest, -12), latest);
  const judgedPeriod = owed.findLast((month) => !month.imported && month.deadline < today)?.period ?? null;
  const states = missingReads(store, owed, (month) => month.deadline < today);
  const heir = heirFinder(today, store.unit.changes());
  const byUnit = Map.groupBy(owed, ({ unit }) => unit);
  const judges = new Map<Period, ReturnType<typeof targetJudge>>();
  let judge: ReturnType<typeof targetJudge> | undefined;
  const mean = (municipality: string) => (judge ??= targetJudge({ store }, latest, today))(municipality);
  const missing = (unit: string) => missingUpTo((period) => states(unit, period), judgedPeriod ?? latest);
  return {
    ...{ judgedPeriod, missing, mean, heir },
    unit: (id) => store.unit.find(heir(id), today),
    isGone: (cause, unit) => hasGone(cause, { missing: missing(unit.id), mean: mean(unit.municipality).judged }),
    wasNear: (municipality, since) => {
      const periods = periodsFrom(addMonths(periodOf(since), -1), latest);
      // After a year nothing of the mean is what it was then.
      return periods.length > 12 || periods.some((period) => !judgedIn(period)(municipality).judged.isSuggested);
    },
    months: (unit) => byUnit.get(unit) ?? [],
  };

  function judgedIn(period: Period) {
    const known = judges.get(period) ?? targetJudge({ store }, period, lastDayOf(period));
    judges.set(period, known);
    return known;
  }
}

/**
 * The state of a unit's month, with its history. `isDue` says whether a month can be missing yet. Imported history makes
 * no follow-ups: what it lacks is not counted.
 */
export function missingReads(
  store: Store,
  owed: OwedMonth[],
  isDue: (month: OwedMonth) => boolean,
): (unit: string, period: Period) => MonthState {
  const byKey = new Map(owed.map((month) => [`${month.unit} ${month.period}`, month]));
  const changes = store.unit.changes();
  const own = (unit: string, period: Period): MonthState | null => {
    const month = byKey.get(`${unit} ${period}`);
    if (month === undefined) return null;
    if (month.end !== null || month.exempt) return 'reported';
    return month.imported || !isDue(month) ? 'notCounted' : 'missing';
  };
  return (unit, period) => monthState(unit, period, { own, changes });
}
