// The governor's follow-up of a unit: its state is computed from its time line, which only grows. One per unit, whatever
// the causes; it is closed and reopened, never ended for good.

import { addWorkingDays } from './calendar.ts';
import type { Cause } from './follow-up-cause.ts';
import type { LetterKind } from './letter.ts';
import { type Day, dayOf, type Instant, type Period } from './period.ts';

/** What an adviser writes on the time line may have so many characters. */
export const longestNote = 4000;

type Told = { id: number; at: Instant; who: string; name: string; text: string };

/** `day` of a letter: the answer date; of an answer: when it was given; of 'due': the new day, null for none. */
export type FollowUpEvent = Told &
  (
    | { kind: 'opened' | 'reopened' | 'causeAdded'; cause: Cause; period: Period | null }
    | { kind: 'assigned'; person: number | null }
    | { kind: 'note' | 'decision' | 'closed' }
    | { kind: 'due'; day: Day | null }
    | { kind: 'letter'; letter: number; letterKind: LetterKind; dated: Day; day: Day | null }
    | { kind: 'journal'; letter: number }
    | { kind: 'answer'; answer: number; day: Day }
  );

export type FollowUpState = {
  isOpen: boolean;
  /** Since when it is open or closed. */
  since: Instant;
  /** Those it is open for, in the order they came; those of the last time when it is closed. */
  causes: Cause[];
  assignee: { id: number; name: string } | null;
  due: Day | null;
  /** Letters and answers since it was (re)opened. */
  letters: { id: number; kind: LetterKind; dated: Day; answerBy: Day | null }[];
  answers: { id: number; day: Day }[];
};

/** What the adviser does next; overdue when the day for it has passed. */
export type NextStep = {
  do: 'write' | 'wait' | 'remind' | 'reply' | 'close' | 'nothing';
  by: Day | null;
  isOverdue: boolean;
};

/** Working days that a governor has for its first letter and for replying, unless it sets another day. */
const workingDaysToAct = 10;

/** The events in order, the first of which opens it. */
export function stateOf(events: FollowUpEvent[]): FollowUpState {
  const state: FollowUpState = {
    ...{ isOpen: false, since: events[0]?.at ?? '', causes: [], assignee: null, due: null, letters: [], answers: [] },
  };
  for (const event of events) apply(state, event);
  return state;
}

function apply(state: FollowUpState, event: FollowUpEvent): void {
  switch (event.kind) {
    case 'opened':
    case 'reopened':
      Object.assign(state, { isOpen: true, since: event.at, causes: [event.cause], letters: [], answers: [] });
      state.due = addWorkingDays(dayOf(event.at), workingDaysToAct);
      return;
    case 'causeAdded':
      if (!state.causes.includes(event.cause)) state.causes.push(event.cause);
      return;
    case 'assigned':
      state.assignee = event.person === null ? null : { id: event.person, name: event.text };
      return;
    case 'due':
      state.due = event.day;
      return;
    case 'letter':
      state.letters.push({ id: event.letter, kind: event.letterKind, dated: event.dated, answerBy: event.day });
      state.due = event.day;
      return;
    case 'answer':
      state.answers.push({ id: event.answer, day: event.day });
      state.due = addWorkingDays(dayOf(event.at), workingDaysToAct);
      return;
    case 'closed':
      Object.assign(state, { isOpen: false, since: event.at, due: null });
      return;
    case 'note':
    case 'decision':
    case 'journal':
      return;
  }
}

/**
 * What opening for a cause adds to the time line: nothing when the follow-up is open for it already. null: there is no
 * follow-up of the unit yet.
 */
export function openingKind(state: FollowUpState | null, cause: Cause): 'opened' | 'reopened' | 'causeAdded' | null {
  if (state === null) return 'opened';
  if (!state.isOpen) return 'reopened';
  return state.causes.includes(cause) ? null : 'causeAdded';
}

/** The next thing to do, from the time line since it was last opened. `allGone`: every cause has gone. */
export function nextStep(events: FollowUpEvent[], allGone: boolean, today: Day): NextStep {
  const state = stateOf(events);
  const step = (name: NextStep['do'], by = state.due): NextStep => ({
    do: name,
    by,
    isOverdue: by !== null && by < today,
  });
  if (!state.isOpen) return step('nothing', null);
  const last = events.findLast(({ kind }) => ['letter', 'answer', 'opened', 'reopened'].includes(kind));
  if (last?.kind === 'letter') {
    if (last.letterKind === 'closing') return step('close');
    return state.due !== null && state.due < today ? step('remind') : step('wait');
  }
  if (last?.kind === 'answer') return step('reply');
  return allGone ? step('close') : step('write');
}

/** True when nothing has happened to an open follow-up for a month. */
export function isUntouched(events: FollowUpEvent[], today: Day): boolean {
  const last = events.at(-1);
  if (!last || !stateOf(events).isOpen) return false;
  return Temporal.PlainDate.from(dayOf(last.at)).add({ months: 1 }).toString() < today;
}

/** The kind of letter that comes next. */
export function nextLetter(state: FollowUpState): LetterKind {
  if (state.answers.length > 0) return 'closing';
  return state.letters.length > 0 ? 'reminder' : 'request';
}
