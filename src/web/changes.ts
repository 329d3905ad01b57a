// What moved since a time: old and new numbers side by side, with who corrected them and why.

import { type Request, Router } from 'express';
import { showChanges, type ShownChange } from '../actions/show-changes.ts';
import type { Context } from '../context.ts';
import { addDays, dayOf, instantAt } from '../domain/period.ts';
import { unitName } from '../domain/unit.ts';
import { momentText, monthText } from '../text/when.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { type Pager, pagerOf } from './pager.ts';
import { render } from './render.ts';
import { changesOf, type NumberRow, reasonsOf } from './report-numbers.ts';
import { dayInField, typedDay } from './typed-day.ts';
import { actorOf, languageOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

type ChangeView = {
  title: string;
  isCorrection: boolean;
  when: string;
  who: string;
  number: number;
  href: string;
  rows: (NumberRow & { difference: number | null })[];
  comment: string;
  reasons: { name: string; reason: string }[];
};

type ChangesPage = {
  /** As typed. */
  since: string;
  sinceFault: boolean;
  kind: 'corrected' | 'delivered' | '';
  asOf: string;
  from: string;
  corrected: number;
  delivered: number;
  changes: ChangeView[];
  pager: Pager;
};

const changesView = view<ChangesPage>('changes');
const perPage = 25;
const daysShown = 7;

export function changesPages(context: Context): Router {
  const router = Router();
  router.get('/changes', requirePerson, (req, res) => {
    const person = signedIn(req);
    const today = dayOf(context.now());
    const typed = queryOf(req, 'since').trim().slice(0, 40);
    const usual = addDays(today, -daysShown);
    const day = typed === '' ? usual : typedDay(typed);
    const since = instantAt(day ?? usual, '00:00');
    const kind = (['corrected', 'delivered'] as const).find((each) => each === queryOf(req, 'kind')) ?? '';
    // Corrections alone unless something else is asked for: deliveries are what every month brings.
    const only = req.query['kind'] === undefined ? 'corrected' : kind === '' ? null : kind;
    const find = (offset: number) =>
      person && showChanges(context, actorOf(person), { since, only, offset, limit: perPage });
    const first = find(0);
    if (!first) return refuse(req, res, 'notFound');
    const count = (only === 'delivered' ? 0 : first.corrected) + (only === 'corrected' ? 0 : first.delivered);
    const { offset, ...pager } = pagerOf(req, count, perPage);
    const found = offset === 0 ? first : (find(offset) ?? first);
    const data: ChangesPage = {
      since: typed === '' || day ? dayInField(day) : typed,
      sinceFault: day === null,
      kind: only ?? '',
      asOf: momentText(found.asOf),
      from: momentText(since),
      ...{ corrected: found.corrected, delivered: found.delivered, pager },
      changes: found.changes.map((change) => viewOf(req, context, change)),
    };
    return render(req, res, changesView, data, day === null ? 422 : 200);
  });
  return router;
}

function viewOf(req: Request, context: Context, { unit, change, submission, before }: ShownChange): ChangeView {
  const language = languageOf(req);
  const form = context.store.form.byVersion(submission.form);
  const isCorrection = change.kind === 'corrected';
  return {
    ...{ isCorrection, number: submission.number, comment: submission.comment },
    title: `${unitName(unit)}, ${monthText(change.period)}`,
    when: momentText(change.knownAt),
    who: submission.submittedName,
    href: `/reports/${change.period}/${change.unit}/submissions/${submission.number}`,
    rows: before
      ? changesOf(form, language, before, submission).map((row) => ({
          ...row,
          difference: row.value === null || row.before === null ? null : row.value - row.before,
        }))
      : [],
    reasons: reasonsOf(form, language, submission.reasons),
  };
}
