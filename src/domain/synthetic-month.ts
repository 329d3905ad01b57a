// One month of one unit of the made-up history: numbers that obey every rule of the form kvp-1, and a reason wherever
// they would raise a warning.

import type { Answers } from './answers.ts';
import { happens, oneOf, poisson, type Random } from './random.ts';

/** What a unit is like; drawn once. */
export type UnitNature = {
  /** Mean number of participants. */
  size: number;
  women: number;
  under30: number;
  providers: number;
  /** The language that reasons and comments are written in. */
  language: 'nb' | 'nn';
};

export type MonthBefore = {
  answers: Answers | null;
  /** How many delivered months in a row, up to last month, ended with nobody. */
  emptyMonths: number;
};

export type MadeMonth = { answers: Answers; reasons: Record<string, string> };

/** Mean months in the programme, leave and breaks included. */
const meanStay = 14;

/** How busy a calendar month is: July stands still, August and January pick up. */
const busyness = [1.15, 1.1, 1.1, 0.95, 0.95, 0.85, 0.35, 1.35, 1.3, 1.15, 1.05, 0.7];

const outcomeShares: [string, number][] = [
  ['outcome_work', 0.34],
  ['outcome_subsidised_work', 0.07],
  ['outcome_labour_measure', 0.13],
  ['outcome_education', 0.12],
  ['outcome_disability_or_aap', 0.16],
  ['outcome_social_assistance', 0.12],
  ['outcome_other', 0.06],
];

const texts = {
  nb: {
    rise: 'Flere søknader ble ferdig behandlet samtidig, derfor stor økning.',
    fall: 'Flere deltakere fullførte programmet denne måneden.',
    nobody: 'Den siste deltakeren sluttet i måneden.',
  },
  nn: {
    rise: 'Fleire søknader blei ferdig handsama samtidig, difor stor auke.',
    fall: 'Fleire deltakarar fullførte programmet denne månaden.',
    nobody: 'Den siste deltakaren slutta i månaden.',
  },
};

/**
 * Makes a month. `start` is the opening number, `month` the calendar month from 1. Applications are decided, and those
 * granted started, within the month, so that the sums over twelve months (W3, W7) always hold.
 */
export function makeMonth(
  random: Random,
  nature: UnitNature,
  start: number,
  month: number,
  before: MonthBefore,
): MadeMonth {
  const pace = (busyness[month - 1] ?? 1) / meanStay;
  const started = poisson(random, nature.size * pace);
  const transferred = started > 0 && happens(random, 0.05) ? 1 : 0;
  const ended = endings(random, start, pace);
  const end = start + started - sum(ended);
  const granted = started - transferred + (happens(random, 0.03) ? 1 : 0);
  const rejected = poisson(random, nature.size * pace * 0.12);
  const answers: Answers = {
    applications_received: granted + rejected + poisson(random, nature.size * pace * 0.08),
    applications_granted: granted,
    applications_rejected: rejected,
    participants_start: start,
    started,
    started_transferred: transferred,
    ...ended,
    participants_end: end,
    extensions_granted: Math.min(poisson(random, start * 0.03), start + started),
    ...composition(random, nature, end),
    ...(started + sum(ended) === 0 && before.answers?.participants_end === end ? stocksOf(before.answers) : {}),
    ...outcomes(random, (ended.ended_completed ?? 0) + (ended.ended_after_break ?? 0)),
  };
  // The third empty month in a row is told with the button "nothing to report", which asks for no reason.
  if (end === 0 && start === 0 && before.emptyMonths >= 2) {
    for (const question of Object.keys(answers)) answers[question] = 0;
  }
  if (before.answers !== null && isSame(answers, before.answers))
    answers.applications_received = granted + rejected + 1;
  // Twice the same again would still raise W8.
  if (before.answers !== null && isSame(answers, before.answers)) answers.applications_received = granted + rejected;
  return { answers, reasons: reasonsFor(answers, texts[nature.language]) };
}

