// A review: a governor and a set of offices go through the KVP decisions of a span together. An entry is one decision: the
// chosen option for each criterion and nothing about the person. The result is counted, never typed.

import { parseLine, parseText, type TextFault } from './free-text.ts';
import { type Day, type Instant, parseDay } from './period.ts';
import { type Criterion, optionsOf } from './review-criteria.ts';

export type Review = {
  id: number;
  governor: string;
  title: string;
  /** The decisions are dated from the one day to the other, both included. */
  from: Day;
  to: Day;
  units: string[];
  /** `review-1`: the version of the criteria. */
  criteria: string;
  name: string;
  createdAt: Instant;
  closed: { conclusion: string; name: string; at: Instant } | null;
};

/** The option chosen, by criterion. */
export type ReviewAnswers = Record<string, string>;

export type ReviewEntry = {
  id: number;
  unit: string;
  /** Counted within the unit; one that is withdrawn keeps its number. */
  number: number;
  answers: ReviewAnswers;
  name: string;
  at: Instant;
  withdrawn: { reason: WithdrawalReason; name: string; at: Instant } | null;
};

/** Chosen, not written: free text about a decision could tell of a person. */
export const withdrawalReasons = ['twice', 'wrongAnswers', 'wrongUnit', 'outsideSpan'] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

export type TypedReview = { title: string; from: string; to: string; units: string[] };
export type ReviewFault = {
  field: 'title' | 'from' | 'to' | 'units';
  fault: TextFault | 'day' | 'tooEarly' | 'future' | 'before' | 'span' | 'none' | 'outside';
};

const longestTitle = 150;
const longestConclusion = 4000;
const longestSpanInYears = 3;
/** The programme began with the law of that day. */
const firstDay: Day = '2007-11-01';

/**
 * Takes what was typed, days as ISO days, and the units that the governor may choose; gives the review, or every fault. The
 * last day may be ahead, as when a year is gone through before it is over.
 */
export function parseReview(
  typed: TypedReview,
  own: ReadonlySet<string>,
  today: Day,
): ({ ok: true } & TypedReview) | { ok: false; faults: ReviewFault[] } {
  const faults: ReviewFault[] = [];
  const title = parseLine(typed.title, longestTitle);
  if (!title.ok) faults.push({ field: 'title', fault: title.fault });
  const [from, to] = [parseDay(typed.from), parseDay(typed.to)];
  if (from === null) faults.push({ field: 'from', fault: 'day' });
  else if (from < firstDay) faults.push({ field: 'from', fault: 'tooEarly' });
  else if (from > today) faults.push({ field: 'from', fault: 'future' });
  if (to === null) faults.push({ field: 'to', fault: 'day' });
  else if (from !== null && to < from) faults.push({ field: 'to', fault: 'before' });
  else if (from !== null && to >= yearsAfter(from, longestSpanInYears)) faults.push({ field: 'to', fault: 'span' });
  const units = [...new Set(typed.units)].toSorted();
  if (units.length === 0) faults.push({ field: 'units', fault: 'none' });
  if (units.some((unit) => !own.has(unit))) faults.push({ field: 'units', fault: 'outside' });
  if (!title.ok || faults.length > 0 || from === null || to === null) return { ok: false, faults };
  return { ok: true, title: title.text, from, to, units };
}

function yearsAfter(day: Day, years: number): Day {
  return Temporal.PlainDate.from(day).add({ years }).toString();
}

/** Takes the chosen options by criterion; gives the answers, or the criteria that have none that is known. */
export function parseEntry(
  criteria: Criterion[],
  typed: ReviewAnswers,
): { ok: true; answers: ReviewAnswers } | { ok: false; unanswered: string[] } {
  const answers: ReviewAnswers = {};
  for (const one of criteria) {
    const option = optionsOf(one).find((known) => Object.hasOwn(typed, one.id) && known === typed[one.id]);
    if (option !== undefined) answers[one.id] = option;
  }
  const unanswered = criteria.map(({ id }) => id).filter((id) => answers[id] === undefined);
  return unanswered.length > 0 ? { ok: false, unanswered } : { ok: true, answers };
}

export function parseConclusion(typed: string): ReturnType<typeof parseText> {
  return parseText(typed, longestConclusion);
}

/** `assessed` and `share` of yes are null for a choice, and `share` where nothing could be assessed. */
export type CriterionResult = {
  counts: Record<string, number>;
  assessed: number | null;
  share: number | null;
};
export type Tally = { decisions: number; criteria: Record<string, CriterionResult> };
export type ReviewResult = { units: { unit: string; tally: Tally }[]; all: Tally };

/** Counts the entries that are not withdrawn, for each of the units and for all of them together. */
export function resultOf(criteria: Criterion[], units: string[], entries: ReviewEntry[]): ReviewResult {
  const counted = entries.filter(({ withdrawn }) => withdrawn === null);
  const byUnit = Map.groupBy(counted, ({ unit }) => unit);
  return {
    units: units.map((unit) => ({ unit, tally: tallyOf(criteria, byUnit.get(unit) ?? []) })),
    all: tallyOf(criteria, counted),
  };
}

function tallyOf(criteria: Criterion[], entries: ReviewEntry[]): Tally {
  const results = criteria.map((one): [string, CriterionResult] => {
    const count = (option: string) => entries.filter(({ answers }) => answers[one.id] === option).length;
    const counts = Object.fromEntries(optionsOf(one).map((option) => [option, count(option)]));
    if (one.kind === 'choice') return [one.id, { counts, assessed: null, share: null }];
    const assessed = entries.length - count('notAssessable');
    return [one.id, { counts, assessed, share: assessed === 0 ? null : count('yes') / assessed }];
  });
  return { decisions: entries.length, criteria: Object.fromEntries(results) };
}

/** Of those that could be assessed, how many were found in order. */
export type YesOf = { yes: number; assessed: number };
/** `weak`: the units of which less than half were found in order, the weakest first. */
export type Concern = YesOf & { criterion: string; weak: ({ unit: string } & YesOf)[] };

/** What to supervise next: the criteria that not all decisions met, the lowest share first. */
export function concernsOf(criteria: Criterion[], { units, all }: ReviewResult): Concern[] {
  const concerns = criteria.flatMap((one): Concern[] => {
    const together = yesOf(resultFor(all, one));
    if (!together || together.yes === together.assessed) return [];
    const weak = units.flatMap(({ unit, tally }) => {
      const own = yesOf(resultFor(tally, one));
      return own && shareOf(own) < 0.5 ? [{ unit, ...own }] : [];
    });
    return [{ criterion: one.id, ...together, weak: weak.toSorted((a, b) => shareOf(a) - shareOf(b)) }];
  });
  return concerns.toSorted((a, b) => shareOf(a) - shareOf(b));
}

/** Null for a choice, and where nothing could be assessed. */
function yesOf({ counts, assessed }: CriterionResult): YesOf | null {
  return assessed === null || assessed === 0 ? null : { yes: counts['yes'] ?? 0, assessed };
}

function shareOf({ yes, assessed }: YesOf): number {
  return yes / assessed;
}

/** The result for one of the criteria that were counted. Throws for another. */
export function resultFor(tally: Tally, { id }: Pick<Criterion, 'id'>): CriterionResult {
  const found = tally.criteria[id];
  if (!found) throw new Error(`${id} was not counted`);
  return found;
}
