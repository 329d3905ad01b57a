// Saves what has been typed so far, and keeps a form that was posted after its session had ended. Both hold numbers just
// as typed, faults and all; a text with a national identity number is left out (rule E8).

import type { Context } from '../context.ts';
import { type Draft, type DraftSave, judgeSave, withoutIdentityNumbers } from '../domain/draft.ts';
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
  | { kind: 'conflict'; loaded: LoadedReport; draft: Draft | null; delivered: Submission | null };

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
    const verdict = judgeSave({ ...save, input }, stored, loaded.inForce?.number ?? 0);
    if (verdict === 'late') return { kind: 'late', version: stored?.version ?? 0 };
    if (verdict === 'changed') return { kind: 'conflict', loaded, draft: stored, delivered: null };
    if (verdict === 'delivered') return { kind: 'conflict', loaded, draft: null, delivered: loaded.inForce };
    const savedAt = now();
    const saved = store.draft.save(id, stored?.version ?? 0, { ...save, input }, actor.id, savedAt);
    // The transaction holds the write lock, so nobody can have come between.
    if (!saved.ok) throw new Error(`The draft of report ${id} changed inside a transaction`);
    store.keptForm.remove({ person: actor.id, ...where });
    return { kind: 'saved', version: saved.version, savedAt, dropped };
  });
}

/** Removes the draft when it is still the one that was seen; gives false when it is not, or may not be removed. */
export function discardDraft(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  where: { unit: string; period: Period },
  version: number,
): boolean {
  const { store } = context;
  return store.transaction(() => {
    const loaded = loadForm(context, actor, where.unit, where.period);
    if (!loaded?.report || !loaded.mayDeliver || loaded.closed) return false;
    if (store.draft.find(loaded.report.id)?.version !== version) return false;
    store.draft.remove(loaded.report.id);
    return true;
  });
}

/**
 * Keeps a form for 24 hours for the person whose form it was, when that person may still deliver the report; gives
 * false when nothing was kept.
 */
export function keepForm(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor & { id: number },
  where: { unit: string; period: Period },
  form: Pick<DraftSave, 'input' | 'version' | 'submission'>,
): boolean {
  const loaded = loadForm(context, actor, where.unit, where.period);
  if (!loaded?.mayDeliver) return false;
  const { input, dropped } = withoutIdentityNumbers(form.input);
  const { version, submission } = form;
  context.store.keptForm.keep({ person: actor.id, ...where }, { input, dropped, version, submission }, context.now());
  return true;
}
