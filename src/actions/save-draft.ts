// Saves what has been typed so far, and keeps a form that was posted after its session had ended. Both hold numbers just
// as typed, faults and all; a text with a national identity number is left out (rule E8).

import type { Context } from '../context.ts';
import {
  type Draft,
  type DraftSave,
  hasUnseenDraft,
  isOvertaken,
  judgeSave,
  pagesOf,
  withoutIdentityNumbers,
} from '../domain/draft.ts';
import type { Instant, Period } from '../domain/period.ts';
import type { Actor } from '../domain/person.ts';
import type { Closed, Submission } from '../domain/report.ts';
import { loadForm } from './load-form.ts';
import type { LoadedReport } from './load-report.ts';

export type SaveDraftResult =
  | { kind: 'notFound' }
  | { kind: 'forbidden' }
  | { kind: 'closed'; reason: Closed }
  /** dropped: the ids of the fields whose text was left out. */
  | { kind: 'saved'; version: number; savedAt: Instant; dropped: string[] }
  /** Overtaken by a later save of the same page; nothing was stored, and nothing was lost. */
  | { kind: 'late'; version: number }
  /** Somebody else has saved or delivered since: nothing was stored. */
  | { kind: 'conflict'; loaded: LoadedReport; draft: Draft | null; delivered: Submission | null }
  /** The draft was deleted, from this page or another, before the page's own save came: nothing was stored. */
  | { kind: 'discarded' };

/** Takes a signed-in person's save; the report must be open for the person to deliver. */
export function saveDraft(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor & { id: number },
  where: { unit: string; period: Period },
  save: DraftSave,
): SaveDraftResult {
  const { store, now } = context;
  return store.transaction(() => {
    const loaded = loadForm(context, actor, where.unit, where.period);
    if (!loaded) return { kind: 'notFound' };
    if (!loaded.mayDeliver) return { kind: 'forbidden' };
    if (!loaded.report) return { kind: 'closed', reason: 'notOpen' };
    if (loaded.closed) return { kind: 'closed', reason: loaded.closed };
    const { id } = loaded.report;
    const stored = store.draft.find(id);
    const { input, dropped } = withoutIdentityNumbers(save.input);
    const inForce = loaded.inForce?.number ?? 0;
    const verdict = judgeSave({ ...save, input }, { stored, inForce, hasEnded: store.draft.hasEnded(id, save.page) });
    if (verdict === 'late') return { kind: 'late', version: stored?.version ?? 0 };
    if (verdict === 'discarded') return { kind: 'discarded' };
    if (verdict === 'changed') return { kind: 'conflict', loaded, draft: stored, delivered: null };
    if (verdict === 'delivered') return { kind: 'conflict', loaded, draft: null, delivered: loaded.inForce };
    store.keptForm.remove({ person: actor.id, ...where });
    if (!save.isAutomatic) store.draft.revive(id, save.page);
    if (verdict === 'same' && stored) {
      store.draft.join(id, pagesOf({ page: save.page, earlierPages: stored.earlierPages }));
      return { kind: 'saved', version: stored.version, savedAt: stored.savedAt, dropped };
    }
    const savedAt = now();
    const saved = store.draft.save(
      id,
      stored?.version ?? 0,
      { ...save, input, earlierPages: pagesOf(stored) },
      actor.id,
      savedAt,
    );
    // The transaction holds the write lock, so nobody can have come between.
    if (!saved.ok) throw new Error(`The draft of report ${id} changed inside a transaction`);
    return { kind: 'saved', version: saved.version, savedAt, dropped };
  });
}

/**
 * Removes the draft that the page has seen; gives false when there is another, or it may not be removed. What the page, or
 * those that had saved the draft, save by themselves after that comes too late. No draft at all is as wanted.
 */
export function discardDraft(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  where: { unit: string; period: Period },
  seen: DraftSave,
): boolean {
  const { store, now } = context;
  return store.transaction(() => {
    const loaded = loadForm(context, actor, where.unit, where.period);
    if (!loaded?.report || !loaded.mayDeliver || loaded.closed) return false;
    const stored = store.draft.find(loaded.report.id);
    if (seen.submission !== (loaded.inForce?.number ?? 0) || hasUnseenDraft(seen, stored)) return false;
    store.draft.end(loaded.report.id, [seen.page, ...pagesOf(stored)], now());
    return true;
  });
}

/**
 * Keeps a form for 24 hours for the person whose form it was, when that person may still deliver the report; gives
 * false when nothing was kept. What a page sends by itself is kept only while it would have been a draft.
 */
export function keepForm(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor & { id: number },
  where: { unit: string; period: Period },
  form: DraftSave,
): boolean {
  const { store, now } = context;
  return store.transaction(() => {
    const loaded = loadForm(context, actor, where.unit, where.period);
    if (!loaded?.mayDeliver) return false;
    const key = { person: actor.id, ...where };
    if (isOvertaken(form, store.keptForm.find(key, now()))) return false;
    if (form.isAutomatic && !isDraftStill(store, loaded, form)) return false;
    const { input, dropped } = withoutIdentityNumbers(form.input);
    const { page, sequence, version, submission } = form;
    store.keptForm.keep(key, { input, dropped, page, sequence, version, submission }, now());
    return true;
  });
}

function isDraftStill({ draft }: Context['store'], { report, inForce }: LoadedReport, form: DraftSave): boolean {
  if (!report) return false;
  const met = { stored: draft.find(report.id), hasEnded: draft.hasEnded(report.id, form.page) };
  const verdict = judgeSave(form, { ...met, inForce: inForce?.number ?? 0 });
  return verdict === 'save' || verdict === 'changed';
}
