// A real mail server that refuses the recipients it is told to, and takes everything else.

import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type RefusingSink = {
  url: string;
  /** Addresses refused at RCPT with `answer`. */
  refused: Set<string>;
  answer: string;
  arrived: { to: string; messageId: string; text: string }[];
  close: () => Promise<void>;
};

export async function startRefusingSink(): Promise<RefusingSink> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => {
      if (!sink.refused.has(address)) return done();
      const [code = '', ...words] = sink.answer.split(' ');
      return done(Object.assign(new Error(words.join(' ')), { responseCode: Number(code) }));
    },
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address).join();
      void take(stream, to).finally(done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const sink: RefusingSink = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    refused: new Set(),
    answer: '550 5.1.1 no such user here',
    arrived: [],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return sink;

  async function take(stream: Readable, to: string): Promise<void> {
    const { messageId = '', text = '' } = await simpleParser(await buffer(stream));
    sink.arrived.push({ to, messageId, text });
  }
}
