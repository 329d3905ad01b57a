// The pages of the ledger: what goes out, what went out, why, and what the directorate may order.

import { Router } from 'express';
import type { Context } from '../context.ts';
import { noticeDayPages } from './notice-days.ts';
import { requireReach } from './notice-frame.ts';
import { noticeLedgerPages } from './notice-ledger.ts';
import { noticeOrderPages } from './notice-orders.ts';
import { showOverview } from './notice-overview.ts';
import { noticeWhyPages } from './notice-why.ts';
import { requirePerson } from './visitor.ts';

export function noticePages(context: Context): Router {
  const router = Router();
  router.use('/notices', requirePerson, requireReach(context));
  router.get('/notices', (req, res) => showOverview(context, req, res));
  router.use(noticeDayPages(context));
  router.use(noticeWhyPages(context));
  router.use(noticeOrderPages(context));
  router.use(noticeLedgerPages(context));
  return router;
}
