// An extract is a month as it was frozen: which submissions counted, the sums of the nation and the counties, and which
// of them the public does not see. Public statistics are made from extracts and nothing else.

import type { Day, Instant, Period } from './period.ts';
import type { AreaFigures } from './suppression-network.ts';

export const extractStates = ['provisional', 'final'] as const;
export type ExtractState = (typeof extractStates)[number];

/** What is told of an extract without its figures; numbered from 1 within its month. */
export type ExtractHead = {
  period: Period;
  number: number;
  state: ExtractState;
  form: string;
  /** Counts below it were hidden. */
  threshold: number;
  /** Nothing of it can be shown; the extract before it stands. */
  withheld: boolean;
  reason: string;
  who: string;
  frozenAt: Instant;
  sha256: string;
};

/** The figures of one area, '' being the nation; counts are of reports. */
export type ExtractArea = AreaFigures & { expected: number; received: number; onTime: number };

/** The nation comes first; values and flags are in the order of the questions. */
export type Extract = ExtractHead & { questions: string[]; areas: ExtractArea[] };

/** Why a month cannot be frozen now. */
export type FreezeFault =
  | 'notOpened'
  | 'beforeDeadline'
  | 'beforeClosing'
  | 'nothingReceived'
  | 'afterFinal'
  | 'unchanged'
  | 'noReason'
  | 'longReason'
  | 'identityNumber'
  | 'changedMeanwhile';

export type FreezeFacts = {
  /** The last days of the month's reports; null when the month was never opened. */
  dates: { deadline: Day; closesOn: Day } | null;
  received: number;
  /** The newest extract of the month, and whether it rests on the same submissions and exemptions. */
  latest: (Pick<ExtractHead, 'number' | 'state'> & { isSame: boolean }) | null;
  today: Day;
};

/**
 * Judges an order to freeze a month. Provisional: once its deadline has passed. Final: once its closing day has, so that
 * no office can correct it any more. A further extract needs a reason and something new. `after` is the number of the
 * newest extract that the person has seen.
 */
export function freezeFault(
  { dates, received, latest, today }: FreezeFacts,
  order: { state: ExtractState; reason: string; after: number },
): FreezeFault | null {
  if (!dates) return 'notOpened';
  if (order.after !== (latest?.number ?? 0)) return 'changedMeanwhile';
  const early = tooEarly(dates, order.state, today);
  if (early) return early;
  if (received === 0) return 'nothingReceived';
  if (!latest) return null;
  if (isStepBack(order.state, latest)) return 'afterFinal';
  if (latest.isSame && latest.state === order.state) return 'unchanged';
  return order.reason === '' ? 'noReason' : null;
}

/** The states that the month can be frozen in by now: those to offer before anything else of an order is known. */
export function freezableStates(
  dates: FreezeFacts['dates'],
  latest: Pick<ExtractHead, 'state'> | null,
  today: Day,
): ExtractState[] {
  if (!dates) return [];
  return extractStates.filter((state) => tooEarly(dates, state, today) === null && !isStepBack(state, latest));
}

function tooEarly(
  { deadline, closesOn }: NonNullable<FreezeFacts['dates']>,
  state: ExtractState,
  today: Day,
): FreezeFault | null {
  if (today <= deadline) return 'beforeDeadline';
  return state === 'final' && today <= closesOn ? 'beforeClosing' : null;
}

function isStepBack(state: ExtractState, latest: Pick<ExtractHead, 'state'> | null): boolean {
  return state === 'provisional' && latest?.state === 'final';
}

/** What the public sees of a figure: null where it is hidden, nothing was received or nothing was asked. */
export function shownValue({ values, hidden }: AreaFigures, index: number): number | null {
  return hidden[index] ? null : (values[index] ?? null);
}
