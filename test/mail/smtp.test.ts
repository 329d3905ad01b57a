// Every way a mail server can fail, against a real one: what was stored is never called undelivered, and what may have
// been stored is never called anything but unknown.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Mailer, Message } from '../../src/mail/mailer.ts';
import { signInCodeMessage } from '../../src/mail/access-message.ts';
import { messageIdIn } from '../../src/mail/return-path.ts';
import { smtpMailer } from '../../src/mail/smtp.ts';
import { type Fault, type FaultServer, faults, headerOf, startFaultServer } from './fault-server.ts';

const from = 'ikke-svar@example.org';
/** Nothing is decided by how quick the machine is: only a fault that hangs is waited for, and then for two seconds. */
const patient = { connection: 30_000, greeting: 30_000, socket: 30_000, message: 30_000 };
const impatient = { ...patient, greeting: 2000, socket: 2000 };
const message: Message = {
  to: { name: 'Åse Ås', address: 'aase@example.org' },
  subject: 'Påminnelse',
  text: 'Hei,\n\nmåneden mangler.\n',
  html: '<p>Hei,</p>',
  languages: ['nb', 'nn'],
  messageId: '<abc@kvp-rapport.nav.no>',
};

let server: FaultServer;
let mailer: Mailer;

beforeEach(async () => {
  server = await startFaultServer();
  mailer = smtpMailer(server.url, from, patient);
});

afterEach(async () => {
  mailer.close();
  await server.close();
});

const expected: Record<Fault, { outcome: string; addressDead?: true }> = {
  none: { outcome: 'sent' },
  'hang before greeting': { outcome: 'retry' },
  'close before greeting': { outcome: 'retry' },
  'garbage greeting': { outcome: 'retry' },
  '421 greeting': { outcome: 'retry' },
  '554 greeting': { outcome: 'retry' },
  'close after EHLO': { outcome: 'retry' },
  '451 at MAIL': { outcome: 'retry' },
  '550 at MAIL': { outcome: 'refused' },
  '451 at RCPT': { outcome: 'retry' },
  '550 at RCPT': { outcome: 'refused', addressDead: true },
  '550 5.7.1 at RCPT': { outcome: 'refused' },
  'close at RCPT': { outcome: 'retry' },
  '451 at DATA': { outcome: 'retry' },
  '554 at DATA': { outcome: 'refused' },
  'close at DATA': { outcome: 'retry' },
  '451 after the message': { outcome: 'retry' },
  '554 after the message': { outcome: 'refused' },
  'stored, then closed': { outcome: 'unknown' },
  'stored, then hangs': { outcome: 'unknown' },
  'lost, then closed': { outcome: 'unknown' },
};

function mailerFor(fault: Fault): Mailer {
  return smtpMailer(server.url, from, fault.includes('hang') ? impatient : patient);
}

describe('each fault of a mail server', () => {
  test.each(faults)('%s: is told apart', async (fault) => {
    server.fault = fault;
    mailer = mailerFor(fault);
    const { outcome, addressDead } = await mailer.send(message);
    expect({ outcome, addressDead }).toEqual({ addressDead: false, ...expected[fault] });
    if (server.stored.length > 0) expect(['sent', 'unknown']).toContain(outcome);
  });

  test.each(faults)('%s: is told apart on a connection that has carried a mail before', async (fault) => {
    mailer = mailerFor(fault);
    await mailer.send(message);
    server.fault = fault;
    const { outcome, addressDead } = await mailer.send(message);
    // Before the greeting nothing can go wrong any more: the connection is there.
    const open = fault.includes('greeting') || fault === 'close after EHLO';
    expect({ outcome, addressDead }).toEqual({ addressDead: false, ...(open ? { outcome: 'sent' } : expected[fault]) });
  });

  test('nobody listens: it may go later', async () => {
    await server.close();
    expect((await mailer.send(message)).outcome).toBe('retry');
  });

  test('a server that keeps talking without an end is left before the lease is over', async () => {
    const slow = smtpMailer(server.url, from, { ...patient, message: 2000 });
    server.fault = 'stored, then hangs';
    expect((await slow.send(message)).outcome).toBe('unknown');
    server.fault = 'hang before greeting';
    expect((await slow.send(message)).outcome).toBe('retry');
    slow.close();
  });
});

