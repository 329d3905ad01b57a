// Publishes the next version of the plan, for periods that are not open yet: those that are keep their dates.

import type { Context } from '../context.ts';
import { addMonths, type Period } from '../domain/period.ts';
import type { Plan } from '../domain/plan.ts';
import { duePeriod } from './open.ts';

type Given = Pick<Context, 'store' | 'now'>;

/** The first period that a new version may be valid from: after every one that is open, or due to be. */
export function firstChangeable({ store, now }: Given): Period {
  const opened = store.period.all().map(({ period }) => period);
  return addMonths([duePeriod(now()), ...opened].toSorted().at(-1) ?? duePeriod(now()), 1);
}

/** The number of the next version. */
export function nextVersion({ store }: Given): number {
  return Math.max(0, ...store.plan.all().map(({ version }) => version)) + 1;
}

/** Gives false, and publishes nothing, when another version came meanwhile or the period has been opened. */
export function changePlan(context: Given, { plan, who }: { plan: Plan; who: string }): boolean {
  const { store, now } = context;
  return store.transaction(() => {
    if (plan.version !== nextVersion(context) || plan.validFrom < firstChangeable(context)) return false;
    const at = now();
    store.plan.publish(plan, at);
    const details = { validFrom: plan.validFrom };
    store.event.record({ at, who, what: 'plan.published', subject: `plan:${plan.version}`, details });
    return true;
  });
}
