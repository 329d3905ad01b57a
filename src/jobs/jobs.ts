// Wakes the jobs of the timetable, and at start. node-cron is a ticker and never the truth.

import { schedule, setLogger } from 'node-cron';
import { pino } from 'pino';
import { tick } from '../actions/chase.ts';
import type { Context } from '../context.ts';
import { type Instant, timeZone } from '../domain/period.ts';
import { type Job, timetable } from './timetable.ts';

export type Jobs = {
  /** Wakes no more, starts no more mails, and waits for those under way. */
  stop: () => Promise<void>;
};

export function startJobs(context: Context): Jobs {
  const log = pino({ level: context.config.logLevel }).child({ part: 'jobs' });
  setLogger({
    info: (message) => log.debug(message),
    warn: (message) => log.warn(message),
    error: (message, fault) => log.error(fault ?? message),
    debug: (message) => log.debug(message),
  });
  let previous: Instant | null = null;
  let underWay: Promise<void> | null = null;
  let isStopping = false;

  const run: Record<Job['name'], () => Promise<void>> = {
    tick: async () => {
      const at = context.now();
      const { notices: _, ...result } = await tick(context, { at, previous, isStopping: () => isStopping });
      if (result.clockBelieved) previous = at;
      for (const alarm of result.alarms) log.error({ alarm }, 'Look at the notices');
      log.info(result, 'Ticked');
    },
  };
  /** One at a time in this process: a tick that is still sending is not overtaken. */
  const wake = (name: Job['name']) => {
    underWay ??= run[name]()
      .catch((fault: unknown) => log.error(fault, `The job ${name} failed`))
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };

  const tasks = timetable.map(({ name, cron }) => schedule(cron, () => wake(name), { timezone: timeZone }));
  for (const { name } of timetable) void wake(name);
  return {
    stop: async () => {
      isStopping = true;
      for (const task of tasks) await task.destroy();
      await underWay;
    },
  };
}
