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
} from './almanac.ts';
import { makeFacts, type Receivers, type Report } from './facts.ts';
import { dayOfStep, isTooOld, type Lateness, latenessOf, openRound, type Round, stepOf } from './round.ts';
import type { Happening } from './happening.ts';
import type { Scenario } from './scenario.ts';

export type Reason =
  | Lateness
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

const noneMailed = { mails: [], keptBack: () => {} };
/** Working days after the deadline for which a month is looked at: twice as long as an extension can last. */
const watched = { ordinary: 80, extended: 160 };

export function makeOracle(scenario: Scenario) {
  const firstDay = inOslo(scenario.start).day;
  const facts = makeFacts(scenario);
  const rounds = new Map<string, Round>();
  const ledger = new Map<string, Entry>();
  const planned = new Set<Entry>();
  let lastTick: Instant | null = null;
  let jumpedFrom: Instant | null = null;
  let lastWorking: Day | null = null;
  const previous: Record<string, Instant | null> = {};

  /** True when the unit has a report for the period that nobody has delivered yet. */
  function canDeliver({ unit, period }: Report): boolean {
    return (rounds.get(period)?.units.includes(unit) ?? false) && !facts.isDelivered({ unit, period });
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
    for (const round of rounds.values()) if (isWatched(round)) record(round, at, day);
    lastWorking = day;
    if (facts.mail.paused) return { clockBelieved: true, ...noneMailed };
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
    if (!isJump || (!facts.mail.paused && jumpedFrom === from)) return true;
    jumpedFrom = from;
    facts.mail.paused = true;
    return false;
  }

  /** On the first start only the latest month; after an outage all that were missed. */
  function openPeriods(at: Instant): void {
    const due = addMonths(inOslo(at).day.slice(0, 7), -1);
    const last = [...rounds.keys()].at(-1);
    for (let period = last === undefined ? due : addMonths(last, 1); period <= due; period = addMonths(period, 1)) {
      const plan = facts.planOf(period);
      if (plan === undefined) throw new Error(`No plan for ${period}`);
      rounds.set(period, openRound(plan, period, scenario.geography.unitsOn(lastDayOf(period)), at));
    }
  }

  /** By the last day on which anything was recorded: whatever outage came after it is made up for. */
  function isWatched({ period, deadline }: Round): boolean {
    const days = facts.wasExtended(period) ? watched.extended : watched.ordinary;
    return lastWorking === null || workingDaysAfter(deadline, lastWorking) < days;
  }

  /** Everything that has fallen due and is not in the ledger comes into it, once. */
  function record(round: Round, at: Instant, day: Day): void {
    const groups = facts.owedByDeadline(round.period, round.units);
    const wasOld = (fallsOn: Day) => lastWorking !== null && isTooOld(round, fallsOn, lastWorking);
    for (const [ownDeadline, units] of groups) {
      for (const { step, to, from } of round.plan.steps) {
        const fallsOn = dayOfStep(round, step, ownDeadline);
        if (fallsOn > day) continue;
        const reasons = lateness(round, step, ownDeadline, day);
        const deadlineOfIt = from === 'opening' ? null : ownDeadline;
        const { told, dead, empty } = facts.receivers(to, units, day);
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
    const known = new Map<string, Receivers['told']>();
    for (const entry of planned) {
      const round = rounds.get(entry.period);
      if (round === undefined || entry.person === null)
        throw new Error('A planned notice is to somebody about a month');
      const { units, reasons } = stateOf(round, entry, day, known);
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
    known: Map<string, Receivers['told']>,
  ): { units: string[]; reasons: Reason[] } {
    const { to, from } = stepOf(round, step);
    const groups = facts.owedByDeadline(round.period, round.units);
    const units: string[] = [];
    const reasons = new Set<Reason>();
    for (const [deadline, owed] of groups) {
      if (from !== 'opening' && deadline !== ownDeadline) continue;
      const key = `${step} ${round.period} ${deadline}`;
      const told = known.get(key) ?? facts.receivers(to, owed, day).told;
      known.set(key, told);
      const mine = told.get(person ?? '') ?? [];
      const late = lateness(round, step, deadline, day);
      if (late.length === 0) units.push(...mine);
      else for (const reason of late) reasons.add(reason);
    }
    if (units.length > 0) return { units, reasons: [] };
    for (const reason of lateness(round, step, ownDeadline, day)) reasons.add(reason);
    if (facts.isDead(person ?? '')) reasons.add('addressDead');
    // Nothing is owed by this deadline that the person would get the step for.
    const still = [...groups].flatMap(([deadline, owed]) =>
      owed.filter((unit) => about.includes(unit)).map(() => from === 'opening' || deadline === ownDeadline),
    );
    if (still.length === 0) reasons.add('delivered');
    if (still.includes(true)) reasons.add('noLongerReceiver');
    // The ledger does not keep what a notice was about: whoever owes something by another deadline may be told so.
    const others = [...groups].flatMap(([deadline, owed]) => (deadline === ownDeadline ? [] : owed));
    if (facts.receivers(to, others, day).told.has(person ?? '')) reasons.add('deadlineMoved');
    return { units, reasons: [...reasons] };
  }

  /** Every reason that the step is not sent on the day to anybody. */
  function lateness(round: Round, step: string, ownDeadline: Day | null, day: Day): Reason[] {
    const late = latenessOf(round, step, ownDeadline, { day, firstDay });
    return facts.isOff(step) ? [...late, 'switchedOff'] : late;
  }

  return { happened: facts.happened, tick, canDeliver, isPaused: () => facts.mail.paused, ledger, rounds };
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
