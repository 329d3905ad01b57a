// What must have been sent, or skipped and why, worked out from what happened: a second reading of domain.md ("The
// calendar") and of sections B and C of reliability.md that imports nothing from src/. It is told the happenings one by one
// and says of each tick what mails must go out in it; at the end, what the ledger must hold.

import {
  addMonths,
  type Day,
  inOslo,
  type Instant,
  isWorkingDay,
  lastDayOf,
  minutesBetween,
  workingDaysAfter,
  workingDaysFrom,
} from './almanac.ts';
import type { Happening, Held, Plan, Scenario } from './scenario.ts';

export type Reason =
  | 'beforeFirstStart'
  | 'tooOld'
  | 'laterStep'
  | 'switchedOff'
  | 'nobody'
  | 'addressDead'
  | 'delivered'
  | 'noLongerReceiver'
  | 'deadlineMoved';

/** A notice: one step for one period to one person (or to a place without anybody), by the deadline it is counted from. */
export type Entry = {
  step: string;
  period: string;
  person: string | null;
  /** The office, governor or `directorate` that has nobody. */
  place: string | null;
  /** Of an extension; null for the period's, and for steps that are counted from the opening. */
  ownDeadline: Day | null;
  /** The units it was about when it was recorded. */
  about: string[];
  recordedAt: Instant;
  state: 'planned' | 'sent' | 'skipped';
  settledAt: Instant | null;
  /** All that are true; the product names one of them. */
  reasons: Reason[];
};

export type ExpectedMail = { entry: Entry; units: string[]; unitsAfterRace: string[] | null };

export type Expected = {
  clockBelieved: boolean;
  /** In no particular order. */
  mails: ExpectedMail[];
  /** Told of a mail that a race kept from going: it was skipped. */
  keptBack: (entry: Entry) => void;
};

type Round = { period: string; plan: Plan; units: string[]; deadline: Day; openedAt: Instant; doneAt: Instant | null };

const noneMailed = { mails: [], keptBack: () => {} };

