// Form pages that are open in browsers, as the tests of drafts play them: what each has shown and sent, and the requests
// that are under way. A judge beside them knows what may become of each request by what its page has shown and sent, and
// not by the versions that the product goes by.

import { expect } from '@jest/globals';
import { deliverForm } from '../src/actions/deliver-form.ts';
import { discardDraft, saveDraft } from '../src/actions/save-draft.ts';
import type { Input } from '../src/domain/answers.ts';
import type { Draft, DraftSave } from '../src/domain/draft.ts';
import type { Person } from '../src/domain/person.ts';
import { actorOf, quietMonth, typed, type World } from './world.ts';

export type Page = {
  key: string;
  person: Person;
  version: number;
  submission: number;
  /** How many times it has saved. */
  sequence: number;
  /** What is typed in it. */
  input: Input;
};

export const where = { unit: '0101-3101', period: '2026-10' };

const everyReason = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`W${index + 1}`, 'Sjekket']));

/** A month that can be delivered, told from others by its number of women. */
export function month(women: number): Input {
  return { answers: typed(quietMonth(12, { women_end: women })), reasons: everyReason, comment: '' };
}

export function who(person: Person) {
  return { ...actorOf(person), id: person.id };
}

/** The pages of one report, Halden's October. */
export function pagesOf(world: World) {
  let opened = 0;
  const { store } = world.context;
  const id = store.report.find(where.unit, where.period)?.id ?? 0;
  const draft = () => store.draft.find(id);
  const submissions = () => store.submission.ofReport(id);

  const page = (person: Person, input: Input, version: number): Page => {
    opened += 1;
    return { key: `page-${opened}`, person, version, submission: submissions().length, sequence: 0, input };
  };
  /** What the page sends now. */
  const next = (from: Page, isAutomatic: boolean): DraftSave => {
    from.sequence += 1;
    const { key, version, submission, sequence, input } = from;
    return { input, page: key, sequence, version, submission, isAutomatic };
  };
  return {
    draft,
    submissions,
    next,
    open: (person: Person): Page => {
      const found = draft();
      const input = found?.input ?? month(submissions().at(-1)?.answers['women_end'] ?? 1);
      return page(person, input, found?.version ?? 0);
    },
    /** The page that shows two versions: what was typed, and the draft, or what was delivered where it is null. */
    choose: ({ person, input }: Page, shown: Draft | null): Page => page(person, input, shown?.version ?? 0),
    /** Types it, and sends it as the page does by itself; on its way until it arrives. */
    type: (page: Page, women: number): DraftSave => {
      page.input = month(women);
      return next(page, true);
    },
    arrive: ({ person }: Page, save: DraftSave) => saveDraft(world.context, who(person), where, save),
    press: (page: Page) => saveDraft(world.context, who(page.person), where, next(page, false)),
    discard: (page: Page) => discardDraft(world.context, who(page.person), where, next(page, false)),
    deliver: (page: Page) => {
      page.sequence += 1;
      const { key, version, submission, input } = page;
      const posted = { input, key, version, submission, zero: false, openedAt: null, lateReason: null };
      return deliverForm(world.context, who(page.person), where, posted);
    },
  };
}

export type Pages = ReturnType<typeof pagesOf>;

type Request = { page: Page; input: Input; sequence: number; isAutomatic: boolean };

/** Watches the pages from outside. `met` counts what came of the requests. */
export function judgeOf(pages: Pages, met: Map<string, number>) {
  /** Of each page every content that it has shown or sent. */
  const known = new Map<string, Set<string>>();
  /** The pages that have shown the draft that is there, or saved it; and those whose draft was deleted. */
  let members = new Set<string>();
  const ended = new Set<string>();
  /** Of each page what had been written when it was opened. */
  const since = new Map<string, number>();
  const delivered: string[] = [];
  let writer: { key: string; sequence: number } | null = null;
  let writes = 0;

  const contentOf = (input: Input) => input.answers['women_end'] ?? '';
  const drafted = () => {
    const found = pages.draft();
    return found ? contentOf(found.input) : null;
  };
  const stored = () => pages.submissions().map(({ answers }) => String(answers['women_end']));
  const refused = ['late', 'conflict', 'draftChanged', 'discarded', 'closed', 'unseen'];

  return {
    hasDelivered: () => delivered.length > 0,
    opened: (page: Page): void => {
      const shown = page.version > 0 ? drafted() : null;
      known.set(page.key, new Set([contentOf(page.input), ...(shown === null ? [] : [shown])]));
      if (shown !== null) members.add(page.key);
      // One that shows what was delivered beside what was typed has not shown a draft that is there.
      if (shown === drafted()) since.set(page.key, writes);
    },

    /** Lets the request be answered, and holds the answer against what the page knew. Gives the kind of the answer. */
    answered: (request: Request, isOpen: boolean, act: () => string): string => {
      const { page, sequence, isAutomatic } = request;
      const content = contentOf(request.input);
      const [before, last, version] = [drafted(), writer, pages.draft()?.version];
      known.get(page.key)?.add(content);
      const isOwn = last?.key === page.key;
      const isCurrent = page.submission === delivered.length;
      const isLate = isAutomatic && (ended.has(page.key) || !isCurrent || (isOwn && sequence <= last.sequence));
      const isWelcome = isOpen && !isLate && isCurrent && (isOwn || writes === since.get(page.key));

      let kind = act();
      if (kind === 'unchanged' && !isCurrent) kind = 'again';
      met.set(kind, (met.get(kind) ?? 0) + 1);
      const after = drafted();
      // Sent from a page that was open before, it is answered with the receipt, and leaves the draft of a correction alone.
      if (refused.includes(kind) || isLate || kind === 'again') expect([kind, after]).toEqual([kind, before]);
      if (refused.includes(kind)) expect([kind, isWelcome]).toEqual([kind, false]);
      if (before !== null && after !== before) expect([kind, known.get(page.key)?.has(before)]).toEqual([kind, true]);
      if (kind === 'created') delivered.push(content);
      expect(stored()).toEqual(delivered);
      if (kind === 'saved') expect(after).toBe(content);
      if (kind === 'created' || kind === 'unchanged') expect([after, stored().includes(content)]).toEqual([null, true]);
      if (kind === 'deleted') expect(after).toBeNull();
      if (kind === 'deleted' || kind === 'unchanged') for (const key of [page.key, ...members]) ended.add(key);
      // What stands there already is said to be saved, and is not written again.
      const isWritten = !refused.includes(kind) && pages.draft()?.version !== version;
      if (isWritten) writes += 1;
      if (isWritten && kind === 'saved') writer = { key: page.key, sequence };
      if (kind === 'saved') members.add(page.key);
      // A person may bring back what was deleted; and a page that is told its content stands there has part in the new draft.
      if (kind === 'saved' && (!isAutomatic || !isWritten)) ended.delete(page.key);
      if (after === null) [writer, members] = [null, new Set()];
      return kind;
    },
  };
}
