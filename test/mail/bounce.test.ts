// Mails that came back, as real mail servers wrote them: what they say, and that nothing else is taken for one.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBounce, saidIn } from '../../src/mail/bounce.ts';
import { messageIdInSample, sample } from './sample.ts';

const folder = new URL('samples/', import.meta.url);
const ids = { alice: messageIdInSample('opening:2026-10:1'), late: messageIdInSample('opening:2026-10:2') };
const spam = messageIdInSample('opening:2026-10:3');

function read(name: string): string {
  const result = readBounce(sample(name));
  if (!result.ok) return result.fault;
  const { outcome, addressDead, status, messageId } = result.bounce;
  const about = { [ids.alice]: 'alice', [ids.late]: 'late', [spam]: 'spam' }[messageId] ?? messageId;
  return `${about} ${outcome} ${status}${addressDead ? ', the address is dead' : ''}`;
}

describe('a mail that came back', () => {
  const told: [string, string][] = [
    ['postfix-unknown', 'alice failed 5.1.1, the address is dead'],
    ['exim-unknown', 'alice failed 5.1.1, the address is dead'],
    ['exim-old', 'alice failed 5.1.1, the address is dead'],
    ['opensmtpd-unknown', 'alice failed 5.1.1, the address is dead'],
    ['exchange-unknown', 'alice failed 5.1.10, the address is dead'],
    ['exchange-blocked', 'alice failed 5.4.1, the address is dead'],
    ['exchange-full', 'alice failed 5.2.2, the address is dead'],
    ['postfix-policy', 'spam failed 5.7.1'],
    ['exim-policy', 'spam failed 5.7.1'],
    ['opensmtpd-policy', 'spam failed 5.7.1'],
    ['postfix-delayed', 'late delayed 4.7.1'],
    ['exim-delayed', 'late delayed 4.7.1'],
    ['opensmtpd-delayed', 'late delayed 4.7.1'],
    ['exchange-delayed', 'alice delayed 4.4.7'],
    ['postfix-expired', 'late failed 4.7.1'],
    ['exim-expired', 'late failed 4.7.1'],
    ['opensmtpd-expired', 'late failed 4.4.7'],
  ];
  test.each(told)('%s: %s', (name, expected) => {
    expect(read(name)).toBe(expected);
  });

  test('tells what the mail server said, on one line', () => {
    const answers = ['postfix-unknown', 'exim-unknown', 'opensmtpd-unknown', 'exim-old'].map((name) => {
      const result = readBounce(sample(name));
      return result.ok ? result.bounce.answer : '';
    });
    for (const answer of answers)
      expect(answer).toMatch(/^550 5\.1\.1 <alice@example\.org>: Recipient address rejected: User unknown[^\n]*$/);
  });

  test('is understood with any line ends, and with the line that mail boxes begin with', () => {
    for (const name of told.map(([each]) => each)) {
      const text = sample(name).toString('latin1').replace(/\r\n/g, '\n');
      const asInMailBox = `From MAILER-DAEMON Mon Nov 23 02:39:18 2026\n${text}`;
      expect(readBounce(Buffer.from(text, 'latin1'))).toEqual(readBounce(sample(name)));
      expect(readBounce(Buffer.from(asInMailBox, 'latin1'))).toEqual(readBounce(sample(name)));
    }
  });

  test('and returns nothing of the mail is known by the return path that it came to', () => {
    const id = ids.alice.slice(1, 41);
    const bare = sample('postfix-unknown')
      .toString('latin1')
      .replace(/^Message-ID:.*$/gim, 'X-Left-Out: yes')
      .replace(/^To:.*$/im, `To: bounce+${id}@example.org`);
    const result = readBounce(Buffer.from(bare, 'latin1'));
    expect(result.ok && result.bounce.messageId).toBe(ids.alice);
    const nobody = bare.replace(`bounce+${id}`, 'bounce');
    expect(readBounce(Buffer.from(nobody, 'latin1'))).toEqual({
      ...{ ok: false, fault: 'it does not tell which mail it is about' },
    });
  });

  test('is in the list: no sample is left out', () => {
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.eml'))
      .map((name) => name.slice(0, -4));
    const others = ['out-of-office', 'read-receipt'];
    expect(names.toSorted()).toEqual([...told.map(([name]) => name), ...others].toSorted());
  });
});

describe('what is no bounce', () => {
  test('is refused with a line that says why', () => {
    expect(read('out-of-office')).toBe('it is an automatic reply, no delivery status notification');
    expect(read('read-receipt')).toBe('it is a receipt that a mail was read');
    expect(readBounce(Buffer.from(''))).toEqual({ ok: false, fault: 'it is no mail' });
    expect(readBounce(Buffer.from('Hei, hva er dette?\n'))).toEqual({ ok: false, fault: 'it is no mail' });
    expect(readBounce(Buffer.from('Subject: Hei\n\nHva er dette?\n'))).toEqual({
      ok: false,
      fault: 'it is no delivery status notification',
    });
  });

  test('is told with sender, subject and text as a person reads them', () => {
    const said = saidIn(sample('out-of-office'));
    expect(said).toEqual({
      sender: 'Alice Aas <alice@example.org>',
      subject: 'Fravær: KVP-rapporten',
      text: 'Jeg er på ferie til 1. desember.',
    });
    const subject = (text: string) => saidIn(Buffer.from(`Subject: ${text}\n\n`)).subject;
    expect(subject('=?iso-8859-1?Q?Frav=E6r?= =?UTF-8?B?w6ZzaGU=?= og mer')).toBe('Fraværæshe og mer');
    expect(subject('Fravær')).toBe('Fravær');
    expect(subject('=?utf-8?Q?a=0D=0ABcc:_x=40y.no?=')).toBe('a Bcc: x@y.no');
    expect(subject('=?nonsense?Z?a?=')).toBe('=?nonsense?Z?a?=');
  });

  test('never throws, whatever the bytes: cut, changed or made up', () => {
    const samples = readdirSync(folder).map((name) => readFileSync(new URL(name, folder)));
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.nat(),
        fc.nat(),
        fc.uint8Array({ maxLength: 40 }),
        (raw, from, to, bytes) => {
          const one = from % raw.length;
          const mixed = Buffer.concat([raw.subarray(0, one), bytes, raw.subarray(to % raw.length)]);
          const result = readBounce(mixed);
          saidIn(mixed);
          expect(typeof result.ok).toBe('boolean');
          if (result.ok) expect(result.bounce.answer).not.toMatch(/[\n\r\0]/);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('takes no time, however hostile: a million colons, boundaries, spaces', () => {
    const hostile = [
      'a:'.repeat(400_000),
      `Content-Type: multipart/report; boundary="x"\n\n${'\n--x\n\n'.repeat(150_000)}`,
      `Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: message/delivery-status\n\n${'\n \n'.repeat(300_000)}`,
      `Subject:${' '.repeat(900_000)}x\n\n`,
      `X-Failed-Recipients: a@b.no\n\n${' a@b.no:'.repeat(100_000)}`,
    ];
    for (const text of hostile) {
      // By the processor. Each takes a part of a second; what is tried again from every place would take hours.
      const start = process.cpuUsage();
      readBounce(Buffer.from(text));
      expect(process.cpuUsage(start).user / 1e6).toBeLessThan(30);
    }
  });
});
