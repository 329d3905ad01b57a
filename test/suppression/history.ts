// Random histories of extracts to hold suppression against: a few to many counties, from tiny to large, some months with
// late and corrected reports, and extracts taken in the order in which a directorate could take them.

import type { Answers } from '../../src/domain/answers.ts';
import { addMonths, type Period } from '../../src/domain/period.ts';
import { happens, type Random, randomFrom } from '../../src/domain/random.ts';
import type { Relations } from '../../src/domain/relation.ts';
import { suppress } from '../../src/domain/suppression.ts';
import type { FigureTable } from '../../src/domain/suppression-network.ts';
import { makeMonth, type UnitNature, withSlip } from '../../src/domain/synthetic-month.ts';
import { questionIds } from '../world.ts';

type Unit = { county: string; nature: UnitNature; random: Random };
/** What is delivered so far: by unit, null where a report is missing. */
type Delivered = Map<Unit, Answers | null>;

export type History = { extracts: FigureTable[]; withheld: number };

/** `extracts` are in the order they were taken in; the same seed gives the same ones. */
export function randomHistory(seed: string, relations: Relations, threshold: number): History {
  const random = randomFrom(seed);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const scale = 10 ** (random() * 2.2 - 0.5);
  const units = Array.from({ length: between(1, 15) }, (_, index) => String(index + 10)).flatMap((county) =>
    Array.from({ length: between(1, 12) }, (_, index) => unitOf(`${seed}:${county}:${index}`, county, scale)),
  );
  const first = '2026-01';
  const months = between(1, 4);
  const delivered = new Map<Period, Delivered>();
  const extracts: FigureTable[] = [];
  let withheld = 0;

  const take = (period: Period): void => {
    const areas = sumsOf(delivered.get(period) ?? new Map());
    const order = { threshold, period, questions: questionIds, relations, areas };
    const decided = suppress({ ...order, extractsOf: (month) => extracts.filter((table) => table.period === month) });
    if (decided.withheld) return void (withheld += 1);
    extracts.push({
      ...{ period, questions: questionIds, relations },
      areas: areas.map((area, index) => ({ ...area, hidden: decided.hidden[index] ?? [] })),
    });
  };

  for (let month = 0; month < months; month += 1) {
    const period = addMonths(first, month);
    const last = delivered.get(addMonths(period, -1));
    delivered.set(
      period,
      new Map(units.map((unit) => [unit, happens(random, 0.06) ? null : made(unit, period, last)])),
    );
    take(period);
    // Now and then an earlier month, or this one, is corrected and taken again.
    while (happens(random, 0.35)) {
      const again = addMonths(first, between(Math.max(0, month - 1), month));
      change(delivered.get(again) ?? new Map(), again, random, delivered.get(addMonths(again, -1)));
      take(again);
    }
  }
  return { extracts, withheld };
}

function unitOf(seed: string, county: string, scale: number): Unit {
  const random = randomFrom(seed);
  const share = () => 0.2 + 0.6 * random();
  const size = scale * 30 ** (random() - 0.5);
  return { county, random, nature: { size, women: share(), under30: share(), providers: share(), language: 'nb' } };
}

function made(unit: Unit, period: Period, last: Delivered | undefined): Answers {
  const { nature, random } = unit;
  const before = last?.get(unit) ?? null;
  const start = before?.participants_end ?? Math.round(nature.size * (0.5 + random()));
  return makeMonth(random, nature, start, Number(period.slice(5)), { answers: null, emptyMonths: 0 }).answers;
}

/** Late reports come in, and some of those delivered are corrected. */
function change(delivered: Delivered, period: Period, random: Random, last: Delivered | undefined): void {
  const often = random() * 0.3;
  for (const [unit, answers] of delivered) {
    if (answers === null && happens(random, 0.7)) delivered.set(unit, made(unit, period, last));
    else if (answers && happens(random, often)) {
      delivered.set(
        unit,
        happens(random, 0.5) ? made(unit, period, last) : withSlip(random, { answers, reasons: {} }).answers,
      );
    }
  }
}

/** The nation first, then the counties; null where nothing was received. */
function sumsOf(delivered: Delivered): { area: string; values: (number | null)[] }[] {
  const counties = Map.groupBy(delivered, ([{ county }]) => county);
  const rows = [...counties].map(([area, reports]) => ({ area, values: sum(reports.map(([, answers]) => answers)) }));
  return [
    { area: '', values: sum([...delivered.values()]) },
    ...rows.toSorted((one, other) => Number(one.area) - Number(other.area)),
  ];
}

function sum(reports: (Answers | null)[]): (number | null)[] {
  const received = reports.filter((answers) => answers !== null);
  return questionIds.map((id) =>
    received.length === 0 ? null : received.reduce((total, answers) => total + (answers[id] ?? 0), 0),
  );
}
