// Tells a watcher outside that the chasing lives: it raises the alarm when it hears nothing. A watcher that does not
// answer must never be felt here.

import type { Logger } from 'pino';

const timeout = 10_000;

/** Fetches the address. Never throws; nobody has to wait for it. */
export async function tellAlive(url: string, log: Pick<Logger, 'warn'>): Promise<void> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeout), headers: { 'User-Agent': 'kvp-rapport' } });
    await answer.body?.cancel();
    if (!answer.ok) log.warn({ status: answer.status }, 'The dead-man address did not take the sign of life');
  } catch (fault) {
    log.warn(fault, 'The dead-man address could not be reached');
  }
}
