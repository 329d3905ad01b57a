// What every entry is given: the settings, the database, the way out for mail, and the time. All the dependency
// injection there is, and the only file that reads the clock.

import type { Config } from './config.ts';
import type { Instant } from './domain/period.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Store } from './store/store.ts';

export type Context = {
  config: Config;
  store: Store;
  mailer: Mailer;
  /** The time now, UTC with milliseconds. */
  now: () => Instant;
};

/** The system clock. */
export function systemClock(): Instant {
  return new Date().toISOString();
}
