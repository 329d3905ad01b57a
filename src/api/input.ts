// Reads what a call sends: the query and the JSON body, checked by the schemas that the OpenAPI document is made from.

import { isUtf8 } from 'node:buffer';
import { json, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { problem } from './problem.ts';

const parse = json({
  ...{ limit: '64kb', strict: true, type: 'application/json' },
  // What is not UTF-8 would be replaced in silence, and the text stored as nobody wrote it.
  verify(_req, _res, bytes) {
    if (!isUtf8(bytes)) throw Object.assign(new Error('not UTF-8'), { status: 415 });
  },
});

/**
 * The query by the schema, or null after refusing it: a parameter that is unknown or comes twice is named, since what
 * was meant by it would be lost in silence.
 */
export function readQuery<Schema extends z.ZodType>(
  req: Request,
  res: Response,
  schema: Schema,
): z.output<Schema> | null {
  const at = req.originalUrl.indexOf('?');
  const given = new URLSearchParams(at < 0 ? '' : req.originalUrl.slice(at));
  const names = [...given.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    refuse(res, `The query parameter ${quoted(repeated)} comes more than once`, repeated);
    return null;
  }
  const read = schema.safeParse(Object.fromEntries(given));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? '';
    refuse(res, `There is no query parameter ${quoted(name)} here`, name);
  } else {
    const name = String(issue?.path[0] ?? '');
    const isMissing = name !== '' && !given.has(name);
    refuse(
      res,
      `The query parameter ${quoted(name)} ${isMissing && issue?.code !== 'custom' ? 'is needed' : (issue?.message ?? 'is wrong')}`,
      name,
    );
  }
  return null;
}

/** Reads the body into `req.body`; anything but JSON is refused before it is read. */
export const readJson: RequestHandler = (req, res, next) => {
  const type = req.is('application/json');
  if (type === null) return problem(res, 'badRequest', { detail: 'The body is missing' });
  if (type === false) return problem(res, 'unsupportedType');
  return parse(req, res, next);
};

/** The body by the schema, or what is wrong with it. */
export function readBody<Schema extends z.ZodType>(
  req: Request,
  schema: Schema,
): { data: z.output<Schema> } | { fault: string } {
  const read = schema.safeParse(req.body);
  if (read.success) return { data: read.data };
  const [issue] = read.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    return { fault: `There is no field ${quoted(issue.keys[0] ?? '')} in the body` };
  }
  const where = (issue?.path ?? []).map((name) => `.${String(name).slice(0, 100)}`).join('');
  return { fault: `The body${where}: ${issue?.message ?? 'is wrong'}` };
}

function refuse(res: Response, detail: string, parameter: string): void {
  problem(res, 'badRequest', { detail, parameter: parameter.slice(0, 100) });
}

function quoted(name: string): string {
  return `"${name.slice(0, 100)}"`;
}
