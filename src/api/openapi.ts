// GET /openapi.json: the API described by the schemas that check it.

import type { RequestHandler } from 'express';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import type { Context } from '../context.ts';
import { problems, sendKept } from './problem.ts';
import {
  changesAnswer,
  jsonStatAnswer,
  noticesAnswer,
  problemAnswer,
  reportAnswer,
  reportsAnswer,
  totalsAnswer,
  unitsAnswer,
} from './answer-schema.ts';
import { changesQuery, deliveryBody, noticesQuery, reportsQuery, totalsQuery, unitsQuery } from './schema.ts';
import { statisticsAnswer, statisticsQuery } from './statistics.ts';
import { targetAnswer, targetBody, targetsAnswer, targetsQuery } from './targets.ts';

/** The document is made once, at the first call. */
export function getOpenapi({ config }: Pick<Context, 'config'>): RequestHandler {
  let document: unknown;
  return (req, res) => sendKept(req, res, (document ??= describe(`${config.baseUrl}/api/v1`)), 'public');
}

function describe(url: string) {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'KVP-rapport',
      version: '1',
      description:
        'Monthly reports on the qualification programme. A token of an office reads and delivers for that office; ' +
        'one of a municipality or a governor reads its own; one of the directorate reads and delivers for all. ' +
        'What is outside the scope of the token answers 404. Messages of rules are in bokmål, or in nynorsk with ' +
        'Accept-Language: nn.',
    },
    servers: [{ url }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths: {
      '/units': { get: read('Units that report', unitsAnswer, { query: unitsQuery }) },
      '/reports': {
        get: read('Reports of a month with their status', reportsAnswer, { query: reportsQuery }, { files: true }),
      },
      '/reports/{period}/{unit}': {
        get: read('One report', reportAnswer, { path: reportPath }),
        put: {
          summary: 'Deliver a report, or correct it',
          requestParams: { path: reportPath, header: deliveryHeaders },
          requestBody: { required: true, content: { 'application/json': { schema: deliveryBody } } },
          responses: {
            '200': {
              description: 'The same content or key again',
              content: { 'application/json': { schema: reportAnswer } },
            },
            '201': { description: 'Delivered', content: { 'application/json': { schema: reportAnswer } } },
            ...refusals(400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 503),
          },
        },
      },
      '/totals': {
        get: read('Totals with coverage', totalsAnswer, { query: totalsQuery }, { files: true, kept: true }),
      },
      '/changes': {
        get: read(
          'What was delivered and corrected since a time',
          changesAnswer,
          { query: changesQuery },
          { kept: true },
        ),
      },
      '/targets': { get: read('Targets with means', targetsAnswer, { query: targetsQuery }) },
      '/targets/{municipality}': {
        put: {
          summary: 'Put a version of a target; the directorate only',
          requestParams: { path: z.object({ municipality: z.string().meta({ examples: ['4601'] }) }) },
          requestBody: { required: true, content: { 'application/json': { schema: targetBody } } },
          responses: {
            '200': { description: 'It was so already', content: { 'application/json': { schema: targetAnswer } } },
            '201': { description: 'Put', content: { 'application/json': { schema: targetAnswer } } },
            ...refusals(400, 401, 403, 404, 405, 413, 415, 429, 503),
          },
        },
      },
      '/notices': { get: read('The ledger of notices', noticesAnswer, { query: noticesQuery }) },
      '/statistics': {
        get: {
          ...read(
            'Public figures from frozen extracts; no token',
            statisticsAnswer,
            { query: statisticsQuery },
            { files: true, kept: true },
          ),
          security: [],
        },
      },
    },
  });
}

const reportPath = z.object({
  period: z.string().meta({ examples: ['2026-10'] }),
  unit: z.string().meta({ description: 'Office and municipality', examples: ['0101-3101'] }),
});

const deliveryHeaders = z.object({
  'Idempotency-Key': z.string().max(200).optional().meta({
    description: 'Within the token. The same key and content again answers 200; the same key with other content 409',
  }),
  'If-Match': z.string().optional().meta({
    description: 'The number of the submission that was read, as "1"; "0" when there was none',
  }),
});

type Params = NonNullable<ZodOpenApiOperationObject['requestParams']>;

const fileContent = {
  'text/csv': { schema: z.string() },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    schema: z.string().meta({ override: { type: 'string', format: 'binary' } }),
  },
};

/** `files`: in other formats too. `kept`: with an ETag, where the answer can no longer change. */
function read(
  summary: string,
  answer: z.ZodType,
  requestParams: Params,
  { files = false, kept = false } = {},
): ZodOpenApiOperationObject {
  const content = {
    'application/json': { schema: files ? z.union([answer, jsonStatAnswer]) : answer },
    ...(files ? fileContent : {}),
  };
  return {
    summary,
    requestParams,
    responses: {
      '200': { description: kept ? 'OK; with an ETag where the answer can no longer change' : 'OK', content },
      ...(kept ? { '304': { description: 'As it was when it had the ETag of If-None-Match' } } : {}),
      ...refusals(400, 401, 404, 405, 429, 503),
    },
  };
}

function refusals(...statuses: number[]): ZodOpenApiOperationObject['responses'] {
  const titles = Map.groupBy(Object.values(problems), ({ status }) => status);
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: (titles.get(status as 400) ?? []).map(({ title }) => title).join('; '),
        content: { 'application/problem+json': { schema: problemAnswer } },
      },
    ]),
  );
}
