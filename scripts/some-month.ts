// A month's answers for the scripts that deliver for every unit.

export type Answers = Record<string, number>;

/** A month that adds up from the opening number, another one for each seed. */
export function someMonth(start: number, seed: number): Answers {
  const started = 1 + (seed % 3);
  const completed = Math.min(start, seed % 2);
  const moved = Math.min(start - completed, seed % 5 === 0 ? 1 : 0);
  const end = start + started - completed - moved;
  return {
    applications_received: started + 1,
    applications_granted: started,
    applications_rejected: seed % 4 === 0 ? 1 : 0,
    participants_start: start,
    started,
    started_transferred: seed % 7 === 0 ? 1 : 0,
    ended_completed: completed,
    ended_absence: 0,
    ended_moved: moved,
    ended_after_break: 0,
    ended_other: 0,
    participants_end: end,
    on_leave_end: Math.floor(end / 10),
    extensions_granted: 0,
    women_end: Math.ceil(end / 2),
    under_30_end: Math.floor(end / 3),
    providers_end: Math.floor(end / 4),
    outcome_work: completed,
    outcome_subsidised_work: 0,
    outcome_labour_measure: 0,
    outcome_education: 0,
    outcome_disability_or_aap: 0,
    outcome_social_assistance: 0,
    outcome_other: 0,
  };
}
