// Months as pages offer them.

import type { Context } from '../context.ts';
import type { Period } from '../domain/period.ts';
import { monthText, startingCapital } from '../text/when.ts';

/** Every month that has been opened, imported ones too, the newest first. */
export function openedPeriods({ store }: Pick<Context, 'store'>): Period[] {
  return store.period
    .all()
    .map(({ period }) => period)
    .toReversed();
}

/** `{ value: '2026-10', text: 'Oktober 2026' }`: the month as it is chosen. */
export function monthOption(period: Period): { value: Period; text: string } {
  return { value: period, text: startingCapital(monthText(period)) };
}
