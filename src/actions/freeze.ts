// Freezes a month: an extract with the submissions behind it, the sums, and what the public does not see of them.

import type { Context } from '../context.ts';
import { type Extract, type ExtractState, type FreezeFault, freezeFault } from '../domain/extract.ts';
import { parseText } from '../domain/free-text.ts';
import { dayOf, type Instant, type Period } from '../domain/period.ts';
import { type Actor, hasRole } from '../domain/person.ts';
import { type Relations, relationsOf } from '../domain/relation.ts';
import { suppress } from '../domain/suppression.ts';
import { type FigureTable, nation } from '../domain/suppression-network.ts';
import type { Group } from '../domain/totals.ts';

export type FreezeOrder = {
  period: Period;
  state: ExtractState;
  /** Why the month is frozen once more, as typed; needed from the second extract on. */
  reason: string;
  /** The number of the newest extract that the person has seen; 0 when there was none. */
  after: number;
};

const longestReason = 500;

export type FreezeResult =
  | { kind: 'notFound' }
  | { kind: 'refused'; fault: FreezeFault }
  | { kind: 'frozen'; extract: Extract };

/** True for the directorate, which alone freezes. */
export function mayFreeze({ now }: Pick<Context, 'now'>, actor: Actor): boolean {
  return hasRole(actor, 'directorate', dayOf(now()));
}

/**
 * Takes the next extract of the month, in one transaction. A final one makes the month final: a report that was never
 * delivered cannot be delivered any more.
 */
export function freeze(
  context: Pick<Context, 'store' | 'config' | 'now'>,
  actor: Actor,
  { reason: typed, ...order }: FreezeOrder,
): FreezeResult {
  if (!mayFreeze(context, actor)) return { kind: 'notFound' };
  const { store, config } = context;
  const written = parseText(typed, longestReason);
  if (!written.ok && written.fault !== 'empty') {
    return { kind: 'refused', fault: written.fault === 'tooLong' ? 'longReason' : 'identityNumber' };
  }
  const reason = written.ok ? written.text : '';
  return store.transaction(() => {
    const frozenAt = context.now();
    const { period, state } = order;
    const opened = store.period.find(period);
    if (!opened) return { kind: 'refused', fault: 'notOpened' };
    const questions = questionsOf(context)(opened.form);
    const areas = monthSums(context, period, questions, null);
    const inForce = store.extract.inForce(period);
    const latest = store.extract.ofPeriod(period, questionsOf(context)).at(-1) ?? null;
    const fault = freezeFault(
      {
        dates: store.extract.datesOf(period),
        received: areas[0]?.received ?? 0,
        latest: latest && { number: latest.number, state: latest.state, isSame: isSame(latest) },
        today: dayOf(frozenAt),
      },
      { ...order, reason },
    );
    if (fault) return { kind: 'refused', fault };

    const relations = relationsOf(store.form.byVersion(opened.form));
    const threshold = config.suppressionThreshold;
    const { hidden, withheld } = suppress({
      threshold,
      period,
      questions,
      relations,
      areas,
      extractsOf: tables(context),
    });
    const head = { period, number: (latest?.number ?? 0) + 1, state, form: opened.form, threshold, withheld };
    const extract = store.extract.add(
      {
        ...head,
        ...{ reason, who: actor.who, frozenAt, questions },
        areas: areas.map((area, index) => ({ ...area, hidden: hidden[index] ?? [] })),
      },
      inForce,
    );
    if (state === 'final') store.period.makeFinal(period, frozenAt);
    const { number, sha256 } = extract;
    const details = { state, withheld, reason, submissions: inForce.length, sha256 };
    store.event.record({
      at: frozenAt,
      who: actor.who,
      what: 'extract.frozen',
      subject: `extract:${period}:${number}`,
      details,
    });
    return { kind: 'frozen', extract };

    function isSame({ number, areas: [before] }: Extract): boolean {
      const ids = inForce.map(({ id }) => id).join();
      return ids === store.extract.restsOn(period, number).join() && before?.expected === areas[0]?.expected;
    }
  });
}

/** The questions of a form version, in their order. */
export function questionsOf({ store }: Pick<Context, 'store'>): (form: string) => string[] {
  return (form) => store.form.byVersion(form).questions.map(({ id }) => id);
}

type AreaSums = { area: string; expected: number; received: number; onTime: number; values: (number | null)[] };

/** The sums as known at a time, or now: the nation, then the counties as they were when the month was opened, by number. */
export function monthSums(
  { store, now }: Pick<Context, 'store' | 'now'>,
  period: Period,
  questions: string[],
  asOf: Instant | null,
): AreaSums[] {
  const moment = store.totals.moment(asOf, now());
  const groups = store.totals.groups({ from: period, to: period, questions, per: 'county', moment, reach: null });
  const counties = [...Map.groupBy(groups, ({ county }) => county)]
    .map(([county, parts]) => sumOf(county, parts, questions))
    .toSorted((one, other) => (one.area < other.area ? -1 : 1));
  return [sumOf(nation, groups, questions), ...counties];
}

function sumOf(area: string, groups: Group[], questions: string[]): AreaSums {
  const count = (name: 'expected' | 'received' | 'onTime') => groups.reduce((sum, group) => sum + group[name], 0);
  const values = questions.map((_, index) => {
    const known = groups.map(({ sums }) => sums[index] ?? null).filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
  });
  return { area, expected: count('expected'), received: count('received'), onTime: count('onTime'), values };
}

/** The extracts of a month that the public knows, as suppression reads them. */
function tables(context: Pick<Context, 'store'>): (period: Period) => FigureTable[] {
  const relations = new Map<string, Relations>();
  const relationsFor = (form: string): Relations => {
    const known = relations.get(form) ?? relationsOf(context.store.form.byVersion(form));
    relations.set(form, known);
    return known;
  };
  return (period) =>
    context.store.extract
      .ofPeriod(period, questionsOf(context))
      .filter(({ withheld }) => !withheld)
      .map(({ questions, areas, form }) => ({ period, questions, relations: relationsFor(form), areas }));
}
