// What every entry is given: the settings, the database, the way out for mail, and the time. All the dependency
// injection there is, and the only file that reads the clock.

import type { Config } from './config.ts';
import type { Instant } from './domain/period.ts';
import { keptMailer } from './mail/kept.ts';
import type { Mailer } from './mail/mailer.ts';
import { smtpMailer } from './mail/smtp.ts';
import { openStore, type Store } from './store/store.ts';

export type Context = {
  config: Config;
  store: Store;
  mailer: Mailer;
  /** The time now, UTC with milliseconds. */
  now: () => Instant;
};

/** Opens the database and the way out for mail. Throws when the database cannot be opened or is of a newer version. */
export function openContext(config: Config, now: () => Instant = systemClock): Context {
  const store = openStore(config.databaseFile);
  const mailer =
    config.smtpUrl === null
      ? keptMailer(store.keptMail, config.mailFrom, now)
      : smtpMailer(config.smtpUrl, config.mailFrom, undefined, config.bounceAddress);
  return { config, store, mailer, now };
}

/** The system clock, for what runs without a context. */
export function systemClock(): Instant {
  return new Date().toISOString();
}
