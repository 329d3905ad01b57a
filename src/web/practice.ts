// The practice report: the form page of a month as it would be, with made-up numbers before it. Nothing that is typed
// here is stored, and the page and its title say so.

import { type Request, type Response, Router } from 'express';
import { ownUnits } from '../actions/list-owed.ts';
import type { Context } from '../context.ts';
import type { Input } from '../domain/answers.ts';
import type { Form } from '../domain/form.ts';
import { addMonths, periodOf } from '../domain/period.ts';
import type { Person } from '../domain/person.ts';
import { practiceMonth, practiceOpening, practise } from '../domain/practice.ts';
import type { Finding } from '../domain/rule.ts';
import { unitName } from '../domain/unit.ts';
import { monthName, monthText, startingCapital } from '../text/when.ts';
import { fieldOf, queryOf } from './body.ts';
import { readPostedForm } from './form-body.ts';
import { render, textsOf } from './render.ts';
import { formView, startingInput, unchangedInput } from './report-form.ts';
import { liveOf } from './report-live.ts';
import { firstEmpty, reportView, summaryHeading } from './report-page.ts';
import { actorOf, languageOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

const doneView = view<Record<string, never>>('practice-done');

export function practicePages(context: Context): Router {
  const router = Router();

  router.get('/practice', requirePerson, (req, res) => {
    const person = signedIn(req);
    if (!person) return;
    const form = formOf(context, req, queryOf(req, 'form'));
    const opening = practiceOpening(form);
    const filled = queryOf(req, 'fill') === 'unchanged' ? unchangedInput(form, practiceMonth(form), opening) : null;
    show(context, req, res, person, form, { input: filled ?? startingInput(form, opening), isFilled: filled !== null });
  });

  router.post('/practice/submissions', requirePerson, (req, res) => {
    const person = signedIn(req);
    if (!person) return;
    const form = formOf(context, req, fieldOf(req, 'form'));
    const { input } = readPostedForm(form, req.body);
    const decision = practise(form, input);
    if (decision.ok) return res.redirect(303, '/practice/done');
    show(context, req, res, person, form, { input, ...decision, status: 422 });
  });

  // A change of language asks for the address that was posted to.
  router.get('/practice/submissions', requirePerson, (_req, res) => res.redirect(303, '/practice'));

  router.get('/practice/done', requirePerson, (req, res) => render(req, res, doneView, {}));
  return router;
}

/** The version asked for, also one that is not in force yet; else the one of the month that is due. */
function formOf({ store }: Context, req: Request, version: string): Form {
  const due = addMonths(periodOf(todayOf(req)), -1);
  return store.form.all().find((form) => form.version === version) ?? store.form.inForce(due);
}

type Shown = { input: Input; errors?: Finding[]; warnings?: Finding[]; isFilled?: boolean; status?: number };

function show(context: Context, req: Request, res: Response, person: Person, form: Form, shown: Shown): void {
  const language = languageOf(req);
  const t = textsOf(req).report;
  const due = addMonths(periodOf(todayOf(req)), -1);
  const period = form.validFrom > due ? form.validFrom : due;
  const { input, errors = [], warnings = [], isFilled = false } = shown;
  const facts = { form, language, t, input, lastMonth: practiceMonth(form), carried: practiceOpening(form) };
  const formData = formView({ ...facts, errors, warnings });
  const hasFaults = errors.length > 0 || formData.summary.length > 0;
  const [unit] = ownUnits(context, actorOf(person));
  const forms = context.store.form.all();
  const data = {
    title: t.practice.title(monthText(period)),
    heading: t.practice.heading,
    unit: unit ? unitName(unit) : t.practice.unit,
    ...{ hasFaults, form: formData, isFilled, month: monthText(period) },
    lastMonth: startingCapital(monthName(addMonths(period, -1))),
    thisMonth: startingCapital(monthName(period)),
    facts: [form.name[language], ...(form.validFrom > due ? [t.practice.upcoming(monthText(form.validFrom))] : [])],
    notices: [{ kind: 'warning' as const, text: t.practice.label }],
    summaryHeading: hasFaults ? summaryHeading(t.form, formData.summary.length, errors.length > 0) : null,
    path: '/practice',
    hidden: { form: form.version },
    mayBeUnchanged: !hasFaults && !isFilled,
    focus: hasFaults || isFilled ? null : firstEmpty(formData),
    live: liveOf(form, language, t.form),
    practice: {
      forms:
        forms.length < 2
          ? []
          : forms.map(({ version, name, validFrom }) => ({
              href: `/practice?form=${version}`,
              text: `${name[language]} – ${t.practice.upcoming(monthText(validFrom))}`,
              isThis: version === form.version,
            })),
    },
    ...{ confirmHref: null, skipped: null, mayReportNothing: false, isCorrection: false, late: null, draft: null },
  };
  render(req, res, reportView, data, shown.status ?? 200);
}
