// Drafts that save themselves: what becomes of a save that comes late, twice, out of order, after the draft was deleted,
// after the report was delivered, or after the session ended; and of whatever two colleagues do on their pages.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { reopen } from '../src/actions/reopen.ts';
import { keepForm } from '../src/actions/save-draft.ts';
import type { Draft, DraftSave } from '../src/domain/draft.ts';
import { judgeOf, month, type Page, type Pages, pagesOf, where, who } from './draft-pages.ts';
import { actorOf, makeWorld, someDay, type World } from './world.ts';

let world: World;
let pages: Pages;
let alice: Page;

beforeEach(() => {
  world = makeWorld();
  world.open('2026-10');
  pages = pagesOf(world);
  alice = pages.open(world.people.alice);
});
afterEach(() => world.close());

describe('a save that comes late', () => {
  test('is ignored after a later one of the same page, and however often it comes', () => {
    const [early, later] = [pages.type(alice, 3), pages.type(alice, 4)];
    pages.arrive(alice, later);
    expect(pages.arrive(alice, early).kind).toBe('late');
    expect(pages.arrive(alice, later).kind).toBe('late');
    expect(pages.draft()).toMatchObject({ version: 1, input: month(4) });
  });

  test('is ignored after the page’s own button, and the button is never late itself', () => {
    pages.arrive(alice, pages.type(alice, 2));
    const underWay = pages.type(alice, 3);
    alice.input = month(4);
    expect(pages.press(alice).kind).toBe('saved');
    expect(pages.arrive(alice, underWay).kind).toBe('late');
    expect(pages.draft()?.input).toEqual(month(4));
  });

  test('brings no deleted draft back: neither to the page that deleted it, nor to the one that had saved it', () => {
    pages.arrive(alice, pages.type(alice, 3));
    const underWay = pages.type(alice, 4);
    const second = pages.open(world.people.alice);
    const also = pages.type(second, 5);
    expect(pages.discard(second)).toBe(true);
    expect(pages.arrive(alice, underWay).kind).toBe('discarded');
    expect(pages.arrive(second, also).kind).toBe('discarded');
    expect(pages.draft()).toBeNull();
  });

  test('is told that the draft is gone, and the button saves what is typed there all the same', () => {
    pages.arrive(alice, pages.type(alice, 3));
    pages.discard(pages.open(world.people.lars));
    expect(pages.arrive(alice, pages.type(alice, 4)).kind).toBe('discarded');
    expect(pages.press(alice).kind).toBe('saved');
    expect(pages.draft()?.input).toEqual(month(4));
  });

  test('does not come between a page and its own deleting, and deleting twice deletes once', () => {
    pages.arrive(alice, pages.type(alice, 3));
    const page = pages.open(world.people.alice);
    pages.arrive(page, pages.type(page, 4));
    expect([pages.discard(page), pages.discard(page)]).toEqual([true, true]);
    expect(pages.draft()).toBeNull();
  });

  test('is ignored after the delivery, also where what was delivered is what was in force', () => {
    const early = pages.type(alice, 3);
    alice.input = month(4);
    expect(pages.deliver(alice)).toMatchObject({ kind: 'delivered', created: true });
    expect(pages.arrive(alice, early)).toMatchObject({ kind: 'conflict', delivered: { number: 1 } });
    const correction = pages.open(world.people.alice);
    pages.arrive(correction, pages.type(correction, 5));
    const underWay = pages.type(correction, 6);
    correction.input = month(4);
    expect(pages.deliver(correction)).toMatchObject({ kind: 'delivered', created: false });
    expect(pages.arrive(correction, underWay).kind).toBe('discarded');
    expect(pages.draft()).toBeNull();
  });

  test('after the session has ended is kept in its order, and not at all when it is no draft any more', () => {
    const { store, now } = world.context;
    const keep = (save: DraftSave) => keepForm(world.context, who(alice.person), where, save);
    const kept = () => store.keptForm.find({ person: alice.person.id, ...where }, now())?.input;
    const [early, later] = [pages.type(alice, 3), { ...pages.type(alice, 4), isAutomatic: false }];
    expect([keep(later), keep(early)]).toEqual([true, false]);
    expect(kept()).toEqual(month(4));
    pages.deliver(pages.open(alice.person));
    expect(kept()).toBeUndefined();
    expect(keep(pages.type(alice, 6))).toBe(false);
    expect(keep({ ...pages.type(alice, 6), isAutomatic: false })).toBe(true);
  });

  test('after a draft was deleted and another begun is not taken for one that has seen it', () => {
    pages.press(alice);
    const old = pages.open(world.people.alice);
    pages.discard(alice);
    const lars = pages.open(world.people.lars);
    pages.arrive(lars, pages.type(lars, 2));
    expect(pages.press(old).kind).toBe('conflict');
    expect(pages.draft()?.input).toEqual(month(2));
  });
});

