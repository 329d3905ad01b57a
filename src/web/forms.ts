// The definitions: every question of every form version, with its meaning and its checks; as a page and as a file.

import { type Request, Router } from 'express';
import { writeCsv } from '../actions/write-csv.ts';
import type { Context } from '../context.ts';
import type { Form } from '../domain/form.ts';
import { formChanges, type QuestionChange } from '../domain/form-definition.ts';
import type { Table } from '../domain/totals-table.ts';
import { monthText } from '../text/when.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { type RuleView, rulesOf } from './form-rules.ts';
import { render, textsOf } from './render.ts';
import { languageOf, requirePerson } from './visitor.ts';
import { view } from './views.ts';

type QuestionView = {
  id: string;
  label: string;
  kind: string;
  meaning: string;
  source: string;
  heading: string | null;
  isPart: boolean;
  change: QuestionChange;
};

type FormPage = {
  name: string;
  version: string;
  validFrom: string;
  isInForce: boolean;
  korReference: string;
  minutes: number;
  sections: { heading: string; note: string | null; questions: QuestionView[] }[];
  comment: { label: string; meaning: string; maxLength: number };
  rules: RuleView[];
  removed: string[];
  versions: { version: string; text: string; href: string; current: boolean }[];
};

const formView = view<FormPage>('form');

export function formsPages(context: Context): Router {
  const router = Router();
  router.get('/forms', requirePerson, (req, res) => {
    render(req, res, formView, pageOf(req, context, inForce(context)));
  });
  router.get('/forms/file', requirePerson, (req, res) => {
    const format = (['csv', 'csv-excel'] as const).find((each) => each === queryOf(req, 'format'));
    if (!format) return refuse(req, res, 'badRequest');
    const t = textsOf(req).form;
    const heads = { head: (column: string) => t.columns[column] ?? column, yes: t.yes, no: t.no };
    res.setHeader('Content-Type', 'text/csv; charset=utf-8; header=present');
    res.setHeader('Content-Disposition', `attachment; filename="${t.file}.csv"`);
    return res.end(writeCsv(definitions(context.store.form.all()), format, heads));
  });
  router.get('/forms/:version', requirePerson, (req, res) => {
    const form = context.store.form.all().find(({ version }) => version === req.params['version']);
    if (!form) return refuse(req, res, 'notFound');
    return render(req, res, formView, pageOf(req, context, form));
  });
  return router;
}

function inForce({ store }: Context): Form {
  return store.form.inForce(store.period.latestOpened() ?? '2099-12');
}

/** The form before this one, or null. */
function beforeOf(form: Form, all: Form[]): Form | null {
  return all.filter(({ validFrom }) => validFrom < form.validFrom).at(-1) ?? null;
}

function pageOf(req: Request, context: Context, form: Form): FormPage {
  const t = textsOf(req).form;
  const language = languageOf(req);
  const all = context.store.form.all();
  const changes = formChanges(form, beforeOf(form, all));
  const current = inForce(context).version;
  return {
    name: form.name[language],
    ...{ version: form.version, validFrom: monthText(form.validFrom), isInForce: form.version === current },
    ...{ korReference: form.korReference, minutes: form.estimatedMinutes },
    sections: form.sections.map(({ id, heading, note }) => ({
      heading: heading[language],
      note: note?.[language] ?? null,
      questions: form.questions
        .filter(({ section }) => section === id)
        .map((question) => ({
          id: question.id,
          label: question.label[language],
          kind: t.kind[question.kind],
          meaning: question.meaning[language],
          source: t.source[question.source] ?? question.source,
          heading: question.heading?.[language] ?? null,
          isPart: question.partOf !== undefined,
          change: changes.of.get(question.id) ?? 'same',
        })),
    })),
    comment: {
      label: form.comment.label[language],
      meaning: form.comment.meaning[language],
      maxLength: form.comment.maxLength,
    },
    rules: rulesOf(form, language, t),
    removed: changes.removed.map(({ label }) => label[language]),
    versions: all.toReversed().map(({ version, validFrom }) => ({
      version,
      text: t.versionFrom(version, monthText(validFrom)),
      href: `/forms/${version}`,
      current: version === form.version,
    })),
  };
}

/** One row per question and version; what was taken away has a row of the version that lacks it. */
function definitions(all: Form[]): Table {
  const columns = ['version', 'validFrom', 'section', 'question', 'kind', 'partOf', 'source', 'change'];
  const texts = ['label_nb', 'label_nn', 'meaning_nb', 'meaning_nn'];
  return {
    columns: [...columns, ...texts],
    rows: all.flatMap((form) => {
      const { version, validFrom } = form;
      const changes = formChanges(form, beforeOf(form, all));
      const rowOf = (question: Form['questions'][number], change: string) => {
        const { id, section, kind, partOf, source, label, meaning } = question;
        const said = [label.nb, label.nn, meaning.nb, meaning.nn];
        return [version, validFrom, section, id, kind, partOf ?? null, source, change, ...said];
      };
      return [
        ...form.questions.map((question) => rowOf(question, changes.of.get(question.id) ?? 'same')),
        ...changes.removed.map((question) => rowOf(question, 'removed')),
      ];
    }),
  };
}
