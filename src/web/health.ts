// What the platform asks: does the process live, can it serve pages, and its figures for Prometheus.

import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import { Gauge, Histogram, Registry } from 'prom-client';
import { degradedBy, type ServiceHealth, serviceHealth } from '../actions/service-health.ts';
import type { Context } from '../context.ts';

/** `measure` goes before all else, `pages` answers under /internal. */
export function health(context: Context): { measure: RequestHandler; pages: Router } {
  const registry = new Registry();
  const registers = [registry];
  const duration = new Histogram({
    ...{ name: 'http_request_duration_seconds', help: 'Time from request to answer', registers },
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  });
  const gauges = figures.map(({ name, help, value }) => ({ gauge: new Gauge({ name, help, registers }), value }));
  const pages = Router();
  pages.get('/isalive', (_req, res) => {
    res.json({ status: 'alive' });
  });
  pages.get('/isready', (_req, res) => {
    // 200 as long as pages can be served: there is one replica, and red would take everything down.
    res.json({ status: 'ready', degraded: degraded(context) });
  });
  pages.get('/metrics', async (_req, res) => {
    const now = serviceHealth(context);
    for (const { gauge, value } of gauges) gauge.set(value(now));
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

const figures: { name: string; help: string; value: (health: ServiceHealth) => number }[] = [
  {
    name: 'kvp_last_tick_age_seconds',
    help: 'Time since the reminder job ran; -1 before its first run',
    value: ({ tickAgeSeconds }) => tickAgeSeconds ?? -1,
  },
  {
    name: 'kvp_last_mail_age_seconds',
    help: 'Time since a mail last went out; -1 before the first',
    value: ({ mailAgeSeconds }) => mailAgeSeconds ?? -1,
  },
  { name: 'kvp_mail_paused', help: '1 while mail is paused', value: ({ paused }) => (paused ? 1 : 0) },
  { name: 'kvp_notices_waiting', help: 'Notices planned and not settled', value: ({ waiting }) => waiting },
  {
    name: 'kvp_oldest_notice_age_seconds',
    help: 'Time since the oldest notice that is not settled was planned; 0 when there is none',
    value: ({ oldestWaitingSeconds }) => oldestWaitingSeconds,
  },
  {
    name: 'kvp_notices_failed',
    help: 'Notices given up, or that may not have arrived, planned within seven days',
    value: ({ failed }) => failed,
  },
  { name: 'kvp_incidents_open', help: 'Addresses that mail does not reach', value: ({ incidents }) => incidents },
  {
    name: 'kvp_last_verify_age_seconds',
    help: 'Time since everything stored was read again; -1 before the first night',
    value: ({ verifyAgeSeconds }) => verifyAgeSeconds ?? -1,
  },
  {
    name: 'kvp_verify_differences',
    help: 'What the nightly check of everything stored found',
    value: ({ differences }) => differences,
  },
  { name: 'kvp_bounces_unread', help: 'Bounces that a person must read', value: ({ unreadBounces }) => unreadBounces },
];

/** What does not work while pages are served. */
function degraded(context: Context): string[] {
  try {
    return degradedBy(serviceHealth(context));
  } catch {
    return ['the database cannot be read'];
  }
}

/** The pattern that answered, so that the number of labels stays small. */
function routeOf(req: Request): string {
  const pattern = (req.route as { path?: unknown } | undefined)?.path;
  if (typeof pattern === 'string') return req.baseUrl + pattern;
  if (Array.isArray(pattern)) return req.baseUrl + String(pattern[0]);
  return req.originalUrl.startsWith('/assets/') ? '/assets' : 'none';
}
