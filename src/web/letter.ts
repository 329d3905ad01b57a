// A letter: written and looked at while it is a draft; read, printed and downloaded once it is frozen.

import { type Request, type Response, Router } from 'express';
import { workOnFollowUp } from '../actions/follow-up.ts';
import { discardLetter, letterFile, loadLetter, saveLetter } from '../actions/letter.ts';
import type { Context } from '../context.ts';
import {
  type Letter,
  type LetterContent,
  letterContent,
  type LetterFault,
  type LetterField,
} from '../domain/letter.ts';
import type { Language } from '../domain/person.ts';
import type { LetterParts } from '../mail/letter-parts.ts';
import type { Texts } from '../text/text.ts';
import { fieldOf, numberIn } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { sendFile } from './send-file.ts';
import { dayInField, typedDay } from './typed-day.ts';
import { actorOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

export type LetterFieldView = { id: LetterField; value: string; error: string | null };

export type LetterPage = {
  path: string;
  back: string;
  title: string;
  language: Language;
  version: number;
  isFrozen: boolean;
  /** At the governor's desk: may write, finish and record the journal number. */
  isDesk: boolean;
  fields: Record<LetterField, LetterFieldView>;
  onBehalf: boolean;
  letter: LetterParts;
  faults: { href: string; message: string }[];
  message: 'saved' | 'changed' | 'frozen' | null;
  hash: string | null;
  journal: string[];
};

const draftView = view<LetterPage>('follow-ups/letter-draft');
const frozenView = view<LetterPage>('follow-ups/letter');

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Typed = {
  content: LetterContent;
  faults: { field: LetterField; fault: LetterFault['fault'] | 'day' | 'tooLong' }[];
};

export function letterPages(context: Context): Router {
  const router = Router();
  const path = '/follow-ups/:id/letters/:letter';

  router.get(path, requirePerson, (req, res) => show(context, req, res, null, null));

  router.get(`${path}/docx`, requirePerson, async (req, res) => {
    const ids = idsOf(req);
    const person = signedIn(req);
    const file = person && ids ? await letterFile(context, actorOf(person), ids.followUp, ids.letter) : null;
    return file ? sendFile(res, file.name, wordType, file.content) : refuse(req, res, 'notFound');
  });

  router.post(path, requirePerson, (req, res) => {
    const person = signedIn(req);
    const ids = idsOf(req);
    if (!person || !ids) return refuse(req, res, 'notFound');
    if (fieldOf(req, 'action') === 'discard') {
      const isDone = discardLetter(context, actorOf(person), ids.followUp, ids.letter);
      return isDone ? res.redirect(303, `/follow-ups/${ids.followUp}`) : refuse(req, res, 'notFound');
    }
    const typed = typedLetter(req);
    if (typed.faults.length > 0) return show(context, req, res, typed, null);
    const version = numberIn(fieldOf(req, 'version')) ?? 0;
    const order = { ...ids, version, content: typed.content, freeze: fieldOf(req, 'action') === 'freeze' };
    const result = saveLetter(context, actorOf(person), order);
    if (result.kind === 'notFound') return refuse(req, res, 'notFound');
    if (result.kind === 'faulty') return show(context, req, res, { ...typed, faults: result.faults }, null);
    if (result.kind === 'changed') return show(context, req, res, typed, 'changed');
    const message = order.freeze || result.kind === 'frozen' ? 'frozen' : 'saved';
    return res.redirect(303, `/follow-ups/${ids.followUp}/letters/${ids.letter}?done=${message}#done`);
  });

  router.post(`${path}/journal`, requirePerson, (req, res) => {
    const person = signedIn(req);
    const ids = idsOf(req);
    const text = fieldOf(req, 'number');
    if (!person || !ids) return refuse(req, res, 'notFound');
    const result = workOnFollowUp(context, actorOf(person), ids.followUp, { do: 'journal', letter: ids.letter, text });
    if (result.kind === 'notFound') return refuse(req, res, 'notFound');
    return res.redirect(303, `/follow-ups/${ids.followUp}/letters/${ids.letter}`);
  });
  return router;
}

function idsOf(req: Request): { followUp: number; letter: number } | null {
  const [followUp, letter] = [numberIn(req.params.id), numberIn(req.params.letter)];
  return followUp !== null && letter !== null ? { followUp, letter } : null;
}

/** What was typed, with its faults; a day that cannot be read is kept as it was typed. */
function typedLetter(req: Request): Typed {
  const faults: Typed['faults'] = [];
  const fields = Object.keys(letterContent.shape) as LetterField[];
  const entries = fields.map((field): [string, string | boolean] => {
    const text = fieldOf(req, field);
    if (field === 'firstOnBehalf') return [field, text === 'on'];
    if ((field !== 'date' && field !== 'answerBy') || text.trim() === '') return [field, text.replace(/\r\n/g, '\n')];
    const day = typedDay(text);
    if (day === null) faults.push({ field, fault: 'day' });
    return [field, day ?? text];
  });
  const content = Object.fromEntries(entries) as LetterContent;
  const checked = letterContent.safeParse(content);
  for (const { path } of checked.success ? [] : checked.error.issues) {
    const field = path[0] as LetterField;
    if (!faults.some((fault) => fault.field === field)) faults.push({ field, fault: 'tooLong' });
  }
  return { content, faults };
}

function show(context: Context, req: Request, res: Response, typed: Typed | null, message: 'changed' | null): void {
  const person = signedIn(req);
  const ids = idsOf(req);
  const found = person && ids ? loadLetter(context, actorOf(person), ids.followUp, ids.letter) : null;
  if (!found || !ids) return refuse(req, res, 'notFound');
  const { letter, followUp } = found;
  const t = textsOf(req).letter;
  const isFrozen = letter.frozenAt !== null;
  const faults = typed?.faults ?? [];
  const done = req.query.done === 'saved' || req.query.done === 'frozen' ? req.query.done : null;
  const journal = followUp.events.flatMap((event) =>
    event.kind === 'journal' && event.letter === letter.id ? [event.text] : [],
  );
  const page: LetterPage = {
    path: `/follow-ups/${ids.followUp}/letters/${ids.letter}`,
    back: `/follow-ups/${ids.followUp}`,
    title: t.page.draftTitle(t.kind[letter.kind], t.municipality(followUp.unit.municipalityName)),
    ...{ language: letter.language, version: letter.version, isFrozen, isDesk: followUp.view === 'desk' },
    fields: fieldsOf(typed?.content ?? letter.content, faults, t.page.faults),
    onBehalf: (typed?.content ?? letter.content).firstOnBehalf,
    letter: found.parts,
    faults: faults.map(({ field, fault }) => ({
      href: `#${field}`,
      message: `${labelOf(t, field)}: ${t.page.faults[fault]}`,
    })),
    message: message ?? done,
    ...{ hash: letter.sha256, journal },
  };
  render(
    req,
    res,
    isFrozen ? frozenView : draftView,
    page,
    faults.length > 0 ? 422 : message === 'changed' ? 409 : 200,
  );
}

type LetterTexts = Texts['letter'];

function labelOf(t: LetterTexts, field: LetterField): string {
  return t.page.fields[field].split('. ')[0] ?? '';
}

function fieldsOf(
  content: Letter['content'],
  faults: Typed['faults'],
  texts: LetterTexts['page']['faults'],
): LetterPage['fields'] {
  const entries = (Object.keys(content) as LetterField[]).map((id) => {
    const value = String(content[id]);
    const fault = faults.find(({ field }) => field === id)?.fault;
    const isDay = (id === 'date' || id === 'answerBy') && /^\d{4}-\d\d-\d\d$/.test(value);
    return [id, { id, value: isDay ? dayInField(value) : value, error: fault ? texts[fault] : null }];
  });
  return Object.fromEntries(entries) as LetterPage['fields'];
}
