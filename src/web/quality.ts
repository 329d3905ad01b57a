// The page of quality: what is unlike a unit's own months, what does not hang together, and warnings by rule and office.

import { Router } from 'express';
import { loadQuality, type Quality } from '../actions/quality.ts';
import type { Context } from '../context.ts';
import { parsePeriod } from '../domain/period.ts';
import type { Language } from '../domain/person.ts';
import { type Unit, unitName } from '../domain/unit.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { render } from './render.ts';
import { reasonsOf } from './report-numbers.ts';
import { actorOf, languageOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

export type QualityPage = {
  quality: Quality;
  shown: { outliers: Quality['outliers']; byOffice: Quality['byOffice'] };
  unitName: (unit: Unit) => string;
  questionName: (id: string) => string;
  /** A warning under the name of the number it is about. */
  ruleName: (id: string) => string;
  reportHref: (unit: Unit) => string;
  askHref: (unit: Unit) => string;
};

const qualityView = view<QualityPage>('quality');
const shownOutliers = 100;
const shownOffices = 30;

export function qualityPages(context: Context): Router {
  const router = Router();
  router.get('/quality', requirePerson, (req, res) => {
    const person = signedIn(req);
    const quality = person && loadQuality(context, actorOf(person), parsePeriod(queryOf(req, 'period')));
    if (!quality) return refuse(req, res, 'notFound');
    render(req, res, qualityView, pageOf(quality, languageOf(req)));
  });
  return router;
}

function pageOf(quality: Quality, language: Language): QualityPage {
  const { form, period } = quality;
  return {
    quality,
    shown: {
      outliers: quality.outliers.slice(0, shownOutliers),
      byOffice: quality.byOffice.slice(0, shownOffices),
    },
    unitName,
    questionName: (id) => form.questions.find((question) => question.id === id)?.label[language] ?? id,
    ruleName: (id) => reasonsOf(form, language, { [id]: '' })[0]?.name ?? id,
    reportHref: (unit) => `/reports/${period}/${unit.id}`,
    askHref: (unit) => `/inquiries/new?unit=${unit.id}&period=${period}`,
  };
}
