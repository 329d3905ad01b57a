// When the jobs wake, in cron's notation and Oslo time. What they then do is read from the database: a wake that is lost
// or doubled changes nothing.

export type Job = { name: 'tick'; cron: string };

export const timetable: Job[] = [{ name: 'tick', cron: '*/10 * * * *' }];
