// A made-up history for the demo: every unit's monthly reports from a seed, plausible, obeying every rule, with a few
// that are late, missing or corrected. It is always shown as synthetic.

import type { Answers } from './answers.ts';
import { isWorkingDay } from './calendar.ts';
import { carriedTo, type Predecessor, type Source } from './opening.ts';
import { addMonths, type Day, type Instant, instantAt, type Period } from './period.ts';
import { type Random, randomFrom } from './random.ts';
import { type MadeMonth, makeMonth, type UnitNature, withSlip } from './synthetic-month.ts';
import { typicalSize } from './synthetic-size.ts';

export type SyntheticUnit = {
  id: string;
  office: string;
  municipality: string;
  language: 'nb' | 'nn';
  predecessors: Predecessor[];
};

/** A month to be made, with the units that owe it. */
export type SyntheticPeriod = { period: Period; opensOn: Day; deadline: Day; units: SyntheticUnit[] };

export type SyntheticSubmission = {
  unit: string;
  period: Period;
  answers: Answers;
  reasons: Record<string, string>;
  comment: string;
  submittedAt: Instant;
};

const correctionTexts = {
  outcome: {
    nb: 'Rettet: feil situasjon etter programmet for én deltaker.',
    nn: 'Retta: feil situasjon etter programmet for éin deltakar.',
  },
  ended: {
    nb: 'Rettet: en deltaker var ført som sluttet ved en feil.',
    nn: 'Retta: ein deltakar var ført som slutta ved ein feil.',
  },
  received: { nb: 'Rettet: en søknad var talt to ganger.', nn: 'Retta: ein søknad var talt to gonger.' },
};

/**
 * Makes the submissions of the months (given in order), sorted by when they were delivered. `silent` are offices that
 * have not delivered the last of the months. The same seed and months give the same history.
 */
export function syntheticHistory(months: SyntheticPeriod[], silent: string[], seed: string): SyntheticSubmission[] {
  const chain = makeChain();
  const randoms = new Map<string, Random>();
  const randomOf = (name: string) => {
    const random = randoms.get(name) ?? randomFrom(`${seed}:${name}`);
    randoms.set(name, random);
    return random;
  };
  const natures = new Map<string, UnitNature>();
  const submissions: SyntheticSubmission[] = [];
  for (const month of months) {
    const days = deliveryDays(month);
    const sharedBy = Map.groupBy(month.units, ({ municipality }) => municipality);
    for (const [office, units] of Map.groupBy(month.units, (unit) => unit.office)) {
      const delivery = deliveryOf(randomOf(`delivery:${office}`), randomFrom(`${seed}:habit:${office}`)(), days);
      if (delivery === null || (month === months.at(-1) && silent.includes(office))) continue;
      for (const [index, unit] of units.entries()) {
        const random = randomOf(`unit:${unit.id}`);
        const shared = sharedBy.get(unit.municipality)?.length ?? 1;
        const nature =
          natures.get(unit.id) ?? natureOf(random, unit, typicalSize(unit.id, unit.municipality, shared, seed));
        natures.set(unit.id, nature);
        const start = chain.carried(unit, month.period) ?? Math.round(nature.size);
        const before = chain.before(unit.id, month.period);
        const made = makeMonth(random, nature, start, Number(month.period.slice(5)), before);
        chain.add(unit.id, month.period, made.answers);
        const told = { unit: unit.id, period: month.period, at: delivery.at + index * 4 * minute };
        submissions.push(
          ...deliveriesOf(random, told, made, unit.language, delivery.corrects ? days.late[0] : undefined),
        );
      }
    }
  }
  return submissions.sort((one, other) => compare(one.submittedAt, other.submittedAt) || compare(one.unit, other.unit));
}

const minute = 60_000;
const lateWorkingDays = 8;

/** The starts (08:00 in Oslo, in milliseconds) of the working days before the deadline ends, and of those after it. */
type DeliveryDays = { inTime: number[]; late: number[] };

