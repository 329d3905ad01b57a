// The public page on the API: how a system comes in, and examples that can be copied.

import { Router } from 'express';
import type { Context } from '../context.ts';
import { addMonths, type Day, dayOf, periodOf } from '../domain/period.ts';
import { hasRole } from '../domain/person.ts';
import { render, textsOf } from './render.ts';
import { signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type ApiPage = {
  examples: { text: string; command: string }[];
  formats: { name: string; text: string }[];
  /** Whoever manages tokens is shown the way. */
  mayManage: boolean;
};

const apiView = view<ApiPage>('api');

export function apiPages(context: Context): Router {
  const router = Router();
  router.get('/api', (req, res) => {
    const t = textsOf(req).api;
    const person = signedIn(req);
    const data: ApiPage = {
      examples: examplesOf(`${context.config.baseUrl}/api/v1`, dayOf(context.now())).map(([name, command]) => ({
        ...{ text: t.examples[name], command },
      })),
      formats: Object.entries(t.formats.names).map(([name, text]) => ({ name, text })),
      mayManage: person !== null && hasRole(person, 'directorate', todayOf(req)),
    };
    render(req, res, apiView, data);
  });
  return router;
}

type Example = 'statistics' | 'totals' | 'again' | 'missing' | 'read' | 'deliver' | 'changes';

function examplesOf(base: string, today: Day): [Example, string][] {
  const month = addMonths(periodOf(today), -1);
  const year = `from=${month.slice(0, 4)}-01&to=${month}`;
  const bearer = '-H "Authorization: Bearer $KVP_TOKEN"';
  const get = (path: string, more = '') => `curl ${bearer}${more} "${base}${path}"`;
  return [
    ['statistics', `curl "${base}/statistics?by=period"`],
    ['totals', get(`/totals?${year}&by=period,county&format=xlsx`, ' -o samletall.xlsx')],
    ['again', get(`/totals?${year}&by=period,county&asOf=${month}-28T12:00:00.000Z`)],
    ['missing', get(`/reports?period=${month}&status=missing`)],
    ['read', get(`/reports/${month}/0101-3101`)],
    [
      'deliver',
      `curl -X PUT ${bearer} -H "Content-Type: application/json" -H "Idempotency-Key: ${month}-0101-3101-1" ` +
        `-d '{"answers": {"applications_received": 2, "…": 0}, "reasons": {}, "comment": ""}' ` +
        `"${base}/reports/${month}/0101-3101"`,
    ],
    ['changes', get(`/changes?since=${month}-01T00:00:00Z&limit=1000`)],
  ];
}
