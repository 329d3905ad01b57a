// Makes an opened database ready to serve: reference data, form and plan are always there; demo people and a synthetic
// history in an empty database when asked for; the period that is due is open.

import type { Context } from '../context.ts';
import { fillWithDemo } from './demo.ts';
import { announceDemo } from './demo-announcement.ts';
import { freezeDemo } from './demo-extracts.ts';
import { reviewDemo } from './demo-review.ts';
import { importReference } from './import-reference.ts';
import { openDuePeriods } from './open.ts';
import { publishForms } from './publish-form.ts';
import { publishLetterTemplates } from './publish-letter-template.ts';
import { publishPlans } from './publish-plan.ts';

const referenceFolder = new URL('../../db/reference/', import.meta.url).pathname;

/**
 * Safe to run again and by two processes at once. Throws when the product's own reference data, form or plan has
 * faults, which is a fault of the program.
 */
export function prepare(context: Context): void {
  prepareFacts(context);
  if (context.config.demo && context.store.person.isEmpty()) {
    context.store.transaction(() => {
      fillWithDemo(context);
      freezeDemo(context);
      announceDemo(context);
      reviewDemo(context);
    });
  }
  openDuePeriods(context, context.now());
}

/** What every database holds, whatever the day: the reference data, the forms and the plans. */
export function prepareFacts(context: Context): void {
  if (context.store.reference.isEmpty()) {
    const result = importReference(context, referenceFolder);
    if (!result.ok) throw new Error(`db/reference has faults:\n${result.faults.join('\n')}`);
  }
  publishForms(context);
  publishPlans(context);
  publishLetterTemplates(context);
}
