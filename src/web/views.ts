// Compiles the EJS views, each once, with an `include` of our own: EJS's looks for the file on disk at every call, which
// costs a form page of 25 fields some 80 µs against 2.
//
// A view gets one object, `v`: `v.page` (the frame: language, texts, person, asset URLs) and `v.data` (its own, typed by
// `view<Data>()`). A partial gets `v.page` and what the include passes, nothing else.

import { readFileSync } from 'node:fs';
import ejs from 'ejs';

const folder = new URL('../../views/', import.meta.url);

export type View<Data> = { name: string; data?: Data };

type Locals = Record<string, unknown>;
type Include = (name: string, locals?: Locals) => string;
type Compiled = (v: Locals, escape: typeof escapeHtml, include: Include) => string;

const compiled = new Map<string, Compiled>();

/** Names a view under views/, without its ending, and the type of the data it shows. */
export function view<Data>(name: string): View<Data> {
  return { name };
}

/** The page as text. Throws when the view is not there or fails, naming it. */
export function renderView(name: string, page: object, data: unknown): string {
  const include: Include = (partial, locals) => run(partial, { ...locals, page }, include);
  return run(name, { page, data }, include);
}

function run(name: string, locals: Locals, include: Include): string {
  let template = compiled.get(name);
  if (!template) {
    template = compile(name);
    compiled.set(name, template);
  }
  try {
    return template(locals, escapeHtml, include);
  } catch (fault) {
    if (Error.isError(fault) && fault.message.startsWith('views/')) throw fault;
    throw new Error(`views/${name}.ejs failed`, { cause: fault });
  }
}

function compile(name: string): Compiled {
  const text = readFileSync(new URL(`${name}.ejs`, folder), 'utf8');
  const options = { strict: true, _with: false, localsName: 'v', compileDebug: false, filename: name };
  const template = new ejs.Template(text, options) as ejs.Template & { source: string };
  template.compile();
  // It is what EJS itself does with a view, which is as much our code as any other.
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function('v', 'escapeFn', 'include', `"use strict";\n${template.source}`) as Compiled;
}

const unsafe = /[&<>"']/;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

/** What `<%= %>` writes: text made safe in element and quoted attribute; nothing for null and undefined. */
export function escapeHtml(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return unsafe.test(text) ? text.replace(/[&<>"']/g, (character) => entities[character] ?? '') : text;
}
