// Rows of a reports file, for tests that need one.

const questions = [
  ...['applications_received', 'applications_granted', 'applications_rejected', 'participants_start', 'started'],
  ...['started_transferred', 'ended_completed', 'ended_absence', 'ended_moved', 'ended_after_break', 'ended_other'],
  ...['participants_end', 'on_leave_end', 'extensions_granted', 'women_end', 'under_30_end', 'providers_end'],
  ...['outcome_work', 'outcome_subsidised_work', 'outcome_labour_measure', 'outcome_education'],
  ...['outcome_disability_or_aap', 'outcome_social_assistance', 'outcome_other'],
];

export const heading = 'unit,period,question,value\n';

/** A report with `end` participants and nothing happening; `changes` replaces values, or adds rows; null leaves one out. */
export function reportRows(
  unit: string,
  period: string,
  end: number,
  changes: Record<string, string | number | null> = {},
): string {
  const answers = Object.fromEntries(questions.map((question) => [question, 0]));
  const all: Record<string, string | number | null> = {
    ...answers,
    participants_start: end,
    participants_end: end,
    ...changes,
  };
  const told = Object.entries(all).filter(([, value]) => value !== null);
  return told.map(([question, value]) => `${unit},${period},${question},"${value}"\n`).join('');
}

export function fileOf(reports: string[]): string {
  return heading + reports.join('');
}
