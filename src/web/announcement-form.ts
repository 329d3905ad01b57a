// An announcement to be written: looked over with the number of receivers first, then published for good.

import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { receiversOf } from '../actions/announcement-mail.ts';
import { publishAnnouncement, type Sender, sendersOf } from '../actions/announcements.ts';
import type { Context } from '../context.ts';
import {
  type AnnouncementFault,
  type AnnouncementKind,
  kindOf,
  parseAnnouncement,
  type TypedAnnouncement,
} from '../domain/announcement.ts';
import { dayOf } from '../domain/period.ts';
import type { Language } from '../domain/person.ts';
import type { Texts } from '../text/text.ts';
import { clockText, dayText } from '../text/when.ts';
import { senderName } from './announcements.ts';
import { fieldOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { typedDay } from './typed-day.ts';
import { actorOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type AnnouncementFormPage = {
  senders: { value: string; text: string }[];
  sender: string;
  kinds: { value: AnnouncementKind; text: string; description?: string }[];
  key: string;
  typed: TypedAnnouncement;
  errors: Partial<Record<keyof TypedAnnouncement, string>>;
  faults: { href: string; message: string }[];
  /** As it will be; null until it has been looked over without faults. */
  preview: {
    kind: string;
    receivers: number;
    texts: { language: 'nb' | 'nn'; subject: string; body: string }[];
    when: string | null;
    place: string | null;
  } | null;
};

const formView = view<AnnouncementFormPage>('announcements/form');

export function announcementFormPages(context: Context): Router {
  const router = Router();
  router.get('/announcements/write', requirePerson, (req, res) => show(context, req, res, null));

  router.post('/announcements', requirePerson, (req, res) => {
    const person = signedIn(req);
    if (!person) return refuse(req, res, 'notFound');
    const senders = sendersOf(person, todayOf(req));
    const sender = senderIn(req);
    if (!senders.includes(sender)) return refuse(req, res, 'notFound');
    if (fieldOf(req, 'action') !== 'publish') {
      const parsed = parseAnnouncement(typedIn(req), context.now());
      return show(context, req, res, parsed.ok ? 'preview' : parsed.faults);
    }
    const order = { sender, typed: typedIn(req), key: fieldOf(req, 'key').slice(0, 100) };
    const result = publishAnnouncement(context, actorOf(person), order);
    if (result.kind === 'notFound') return refuse(req, res, 'notFound');
    if (result.kind === 'faulty') return show(context, req, res, result.faults);
    if (result.kind === 'tooMany') return show(context, req, res, 'tooMany');
    return res.redirect(303, `/announcements/${result.id}?sent=${result.receivers}`);
  });
  return router;
}

const fields = ['kind', 'subjectNb', 'bodyNb', 'subjectNn', 'bodyNn', 'day', 'from', 'to', 'place'] as const;

function typedIn(req: Request): TypedAnnouncement {
  const typed = Object.fromEntries(fields.map((field) => [field, fieldOf(req, field)])) as TypedAnnouncement;
  return { ...typed, day: typedDay(typed.day) ?? '' };
}

function senderIn(req: Request): Sender {
  const sender = fieldOf(req, 'sender');
  return sender === 'directorate' ? null : sender;
}

function show(
  context: Context,
  req: Request,
  res: Response,
  state: null | 'preview' | 'tooMany' | AnnouncementFault[],
): void {
  const person = signedIn(req);
  const senders = person ? sendersOf(person, todayOf(req)) : [];
  if (senders.length === 0) return refuse(req, res, 'notFound');
  const t = textsOf(req).announcement;
  const faults = Array.isArray(state) ? state : [];
  const value = (sender: Sender) => sender ?? 'directorate';
  const page: AnnouncementFormPage = {
    senders: senders.map((sender) => ({ value: value(sender), text: senderName(context, req, sender) })),
    sender: fieldOf(req, 'sender') || value(senders[0] ?? null),
    kinds: [
      { value: 'information', text: t.kind.information },
      ...(senders.includes(null)
        ? [{ value: 'figures' as const, text: t.kind.figures, description: t.form.figuresHint }]
        : []),
      { value: 'gathering', text: t.kind.gathering },
    ],
    key: fieldOf(req, 'key') || randomUUID(),
    typed: Object.fromEntries(
      fields.map((field) => [field, fieldOf(req, field) || (field === 'kind' ? 'information' : '')]),
    ) as TypedAnnouncement,
    errors: Object.fromEntries(faults.map(({ field, fault }) => [field, t.faults[fault]])),
    faults:
      state === 'tooMany'
        ? [{ href: '#content', message: t.faults.tooMany }]
        : faults.map(({ field, fault }) => ({
            href: `#${field}`,
            message: `${labelOf(textsOf(req), field)}: ${t.faults[fault]}`,
          })),
    preview: state === 'preview' ? previewOf(context, req, t) : null,
  };
  render(req, res, formView, page, page.faults.length > 0 ? 422 : 200);
}

type T = Texts['announcement'];

function labelOf({ announcement: { form }, common }: Texts, field: keyof TypedAnnouncement): string {
  const inLanguage = (label: string, language: Language) => `${label}, ${common.languageNames[language].toLowerCase()}`;
  switch (field) {
    case 'subjectNb':
      return inLanguage(form.subject, 'nb');
    case 'bodyNb':
      return inLanguage(form.body, 'nb');
    case 'subjectNn':
      return inLanguage(form.subject, 'nn');
    case 'bodyNn':
      return inLanguage(form.body, 'nn');
    case 'kind':
    case 'day':
    case 'from':
    case 'to':
    case 'place':
      return form[field].split(' (')[0] ?? '';
  }
}

function previewOf(context: Context, req: Request, t: T): AnnouncementFormPage['preview'] {
  const parsed = parseAnnouncement(typedIn(req), context.now());
  if (!parsed.ok) return null;
  const { texts, gathering } = parsed;
  return {
    kind: t.kind[kindOf(parsed)],
    receivers: receiversOf(context, senderIn(req), todayOf(req)).length,
    texts: (['nb', 'nn'] as const).flatMap((language) => {
      const text = texts[language];
      return text ? [{ language, ...text }] : [];
    }),
    when: gathering
      ? t.whenOf(dayText(dayOf(gathering.startsAt)), clockText(gathering.startsAt), clockText(gathering.endsAt))
      : null,
    place: gathering?.place ?? null,
  };
}
