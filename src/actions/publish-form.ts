// Publishes the forms of db/forms at start: a version that the database does not have yet is added, none is changed.

import { readdirSync, readFileSync } from 'node:fs';
import type { Context } from '../context.ts';
import { type Form, formDefinition } from '../domain/form.ts';
import { checkForm } from '../domain/form-check.ts';

const folder = new URL('../../db/forms/', import.meta.url);

/** Throws when a file is not a complete form, or differs from the published version of the same name. */
export function publishForms(context: Pick<Context, 'store' | 'now'>): void {
  for (const form of readForms()) context.store.form.publish(form, context.now());
}

/** The forms on disk, by the period they are valid from, and complete. Throws with every fault of a file. */
export function readForms(): Form[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map(readForm).toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
}

function readForm(name: string): Form {
  const form = formDefinition.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
  const faults = checkForm(form);
  if (name !== `${form.version}.json`) faults.unshift(`holds ${form.version}`);
  if (faults.length > 0) throw new Error(`db/forms/${name}: ${faults.join('; ')}`);
  return form;
}
