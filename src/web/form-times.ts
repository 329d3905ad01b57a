// What the questions cost: how long reports take, summed per form version, for the directorate.

import { Router } from 'express';
import type { Context } from '../context.ts';
import { summaryOf, timeLimits } from '../domain/form-time.ts';
import { hasRole } from '../domain/person.ts';
import { numberText } from '../text/number.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { languageOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type FormTimesPage = {
  rows: { text: string; header?: boolean }[][];
  forms: { name: string; rows: { text: string; header?: boolean }[][] }[];
};

const timesView = view<FormTimesPage>('form-times');

export function formTimePages({ store }: Context): Router {
  const router = Router();
  router.get('/form-times', requirePerson, (req, res) => {
    const person = signedIn(req);
    if (!person || !hasRole(person, 'directorate', todayOf(req))) return refuse(req, res, 'notFound');
    const t = textsOf(req).report.formTime;
    const language = languageOf(req);
    const forms = store.form
      .all()
      .toReversed()
      .map((form) => {
        const buckets = store.formTime.ofForm(form.version);
        return { form, buckets, name: `${form.name[language]} (${form.version})`, summary: summaryOf(buckets) };
      });
    render(req, res, timesView, {
      rows: forms.map(({ form, name, summary: { reports, meanMinutes, halfWithin } }) => [
        { text: name, header: true },
        { text: t.minutes(String(form.estimatedMinutes)) },
        { text: String(reports) },
        { text: meanMinutes === null ? '–' : t.minutes(numberText(meanMinutes, 1)) },
        { text: halfWithin === null ? '–' : halfWithin === 0 ? t.upTo(0) : t.minutes(String(halfWithin)) },
      ]),
      forms: forms
        .filter(({ buckets }) => buckets.length > 0)
        .map(({ name, buckets }) => ({
          name: t.distribution(name),
          rows: [...timeLimits, 0].map((limit) => [
            { text: t.upTo(limit), header: true },
            { text: String(buckets.find(({ upToMinutes }) => upToMinutes === limit)?.reports ?? 0) },
          ]),
        })),
    });
  });
  return router;
}
