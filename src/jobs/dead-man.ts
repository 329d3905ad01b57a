// Tells a watcher outside that the chasing lives: it raises the alarm when it hears nothing. A watcher that does not
// answer must never be felt here.

import type { Logger } from 'pino';

const timeout = 10_000;

/** Fetches the address, and forgets about it: never throws, and nobody waits for it. */
export function tellAlive(url: string, log: Pick<Logger, 'warn'>): void {
  fetch(url, { signal: AbortSignal.timeout(timeout), headers: { 'User-Agent': 'kvp-rapport' } })
    .then(async (answer) => {
      await answer.body?.cancel();
      if (!answer.ok) log.warn({ status: answer.status }, 'The dead-man address did not take the sign of life');
    })
    .catch((fault: unknown) => log.warn(fault, 'The dead-man address could not be reached'));
}
