// Letters of a follow-up: written from a template with the numbers of the day, saved, and frozen with number and date.
// Only the governor writes; what is frozen can be read by the municipality, and goes out from the governor's archive.

import type { Context } from '../context.ts';
import { addWorkingDays } from '../domain/calendar.ts';
import { cleanText } from '../domain/canonical.ts';
import {
  identityFaults,
  type Letter,
  letterContent,
  type LetterContent,
  type LetterFault,
  letterFaults,
  type LetterField,
  type LetterKind,
} from '../domain/letter.ts';
import { type Day, dayOf } from '../domain/period.ts';
import type { Actor, Language } from '../domain/person.ts';
import { composeLetter, type LetterHabits, type LetterNumbers } from '../mail/letter-facts.ts';
import { letterDocx } from '../mail/letter-docx.ts';
import { type LetterParts, letterParts } from '../mail/letter-parts.ts';
import { type LoadedFollowUp, loadFollowUp } from './follow-up.ts';
import type { FollowUpFacts } from './follow-up-facts.ts';

type Reads = Pick<Context, 'store' | 'now'>;

/** Weeks that a municipality gets to answer, unless the adviser sets another day. */
const weeksToAnswer = 5;

export type DraftResult =
  | { kind: 'notFound' }
  | { kind: 'closed' }
  /** There is a draft already: that one is to be finished or discarded. */
  | { kind: 'drafted'; letter: number; isNew: boolean };

/**
 * Starts a letter. The language is the municipality's own (språklova § 15); `language` is the governor's choice for a
 * neutral one, and is passed over for the others. `facts`: of today, when many letters are started.
 */
export function draftLetter(
  context: Reads,
  actor: Actor,
  followUp: number,
  kind: LetterKind,
  language: Language,
  facts?: FollowUpFacts,
): DraftResult {
  const { store } = context;
  const at = context.now();
  return store.transaction((): DraftResult => {
    const loaded = loadFollowUp(context, actor, followUp, facts);
    if (loaded?.view !== 'desk' || actor.id === null) return { kind: 'notFound' };
    const draft = loaded.letters.find(({ frozenAt }) => frozenAt === null);
    if (draft) return { kind: 'drafted', letter: draft.id, isNew: false };
    if (!loaded.state.isOpen) return { kind: 'closed' };
    const governor = loaded.unit.governor ?? '';
    const template = store.letter.template(kind, governor);
    if (!template) throw new Error(`There is no template for letters of the kind ${kind}`);
    const chosen = loaded.unit.language === 'neutral' ? language : loaded.unit.language;
    const numbers = numbersOf(context, loaded, actor, kind);
    const content = composeLetter(template.definition, numbers, chosen, habitsOf(store, loaded, governor, actor.id));
    const letter = { followUp, kind, language: chosen, governor, template: template.id, content };
    const id = store.letter.add(letter, actor.id, at);
    const details = { letter: id, letterKind: kind };
    store.event.record({ at, who: actor.who, what: 'letter.drafted', subject: `followUp:${followUp}`, details });
    return { kind: 'drafted', letter: id, isNew: true };
  });
}

function numbersOf(context: Reads, loaded: LoadedFollowUp, actor: Actor, kind: LetterKind): LetterNumbers {
  const { unit, facts, state } = loaded;
  const { store } = context;
  const today = dayOf(context.now());
  const governor = store.reference.governors(today).find(({ code }) => code === unit.governor);
  const { target, judged } = facts.mean(unit.municipality);
  const [request] = state.letters;
  const answer = loaded.answers.findLast(({ id }) => state.answers.some((given) => given.id === id));
  return {
    ...{
      municipality: unit.municipalityName,
      office: unit.officeName,
      target,
      judged,
      adviser: actor.name,
      date: today,
    },
    leader: store.person.withRole('leader', unit.office, today)[0]?.name ?? null,
    governor: { nb: governor?.nameNb ?? '', nn: governor?.nameNn ?? '' },
    missing: facts.missing(unit.id).periods,
    judgedPeriod: facts.judgedPeriod,
    request: request ? { dated: request.dated, answerBy: request.answerBy } : null,
    lastLetter: state.letters.at(-1)?.dated ?? null,
    answer: answer ? { day: answer.answeredOn, reference: answer.reference } : null,
    answerBy: kind === 'closing' ? null : answerDay(today),
  };
}

function answerDay(today: Day): Day {
  return addWorkingDays(Temporal.PlainDate.from(today).add({ weeks: weeksToAnswer }).toString(), 0);
}

