// When the jobs wake, in cron's notation and Oslo time. What they then do is read from the database: a wake that is lost
// or doubled changes nothing.

/** atStart: woken when the program starts too, for what was missed while it was down. */
export type Job = { name: 'tick' | 'clear' | 'verify'; cron: string; atStart: boolean };

export const timetable: Job[] = [
  { name: 'tick', cron: '*/10 * * * *', atStart: true },
  { name: 'clear', cron: '25 4 * * *', atStart: true },
  { name: 'verify', cron: '40 4 * * *', atStart: false },
];
