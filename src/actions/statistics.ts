// Loads public statistics: the newest extract that can be shown of each month. Anyone may read them.

import type { Context } from '../context.ts';
import type { Extract, ExtractHead } from '../domain/extract.ts';
import type { Form } from '../domain/form.ts';
import type { Period } from '../domain/period.ts';
import { type Statistics, type StatisticsBy, statisticsOf } from '../domain/statistics.ts';
import { questionsOf as questionsOfForms } from '../domain/totals.ts';
import { questionsOf } from './freeze.ts';

export type StatisticsOrder = { from: Period; to: Period; by: StatisticsBy };

export type LoadedStatistics = Statistics & {
  order: StatisticsOrder;
  /** The forms that the questions are from, oldest first. */
  forms: Form[];
};

/** The months that the public sees, oldest first, each with its newest extract. */
export function publishedMonths({ store }: Pick<Context, 'store'>): ExtractHead[] {
  const newest = new Map<Period, ExtractHead>();
  for (const head of store.extract.all()) if (!head.withheld) newest.set(head.period, head);
  return [...newest.values()];
}

/** Both months are included; those that are not frozen are left out. */
export function loadStatistics(context: Pick<Context, 'store'>, order: StatisticsOrder): LoadedStatistics {
  const { store } = context;
  const { from, to, by } = order;
  const extracts = loadExtracts(context, from, to);
  const versions = [...new Set(extracts.map(({ form }) => form))];
  const forms =
    versions.length > 0 ? versions.map((version) => store.form.byVersion(version)) : store.form.all().slice(-1);
  return { order, forms, ...statisticsOf(extracts, by, questionsOfForms(forms)) };
}

function loadExtracts(context: Pick<Context, 'store'>, from: Period, to: Period): Extract[] {
  return context.store.extract.shownIn(from, to, questionsOf(context));
}
