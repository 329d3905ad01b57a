// The days of a simulated run, from a seed: ticks, outages, clocks gone wrong, deliveries, exemptions, extensions, people
// who come and go. Only what happens; what must follow from it is the oracle's.

import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  inOslo,
  type Instant,
  instantOf,
  later,
  workingDaysFrom,
} from './almanac.ts';
import type { Chance } from './chance.ts';
import type { Geography } from './geography.ts';
import { firstPlan, type Happening, type Held, type Plan, type Ticking } from './happening.ts';

export type Run = { geography: Geography; people: Held[]; start: Instant; startDay: Day; endDay: Day };
type Waiting = { at: Instant } & (
  | { kind: 'deliver'; unit: string; period: string }
  | { kind: 'exempt'; unit: string; period: string; exempt: boolean }
  | { kind: 'extend'; unit: string; period: string; deadline: Day | null }
  | { kind: 'address'; person: string; good: boolean }
  | { kind: 'pause' | 'release' }
  | { kind: 'switch'; step: string; on: boolean }
);

export function* playDays(chance: Chance, run: Run): Generator<Happening> {
  const { geography, startDay, endDay } = run;
  const held = [...run.people];
  let waiting: Waiting[] = [];
  /** Nobody can do anything while the service is down. */
  let downUntil = run.start;
  let otherRuns = false;
  let restarted = true;
  let newPeople = held.length;
  /** Minutes by which the clock of the machine is wrong. */
  let wrong = { by: 0, until: '' };
  const yearly = (times: number) => chance.isTrue(times / 365);
  const sometime = (day: Day) =>
    later(instantOf(day, '00:00'), chance.isTrue(0.8) ? chance.whole(7 * 60, 17 * 60) : chance.whole(0, 1439));

  for (let day = startDay; day < endDay; day = addDays(day, 1)) {
    const midnight = instantOf(day, '00:00');
    if (day.endsWith('-01') || day === startDay) waiting.push(...monthAhead(chance, geography, day));
    if (yearly(3) && downUntil < midnight) {
      const length = chance.oneOf([3, 12, 24, 48, 72, 24 * 8, 24 * 14, 24 * 35]) * 60;
      // Many end just after midnight, when it is already the next day in Oslo and not yet in UTC.
      const end = later(midnight, chance.whole(1, length));
      downUntil = chance.isTrue(0.5) ? instantOf(inOslo(end).day, chance.oneOf(['00:20', '00:50', '01:30'])) : end;
      restarted = true;
    }
    if (wrong.by === 0 && day > startDay && yearly(2)) {
      const by = chance.oneOf([-600, -90, -2, 3, 300, 1500, 60 * 24 * 30, 60 * 24 * 365 * 9]);
      wrong = { by, until: later(midnight, chance.whole(60, 60 * 30)) };
    } else if (wrong.by !== 0 && wrong.until < midnight) wrong = { by: 0, until: '' };
    const clock = (at: Instant) => (wrong.by !== 0 && at < wrong.until ? later(at, wrong.by) : at);

    if (yearly(2)) waiting.push({ kind: 'pause', at: sometime(day) });
    // Whoever looks after the service looks every few days: a pause, ordered or by the brakes, ends then.
    if (chance.isTrue(0.3)) waiting.push({ kind: 'release', at: sometime(day) });
    if (yearly(1)) {
      const step = chance.oneOf(firstPlan.steps).step;
      waiting.push({ kind: 'switch', step, on: false, at: sometime(day) });
      waiting.push({ kind: 'switch', step, on: true, at: sometime(addDays(day, chance.whole(1, 15))) });
    }
    for (let count = Math.floor((held.length * 0.12) / 365 + chance.next()); count > 0; count -= 1) {
      const { person } = chance.oneOf(held);
      waiting.push({ kind: 'address', person, good: false, at: sometime(day) });
      waiting.push({ kind: 'address', person, good: true, at: sometime(addDays(day, chance.whole(1, 60))) });
    }

    // A process ticks when it starts.
    const ticks = [...new Set([downUntil, ...ticksOf(chance, day)])]
      .filter((at) => at >= downUntil && inOslo(at).day === day)
      .toSorted();
    for (const at of ticks) {
      const due = waiting.filter((each) => each.at <= at).toSorted((one, other) => (one.at < other.at ? -1 : 1));
      waiting = waiting.filter((each) => each.at > at);
      // One of them may come while the mails go out.
      const racing =
        chance.isTrue(0.2) && clock(at) === at ? due.findLast((each) => each.kind === 'deliver') : undefined;
      for (const each of due) {
        // Nobody releases mail while the clock is wrong, nor does anything in another year, which would stay known as said
        // in that year.
        const isBlind = clock(at) !== at && (each.kind === 'release' || Math.abs(wrong.by) > 24 * 60 * 2);
        if (isBlind && each.kind !== 'release') waiting.push(each);
        if (each !== racing && !isBlind) yield { ...each, at: clock(at) };
      }
      if (clock(at) === at && chance.isTrue(0.02 * Math.min(1, held.length / 200) + 0.002)) {
        for (const change of turnover()) yield { ...change, at: clock(at), day: inOslo(clock(at)).day };
      }
      const both = chance.isTrue(0.1);
      if (both && !otherRuns) otherRuns = chance.isTrue(0.5);
      const first: Ticking = { process: 'one', fresh: restarted };
      const other: Ticking = { process: 'other', fresh: true };
      const race =
        racing?.kind === 'deliver' ? { mail: chance.whole(0, 6), unit: racing.unit, period: racing.period } : null;
      yield {
        kind: 'tick',
        at: clock(at),
        processes: both ? [first, other] : [first],
        dryFirst: chance.isTrue(0.03),
        race,
      };
      restarted = false;
      if (chance.isTrue(0.08)) {
        const again = clock(later(at, chance.oneOf([0, 0, 1, -1, 10])));
        yield { kind: 'tick', at: again, processes: [{ process: 'one', fresh: false }], dryFirst: false, race: null };
      }
    }
    if (day.endsWith('-05-20') && chance.isTrue(0.3)) {
      const at = later(midnight, 10 * 60);
      if (at > downUntil && wrong.by === 0) yield { kind: 'plan', at, plan: changedPlan(chance, day) };
    }
  }

  /** Somebody leaves, or comes, or both. */
  function* turnover(): Generator<{ kind: 'role'; held: Held; begins: boolean }> {
    const place = chance.oneOf(held);
    if (chance.isTrue(0.6)) {
      held.splice(held.indexOf(place), 1);
      yield { kind: 'role', held: place, begins: false };
    }
    if (chance.isTrue(0.6)) {
      newPeople += 1;
      const known = chance.isTrue(0.1) ? chance.oneOf(held).person : `n${newPeople}`;
      const scopes = geography.officesFrom(startDay);
      const scope = place.role === 'reporter' && chance.isTrue(0.3) ? chance.oneOf(scopes) : place.scope;
      const next = { person: known, role: place.role, scope };
      const isNew = !held.some((each) => each.person === known && each.role === next.role && each.scope === scope);
      if (isNew) {
        held.push(next);
        yield { kind: 'role', held: next, begins: true };
      }
    }
  }
}

