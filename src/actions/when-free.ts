// Writes what must not be lost while somebody else writes: a long import, a second process.

import { setTimeout as wait } from 'node:timers/promises';

/** Between two tries SQLite waits by itself as well, which holds up everything in this process. In milliseconds. */
const pause = 1000;
const mostTries = 20;

/** Does the work as soon as the database is free; throws what it throws, and when the database stays busy for a minute. */
export async function whenFree<Result>(work: () => Result): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return work();
    } catch (fault) {
      if (tries === mostTries || !isBusy(fault)) throw fault;
      await wait(pause);
    }
  }
}

function isBusy(fault: unknown): boolean {
  const { code } = (fault ?? {}) as { code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY');
}
