// A real mail server as a process of its own, which outlives those that send to it: takes every mail, prints its
// Message-ID once it is stored, and answers after 0 to 40 ms, so that a sender can be killed in between. A mail that breaks
// off is not stored.

import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { randomFrom } from '../../src/domain/random.ts';

const random = randomFrom(process.argv[2] ?? '');

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData: (stream, _session, done) => void take(stream).finally(done),
});
async function take(stream: Readable): Promise<void> {
  const mail = await text(stream).catch(() => null);
  if (mail === null) return;
  await wait(random() * 10);
  process.stdout.write(`stored ${/^Message-ID:\s*(<[^>]+>)/im.exec(mail)?.[1] ?? 'nothing'}\n`);
  await wait(random() * 40);
}

// Whoever was killed leaves a connection behind.
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening ${(server.server.address() as AddressInfo).port}\n`);
});
