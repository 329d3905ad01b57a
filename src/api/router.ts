// The API, /api/v1: which call is answered by whom. Every call but the OpenAPI document needs a token.

import { type RequestHandler, Router } from 'express';
import { recordRefusals } from '../actions/refusals.ts';
import type { Context } from '../context.ts';
import { getChanges } from './changes.ts';
import { readJson } from './input.ts';
import { getNotices } from './notices.ts';
import { getOpenapi } from './openapi.ts';
import { problem, problemOfFault } from './problem.ts';
import { getReport, putReport } from './report.ts';
import { getReports } from './reports.ts';
import { getStatistics } from './statistics.ts';
import { getTargets, putTargets } from './targets.ts';
import { callerOf, limitCalls, limitStrangers, requireToken } from './token.ts';
import { getTotals } from './totals.ts';
import { getUnits } from './units.ts';

export function apiRouter(context: Context): Router {
  const router = Router();
  router.get('/openapi.json', getOpenapi(context));
  router.route('/statistics').get(limitStrangers(), getStatistics(context)).all(only('GET, HEAD'));
  router.use(requireToken(context));
  router.use(limitCalls());
  router.use(recordRefusals(context, (req) => callerOf(req).who));

  router.route('/units').get(getUnits(context)).all(only('GET, HEAD'));
  router.route('/reports').get(getReports(context)).all(only('GET, HEAD'));
  router
    .route('/reports/:period/:unit')
    .get(getReport(context))
    .put(readJson, putReport(context))
    .all(only('GET, HEAD, PUT'));
  router.route('/totals').get(getTotals(context)).all(only('GET, HEAD'));
  router.route('/changes').get(getChanges(context)).all(only('GET, HEAD'));
  router.route('/targets').get(getTargets(context)).all(only('GET, HEAD'));
  router.route('/targets/:municipality').put(readJson, putTargets(context)).all(only('PUT'));
  router.route('/notices').get(getNotices(context)).all(only('GET, HEAD'));

  router.use((_req, res) => {
    res.locals['isNowhere'] = true;
    problem(res, 'notFound');
  });
  router.use(problemOfFault);
  return router;
}

function only(methods: string): RequestHandler {
  return (_req, res) => {
    res.setHeader('Allow', methods);
    problem(res, 'methodNotAllowed');
  };
}