/** Head and foot from the last letter: to the same municipality when there is one, for what concerns it. */
function habitsOf(store: Context['store'], loaded: LoadedFollowUp, governor: string, person: number): LetterHabits {
  const last = store.letter.latestOf(governor, person)?.content;
  const before = loaded.letters.at(-1)?.content;
  return {
    ...(last && { firstName: last.firstName, firstTitle: last.firstTitle, firstOnBehalf: last.firstOnBehalf }),
    ...(last && { phone: last.phone, secondTitle: last.secondTitle }),
    ...(before && { ourRef: before.ourRef, attention: before.attention }),
  };
}

/** A draft, for those at its desk; a frozen letter, for everybody who may read the follow-up. Null: 404. */
export function loadLetter(
  context: Reads,
  actor: Actor,
  followUp: number,
  id: number,
): { letter: Letter; followUp: LoadedFollowUp; parts: LetterParts } | null {
  const loaded = loadFollowUp(context, actor, followUp);
  const letter = loaded?.letters.find((one) => one.id === id);
  return loaded && letter ? { letter, followUp: loaded, parts: letterParts(letter.content, letter.language) } : null;
}

export type SaveLetterResult =
  | { kind: 'notFound' }
  | { kind: 'frozen' }
  | { kind: 'changed'; letter: Letter }
  | { kind: 'faulty'; faults: LetterFault[] }
  | { kind: 'saved'; letter: Letter };

/** Saves a draft over the version that was read; with `freeze` it also gets its number and date for good. */
export function saveLetter(
  context: Reads,
  actor: Actor,
  order: { followUp: number; letter: number; version: number; content: LetterContent; freeze: boolean },
): SaveLetterResult {
  const { store } = context;
  const at = context.now();
  const content = cleaned(order.content);
  return store.transaction((): SaveLetterResult => {
    const found = loadLetter(context, actor, order.followUp, order.letter);
    if (found?.followUp.view !== 'desk' || actor.id === null) return { kind: 'notFound' };
    const { letter } = found;
    if (letter.frozenAt !== null) return { kind: 'frozen' };
    const faults = order.freeze
      ? letterFaults(letter.kind, content)
      : identityFaults(Object.keys(content) as LetterField[], content);
    if (faults.length > 0) return { kind: 'faulty', faults };
    if (!store.letter.save({ ...letter, content, version: order.version }, actor.id, at))
      return { kind: 'changed', letter };
    const saved = { ...letter, content, version: order.version + 1, savedAt: at };
    if (order.freeze) freeze(context, actor, actor.id, saved);
    return { kind: 'saved', letter: saved };
  });
}

/** A closing letter closes the follow-up: it says so to the municipality. */
function freeze({ store, now }: Reads, actor: Actor, person: number, letter: Letter): void {
  const at = now();
  const { who, name } = actor;
  const { id, followUp, kind, language, content } = letter;
  const sha256 = store.letter.freeze(letter, person, at);
  if (sha256 === null) throw new Error(`Letter ${id} was changed in the transaction that freezes it`);
  store.followUp.addEvent(followUp, { at, who, name, kind: 'letter', letter: id, day: content.answerBy || null });
  if (kind === 'closing') store.followUp.addEvent(followUp, { at, who, name, kind: 'closed', text: content.subject });
  const details = { letter: id, letterKind: kind, language, ourRef: content.ourRef, date: content.date, sha256 };
  store.event.record({ at, who, what: 'letter.frozen', subject: `followUp:${followUp}`, details });
}

function cleaned(content: LetterContent): LetterContent {
  const entries = Object.entries(content).map(([field, value]) => [
    field,
    typeof value === 'string' ? cleanText(value) : value,
  ]);
  return letterContent.parse(Object.fromEntries(entries));
}

/** Gives up a draft; false when there is none to give up. The record says so. */
export function discardLetter(context: Reads, actor: Actor, followUp: number, id: number): boolean {
  const { store } = context;
  const found = loadLetter(context, actor, followUp, id);
  if (found?.followUp.view !== 'desk') return false;
  return store.transaction(() => {
    const at = context.now();
    if (!store.letter.discard(id, at)) return false;
    store.event.record({
      at,
      who: actor.who,
      what: 'letter.discarded',
      subject: `followUp:${followUp}`,
      details: { letter: id },
    });
    return true;
  });
}

/** A frozen letter as a Word file with a name for it; null when there is none, or it is not frozen yet. */
export async function letterFile(
  context: Reads,
  actor: Actor,
  followUp: number,
  id: number,
): Promise<{ name: string; content: Buffer } | null> {
  const found = loadLetter(context, actor, followUp, id);
  if (!found || found.letter.frozenAt === null) return null;
  const { content, language, kind } = found.letter;
  const name = `${content.date}-${found.followUp.unit.municipality}-${kind}.docx`;
  return { name, content: await letterDocx(content, language) };
}
