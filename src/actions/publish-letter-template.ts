// Publishes the product's own templates of letters (db/letters): the ones that governors adapt, each as its next version.

import { readFileSync } from 'node:fs';
import type { Context } from '../context.ts';
import { canonical } from '../domain/canonical.ts';
import { letterKinds, type LetterTemplate, letterTemplate } from '../domain/letter.ts';
import { parseTemplatePart, templateFaults } from '../domain/letter-template.ts';

const folder = new URL('../../db/letters/', import.meta.url);

/** Safe to run again: nothing is published that is in force already. Throws when a template has faults. */
export function publishLetterTemplates({ store, now }: Pick<Context, 'store' | 'now'>): void {
  store.transaction(() => {
    for (const kind of letterKinds) {
      const definition = letterTemplate.parse({ nb: read(`${kind}.nb.txt`), nn: read(`${kind}.nn.txt`) });
      const [fault] = templateFaults(definition);
      if (fault) throw new Error(`db/letters/${kind}.${fault.language}.txt: ${fault.fault} ${fault.name}`);
      if (!isInForce(kind, definition)) store.letter.addTemplate(kind, '', definition, 'program', now());
    }
  });

  function isInForce(kind: (typeof letterKinds)[number], definition: LetterTemplate): boolean {
    const latest = store.letter.template(kind, '');
    return latest !== null && canonical(latest.definition) === canonical(definition);
  }
}

function read(name: string) {
  return parseTemplatePart(readFileSync(new URL(name, folder), 'utf8'));
}