test('the draft of a correction is not deleted from a page that was open before the delivery', () => {
  pages.press(alice);
  const old = pages.open(world.people.lars);
  pages.deliver(pages.open(world.people.alice));
  const correction = pages.open(world.people.alice);
  pages.arrive(correction, pages.type(correction, 5));
  expect([pages.discard(old), pages.draft()?.input]).toEqual([false, month(5)]);
});

describe('whatever two colleagues type, save, delete, deliver and correct', () => {
  const page = fc.nat(5);
  const deed = fc.oneof(
    { weight: 2, arbitrary: fc.record({ deed: fc.constant('open' as const), isLars: fc.boolean() }) },
    {
      weight: 5,
      arbitrary: fc.record({ deed: fc.constant('type' as const), page, women: fc.integer({ min: 1, max: 5 }) }),
    },
    // What a page has sent by itself comes in any order, and comes again; its answer may be lost on the way back.
    {
      weight: 5,
      arbitrary: fc.record({
        deed: fc.constant('arrive' as const),
        ...{ flight: fc.nat(9), comesAgain: fc.boolean(), isAnswered: fc.boolean() },
      }),
    },
    { weight: 4, arbitrary: fc.record({ deed: fc.constantFrom(...(['press', 'discard', 'deliver'] as const)), page }) },
    { weight: 2, arbitrary: fc.record({ deed: fc.constantFrom(...(['close', 'reopen'] as const)) }) },
  );
  type Deed = typeof deed extends fc.Arbitrary<infer One> ? One : never;

  test('nothing acknowledged is lost unseen, nothing deleted comes back, and nobody is refused without cause', () => {
    const met = new Map<string, number>();
    const deeds = fc.array(deed, { size: 'max', minLength: 10, maxLength: 50 });
    fc.assert(
      fc.property(deeds, (all) => undone(() => play(all, met))),
      { numRuns: 300 },
    );
    // Each answer was met often enough for the silence about it to mean something.
    const answers = ['saved', 'late', 'conflict', 'discarded', 'deleted', 'unseen', 'closed'];
    for (const kind of [...answers, 'draftChanged', 'created', 'unchanged', 'again'])
      expect([kind, (met.get(kind) ?? 0) >= 10]).toEqual([kind, true]);
  });

  function play(deeds: Deed[], met: Map<string, number>): void {
    world.setNow(someDay);
    const judge = judgeOf(pages, met);
    const open: Page[] = [];
    const flights: { page: Page; save: DraftSave }[] = [];
    let reopened = false;
    const shows = (page: Page) => {
      judge.opened(page);
      open.push(page);
    };
    const opens = (person: Page['person']) => shows(pages.open(person));
    const isOpen = () => world.context.now() === someDay || reopened || !judge.hasDelivered();
    opens(world.people.alice);
    opens(world.people.lars);
    for (const one of deeds) {
      const by = 'page' in one ? open[one.page % open.length] : undefined;
      if (one.deed === 'open') opens(one.isLars ? world.people.lars : world.people.alice);
      else if (one.deed === 'close') world.setNow('2027-01-04T09:00:00.000Z');
      else if (one.deed === 'reopen') {
        const order = { ...where, until: '2027-01-20', reason: 'Feil' };
        reopened = reopen(world.context, actorOf(world.people.dina), order).ok || reopened;
      } else if (one.deed === 'arrive') {
        const [flight] = flights.splice(one.flight % Math.max(1, flights.length), 1);
        if (!flight) continue;
        if (one.comesAgain) flights.push(flight);
        const { page: from, save } = flight;
        judge.answered({ ...save, page: from, sequence: save.sequence ?? 0 }, isOpen(), () => {
          const answer = pages.arrive(from, save);
          if (answer.kind === 'saved' && one.isAnswered) from.version = answer.version;
          return answer.kind;
        });
      } else if (by && one.deed === 'type') flights.push({ page: by, save: pages.type(by, one.women) });
      else if (by) {
        const request = { page: by, input: by.input, sequence: by.sequence + 1, isAutomatic: false };
        const shown: (Draft | null)[] = [];
        const kind = judge.answered(request, isOpen(), () => {
          if (one.deed === 'discard') return pages.discard(by) ? 'deleted' : 'unseen';
          const result = one.deed === 'press' ? pages.press(by) : pages.deliver(by);
          if (result.kind === 'conflict' || result.kind === 'draftChanged')
            shown.push('draft' in result ? result.draft : null);
          if (result.kind !== 'delivered') return result.kind;
          return result.created ? 'created' : 'unchanged';
        });
        for (const draft of shown) shows(pages.choose(by, draft));
        if (kind === 'saved') opens(by.person);
      }
    }
  }

  /** Does it, and takes everything back: each sequence starts with the same report, which nobody has touched. */
  function undone(work: () => void): void {
    const takeBack = new Error('taken back');
    try {
      world.context.store.transaction(() => {
        work();
        throw takeBack;
      });
    } catch (fault) {
      if (fault !== takeBack) throw fault;
    }
  }
});
