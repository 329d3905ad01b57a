// Publishes the plans of db/plans at start: a version that the database does not have yet is added, none is changed.

import { readdirSync, readFileSync } from 'node:fs';
import type { Context } from '../context.ts';
import { type Plan, planDefinition } from '../domain/plan.ts';

const folder = new URL('../../db/plans/', import.meta.url);

/** Throws when a file is not a plan, or differs from the published version of the same number. */
export function publishPlans(context: Pick<Context, 'store' | 'now'>): void {
  for (const plan of readPlans()) context.store.plan.publish(plan, context.now());
}

/** The plans on disk, by version. */
export function readPlans(): Plan[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names
    .map((name) => planDefinition.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
    .toSorted((one, other) => one.version - other.version);
}
