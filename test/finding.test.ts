// What a person is told: the messages of the rules, the fields one by one (E1), and free text (E8).

import { describe, expect, test } from '@jest/globals';
import { judge, parseAnswers, textFindings } from '../src/domain/rule.ts';
import { facts, form, type Given, ids, months, zeros } from './rule-facts.ts';

describe('messages', () => {
  const message = (rule: string, given: Given) =>
    judge(form, facts(given)).find((found) => found.rule === rule)?.message;

  test('show the sum that does not add up', () => {
    expect(
      message('E3', {
        now: { participants_start: 12, started: 3, ended_completed: 1, ended_moved: 1, participants_end: 14 },
      }),
    ).toEqual({
      nb: 'Deltakere ved månedens slutt er 14, men 12 ved begynnelsen + 3 nye − 2 sluttet = 13. Rett tallet som er feil.',
      nn: 'Deltakarar ved utgangen av månaden er 14, men 12 ved starten + 3 nye − 2 slutta = 13. Rett talet som er feil.',
    });
  });

  test('show a sum below zero with a true minus sign', () => {
    expect(message('E3', { now: { participants_start: 1, ended_moved: 3, participants_end: 0 } })?.nb).toContain(
      '= −2.',
    );
  });

  test('show large sums with a space between thousands', () => {
    const now = { applications_received: 0, applications_granted: 9999 };
    const received = months(23, { applications_received: 0, applications_granted: 9999 });
    expect(message('W7', { now, before: received })?.nb).toContain('er 119\u00a0988, men mottatte søknader er bare 0');
  });

  test('show the carried number beside the one given', () => {
    expect(message('W10', { carried: 8 })?.nn).toContain('er 10, men 8 følgjer med');
  });
});

describe('the fields one by one (E1)', () => {
  const typed = Object.fromEntries(ids.map((id) => [id, '0']));

  test('every number that was typed is read', () => {
    const parsed = parseAnswers(form, { ...typed, started: ' 3 ', participants_end: '1 234' });
    expect(parsed).toEqual({ values: { ...zeros, started: 3, participants_end: 1234 }, findings: [] });
  });

  test.each([
    ['', 'må fylles ut', 'må fyllast ut'],
    ['3,5', 'skriv et helt tall', 'skriv eit heilt tal'],
    ['-1', 'skriv et helt tall', 'skriv eit heilt tal'],
    ['10000', 'fra 0 til 9999', 'frå 0 til 9999'],
  ])('%j is a fault at that field, and the others are still read', (text, nb, nn) => {
    const { values, findings } = parseAnswers(form, { ...typed, women_end: text });
    expect(Object.keys(values)).toHaveLength(ids.length - 1);
    expect(findings).toEqual([
      {
        ...{ rule: 'E1', questions: ['women_end'], kind: 'error' },
        message: { nb: expect.stringContaining(nb), nn: expect.stringContaining(nn) },
      },
    ]);
    expect(findings[0]?.message.nb).toContain('«Kvinner»');
  });

  test('nothing typed is a fault at every field, and no other rule is judged', () => {
    const { values, findings } = parseAnswers(form, {});
    expect(findings.map((finding) => finding.questions[0])).toEqual(ids);
    expect(judge(form, { ...facts({ carried: 5, before: months(24) }), values })).toEqual([]);
  });

  test('a number for a question that the form does not ask is told of, not lost in silence', () => {
    const { values, findings } = parseAnswers(form, { ...typed, women: '3', ['__proto__']: '1', constructor: '1' });
    expect(values).toEqual(zeros);
    expect(findings.map((finding) => finding.questions[0])).toEqual(['women', '__proto__', 'constructor']);
  });
});

describe('free text (E8)', () => {
  // Synthetic, from Skatteetaten’s test register.
  const number = '179120 99997';

  test('a national identity number is refused in the comment and in each reason, and never repeated', () => {
    const findings = textFindings(form, `Ring ${number}`, { W1: 'Flere søkte', W5: number });
    expect(findings.map(({ rule, questions }) => [rule, ...questions])).toEqual([
      ['E8', 'comment'],
      ['E8', 'reason_W5'],
    ]);
    expect(JSON.stringify(findings)).not.toContain('99997');
  });

  test('2,000 characters are room enough, one more is not; an emoji is one', () => {
    expect(textFindings(form, 'x'.repeat(2000), { W1: '😀'.repeat(2000) })).toEqual([]);
    expect(textFindings(form, 'x'.repeat(2001), {}).map((finding) => finding.rule)).toEqual(['E1']);
    expect(textFindings(form, '', { W1: '😀'.repeat(2001) }).map((finding) => finding.questions)).toEqual([
      ['reason_W1'],
    ]);
  });

  test('no text is no fault', () => {
    expect(textFindings(form, '', {})).toEqual([]);
  });
});
