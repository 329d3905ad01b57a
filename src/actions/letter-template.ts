// The templates of a governor's letters: its own in their latest version, else everybody's. Adapting one adds a version.

import type { Context } from '../context.ts';
import { cleanText } from '../domain/canonical.ts';
import { type LetterKind, letterKinds, type LetterTemplate, letterTemplate } from '../domain/letter.ts';
import { type TemplateFault, templateFaults } from '../domain/letter-template.ts';
import { dayOf } from '../domain/period.ts';
import { type Actor, readScope } from '../domain/person.ts';
import type { StoredTemplate } from '../store/letter.ts';

/** Null when the actor is at no governor's office. */
export function loadTemplates(
  { store, now }: Pick<Context, 'store' | 'now'>,
  actor: Actor,
): { governor: string; templates: StoredTemplate[] } | null {
  const [governor] = readScope(actor, dayOf(now())).governors;
  if (governor === undefined) return null;
  return { governor, templates: letterKinds.flatMap((kind) => store.letter.template(kind, governor) ?? []) };
}

export type SaveTemplateResult =
  | { kind: 'notFound' }
  | { kind: 'faulty'; faults: (TemplateFault | { fault: 'empty' })[] }
  | { kind: 'saved' };

/** Adds the next version of the governor's own template. */
export function saveTemplate(
  context: Pick<Context, 'store' | 'now'>,
  actor: Actor,
  kind: LetterKind,
  typed: LetterTemplate,
): SaveTemplateResult {
  const { store } = context;
  const found = loadTemplates(context, actor);
  if (!found) return { kind: 'notFound' };
  const cleaned = { nb: cleanedPart(typed.nb), nn: cleanedPart(typed.nn) };
  const parsed = letterTemplate.safeParse(cleaned);
  if (!parsed.success) return { kind: 'faulty', faults: [{ fault: 'empty' }] };
  const faults = templateFaults(parsed.data);
  if (faults.length > 0) return { kind: 'faulty', faults };
  const at = context.now();
  store.transaction(() => {
    store.letter.addTemplate(kind, found.governor, parsed.data, actor.who, at);
    const subject = `letterTemplate:${found.governor}:${kind}`;
    store.event.record({ at, who: actor.who, what: 'letterTemplate.published', subject, details: {} });
  });
  return { kind: 'saved' };
}

function cleanedPart({ subject, body, legalBasis }: LetterTemplate['nb']): LetterTemplate['nb'] {
  return { subject: cleanText(subject), body: cleanText(body), legalBasis: cleanText(legalBasis) };
}
