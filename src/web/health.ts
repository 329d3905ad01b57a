// What the platform asks: does the process live, can it serve pages, and its figures for Prometheus.

import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import { Gauge, Histogram, Registry } from 'prom-client';
import type { Context } from '../context.ts';

const longestTickAge = 30 * 60;

/** `measure` goes before all else, `pages` answers under /internal. */
export function health(context: Context): { measure: RequestHandler; pages: Router } {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  const duration = new Histogram({
    ...{ name: 'http_request_duration_seconds', help: 'Time from request to answer', registers },
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  });
  new Gauge({
    ...{
      name: 'kvp_last_tick_age_seconds',
      help: 'Time since the reminder job ran; -1 before its first run',
      registers,
    },
    collect() {
      this.set(tickAge(context) ?? -1);
    },
  });
  new Gauge({
    ...{ name: 'kvp_notices_waiting', help: 'Notices planned and not settled', registers },
    collect() {
      this.set(context.store.notice.waiting().count);
    },
  });
  const pages = Router();
  pages.get('/isalive', (_req, res) => {
    res.json({ status: 'alive' });
  });
  pages.get('/isready', (_req, res) => {
    // 200 as long as pages can be served: there is one replica, and red would take everything down.
    res.json({ status: 'ready', degraded: degraded(context) });
  });
  pages.get('/metrics', async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  });
  return { measure, pages };

  function measure(req: Request, res: Response, next: NextFunction): void {
    const startedAt = performance.now();
    res.on('finish', () => {
      const labels = { method: req.method, route: routeOf(req), status: res.statusCode };
      duration.observe(labels, (performance.now() - startedAt) / 1000);
    });
    next();
  }
}

/** What does not work while pages are served. */
function degraded(context: Context): string[] {
  const faults: string[] = [];
  try {
    const age = tickAge(context);
    if (age === null || age > longestTickAge) faults.push('the reminder job has not run for 30 minutes');
    if (context.store.service.get('mail_paused') !== null) faults.push('mail is paused');
  } catch {
    faults.push('the database cannot be read');
  }
  return faults;
}

/** Seconds since the reminder job last ran; null before its first run. */
function tickAge({ store, now }: Context): number | null {
  const last = store.service.get('last_tick_at');
  return last === null ? null : (Date.parse(now()) - Date.parse(last)) / 1000;
}

/** The pattern that answered, so that the number of labels stays small. */
function routeOf(req: Request): string {
  const pattern = (req.route as { path?: unknown } | undefined)?.path;
  if (typeof pattern === 'string') return req.baseUrl + pattern;
  if (Array.isArray(pattern)) return req.baseUrl + String(pattern[0]);
  return req.originalUrl.startsWith('/assets/') ? '/assets' : 'none';
}
