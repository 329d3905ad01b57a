// The page of addresses that mail does not reach: what to do about each, by those who may; and for the directorate what
// came back and could not be read.

import { type Request, type Response, Router } from 'express';
import { type ListedIncident, listIncidents, type Mending, mendIncident, seesIncidents } from '../actions/incidents.ts';
import { noticeReach } from '../actions/notice-reach.ts';
import type { Context } from '../context.ts';
import { hasRole } from '../domain/person.ts';
import { momentText } from '../text/when.ts';
import { fieldOf, numberIn, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { type NoticeTab, tabsOf } from './notice-frame.ts';
import { render, textsOf } from './render.ts';
import { actorIn, requirePerson, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type IncidentRow = {
  id: number;
  name: string;
  address: string;
  offices: string;
  since: string;
  kind: string;
  answer: string;
  owner: string;
  todo: string;
  mayMend: boolean;
  /** The address as it was typed, and what is wrong with it. */
  typed: string;
  error: string | null;
};

export type UnreadRow = { id: number; received: string; sender: string; subject: string; fault: string; text: string };

export type IncidentPage = {
  /** The links between the pages of notices, for those who see them. */
  tabs: NoticeTab[] | null;
  done: string | null;
  faults: { href: string; message: string }[];
  rows: IncidentRow[];
  /** Null for all but the directorate. */
  unread: UnreadRow[] | null;
};

type Fault = { id: number; typed: string; message: string };

const incidentView = view<IncidentPage>('incidents');

export function incidentPages(context: Context): Router {
  const router = Router();

  router.use('/incidents', requirePerson, (req, res, next) =>
    seesIncidents(actorIn(req), todayOf(req)) ? next() : refuse(req, res, 'notFound'),
  );

  router.get('/incidents', (req, res) => show(context, req, res, null));

  router.post('/incidents/unread/:id', (req, res) => {
    if (!hasRole(actorIn(req), 'directorate', todayOf(req))) return refuse(req, res, 'notFound');
    context.store.incident.removeUnread(numberIn(req.params.id) ?? 0);
    return res.redirect(303, '/incidents?done=unread');
  });

  router.post('/incidents/:id', (req, res) => {
    const id = numberIn(req.params.id) ?? 0;
    const mending = mendingIn(req);
    if (mending === null) return refuse(req, res, 'badRequest');
    const result = mendIncident(context, actorIn(req), id, mending);
    if (result.ok) return res.redirect(303, `/incidents?done=${mending.kind}:${result.again}`);
    if (result.fault === 'notFound') return refuse(req, res, 'notFound');
    const message = textsOf(req).incident.faults[result.fault];
    return show(context, req, res, { id, typed: fieldOf(req, 'address').slice(0, 254), message });
  });

  return router;
}

function show(context: Context, req: Request, res: Response, fault: Fault | null): void {
  const t = textsOf(req).incident;
  const actor = actorIn(req);
  const rows = listIncidents(context, actor).map((incident) => rowOf(req, incident, fault));
  const isDirectorate = hasRole(actor, 'directorate', todayOf(req));
  const shown = rows.some(({ id }) => id === fault?.id);
  const data: IncidentPage = {
    tabs: noticeReach(context, actor) === null ? null : tabsOf(req, '/incidents'),
    done: doneIn(req),
    faults: fault ? [{ href: shown ? `#address-${fault.id}` : '#content', message: fault.message }] : [],
    rows,
    unread: isDirectorate
      ? context.store.incident.unread().map(({ receivedAt, fault: why, ...rest }) => {
          return { ...rest, received: momentText(receivedAt), fault: t.unread.faults[why] ?? why };
        })
      : null,
  };
  render(req, res, incidentView, data, fault ? 422 : 200);
}

function rowOf(req: Request, incident: ListedIncident, fault: Fault | null): IncidentRow {
  const t = textsOf(req).incident;
  const { id, name, address, offices, answer, mayMend, isOwn } = incident;
  const owners = incident.owners.map((owner) => owner.name).join(', ');
  const isFaulty = fault?.id === id;
  return {
    ...{ id, name, address, answer, mayMend },
    offices:
      offices.length === 0 ? t.noOffice : offices.map((office) => `${office.name} (${office.number})`).join(', '),
    since: momentText(incident.openedAt),
    kind: t.kinds[incident.kind],
    owner: t.owners[incident.owner](owners),
    todo: mayMend ? t.mend : isOwn ? t.own : t.askLeader,
    typed: isFaulty ? fault.typed : '',
    error: isFaulty ? fault.message : null,
  };
}

function doneIn(req: Request): string | null {
  const t = textsOf(req).incident;
  const [what = '', count = '0'] = queryOf(req, 'done').split(':');
  const again = t.again(/^\d{1,4}$/.test(count) ? Number(count) : 0);
  if (what === 'address' || what === 'good') return t.done[what](again);
  return what === 'left' || what === 'unread' ? t.done[what]() : null;
}

function mendingIn(req: Request): Mending | null {
  const kind = fieldOf(req, 'action');
  if (kind === 'address') return { kind, address: fieldOf(req, 'address') };
  return kind === 'good' || kind === 'left' ? { kind } : null;
}
