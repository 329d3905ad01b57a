// GET /statistics: public figures of the nation and the counties, from frozen extracts; no token is needed.

import type { RequestHandler } from 'express';
import { z } from 'zod';
import { loadStatistics, publishedMonths } from '../actions/statistics.ts';
import { statisticsFile } from '../actions/statistics-file.ts';
import type { Context } from '../context.ts';
import { extractStates } from '../domain/extract.ts';
import type { StatisticsBy } from '../domain/statistics.ts';
import { count, figures, givenInstant } from './answer-schema.ts';
import { readQuery } from './input.ts';
import { sendKept } from './problem.ts';
import { format, isInOrder, outOfOrder, period } from './schema.ts';
import { apiWords, sendTable } from './send-table.ts';

const by = z
  .enum(['', 'period', 'county', 'period,county', 'county,period'], 'must be any of period, county')
  .default('')
  .transform(
    (text): StatisticsBy => ({
      period: text.includes('period'),
      area: text.includes('county') ? 'county' : null,
    }),
  )
  .meta({
    description: 'What the rows are about: period, county, both, or empty for one national row',
    examples: ['period,county'],
    override: { type: 'string' },
  });

export const statisticsQuery = z
  .strictObject({
    from: period.optional().meta({ description: 'The first month; without it the first that is frozen' }),
    to: period.optional().meta({ description: 'The last month; without it the latest that is frozen' }),
    ...{ by, format },
    geography: z
      .enum(['reported'], 'must be reported')
      .default('reported')
      .meta({ description: 'Counties as they were in each month' }),
  })
  .refine(isInOrder, outOfOrder);

export const statisticsAnswer = z.strictObject({
  asOf: givenInstant.nullable().meta({ description: 'When the newest of the extracts was frozen' }),
  ...{ from: period.nullable(), to: period.nullable(), geography: z.literal('reported') },
  synthetic: z.boolean().meta({ description: 'True when the figures are made up, for a demo' }),
  extracts: z
    .array(
      z.strictObject({
        ...{ period, number: z.int().min(1), state: z.enum(extractStates), frozenAt: givenInstant },
        threshold: z.int().meta({ description: 'Counts from 1 up to, not including, this are hidden' }),
        sha256: z.string(),
      }),
    )
    .meta({ description: 'The extracts behind the rows; a month that is not frozen is not there' }),
  rows: z.array(
    z.strictObject({
      ...{ period: period.optional(), county: z.string().optional() },
      ...{ expected: count, received: count, onTime: count },
      totals: figures.meta({ description: 'As of /totals; null where hidden, or where nothing was received' }),
      ...{ new: z.int().nullable(), ended: z.int().nullable() },
      ...{ stockPeriod: period.nullable(), stockExpected: count, stockReceived: count },
      ...{ openingPeriod: period.nullable(), openingExpected: count, openingReceived: count },
      means: figures,
      suppressed: z.array(z.string()).meta({ description: 'What is hidden: question ids, new, ended, mean_<id>' }),
    }),
  ),
});

export function getStatistics(context: Context): RequestHandler {
  return (req, res) => {
    const query = readQuery(req, res, statisticsQuery);
    if (!query) return;
    const months = publishedMonths(context);
    const from = query.from ?? months[0]?.period ?? null;
    const to = query.to ?? months.at(-1)?.period ?? null;
    const order = { from: from ?? '', to: to ?? '', by: query.by };
    const { asOf, sources, rows, questions, forms } = loadStatistics(context, order);
    if (query.format === 'json') {
      const synthetic = context.store.service.get('history_is_synthetic') !== null;
      const answer = { asOf, from, to, geography: query.geography, synthetic, extracts: sources, rows };
      return sendKept(req, res, answer, 'public');
    }
    const words = apiWords(req, forms);
    const content = statisticsFile(context, { asOf, sources, rows, questions, forms, order }, words);
    return sendTable(res, { content, words, format: query.format, name: `statistics-${order.from}-${order.to}` });
  };
}
