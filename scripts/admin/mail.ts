// The commands about mail: the brake, and what a mail server pipes bounces into.

import { mailPause, pauseMail, releaseMail } from '../../src/actions/mail-pause.ts';
import { takeBounce } from '../../src/actions/take-bounce.ts';
import type { TextFault } from '../../src/domain/free-text.ts';
import { parseMailReason } from '../../src/domain/mail-switch.ts';
import { type Command, counted, remark, say } from './command.ts';

const largest = 1_000_000;

const reasonFaults: Record<TextFault, string> = {
  empty: '<reason> is empty: it is what those who wonder will see.',
  tooLong: '<reason> is longer than 300 characters.',
  identityNumber: '<reason> holds a national identity number.',
};

export const mailCommands: Command[] = [
  {
    name: 'mail pause',
    usage: 'mail pause <reason>',
    help: `Lets no notices go out until mail is released.
Codes to sign in with go out all the same. What falls due meanwhile waits in the ledger.`,
    arguments: ['reason'],
    options: {},
    database: 'open',
    run(context, given) {
      const reason = parseMailReason(given.argument('reason'));
      if (!reason.ok) return [reasonFaults[reason.fault]];
      const before = mailPause(context);
      if (before !== null) return [`Mail is paused already, since ${before.at}: ${before.reason}.`];
      pauseMail(context, { at: context.now(), reason: reason.text }, 'command');
      say('Mail is paused until it is released.');
      return [];
    },
  },
  {
    name: 'mail release',
    usage: 'mail release',
    help: `Lets mail go out again, after a restore, a brake or a pause.
See first what would go: "tick --dry-run" tells, and so does the page /notices. What waits goes out within ten minutes;
what has grown too old meanwhile is skipped.`,
    arguments: [],
    options: {},
    database: 'open',
    run(context) {
      const before = mailPause(context);
      if (before === null) return ['Mail is not paused.'];
      releaseMail(context, { at: context.now(), who: 'command' });
      const { count } = context.store.notice.waiting();
      say(`Mail is released; it was paused since ${before.at}: ${before.reason}. ${counted(count, 'notices')} wait.`);
      return [];
    },
  },
  {
    name: 'bounce',
    usage: 'bounce < mail',
    help: `Takes in a mail that came back, from standard input.
For the address that BOUNCE_ADDRESS, or else MAIL_FROM, names: let the mail server pipe what comes there into this command, as a .forward with
"|npm --silent --prefix /path run admin -- bounce" does. A delivery status notification (RFC 3464) marks the notice as
bounced, and opens an incident when the address is dead; one about a delay is only noted. Anything else is refused with
exit code 1, and kept for the directorate to read at /incidents.`,
    arguments: [],
    options: {},
    database: 'open',
    async run(context) {
      const raw = await readInput();
      const result = takeBounce(context, raw);
      if (!result.ok) return [`The mail is kept for a person: ${result.fault}.`];
      const { taken, bounce, addressDead } = result;
      if (taken === 'known') remark('It is known already that this mail came back.');
      else say(`${taken === 'bounced' ? 'Bounced' : `Noted, ${bounce.outcome}`}: ${bounce.status} ${bounce.answer}`);
      if (addressDead) say('The address is dead: an incident is open.');
      return [];
    },
  },
];

/** As much as a bounce can be; the rest is read and left, so that the mail server can finish. */
async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    if (length < largest) chunks.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(chunks).subarray(0, largest);
}
