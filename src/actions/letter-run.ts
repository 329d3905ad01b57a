// Many letters started in one go: the adviser chooses follow-ups, drafts are made in pieces while other requests are
// answered, and how far it has come can be seen. A restart ends the run; the drafts made by then stay.

import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Context } from '../context.ts';
import type { LetterKind } from '../domain/letter.ts';
import { dayOf, type Instant } from '../domain/period.ts';
import type { Actor, Language } from '../domain/person.ts';
import type { Unit } from '../domain/unit.ts';
import { listFollowUps } from './follow-up.ts';
import { readFollowUpFacts } from './follow-up-facts.ts';
import { draftLetter } from './letter.ts';
import { openFollowUp } from './open-follow-up.ts';

type Reads = Pick<Context, 'store' | 'now'>;

/** A letter that closes is written one by one. */
export const runKinds = ['request', 'reminder'] as const satisfies LetterKind[];
export type RunKind = (typeof runKinds)[number];

export type RunChoice = {
  id: number;
  unit: Unit;
  /** The letter is what comes next in it. */
  isNext: boolean;
  hasDraft: boolean;
};
export type SuggestedChoice = { unit: Unit; cause: 'below' | 'above' };

/** What letters of the kind can be started for; null for those who write none. */
export function runChoices(
  context: Reads,
  actor: Actor,
  kind: RunKind,
): { open: RunChoice[]; suggested: SuggestedChoice[] } | null {
  const list = listFollowUps(context, actor);
  if (!list) return null;
  const desk = list.open.filter(({ view }) => view === 'desk');
  if (list.view !== 'desk' && desk.length === 0) return null;
  const next = kind === 'request' ? 'write' : 'remind';
  const open = desk.map(({ id, unit, next: step }) => {
    const hasDraft = context.store.letter.ofFollowUp(id).some(({ frozenAt }) => frozenAt === null);
    return { id, unit, hasDraft, isNext: step.do === next };
  });
  const suggested =
    kind === 'request' && list.view === 'desk'
      ? list.suggested
          .filter(({ isOpen }) => !isOpen)
          .flatMap(({ units, cause }) => units.map((unit) => ({ unit, cause })))
      : [];
  return { open, suggested };
}

export type LetterRun = {
  id: string;
  person: number;
  kind: RunKind;
  total: number;
  /** How many of them have been seen to. */
  done: number;
  drafted: { followUp: number; letter: number }[];
  /** Those that had a draft already, which was left alone. */
  kept: { followUp: number; letter: number }[];
  /** Those that could not be started: closed meanwhile, or out of reach. */
  passed: number;
  startedAt: Instant;
  isFinished: boolean;
  /** Why it stopped before the end; null when it did not. */
  fault: unknown;
};

const runsOf = new WeakMap<Context['store'], Map<string, LetterRun>>();
const mostRuns = 20;
const pieceSize = 5;

/**
 * Starts the letters of the follow-ups, and of the suggested units after opening a follow-up of them. Gives the run at
 * once; null for those who write no letters, or when nothing was chosen.
 */
export function startLetterRun(
  context: Reads,
  actor: Actor,
  order: { kind: RunKind; language: Language; followUps: number[]; units: string[] },
): LetterRun | null {
  const choices = runChoices(context, actor, order.kind);
  if (!choices || actor.id === null) return null;
  const chosen = [...new Set(order.followUps)].filter((id) => choices.open.some((one) => one.id === id));
  const units = choices.suggested.filter(({ unit }) => order.units.includes(unit.id));
  const total = chosen.length + units.length;
  if (total === 0) return null;
  const run: LetterRun = {
    ...{ id: randomUUID(), person: actor.id, kind: order.kind, total, done: 0, drafted: [], kept: [], passed: 0 },
    ...{ startedAt: context.now(), isFinished: false, fault: null },
  };
  const runs = runsOf.get(context.store) ?? new Map<string, LetterRun>();
  runsOf.set(context.store, runs.set(run.id, run));
  for (const old of [...runs.keys()].slice(0, -mostRuns)) runs.delete(old);
  void carryOut(context, actor, run, { ...order, followUps: chosen, suggested: units });
  return run;
}

/** Null when there is none, or it is another person's. */
export function findLetterRun({ store }: Reads, actor: Actor, id: string): LetterRun | null {
  const run = runsOf.get(store)?.get(id);
  return run && run.person === actor.id ? run : null;
}

/** Never throws: it runs beside the requests. */
async function carryOut(
  context: Reads,
  actor: Actor,
  run: LetterRun,
  order: { language: Language; followUps: number[]; suggested: SuggestedChoice[] },
): Promise<void> {
  try {
    await setImmediate();
    const opened = order.suggested.map(({ unit, cause }) => () => {
      const result = openFollowUp(context, actor, { unit: unit.id, cause, text: '' });
      return result.kind === 'opened' ? result.id : null;
    });
    const work = [...order.followUps.map((id) => () => id), ...opened];
    // Read once, so that all letters of a run tell of the same moment.
    const facts = readFollowUpFacts(context, dayOf(run.startedAt));
    for (const [index, find] of work.entries()) {
      if (index % pieceSize === 0) await setImmediate();
      const followUp = find();
      const result = followUp === null ? null : draftLetter(context, actor, followUp, run.kind, order.language, facts);
      if (followUp !== null && result?.kind === 'drafted')
        run[result.isNew ? 'drafted' : 'kept'].push({ followUp, letter: result.letter });
      else run.passed += 1;
      run.done += 1;
    }
  } catch (fault) {
    run.fault = fault;
  } finally {
    run.isFinished = true;
  }
}
