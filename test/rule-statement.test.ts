// Every rule of kvp-1 against a plain statement of it, written from the rules' wording and sharing nothing with the
// form's data, on months and histories made up at random.

import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Answers } from '../src/domain/answers.ts';
import { judge } from '../src/domain/rule.ts';
import { form, ids } from './rule-facts.ts';

type World = {
  /** This month first, then the months before it. */
  months: (Answers | undefined)[];
  carried: number | null;
  zero: boolean;
  /** Months since a reason for W2 was given; null for never. */
  reasonAgo: number | null;
};

/** A number that is not known: then the rule that asks for it is not judged. */
const notKnown = new Error('not known');

/** The number of a question so many months back. */
type Read = (question: string, back?: number) => number;

const endings = ['ended_completed', 'ended_absence', 'ended_moved', 'ended_after_break', 'ended_other'];
const outcomes = ids.filter((id) => id.startsWith('outcome_'));
const stocks = ['participants_end', 'on_leave_end', 'women_end', 'under_30_end', 'providers_end'];
const flows = ids.filter((id) => !stocks.includes(id) && id !== 'participants_start');

/** One or more ways in which each rule is broken; each is judged by itself. */
const statements: Record<string, ((n: Read, world: World) => boolean)[]> = {
  E2: [(n) => !(n('started_transferred') <= n('started'))],
  E3: [(n) => n('participants_end') !== n('participants_start') + n('started') - sum(endings.map((id) => n(id)))],
  E4: [(n) => !(n('on_leave_end') <= n('participants_end'))],
  E5: ['women_end', 'under_30_end', 'providers_end'].map((id) => (n) => !(n(id) <= n('participants_end'))),
  E6: [(n) => sum(outcomes.map((id) => n(id))) !== n('ended_completed') + n('ended_after_break')],
  W1: [
    (n) => {
      const change = Math.abs(n('participants_end') - n('participants_start'));
      return change >= 3 && change * 100 > 30 * n('participants_start');
    },
  ],
  W2: [
    (n) => n('participants_end') === 0 && n('participants_start') > 0,
    (n, { zero, reasonAgo }) =>
      sum([0, 1, 2].map((back) => n('participants_end', back))) === 0 &&
      !zero &&
      !(reasonAgo !== null && reasonAgo <= 12),
  ],
  W3: [(n) => year(n, 'started') - year(n, 'started_transferred') > year(n, 'applications_granted')],
  W4: [(n) => n('participants_end') >= 8 && n('on_leave_end') / n('participants_end') > 1 / 4],
  W5: [(n) => n('participants_start') >= 10 && n('ended_absence') * 100 > 10 * n('participants_start')],
  W6: [(n) => n('extensions_granted') > n('participants_start') + n('started')],
  W7: [
    (n) => {
      const decided = (from: number) => year(n, 'applications_granted', from) + year(n, 'applications_rejected', from);
      const backlog = year(n, 'applications_received', 12) - decided(12);
      return decided(0) > year(n, 'applications_received') + Math.max(0, backlog);
    },
  ],
  W8: [(n) => ids.filter((id) => n(id) !== n(id, 1)).length === 0 && flows.some((id) => n(id) > 0)],
  W9: [(n) => n('participants_end') >= 10 && [0, n('participants_end')].includes(n('women_end'))],
  W10: [
    (n, { carried }) => {
      if (carried === null) throw notKnown;
      return n('participants_start') !== carried;
    },
  ],
};

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The twelve months ending so many months back. */
function year(n: Read, question: string, from = 0): number {
  return sum(Array.from({ length: 12 }, (_, index) => n(question, from + index)));
}

function plainly(rule: string, world: World): boolean {
  const read: Read = (question, back = 0) => {
    const number = world.months[back]?.[question];
    if (number === undefined) throw notKnown;
    return number;
  };
  return (statements[rule] ?? []).some((statement) => {
    try {
      return statement(read, world);
    } catch (fault) {
      if (fault === notKnown) return false;
      throw fault;
    }
  });
}

/** Small numbers, so that equal, just over and just under are all common; a copied month now and then. */
const month = fc
  .tuple(fc.array(fc.nat(14), { minLength: ids.length, maxLength: ids.length }), fc.constantFrom(1, 4, 15))
  .map(([numbers, most]): Answers => Object.fromEntries(ids.map((id, index) => [id, (numbers[index] ?? 0) % most])));

const world: fc.Arbitrary<World> = fc
  .record({
    now: month,
    repeats: fc.integer({ min: 0, max: 3 }),
    history: fc.array(month, { size: 'max', maxLength: 24 }),
    year: fc.constantFrom(0, 0, 11, 23),
    gap: fc.option(fc.nat(30), { freq: 3 }),
    lost: fc.option(fc.constantFrom(...ids), { freq: 3 }),
    emptied: fc.boolean(),
    balanced: fc.boolean(),
    carried: fc.option(fc.nat(14), { freq: 3 }),
    zero: fc.boolean(),
    reasonAgo: fc.option(fc.integer({ min: 1, max: 14 }), { freq: 2 }),
  })
  .map(({ now, repeats, history, year: atLeast, gap, lost, emptied, balanced, carried, zero, reasonAgo }) => {
    if (emptied) now.participants_end = 0;
    if (balanced) balance(now);
    const filler = history[0] ?? now;
    const before: (Answers | undefined)[] = [...Array.from({ length: repeats }, () => ({ ...now })), ...history];
    while (before.length < atLeast) before.push(filler);
    if (gap !== null && gap < before.length) before[gap] = undefined;
    const current = { ...now };
    if (lost !== null) delete current[lost];
    return { months: [current, ...before], carried, zero, reasonAgo };
  });

/** Makes the month agree with itself as most months do. */
function balance(answers: Answers): void {
  answers.participants_start = 20;
  answers.participants_end = Math.max(0, 20 + (answers.started ?? 0) - sum(endings.map((id) => answers[id] ?? 0)));
  for (const id of outcomes) answers[id] = 0;
  answers.outcome_work = (answers.ended_completed ?? 0) + (answers.ended_after_break ?? 0);
}

test('the statements are those of the form, no more and no less', () => {
  expect(Object.keys(statements)).toEqual(form.rules.map((rule) => rule.id));
});

test('a rule is raised exactly when its plain statement says so', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(world, (made) => {
      const found = judge(form, {
        values: made.months[0] ?? {},
        month: (back) => made.months[back],
        carried: made.carried,
        zero: made.zero,
        reasonsBefore: (rule, months) => rule === 'W2' && made.reasonAgo !== null && made.reasonAgo <= months,
      });
      const raised = new Set(found.map((finding) => finding.rule));
      for (const rule of Object.keys(statements)) {
        const expected = plainly(rule, made);
        expect([rule, raised.has(rule)]).toEqual([rule, expected]);
        if (expected) seen.set(rule, (seen.get(rule) ?? 0) + 1);
      }
    }),
    { numRuns: 3000 },
  );
  // Each was met often enough for its silence to mean something too.
  for (const rule of Object.keys(statements)) expect([rule, (seen.get(rule) ?? 0) >= 20]).toEqual([rule, true]);
});
