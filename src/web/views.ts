// Compiles the EJS views, each once, with an `include` of our own: EJS's looks for the file on disk at every call, which
// costs a form page of 25 fields some 80 µs against 2.
//
// What is the same on every page (the meaning of a question) is written once and kept: `include.kept`.
//
// A view gets one object, `v`: `v.page` (the frame: language, texts, person, asset URLs) and `v.data` (its own, typed by
// `view<Data>()`). A partial gets `v.page` and what the include passes, nothing else.

import { readFileSync } from 'node:fs';
import ejs from 'ejs';
import type { Language } from '../domain/person.ts';

const folder = new URL('../../views/', import.meta.url);

export type View<Data> = { name: string; data?: Data };

type Locals = Record<string, unknown>;
type Include = ((name: string, locals?: Locals) => string) & {
  /** As include, written once for each thing in each language: the partial may depend on nothing else. */
  kept: (thing: object, name: string, locals?: Locals) => string;
};
type Compiled = (v: Locals, escape: typeof escapeHtml, include: Include) => string;

const compiled = new Map<string, Compiled>();
const kept = new WeakMap<object, Map<string, string>>();

/** Names a view under views/, without its ending, and the type of the data it shows. */
export function view<Data>(name: string): View<Data> {
  return { name };
}

/** The page as text. Throws when the view is not there or fails, naming it. */
export function renderView(name: string, page: { language: Language }, data: unknown): string {
  const include = ((partial, locals) => run(partial, { ...locals, page }, include)) as Include;
  include.kept = (thing, partial, locals) => {
    const ofThing = kept.get(thing) ?? new Map<string, string>();
    kept.set(thing, ofThing);
    const key = `${page.language} ${partial}`;
    const text = ofThing.get(key) ?? include(partial, locals);
    ofThing.set(key, text);
    return text;
  };
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
