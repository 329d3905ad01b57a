// Every mail in both languages: what it says, and what it never says.

import { describe, expect, test } from '@jest/globals';
import { languagesFor } from '../../src/mail/language.ts';
import { harmless, layOut } from '../../src/mail/layout.ts';
import type { Message } from '../../src/mail/mailer.ts';
import * as mails from '../../src/mail/message.ts';

const unit = { officeName: 'Nav Alver', municipalityName: 'Alver', districtName: null, office: '1263' };
const district = { officeName: 'Nav Frogner', municipalityName: 'Oslo', districtName: 'Frogner', office: '0312' };
const owed = { period: '2026-10', deadline: '2026-11-10', units: [unit, district], as: 'reporter' as const };
const vestland = { nb: 'Statsforvalteren i Vestland', nn: 'Statsforvaltaren i Vestland' };

type Language = 'nb' | 'nn';

function envelope(...languages: Language[]): mails.Envelope {
  const to = { name: 'Sigrid Sæle', address: 'sigrid@example.org' };
  return { to, languages, messageId: '<a@kvp-rapport.nav.no>', baseUrl: 'https://kvp.example.org' };
}

const all: Record<string, (to: mails.Envelope) => Message> = {
  opening: (to) => mails.openingMessage(to, owed),
  'reminder-1': (to) => mails.firstReminder(to, owed),
  'reminder-2': (to) => mails.secondReminder(to, owed),
  'reminder-3': (to) => mails.thirdReminder(to, { ...owed, escalatesOn: '2026-11-17' }),
  'reminder-3 to the leader': (to) => mails.thirdReminder(to, { ...owed, as: 'leader', escalatesOn: null }),
  'escalation to the governor': (to) => mails.escalationMessage(to, owed),
  'escalation to the directorate': (to) =>
    mails.directorateMessage(to, {
      ...{ period: '2026-10', deadline: '2026-11-10' },
      governors: [
        { name: vestland, missing: 13 },
        { name: null, missing: 1 },
      ],
      governorsWithNobody: [vestland],
      officesWithNobody: [{ office: '0104', officeName: 'Nav Moss' }],
    }),
  receipt: (to) =>
    mails.receiptMessage(to, {
      ...{ unit: '1263-4631', unitName: unit, period: '2026-10', number: 1, submittedAt: '2026-11-05T07:32:00.000Z' },
    }),
  'receipt of a correction': (to) =>
    mails.receiptMessage(to, {
      ...{ unit: '1263-4631', unitName: unit, period: '2026-10', number: 2, submittedAt: '2026-11-05T07:32:00.000Z' },
    }),
};
const each = Object.entries(all).flatMap(([name, write]) =>
  (['nb', 'nn'] as const).map((language) => ({ name, language, write })),
);

/** Days, months, times, office numbers, and how many are missing: the only digits that a mail may hold. */
const allowed = /\d{1,2}\. [a-z]+ 20\d\d|[a-z]+ 20\d\d|kl\. \d\d:\d\d|\(\d{4}\)|Innsending: \d|: \d+ rapporteringse/g;

describe('each mail', () => {
  test.each(each)('$name in $language holds no figure and no secret', ({ write, language }) => {
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

  test.each(each)(
    '$name in $language tells why the person gets it, and links without a secret',
    ({ write, language }) => {
      const { text } = write(envelope(language));
      expect(text).toContain('Du får denne e-posten fordi du');
      expect(text).toMatch(/^https:\/\/kvp\.example\.org\/(reports\/2026-10\/1263-4631\/submissions\/\d|overview)?$/m);
    },
  );

  test.each(Object.entries(all))('%s differs between the languages', (_, write) => {
    expect(write(envelope('nb')).text).not.toBe(write(envelope('nn')).text);
  });

  test('in nynorsk holds no bokmål', () => {
    for (const write of Object.values(all)) {
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
