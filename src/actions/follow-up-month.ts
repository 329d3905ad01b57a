// The monthly list for a governor, and for the directorate that of the nation: who is missing and what was tried, who is
// below the band, what changed since the month before. As it stands today, also for months gone by.

import type { Context } from '../context.ts';
import { isUntouched } from '../domain/follow-up.ts';
import { changesBetween, type MissingFor, missingFor, type Tried, triedOf } from '../domain/follow-up-month.ts';
import { addMonths, type Day, dayOf, type Period } from '../domain/period.ts';
import { type Actor, readScope, type Scope } from '../domain/person.ts';
import { datesOf, isOfOffice } from '../domain/plan.ts';
import type { Unit } from '../domain/unit.ts';
import { type FollowUpList, listFollowUps } from './follow-up.ts';
import { missingReads } from './follow-up-facts.ts';
import { loadTargets, type MunicipalityTarget } from './targets.ts';

type Store = Context['store'];

export type MonthUnit = MissingFor & {
  unit: Unit;
  /** Not missing the month before. */
  isNew: boolean;
  tried: Tried[];
  /** People at the office whose address mail does not reach. */
  dead: string[];
  followUp: number | null;
};

type BelowBand = Pick<MunicipalityTarget, 'municipality' | 'name' | 'target' | 'judged'> & { isNew: boolean };

export type MonthList = {
  view: 'desk' | 'reader';
  /** Null before the deadline of any month has passed; then everything is empty. */
  period: Period | null;
  /** The months there is a list of, the newest first. */
  periods: Period[];
  missing: MonthUnit[];
  /** Missing the month before, and not this month. */
  back: Unit[];
  below: BelowBand[];
  /** Below the band the month before, and not any more; by name. */
  noLongerBelow: string[];
  /** Since the escalation day of the month before. */
  opened: { id: number; unit: Unit }[];
  closed: { id: number; unit: Unit }[];
  /** For the directorate; empty for a governor. */
  governors: { code: string; missing: number; open: number; untouched: number }[];
};

/** Null for those who do not follow up. Without a known period: the latest. */
export function loadMonthList(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  asked: Period | null,
): MonthList | null {
  const { store } = context;
  const today = dayOf(context.now());
  const scope = readScope(actor, today);
  const list = listFollowUps(context, actor);
  if (!list || list.view === 'municipality') return null;
  const periods = judgedPeriods(store, today);
  const period = asked !== null && periods.includes(asked) ? asked : periods[0];
  if (period === undefined) {
    const none = { missing: [], back: [], below: [], noLongerBelow: [], opened: [], closed: [] };
    const governors = list.view === 'reader' ? governorsIn(store, list, [], today) : [];
    return { ...none, view: list.view, period: null, periods, governors };
  }
  const before = addMonths(period, -1);
  const followUps = new Map([...list.open, ...list.closed].map((one) => [one.unit.id, one.id]));
  const { missing, back } = missingIn(store, scope, { period, before, today, followUps });
  const below = belowIn(context, actor, period);
  const belowBefore = belowIn(context, actor, before);
  const change = changesBetween(belowBefore.keys(), below.keys());
  return {
    ...{ view: list.view, period, periods, missing, back, ...eventsSince(store, list, { period, before, today }) },
    below: [...below.values()].map((one) => ({ ...one, isNew: change.came.has(one.municipality) })),
    noLongerBelow: [...change.went].map((number) => belowBefore.get(number)?.name ?? number),
    governors: list.view === 'reader' ? governorsIn(store, list, missing, today) : [],
  };
}

/** Months whose deadline has passed; imported history is not chased. */
function judgedPeriods(store: Store, today: Day): Period[] {
  const opened = store.period.all().filter(({ imported }) => !imported);
  return opened
    .filter(({ period, plan }) => datesOf(store.plan.byVersion(plan), period).deadline < today)
    .map(({ period }) => period)
    .toSorted()
    .toReversed();
}

type Span = { period: Period; before: Period; today: Day };

