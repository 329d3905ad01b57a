// GET /targets: targets with the means of the last twelve months. PUT /targets/<municipality>: one more version of a
// target, by the directorate.

import type { RequestHandler } from 'express';
import { z } from 'zod';
import { loadTargets, type MunicipalityTarget, putTarget } from '../actions/targets.ts';
import type { Context } from '../context.ts';
import { lastDayOf } from '../domain/period.ts';
import { oneLine, targetMillionths } from '../domain/target.ts';
import { verdicts } from '../domain/target-mean.ts';
import { readBody, readQuery } from './input.ts';
import { problem, sendJson } from './problem.ts';
import { day, period } from './schema.ts';
import { callerOf } from './token.ts';

const expected = z
  .number()
  .min(0)
  .max(9999)
  .refine((value) => targetMillionths(value) !== null, 'must have at most six decimals');

export const targetsQuery = z.strictObject({
  period: period.meta({ description: 'A month; without it as it stands today' }).optional(),
});

export const targetBody = z
  .strictObject({
    expectedParticipants: expected.meta({ description: 'A month; the band is 30 per cent to each side' }),
    validFrom: day,
    source: z.string().overwrite(oneLine).min(1).max(500),
  })
  .meta({ id: 'Target' });

const row = z.strictObject({
  ...{ municipality: z.string(), expectedParticipants: z.number(), validFrom: day, source: z.string() },
  months: z.int().min(0).meta({ description: 'Months of the twelve in which all units reported' }),
  mean: z.number().nullable().meta({ description: 'Null with fewer than three months' }),
  ratio: z.number().nullable(),
  status: z.enum(verdicts),
});

export const targetsAnswer = z.strictObject({ targets: z.array(row) });
export const targetAnswer = row;

export function getTargets(context: Context): RequestHandler {
  return (req, res) => {
    const query = readQuery(req, res, targetsQuery);
    if (!query) return;
    const { municipalities } = loadTargets(context, callerOf(req), { period: query.period ?? null });
    sendJson(res, 200, { targets: municipalities.flatMap(targetOf) });
  };
}

export function putTargets(context: Context): RequestHandler {
  return (req, res) => {
    const municipality = String(req.params.municipality);
    const caller = callerOf(req);
    const read = readBody(req, targetBody);
    if ('fault' in read) return problem(res, 'badRequest', { detail: read.fault });
    const body = read.data;
    const result = putTarget(context, caller, { municipality, ...body });
    if (result.kind === 'notFound') {
      const mayRead = loadTargets(context, caller, { period: null, municipality }).municipalities.length > 0;
      return problem(res, mayRead ? 'forbidden' : 'notFound');
    }
    // The answer is about the version that was put, judged over the month in which it begins to be in force.
    const month = body.validFrom.slice(0, 7);
    const judged = loadTargets(context, caller, { period: month, municipality }).municipalities.flatMap(targetOf)[0];
    const put = { municipality, ...body, months: 0, mean: null, ratio: null, status: 'unknown' };
    const isPut = judged?.validFrom === body.validFrom && body.validFrom <= lastDayOf(month);
    sendJson(res, result.changed ? 201 : 200, isPut ? judged : put);
  };
}

function targetOf({ municipality, target, judged }: MunicipalityTarget) {
  if (target === null) return [];
  const { expectedParticipants, validFrom, source } = target;
  const { months, mean, ratio, status } = judged;
  return [{ municipality, expectedParticipants, validFrom, source, months, mean, ratio, status }];
}
