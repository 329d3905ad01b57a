// Delivers what was posted from the form page: as `deliver`, and besides that nobody's draft is lost unseen, and a form
// kept from an ended session has served its purpose.

import type { Context } from '../context.ts';
import { type Draft, type DraftSave, hasUnseenDraft, pagesOf } from '../domain/draft.ts';
import { mayReportNothing } from '../domain/opening.ts';
import { timeTaken } from '../domain/form-time.ts';
import type { LateReason } from '../domain/late-reason.ts';
import type { Instant, Period } from '../domain/period.ts';
import type { Actor } from '../domain/person.ts';
import { type DeliverResult, deliverLoaded } from './deliver.ts';
import { giveLateReason } from './late-reason.ts';
import { loadForm } from './load-form.ts';
import type { LoadedReport } from './load-report.ts';

/** version, submission: the draft and the submission in force that the page was showing; null when not told. */
export type PostedReport = Pick<DraftSave, 'input'> & {
  key: string | null;
  version: number | null;
  submission: number | null;
  /** The button "nothing to report"; counts only where there is nothing. */
  zero: boolean;
  /** When the page was opened; null when not told. */
  openedAt: Instant | null;
  /** Why the report is late; null when not told. */
  lateReason: LateReason | null;
};

export type DeliverFormResult =
  | DeliverResult
  /** Somebody else, or another page, has saved a draft that this page has not seen. Nothing was stored. */
  | { kind: 'draftChanged'; loaded: LoadedReport; draft: Draft };

export function deliverForm(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor & { id: number },
  where: { unit: string; period: Period },
  posted: PostedReport,
): DeliverFormResult {
  const { store } = context;
  return store.transaction(() => {
    const loaded = loadForm(context, actor, where.unit, where.period);
    if (!loaded) return { kind: 'notFound' };
    if (!loaded.mayDeliver) return { kind: 'forbidden' };
    const { key, version, input } = posted;
    const isResent = key !== null && store.submission.byKey(key) !== null;
    const { draft } = loaded;
    if (!isResent && version !== null && draft && hasUnseenDraft({ page: key, version, input }, draft)) {
      return { kind: 'draftChanged', loaded, draft };
    }
    const zero = posted.zero && mayReportNothing(loaded.carried);
    const result = deliverLoaded(context, actor, loaded, {
      input,
      zero,
      key,
      ifMatch: posted.submission,
      channel: 'page',
    });
    if (result.kind === 'delivered') store.keptForm.remove({ person: actor.id, ...where });
    if (result.kind === 'delivered' && !result.created && posted.submission === result.submission.number) {
      // Delivered as it stood: the draft that the page has seen, and that led back to it, has served its purpose too.
      store.draft.end(result.report.id, [key, ...pagesOf(draft)], context.now());
    }
    if (result.kind === 'delivered' && result.created && result.submission.number === 1) {
      const taken = posted.openedAt && timeTaken(posted.openedAt, context.now());
      if (taken) store.formTime.add(result.submission.form, taken);
      if (posted.lateReason) giveLateReason(context, actor, where, posted.lateReason);
    }
    return result;
  });
}
