// Tells the record who asked for something that is not there for them: outside their scope, or nowhere (reliability.md,
// E4). The two are told apart no more here than in the answer, 404.

import type { Request, RequestHandler } from 'express';
import type { Context } from '../context.ts';

/** What one asker adds to the record in an hour: more than this is a machine, and the record is no place to count it. */
const mostAnHour = 60;

/**
 * For pages and API alike. `whoOf`: as in the record, `person:12`; null for whoever is not known. An address that nothing
 * answers to is no refusal: whoever says so sets `res.locals.isNowhere`.
 */
export function recordRefusals(
  { store, now }: Pick<Context, 'store' | 'now'>,
  whoOf: (req: Request) => string | null,
): RequestHandler {
  let hour = '';
  let told = new Map<string, number>();
  return (req, res, next) => {
    const who = whoOf(req);
    if (who !== null)
      res.on('finish', () => {
        if (res.statusCode !== 404 || res.locals['isNowhere']) return;
        try {
          record(who, req);
        } catch (fault) {
          // The answer is out already; what could not be recorded is told in the log.
          req.log?.error({ err: fault }, 'A refusal was not recorded');
        }
      });
    next();
  };

  function record(who: string, { method, originalUrl }: Request): void {
    const at = now();
    if (at.slice(0, 13) !== hour) [hour, told] = [at.slice(0, 13), new Map()];
    const count = (told.get(who) ?? 0) + 1;
    told.set(who, count);
    if (count > mostAnHour) return;
    const subject = `address:${(originalUrl.split('?')[0] ?? '').slice(0, 200)}`;
    store.transaction(() => store.event.record({ at, who, what: 'access.refused', subject, details: { method } }));
  }
}
