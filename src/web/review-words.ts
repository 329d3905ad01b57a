// Criteria, options and percentages of a review in words.

import type { Request } from 'express';
import { wholePercent } from '../domain/overview.ts';
import type { CriterionResult } from '../domain/review.ts';
import { type Criterion, optionsOf } from '../domain/review-criteria.ts';
import { textsOf } from './render.ts';
import { languageOf } from './visitor.ts';

/** What an option is called on screen. */
export function optionText(req: Request, one: Criterion, option: string): string {
  if (one.kind === 'judgement') return textsOf(req).review.judgement[option] ?? option;
  return one.options.find(({ id }) => id === option)?.text[languageOf(req)] ?? option;
}

export function optionTexts(req: Request, one: Criterion): { value: string; text: string }[] {
  return optionsOf(one).map((value) => ({ value, text: optionText(req, one, value) }));
}

/** The per cent of yes, whole; null where nothing could be assessed. */
export function percentOf({ share }: CriterionResult): number | null {
  return share === null ? null : wholePercent(share);
}
