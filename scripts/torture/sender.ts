// A service that only sends: ticks at the instant it is given, on and on as time passes from there, until it is killed or
// nothing is left to send.

import { setTimeout as wait } from 'node:timers/promises';
import { tick } from '../../src/actions/chase.ts';
import { readConfig } from '../../src/config.ts';
import { type Context, openContext } from '../../src/context.ts';

const start = Date.parse(process.argv[2] ?? '');
const settings = readConfig();
if (!settings.ok) throw new Error(settings.faults.join('\n'));
const opened = openContext(settings.config, () => new Date(start + performance.now()).toISOString());
/** The mailer as it is; the first mail is told to whoever waits to kill. */
let told = false;
const send: Context['mailer']['send'] = (message) => {
  if (!told) process.stdout.write('sending\n');
  told = true;
  return opened.mailer.send(message);
};
const context: Context = { ...opened, mailer: { ...opened.mailer, send } };
process.stdout.write('ready\n');
let waiting: number;
do {
  await tick(context, { at: context.now() });
  waiting = context.store.notice.waiting().count;
  // What another process holds is waited for, without keeping the database from it.
  await wait(20);
} while (waiting > 0 && context.now() < new Date(start + 60_000).toISOString());
process.stdout.write(`waiting ${waiting}\n`);
context.mailer.close();
context.store.close();