function missingIn(
  store: Store,
  scope: Scope,
  { period, before, today, followUps }: Span & { followUps: Map<string, number> },
): { missing: MonthUnit[]; back: Unit[] } {
  const owed = store.unitMonth.between(addMonths(period, -12), period);
  const states = missingReads(store, owed, (month) => month.deadline < today);
  const people = store.owed.recipients(today);
  const officesOf = Map.groupBy(people, ({ person }) => person);
  const notices = store.notice.ofPeriod(period).filter(({ step }) => isOfficeStep(store, period, step));
  const missing: MonthUnit[] = [];
  const back: Unit[] = [];
  for (const { unit: id } of owed.filter((month) => month.period === period)) {
    const unit = store.unit.find(id, today);
    if (!unit || !(scope.everything || scope.governors.includes(unit.governor ?? ''))) continue;
    const stateOf = (month: Period) => states(id, month);
    const wasMissing = stateOf(before) === 'missing';
    const found = missingFor(stateOf, period);
    if (!found && wasMissing) back.push(unit);
    if (!found) continue;
    const isHere = (office: string | null) => office !== null && unit.offices.includes(office);
    const own = notices.filter(
      ({ office, person }) =>
        isHere(office) || (officesOf.get(person ?? 0) ?? []).some(({ scope: office }) => isHere(office)),
    );
    const dead = people.filter(({ reachable, scope: office }) => !reachable && isHere(office));
    missing.push({
      ...{ ...found, unit, isNew: !wasMissing, tried: triedOf(own), followUp: followUps.get(unit.id) ?? null },
      dead: [...new Set(dead.map(({ person }) => store.person.byId(person)?.name ?? ''))],
    });
  }
  return { missing: missing.toSorted((one, other) => other.inARow - one.inARow), back };
}

function isOfficeStep(store: Store, period: Period, step: string): boolean {
  const opened = store.period.find(period);
  const plan = opened && store.plan.byVersion(opened.plan);
  return plan?.steps.some((one) => one.step === step && one.to.some(isOfOffice)) ?? false;
}

function belowIn(context: Pick<Context, 'store' | 'now'>, actor: Actor, period: Period) {
  const { municipalities } = loadTargets(context, actor, { period });
  const below = municipalities.filter(({ judged }) => judged.status === 'below');
  return new Map(
    below.map(({ municipality, name, target, judged }) => [municipality, { municipality, name, target, judged }]),
  );
}

/** Follow-ups (re)opened and closed after the escalation day of the month before, up to that of the month or today. */
function eventsSince(store: Store, list: FollowUpList, { period, before, today }: Span) {
  const from = escalationDay(store, before) ?? `${period}-01`;
  const next = escalationDay(store, addMonths(period, 1));
  const until = next === null ? today : (escalationDay(store, period) ?? today);
  const during = (kinds: string[]) =>
    [...list.open, ...list.closed]
      .filter(({ events }) =>
        events.some(({ kind, at }) => kinds.includes(kind) && dayOf(at) > from && dayOf(at) <= until),
      )
      .map(({ id, unit }) => ({ id, unit }));
  return { opened: during(['opened', 'reopened']), closed: during(['closed']) };
}

function escalationDay(store: Store, period: Period): Day | null {
  const opened = store.period.find(period);
  if (!opened) return null;
  return (
    datesOf(store.plan.byVersion(opened.plan), period).steps.find(({ step }) => step === 'escalation')?.day ?? null
  );
}

function governorsIn(store: Store, list: FollowUpList, missing: MonthUnit[], today: Day): MonthList['governors'] {
  const rows = store.reference.governors(today).map(({ code }) => {
    const own = list.open.filter(({ unit }) => unit.governor === code);
    const untouched = own.filter(({ events }) => isUntouched(events, today)).length;
    return { code, missing: missing.filter(({ unit }) => unit.governor === code).length, open: own.length, untouched };
  });
  return rows.toSorted((one, other) => other.untouched - one.untouched || other.missing - one.missing);
}
