// The governor's office adapts the templates of its letters: plain text with named facts, both languages on one page.

import { type Request, type Response, Router } from 'express';
import { loadTemplates, saveTemplate } from '../actions/letter-template.ts';
import type { Context } from '../context.ts';
import { type LetterKind, letterKinds, type LetterTemplate } from '../domain/letter.ts';
import { type FactName, factNames } from '../domain/letter-template.ts';
import { fieldOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { actorOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

export type TemplateListPage = { templates: { kind: LetterKind; version: number; isOwn: boolean }[]; isSaved: boolean };
export type TemplatePage = {
  kind: LetterKind;
  template: LetterTemplate;
  facts: readonly FactName[];
  faults: { href: string; message: string }[];
};

const listView = view<TemplateListPage>('follow-ups/templates');
const templateView = view<TemplatePage>('follow-ups/template');

export function letterTemplatePages(context: Context): Router {
  const router = Router();
  const path = '/follow-ups/templates';

  router.get(path, requirePerson, (req, res) => {
    const person = signedIn(req);
    const found = person && loadTemplates(context, actorOf(person));
    if (!found) return refuse(req, res, 'notFound');
    const templates = found.templates.map(({ kind, version, governor }) => ({ kind, version, isOwn: governor !== '' }));
    render(req, res, listView, { templates, isSaved: req.query.done === 'saved' });
  });

  router.get(`${path}/:kind`, requirePerson, (req, res) => show(req, res, null, []));

  router.post(`${path}/:kind`, requirePerson, (req, res) => {
    const person = signedIn(req);
    const kind = kindOf(req);
    if (!person || !kind) return refuse(req, res, 'notFound');
    const typed = { nb: partOf(req, 'nb'), nn: partOf(req, 'nn') };
    const result = saveTemplate(context, actorOf(person), kind, typed);
    if (result.kind === 'notFound') return refuse(req, res, 'notFound');
    if (result.kind === 'saved') return res.redirect(303, `${path}?done=saved`);
    const { letter, common } = textsOf(req);
    const t = letter.templates;
    const faults = result.faults.map((one) =>
      one.fault === 'empty'
        ? { href: '#subject-nb', message: t.faults.empty }
        : {
            href: `#body-${one.language}`,
            message: `${common.languageNames[one.language]}: ${t.faults[one.fault](one.name)}`,
          },
    );
    return show(req, res, typed, faults);
  });
  return router;

  function show(req: Request, res: Response, typed: LetterTemplate | null, faults: TemplatePage['faults']): void {
    const person = signedIn(req);
    const kind = kindOf(req);
    const found = person && loadTemplates(context, actorOf(person))?.templates.find((one) => one.kind === kind);
    if (!found) return refuse(req, res, 'notFound');
    const page = { kind: found.kind, template: typed ?? found.definition, facts: factNames, faults };
    render(req, res, templateView, page, faults.length > 0 ? 422 : 200);
  }
}

function kindOf(req: Request): LetterKind | undefined {
  return letterKinds.find((kind) => kind === req.params.kind);
}

function partOf(req: Request, language: 'nb' | 'nn'): LetterTemplate['nb'] {
  const field = (name: string) => fieldOf(req, `${name}-${language}`);
  return { subject: field('subject'), body: field('body'), legalBasis: field('legalBasis') };
}
