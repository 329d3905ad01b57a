// A mail server that fails where it is told to, and remembers what it stored. As small as SMTP lets it be.

import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export const faults = [
  'none',
  'hang before greeting',
  'close before greeting',
  'garbage greeting',
  '421 greeting',
  '554 greeting',
  'close after EHLO',
  '451 at MAIL',
  '550 at MAIL',
  '451 at RCPT',
  '550 at RCPT',
  '550 5.7.1 at RCPT',
  'close at RCPT',
  '451 at DATA',
  '554 at DATA',
  'close at DATA',
  '451 after the message',
  '554 after the message',
  'stored, then closed',
  'stored, then hangs',
  'lost, then closed',
] as const;
export type Fault = (typeof faults)[number];

/** `sender`: the return path. */
export type Stored = { sender: string; recipient: string; raw: string };

export type FaultServer = {
  url: string;
  /** What the server took responsibility for, whether or not the sender was told. */
  stored: Stored[];
  /** The fault of the next sessions. */
  fault: Fault;
  sessions: number;
  /** Ends every connection that is open. */
  hangUp: () => void;
  close: () => Promise<void>;
};

export async function startFaultServer(): Promise<FaultServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    running.sessions += 1;
    converse(socket, running);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const running: FaultServer = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stored: [],
    fault: 'none',
    sessions: 0,
    hangUp: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return running;
}

function converse(socket: Socket, server: FaultServer): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  const atStart = server.fault;
  if (atStart === 'hang before greeting') return;
  if (atStart === 'close before greeting') return void socket.end();
  if (atStart === 'garbage greeting') return void say('HTTP/1.1 400 Bad Request');
  if (atStart === '421 greeting') return void socket.end('421 4.3.2 too busy\r\n');
  if (atStart === '554 greeting') return void socket.end('554 no mail service here\r\n');
  say('220 mail.example.org ESMTP');

  let sender = '';
  let recipient = '';
  let inData = false;
  let buffer = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    buffer += chunk;
    while (true) {
      if (inData) {
        const end = buffer.indexOf('\r\n.\r\n');
        if (end < 0) return;
        const raw = buffer.slice(0, end);
        buffer = buffer.slice(end + 5);
        inData = false;
        if (afterMessage(server.fault, { sender, recipient, raw })) return;
        continue;
      }
      const end = buffer.indexOf('\r\n');
      if (end < 0) return;
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      if (command(line, server.fault)) return;
    }
  });

  /** True when the session is over. */
  function command(line: string, fault: Fault): boolean {
    const word = line.slice(0, 4).toUpperCase();
    if (word === 'EHLO') {
      if (fault === 'close after EHLO') return close();
      say('250 mail.example.org');
    } else if (word === 'MAIL') {
      sender = /<(.*)>/.exec(line)?.[1] ?? '';
      say(fault === '451 at MAIL' ? '451 4.3.0 later' : fault === '550 at MAIL' ? '550 5.7.1 not you' : '250 ok');
    } else if (word === 'RCPT') {
      recipient = /<(.*)>/.exec(line)?.[1] ?? '';
      if (fault === 'close at RCPT') return close();
      if (fault === '451 at RCPT') say('451 4.7.1 greylisted');
      else if (fault === '550 at RCPT') say('550 5.1.1 no such user');
      else if (fault === '550 5.7.1 at RCPT') say('550 5.7.1 relaying denied');
      else say('250 ok');
    } else if (word === 'DATA') {
      if (fault === 'close at DATA') return close();
      if (fault === '451 at DATA') say('451 4.3.0 later');
      else if (fault === '554 at DATA') say('554 5.5.1 no valid recipients');
      else {
        inData = true;
        say('354 go ahead');
      }
    } else if (word === 'QUIT') {
      socket.end('221 bye\r\n');
      return true;
    } else say('250 ok');
    return false;
  }

  function afterMessage(fault: Fault, message: Stored): boolean {
    if (fault === '451 after the message') say('451 4.3.0 later');
    else if (fault === '554 after the message') say('554 5.6.0 not taken');
    else if (fault === 'lost, then closed') return close();
    else {
      server.stored.push(message);
      if (fault === 'stored, then closed') return close();
      if (fault !== 'stored, then hangs') say('250 2.0.0 queued');
    }
    return false;
  }

  function close(): true {
    socket.end();
    return true;
  }
}

/** The header of a stored message, unfolded; null when it has none of that name. */
export function headerOf(raw: string, name: string): string | null {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const line = head.split('\r\n').find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
}
