// A draft: answers not yet delivered, one per report. It saves itself from the page, so this file decides what becomes
// of a save that comes late, out of order, or after a colleague's.

import type { Input } from './answers.ts';
import { containsIdentityNumber } from './identity-number.ts';
import type { Instant } from './period.ts';

export type Draft = {
  version: number;
  input: Input;
  savedBy: number;
  savedByName: string;
  savedAt: Instant;
  /** The page that saved it (its form key) and how many times that page had saved; null when not told. */
  page: string | null;
  sequence: number | null;
  /** The pages that had saved it before that one. */
  earlierPages: string[];
};

/** A save as it comes in: what it holds, which page it comes from, and what that page had seen. */
export type DraftSave = {
  input: Input;
  page: string | null;
  /** Counts the page's own saves from 1; null from a page without scripts. */
  sequence: number | null;
  /** The version of the draft the page was showing; 0 for none. */
  version: number;
  /** The number of the submission in force that the page was showing; 0 for none. */
  submission: number;
  /** Sent by the page itself, and not by a person who pressed a button. */
  isAutomatic: boolean;
};

/** What a save meets: the draft, the number of the submission in force (0: none), and whether its page has ended. */
export type Met = { stored: Draft | null; inForce: number; hasEnded: boolean };

export type SaveVerdict = 'save' | 'same' | 'late' | 'changed' | 'delivered' | 'discarded';

/**
 * same: what is stored already. late: an earlier save of the same page, overtaken by a later one, and to be ignored.
 * changed: somebody else, or another page, has saved since. delivered: the report has been delivered since. discarded: the
 * draft has been deleted since, and only a person brings it back.
 */
export function judgeSave(save: DraftSave, { stored, inForce, hasEnded }: Met): SaveVerdict {
  if (save.submission !== inForce) return 'delivered';
  const wasDeleted = hasEnded || (stored === null && save.version > 0);
  if (save.isAutomatic && wasDeleted) return 'discarded';
  if (stored === null) return 'save';
  if (isSamePage(save, stored) && save.sequence !== null && stored.sequence !== null) {
    return isOvertaken(save, stored) ? 'late' : 'save';
  }
  if (save.version === stored.version) return 'save';
  return sameInput(save.input, stored.input) ? 'same' : 'changed';
}

/** The pages that have saved the draft; the oldest are forgotten of very many. */
export function pagesOf(draft: Pick<Draft, 'page' | 'earlierPages'> | null): string[] {
  if (draft === null) return [];
  const earlier = draft.earlierPages.filter((page) => page !== draft.page);
  return [...earlier, ...(draft.page === null ? [] : [draft.page])].slice(-mostPages);
}

const mostPages = 50;

/** True for a save of a page that has saved again since. */
export function isOvertaken(
  save: Pick<DraftSave, 'page' | 'sequence'>,
  later: Pick<DraftSave, 'page' | 'sequence'> | null,
): boolean {
  if (later === null || !isSamePage(save, later) || save.sequence === null || later.sequence === null) return false;
  return save.sequence <= later.sequence;
}

/**
 * True when a delivery would leave a draft behind that its page has not seen. The page's own saves are always seen, also
 * when the answer to the last of them never came.
 */
export function hasUnseenDraft(seen: Pick<DraftSave, 'page' | 'version' | 'input'>, stored: Draft | null): boolean {
  if (stored === null || stored.version === seen.version || isSamePage(seen, stored)) return false;
  return !sameInput(seen.input, stored.input);
}

function isSamePage(save: { page: string | null }, stored: { page: string | null }): boolean {
  return save.page !== null && save.page === stored.page;
}

/** True when the same was typed, field by field; a field left empty is the same as one that is not there. */
function sameInput(one: Input, other: Input): boolean {
  return (
    one.comment === other.comment &&
    sameTexts(one.answers, other.answers) &&
    sameTexts(one.reasons, other.reasons) &&
    sameTexts(one.figureComments ?? {}, other.figureComments ?? {})
  );
}

function sameTexts(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => (one[name] ?? '') === (other[name] ?? ''));
}

/** Takes what was typed; gives it without the texts that hold a national identity number, and the fields they stood in. */
export function withoutIdentityNumbers(input: Input): { input: Input; dropped: string[] } {
  const dropped: string[] = [];
  const cleared = (field: string, text: string) => {
    if (!containsIdentityNumber(text)) return text;
    dropped.push(field);
    return '';
  };
  const clearedAll = (texts: Record<string, string>, prefix: string) =>
    Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, cleared(prefix + id, text)]));
  const answers = clearedAll(input.answers, '');
  const reasons = clearedAll(input.reasons, 'reason_');
  const cleaned: Input = { answers, reasons, comment: cleared('comment', input.comment) };
  if (input.figureComments) cleaned.figureComments = clearedAll(input.figureComments, 'comment_');
  return { input: cleaned, dropped };
}
