// Loads follow-ups within what a person may see, and does what an adviser does with one: notes, decisions, dates, whose
// it is, closing. The governor works on those of its counties; the directorate reads all; a municipality reads the
// letters and answers of its own.

import type { Context } from '../context.ts';
import {
  type FollowUpEvent,
  type FollowUpState,
  longestNote,
  type NextStep,
  nextStep,
  stateOf,
} from '../domain/follow-up.ts';
import type { Cause } from '../domain/follow-up-cause.ts';
import { parseText, type TextFault } from '../domain/free-text.ts';
import type { Letter, MunicipalityAnswer } from '../domain/letter.ts';
import { type Day, dayOf } from '../domain/period.ts';
import { type Actor, type Person, readScope, type Scope } from '../domain/person.ts';
import type { Target } from '../domain/target.ts';
import type { Unit } from '../domain/unit.ts';
import type { FollowUp, NewEvent } from '../store/follow-up.ts';
import { type FollowUpFacts, readFollowUpFacts } from './follow-up-facts.ts';

/** desk: everything, and to work on. reader: everything. municipality: frozen letters and answers. */
export type FollowUpView = 'desk' | 'reader' | 'municipality';

export type LoadedFollowUp = {
  id: number;
  /** As it is today. */
  unit: Unit;
  view: FollowUpView;
  state: FollowUpState;
  next: NextStep;
  /** The causes that it is open for and that have gone. */
  gone: Cause[];
  events: FollowUpEvent[];
  /** For a municipality the frozen ones only. */
  letters: Letter[];
  answers: MunicipalityAnswer[];
  facts: FollowUpFacts;
};

type Found = Pick<LoadedFollowUp, 'id' | 'unit' | 'view' | 'state' | 'next' | 'gone' | 'events'>;

/**
 * Gives null when there is no such follow-up, or it is outside what the actor may read: both told as 404. `known`: the
 * facts of today, when they are read already for many follow-ups.
 */
export function loadFollowUp(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  id: number,
  known?: FollowUpFacts,
): LoadedFollowUp | null {
  const { store } = context;
  const today = dayOf(context.now());
  const followUp = store.followUp.find(id);
  if (!followUp) return null;
  const facts = known ?? readFollowUpFacts(context, today);
  const found = foundIn(readScope(actor, today), facts, today)(followUp, store.followUp.events(id));
  if (!found) return null;
  const letters = store.letter.ofFollowUp(id);
  const isForMunicipality = found.view === 'municipality';
  // What a municipality has not been sent is not there for it: no letter, no follow-up.
  const shown = isForMunicipality ? letters.filter(({ frozenAt }) => frozenAt !== null) : letters;
  if (isForMunicipality && shown.length === 0) return null;
  // Nor are the governor's notes and decisions.
  const events = isForMunicipality
    ? found.events.filter(({ kind }) => kind === 'letter' || kind === 'answer')
    : found.events;
  return { ...found, events, letters: shown, answers: store.answer.ofFollowUp(id), facts };
}

export type FollowUpList = {
  view: FollowUpView;
  open: Found[];
  closed: Found[];
  /** Units whose municipality is a whole participant outside the band, and that are not followed up for it. */
  suggested: { units: Unit[]; cause: 'below' | 'above'; mean: number; target: Target; isOpen: boolean }[];
};

/** Null when the actor has no business with follow-ups. What is overdue or due first comes first. */
export function listFollowUps(context: Pick<Context, 'store' | 'now'>, actor: Actor): FollowUpList | null {
  const { store } = context;
  const today = dayOf(context.now());
  const scope = readScope(actor, today);
  const view = scope.everything ? 'reader' : scope.governors.length > 0 ? 'desk' : 'municipality';
  if (view === 'municipality' && scope.municipalities.length === 0) return null;
  const facts = readFollowUpFacts(context, today);
  const events = store.followUp.everyEvent();
  const found = foundIn(scope, facts, today);
  const all = store.followUp.all().flatMap((followUp) => found(followUp, events.get(followUp.id) ?? []) ?? []);
  const shown = all.filter((one) => one.view !== 'municipality' || one.events.some(({ kind }) => kind === 'letter'));
  const rank = ({ next, unit }: Found) => `${next.by ?? '9999'} ${unit.municipalityName}`;
  const open = shown.filter(({ state }) => state.isOpen).toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
  const closed = shown.filter(({ state }) => !state.isOpen);
  const since = ({ state }: Found) => state.since;
  return {
    ...{ view, open },
    closed: closed.toSorted((one, other) => (since(one) > since(other) ? -1 : 1)),
    suggested: view === 'municipality' ? [] : suggestedIn(context, scope, facts, all, today),
  };
}

