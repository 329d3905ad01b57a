// Opens periods: a report for every unit valid on the period's last day, frozen with the form, the dates, the geography
// and the expected number in force. Called at start, by every tick, and by the import of history.

import type { Context } from '../context.ts';
import { addMonths, dayOf, type Instant, lastDayOf, type Period, periodOf, periodsFrom } from '../domain/period.ts';
import { datesOf } from '../domain/plan.ts';

/** The period that is due on the instant: the month before the one in Oslo. */
export function duePeriod(at: Instant): Period {
  return addMonths(periodOf(dayOf(at)), -1);
}

/** No downtime is so many months long: then the clock is wrong, and what is opened stays open. */
const mostAtOnce = 13;

/**
 * Opens every period that is due and not open yet. On the very first start only the latest: months gone by before the
 * service existed are not owed to it (domain.md, "The calendar"). None when there would be more than `most`: a tick,
 * which judges the clock itself, says so to a person. Gives the periods it opened.
 */
export function openDuePeriods(
  context: Pick<Context, 'store' | 'now'>,
  at: Instant,
  { most = mostAtOnce }: { most?: number } = {},
): Period[] {
  const { store } = context;
  const due = duePeriod(at);
  const latest = store.period.latestOpened();
  if (latest !== null && latest >= due) return [];
  return store.transaction(() => {
    if (store.service.get('first_started_at') === null) store.service.set('first_started_at', at);
    const missing = latest === null ? [due] : periodsFrom(addMonths(latest, 1), due);
    if (missing.length > most) return [];
    return missing.filter((period) => openPeriod(context, period, { at, imported: false }));
  });
}

/**
 * Opens one period in one transaction; gives false when it was open already. `imported` marks a month that history was
 * imported for: it gets no notices. A municipality's expected number goes to its unit when it has only one.
 */
export function openPeriod(
  { store, now }: Pick<Context, 'store' | 'now'>,
  period: Period,
  { at, imported }: { at: Instant; imported: boolean },
): boolean {
  return store.transaction(() => {
    if (store.period.find(period)) return false;
    const form = store.form.inForce(period);
    const plan = store.plan.inForce(period);
    const { deadline, closesOn } = datesOf(plan, period);
    // When it became known, which a time that is played (`tick --at`) must not put off.
    const time = now();
    const openedAt = store.submission.knownNow(at < time ? at : time);
    store.period.add({ period, form: form.version, plan: plan.version, openedAt, imported });
    const day = lastDayOf(period);
    const units = store.unit.on(day);
    const unitsOf = new Map<string, number>();
    for (const { municipality } of units) unitsOf.set(municipality, (unitsOf.get(municipality) ?? 0) + 1);
    for (const unit of units) {
      const { municipality, county, governor } = unit;
      const expectedParticipants = unitsOf.get(municipality) === 1 ? store.report.targetOn(municipality, day) : null;
      const frozen = { deadline, closesOn, municipality, county, governor, expectedParticipants };
      store.report.add({ unit: unit.id, period, form: form.version, ...frozen });
    }
    return true;
  });
}
