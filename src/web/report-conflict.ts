// Two versions of one report: what is stored, and what was typed meanwhile. Shows them field by field and lets the person
// choose; what is chosen becomes the draft, and nothing is delivered from here.

import type { Request, Response } from 'express';
import type { LoadedReport } from '../actions/load-report.ts';
import type { Context } from '../context.ts';
import type { Input } from '../domain/answers.ts';
import type { Draft } from '../domain/draft.ts';
import type { Person } from '../domain/person.ts';
import { unitName } from '../domain/unit.ts';
import type { Texts } from '../text/text.ts';
import { momentText, monthText } from '../text/when.ts';
import { makeFormKey } from './form-key.ts';
import type { PostedForm } from './form-body.ts';
import { render, textsOf } from './render.ts';
import { inputOf } from './report-page.ts';
import { view } from './views.ts';
import { languageOf } from './visitor.ts';

type Conflict = {
  loaded: LoadedReport;
  /** The draft saved meanwhile; null when the report was delivered meanwhile. */
  draft: Draft | null;
  reason: 'draft' | 'changed' | 'keyReused';
};

type ChosenField = { name: string; label: string; stored: string; mine: string };

export type ConflictPage = {
  title: string;
  unit: string;
  month: string;
  lead: string;
  storedHead: string;
  keepStored: string;
  differing: ChosenField[];
  /** What is the same in both, posted along unseen. */
  same: { name: string; value: string }[];
  /** How many questions are the same in both. */
  sameCount: number;
  path: string;
  hidden: { key: string; draft: number; inForce: number };
};

const conflictView = view<ConflictPage>('report-conflict');

/** Answers 409 with both versions. Throws when nothing is stored that could be the other one. */
export function showConflict(
  context: Context,
  req: Request,
  res: Response,
  { person, posted }: { person: Person; posted: PostedForm },
  { loaded, draft, reason }: Conflict,
): void {
  const t = textsOf(req).report.conflict;
  const { unit, period, inForce } = loaded;
  const stored = draft?.input ?? (inForce && inputOf(context, inForce));
  if (!stored) throw new Error(`Nothing is stored that could conflict: ${period} ${unit.id}`);
  const fields = fieldsOf(loaded, languageOf(req), textsOf(req).report.form, stored, posted.input);
  const data: ConflictPage = {
    title: t.title(unitName(unit)),
    unit: unitName(unit),
    month: monthText(period),
    lead: leadOf(t, { loaded, draft, reason }, person),
    storedHead: draft ? (isOwn(draft, person) ? t.own : t.theirs(draft.savedByName)) : t.delivered,
    keepStored: draft ? t.useStored : t.useDelivered,
    differing: fields.filter(({ stored, mine }) => stored.trim() !== mine.trim()),
    same: fields
      .filter(({ stored, mine }) => stored.trim() === mine.trim())
      .map(({ name, mine }) => ({ name, value: mine })),
    sameCount: loaded.form.questions.filter(
      ({ id }) => (stored.answers[id] ?? '').trim() === (posted.input.answers[id] ?? '').trim(),
    ).length,
    path: `/reports/${period}/${unit.id}`,
    hidden: {
      key: makeFormKey(context.config, { person: person.id, unit: unit.id, period }, context.now()),
      // Of what is shown here: a draft that is there besides, begun after the delivery, is shown in its turn.
      draft: draft?.version ?? 0,
      inForce: inForce?.number ?? 0,
    },
  };
  render(req, res, conflictView, data, 409);
}

/** Saved by the person, from another page. */
function isOwn(draft: Draft, person: Person): boolean {
  return draft.savedBy === person.id;
}

function leadOf(t: Texts['report']['conflict'], { loaded, draft, reason }: Conflict, person: Person): string {
  if (draft) {
    const when = momentText(draft.savedAt);
    return isOwn(draft, person) ? t.ownDraftLead(when) : t.draftLead(draft.savedByName, when);
  }
  const { inForce } = loaded;
  if (!inForce) return '';
  const when = momentText(inForce.submittedAt ?? inForce.knownAt);
  return reason === 'keyReused'
    ? t.keyLead(when, inForce.number)
    : t.deliveredLead(inForce.submittedName, when, inForce.number);
}

function fieldsOf(
  { form }: LoadedReport,
  language: 'nb' | 'nn',
  t: Pick<Texts['report']['form'], 'reasonFor' | 'commentOn'>,
  stored: Input,
  mine: Input,
): ChosenField[] {
  const rules = [...new Set([...Object.keys(stored.reasons), ...Object.keys(mine.reasons)])].sort();
  return [
    ...form.questions.map(({ id, label }) => ({
      ...{ name: id, label: label[language] },
      ...{ stored: stored.answers[id] ?? '', mine: mine.answers[id] ?? '' },
    })),
    ...rules.map((rule) => ({
      ...{ name: `reason_${rule}`, label: t.reasonFor(rule) },
      ...{ stored: stored.reasons[rule] ?? '', mine: mine.reasons[rule] ?? '' },
    })),
    ...form.questions
      .filter(({ id }) => stored.figureComments?.[id] || mine.figureComments?.[id])
      .map(({ id, label }) => ({
        ...{ name: `comment_${id}`, label: t.commentOn(label[language]) },
        ...{ stored: stored.figureComments?.[id] ?? '', mine: mine.figureComments?.[id] ?? '' },
      })),
    { name: 'comment', label: form.comment.label[language], stored: stored.comment, mine: mine.comment },
  ];
}
