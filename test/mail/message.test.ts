// Every mail in both languages: what it says, and what it never says.

import { describe, expect, test } from '@jest/globals';
import { languagesFor } from '../../src/mail/language.ts';
import { harmless, layOut } from '../../src/mail/layout.ts';
import * as mails from '../../src/mail/message.ts';
import { aboutReports, envelope, everyMail, owed } from './every-mail.ts';

const inBoth = (written: typeof everyMail) =>
  Object.entries(written).flatMap(([name, write]) =>
    (['nb', 'nn'] as const).map((language) => ({ name, language, write })),
  );
const each = inBoth(everyMail);
const holdsSecret = new Set(['sign-in code']);

/** Days, months, times, office numbers, and how many are missing or overdue: the only digits that a mail may hold. */
const allowed =
  /\d{1,2}\. [a-z]+ 20\d\d|[a-z]+ 20\d\d|kl\. \d\d:\d\d(–\d\d:\d\d)?|\(\d{4}\)|Innsending: \d|: \d+ rapporteringse|\d+ oppfølgingss/g;

describe('each mail', () => {
  const withoutSecret = each.filter(({ name }) => !holdsSecret.has(name));
  test.each(withoutSecret)('$name in $language holds no figure and no secret', ({ write, language }) => {
    const { text, subject } = write(envelope(language));
    const withoutLinks = text.replace(/^https:\/\/kvp\.example\.org\/\S*$/gm, '');
    expect(`${subject}\n${withoutLinks}`.replace(allowed, '')).not.toMatch(/\d/);
    expect(text).not.toMatch(/token|kode|\?/i);
  });

  test.each(each)('$name in $language says the same in text and HTML', ({ write, language }) => {
    const { text, html } = write(envelope(language));
    const fromHtml = html.replace(/<title>.*<\/title>/, '').replace(/<a href="([^"]*)">([^<]*)<\/a>/g, '$2: $1');
    const words = (content: string) =>
      content
        .replace(/<[^>]*>/g, ' ')
        .replace(/^- /gm, '')
        .split(/\s+/)
        .filter(Boolean);
    expect(words(fromHtml)).toEqual(words(text));
    expect(html).toContain(`<html lang="${language}">`);
  });

  test.each(inBoth(aboutReports))(
    '$name in $language tells why the person gets it, and links without a secret',
    ({ write, language }) => {
      const { text } = write(envelope(language));
      expect(text).toContain('Du får denne e-posten fordi du');
      expect(text).toMatch(/^https:\/\/kvp\.example\.org\/(reports\/2026-10\/1263-4631\/submissions\/\d|overview)?$/m);
    },
  );

  test.each(Object.entries(everyMail))('%s differs between the languages', (_, write) => {
    expect(write(envelope('nb')).text).not.toBe(write(envelope('nn')).text);
  });

  test('in nynorsk holds no bokmål', () => {
    for (const write of Object.values(everyMail)) {
      const { text, subject } = write(envelope('nn'));
      expect(`${subject} ${text}`).not.toMatch(
        /\b(ikke|mangler|fortsatt|måned|lenke|rapportene|hvis|statsforvalteren|påminnelse|også)\b/i,
      );
    }
  });

  test('to an office whose municipalities differ holds both languages', () => {
    const { text, html, subject, languages } = mails.openingMessage(envelope('nn', 'nb'), owed);
    expect(languages).toEqual(['nn', 'nb']);
    expect(text.indexOf('er opna')).toBeLessThan(text.indexOf('er åpnet'));
    expect(html).toContain('<div lang="nn">');
    expect(html).toContain('<div lang="nb">');
    expect(subject).toBe('KVP-rapporten for oktober 2026 kan leverast · KVP-rapporten for oktober 2026 kan leveres');
  });

  test('lists each unit with its office', () => {
    const { text } = mails.openingMessage(envelope('nn'), owed);
    expect(text).toContain('- Nav Alver, Alver (1263)\n- Nav Frogner, Frogner (0312)');
    expect(text).toContain('Fristen er 10. november 2026.');
  });

  test('tells the reporters that the leader gets a copy, and the leader why', () => {
    const toReporter = mails.thirdReminder(envelope('nb'), { ...owed, escalatesOn: '2026-11-17' }).text;
    const toLeader = mails.thirdReminder(envelope('nb'), { ...owed, as: 'leader', escalatesOn: '2026-11-17' }).text;
    expect(toReporter).toContain('Lederen ved kontoret får også denne meldingen.');
    expect(toReporter).toContain('før 17. november 2026, får statsforvalteren beskjed');
    expect(toLeader).not.toContain('får også denne');
    expect(toLeader).toContain('fordi du er leder ved kontoret');
  });
});

describe('the language of a mail', () => {
  test('is the written standard of the municipalities, not the person’s own choice', () => {
    expect(languagesFor(['nn'], 'nb')).toEqual(['nn']);
    expect(languagesFor(['nb', 'neutral'], 'nn')).toEqual(['nb']);
  });

  test('is the person’s own choice where the municipalities are neutral, else bokmål', () => {
    expect(languagesFor(['neutral', 'neutral'], 'nn')).toEqual(['nn']);
    expect(languagesFor(['neutral'], null)).toEqual(['nb']);
    expect(languagesFor([], 'nn')).toEqual(['nn']);
  });

  test('is both where they differ, the person’s own first', () => {
    expect(languagesFor(['nn', 'nb'], null)).toEqual(['nb', 'nn']);
    expect(languagesFor(['nb', 'nn'], 'nn')).toEqual(['nn', 'nb']);
  });
});

describe('what comes from outside', () => {
  test.each([
    ['line breaks', 'Nav\r\nBcc: evil@x.no', 'Nav Bcc: evil@x.no'],
    ['control characters', 'a\0b\x1b[31mc\x7f', 'a b [31mc'],
    ['characters that turn the direction', 'Nav \u202egnitteS\u2066', 'Nav gnitteS'],
    ['characters that cannot be seen', 'N\u200bav\ufeff', 'Nav'],
    ['line separators', 'a\u2028b\u2029c\u0085d', 'a b c d'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
    ['letters in two parts', 'A\u030as', 'Ås'],
  ])('loses %s', (_, hostile, expected) => {
    expect(harmless(hostile)).toBe(expected);
  });

  test('keeps Sámi letters', () => {
    expect(harmless('Kárášjohka – Deanu gielda, Åarjel-saemieh')).toBe('Kárášjohka – Deanu gielda, Åarjel-saemieh');
  });

  test('is text in HTML, wherever it stands', () => {
    const hostile = '<script>alert(1)</script>"\'&';
    const { html } = layOut([
      {
        language: 'nb',
        subject: hostile,
        blocks: [
          { kind: 'text', text: hostile },
          { kind: 'list', items: [hostile] },
          { kind: 'pairs', pairs: [[hostile, hostile]] },
          { kind: 'link', label: hostile, url: `https://x.no/${hostile}` },
          { kind: 'code', code: hostile },
          { kind: 'note', text: hostile },
        ],
      },
    ]);
    expect(html).not.toContain('<script');
    expect(html.match(/&lt;script&gt;/g)).toHaveLength(9);
    expect(html).not.toMatch(/https:\/\/x\.no\/[^"]*'/);
  });
});
