// A quiet month of kvp-1 and what is judged around it, for the tests of the rules.

import { readForms } from '../src/actions/publish-form.ts';
import type { Answers } from '../src/domain/answers.ts';
import type { Facts } from '../src/domain/rule.ts';

export const form = readForms().find(({ version }) => version === 'kvp-1') ?? fail();
export const ids = form.questions.map((question) => question.id);
export const zeros: Answers = Object.fromEntries(ids.map((id) => [id, 0]));

/** A quiet month of ten participants: nothing to mend, nothing to explain. */
export const quiet: Answers = {
  ...zeros,
  participants_start: 10,
  participants_end: 10,
  women_end: 5,
  applications_received: 1,
};

export type Given = {
  now?: Answers;
  without?: string[];
  before?: (Answers | undefined)[];
  carried?: number | null;
} & Partial<Pick<Facts, 'zero' | 'reasonsBefore'>>;

/** What is judged: the quiet month with the numbers given, and the months before it, last month first. */
export function facts({ now = {}, without = [], before = [], carried = null, ...rest }: Given): Facts {
  const values = { ...quiet, ...now };
  for (const id of without) delete values[id];
  return { values, month: (back) => before[back - 1], carried, zero: false, reasonsBefore: () => false, ...rest };
}

/** So many earlier months, each the quiet month with these numbers. */
export function months(count: number, numbers: Answers = {}): Answers[] {
  return Array.from({ length: count }, () => ({ ...quiet, ...numbers }));
}

function fail(): never {
  throw new Error('kvp-1 is not there');
}
