// Whatever a name or a subject holds, a mail goes to the one address it is for, with the headers that we gave it.

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { write } from '../../src/mail/message.ts';
import { mimeOf } from '../../src/mail/mime.ts';
import { envelope } from './every-mail.ts';

const ours = [
  ...['from', 'to', 'subject', 'message-id', 'date', 'mime-version', 'content-type'],
  ...['auto-submitted', 'x-auto-response-suppress', 'content-language'],
];

/** Bits of what an attacker would try, among any characters at all. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\0',
        '\u2028',
        'Bcc: evil@x.no',
        ' <evil@x.no>,',
        '"',
        ';',
        '=?utf-8?Q?',
        '?=',
      ),
      fc.constantFrom('\r\nCc: evil@x.no\r\n\r\n', 'DATA\r\n.\r\n', '\ud800', 'å'.repeat(200)),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

test('no name, subject or text adds a recipient or a header', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (name, subject, text) => {
      const given = envelope('nb');
      const to = { ...given, to: { ...given.to, name } };
      const message = write(to, () => ({ subject: `Om ${subject}`, blocks: [{ kind: 'text', text }] }));
      const raw = await mimeOf(message, 'ikke-svar@example.org');
      const { headers, ...parsed } = await simpleParser(raw);
      expect([...headers.keys()].toSorted()).toEqual(ours.toSorted());
      const receivers = Array.isArray(parsed.to) ? parsed.to : [parsed.to];
      expect(receivers.flatMap((each) => each?.value.map(({ address }) => address))).toEqual(['sigrid@example.org']);
      expect(parsed.from?.value).toEqual([{ name: 'KVP-rapport', address: 'ikke-svar@example.org' }]);
      expect(parsed.attachments).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
