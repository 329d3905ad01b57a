// What the API gives, as the OpenAPI document tells it; the tests hold the answers to it.

import { z } from 'zod';
import 'zod-openapi';
import { geographies } from '../actions/totals.ts';
import { statuses } from '../domain/report.ts';
import { day, period } from './schema.ts';

export const givenInstant = z.string().meta({ format: 'date-time' });
const answers = z.record(z.string(), z.int());
export const count = z.int().min(0);
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

export const figures = z.record(z.string(), z.number().nullable());

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
