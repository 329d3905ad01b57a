// One follow-up: the next thing to do, the numbers of today, the time line, and the adviser's work on it. A municipality
// finds its letters and answers here, and answers.

import { type Request, type Response, Router } from 'express';
import {
  advisersOf,
  type FollowUpOrder,
  type LoadedFollowUp,
  loadFollowUp,
  workOnFollowUp,
} from '../actions/follow-up.ts';
import { answerFile, answerFollowUp, largestPdf } from '../actions/answer-follow-up.ts';
import { draftLetter } from '../actions/letter.ts';
import type { Context } from '../context.ts';
import { nextLetter, type NextStep } from '../domain/follow-up.ts';
import { type LetterKind, letterKinds } from '../domain/letter.ts';
import { bandOf } from '../domain/target-mean.ts';
import { unitName } from '../domain/unit.ts';
import { numberText } from '../text/number.ts';
import type { Texts } from '../text/text.ts';
import { dottedDayText, monthsText } from '../text/when.ts';
import { fieldOf, numberIn } from './body.ts';
import { refuse } from './errors.ts';
import { type LineEntry, lineOf } from './follow-up-line.ts';
import { render, textsOf } from './render.ts';
import { sendFile } from './send-file.ts';
import { typedDay } from './typed-day.ts';
import { readUpload, uploadOf } from './upload.ts';
import { actorOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

export type FollowUpPage = {
  path: string;
  unit: string;
  view: LoadedFollowUp['view'];
  isOpen: boolean;
  step: NextStep['do'];
  stepText: string;
  isOverdue: boolean;
  draft: string | null;
  nextLetter: LetterKind;
  kinds: readonly LetterKind[];
  isNeutral: boolean;
  facts: { name: string; value: string }[];
  /** Where the target is shown, and with it the sentence that goes with targets; null when there is none. */
  targetHref: string | null;
  line: LineEntry[];
  letters: { href: string; text: string }[];
  answers: { text: string; detail: string; file: string | null }[];
  advisers: { value: string; text: string }[];
  assignee: string;
  due: string;
  /** A form that came back: which one, with what was typed. */
  faulty: { form: string; message: string; text: string; day: string; reference: string } | null;
  isAnswered: boolean;
};

const followUpView = view<FollowUpPage>('follow-ups/follow-up');

type Faulty = FollowUpPage['faulty'];

export function followUpPages(context: Context): Router {
  const router = Router();
  router.get('/follow-ups/:id', requirePerson, (req, res) => show(context, req, res, null));

  router.post('/follow-ups/:id/events', requirePerson, (req, res) => {
    const person = signedIn(req);
    const order = orderOf(req);
    const id = idOf(req);
    if (!person || id === null) return refuse(req, res, 'notFound');
    if (order === null)
      return show(context, req, res, faultyOf(req, fieldOf(req, 'do'), textsOf(req).followUp.faults.day));
    const result = workOnFollowUp(context, actorOf(person), id, order);
    if (result.kind === 'done') return res.redirect(303, `/follow-ups/${id}`);
    if (result.kind === 'notFound') return refuse(req, res, 'notFound');
    return show(context, req, res, faultyOf(req, order.do, textsOf(req).followUp.faults[result.fault]));
  });

  router.post('/follow-ups/:id/letters', requirePerson, (req, res) => {
    const person = signedIn(req);
    const id = idOf(req);
    const kind = letterKinds.find((one) => one === fieldOf(req, 'kind'));
    if (!person || id === null || !kind) return refuse(req, res, 'notFound');
    const result = draftLetter(context, actorOf(person), id, kind, fieldOf(req, 'language') === 'nn' ? 'nn' : 'nb');
    if (result.kind === 'drafted') return res.redirect(303, `/follow-ups/${id}/letters/${result.letter}`);
    if (result.kind === 'notFound') return refuse(req, res, 'notFound');
    return show(context, req, res, faultyOf(req, 'letter', textsOf(req).followUp.faults.closed));
  });

  router.get('/follow-ups/:id/answers/:answer/file', requirePerson, (req, res) => {
    const person = signedIn(req);
    const [id, answer] = [idOf(req), numberIn(req.params.answer)];
    const found = person && id !== null && answer !== null ? answerFile(context, actorOf(person), id, answer) : null;
    if (!found) return refuse(req, res, 'notFound');
    sendFile(res, found.fileName, 'application/pdf', found.file);
  });
  return router;
}

/** The answer comes with a file: mounted before the ordinary body reader. */
export function answerUpload(context: Context): Router {
  const router = Router();
  router.post('/follow-ups/:id/answers', requirePerson, ...readUpload(largestPdf), (req, res) => {
    const person = signedIn(req);
    const id = idOf(req);
    if (!person || id === null) return refuse(req, res, 'notFound');
    const { fields, file, tooLarge } = uploadOf(req);
    const faults = textsOf(req).followUp.faults;
    const typed = { text: fields['text'] ?? '', reference: fields['reference'] ?? '', day: fields['day'] ?? '' };
    const isThere = loadFollowUp(context, actorOf(person), id) !== null;
    if (tooLarge && isThere) return show(context, req, res, { form: 'answer', message: faults.tooLarge, ...typed });
    const order = { ...typed, file, answeredOn: typedDay(typed.day) };
    const result = answerFollowUp(context, actorOf(person), id, order);
    if (result.kind === 'answered') return res.redirect(303, `/follow-ups/${id}?answered=1`);
    if (result.kind === 'notFound') return refuse(req, res, 'notFound');
    const names = { empty: 'emptyAnswer', day: 'answerDay' } as const;
    const name = result.fault === 'empty' || result.fault === 'day' ? names[result.fault] : result.fault;
    return show(context, req, res, { form: 'answer', message: faults[name], ...typed });
  });
  return router;
}

function idOf(req: Request): number | null {
  return numberIn(req.params.id);
}

function faultyOf(req: Request, form: string, message: string): Faulty {
  return { form, message, text: fieldOf(req, 'text'), day: fieldOf(req, 'day'), reference: '' };
}

/** Null when the day cannot be read. */
function orderOf(req: Request): FollowUpOrder | null {
  const text = fieldOf(req, 'text');
  const asked = fieldOf(req, 'do');
  if (asked === 'assign') return { do: 'assign', person: numberIn(fieldOf(req, 'person')) };
  if (asked === 'due') {
    const typed = fieldOf(req, 'day').trim();
    const day = typed === '' ? null : typedDay(typed);
    return typed !== '' && day === null ? null : { do: 'due', day };
  }
  return { do: asked === 'decision' || asked === 'close' ? asked : 'note', text };
}

function show(context: Context, req: Request, res: Response, faulty: Faulty): void {
  const person = signedIn(req);
  const id = idOf(req);
  const loaded = person && id !== null ? loadFollowUp(context, actorOf(person), id) : null;
  if (!loaded) return refuse(req, res, 'notFound');
  render(req, res, followUpView, pageOf(context, req, loaded, faulty), faulty ? 422 : 200);
}

function pageOf(context: Context, req: Request, loaded: LoadedFollowUp, faulty: Faulty): FollowUpPage {
  const t = textsOf(req);
  const { id, unit, state, next, letters, answers } = loaded;
  const path = `/follow-ups/${id}`;
  const draft = letters.find(({ frozenAt }) => frozenAt === null);
  const isDesk = loaded.view === 'desk';
  const { target } = loaded.facts.mean(unit.municipality);
  return {
    ...{
      path,
      unit: unitName(unit),
      view: loaded.view,
      isOpen: state.isOpen,
      step: next.do,
      isOverdue: next.isOverdue,
    },
    stepText: stepTextOf(t.followUp.steps, next),
    draft: draft ? `${path}/letters/${draft.id}` : null,
    ...{ nextLetter: nextLetter(state), kinds: letterKinds, isNeutral: unit.language === 'neutral' },
    facts: loaded.view === 'municipality' ? [] : factsOf(t, loaded),
    targetHref: target ? `/targets/${unit.municipality}` : null,
    line: lineOf(context, loaded, t),
    letters: letters
      .filter(({ frozenAt }) => frozenAt !== null)
      .map(({ id: letter, kind, content }) => ({
        href: `${path}/letters/${letter}`,
        text: t.followUp.line.letter(t.letter.kind[kind], dottedDayText(content.date)),
      })),
    answers: answers.map((answer) => ({
      text: t.followUp.line.answer(dottedDayText(answer.answeredOn)),
      detail: answer.text,
      file: answer.fileName === null ? null : `${path}/answers/${answer.id}/file`,
    })),
    advisers: isDesk
      ? advisersOf(context, unit).map((adviser) => ({ value: String(adviser.id), text: adviser.name }))
      : [],
    assignee: state.assignee ? String(state.assignee.id) : '',
    due: state.due === null ? '' : dottedDayText(state.due),
    ...{ faulty, isAnswered: req.query.answered === '1' },
  };
}

function stepTextOf(t: Texts['followUp']['steps'], next: NextStep): string {
  const by = next.by === null ? null : dottedDayText(next.by);
  if (next.do === 'wait') return by === null ? t.waitNoDay : t.wait(by);
  if (next.do === 'remind') return t.remind(by ?? '');
  return t[next.do];
}

function factsOf(t: Texts, { unit, state, facts, gone }: LoadedFollowUp): FollowUpPage['facts'] {
  const f = t.followUp.facts;
  const { target, judged } = facts.mean(unit.municipality);
  const missing = facts.missing(unit.id).periods;
  const band = target && bandOf(target);
  const causes = state.causes.map((cause) => {
    const name = t.followUp.causeOf[cause];
    return gone.includes(cause) ? `${name} (${t.followUp.gone.toLowerCase()})` : name;
  });
  return [
    { name: f.causes, value: causes.join(', ') },
    { name: f.missing, value: missing.length > 0 ? monthsText(missing) : f.none },
    {
      name: f.target,
      value:
        target && band
          ? f.targetOf(numberText(target.expectedParticipants, 2), numberText(band.low, 2), numberText(band.high, 2))
          : f.noTarget,
    },
    ...(target ? [{ name: f.source, value: `${target.source} (${dottedDayText(target.validFrom)})` }] : []),
    { name: f.mean, value: judged.mean === null ? f.unknown : f.meanOf(numberText(judged.mean, 2), judged.months) },
    { name: f.assignee, value: state.assignee?.name ?? t.followUp.nobody },
    ...(state.due === null ? [] : [{ name: f.due, value: dottedDayText(state.due) }]),
  ];
}
