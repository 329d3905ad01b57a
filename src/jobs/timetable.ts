// When the jobs wake, in cron's notation and Oslo time. What they then do is read from the database: a wake that is lost
// or doubled changes nothing.

export type Job = { name: 'tick' | 'clear'; cron: string };

export const timetable: Job[] = [
  { name: 'tick', cron: '*/10 * * * *' },
  { name: 'clear', cron: '25 4 * * *' },
];
