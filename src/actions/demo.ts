// Fills an empty database for the demo: people to sign in as, and a made-up history of two years, told of as synthetic
// wherever it is shown. No notices are made for the past: the ledger begins when the service first starts.

import type { Context } from '../context.ts';
import { type DemoCast, demoCast } from '../domain/demo-people.ts';
import {
  addMonths,
  dayOf,
  firstDayOf,
  type Instant,
  instantAt,
  lastDayOf,
  type Period,
  periodsFrom,
} from '../domain/period.ts';
import { datesOf } from '../domain/plan.ts';
import type { Report } from '../domain/report.ts';
import { type SyntheticPeriod, type SyntheticSubmission, syntheticHistory } from '../domain/synthetic.ts';
import { addDemoTargets } from './demo-targets.ts';
import { duePeriod, openPeriod } from './open.ts';

/** Months before the one that is due. */
const monthsOfHistory = 24;
const seed = 'kvp-rapport';

/**
 * Adds the demo people and, when nothing was ever delivered, the history up to now; in one transaction. Reference data,
 * form and plan must be there. The same day gives the same history.
 */
export function fillWithDemo(context: Pick<Context, 'store' | 'now'>): void {
  const { store } = context;
  const now = context.now();
  const due = duePeriod(now);
  const periods = periodsFrom(addMonths(due, -monthsOfHistory), due);
  const cast = demoCast(store.unit.on(dayOf(now)), firstDayOf(periods[0] ?? due));
  store.transaction(() => {
    if (store.service.get('first_started_at') === null) store.service.set('first_started_at', now);
    const reporters = addPeople(context, cast, now);
    if (store.submission.lastKnownAt() !== null) return;
    const months = periods.map((period) => openMonth(context, period));
    for (const submission of syntheticHistory(months, cast.namedOffices, seed)) {
      if (submission.submittedAt < now) add(context, submission, reporters);
    }
    addDemoTargets(context, addMonths(due, -1), now, seed);
    store.service.set('history_is_synthetic', '1');
    const details = { from: periods[0] ?? due, to: due, seed };
    store.event.record({ at: now, who: 'command', what: 'demo.filled', subject: 'service', details });
  });
}

type Reporters = Map<string, { id: number; name: string }>;

/** Gives the reporter of each office. */
function addPeople({ store }: Pick<Context, 'store'>, { people }: DemoCast, now: Instant): Reporters {
  const reporters: Reporters = new Map();
  for (const person of people) {
    const { id, name } = store.person.byEmail(person.email) ?? store.person.add(person, now);
    for (const { role, scope } of person.roles) if (role === 'reporter') reporters.set(scope, { id, name });
  }
  return reporters;
}

function openMonth(context: Pick<Context, 'store' | 'now'>, period: Period): SyntheticPeriod {
  const { store } = context;
  const { opensOn, deadline } = datesOf(store.plan.inForce(period), period);
  openPeriod(context, period, { at: instantAt(opensOn, '00:00'), imported: false });
  const changes = Map.groupBy(store.unit.changes(), (change) => change.new);
  const units = store.unit.on(lastDayOf(period)).map(({ id, office, municipality, language }) => ({
    ...{ id, office, municipality },
    language: language === 'nn' ? ('nn' as const) : ('nb' as const),
    predecessors: (changes.get(id) ?? []).map(({ date, old, kind }) => ({ date, unit: old, kind })),
  }));
  return { period, opensOn, deadline, units };
}

function add({ store }: Pick<Context, 'store'>, made: SyntheticSubmission, reporters: Reporters): void {
  const { unit, period, answers, reasons, comment, submittedAt } = made;
  const report = store.report.find(unit, period);
  if (!report) throw new Error(`${unit} has no report for ${period}`);
  const reporter = reporters.get(unit.slice(0, 4));
  const submission = store.submission.append(report, {
    ...{ answers, reasons, comment, submittedAt, at: submittedAt },
    form: report.form,
    breaks: [],
    key: `demo:${unit}:${period}:${submittedAt}`,
    channel: 'page',
    submittedBy: reporter?.id ?? null,
    submittedName: reporter?.name ?? 'Demo Reporter',
    onTime: isOnTime(report, submittedAt),
  });
  store.event.record({
    at: submittedAt,
    who: reporter ? `person:${reporter.id}` : 'command',
    what: submission.number === 1 ? 'report.delivered' : 'report.corrected',
    subject: `report:${period}:${unit}`,
    details: { number: submission.number, sha256: submission.sha256, channel: 'page' },
  });
}

function isOnTime({ deadline }: Report, submittedAt: Instant): boolean {
  return dayOf(submittedAt) <= deadline;
}