function deliveryDays({ opensOn, deadline }: SyntheticPeriod): DeliveryDays {
  const inTime: number[] = [];
  const late: number[] = [];
  let day = Temporal.PlainDate.from(opensOn);
  for (; late.length < lateWorkingDays; day = day.add({ days: 1 })) {
    const text = day.toString();
    if (isWorkingDay(text)) (text <= deadline ? inTime : late).push(Date.parse(instantAt(text, '08:00')));
  }
  return { inTime, late };
}

/**
 * When an office delivers a month, between 08 and 16 on a working day, or null when it forgets. `habit`, in [0, 1), tells
 * early offices from those on the last day; the few at its end are often late.
 */
function deliveryOf(random: Random, habit: number, days: DeliveryDays): { at: number; corrects: boolean } | null {
  const [forgets, isLate, place, time, slips] = [random(), random(), random(), random(), random()];
  const careless = habit > 0.96;
  if (forgets < (careless ? 0.05 : 0.002)) return null;
  const late = isLate < (careless ? 0.3 : 0.012);
  const among = late ? days.late : days.inTime;
  const day = among[Math.floor((late ? place ** 2 : Math.min(0.7 * habit + 0.3 * place, 0.999)) * among.length)] ?? 0;
  // A minute is left for each further unit of the office.
  return { at: day + Math.floor(time * 450 * minute), corrects: !late && slips < 0.012 };
}

function natureOf(random: Random, unit: SyntheticUnit, size: number): UnitNature {
  const share = (middle: number) => middle - 0.1 + 0.2 * random();
  return { size, women: share(0.52), under30: share(0.34), providers: share(0.42), language: unit.language };
}

/** The delivery, or, when it is corrected on a later working day, the slip and its correction. */
function deliveriesOf(
  random: Random,
  { unit, period, at }: { unit: string; period: Period; at: number },
  made: MadeMonth,
  language: 'nb' | 'nn',
  correctedOn: number | undefined,
): SyntheticSubmission[] {
  const submittedAt = new Date(at + Math.floor(random() * minute)).toISOString();
  const last = { unit, period, ...made, comment: '', submittedAt };
  if (correctedOn === undefined || isEmpty(made.answers)) return [last];
  const slip = withSlip(random, made);
  const later = new Date(correctedOn + Math.floor(random() * 400 * minute)).toISOString();
  return [
    { ...last, answers: slip.answers },
    { ...last, comment: correctionTexts[slip.kind][language], submittedAt: later },
  ];
}

function isEmpty(answers: Answers): boolean {
  return Object.values(answers).every((value) => value === 0);
}

/** How the made months hang together: what is carried to the next one, as `opening.ts` says. */
function makeChain() {
  const latest = new Map<string, { period: Period; answers: Answers; emptyMonths: number }>();
  const latestBefore = (unit: string): Source | null => {
    const last = latest.get(unit);
    return last
      ? { report: 0, unit, period: last.period, submission: 0, closing: last.answers.participants_end ?? 0 }
      : null;
  };
  const predecessors = new Map<string, Predecessor[]>();
  const reads = { latestBefore, predecessors: (unit: string) => predecessors.get(unit) ?? [] };
  return {
    carried(unit: SyntheticUnit, period: Period): number | null {
      predecessors.set(unit.id, unit.predecessors);
      if (unit.predecessors.length === 0) return latestBefore(unit.id)?.closing ?? null;
      return carriedTo(unit.id, period, reads)?.number ?? null;
    },
    before(unit: string, period: Period) {
      const last = latest.get(unit);
      const lastMonth = last !== undefined && last.period === addMonths(period, -1);
      return { answers: lastMonth ? last.answers : null, emptyMonths: lastMonth ? last.emptyMonths : 0 };
    },
    add(unit: string, period: Period, answers: Answers): void {
      const empty = answers.participants_end === 0;
      const { emptyMonths } = this.before(unit, period);
      latest.set(unit, { period, answers, emptyMonths: empty ? emptyMonths + 1 : 0 });
    },
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
