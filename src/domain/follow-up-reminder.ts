// Whom overdue follow-ups are told to, and when: pure.

import { addWorkingDays } from './calendar.ts';
import type { Day } from './period.ts';

export type OverdueFollowUp = { id: number; governor: string | null; due: Day; assignee: number | null };

/**
 * The overdue follow-ups of each adviser, the oldest due first: those assigned to the person while at the governor's
 * office, and those that nobody there has, which are everybody's.
 */
export function overdueByAdviser<FollowUp extends OverdueFollowUp>(
  followUps: FollowUp[],
  people: { person: number; scope: string }[],
  today: Day,
): Map<number, FollowUp[]> {
  const byAdviser = new Map<number, FollowUp[]>();
  const byGovernor = Map.groupBy(people, ({ scope }) => scope);
  for (const followUp of followUps.toSorted((one, other) => (one.due < other.due ? -1 : 1))) {
    if (followUp.due >= today) continue;
    const advisers = new Set((byGovernor.get(followUp.governor ?? '') ?? []).map(({ person }) => person));
    const own = followUp.assignee !== null && advisers.has(followUp.assignee) ? [followUp.assignee] : advisers;
    for (const person of own) byAdviser.set(person, [...(byAdviser.get(person) ?? []), followUp]);
  }
  return byAdviser;
}

/**
 * True when one of them was not overdue yet on the day of the last reminder, or that is five working days ago: a mail
 * that says the same every morning is not read.
 */
export function wantsReminder(overdue: OverdueFollowUp[], last: Day | null, today: Day): boolean {
  if (overdue.length === 0) return false;
  if (last === null || today >= addWorkingDays(last, 5)) return true;
  return last < today && overdue.some(({ due }) => due >= last);
}