function foundIn(scope: Scope, facts: FollowUpFacts, today: Day) {
  return ({ id, unit: unitId }: FollowUp, events: FollowUpEvent[]): Found | null => {
    const unit = facts.unit(unitId);
    const view = unit && viewOf(scope, unit);
    if (!unit || !view) return null;
    const state = stateOf(events);
    const gone = state.isOpen ? state.causes.filter((cause) => facts.isGone(cause, unit)) : [];
    const allGone = state.isOpen && gone.length === state.causes.length;
    return { id, unit, view, state, gone, events, next: nextStep(events, allGone, today) };
  };
}

function viewOf(scope: Scope, unit: Unit): FollowUpView | null {
  if (unit.governor !== null && scope.governors.includes(unit.governor)) return 'desk';
  if (scope.everything) return 'reader';
  return scope.municipalities.includes(unit.municipality) ? 'municipality' : null;
}

function suggestedIn(
  { store }: Pick<Context, 'store'>,
  scope: Scope,
  facts: FollowUpFacts,
  all: Found[],
  today: Day,
): FollowUpList['suggested'] {
  const inScope = store.unit.on(today).filter((unit) => viewOf(scope, unit) !== null);
  const groups = [...Map.groupBy(inScope, ({ municipality }) => municipality)];
  return groups.flatMap(([municipality, units]) => {
    const { judged, target } = facts.mean(municipality);
    if (!judged.isSuggested || judged.mean === null || !target) return [];
    const cause = judged.status === 'below' ? 'below' : 'above';
    const own = all.filter(({ unit, state }) => unit.municipality === municipality && state.causes.includes(cause));
    // What was closed while the mean lay there has been dealt with, until the mean comes back there.
    const isDealtWith = own.some(({ state }) => state.isOpen || !facts.wasNear(municipality, dayOf(state.since)));
    const isOpen = all.some(({ unit, state }) => unit.municipality === municipality && state.isOpen);
    return isDealtWith ? [] : [{ units, cause, mean: judged.mean, target, isOpen }];
  });
}

export type FollowUpOrder =
  | { do: 'note' | 'decision' | 'close'; text: string }
  | { do: 'assign'; person: number | null }
  | { do: 'due'; day: Day | null }
  | { do: 'journal'; letter: number; text: string };

export type WorkResult = { kind: 'notFound' } | { kind: 'faulty'; fault: TextFault | 'closed' } | { kind: 'done' };

/** What an adviser of the governor does; adds to the time line. */
export function workOnFollowUp(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  id: number,
  order: FollowUpOrder,
): WorkResult {
  const { store } = context;
  const at = context.now();
  const loaded = loadFollowUp(context, actor, id);
  if (loaded?.view !== 'desk') return { kind: 'notFound' };
  const written = 'text' in order ? parseText(order.text, longestNote) : null;
  if (written?.ok === false) return { kind: 'faulty', fault: written.fault };
  if (!loaded.state.isOpen && order.do !== 'note' && order.do !== 'journal') return { kind: 'faulty', fault: 'closed' };
  const event = eventOf(order, written?.text ?? '', advisersOf(context, loaded.unit), loaded.letters);
  if (!event) return { kind: 'notFound' };
  const { who, name } = actor;
  store.transaction(() => {
    store.followUp.addEvent(id, { ...event, at, who, name });
    store.event.record({ at, who, what: `followUp.${event.kind}`, subject: `followUp:${id}`, details: {} });
  });
  return { kind: 'done' };
}

function eventOf(
  order: FollowUpOrder,
  text: string,
  advisers: Person[],
  letters: Letter[],
): Omit<NewEvent, 'at' | 'who' | 'name'> | null {
  if (order.do === 'due') return { kind: 'due', day: order.day };
  if (order.do === 'assign') {
    const person = advisers.find((adviser) => adviser.id === order.person);
    if (order.person !== null && !person) return null;
    return { kind: 'assigned', person: order.person, text: person?.name ?? '' };
  }
  if (order.do === 'journal') {
    const letter = letters.find((one) => one.id === order.letter && one.frozenAt !== null);
    return letter ? { kind: 'journal', letter: letter.id, text } : null;
  }
  return { kind: order.do === 'close' ? 'closed' : order.do, text };
}

/** Those at the governor's office today. */
export function advisersOf({ store, now }: Pick<Context, 'store' | 'now'>, unit: Unit): Person[] {
  return unit.governor === null ? [] : store.person.withRole('governor', unit.governor, dayOf(now()));
}
