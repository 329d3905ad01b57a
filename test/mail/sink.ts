// A real mail server that takes everything, for tests that look at what arrives.

import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export type Arrived = {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  parsed: ParsedMail;
};

export type Sink = { url: string; arrived: Arrived[]; close: () => Promise<void> };

export async function startSink(): Promise<Sink> {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, session, done) => void take(stream, session).finally(done),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    arrived,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };

  async function take(stream: Readable, session: SMTPServerSession): Promise<void> {
    const parsed = await simpleParser(await buffer(stream));
    const to = session.envelope.rcptTo.map(({ address }) => address).join();
    const { subject = '', text = '', html, messageId = '' } = parsed;
    arrived.push({ to, subject, text, html: html || '', messageId, parsed });
  }
}