export function makeOracle({ geography, people, plans, start }: Scenario) {
  const firstDay = inOslo(start).day;
  const rounds = new Map<string, Round>();
  const knownPlans = [...plans];
  const delivered = new Set<string>();
  const exempt = new Set<string>();
  const ownDeadlines = new Map<string, Day>();
  const roles = people.map((held) => ({ ...held, from: '2000-01-01', to: '9999-12-31' }));
  const deadAddresses = new Set<string>();
  const off = new Set<string>();
  const ledger = new Map<string, Entry>();
  const planned = new Set<Entry>();
  const extended = new Set<string>();
  let paused = false;
  let lastTick: Instant | null = null;
  let jumpedFrom: Instant | null = null;
  let lastWorking: Day | null = null;
  const previous: Record<string, Instant | null> = {};

  /** What somebody did. `accepted`: what the service answered where the oracle does not know better. */
  function happened(happening: Exclude<Happening, { kind: 'tick' }>, accepted: boolean): void {
    switch (happening.kind) {
      case 'deliver':
        if (accepted) delivered.add(reportOf(happening));
        return;
      case 'exempt':
        if (accepted && happening.exempt) exempt.add(reportOf(happening));
        else if (accepted) exempt.delete(reportOf(happening));
        return;
      case 'extend':
        if (accepted) extend(happening);
        return;
      case 'role':
        change(happening);
        return;
      case 'address':
        if (happening.good) deadAddresses.delete(happening.person);
        else deadAddresses.add(happening.person);
        return;
      case 'pause':
        paused = true;
        return;
      case 'release':
        paused = false;
        return;
      case 'switch':
        if (happening.on) off.delete(happening.step);
        else off.add(happening.step);
        return;
      case 'plan':
        if (accepted) knownPlans.push(happening.plan);
    }
  }

  /** True when the unit has a report for the period that nobody has delivered yet. */
  function canDeliver({ unit, period }: { unit: string; period: string }): boolean {
    return (rounds.get(period)?.units.includes(unit) ?? false) && !delivered.has(reportOf({ unit, period }));
  }

  function extend({ unit, period, deadline }: { unit: string; period: string; deadline: Day | null }): void {
    extended.add(period);
    const round = rounds.get(period);
    if (round !== undefined) round.doneAt = null;
    if (deadline === null || deadline === rounds.get(period)?.deadline) ownDeadlines.delete(reportOf({ unit, period }));
    else ownDeadlines.set(reportOf({ unit, period }), deadline);
  }

  function change({ held, day, begins }: { held: Held; day: Day; begins: boolean }): void {
    if (begins) {
      roles.push({ ...held, from: day, to: '9999-12-31' });
      return;
    }
    for (const role of roles) {
      const isIt = role.person === held.person && role.role === held.role && role.scope === held.scope;
      if (isIt && role.to > day) role.to = day;
    }
  }

  /** All processes tick at the same time, and together do what one would. */
  function tick({ at, processes, race }: Extract<Happening, { kind: 'tick' }>): Expected {
    const believed = processes.filter(({ process, fresh }) => {
      const before = fresh ? null : (previous[process] ?? null);
      previous[process] = before;
      if (!isBelieved(at, before)) return false;
      previous[process] = at;
      return true;
    });
    if (believed.length === 0) return { clockBelieved: false, ...noneMailed };
    lastTick = at;
    openPeriods(at);
    const { day, time } = inOslo(at);
    const isNoticeTime = isWorkingDay(day) && time >= '08:00';
    if (!isNoticeTime) return { clockBelieved: true, ...noneMailed };
    for (const round of rounds.values()) if (round.doneAt === null) record(round, at, day);
    lastWorking = day;
    if (paused) return { clockBelieved: true, ...noneMailed };
    return { clockBelieved: true, mails: send(at, day, race), keptBack: (entry) => settle(entry, 'skipped', at) };
  }

  /**
   * B3, B4: a clock that goes back does nothing; one that jumps in a living process, or by years, pauses mail and does
   * nothing until somebody has released mail: then the time was right after all.
   */
  function isBelieved(at: Instant, before: Instant | null): boolean {
    if (lastTick !== null && at < lastTick) return false;
    const hours = minutesBetween(before ?? lastTick ?? at, at) / 60;
    const isJump = before === null ? hours > 400 * 24 : hours > 36;
    const from = before ?? lastTick;
    if (!isJump || (!paused && jumpedFrom === from)) return true;
    jumpedFrom = from;
    paused = true;
    return false;
  }

  /** On the first start only the latest month; after an outage all that were missed. */
  function openPeriods(at: Instant): void {
    const due = addMonths(inOslo(at).day.slice(0, 7), -1);
    const last = [...rounds.keys()].at(-1);
    for (let period = last === undefined ? due : addMonths(last, 1); period <= due; period = addMonths(period, 1)) {
      const plan = knownPlans.findLast((each) => each.validFrom <= period);
      if (plan === undefined) throw new Error(`No plan for ${period}`);
      const month = addMonths(period, 1);
      const sixth = nthWorkingDay(month, plan.deadline.workingDay);
      const tenth = `${month}-${String(plan.deadline.dayOfMonth).padStart(2, '0')}`;
      const deadline = workingDaysFrom(tenth > sixth ? tenth : sixth, 0);
      const units = geography.unitsOn(lastDayOf(period));
      rounds.set(period, { period, plan, units, deadline, openedAt: at, doneAt: null });
    }
  }

  function nthWorkingDay(month: string, count: number): Day {
    const first = workingDaysFrom(`${month}-01`, 0);
    return count === 1 ? first : workingDaysFrom(first, count - 1);
  }

  function dayOf(round: Round, step: string, ownDeadline: Day | null): Day {
    const { from, workingDays } = stepOf(round, step);
    return workingDaysFrom(
      from === 'opening' ? `${addMonths(round.period, 1)}-01` : (ownDeadline ?? round.deadline),
      workingDays,
    );
  }

  function stepOf({ plan }: Round, step: string): Plan['steps'][number] {
    const found = plan.steps.find((each) => each.step === step);
    if (found === undefined) throw new Error(`No step ${step}`);
    return found;
  }

  /** Everything that has fallen due and is not in the ledger comes into it, once. */
  function record(round: Round, at: Instant, day: Day): void {
    const groups = owedByDeadline(round);
    let allOld = true;
    const wasOld = (fallsOn: Day) => lastWorking !== null && isTooOld(round, fallsOn, lastWorking);
    for (const [ownDeadline, units] of groups) {
      for (const { step, to, from } of round.plan.steps) {
        const fallsOn = dayOf(round, step, ownDeadline);
        if (!isTooOld(round, fallsOn, day)) allOld = false;
        if (fallsOn > day) continue;
        const reasons = lateness(round, step, ownDeadline, day);
        const deadlineOfIt = from === 'opening' ? null : ownDeadline;
        const { told, dead, empty } = receivers(to, units, day);
        const add = (person: string | null, place: string | null, about: string[], more: Reason[]) => {
          // Somebody new to a step that was too old already the last time: there was nobody to tell then.
          if (wasOld(fallsOn)) return;
          const entry = { step, period: round.period, person, place, ownDeadline: deadlineOfIt, about, recordedAt: at };
          enter({ ...entry, reasons: [...reasons, ...more] });
        };
        for (const [person, about] of told) add(person, null, about, []);
        for (const person of dead) add(person, null, units, ['addressDead']);
        for (const place of empty) add(null, place, units, ['nobody']);
      }
    }
    // A month with extensions is watched for as long as any of them may matter.
    const isWatched = extended.has(round.period) && workingDaysAfter(round.deadline, day) < 120;
    if (allOld && !isWatched && isTooOld(round, dayOf(round, 'escalation', null), day)) round.doneAt = at;
  }

  function enter(entry: Omit<Entry, 'state' | 'settledAt'>): void {
    const key = keyOf(entry);
    const known = ledger.get(key);
    if (known === undefined) {
      const isPlanned = entry.reasons.length === 0;
      const whole: Entry = {
        ...entry,
        state: isPlanned ? 'planned' : 'skipped',
        settledAt: isPlanned ? null : entry.recordedAt,
      };
      ledger.set(key, whole);
      if (isPlanned) planned.add(whole);
      return;
    }
    // The opening of two units with different deadlines is one mail, and goes when it goes for either.
    if (known.recordedAt !== entry.recordedAt) return;
    known.about = [...known.about, ...entry.about];
    if (known.state === 'skipped') {
      if (entry.reasons.length > 0) known.reasons.push(...entry.reasons);
      else {
        Object.assign(known, { state: 'planned', settledAt: null, reasons: [] });
        planned.add(known);
      }
    }
  }

  /** Each planned notice is looked at again: it goes, or is skipped since it is not wanted any more. */
  function send(at: Instant, day: Day, race: { unit: string; period: string } | null): ExpectedMail[] {
    const mails: ExpectedMail[] = [];
    for (const entry of planned) {
      const round = rounds.get(entry.period);
      if (round === undefined || entry.person === null)
        throw new Error('A planned notice is to somebody about a month');
      const { units, reasons } = stateOf(round, entry, day);
      if (units.length === 0 || reasons.length > 0) {
        entry.reasons = reasons;
        settle(entry, 'skipped', at);
        continue;
      }
      const isRacing = race !== null && race.period === entry.period && units.includes(race.unit) && canDeliver(race);
      mails.push({ entry, units, unitsAfterRace: isRacing ? units.filter((unit) => unit !== race.unit) : null });
      settle(entry, 'sent', at);
    }
    return mails;
  }

  function settle(entry: Entry, state: 'sent' | 'skipped', at: Instant): void {
    if (state === 'skipped' && entry.state === 'sent') entry.reasons = ['delivered'];
    Object.assign(entry, { state, settledAt: at });
    planned.delete(entry);
  }

  /** What a planned notice is about now, and every reason there is not to send it. */
  function stateOf(
    round: Round,
    { step, person, ownDeadline, about }: Entry,
    day: Day,
  ): { units: string[]; reasons: Reason[] } {
    const { to, from } = stepOf(round, step);
    const groups = owedByDeadline(round);
    const units: string[] = [];
    const reasons = new Set<Reason>();
    for (const [deadline, owed] of groups) {
      if (from !== 'opening' && deadline !== ownDeadline) continue;
      const mine = receivers(to, owed, day).told.get(person ?? '') ?? [];
      const late = lateness(round, step, deadline, day);
      if (late.length === 0) units.push(...mine);
      else for (const reason of late) reasons.add(reason);
    }
    if (units.length > 0) return { units, reasons: [] };
    for (const reason of lateness(round, step, ownDeadline, day)) reasons.add(reason);
    if (deadAddresses.has(person ?? '')) reasons.add('addressDead');
    // Nothing is owed by this deadline that the person would get the step for.
    const still = [...groups].flatMap(([deadline, owed]) =>
      owed.filter((unit) => about.includes(unit)).map(() => from === 'opening' || deadline === ownDeadline),
    );
    if (still.length === 0) reasons.add('delivered');
    if (still.includes(true)) reasons.add('noLongerReceiver');
    if (still.includes(false)) reasons.add('deadlineMoved');
    return { units, reasons: [...reasons] };
  }

  function isTooOld({ plan }: Round, fallsOn: Day, day: Day): boolean {
    return workingDaysAfter(fallsOn, day) > plan.oldestStep;
  }

  /** Every reason that the step is not sent on the day to anybody. */
  function lateness(round: Round, step: string, ownDeadline: Day | null, day: Day): Reason[] {
    const reasons: Reason[] = [];
    const fallsOn = dayOf(round, step, ownDeadline);
    if (fallsOn < firstDay) reasons.push('beforeFirstStart');
    if (isTooOld(round, fallsOn, day)) reasons.push('tooOld');
    const isOfOffice = (each: string) => each !== 'escalation';
    const taken = round.plan.steps.some((each) => {
      const other = dayOf(round, each.step, ownDeadline);
      return isOfOffice(each.step) === isOfOffice(step) && other <= day && isLater(round, each.step, step, ownDeadline);
    });
    if (taken) reasons.push('laterStep');
    if (off.has(step)) reasons.push('switchedOff');
    return reasons;
  }

  function isLater(round: Round, one: string, other: string, ownDeadline: Day | null): boolean {
    const [day, otherDay] = [dayOf(round, one, ownDeadline), dayOf(round, other, ownDeadline)];
    const position = (step: string) => round.plan.steps.findIndex((each) => each.step === step);
    return day > otherDay || (day === otherDay && position(one) > position(other));
  }

  function owedByDeadline({ period, units }: Round): Map<Day | null, string[]> {
    const owed = units.filter((unit) => {
      const report = reportOf({ unit, period });
      return !delivered.has(report) && !exempt.has(report);
    });
    return Map.groupBy(owed, (unit) => ownDeadlines.get(reportOf({ unit, period })) ?? null);
  }

  const rolesOn = (day: Day) => roles.filter(({ from, to }) => from <= day && day < to);

  /** Who gets a step about the units; who would, were the address not dead; and the places that have nobody. */
  function receivers(to: string[], units: string[], day: Day) {
    const told = new Map<string, string[]>();
    const dead = new Set<string>();
    const empty: string[] = [];
    const byPlace = new Map<string, string[]>();
    for (const role of rolesOn(day)) {
      const place = `${role.role}:${role.scope}`;
      byPlace.set(place, [...(byPlace.get(place) ?? []), role.person]);
    }
    const at = (role: string, scope: string) => byPlace.get(`${role}:${scope}`) ?? [];
    const reached = (persons: string[]) => persons.filter((person) => !deadAddresses.has(person));
    const give = (place: string, list: string[], about: string[], wanted: string[]) => {
      if (list.length === 0) empty.push(place);
      for (const person of new Set(list)) told.set(person, [...new Set([...(told.get(person) ?? []), ...about])]);
      for (const person of wanted) if (deadAddresses.has(person)) dead.add(person);
    };
    const placed = units.map((unit) => ({ unit, ...geography.placeOf(unit, day) }));
    if (to.includes('reporters') || to.includes('leader')) {
      for (const [office, owed] of Map.groupBy(placed, (each) => each.office)) {
        const pick = (able: (persons: string[]) => string[]) => {
          const reporters = to.includes('reporters') ? able(at('reporter', office)) : [];
          const leads = to.includes('leader') || reporters.length === 0 ? able(at('leader', office)) : [];
          return [...reporters, ...leads];
        };
        const about = owed.map(({ unit }) => unit);
        give(
          office,
          pick(reached),
          about,
          pick((all) => all),
        );
      }
    }
    if (to.includes('governor')) {
      for (const [governor, owed] of Map.groupBy(placed, (each) => each.governor)) {
        if (governor === null) continue;
        const all = at('governor', governor);
        const about = owed.map(({ unit }) => unit);
        give(governor, reached(all), about, all);
      }
    }
    if (to.includes('directorate') && units.length > 0)
      give('directorate', reached(at('directorate', '')), units, at('directorate', ''));
    for (const person of told.keys()) dead.delete(person);
    return { told, dead, empty };
  }

  return {
    happened,
    tick,
    canDeliver,
    isPaused: () => paused,
    ledger,
    rounds,
  };
}

/** What a notice is, in the ledger's words and the oracle's. */
export function keyOf({
  step,
  period,
  person,
  place,
  ownDeadline,
}: Pick<Entry, 'step' | 'period' | 'person' | 'place' | 'ownDeadline'>): string {
  return [step, period, person ?? `none:${place}`, ownDeadline ?? ''].join(' ');
}

function reportOf({ unit, period }: { unit: string; period: string }): string {
  return `${period} ${unit}`;
}
