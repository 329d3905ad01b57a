// Reopening on the page of a report: the directorate's form, shown where a delivered report has closed.

import { type Request, Router } from 'express';
import { loadForm } from '../actions/load-form.ts';
import type { LoadedReport } from '../actions/load-report.ts';
import { mayReopen, reopen, type ReopenFault } from '../actions/reopen.ts';
import type { Context } from '../context.ts';
import { dayText } from '../text/when.ts';
import { fieldOf, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { textsOf } from './render.ts';
import { showReadOnly } from './report-read.ts';
import { pathOf, whereOf } from './report-where.ts';
import { dayInField, typedDay } from './typed-day.ts';
import { actorOf, requirePerson, signedIn, todayOf } from './visitor.ts';

export type ReopeningPart = {
  /** What is in force, for everybody who reads the report; null when it is not reopened. */
  opened: string | null;
  /** The directorate's form; null for others, and where there is nothing to correct. */
  form: {
    until: string;
    reason: string;
    mayClose: boolean;
    faults: { field: 'until' | 'reason'; message: string }[];
  } | null;
  done: string | null;
};

type Typed = { until: string; reason: string; fault: ReopenFault | null };

export function reopeningPages(context: Context): Router {
  const router = Router();
  router.post('/reports/:period/:unit/reopening', requirePerson, (req, res) => {
    const person = signedIn(req);
    const where = whereOf(req);
    const loaded = person && where && loadForm(context, actorOf(person), where.unit, where.period);
    if (!loaded || !mayReopen(actorOf(person), todayOf(req))) return refuse(req, res, 'notFound');
    const [until, reason, closes] = [fieldOf(req, 'until'), fieldOf(req, 'reason'), fieldOf(req, 'close') === '1'];
    const day = typedDay(until);
    const result =
      day === null && !closes
        ? ({ ok: false, fault: 'day' } as const)
        : reopen(context, actorOf(person), { ...where, until: closes ? null : day, reason });
    if (result.ok) return res.redirect(303, `${pathOf(where)}?${closes ? 'closed' : 'reopened'}`);
    if (result.fault === 'notFound') return refuse(req, res, 'notFound');
    showReadOnly(context, req, res, loaded, reopeningPart(req, loaded, { until, reason, fault: result.fault }), 422);
  });
  return router;
}

/** What a report's page says of its reopening, and the form for those who may decide on it. */
export function reopeningPart(req: Request, loaded: LoadedReport, typed?: Typed): ReopeningPart {
  const t = textsOf(req).report.reopening;
  const { reopening, inForce, closesOn } = loaded;
  const person = signedIn(req);
  const today = todayOf(req);
  const isOffered = person !== null && mayReopen(actorOf(person), today) && inForce !== null && today > closesOn;
  const fault = typed?.fault ?? null;
  const done = queryOf(req, 'reopened') === '' && req.query['reopened'] !== undefined ? t.done : null;
  return {
    opened: reopening && t.opened(dayText(reopening.until), reopening.reason),
    form: isOffered
      ? {
          until: typed?.until ?? dayInField(reopening?.until ?? null),
          reason: typed?.reason ?? '',
          mayClose: reopening !== null,
          faults: fault === null ? [] : [{ field: fieldOfFault[fault], message: t.faults[fault] }],
        }
      : null,
    done: done ?? (req.query['closed'] === undefined ? null : t.closed),
  };
}

const fieldOfFault: Record<ReopenFault, 'until' | 'reason'> = {
  ...{ notDelivered: 'until', day: 'until', same: 'until' },
  ...{ reason: 'reason', identity: 'reason' },
};
