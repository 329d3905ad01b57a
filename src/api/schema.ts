// What the API takes. The same schemas check the input and make the OpenAPI document.

import { z } from 'zod';
import 'zod-openapi';
import { fileFormats } from '../actions/table-file.ts';
import { geographies } from '../actions/totals.ts';
import { parseDay, parseInstant } from '../domain/period.ts';
import { statuses } from '../domain/report.ts';
import { areas, type By } from '../domain/totals.ts';

export const period = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month as 2026-10')
  .meta({ description: 'A month', examples: ['2026-10'] });

export const day = z
  .string()
  .refine((text) => parseDay(text) !== null, 'must be a day as 2026-01-01')
  .meta({ format: 'date' });

/** An unescaped + in a query is read as a space; what was meant is clear. */
const instant = z
  .string()
  .transform((text) => parseInstant(text.replace(/ (?=\d\d:\d\d$)/, '+')))
  .refine((parsed) => parsed !== null && /^\d{4}-/.test(parsed), 'must be a time as 2026-11-10T07:00:00Z')
  .transform((parsed) => parsed ?? '')
  .meta({
    description: 'A time with its zone',
    examples: ['2026-11-10T07:00:00.000Z'],
    override: { type: 'string', format: 'date-time' },
  });

const tableFormats = ['json', ...fileFormats] as const;
export const format = z
  .enum(tableFormats, `must be one of ${tableFormats.join(', ')}`)
  .default('json')
  .meta({
    description:
      'csv: comma and point, no BOM. csv-excel: semicolon, decimal comma, BOM, Norwegian heads. xlsx: sheets of figures, ' +
      'coverage, definitions, corrections and the order. json-stat: a data set of JSON-stat 2.0',
  });

const by = z
  .string()
  .default('')
  .transform((text): By | null => {
    const names = text === '' ? [] : text.split(',');
    const named = areas.filter((area) => names.includes(area));
    const known = names.every((name) => name === 'period' || named.some((area) => area === name));
    if (!known || named.length > 1 || new Set(names).size < names.length) return null;
    return { period: names.includes('period'), area: named[0] ?? null };
  })
  .refine((parsed) => parsed !== null, 'must be any of period, and one of county, municipality, unit')
  .transform((parsed): By => parsed ?? { period: false, area: null })
  .meta({
    description: 'What the rows are about: period, and one of county, municipality, unit; empty for one national row',
    examples: ['period,county'],
    override: { type: 'string' },
  });

/** The months of an order: `from` not after `to`, where both are given. */
export const isInOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  (from ?? '') <= (to ?? '9');
export const outOfOrder = { path: ['from'], message: 'must not be later than to' };

export const unitsQuery = z.strictObject({ period: period.optional() });

export const reportsQuery = z
  .strictObject({
    period: period.optional(),
    from: period.optional(),
    to: period.optional(),
    status: z.enum(statuses, `must be one of ${statuses.join(', ')}`).optional(),
    format,
  })
  .refine(
    ({ period, from, to }) =>
      (from === undefined) === (to === undefined) && (period === undefined) !== (to === undefined),
    {
      path: ['period'],
      message: 'is needed, or from and to instead of it',
    },
  )
  .refine(isInOrder, outOfOrder);

export const noQuery = z.strictObject({});

export const totalsQuery = z
  .strictObject({
    ...{ from: period, to: period, by },
    geography: z
      .enum(geographies, `must be one of ${geographies.join(', ')}`)
      .default('reported')
      .meta({ description: 'Areas as they were in each month, or walked to the map of the day of asOf' }),
    asOf: instant.optional(),
    format,
  })
  .refine(isInOrder, outOfOrder);

export const changesQuery = z.strictObject({
  ...{ since: instant, asOf: instant.optional() },
  limit: z
    .stringFormat('limit', /^[1-9]\d{0,4}$/, 'must be a whole number from 1 to 99999')
    .transform(Number)
    .optional()
    .meta({
      description: 'At most so many; without it all. The asOf of the answer is the since of the next call either way',
      override: { type: 'integer', minimum: 1, maximum: 99_999 },
    }),
});

export const noticesQuery = z.strictObject({ period });

const anyObject = z.looseObject({});

/** Numbers are judged by the form's rules, so that each fault is told at its question. */
export const deliveryBody = z
  .strictObject({
    answers: z
      .custom<Record<string, unknown>>((value) => anyObject.safeParse(value).success, 'must be an object')
      .meta({
        description: 'Question id → whole number, 0 to 9999',
        override: { type: 'object', additionalProperties: { type: 'integer', minimum: 0, maximum: 9999 } },
      }),
    reasons: z
      .record(z.string(), z.string())
      .default({})
      .meta({ description: 'Rule id → why the warning is no fault' }),
    comment: z.string().default('').meta({ description: 'No personal data' }),
  })
  .meta({ id: 'Delivery' });
