// A page that saves itself: what it sends, and what it is answered.

import type { Request, Response } from 'express';
import type { SaveDraftResult } from '../actions/save-draft.ts';
import type { DraftSave } from '../domain/draft.ts';
import { clockText } from '../text/when.ts';
import type { PostedForm } from './form-body.ts';
import { textsOf } from './render.ts';

/** The database is full or locked: nothing was stored. */
export type NotStored = { kind: 'notStored' };

/** What was posted as a save: whether a person pressed a button for it shows from what the sender wants back. */
export function draftSaveOf(req: Request, { input, key, sequence, draft, submission }: PostedForm): DraftSave {
  const seen = { page: key === '' ? null : key, sequence, version: draft ?? 0, submission: submission ?? 0 };
  return { input, ...seen, isAutomatic: wantsJson(req) };
}

/** The answer to a page that saves itself: when it was saved, or why it was not. */
export function answerAutosave(req: Request, res: Response, result: SaveDraftResult | NotStored): void {
  res.setHeader('Cache-Control', 'no-store');
  switch (result.kind) {
    case 'saved': {
      const { version, savedAt, dropped } = result;
      const text = textsOf(req).report.form.saved(clockText(savedAt));
      return void res.json({ version, savedAt, text, dropped });
    }
    case 'late':
      return void res.json({ version: result.version, late: true });
    case 'conflict':
      return void res.status(409).json({ conflict: result.draft ? 'draft' : 'delivered' });
    case 'closed':
    case 'discarded':
      return void res.status(409).json({ conflict: result.kind });
    case 'notStored':
      return void res.status(503).setHeader('Retry-After', '30').json({ saved: false });
    case 'notFound':
    case 'forbidden':
      return void res.status(404).json({ saved: false });
  }
}

/** Whether a script asks, and not a person who is shown a page. */
export function wantsJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json';
}
