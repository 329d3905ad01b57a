// Wakes the jobs of the timetable, and at start. node-cron is a ticker and never the truth.

import { schedule, setLogger } from 'node-cron';
import { pino } from 'pino';
import { tick } from '../actions/chase.ts';
import { clearOld } from '../actions/clear.ts';
import { verifyNightly } from '../actions/verify-nightly.ts';
import type { Context } from '../context.ts';
import { type Instant, timeZone } from '../domain/period.ts';
import { tellAlive } from './dead-man.ts';
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
  const underWay = new Map<Job['name'], Promise<void>>();
  let isStopping = false;

  const run: Record<Job['name'], () => Promise<void>> = {
    tick: async () => {
      const at = context.now();
      const { notices: _, ...result } = await tick(context, { at, previous, isStopping: () => isStopping });
      if (result.clockBelieved) previous = at;
      for (const alarm of result.alarms) log.error({ alarm }, 'Look at the notices');
      log.info(result, 'Ticked');
      // While mail is paused nobody is told either, and whoever watches from outside should know.
      const isGood = result.clockBelieved && result.paused === null;
      if (isGood && context.config.deadManUrl !== null) void tellAlive(context.config.deadManUrl, log);
    },
    clear: async () => {
      const cleared = clearOld(context);
      if (cleared !== null) log.info(cleared, 'Cleared');
    },
    verify: async () => {
      const differences = await verifyNightly(context);
      if (differences === null) return;
      if (differences.length > 0) log.error({ differences }, 'What is stored is not what was stored');
      else log.info('Verified');
    },
  };
  /** Each one at a time in this process: a tick that is still sending is not overtaken. */
  const wake = (name: Job['name']) => {
    const running = underWay.get(name);
    if (running) return running;
    const started = run[name]()
      .catch((fault: unknown) => log.error(fault, `The job ${name} failed`))
      .finally(() => underWay.delete(name));
    underWay.set(name, started);
    return started;
  };

  const tasks = timetable.map(({ name, cron }) => schedule(cron, () => wake(name), { timezone: timeZone }));
  for (const { name, atStart } of timetable) if (atStart) void wake(name);
  return {
    stop: async () => {
      isStopping = true;
      for (const task of tasks) await task.destroy();
      await Promise.all(underWay.values());
    },
  };
}
