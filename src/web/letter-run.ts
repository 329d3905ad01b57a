// Many letters in one go: chosen on one page, made beside the requests, followed on another. Mounted before the ordinary
// body reader, since hundreds of boxes may be ticked.

import { type Request, type Response, Router, urlencoded } from 'express';
import { letterMonths } from '../actions/letter-archive.ts';
import {
  findLetterRun,
  type LetterRun,
  type RunChoice,
  type RunKind,
  runChoices,
  runKinds,
  startLetterRun,
} from '../actions/letter-run.ts';
import type { Context } from '../context.ts';
import { unitName } from '../domain/unit.ts';
import { monthText } from '../text/when.ts';
import { numberIn, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { actorOf, languageOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

export type LetterRunChoicePage = {
  kind: RunKind;
  kinds: { kind: RunKind; href: string }[];
  open: { value: string; text: string; note: string; isChecked: boolean; isOff: boolean }[];
  suggested: { value: string; text: string; cause: string }[];
  language: 'nb' | 'nn';
  asksLanguage: boolean;
  fault: string | null;
};

export type LetterRunPage = {
  href: string;
  done: number;
  total: number;
  isFinished: boolean;
  isStopped: boolean;
  lines: string[];
  drafts: { href: string; text: string }[];
  archives: { href: string; text: string }[];
};

const choiceView = view<LetterRunChoicePage>('follow-ups/letters');
const runView = view<LetterRunPage>('follow-ups/letter-run');
const readMany = urlencoded({ extended: false, limit: '128kb', parameterLimit: 3000 });

export function letterRunPages(context: Context): Router {
  const router = Router();
  router.get('/follow-ups/letters', requirePerson, (req, res) =>
    show(context, req, res, kindIn(queryOf(req, 'kind')), null),
  );

  router.post('/follow-ups/letters', requirePerson, readMany, (req, res) => {
    const person = signedIn(req);
    const body = (req.body ?? {}) as Record<string, unknown>;
    const kind = kindIn(body['kind']);
    if (!person || !runChoices(context, actorOf(person), kind)) return refuse(req, res, 'notFound');
    const run = startLetterRun(context, actorOf(person), {
      ...{ kind, language: body['language'] === 'nn' ? 'nn' : 'nb' },
      followUps: listIn(body['followUp']).flatMap((text) => numberIn(text) ?? []),
      units: listIn(body['unit']),
    });
    if (run) return res.redirect(303, `/follow-ups/letters/${run.id}`);
    return show(context, req, res, kind, textsOf(req).letterRun.nothing);
  });

  router.get('/follow-ups/letters/:run', requirePerson, (req, res) => {
    const person = signedIn(req);
    const run = person && findLetterRun(context, actorOf(person), String(req.params.run));
    if (!person || !run) return refuse(req, res, 'notFound');
    if (!run.isFinished) res.setHeader('Refresh', '1');
    return render(req, res, runView, runPage(context, req, run));
  });
  return router;
}

function kindIn(text: unknown): RunKind {
  return runKinds.find((kind) => kind === text) ?? 'request';
}

function listIn(given: unknown): string[] {
  return (Array.isArray(given) ? given : [given]).filter((one) => typeof one === 'string');
}

function show(context: Context, req: Request, res: Response, kind: RunKind, fault: string | null): void {
  const person = signedIn(req);
  const choices = person && runChoices(context, actorOf(person), kind);
  if (!choices) return refuse(req, res, 'notFound');
  const t = textsOf(req);
  const note = ({ hasDraft, isNext }: RunChoice) =>
    hasDraft ? t.letterRun.hasDraft : isNext ? '' : t.letterRun.notNext;
  const units = [...choices.open, ...choices.suggested].map(({ unit }) => unit);
  const page: LetterRunChoicePage = {
    ...{ kind, fault, language: languageOf(req) },
    kinds: runKinds.map((one) => ({ kind: one, href: `/follow-ups/letters?kind=${one}` })),
    open: choices.open.map((choice) => ({
      ...{ value: String(choice.id), text: unitName(choice.unit), note: note(choice) },
      ...{ isChecked: choice.isNext && !choice.hasDraft, isOff: choice.hasDraft },
    })),
    suggested: choices.suggested.map(({ unit, cause }) => ({
      ...{ value: unit.id, text: unitName(unit), cause: t.followUp.causeOf[cause] },
    })),
    asksLanguage: units.some(({ language }) => language === 'neutral'),
  };
  render(req, res, choiceView, page, fault ? 422 : 200);
}

function runPage(context: Context, req: Request, run: LetterRun): LetterRunPage {
  const t = textsOf(req).letterRun;
  const person = signedIn(req);
  const texts = new Map<number, string>();
  if (run.isFinished && person)
    for (const { id, unit } of runChoices(context, actorOf(person), run.kind)?.open ?? [])
      texts.set(id, unitName(unit));
  const archives = run.isFinished && person ? letterMonths(context, actorOf(person)).slice(0, 1) : [];
  return {
    ...{ href: `/follow-ups/letters/${run.id}`, done: run.done, total: run.total },
    ...{ isFinished: run.isFinished, isStopped: run.fault !== null },
    lines: [
      t.drafted(run.drafted.length),
      ...(run.kept.length > 0 ? [t.kept(run.kept.length)] : []),
      ...(run.passed > 0 ? [t.passed(run.passed)] : []),
    ],
    drafts: run.isFinished
      ? [...run.drafted, ...run.kept].map(({ followUp, letter }) => ({
          href: `/follow-ups/${followUp}/letters/${letter}`,
          text: texts.get(followUp) ?? String(followUp),
        }))
      : [],
    archives: archives.map(({ month }) => ({
      href: `/follow-ups/archive?month=${month}`,
      text: t.archive(monthText(month)),
    })),
  };
}
