// The published plans. A version is written once and never changed; for a period the latest version that is valid by then
// is in force, so that a version can be replaced before its first period opens.

import type { Instant, Period } from '../domain/period.ts';
import { type Plan, planDefinition } from '../domain/plan.ts';
import type { Db } from './database.ts';

export function planStore(db: Db) {
  const selectAll = db.prepare<[], { definition: string }>('SELECT definition FROM plan ORDER BY version');
  const selectInForce = db.prepare<{ period: Period }, { version: number }>(
    'SELECT version FROM plan WHERE valid_from <= :period ORDER BY version DESC LIMIT 1',
  );
  const selectVersion = db.prepare<{ version: number }, { definition: string }>(
    'SELECT definition FROM plan WHERE version = :version',
  );
  const insert = db.prepare(`
    INSERT INTO plan (version, definition, valid_from, published_at)
    VALUES (:version, :definition, :validFrom, :at)
  `);
  /** A version never changes, so it is parsed once. */
  const parsed = new Map<number, Plan>();

  function byVersion(version: number): Plan {
    const known = parsed.get(version);
    if (known !== undefined) return known;
    const row = selectVersion.get({ version });
    if (row === undefined) throw new Error(`There is no plan ${version}`);
    const plan = planDefinition.parse(JSON.parse(row.definition));
    parsed.set(version, plan);
    return plan;
  }

  return {
    /** The plan that a period is opened with. Throws when none is valid that early. */
    inForce: (period: Period): Plan => {
      const row = selectInForce.get({ period });
      if (row === undefined) throw new Error(`No plan is valid for ${period}`);
      return byVersion(row.version);
    },

    /** The plan a period was opened with. Throws when it is unknown. */
    byVersion,

    /** Every version, the first published first. */
    all: (): Plan[] => selectAll.all().map((row) => planDefinition.parse(JSON.parse(row.definition))),

    /** Publishes a version; again with the same content changes nothing. Throws when the version has another content. */
    publish: (plan: Plan, at: Instant): void => {
      const definition = JSON.stringify(plan);
      const known = selectVersion.get({ version: plan.version });
      if (known?.definition === definition) return;
      if (known !== undefined) throw new Error(`Plan ${plan.version} is published with another content`);
      insert.run({ version: plan.version, definition, validFrom: plan.validFrom, at });
    },
  };
}