function endings(random: Random, start: number, pace: number): Answers {
  const number = Math.min(poisson(random, start * pace), start);
  // More than a tenth of ten or more ending by absence would raise W5.
  const mostAbsent = start >= 10 ? Math.floor(start / 10) : start;
  const ended = { ended_completed: 0, ended_absence: 0, ended_moved: 0, ended_after_break: 0, ended_other: 0 };
  for (let index = 0; index < number; index += 1) {
    const drawn = random();
    if (drawn < 0.14 && ended.ended_absence < mostAbsent) ended.ended_absence += 1;
    else if (drawn < 0.76) ended.ended_completed += 1;
    else if (drawn < 0.84) ended.ended_moved += 1;
    else if (drawn < 0.93) ended.ended_after_break += 1;
    else ended.ended_other += 1;
  }
  return ended;
}

function composition(random: Random, nature: UnitNature, end: number): Answers {
  const part = (share: number) => Math.max(0, Math.min(end, Math.round(end * share + (random() - 0.5))));
  const women = part(nature.women);
  return {
    // None or all of ten or more would raise W9.
    women_end: end >= 10 ? Math.max(1, Math.min(end - 1, women)) : women,
    under_30_end: part(nature.under30),
    providers_end: part(nature.providers),
    on_leave_end: Math.min(poisson(random, end * 0.06), Math.floor(end / 4)),
  };
}

/** Where nobody came or went, those who are there are the same as last month. */
function stocksOf(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([question]) => isStock(question)));
}

function isStock(question: string): boolean {
  return question.endsWith('_end');
}

function outcomes(random: Random, number: number): Answers {
  const counts: Answers = Object.fromEntries(outcomeShares.map(([question]) => [question, 0]));
  for (let index = 0; index < number; index += 1) {
    let left = random();
    const drawn = outcomeShares.find(([, share]) => (left -= share) < 0)?.[0] ?? 'outcome_other';
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  return counts;
}

function reasonsFor(answers: Answers, text: (typeof texts)['nb']): Record<string, string> {
  const { participants_start: start = 0, participants_end: end = 0 } = answers;
  const reasons: Record<string, string> = {};
  if (Math.abs(end - start) >= 3 && 10 * Math.abs(end - start) > 3 * start)
    reasons.W1 = end > start ? text.rise : text.fall;
  if (end === 0 && start > 0) reasons.W2 = text.nobody;
  return reasons;
}

/** As W8 asks: every number the same, and something happened. */
function isSame(one: Answers, other: Answers): boolean {
  const flows = Object.keys(one).filter((question) => !isStock(question) && question !== 'participants_start');
  return (
    Object.entries(one).every(([question, value]) => other[question] === value) &&
    flows.some((flow) => (one[flow] ?? 0) > 0)
  );
}

function sum(answers: Answers): number {
  return Object.values(answers).reduce((total, value) => total + value, 0);
}

/** The same month as it was first told, with a slip that a correction then mends; still within every rule. */
export function withSlip(
  random: Random,
  { answers }: MadeMonth,
): { answers: Answers; kind: 'outcome' | 'ended' | 'received' } {
  const { participants_start: start = 0, participants_end: end = 0, women_end: women = 0 } = answers;
  const told = outcomeShares.map(([question]) => question).filter((question) => (answers[question] ?? 0) > 0);
  const add = (changes: Answers): Answers =>
    Object.fromEntries(
      Object.entries(answers).map(([question, value]) => [question, value + (changes[question] ?? 0)]),
    );
  const inEnd = ['women_end', 'under_30_end', 'providers_end', 'on_leave_end'];
  const mayEndOneLess = inEnd.every((question) => 4 * (answers[question] ?? 0) < 4 * (end - 1)) && women > 1;
  if (start >= 20 && mayEndOneLess && 4 * (answers.on_leave_end ?? 0) <= end - 1 && happens(random, 0.3)) {
    return { answers: add({ ended_other: 1, participants_end: -1 }), kind: 'ended' };
  }
  if (told.length > 0) {
    const from = oneOf(random, told);
    const to = oneOf(
      random,
      outcomeShares.map(([question]) => question).filter((question) => question !== from),
    );
    return { answers: add({ [from]: -1, [to]: 1 }), kind: 'outcome' };
  }
  return { answers: add({ applications_received: 1 }), kind: 'received' };
}