describe('a connection', () => {
  test('carries one mail after the other', async () => {
    for (let count = 0; count < 5; count += 1) expect((await mailer.send(message)).outcome).toBe('sent');
    expect(server.sessions).toBe(1);
    expect(server.stored).toHaveLength(5);
  });

  test('that the server has ended is replaced, and the mail goes once', async () => {
    await mailer.send(message);
    server.hangUp();
    expect((await mailer.send(message)).outcome).toBe('sent');
    expect(server.stored).toHaveLength(2);
    expect(server.sessions).toBe(2);
  });

  test('to another machine is never used without TLS, even when the server does not offer it', async () => {
    const strict = smtpMailer(`${server.url}?requireTLS=true`, from, impatient);
    expect((await strict.send(message)).outcome).toBe('retry');
    expect(server.stored).toEqual([]);
    strict.close();
  });

  test('with a certificate that nobody vouches for is not used', async () => {
    const selfSigned = new SMTPServer({ authOptional: true, disableReverseLookup: true, logger: false });
    await new Promise<void>((resolve) => selfSigned.listen(0, '127.0.0.1', () => resolve()));
    const { port } = selfSigned.server.address() as { port: number };
    const strict = smtpMailer(`smtp://127.0.0.1:${port}?requireTLS=true`, from, patient);
    expect((await strict.send(message)).outcome).toBe('retry');
    strict.close();
    await new Promise<void>((resolve) => selfSigned.close(resolve));
  });
});

describe('what goes over the wire', () => {
  test('says that a machine wrote it, in which languages, and carries the notice’s Message-ID', async () => {
    await mailer.send(message);
    const { raw, recipient } = server.stored[0]!;
    expect(recipient).toBe('aase@example.org');
    expect(headerOf(raw, 'Auto-Submitted')).toBe('auto-generated');
    expect(headerOf(raw, 'Content-Language')).toBe('nb, nn');
    expect(headerOf(raw, 'Message-ID')).toBe('<abc@kvp-rapport.nav.no>');
    expect(headerOf(raw, 'Reply-To')).toBeNull();
    const parsed = await simpleParser(Buffer.from(raw, 'latin1'));
    expect(parsed.subject).toBe('Påminnelse');
    expect(parsed.text?.trim()).toBe('Hei,\n\nmåneden mangler.');
    expect(parsed.from?.value).toEqual([{ name: 'KVP-rapport', address: from }]);
  });

  test('comes back to the sender, or to a return path of its own that says which mail it was', async () => {
    const id = `<${'0a'.repeat(20)}@kvp-rapport.nav.no>`;
    const ours = smtpMailer(server.url, from, patient, 'bounce@example.org');
    await mailer.send({ ...message, messageId: id });
    await ours.send({ ...message, messageId: id });
    ours.close();
    const senders = server.stored.map(({ sender }) => sender);
    expect(senders).toEqual([from, `bounce+${id.slice(1, 41)}@example.org`]);
    expect(messageIdIn(senders[1] ?? '')).toBe(id);
    expect(headerOf(server.stored[1]?.raw ?? '', 'From')).toContain(from);
  });

  test('holds the sign-in code as eight digits on a line of their own, in the text and as it is sent', async () => {
    const to = { name: 'Åse', address: 'aase@example.org' };
    await mailer.send(signInCodeMessage({ code: '01234567', language: 'nn', to }));
    const { raw } = server.stored[0]!;
    expect(raw).toMatch(/^01234567\r$/m);
    const parsed = await simpleParser(Buffer.from(raw, 'latin1'));
    expect(parsed.text?.split('\n')).toContain('01234567');
    expect(parsed.subject).not.toMatch(/\d/);
    expect(raw).not.toMatch(/https?:/);
  });

  test.each([
    'a@x.no\r\nBcc: evil@x.no',
    'a@x.no, evil@x.no',
    'a@x.no>\r\nRCPT TO:<evil@x.no',
    '"a b"@x.no',
    'Evil <evil@x.no>',
    'a@x',
    'a@x.no\0',
    '',
  ])('never goes to an address such as %j', async (address) => {
    expect(await mailer.send({ ...message, to: { name: 'A', address } })).toMatchObject({ outcome: 'refused' });
    expect(server.sessions).toBe(0);
  });

  test.each([
    'Bcc\r\nBcc: evil@x.no',
    'evil@x.no, <evil2@x.no>',
    '"; evil@x.no',
    '\u202egro.elpmaxe@live',
    'a\0b\x1b[31m',
    '=?utf-8?Q?evil=40x.no?=',
    'x'.repeat(5000),
    '\ud800',
  ])('a hostile name cannot add a recipient or a header (%#)', async (name) => {
    const subject = `Om ${name}`;
    expect(await mailer.send({ ...message, to: { ...message.to, name }, subject })).toMatchObject({ outcome: 'sent' });
    const { raw, recipient } = server.stored[0]!;
    expect(recipient).toBe('aase@example.org');
    const parsed = await simpleParser(Buffer.from(raw, 'latin1'));
    const to = Array.isArray(parsed.to) ? parsed.to : [parsed.to];
    expect(to.flatMap((each) => each?.value.map(({ address }) => address))).toEqual(['aase@example.org']);
    expect(parsed.headers.has('bcc')).toBe(false);
    expect(parsed.headers.has('cc')).toBe(false);
  });
});
