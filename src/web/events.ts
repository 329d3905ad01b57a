// The record of who did what, for the directorate: a page at a time, in words.

import { type Request, Router } from 'express';
import type { Context } from '../context.ts';
import { hasRole } from '../domain/person.ts';
import type { StoredEvent } from '../store/event.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { type EventView, eventWords } from './event-words.ts';
import { render, textsOf } from './render.ts';
import { languageOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

type EventsPage = {
  rows: EventView[];
  kinds: string[];
  kind: string;
  /** What the events are about, when that was asked for, in words. */
  subject: string | null;
  older: string | null;
  newest: string | null;
};

const eventsView = view<EventsPage>('events');
const perPage = 100;

export function eventsPages(context: Context): Router {
  const router = Router();
  router.get('/events', requirePerson, (req, res) => {
    const person = signedIn(req);
    if (!person || !hasRole(person, 'directorate', todayOf(req))) return refuse(req, res, 'notFound');
    return render(req, res, eventsView, pageOf(context, req));
  });
  return router;
}

function pageOf(context: Context, req: Request): EventsPage {
  const { groups } = textsOf(req).event;
  const names = [...new Set(Object.values(groups))].toSorted((one, other) => one.localeCompare(other, 'nb'));
  const kind = names.find((name) => name === queryOf(req, 'kind')) ?? '';
  const subject = queryOf(req, 'subject').slice(0, 100);
  const asked = queryOf(req, 'before');
  const before = /^\d{1,15}$/.test(asked) ? Number(asked) : Number.MAX_SAFE_INTEGER;
  const kinds = Object.keys(groups).filter((group) => groups[group] === kind);
  const found = context.store.event.find({
    ...{ before, limit: perPage + 1 },
    ...{ subject: subject || null, kinds: kind === '' ? null : kinds },
  });
  const shown = found.slice(0, perPage);
  const words = eventWords(context, languageOf(req), todayOf(req));
  const link = (last?: StoredEvent) => {
    const query = { kind, subject, before: last ? String(last.id) : '' };
    const given = Object.entries(query).filter(([, value]) => value !== '');
    return given.length === 0 ? '/events' : `/events?${new URLSearchParams(given).toString()}`;
  };
  return {
    rows: shown.map((event) => words.view(event)),
    ...{ kinds: names, kind },
    subject: subject === '' ? null : words.subject(subject),
    older: found.length > perPage ? link(shown.at(-1)) : null,
    newest: asked === '' ? null : link(),
  };
}
