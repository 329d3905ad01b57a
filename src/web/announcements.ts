// Announcements to be read: the list, each on its own page with calendar file and sign-up list, and what is new on top of
// an office's reports.

import { type Request, type Response, Router } from 'express';
import {
  type ListedAnnouncement,
  listAnnouncements,
  type LoadedAnnouncement,
  loadAnnouncement,
  readAnnouncement,
  sendersOf,
  signUp,
  withdrawAnnouncement,
} from '../actions/announcements.ts';
import type { Context } from '../context.ts';
import { dayOfGathering, kindOf, textFor } from '../domain/announcement.ts';
import { calendarFile } from '../domain/calendar-file.ts';
import type { Language } from '../domain/person.ts';
import { clockText, dayText, momentText } from '../text/when.ts';
import { fieldOf, numberIn, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { governorNames } from './scope-name.ts';
import { actorOf, languageOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type AnnouncementRow = {
  href: string;
  subject: string;
  language: Language;
  /** What kind, or that it is called off. */
  kind: string;
  isUnread: boolean;
  isOver: boolean;
  isWithdrawn: boolean;
  when: string | null;
  place: string | null;
  sender: string;
  published: string;
};

export type AnnouncementListPage = { mayWrite: boolean; rows: AnnouncementRow[] };

export type AnnouncementPage = AnnouncementRow & {
  path: string;
  kindName: 'information' | 'gathering';
  done: string | null;
  body: string;
  by: string;
  withdrawn: string | null;
  calendar: string | null;
  /** Null for those who cannot sign up. */
  signUp: { comes: boolean } | null;
  names: { name: string; office: string }[] | null;
  mayWithdraw: boolean;
  fault: string | null;
  reason: string;
};

const listView = view<AnnouncementListPage>('announcements/list');
const announcementView = view<AnnouncementPage>('announcements/announcement');

export function announcementPages(context: Context): Router {
  const router = Router();
  router.get('/announcements', requirePerson, (req, res) => {
    const person = signedIn(req);
    const list = person && listAnnouncements(context, actorOf(person));
    if (!person || !list) return refuse(req, res, 'notFound');
    const rows = list.map((one) => rowOf(context, req, one));
    return render(req, res, listView, { mayWrite: sendersOf(person, todayOf(req)).length > 0, rows });
  });

  router.get('/announcements/:id', requirePerson, (req, res) => {
    const found = foundIn(context, req);
    const person = signedIn(req);
    if (!found || !person) return refuse(req, res, 'notFound');
    if (req.method === 'GET' && found.isReceiver) readAnnouncement(context, actorOf(person), found.id);
    return show(context, req, res, found, null);
  });

  router.get('/announcements/:id/calendar', requirePerson, (req, res) => {
    const found = foundIn(context, req);
    if (!found?.gathering) return refuse(req, res, 'notFound');
    res.setHeader('Content-Type', 'text/calendar; charset=utf-8');
    res.setHeader(
      'Content-Disposition',
      `attachment; filename="${textsOf(req).announcement.calendarFile}-${found.id}.ics"`,
    );
    res.setHeader('X-Content-Type-Options', 'nosniff');
    return res.end(calendarOf(context, req, found, found.gathering));
  });

  router.post('/announcements/:id/sign-ups', requirePerson, (req, res) => {
    const person = signedIn(req);
    const id = numberIn(req.params.id);
    const comes = fieldOf(req, 'do') !== 'off';
    const isDone = person && id !== null && signUp(context, actorOf(person), id, comes);
    return isDone ? res.redirect(303, `/announcements/${id}#sign-up`) : refuse(req, res, 'notFound');
  });

  router.post('/announcements/:id/withdrawal', requirePerson, (req, res) => {
    const person = signedIn(req);
    const found = foundIn(context, req);
    if (!person || !found) return refuse(req, res, 'notFound');
    const result = withdrawAnnouncement(context, actorOf(person), found.id, fieldOf(req, 'reason'));
    if (result === 'withdrawn') return res.redirect(303, `/announcements/${found.id}`);
    if (result === 'notFound') return refuse(req, res, 'notFound');
    return show(context, req, res, found, textsOf(req).announcement.faults[result]);
  });
  return router;
}

/** What is new for the person's own offices, the newest first; for the top of their reports. */
export function newsOf(context: Context, req: Request): AnnouncementRow[] {
  const person = signedIn(req);
  const list = (person && listAnnouncements(context, actorOf(person))) ?? [];
  const news = list.filter((one) => one.isNews).slice(0, mostNews);
  return news.map((one) => rowOf(context, req, one));
}

const mostNews = 3;

function foundIn(context: Context, req: Request): LoadedAnnouncement | null {
  const person = signedIn(req);
  const id = numberIn(req.params.id);
  return person && id !== null ? loadAnnouncement(context, actorOf(person), id) : null;
}

/** The sender's name in the visitor's language. */
export function senderName(context: Context, req: Request, governor: string | null): string {
  if (governor === null) return textsOf(req).announcement.directorate;
  return governorNames(context, languageOf(req), todayOf(req)).get(governor) ?? governor;
}

function rowOf(context: Context, req: Request, one: ListedAnnouncement): AnnouncementRow {
  const t = textsOf(req).announcement;
  const { subject, language } = textFor(one.texts, one.standards, languageOf(req));
  const name = one.gathering ? 'gathering' : 'information';
  const day = dayOfGathering(one);
  return {
    ...{ href: `/announcements/${one.id}`, subject, language },
    kind: one.withdrawn ? t.withdrawn[name] : t.kind[kindOf(one)],
    isUnread: one.isReceiver && !one.isRead,
    ...{ isOver: one.isPast, isWithdrawn: one.withdrawn !== null },
    when:
      one.gathering && day
        ? t.whenOf(dayText(day), clockText(one.gathering.startsAt), clockText(one.gathering.endsAt))
        : null,
    place: one.gathering?.place ?? null,
    sender: senderName(context, req, one.governor),
    published: momentText(one.publishedAt),
  };
}

function show(context: Context, req: Request, res: Response, found: LoadedAnnouncement, fault: string | null): void {
  const t = textsOf(req).announcement;
  const row = rowOf(context, req, found);
  const name = found.gathering ? 'gathering' : 'information';
  const sent = queryOf(req, 'sent');
  const page: AnnouncementPage = {
    ...row,
    ...{ path: row.href, kindName: name, fault, reason: fieldOf(req, 'reason') },
    done: found.isSender && /^\d{1,6}$/.test(sent) ? t.done(Number(sent)) : null,
    body: textFor(found.texts, found.standards, languageOf(req)).body,
    by: t.by(found.name, row.sender, row.published),
    withdrawn: found.withdrawn ? t.withdrawnText[name](found.withdrawn.reason) : null,
    calendar: found.gathering ? `${row.href}/calendar` : null,
    signUp: found.isReceiver && found.gathering && !found.isPast && !found.withdrawn ? { comes: found.comes } : null,
    names: found.names?.map((one) => ({ name: one.name, office: one.offices.join(', ') })) ?? null,
    mayWithdraw: found.isSender && !found.withdrawn && !found.isPast,
  };
  render(req, res, announcementView, page, fault ? 422 : 200);
}

function calendarOf(
  { config }: Context,
  req: Request,
  found: LoadedAnnouncement,
  gathering: NonNullable<LoadedAnnouncement['gathering']>,
): string {
  const { subject, body } = textFor(found.texts, found.standards, languageOf(req));
  const url = `${config.baseUrl}/announcements/${found.id}`;
  return calendarFile({
    uid: `announcement-${found.id}@${new URL(config.baseUrl).hostname}`,
    sequence: found.withdrawn ? 1 : 0,
    stamp: found.withdrawn?.at ?? found.publishedAt,
    ...{ startsAt: gathering.startsAt, endsAt: gathering.endsAt, place: gathering.place },
    ...{ summary: subject, description: `${body}\n\n${url}`, url, isCancelled: found.withdrawn !== null },
  });
}