/** Ticks at the edges of the day and at random; all through the nights when the clock changes. */
function ticksOf(chance: Chance, day: Day): Instant[] {
  const midnight = instantOf(day, '00:00');
  const at: Instant[] = [];
  const some = (probability: number, ...times: string[]) => {
    for (const time of times) if (chance.isTrue(probability)) at.push(instantOf(day, time));
  };
  some(0.3, '00:00', '00:40', '01:50', '07:59', '23:59:59.999');
  some(0.6, '08:00');
  for (let count = chance.whole(1, 3); count > 0; count -= 1) at.push(later(midnight, chance.whole(0, 1439)));
  const next = instantOf(addDays(day, 1), '00:00');
  if (Date.parse(next) - Date.parse(midnight) !== 24 * 60 * 60_000)
    for (let minutes = 0; minutes <= 240; minutes += 10) at.push(later(midnight, minutes));
  return [...new Set(at)].filter((each) => each >= midnight && each < next).toSorted();
}

/** When each unit delivers for the month that opens on the day, if it ever does; and what the directorate decides. */
function monthAhead(chance: Chance, geography: Geography, day: Day): Waiting[] {
  const period = addMonths(day.slice(0, 7), -1);
  const opens = `${day.slice(0, 7)}-01`;
  const waiting: Waiting[] = [];
  const minutesIn = (days: number) => Math.floor(days * 24 * 60);
  const opening = instantOf(day, '00:05');
  const decided = (from: number, to: number) => later(opening, minutesIn(from + chance.next() * (to - from)));
  const units = geography.unitsOn(addDays(opens, -1));
  // In some months hardly anybody needs to be chased, in some nearly all.
  const diligence = chance.oneOf([0.3, 0.6, 0.85]);
  for (const unit of units) {
    const late = chance.next();
    const days = late < diligence ? chance.next() * 9 : late < 0.9 ? chance.next() * 35 : chance.next() * 150;
    if (chance.isTrue(0.95)) waiting.push({ kind: 'deliver', unit, period, at: later(opening, minutesIn(days)) });
    if (chance.isTrue(0.01)) {
      const at = decided(0, 25);
      waiting.push({ kind: 'exempt', unit, period, exempt: true, at });
      if (chance.isTrue(0.4)) {
        const back = later(at, minutesIn(chance.next() * 20));
        waiting.push({ kind: 'exempt', unit, period, exempt: false, at: back });
      }
    }
    if (chance.isTrue(0.015)) {
      const at = decided(0, 20);
      const after = addDays(opens, chance.whole(14, 40));
      waiting.push({ kind: 'extend', unit, period, deadline: workingDaysFrom(after, 0), at });
      if (chance.isTrue(0.4)) {
        const again = later(at, minutesIn(chance.next() * 15));
        const moved = chance.isTrue(0.5) ? workingDaysFrom(addDays(after, chance.whole(3, 20)), 0) : null;
        waiting.push({ kind: 'extend', unit, period, deadline: moved, at: again });
      }
    }
  }
  return waiting.filter((each) => daysBetween(opens, each.at.slice(0, 10)) < 200);
}

/** Another deadline and other distances, from the period two months on. */
function changedPlan(chance: Chance, day: Day): Plan {
  return {
    ...firstPlan,
    version: 0,
    validFrom: addMonths(day.slice(0, 7), 2),
    deadline: { dayOfMonth: chance.whole(6, 15), workingDay: chance.whole(4, 9) },
    steps: firstPlan.steps.map((step) => {
      const moved = { opening: 0, 'reminder-1': -chance.whole(1, 3), 'reminder-2': 1, 'reminder-3': 3, escalation: 5 };
      return { ...step, workingDays: moved[step.step as keyof typeof moved] + (chance.isTrue(0.3) ? 1 : 0) };
    }),
  };
}
