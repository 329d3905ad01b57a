// What the API takes and gives. The same schemas check the input and make the OpenAPI document.

import { z } from 'zod';
import 'zod-openapi';
import { fileFormats } from '../actions/table-file.ts';
import { geographies } from '../actions/totals.ts';
import { parseDay, parseInstant } from '../domain/period.ts';
import { statuses } from '../domain/report.ts';
import { areas, type By } from '../domain/totals.ts';

// What is taken ------------------------------------------------------------------------------------------------------

export const period = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month as 2026-10')
  .meta({ description: 'A month', examples: ['2026-10'] });

/** An unescaped + in a query is read as a space; what was meant is clear. */
const instant = z
  .string()
  .transform((text) => parseInstant(text.replace(/ (?=\d\d:\d\d$)/, '+')))
  .refine((parsed) => parsed !== null && /^20\d\d-/.test(parsed), 'must be a time as 2026-11-10T07:00:00Z')
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

const isInOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => (from ?? '') <= (to ?? '9');
const outOfOrder = { path: ['from'], message: 'must not be later than to' };

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

/** Numbers are judged by the form's rules, so that each fault is told at its question. */
export const deliveryBody = z
  .strictObject({
    answers: z
      .custom<Record<string, unknown>>((value) => z.looseObject({}).safeParse(value).success, 'must be an object')
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

// What is given ------------------------------------------------------------------------------------------------------

const day = z
  .string()
  .refine((text) => parseDay(text) !== null)
  .meta({ format: 'date' });
const givenInstant = z.string().meta({ format: 'date-time' });
const answers = z.record(z.string(), z.int());
const count = z.int().min(0);
const flags = {
  confirmedZero: z.boolean(),
  corrected: z.boolean(),
  toBeConfirmed: z.boolean(),
  imported: z.boolean(),
};

export const unitsAnswer = z.strictObject({
  units: z.array(
    z.strictObject({
      ...{ unit: z.string(), office: z.string(), officeName: z.string() },
      ...{ municipality: z.string(), municipalityName: z.string(), county: z.string() },
      governor: z.string().nullable(),
      language: z.enum(['nb', 'nn', 'neutral']),
      validFrom: day.nullable(),
      validTo: day.nullable().meta({ description: 'The first day on which it is not valid' }),
    }),
  ),
});

export const reportsAnswer = z.strictObject({
  reports: z.array(
    z.strictObject({
      ...{ unit: z.string(), period, status: z.enum(statuses), deadline: day, closesOn: day, submissions: count },
      firstSubmittedAt: givenInstant.nullable(),
      onTime: z.boolean().nullable(),
      expectedParticipants: z.number().nullable(),
      ...flags,
    }),
  ),
});

export const reportAnswer = z
  .strictObject({
    ...{ unit: z.string(), period, form: z.string(), status: z.enum(statuses), deadline: day, closesOn: day },
    carried: z.int().nullable().meta({ description: 'The opening number' }),
    ...flags,
    submission: z
      .strictObject({
        ...{ number: z.int().min(1), answers, reasons: z.record(z.string(), z.string()), comment: z.string() },
        submittedAt: givenInstant.nullable(),
        onTime: z.boolean().nullable(),
        sha256: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'Report' });

const figures = z.record(z.string(), z.number().nullable());

export const totalsAnswer = z.strictObject({
  asOf: givenInstant.meta({ description: 'Asked again with this time, the same answer comes' }),
  ...{ from: period, to: period, geography: z.enum(geographies) },
  mapDay: day.nullable().meta({ description: 'The day of the map of geography current' }),
  notRebased: z
    .array(
      z.strictObject({ municipality: z.string().optional(), unit: z.string().optional(), into: z.array(z.string()) }),
    )
    .meta({ description: 'What was split, and so stands under its old number on the current map' }),
  rows: z.array(
    z.strictObject({
      ...{ period: period.optional(), county: z.string().optional(), municipality: z.string().optional() },
      unit: z.string().optional(),
      ...{ expected: count, received: count, onTime: count },
      totals: figures.meta({
        description: 'Question id → sum of a flow, stock of stockPeriod, opening of openingPeriod',
      }),
      new: z.int().nullable().meta({ description: 'Started, not transferred; nation and county only' }),
      ended: z.int().nullable().meta({ description: 'Ended, not moved; nation and county only' }),
      ...{ stockPeriod: period.nullable(), stockExpected: count, stockReceived: count },
      ...{ openingPeriod: period.nullable(), openingExpected: count, openingReceived: count },
      means: figures.meta({ description: 'Stock question → mean of the sums of the months with anything received' }),
    }),
  ),
});

export const changesAnswer = z.strictObject({
  since: givenInstant,
  asOf: givenInstant,
  more: z.boolean().meta({ description: 'True when the limit has cut them off: ask again, since asOf' }),
  changes: z.array(
    z.strictObject({
      ...{ unit: z.string(), period, number: z.int().min(1), kind: z.enum(['delivered', 'corrected']) },
      submittedAt: givenInstant.nullable(),
      knownAt: givenInstant.meta({ description: 'When the service learned it' }),
      ...{ old: answers.nullable(), new: answers },
    }),
  ),
});

export const noticesAnswer = z.strictObject({
  notices: z.array(
    z.strictObject({
      step: z.string(),
      ...{ period: period.nullable(), office: z.string().nullable(), governor: z.string().nullable() },
      ...{ recipient: z.string().nullable(), state: z.string(), due: givenInstant, sentAt: givenInstant.nullable() },
      ...{ reason: z.string().nullable(), messageId: z.string() },
    }),
  ),
});

/** With format=json-stat; https://json-stat.org/full/ tells of every member. */
export const jsonStatAnswer = z
  .looseObject({
    ...{ version: z.literal('2.0'), class: z.literal('dataset'), label: z.string(), source: z.string() },
    updated: givenInstant.optional(),
    id: z.array(z.string()).meta({ description: 'The dimensions; the last one is what is counted' }),
    size: z.array(z.int()),
    dimension: z.record(z.string(), z.looseObject({})),
    value: z.array(z.number().nullable()),
    status: z.record(z.string(), z.string()).meta({ description: 'Why there is no value, by its place' }),
  })
  .meta({ id: 'JsonStat' });

const ruleMessage = { rule: z.string(), message: z.string() };

export const problemAnswer = z
  .looseObject({
    ...{ type: z.string(), title: z.string(), status: z.int(), detail: z.string().optional() },
    parameter: z.string().optional(),
    errors: z.array(z.strictObject({ question: z.string().optional(), ...ruleMessage })).optional(),
    warnings: z.array(z.strictObject(ruleMessage)).optional(),
  })
  .meta({ id: 'Problem' });
